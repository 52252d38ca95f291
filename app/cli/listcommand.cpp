// SPDX-License-Identifier: MIT
#include "cli/listcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenlisttext.h"
#include "session/session.h"
#include "session/tokensearch.h"

#include <algorithm>

namespace {

const QString optionFilter = QStringLiteral("filter");
const QString optionColumns = QStringLiteral("columns");
const QString optionSort = QStringLiteral("sort");
const QString optionFormat = QStringLiteral("format");

QStringList keysOf(const QString &text)
{
    return text.split(u',', Qt::SkipEmptyParts);
}

/// "-expires" sorts by "expires", the last first.
QString sortColumn(const QString &text)
{
    return text.startsWith(u'-') ? text.mid(1) : text;
}

} // namespace

ListCommand::ListCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec ListCommand::spec()
{
    const QString keys = TokenColumn::keys().join(QStringLiteral(", "));
    return {QStringLiteral("list"), tr("Lists the tokens of all accounts, or of one; never their values."),
        {}, false,
        QList<OptionSpec>{
            {optionFilter, tr("words"), tr("Only tokens in which every word occurs somewhere."), {}},
            {optionColumns, tr("keys"), tr("These columns, separated by commas: %1.").arg(keys), {}},
            {optionSort, tr("key"), tr("By this column; with a minus before it the last first."), {}},
            {optionFormat, tr("format"), tr("table, json, csv or markdown."),
                {QStringLiteral("table"), QStringLiteral("json"), QStringLiteral("csv"),
                    QStringLiteral("markdown")}},
        } + Options::reading(),
        {QStringLiteral("tokenry-cli list --filter \"ci operator\" --sort expires"),
            QStringLiteral("tokenry-cli list --format csv --columns name,account,expires"),
            QStringLiteral("tokenry-cli --json list --provider astronomer --organization ID "
                           "--credential-stdin < file")},
        &CommandSpec::maker<ListCommand>};
}

QString ListCommand::complaint() const
{
    const QStringList known = TokenColumn::keys();
    QStringList asked = keysOf(line().value(optionColumns));
    if (line().isSet(optionColumns) && asked.isEmpty())
        return tr("--columns names at least one.");
    if (line().isSet(optionSort))
        asked.append(sortColumn(line().value(optionSort)));
    for (const QString &key : std::as_const(asked)) {
        if (!known.contains(key))
            return tr("There is no column “%1”. There are: %2")
                .arg(Output::harmless(key), known.join(QStringLiteral(", ")));
    }
    return SessionCommand::complaint();
}

void ListCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    const QList<Session *> all = sessions();
    const bool hasAny = std::any_of(all.cbegin(), all.cend(), [](const Session *session) {
        return session->state() == Session::State::Ready || session->hasTokens();
    });
    if (all.isEmpty())
        console().note(tr("This profile has no account. See tokenry-cli accounts add --help."));
    if (hasAny || all.isEmpty())
        print();
    finish(trouble);
}

void ListCommand::print()
{
    const QList<Session *> all = sessions();
    const QDateTime now = desk().clock().nowUtc();
    QList<TokenRow> rows = TokenRow::allOf(all);
    const TokenSearch search(line().value(optionFilter));
    if (!search.isEmpty()) {
        rows.removeIf([&search](const TokenRow &row) {
            return !search.matches(
                row.token, {row.session->account().name, row.session->placeName(row.token.place())});
        });
    }
    const QString order = line().value(optionSort);
    const QList<TokenColumn> by = TokenColumn::of({sortColumn(order)});
    if (!by.isEmpty())
        by.first().sort(rows, order.startsWith(u'-'), now);
    const QStringList keys = line().isSet(optionColumns) ? keysOf(line().value(optionColumns))
                                                         : TokenColumn::usualKeys(all.size() > 1);
    Output::data(formatted(TokenListText(std::move(rows), all, TokenColumn::of(keys), now)));
}

QByteArray ListCommand::formatted(const TokenListText &text) const
{
    const QString format = line().value(optionFormat);
    if (format == QLatin1String("csv"))
        return text.csv();
    if (format == QLatin1String("markdown"))
        return text.markdown();
    const bool isTable = format == QLatin1String("table") || (format.isEmpty() && !line().wantsJson());
    return isTable ? text.table() : text.json();
}
