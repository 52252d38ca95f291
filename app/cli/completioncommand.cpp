// SPDX-License-Identifier: MIT
#include "cli/completioncommand.h"

#include "cli/commandline.h"
#include "cli/commandtable.h"
#include "cli/completiontext.h"
#include "cli/console.h"
#include "cli/output.h"

CommandSpec CompletionCommand::spec()
{
    return {QStringLiteral("completion"), tr("Prints completions for bash, zsh or fish."), tr("SHELL"), true,
        {},
        {QStringLiteral(
             "tokenry-cli completion bash > ~/.local/share/bash-completion/completions/tokenry-cli"),
            QStringLiteral("tokenry-cli completion fish > ~/.config/fish/completions/tokenry-cli.fish")},
        &CommandSpec::maker<CompletionCommand>};
}

std::optional<int> CompletionCommand::start(const CommandLine &line)
{
    const QString shell = line.operand();
    const QList<CommandSpec> table = commandTable();
    if (shell == QLatin1String("bash")) {
        Output::data(CompletionText::bash(table));
    } else if (shell == QLatin1String("zsh")) {
        Output::data(CompletionText::zsh(table));
    } else if (shell == QLatin1String("fish")) {
        Output::data(CompletionText::fish(table));
    } else {
        Console(line.wantsJson()).error(ExitUsage, tr("There are completions for bash, zsh and fish."));
        return ExitUsage;
    }
    return ExitOk;
}
