// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

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
};

/// Real dialogs, opened with open().
class DialogPrompts final : public Prompts
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(bool confirmed)> answer) override;
};
