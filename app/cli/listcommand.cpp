// SPDX-License-Identifier: MIT
#include "cli/listcommand.h"

#include "cli/composition.h"
#include "cli/credentialsource.h"
#include "cli/exitcode.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenlisttext.h"
#include "session/errortext.h"
#include "session/kindname.h"
#include "session/listingage.h"
#include "session/session.h"
#include "session/tokensearch.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace {

const QString optionFilter = QStringLiteral("filter");
const QString optionColumns = QStringLiteral("columns");
const QString optionSort = QStringLiteral("sort");
const QString optionCreator = QStringLiteral("creator");
const QString optionOffline = QStringLiteral("offline");
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

/// What it holds goes when the process goes: to free 10,000 tokens one by one takes as long as to write half
/// of them.
const TokenListText &keptToTheEnd(std::unique_ptr<TokenListText> text)
{
    static auto *const kept = new std::vector<std::unique_ptr<TokenListText>>;
    return *kept->emplace_back(std::move(text));
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
            {optionFilter, tr("words"),
                tr("Only tokens in which every word occurs somewhere; creator:, kind:, role:, account: and "
                   "scope: before a word look only there."),
                {}},
            {optionCreator, tr("name"),
                tr("Only tokens that somebody of this name made; Qovery is asked, since it does not tell "
                   "otherwise."),
                {}},
            {optionColumns, tr("keys"), tr("These columns, separated by commas: %1.").arg(keys), {}},
            {optionSort, tr("key"), tr("By this column; with a minus before it the last first."), {}},
            {optionFormat, tr("format"), tr("table, json, csv or markdown."),
                {QStringLiteral("table"), QStringLiteral("json"), QStringLiteral("csv"),
                    QStringLiteral("markdown")}},
            {optionOffline, {},
                tr("Ask nobody: show what was listed last; how old that is, is told on standard error."), {}},
        } + Options::reading(),
        {QStringLiteral("tokenry-cli list --filter \"ci operator\" --sort expires"),
            QStringLiteral("tokenry-cli list --filter \"creator:ada kind:policy\""),
            QStringLiteral("tokenry-cli list --format csv --columns name,account,expires"),
            QStringLiteral("tokenry-cli list --offline"),
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
    const QString maker = line().value(optionCreator).trimmed();
    const QString wanted = TokenSearch(line().value(optionFilter)).creator();
    if (!maker.isEmpty() && !wanted.isEmpty() && maker != wanted)
        return tr("--creator and creator: in --filter name different people.");
    if (isOffline() && (isAdHoc() || CredentialSource::isNamed(line())))
        return tr("--offline asks nobody, so it takes no credential and no account that is not remembered.");
    if (isOffline() && line().isSet(Options::noVault))
        return {}; // it needs none
    return SessionCommand::complaint();
}

bool ListCommand::isOffline() const
{
    return line().isSet(optionOffline);
}

bool ListCommand::isVaultBypassed() const
{
    return isOffline() || SessionCommand::isVaultBypassed();
}

void ListCommand::tellAges()
{
    const QDateTime now = desk().clock().nowUtc();
    const QList<Session *> all = sessions();
    for (const Session *session : all) {
        const QString name = Output::harmless(session->account().name);
        if (session->hasEarlierRows()) {
            console().note(tr("%1: %2 (%3)")
                               .arg(name, ListingAge::text(session->listedAt(), now),
                                   session->listedAt().toString(Qt::ISODate)));
        } else {
            console().note(tr("%1: no list of it is kept here. tokenry-cli list asks for one.").arg(name));
        }
    }
}

void ListCommand::listed()
{
    ExitCode trouble = ExitOk;
    if (isOffline())
        tellAges();
    else
        trouble = tellListingTrouble();
    const QList<Session *> all = sessions();
    for (const Session *session : all) {
        if (session->isPolicyListRefused())
            console().note(tr("%1: policy tokens are not listed; only an owner or an administrator may.")
                               .arg(Output::harmless(session->account().name)));
    }
    const bool hasAny = std::any_of(all.cbegin(), all.cend(), [](const Session *session) {
        return session->state() == Session::State::Ready || session->hasEarlierRows() || session->hasTokens();
    });
    if (all.isEmpty())
        console().note(tr("This profile has no account. See tokenry-cli accounts add --help."));
    m_trouble = trouble;
    if (!hasAny && !all.isEmpty()) {
        finish(trouble);
    } else if (!creator().isEmpty()) {
        findByCreator();
    } else {
        print();
        finish(trouble);
    }
}

void ListCommand::findByCreator()
{
    const QList<Session *> all = sessions();
    const auto settle = [this] {
        if (m_asking > 0 || isFinished())
            return;
        print();
        finish(m_trouble);
    };
    for (Session *session : all) {
        if (!session->capabilities().hasTokenQuery || isOffline())
            continue;
        ++m_asking;
        TokenQuery query;
        query.creator = creator();
        session->findTokens(this, query)
            ->onFinished(this, [this, session, settle](Result<QSet<QString>> &&found) {
                --m_asking;
                if (found) {
                    m_found.insert(session, std::move(found).value());
                } else {
                    m_trouble = exitCodeOf(found.error());
                    console().error(m_trouble, found.error(),
                        describeError(found.error(), Verb::List, {}, session->account()));
                }
                settle();
            });
    }
    settle();
}

QString ListCommand::creator() const
{
    const QString named = line().value(optionCreator).trimmed();
    return named.isEmpty() ? TokenSearch(line().value(optionFilter)).creator() : named;
}

bool ListCommand::isFound(const TokenRow &row) const
{
    const auto found = m_found.constFind(row.session);
    return found != m_found.cend() && found->contains(row.token->id);
}

void ListCommand::print()
{
    const QList<Session *> all = sessions();
    const QDateTime now = desk().clock().nowUtc();
    QList<TokenRow> rows = TokenRow::allOf(all);
    const TokenSearch search(line().value(optionFilter));
    if (!search.isEmpty()) {
        rows.removeIf([this, &search](const TokenRow &row) {
            return !search.matches(*row.token,
                {row.session->account().name, row.session->placeName(row.token->place()),
                    kindName(*row.token, row.session->capabilities()), isFound(row)});
        });
    }
    if (const QString maker = line().value(optionCreator).trimmed(); !maker.isEmpty()) {
        rows.removeIf([this, &maker](const TokenRow &row) {
            return !row.token->createdBy.contains(maker, Qt::CaseInsensitive) && !isFound(row);
        });
    }
    const QString order = line().value(optionSort);
    const QList<TokenColumn> by = TokenColumn::of({sortColumn(order)});
    if (!by.isEmpty())
        by.first().sort(rows, order.startsWith(u'-'), now);
    const QStringList keys = line().isSet(optionColumns) ? keysOf(line().value(optionColumns))
                                                         : TokenColumn::usualKeys(all.size() > 1);
    write(keptToTheEnd(std::make_unique<TokenListText>(std::move(rows), all, TokenColumn::of(keys), now)));
}

void ListCommand::write(const TokenListText &text) const
{
    const QString format = line().value(optionFormat);
    const bool isTable = format == QLatin1String("table") || (format.isEmpty() && !line().wantsJson());
    if (format == QLatin1String("csv"))
        Output::data(text.csv());
    else if (format == QLatin1String("markdown"))
        Output::data(text.markdown());
    else if (isTable)
        Output::data(text.table());
    else
        text.json([](const QByteArray &piece) { Output::data(piece); });
}
