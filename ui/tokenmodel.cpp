// SPDX-License-Identifier: MIT
#include "ui/tokenmodel.h"

#include "core/prefetch.h"
#include "session/kindname.h"
#include "session/listingage.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/accountmark.h"
#include "ui/rowindex.h"
#include "ui/tokentext.h"

#include <QSet>

#include <algorithm>
#include <vector>

class TokenModel::Private
{
public:
    Private(TokenModel &model, Sessions &allSessions)
        : q(model)
        , sessions(allSessions)
    { }

    void attach(Session *session);
    void detach(Session *session);
    void upsert(int account, const TokenPtrs &incoming);
    [[nodiscard]] bool areFirstOf(int account, const TokenPtrs &incoming) const;
    void expect(size_t more);
    void append(int account, const TokenPtr &token, const QDateTime &now);
    void announceAppended();
    void remove(const QList<TokenKey> &keys);
    void removeRows(const std::vector<bool> &isGone);
    void announce(const std::vector<int> &rows, const QList<int> &roles);
    void announceAccount(int account, const QList<int> &roles = {Qt::DisplayRole, SortRole});
    bool evaluateStates();

    [[nodiscard]] QString cellText(int row, int column) const;
    [[nodiscard]] QString tooltip(int row, int column) const;
    /// Of a row that an earlier run listed; empty for others.
    [[nodiscard]] QString ageOf(int row) const;
    [[nodiscard]] bool isMuted(int row, int column) const;
    [[nodiscard]] QVariant sortValue(int row, int column) const;
    [[nodiscard]] const Moment *momentAt(int row, int column) const;
    [[nodiscard]] QString absentWord(int column) const;
    [[nodiscard]] const Session *sessionOf(int row) const { return accounts[accountOf[size_t(row)]]; }
    /// The account of the row signs in with its token.
    [[nodiscard]] bool isOwn(int row) const
    {
        const Session *session = sessionOf(row);
        return session && session->ownToken().is(tokens[size_t(row)]->id);
    }

    TokenModel &q;
    Sessions &sessions;
    std::vector<Session *> accounts; ///< by account number; null = free
    std::vector<TokenPtr> tokens; ///< never null; shared with the sessions
    size_t announced = 0; ///< so many of them are rows; the others are about to be
    // Beside the tokens rather than in them: counting and filtering walk over these alone.
    std::vector<ExpiryState> states;
    std::vector<quint16> accountOf;
    RowIndex index;
    QSet<int> earlier; ///< accounts whose rows an earlier run listed
    int soonDays = expiringSoonDays;
};

void TokenModel::Private::attach(Session *session)
{
    const auto free = std::find(accounts.begin(), accounts.end(), nullptr);
    const int account = int(free - accounts.begin());
    if (free == accounts.end())
        accounts.push_back(session);
    else
        *free = session;
    QObject::connect(session, &Session::tokensUpserted, &q,
        [this, account](const TokenPtrs &incoming) { upsert(account, incoming); });
    QObject::connect(
        session, &Session::tokensRemoved, &q, [this](const QList<TokenKey> &keys) { remove(keys); });
    QObject::connect(session, &Session::busyChanged, &q, [this](const TokenKey &key) {
        const int row = q.rowOf(key);
        if (row >= 0)
            announce({row}, {BusyRole, Qt::DisplayRole});
    });
    // Rows that are confirmed as they were change nothing but that.
    QObject::connect(session, &Session::recalled, &q, [this, account] { earlier.insert(account); });
    QObject::connect(session, &Session::stateChanged, &q, [this, session, account] {
        if (!session->hasEarlierRows() && earlier.remove(account))
            announceAccount(account, {Qt::ToolTipRole});
    });
    QObject::connect(session, &Session::ownTokenChanged, &q, [this, account] { announceAccount(account); });
    QObject::connect(session, &Session::workspacesChanged, &q, [this, account] { announceAccount(account); });
    QObject::connect(
        session, &Session::deploymentsChanged, &q, [this, account] { announceAccount(account); });
    const TokenPtrs present = session->sharedTokens();
    if (!present.isEmpty())
        upsert(account, present);
}

void TokenModel::Private::detach(Session *session)
{
    const auto found = std::find(accounts.begin(), accounts.end(), session);
    if (found == accounts.end())
        return;
    session->disconnect(&q);
    const auto account = quint16(found - accounts.begin());
    std::vector<bool> isGone(tokens.size());
    for (size_t row = 0; row < tokens.size(); ++row)
        isGone[row] = accountOf[row] == account;
    removeRows(isGone);
    *found = nullptr;
    earlier.remove(account);
}

