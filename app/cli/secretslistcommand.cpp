// SPDX-License-Identifier: MIT
#include "cli/secretslistcommand.h"

#include "cli/composition.h"
#include "cli/output.h"
#include "cli/tabletext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

SecretsListCommand::SecretsListCommand()
    : ProfileCommand(VaultUse::None)
{ }

CommandSpec SecretsListCommand::spec()
{
    return {QStringLiteral("secrets list"), tr("Lists the values that wait to be stored, without them."), {},
        false, {}, {QStringLiteral("tokenry-cli secrets list")}, &CommandSpec::maker<SecretsListCommand>};
}

void SecretsListCommand::run()
{
    QJsonArray json;
    QList<QStringList> rows{{tr("ID"), tr("TOKEN"), tr("ACCOUNT"), tr("BY"), tr("RECEIVED")}};
    const QList<KeptSecret> waiting = desk().safekeeper().waiting();
    for (const KeptSecret &secret : waiting) {
        const QString origin = secret.origin == KeptSecret::Origin::Created ? QStringLiteral("create")
                                                                            : QStringLiteral("rotate");
        const QString received = secret.receivedAt.toUTC().toString(Qt::ISODate);
        json.append(QJsonObject{{QStringLiteral("id"), secret.id}, {QStringLiteral("token"), secret.token.id},
            {QStringLiteral("name"), secret.token.name}, {QStringLiteral("account"), secret.accountName},
            {QStringLiteral("origin"), origin}, {QStringLiteral("receivedAt"), received}});
        rows.append({secret.id, secret.token.name, secret.accountName, origin, received});
    }
    if (console().isJson())
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Indented));
    else
        Output::data(tableText(rows));
    finish(ExitOk);
}
