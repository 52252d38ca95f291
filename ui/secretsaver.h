// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"
#include "session/secretfile.h"

#include <QObject>

#include <functional>

class Background;
class DialogFrame;
class MessageBar;
class Prompts;
class QAction;
class QDialog;

/// Saves a value from a dialog: asks for the file, says in the dialog what is to be said about that place and
/// waits for a word, writes, and shows what went wrong. The dialog is busy while it writes.
/// objectNames "saveBar", its actions "chooseAnotherFile" and "saveAnyway". Ownership: of the dialog.
/// Thread: the GUI thread; the file is written on a worker's.
class SecretSaver final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretSaver)

public:
    /// What the file is to hold, made when it is written; empty when the value is gone.
    using Maker = std::function<Secret()>;

    /// All must outlive this object.
    SecretSaver(DialogFrame &frame, Prompts &prompts, Background &background, QDialog &dialog);

    /// `fileName`: what to suggest.
    void save(const QString &fileName, Maker maker);

Q_SIGNALS:
    void saved(const QString &path);

private:
    void hideBar();
    void choose();
    void consider(const QString &path);
    void write();
    void finish(const QString &trouble);

    DialogFrame &m_frame;
    Prompts &m_prompts;
    Background &m_background;
    QDialog &m_dialog;
    MessageBar *m_bar;
    QAction *m_saveAnyway;
    QAction *m_chooseAnother;
    Maker m_maker;
    QString m_path; ///< what is suggested next, then what is written
    SecretFile::Concerns m_accepted;
};
