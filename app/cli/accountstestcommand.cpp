// SPDX-License-Identifier: MIT
#include "cli/accountstestcommand.h"
#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tabletext.h"
#include "session/healthtext.h"
#include "session/session.h"
#include "session/sessions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

AccountsTestCommand::AccountsTestCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec AccountsTestCommand::spec()
{
    return {QStringLiteral("accounts test"),
        tr("Tells whether the sign-in of the accounts works, by listing their tokens."), {}, false,
        Options::reading(), {QStringLiteral("tokenry-cli accounts test --account acme")},
        &CommandSpec::maker<AccountsTestCommand>};
}

void AccountsTestCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    QJsonArray json;
    QList<QStringList> rows{{tr("NAME"), tr("SIGN-IN"), tr("TOKENS"), tr("HEALTH"), tr("EXPIRES")}};
    const QList<Session *> all = sessions();
    for (const Session *session : all) {
        const bool isGood = session->state() == Session::State::Ready;
        const auto count = session->tokens().size();
        const QDateTime now = desk().sessions().clock().nowUtc();
        const AccountHealth health = session->health();
        QJsonObject object{{QStringLiteral("name"), session->account().name}, {QStringLiteral("ok"), isGood},
            {QStringLiteral("tokens"), qint64(count)},
            {QStringLiteral("health"), HealthText::word(health.state)}};
        if (health.since.isValid())
            object.insert(QStringLiteral("since"), health.since.toString(Qt::ISODate));
        if (health.expires.isValid())
            object.insert(QStringLiteral("loginExpires"), health.expires.toString(Qt::ISODate));
        if (health.clockAhead.count() != 0)
            object.insert(QStringLiteral("clockAheadSeconds"), qint64(health.clockAhead.count()));
        json.append(object);
        rows.append({session->account().name, isGood ? tr("works") : tr("failed"), QString::number(count),
            HealthText::brief(health, now),
            health.expires.isValid() ? health.expires.toLocalTime().toString(Qt::ISODate) : QString()});
        if (health.clockAhead.count() != 0)
            console().note(Output::harmless(session->account().name + QStringLiteral(": ")
                + HealthText::sentences(health, session->account(), now).constLast()));
    }
    if (console().isJson())
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Indented));
    else
        Output::data(tableText(rows));
    finish(trouble);
}
