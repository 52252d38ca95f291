// SPDX-License-Identifier: MIT
#include "cli/icscommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenjson.h"
#include "cli/tokenrow.h"
#include "session/calendartext.h"
#include "session/session.h"

#include <QCryptographicHash>

namespace {

const QString optionAlarm = QStringLiteral("alarm-days");
constexpr int usualAlarm = 7; // days
constexpr int earliestAlarm = 365;

/// The same token of the same organization has the same one on every machine.
QString uidOf(const TokenRow &row)
{
    const Account &account = row.session->account();
    const QString identity =
        QStringList{account.providerKey, account.organizationId, row.token->id}.join(u'\n');
    const QByteArray hash = QCryptographicHash::hash(identity.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(32)) + QStringLiteral("@tokenry");
}

} // namespace

IcsCommand::IcsCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec IcsCommand::spec()
{
    return {QStringLiteral("ics"), tr("Prints a calendar (RFC 5545) of the expiries that are still to come."),
        {}, false,
        QList<OptionSpec>{
            {optionAlarm, tr("days"), tr("Remind so many days before; 7 by default, 0 = never."), {}}}
            + Options::reading(),
        {QStringLiteral("tokenry-cli ics > expiries.ics")}, &CommandSpec::maker<IcsCommand>};
}

QString IcsCommand::complaint() const
{
    bool isNumber = true;
    const int days = line().isSet(optionAlarm) ? line().value(optionAlarm).toInt(&isNumber) : usualAlarm;
    if (!isNumber || days < 0 || days > earliestAlarm)
        return tr("--alarm-days takes a whole number from 0 to %1.").arg(earliestAlarm);
    return SessionCommand::complaint();
}

void IcsCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    const QDateTime now = desk().clock().nowUtc();
    QList<CalendarEntry> entries;
    QSet<QString> known;
    const QList<TokenRow> rows = TokenRow::allOf(sessions());
    for (const TokenRow &row : rows) {
        const QString uid = uidOf(row);
        // A token stands in several lists and expires once.
        if (!row.token->expiresAt.isKnown() || row.token->expiresAt.utc() <= now || known.contains(uid))
            continue;
        known.insert(uid);
        const QString &account = row.session->account().name;
        entries.append(
            {uid, row.token->expiresAt.utc(), tr("Token “%1” of “%2” expires").arg(row.token->name, account),
                tr("Id: %1\nRole: %2\n%3")
                    .arg(row.token->id, TokenJson::roleNames(*row.token), row.token->description)});
    }
    const int alarm = line().isSet(optionAlarm) ? line().value(optionAlarm).toInt() : usualAlarm;
    Output::data(calendarText(entries, now, alarm));
    finish(trouble);
}
