// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

/// A question with a consequence, as data.
struct Question
{
    QString objectName; ///< of the dialog, for tests and the tour
    QString headline;
    QString text; ///< consequences, plain text
    QString confirmLabel; ///< a verb
    QString cancelLabel;
    bool isDangerous = false;
};

/// A question for a file, as data.
struct FileQuestion
{
    enum class Purpose {
        Open, ///< one that is there
        Save, ///< may be there; whoever asks says so itself before it replaces one
    };

    QString objectName; ///< of the dialog, for tests
    QString title;
    QString path; ///< where to begin: a folder, or the file to suggest
    QStringList nameFilters; ///< "Certificates (*.pem)"; empty = every file
    Purpose purpose = Purpose::Open;
};

/// Asks a person. The program uses DialogPrompts, tests answer at once. Never blocks: the answer comes later,
/// through the event loop, and not at all if `parent` dies first.
class Prompts
{
public:
    Prompts() = default;
    virtual ~Prompts() = default;
    Q_DISABLE_COPY_MOVE(Prompts)

    virtual void ask(
        QWidget *parent, const Question &question, std::function<void(bool confirmed)> answer) = 0;
    /// The path is empty when none was chosen.
    virtual void chooseFile(
        QWidget *parent, const FileQuestion &question, std::function<void(const QString &path)> answer) = 0;
};

/// Real dialogs, opened with open().
class DialogPrompts final : public Prompts
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(bool confirmed)> answer) override;
    void chooseFile(QWidget *parent, const FileQuestion &question,
        std::function<void(const QString &path)> answer) override;
};
