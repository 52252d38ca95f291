// SPDX-License-Identifier: MIT
#include "cli/commandtable.h"

#include "cli/accountsaddcommand.h"
#include "cli/accountslistcommand.h"
#include "cli/accountsremovecommand.h"
#include "cli/accountstestcommand.h"
#include "cli/activitycommand.h"
#include "cli/checkcommand.h"
#include "cli/completioncommand.h"
#include "cli/createcommand.h"
#include "cli/deletecommand.h"
#include "cli/demoservercommand.h"
#include "cli/expiringcommand.h"
#include "cli/exportcommand.h"
#include "cli/icscommand.h"
#include "cli/listcommand.h"
#include "cli/mancommand.h"
#include "cli/resolvecommand.h"
#include "cli/rolescommand.h"
#include "cli/rotatecommand.h"
#include "cli/secretsconfirmcommand.h"
#include "cli/secretslistcommand.h"
#include "cli/secretsshowcommand.h"
#include "cli/showcommand.h"
#include "cli/updatecommand.h"
#include "cli/vaultcreatecommand.h"
#include "cli/vaultsetasidecommand.h"
#include "cli/vaultstatuscommand.h"
#include "cli/vaultunlockcommand.h"

QList<CommandSpec> commandTable()
{
    return {
        ListCommand::spec(),
        ShowCommand::spec(),
        RolesCommand::spec(),
        CreateCommand::spec(),
        RotateCommand::spec(),
        UpdateCommand::spec(),
        DeleteCommand::spec(),
        SecretsListCommand::spec(),
        SecretsShowCommand::spec(),
        SecretsConfirmCommand::spec(),
        ResolveCommand::spec(),
        ActivityCommand::spec(),
        ExpiringCommand::spec(),
        CheckCommand::spec(),
        IcsCommand::spec(),
        ExportCommand::spec(),
        AccountsListCommand::spec(),
        AccountsAddCommand::spec(),
        AccountsTestCommand::spec(),
        AccountsRemoveCommand::spec(),
        VaultStatusCommand::spec(),
        VaultCreateCommand::spec(),
        VaultUnlockCommand::spec(),
        VaultSetAsideCommand::spec(),
        DemoServerCommand::spec(),
        CompletionCommand::spec(),
        ManCommand::spec(),
    };
}
