// SPDX-License-Identifier: MIT
#include "ui/secretsaver.h"

#include "core/background.h"
#include "ui/dialogframe.h"
#include "ui/messagebar.h"
#include "ui/prompts.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QPushButton>

#include <utility>

SecretSaver::SecretSaver(DialogFrame &frame, Prompts &prompts, Background &background, QDialog &dialog)
    : QObject(&dialog)
    , m_frame(frame)
    , m_prompts(prompts)
    , m_background(background)
    , m_dialog(dialog)
    , m_bar(frame.addBar(QStringLiteral("saveBar")))
    , m_saveAnyway(new QAction(tr("Save anyway"), this))
    , m_chooseAnother(new QAction(tr("Choose another file"), this))
{
    m_saveAnyway->setObjectName(QStringLiteral("saveAnyway"));
    m_chooseAnother->setObjectName(QStringLiteral("chooseAnotherFile"));
    m_bar->setClosable(true);
    connect(m_bar, &MessageBar::closed, frame.cancelButton(), qOverload<>(&QWidget::setFocus));
    connect(m_chooseAnother, &QAction::triggered, this, &SecretSaver::choose);
    connect(m_saveAnyway, &QAction::triggered, this, &SecretSaver::write);
}

/// The focus of a button that vanishes would go to a neighbour, which may be the one that ends the value.
void SecretSaver::hideBar()
{
    if (m_bar->isAncestorOf(m_dialog.focusWidget()))
        m_frame.cancelButton()->setFocus();
    m_bar->clear();
}

void SecretSaver::save(const QString &fileName, Maker maker)
{
    m_maker = std::move(maker);
    // Beside the file that was chosen last, else at home.
    const QDir folder = m_path.isEmpty() ? QDir::home() : QFileInfo(m_path).dir();
    m_path = folder.filePath(fileName);
    choose();
}

void SecretSaver::choose()
{
    hideBar();
    FileQuestion question;
    question.objectName = QStringLiteral("saveSecretDialog");
    question.title = tr("Save the value to a file");
    question.purpose = FileQuestion::Purpose::Save;
    question.path = m_path;
    m_prompts.chooseFile(&m_dialog, question, [this, self = QPointer(this)](const QString &path) {
        if (self && !path.isEmpty())
            consider(path);
    });
}

void SecretSaver::consider(const QString &path)
{
    m_path = path;
    m_accepted = SecretFile::concerns(path);
    if (!m_accepted) {
        write();
        return;
    }
    m_bar->setActions({m_chooseAnother, m_saveAnyway});
    m_bar->showText(MessageBar::Tone::Warning, SecretFile::describe(m_accepted, path));
    m_frame.reveal(m_bar);
}

void SecretSaver::write()
{
    hideBar();
    Secret content = m_maker();
    if (content.isEmpty())
        return;
    m_frame.setBusy(true);
    m_background.run(
        this,
        [path = m_path, accepted = m_accepted, content = std::move(content)] {
            return SecretFile::write(path, content, accepted);
        },
        [this](const QString &trouble) { finish(trouble); });
}

void SecretSaver::finish(const QString &trouble)
{
    m_frame.setBusy(false);
    if (trouble.isEmpty()) {
        Q_EMIT saved(m_path);
        return;
    }
    m_bar->setActions({m_chooseAnother});
    m_bar->showText(MessageBar::Tone::Error, trouble);
    m_frame.reveal(m_bar);
}
