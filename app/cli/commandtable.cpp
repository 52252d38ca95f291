// SPDX-License-Identifier: MIT
#include "cli/commandtable.h"

#include "cli/accountsaddcommand.h"
#include "cli/accountslistcommand.h"
#include "cli/accountsremovecommand.h"
#include "cli/accountstestcommand.h"
#include "cli/demoservercommand.h"
#include "cli/listcommand.h"
#include "cli/vaultcreatecommand.h"
#include "cli/vaultstatuscommand.h"
#include "cli/vaultunlockcommand.h"

QList<CommandSpec> commandTable()
{
    return {
        ListCommand::spec(),
        AccountsListCommand::spec(),
        AccountsAddCommand::spec(),
        AccountsTestCommand::spec(),
        AccountsRemoveCommand::spec(),
        VaultStatusCommand::spec(),
        VaultCreateCommand::spec(),
        VaultUnlockCommand::spec(),
        DemoServerCommand::spec(),
    };
}
