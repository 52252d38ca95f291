// SPDX-License-Identifier: MIT
#pragma once

#include "ui/prompts.h"

#include <QList>
#include <QWidget>

#include <optional>

/// Remembers what was asked and answers as it was told, through the event loop.
class ScriptedPrompts final : public Prompts
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(bool)> answer) override
    {
        asked.append(question);
        if (nextAnswer)
            QMetaObject::invokeMethod(
                parent, [answer, isYes = *nextAnswer] { answer(isYes); }, Qt::QueuedConnection);
    }

    void chooseFile(
        QWidget *parent, const FileQuestion &question, std::function<void(const QString &)> answer) override
    {
        askedFiles.append(question);
        if (nextFile)
            QMetaObject::invokeMethod(
                parent, [answer, path = *nextFile] { answer(path); }, Qt::QueuedConnection);
    }

    QList<Question> asked;
    std::optional<bool> nextAnswer; ///< none = the question stays open
    QList<FileQuestion> askedFiles;
    std::optional<QString> nextFile; ///< empty = none is chosen; none = the question stays open
};
