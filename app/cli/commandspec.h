// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

class Command;

/// One option as it is parsed, explained and completed.
struct OptionSpec
{
    QString name; ///< without the dashes
    QString value; ///< what its value is called ("id"); empty = it takes none
    QString help; ///< a sentence
    QStringList choices; ///< the values there are; empty = any
};

/// One command: the only source of its parser, its help, the manual and the completions.
struct CommandSpec
{
    QString name; ///< one word or two: "list", "accounts add"
    QString summary; ///< a sentence
    QString operand; ///< what its operand is called ("TOKEN"); empty = it takes none
    bool needsOperand = false;
    QList<OptionSpec> options; ///< besides the global ones
    QStringList examples; ///< whole command lines
    std::unique_ptr<Command> (*make)() = nullptr;
    QStringList details = {}; ///< paragraphs and, with leading blanks, lines to be printed as they stand

    template <class T>
    [[nodiscard]] static std::unique_ptr<Command> maker()
    {
        return std::make_unique<T>();
    }
};