void TokenModel::Private::upsert(int account, const TokenPtrs &incoming)
{
    const QDateTime now = sessions.clock().nowUtc();
    const auto incomingAt = [&incoming](qsizetype i) -> const Token & { return *incoming.at(i); };
    if (areFirstOf(account, incoming)) {
        // Nobody has to look for them, and the index takes them in when somebody looks for one.
        expect(size_t(incoming.size()));
        for (qsizetype i = 0; i < incoming.size(); ++i) {
            prefetchTokens(i, incoming.size(), incomingAt, &Token::name);
            append(account, incoming.at(i), now);
        }
        announceAppended();
        return;
    }
    std::vector<int> changed;
    std::vector<int> renamed;
    for (qsizetype i = 0; i < incoming.size(); ++i) {
        prefetchTokens(i, incoming.size(), incomingAt, &Token::id);
        const TokenPtr &token = incoming.at(i);
        const quint32 hash = RowIndex::hashOf(*token);
        const int row = index.find(hash, *token, tokens);
        if (row < 0) {
            if (tokens.size() == announced) {
                expect(size_t(incoming.size() - i));
                index.reserve(tokens.size() + size_t(incoming.size() - i));
            }
            append(account, token, now);
            index.insert(hash, int(tokens.size()) - 1);
            continue;
        }
        if (size_t(row) >= announced)
            continue; // the same one twice in what came
        TokenPtr &present = tokens[size_t(row)];
        if (present == token || *present == *token)
            continue;
        (present->name == token->name ? changed : renamed).push_back(row);
        present = token;
        states[size_t(row)] = expiryState(*token, now, soonDays);
    }
    announce(renamed, {});
    announce(changed, {Qt::DisplayRole, SortRole, ExpiryStateRole});
    announceAppended();
}

/// No row of the account is here yet, and what came has each of its rows once: a session knows no token twice
/// and tells of everything that it knows.
bool TokenModel::Private::areFirstOf(int account, const TokenPtrs &incoming) const
{
    return accounts[size_t(account)]->tokenCount() == incoming.size()
        && std::find(accountOf.cbegin(), accountOf.cend(), quint16(account)) == accountOf.cend();
}

void TokenModel::Private::expect(size_t more)
{
    const size_t wanted = tokens.size() + more;
    if (wanted <= tokens.capacity())
        return;
    // Page by page, room for each alone would copy everything each time.
    const size_t room = std::max(wanted, tokens.capacity() * 3 / 2);
    tokens.reserve(room);
    states.reserve(room);
    accountOf.reserve(room);
}

void TokenModel::Private::append(int account, const TokenPtr &token, const QDateTime &now)
{
    tokens.push_back(token);
    states.push_back(expiryState(*token, now, soonDays));
    accountOf.push_back(quint16(account));
}

void TokenModel::Private::announceAppended()
{
    if (announced == tokens.size())
        return;
    q.beginInsertRows({}, int(announced), int(tokens.size()) - 1);
    announced = tokens.size();
    q.endInsertRows();
}

void TokenModel::Private::remove(const QList<TokenKey> &keys)
{
    std::vector<bool> isGone(tokens.size());
    for (const TokenKey &key : keys) {
        const int row = index.find(key, tokens);
        if (row >= 0)
            isGone[size_t(row)] = true;
    }
    removeRows(isGone);
}

void TokenModel::Private::removeRows(const std::vector<bool> &isGone)
{
    const auto first = std::find(isGone.begin(), isGone.end(), true);
    if (first == isGone.end())
        return;
    const auto end = std::find(first, isGone.end(), false);
    const bool isOneRange = std::find(end, isGone.end(), true) == isGone.end();
    Q_EMIT q.aboutToRenumber();
    if (isOneRange)
        q.beginRemoveRows({}, int(first - isGone.begin()), int(end - isGone.begin()) - 1);
    else
        q.beginResetModel();

    QList<int> newRows(qsizetype(tokens.size()), -1);
    size_t kept = 0;
    for (size_t row = 0; row < tokens.size(); ++row) {
        if (isGone[row])
            continue;
        if (kept != row) {
            tokens[kept] = std::move(tokens[row]);
            states[kept] = states[row];
            accountOf[kept] = accountOf[row];
        }
        newRows[qsizetype(row)] = int(kept++);
    }
    tokens.resize(kept);
    states.resize(kept);
    accountOf.resize(kept);
    announced = kept;
    index.rebuild(tokens);

    if (isOneRange)
        q.endRemoveRows();
    else
        q.endResetModel();
    Q_EMIT q.renumbered(newRows);
}

