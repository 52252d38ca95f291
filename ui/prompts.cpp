// SPDX-License-Identifier: MIT
#include "ui/prompts.h"

#include "ui/dialogframe.h"
#include "ui/dialogheader.h"

#include <QDialog>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

#include <utility>

void DialogPrompts::ask(QWidget *parent, const Question &question, std::function<void(bool confirmed)> answer)
{
    auto *dialog = new QDialog(parent);
    dialog->setObjectName(question.objectName);
    dialog->setWindowTitle(question.confirmLabel);
    dialog->setAttribute(Qt::WA_DeleteOnClose);

    auto *frame = new DialogFrame(dialog);
    frame->header().setGlyph(question.isDangerous ? Glyph::Warning : Glyph::Info,
        question.isDangerous ? Tone::Danger : Tone::Plain);
    frame->header().setHeadline(question.headline);
    auto *text = new QLabel(question.text);
    text->setObjectName(QStringLiteral("questionText"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    frame->addToBody(text);
    frame->setPrimary(question.confirmLabel, question.confirmLabel,
        question.isDangerous ? DialogFrame::Danger::Yes : DialogFrame::Danger::No);
    if (!question.cancelLabel.isEmpty())
        frame->setCancelLabel(question.cancelLabel);
    (question.isDangerous ? frame->cancelButton() : frame->primaryButton())->setFocus();

    QObject::connect(frame, &DialogFrame::primaryClicked, dialog, &QDialog::accept);
    QObject::connect(frame, &DialogFrame::cancelClicked, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::finished, dialog, [answer = std::move(answer)](int result) {
        if (answer)
            answer(result == QDialog::Accepted);
    });
    dialog->open();
}

void DialogPrompts::chooseFile(
    QWidget *parent, const FileQuestion &question, std::function<void(const QString &path)> answer)
{
    const bool isSaving = question.purpose == FileQuestion::Purpose::Save;
    auto *dialog = new QFileDialog(parent, question.title);
    dialog->setObjectName(question.objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(isSaving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(isSaving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    if (!question.nameFilters.isEmpty())
        dialog->setNameFilters(question.nameFilters);
    const QFileInfo start(question.path);
    if (start.isDir()) {
        dialog->setDirectory(question.path);
    } else if (!question.path.isEmpty()) {
        dialog->setDirectory(start.path());
        dialog->selectFile(start.fileName());
    }
    QObject::connect(dialog, &QDialog::finished, dialog, [dialog, answer = std::move(answer)](int result) {
        const QStringList files = dialog->selectedFiles();
        answer(result == QDialog::Accepted && !files.isEmpty() ? files.first() : QString());
    });
    dialog->open();
}
