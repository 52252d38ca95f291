// SPDX-License-Identifier: MIT
#include "cli/accountslistcommand.h"

#include "cli/accountreader.h"
#include "cli/composition.h"
#include "cli/output.h"
#include "cli/tabletext.h"
#include "store/accountbook.h"

#include <QJsonArray>
#include <QJsonDocument>

AccountsListCommand::AccountsListCommand()
    : ProfileCommand(VaultUse::None)
{ }

CommandSpec AccountsListCommand::spec()
{
    return {QStringLiteral("accounts list"), tr("Lists the accounts the profile remembers."), {}, false, {},
        {QStringLiteral("tokenry-cli accounts list")}, &CommandSpec::maker<AccountsListCommand>};
}

void AccountsListCommand::run()
{
    const Result<QList<Account>> accounts = desk().profile().accounts().load();
    if (!accounts) {
        failVault(accounts.error());
        return;
    }
    QJsonArray json;
    QList<QStringList> rows{
        {tr("NAME"), tr("PROVIDER"), tr("ORGANIZATION"), tr("WORKSPACES"), tr("ADDRESS"), tr("PROXY")}};
    for (const Account &account : accounts.value()) {
        json.append(AccountReader::json(account));
        rows.append({account.name, account.providerKey, account.organizationId,
            QString::number(account.workspaceIds.size()), account.baseUrl.toString(),
            AccountReader::proxyWord(account.proxy)});
    }
    if (console().isJson())
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Indented));
    else
        Output::data(tableText(rows));
    finish(ExitOk);
}