void TokenModel::Private::announce(const std::vector<int> &rows, const QList<int> &roles)
{
    std::vector<int> sorted = rows;
    std::sort(sorted.begin(), sorted.end());
    for (auto from = sorted.cbegin(); from != sorted.cend();) {
        auto to = from;
        while (to + 1 != sorted.cend() && *(to + 1) - *to <= 1)
            ++to;
        Q_EMIT q.dataChanged(q.index(*from, 0), q.index(*to, ColumnCount - 1), roles);
        from = to + 1;
    }
}

void TokenModel::Private::announceAccount(int account, const QList<int> &roles)
{
    std::vector<int> rows;
    for (size_t row = 0; row < tokens.size(); ++row) {
        if (accountOf[row] == account)
            rows.push_back(int(row));
    }
    announce(rows, roles);
}

bool TokenModel::Private::evaluateStates()
{
    const QDateTime now = sessions.clock().nowUtc();
    bool hasChanged = false;
    for (size_t row = 0; row < tokens.size(); ++row) {
        const ExpiryState state = expiryState(*tokens[row], now, soonDays);
        hasChanged = hasChanged || state != states[row];
        states[row] = state;
    }
    return hasChanged;
}

const Moment *TokenModel::Private::momentAt(int row, int column) const
{
    const Token &token = *tokens[size_t(row)];
    switch (column) {
    case Created:
        return &token.createdAt;
    case LastUsed:
        return &token.lastUsedAt;
    case Expires:
        return &token.expiresAt;
    default:
        return nullptr;
    }
}

QString TokenModel::Private::absentWord(int column) const
{
    switch (column) {
    case LastUsed:
        return tr("never used");
    case Expires:
        return tr("never expires");
    default:
        return tr("not provided");
    }
}

QString TokenModel::Private::cellText(int row, int column) const
{
    if (column == Status) {
        const Session *session = sessionOf(row);
        if (session && session->isBusy(tokens[size_t(row)]->key()))
            return tr("Working…");
        return expiryStateWord(states[size_t(row)]);
    }
    if (const Moment *moment = momentAt(row, column))
        return momentText(*moment, sessions.clock().nowUtc(), absentWord(column));
    const QString text = q.valueTextAt(row, Column(column));
    if (!text.isEmpty())
        return text;
    if (column == Role)
        return tr("no role");
    return column == Name ? tr("no name") : tr("not provided");
}

QString TokenModel::Private::ageOf(int row) const
{
    const Session *session = sessionOf(row);
    if (!session || !session->hasEarlierRows())
        return {};
    return QLatin1Char('\n')
        + tr("Listed %1, not confirmed since").arg(ListingAge::exact(session->listedAt()));
}

QString TokenModel::Private::tooltip(int row, int column) const
{
    const Token &token = *tokens[size_t(row)];
    if (column == Status)
        return tr("%1 – expires: %2")
                   .arg(expiryStateWord(states[size_t(row)]),
                       momentTooltip(token.expiresAt, absentWord(Expires)))
            + ageOf(row);
    if (const Moment *moment = momentAt(row, column))
        return momentTooltip(*moment, absentWord(column));
    if (column == Role) {
        QStringList labels;
        for (const TokenRole &role : token.roles)
            labels.append(roleLabel(role.role));
        labels.removeDuplicates();
        return labels.join(u'\n');
    }
    if (column == Name) {
        QStringList lines{q.valueTextAt(row, Name)};
        if (!token.description.isEmpty())
            lines.append(singleLine(token.description));
        if (isOwn(row))
            lines.append(
                tr("Tokenry signs in to %1 with this token.").arg(q.valueTextAt(row, AccountColumn)));
        return lines.join(u'\n');
    }
    return q.valueTextAt(row, Column(column));
}

bool TokenModel::Private::isMuted(int row, int column) const
{
    if (column == Status)
        return false;
    if (const Moment *moment = momentAt(row, column))
        return !moment->isKnown();
    return q.valueTextAt(row, Column(column)).isEmpty();
}

QVariant TokenModel::Private::sortValue(int row, int column) const
{
    if (column == Status)
        return int(states[size_t(row)]);
    if (const Moment *moment = momentAt(row, column))
        return moment->isKnown() ? QVariant(moment->msecs()) : QVariant();
    const QString text = q.valueTextAt(row, Column(column));
    return text.isEmpty() ? QVariant() : QVariant(text.toCaseFolded());
}

