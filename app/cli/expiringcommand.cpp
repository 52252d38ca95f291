// SPDX-License-Identifier: MIT
#include "cli/expiringcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenlisttext.h"
#include "session/session.h"

namespace {

const QString optionWithin = QStringLiteral("within");
const QString optionExpired = QStringLiteral("expired");

/// "14d", "2w", "36h" in hours; 0 when it is none of these.
qint64 hoursOf(const QString &text)
{
    bool isNumber = false;
    const qint64 count = text.chopped(text.isEmpty() ? 0 : 1).toLongLong(&isNumber);
    constexpr qint64 most = 100'000;
    if (!isNumber || count < 1 || count > most)
        return 0;
    switch (text.back().unicode()) {
    case u'h':
        return count;
    case u'd':
        return count * 24;
    case u'w':
        return count * 24 * 7;
    default:
        return 0;
    }
}

} // namespace

ExpiringCommand::ExpiringCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec ExpiringCommand::spec()
{
    return {QStringLiteral("expiring"),
        tr("Lists the tokens that expire soon. Ends with 3 when there are some, with 0 when there are none."),
        {}, false,
        QList<OptionSpec>{
            {optionWithin, tr("time"), tr("How soon: 36h, 14d (default), 2w."), {}},
            {optionExpired, {}, tr("Also those that have expired already."), {}},
        } + Options::reading(),
        {QStringLiteral("tokenry-cli expiring --within 14d")}, &CommandSpec::maker<ExpiringCommand>};
}

QString ExpiringCommand::complaint() const
{
    if (line().isSet(optionWithin) && hoursOf(line().value(optionWithin)) == 0)
        return tr("--within takes hours, days or weeks: 36h, 14d, 2w.");
    return SessionCommand::complaint();
}

void ExpiringCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    const QDateTime now = desk().clock().nowUtc();
    const qint64 hours = line().isSet(optionWithin) ? hoursOf(line().value(optionWithin)) : 14 * 24;
    const qint64 end = now.toMSecsSinceEpoch() + hours * 60 * 60 * 1000;
    const qint64 begin =
        line().isSet(optionExpired) ? std::numeric_limits<qint64>::min() : now.toMSecsSinceEpoch();
    const QList<Session *> all = sessions();
    QList<TokenRow> rows = TokenRow::allOf(all);
    rows.removeIf([begin, end](const TokenRow &row) {
        const Moment &expiry = row.token->expiresAt;
        return !expiry.isKnown() || expiry.msecs() <= begin || expiry.msecs() > end;
    });
    TokenColumn::of({QStringLiteral("expires")}).first().sort(rows, false, now);
    const bool hasSome = !rows.isEmpty();
    const TokenListText text(
        std::move(rows), all, TokenColumn::of(TokenColumn::usualKeys(all.size() > 1)), now);
    if (console().isJson())
        Output::data(text.json());
    else if (hasSome)
        Output::data(text.table());
    // A list that is not whole may hide the one that matters.
    finish(trouble != ExitOk ? trouble : hasSome ? ExitFinding : ExitOk);
}
