// SPDX-License-Identifier: MIT
#include "cli/mancommand.h"

#include "cli/commandtable.h"
#include "cli/exitcode.h"
#include "cli/manpage.h"
#include "cli/output.h"

CommandSpec ManCommand::spec()
{
    return {QStringLiteral("man"), tr("Prints the manual page."), {}, false, {},
        {QStringLiteral("tokenry-cli man | man -l -")}, &CommandSpec::maker<ManCommand>};
}

std::optional<int> ManCommand::start(const CommandLine &)
{
    Output::data(ManPage::of(commandTable()));
    return ExitOk;
}
