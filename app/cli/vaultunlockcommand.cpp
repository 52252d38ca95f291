// SPDX-License-Identifier: MIT
#include "cli/vaultunlockcommand.h"

VaultUnlockCommand::VaultUnlockCommand()
    : ProfileCommand(VaultUse::Keeps)
{ }

CommandSpec VaultUnlockCommand::spec()
{
    return {QStringLiteral("vault unlock"),
        tr("Checks that the vault opens. Every command opens it for itself; nothing stays open."), {}, false,
        {}, {QStringLiteral("tokenry-cli vault unlock --password-stdin < password-file")},
        &CommandSpec::maker<VaultUnlockCommand>};
}

void VaultUnlockCommand::run()
{
    console().note(tr("The vault opens."));
    finish(ExitOk);
}
