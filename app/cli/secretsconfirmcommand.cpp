// SPDX-License-Identifier: MIT
#include "cli/secretsconfirmcommand.h"

#include "cli/composition.h"
#include "store/journal.h"

SecretsConfirmCommand::SecretsConfirmCommand()
    : ProfileCommand(VaultUse::Keeps)
{ }

CommandSpec SecretsConfirmCommand::spec()
{
    return {QStringLiteral("secrets confirm"),
        tr("Says that a value is stored elsewhere: the vault lets it go for good."), tr("ID"), true, {},
        {QStringLiteral("tokenry-cli secrets confirm ID")}, &CommandSpec::maker<SecretsConfirmCommand>};
}

void SecretsConfirmCommand::run()
{
    const QString id = line().operand();
    if (!desk().safekeeper().find(id)) {
        fail(ExitFailed, tr("No value “%1” waits. See tokenry-cli secrets list.").arg(id));
        return;
    }
    // What nobody has seen cannot be stored elsewhere.
    const Result<JournalOperation> operation = desk().profile().journal().operation(id);
    if (!operation || operation.value().state == OperationState::Kept) {
        fail(ExitFailed, tr("The value “%1” was never shown: see tokenry-cli secrets show.").arg(id));
        return;
    }
    if (!desk().safekeeper().confirmStored(id)) {
        fail(ExitFailed, tr("The vault could not let it go; it is still there."));
        return;
    }
    console().note(tr("The vault let it go."));
    finish(ExitOk);
}
