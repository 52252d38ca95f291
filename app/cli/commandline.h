// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <memory>

class QCommandLineParser;
struct CommandSpec;

/// The arguments of one command, read by its spec. Global options may stand before the command or after it.
/// Copies share what was read.
class CommandLine final
{
public:
    /// `arguments`: all but the words of the command itself.
    CommandLine(const CommandSpec &spec, const QStringList &arguments);
    ~CommandLine();
    CommandLine(const CommandLine &) = default;
    CommandLine &operator=(const CommandLine &) = default;

    /// What is wrong with the arguments, for people; empty = nothing.
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool asksForHelp() const;
    [[nodiscard]] bool wantsJson() const;
    /// False too for an option the command does not have.
    [[nodiscard]] bool isSet(const QString &option) const;
    [[nodiscard]] QString value(const QString &option) const;
    [[nodiscard]] QStringList values(const QString &option) const;
    [[nodiscard]] QString operand() const; ///< empty when there is none

private:
    [[nodiscard]] QString findProblem(const CommandSpec &spec) const;

    std::shared_ptr<const QCommandLineParser> m_parser;
    QStringList m_names;
    QString m_problem;
};
