// SPDX-License-Identifier: MIT
#include "ui/prompts.h"

#include "ui/dialogframe.h"
#include "ui/dialogheader.h"

#include <QDialog>
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
