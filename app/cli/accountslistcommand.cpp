// SPDX-License-Identifier: MIT
#include "cli/accountslistcommand.h"

#include "cli/accountreader.h"
#include "cli/composition.h"
#include "cli/output.h"
#include "cli/tabletext.h"
#include "session/healthtext.h"
#include "session/listingage.h"
#include "store/accountbook.h"
#include "store/tokencache.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

/// As the window marks it; for programs there are two members.
QString environmentOf(const Account &account)
{
    const QString production = QStringLiteral("production");
    if (!account.isProduction || account.environment.compare(production, Qt::CaseInsensitive) == 0)
        return account.environment;
    return account.environment.isEmpty() ? production
                                         : production + QStringLiteral(", ") + account.environment;
}

} // namespace

AccountsListCommand::AccountsListCommand()
    : ProfileCommand(VaultUse::None)
{ }

CommandSpec AccountsListCommand::spec()
{
    return {QStringLiteral("accounts list"),
        tr("Lists the accounts the profile remembers, and when their tokens were listed last. Nobody is "
           "asked: "
           "whether a sign-in works now is told by accounts test."),
        {}, false, {},
        {QStringLiteral("tokenry-cli accounts list"), QStringLiteral("tokenry-cli accounts list --json")},
        &CommandSpec::maker<AccountsListCommand>};
}

void AccountsListCommand::run()
{
    const Result<QList<Account>> accounts = desk().profile().accounts().load();
    if (!accounts) {
        failVault(accounts.error());
        return;
    }
    // A list that nobody can read any more costs its age and nothing else.
    const auto listed = TokenCache(desk().profile().filePath()).listedAt(accounts.value());
    const QDateTime now = desk().clock().nowUtc();
    QJsonArray json;
    QList<QStringList> rows{{tr("NAME"), tr("PROVIDER"), tr("ORGANIZATION"), tr("WORKSPACES"), tr("ADDRESS"),
        tr("PROXY"), tr("ENVIRONMENT"), tr("SIGN-IN")}};
    for (const Account &account : accounts.value()) {
        const QDateTime listedAt = listed ? listed.value().value(account.id) : QDateTime();
        QJsonObject object = AccountReader::json(account);
        object.insert(QStringLiteral("health"), HealthText::word(AccountHealth::State::NotKnown));
        object.insert(QStringLiteral("listedAt"),
            listedAt.isValid() ? QJsonValue(listedAt.toString(Qt::ISODate)) : QJsonValue());
        json.append(object);
        rows.append({account.name, account.providerKey, account.organizationId,
            QString::number(account.workspaceIds.size()), account.baseUrl.toString(),
            AccountReader::proxyWord(account.proxy), environmentOf(account),
            listedAt.isValid() ? tr("not asked now; tokens %1").arg(ListingAge::text(listedAt, now))
                               : tr("not asked yet")});
    }
    if (console().isJson())
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Indented));
    else
        Output::data(tableText(rows));
    finish(ExitOk);
}