TokenModel::TokenModel(Sessions &sessions, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(*this, sessions))
{
    connect(&sessions, &Sessions::added, this, [this](Session *session) { d->attach(session); });
    connect(&sessions, &Sessions::aboutToRemove, this, [this](Session *session) { d->detach(session); });
    const QList<Session *> all = sessions.all();
    for (Session *session : all)
        d->attach(session);
}

TokenModel::~TokenModel() = default;

int TokenModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(d->announced);
}

int TokenModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TokenModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return d->cellText(row, column);
    case Qt::ToolTipRole:
        return d->tooltip(row, column);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole: {
        const QString text = d->cellText(row, column);
        const Session *session = d->sessionOf(row);
        if (column == Role && !d->tokens[size_t(row)]->areRolesTold)
            return tr("role not read yet");
        if (column == Name && d->isOwn(row))
            return tr("%1, the token Tokenry signs in with").arg(text);
        if (column != AccountColumn || !session)
            return text;
        const QString tag = environmentTag(session->account());
        //: %1: an account's name; %2: what it is used for ("Production")
        return tag.isEmpty() ? text : tr("%1, %2").arg(text, tag);
    }
    case SortRole:
        return d->sortValue(row, column);
    case KeyRole:
        return QVariant::fromValue(d->tokens[size_t(row)]->key());
    case ExpiryStateRole:
        return int(d->states[size_t(row)]);
    case BusyRole: {
        const Session *session = d->sessionOf(row);
        return session && session->isBusy(d->tokens[size_t(row)]->key());
    }
    case ProductionRole: {
        const Session *session = d->sessionOf(row);
        return session && session->account().isProduction;
    }
    case ColourRole: {
        const Session *session = d->sessionOf(row);
        return session ? session->account().colour : QString();
    }
    case OwnRole:
        return d->isOwn(row);
    case MutedRole:
        return d->isMuted(row, column);
    default:
        return {};
    }
}

QVariant TokenModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Status:
        return tr("Status");
    case Name:
        return tr("Name");
    case AccountColumn:
        return tr("Account");
    case Scope:
        return tr("Scope");
    case Role:
        return tr("Role");
    case Created:
        return tr("Created");
    case CreatedBy:
        return tr("Created by");
    case LastUsed:
        return tr("Last used");
    case Expires:
        return tr("Expires");
    case Id:
        return tr("Id");
    case Kind:
        return tr("Kind");
    default:
        return {};
    }
}

const Token &TokenModel::tokenAt(int row) const
{
    return *d->tokens[size_t(row)];
}

Session *TokenModel::sessionAt(int row) const
{
    return d->accounts[d->accountOf[size_t(row)]];
}

int TokenModel::rowOf(const TokenKey &key) const
{
    const int row = d->index.find(key, d->tokens);
    return size_t(row) < d->announced ? row : -1;
}

ExpiryState TokenModel::stateAt(int row) const
{
    return d->states[size_t(row)];
}

QString TokenModel::valueTextAt(int row, Column column) const
{
    const Token &token = *d->tokens[size_t(row)];
    const Session *session = d->sessionOf(row);
    switch (column) {
    case Name:
        return singleLine(token.name).trimmed();
    case AccountColumn:
        return session ? singleLine(session->account().name) : QString();
    case Scope:
        return session ? scopeText(token, session->placeName(token.place()), session->homeName(token))
                       : scopeText(token, {});
    case Role:
        return rolesText(token);
    case CreatedBy:
        return singleLine(token.createdBy);
    case Id:
        return singleLine(token.id);
    case Kind:
        return roleLabel(session ? kindName(token, session->capabilities()) : token.kind);
    default:
        return {};
    }
}

int TokenModel::accountNumberAt(int row) const
{
    return d->accountOf[size_t(row)];
}

int TokenModel::accountNumberCount() const
{
    return int(d->accounts.size());
}

int TokenModel::accountNumberOf(const QString &accountId) const
{
    for (size_t number = 0; number < d->accounts.size(); ++number) {
        if (d->accounts[number] && d->accounts[number]->account().id == accountId)
            return int(number);
    }
    return -1;
}

QString TokenModel::accountNameOf(int accountNumber) const
{
    const Session *session = d->accounts[size_t(accountNumber)];
    return session ? session->account().name : QString();
}

void TokenModel::setSoonDays(int days)
{
    if (d->soonDays == days)
        return;
    d->soonDays = days;
    tick();
}

void TokenModel::tick()
{
    const bool hasChanged = d->evaluateStates();
    if (d->tokens.empty())
        return;
    QList<int> roles{Qt::DisplayRole, Qt::ToolTipRole};
    if (hasChanged)
        roles.append(ExpiryStateRole);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), roles);
}
