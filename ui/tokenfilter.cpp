// SPDX-License-Identifier: MIT
#include "ui/tokenfilter.h"

#include "core/token.h"
#include "session/tokensearch.h"
#include "ui/haystack.h"
#include "ui/rowsorter.h"
#include "ui/tokentext.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace {

/// Pages that arrive within this time are shown together (ms), once there are so many rows that showing each
/// page by itself would be felt.
constexpr int gatherTime = 30;
constexpr int rowsToGather = 2000;
/// A screen shows no more pictures than one in this time (ms): painting the table for each page of a small
/// listing would be work that nobody sees.
constexpr int frameTime = 16;
/// How long one slice of reading rows may take (ms); a keystroke waits for no more than that.
constexpr int sliceTime = 6;
constexpr int rowsBetweenLooks = 64;
constexpr qsizetype usualSharedLength = 160;
/// How long rows that are shown and not searched wait until their words are read (ms): the window paints them
/// first.
constexpr int readingDelay = 100;
/// So many new rows are sorted in at once; more of them would be felt.
constexpr int rowsAtOnce = 10'000;

/// Whether nothing that failed `before` can pass `after`: every old word lives on within a new one.
bool isNarrowing(const QList<QByteArray> &before, const QList<QByteArray> &after)
{
    return std::all_of(before.cbegin(), before.cend(), [&after](const QByteArray &old) {
        return std::any_of(
            after.cbegin(), after.cend(), [&old](const QByteArray &word) { return word.contains(old); });
    });
}

} // namespace

class TokenFilter::Private
{
public:
    Private(TokenFilter &filter, TokenModel &model)
        : q(filter)
        , source(model)
        , sorter(model)
    { }

    void sourceChanged(int first, int last, const QList<int> &roles);
    void forward(int first, int last, const QList<int> &roles);
    void renumber(const QList<int> &newRows);
    void absorbSoon();
    void goOnReading();
    [[nodiscard]] bool isSearching() const { return !words.isEmpty() || !creatorWord.isEmpty(); }
    [[nodiscard]] int untilDue() const;
    void absorb();
    void sortIn();
    void readSlice();
    void readRow(int row);
    void judgeRead(int from);
    [[nodiscard]] bool hasUnread() const;
    [[nodiscard]] bool hasUnshown() const;

    void show(std::vector<int> rows);
    void refilter();
    void tellCounts();
    [[nodiscard]] std::vector<int> filtered() const;
    [[nodiscard]] bool isInView(int row, int accountNumber) const;
    void count() const;
    void matchAll(bool onlyMarked);
    [[nodiscard]] bool isByCreator(int row) const;
    void keepCreators(int first);
    void noteKind(int row);

    TokenFilter &q;
    TokenModel &source;
    Haystack haystack;
    RowSorter sorter;
    QTimer timer;
    QElapsedTimer sinceAbsorbed;
    std::vector<int> changed; ///< rows to be sorted in anew
    std::vector<int> renamed; ///< those of them with another name
    std::vector<int> unread; ///< rows to be read again
    size_t unreadDone = 0; ///< so many of `unread` have been
    bool isNothingElseComing = false; ///< so there is nothing to be waited for

    QString searchText;
    QList<QByteArray> words; ///< of the search, but for creatorWord
    QByteArray creatorWord; ///< as TokenSearch has it; empty = whoever made it
    /// By account: what its service itself says that the creator made.
    QHash<QString, QSet<QString>> foundIds;
    std::vector<std::optional<QString>> firstKinds; ///< by account number
    bool hasSeveralKinds = false;
    View view = View::All;
    QString account;

    std::vector<quint8> matches; ///< by source row: the search's answer
    std::vector<int> visible; ///< source rows as shown

    mutable bool isCounted = false;
    mutable std::array<int, 7> stateCounts{};
    mutable std::vector<int> accountCounts;
};

bool TokenFilter::Private::hasUnread() const
{
    return haystack.rowCount() < source.rowCount() || unreadDone < unread.size();
}

bool TokenFilter::Private::hasUnshown() const
{
    const bool isUnsorted = sorter.rowCount() < source.rowCount() || !changed.empty();
    return isUnsorted || (isSearching() && hasUnread());
}

void TokenFilter::Private::readRow(int row)
{
    const Token &token = source.tokenAt(row);
    const auto separator = QLatin1Char('\n');
    const QString own =
        token.name + separator + token.id + separator + token.description + separator + token.shortToken;
    QString shared;
    shared.reserve(usualSharedLength);
    appendSearchLine(shared, SearchKey::Account, source.valueTextAt(row, TokenModel::AccountColumn));
    appendSearchLine(shared, SearchKey::Scope, source.valueTextAt(row, TokenModel::Scope));
    appendSearchLine(shared, SearchKey::Creator, source.valueTextAt(row, TokenModel::CreatedBy));
    appendSearchLine(shared, SearchKey::Kind, source.valueTextAt(row, TokenModel::Kind));
    if (!token.kind.isEmpty())
        appendSearchLine(shared, SearchKey::Kind, token.kind);
    for (const TokenRole &role : token.roles) {
        appendSearchLine(shared, SearchKey::Role, roleLabel(role.role));
        appendSearchLine(shared, SearchKey::Role, role.role);
    }
    if (row < haystack.rowCount())
        haystack.replace(row, foldedForSearch(own), foldedForSearch(shared));
    else
        haystack.append(foldedForSearch(own), foldedForSearch(shared));
}

void TokenFilter::Private::readSlice()
{
    QElapsedTimer clock;
    clock.start();
    int untilLook = rowsBetweenLooks;
    while (hasUnread()) {
        if (unreadDone < unread.size())
            readRow(unread[unreadDone++]);
        else
            readRow(haystack.rowCount());
        if (--untilLook == 0) {
            if (clock.elapsed() >= sliceTime)
                break;
            untilLook = rowsBetweenLooks;
        }
    }
}

/// Compares what has been read with the search: the rows from `from` on, and those that were read again.
void TokenFilter::Private::judgeRead(int from)
{
    haystack.match(words, matches, from, false);
    keepCreators(from);
    for (size_t i = 0; i < unreadDone; ++i)
        matches[size_t(unread[i])] = haystack.matches(unread[i], words) && isByCreator(unread[i]);
    unread.erase(unread.begin(), unread.begin() + std::ptrdiff_t(unreadDone));
    unreadDone = 0;
}

void TokenFilter::Private::goOnReading()
{
    if (hasUnread() || hasUnshown())
        absorbSoon();
}

void TokenFilter::Private::absorbSoon()
{
    const int wait = sorter.rowCount() < rowsToGather ? untilDue() : gatherTime;
    // What waits already may be the reading, which has more time.
    if (!timer.isActive() || timer.remainingTime() > wait)
        timer.start(wait);
}

void TokenFilter::Private::absorb()
{
    // Without a search rows are shown before their words are known, and those are read when there is time.
    const bool isShowing = isSearching() || (hasUnshown() && untilDue() == 0);
    if (isSearching() || !isShowing) {
        const int from = haystack.rowCount();
        readSlice();
        judgeRead(from);
    }
    if (isShowing)
        sortIn();
    if (hasUnshown())
        timer.start(isSearching() ? 0 : untilDue());
    else if (hasUnread())
        timer.start(isShowing && !isSearching() ? readingDelay : 0);
}

/// When rows that have arrived are to be shown, in ms from now.
int TokenFilter::Private::untilDue() const
{
    if (!sinceAbsorbed.isValid() || isNothingElseComing)
        return 0;
    const int pause = sorter.rowCount() < rowsToGather ? frameTime : gatherTime;
    return int(std::max(pause - sinceAbsorbed.elapsed(), qint64(0)));
}

void TokenFilter::Private::sortIn()
{
    const int known = sorter.rowCount();
    const int wanted = !isSearching() ? source.rowCount() : std::max(known, haystack.rowCount());
    const int upTo = std::min(wanted, known + rowsAtOnce);
    const auto tidied = [known](std::vector<int> rows) {
        std::sort(rows.begin(), rows.end());
        rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
        std::erase_if(rows, [known](int row) { return row >= known; });
        return rows;
    };
    for (const int row : changed)
        noteKind(row);
    for (int row = known; row < upTo; ++row)
        noteKind(row);
    // Those that are not known yet come with the new ones.
    sorter.absorb(tidied(std::exchange(changed, {})), tidied(std::exchange(renamed, {})), upTo);
    if (matches.size() < size_t(upTo))
        matches.resize(size_t(upTo), !isSearching());
    refilter();
    tellCounts();
    sinceAbsorbed.start();
    if (hasUnshown())
        return;
    isNothingElseComing = false;
    Q_EMIT q.arrivalsShown();
}

void TokenFilter::Private::noteKind(int row)
{
    if (hasSeveralKinds)
        return;
    const auto number = size_t(source.accountNumberAt(row));
    if (number >= firstKinds.size())
        firstKinds.resize(number + 1);
    std::optional<QString> &first = firstKinds[number];
    const QString &kind = source.tokenAt(row).kind;
    if (!first) {
        first = kind;
    } else if (*first != kind) {
        hasSeveralKinds = true;
        QMetaObject::invokeMethod(&q, &TokenFilter::kindsDiffer, Qt::QueuedConnection);
    }
}

bool TokenFilter::Private::isByCreator(int row) const
{
    if (creatorWord.isEmpty() || haystack.matches(row, {creatorWord}))
        return true;
    const Token &token = source.tokenAt(row);
    const auto found = foundIds.constFind(token.accountId);
    return found != foundIds.cend() && found->contains(token.id);
}

void TokenFilter::Private::keepCreators(int first)
{
    if (creatorWord.isEmpty())
        return;
    if (foundIds.isEmpty()) {
        // Where no service was asked, the texts alone decide, and those are searched all at once.
        std::vector<quint8> isByText;
        haystack.match({creatorWord}, isByText, 0, false);
        for (size_t row = size_t(first); row < isByText.size(); ++row)
            matches[row] = matches[row] && isByText[row];
        return;
    }
    for (int row = first; row < haystack.rowCount(); ++row)
        matches[size_t(row)] = matches[size_t(row)] && isByCreator(row);
}

void TokenFilter::Private::matchAll(bool onlyMarked)
{
    haystack.match(words, matches, 0, onlyMarked);
    keepCreators(0);
    // What has not been read is no answer to any search.
    std::fill(matches.begin() + haystack.rowCount(), matches.end(), quint8(!isSearching()));
    refilter();
}

bool TokenFilter::Private::isInView(int row, int accountNumber) const
{
    if (!account.isEmpty() && source.accountNumberAt(row) != accountNumber)
        return false;
    switch (view) {
    case View::All:
        return true;
    case View::ExpiringSoon:
        return source.stateAt(row) == ExpiryState::ExpiringSoon;
    case View::Expired:
        return source.stateAt(row) == ExpiryState::Expired;
    }
    return true;
}

std::vector<int> TokenFilter::Private::filtered() const
{
    const bool isWhole = view == View::All && account.isEmpty();
    if (isWhole && !isSearching())
        return sorter.order();
    // First over the rows as they lie in memory, then over them in order.
    std::vector<quint8> isShown = matches;
    if (!isWhole) {
        const int accountNumber = source.accountNumberOf(account);
        for (size_t row = 0; row < isShown.size(); ++row)
            isShown[row] = isShown[row] && isInView(int(row), accountNumber);
    }
    std::vector<int> rows;
    rows.reserve(size_t(std::count(isShown.cbegin(), isShown.cend(), quint8(1))));
    for (const int row : sorter.order()) {
        if (isShown[size_t(row)])
            rows.push_back(row);
    }
    return rows;
}

void TokenFilter::Private::show(std::vector<int> rows)
{
    if (rows == visible)
        return;
    q.beginResetModel();
    visible = std::move(rows);
    q.endResetModel();
}

void TokenFilter::Private::refilter()
{
    show(filtered());
}

void TokenFilter::Private::tellCounts()
{
    isCounted = false;
    Q_EMIT q.countsChanged();
}

void TokenFilter::Private::sourceChanged(int first, int last, const QList<int> &roles)
{
    const bool isRename = roles.isEmpty();
    if (isRename || roles.contains(TokenModel::SortRole)) {
        for (int row = first; row <= last; ++row) {
            changed.push_back(row);
            if (row < haystack.rowCount())
                unread.push_back(row);
            if (isRename)
                renamed.push_back(row);
        }
        absorbSoon();
    } else if (roles.contains(TokenModel::ExpiryStateRole)) {
        sorter.refreshStates();
        refilter();
        tellCounts();
    }
    forward(first, last, roles);
}

void TokenFilter::Private::forward(int first, int last, const QList<int> &roles)
{
    if (visible.empty())
        return;
    int from = 0;
    int to = int(visible.size()) - 1;
    if (first == last) {
        const auto found = std::find(visible.cbegin(), visible.cend(), first);
        if (found == visible.cend())
            return;
        from = to = int(found - visible.cbegin());
    }
    Q_EMIT q.dataChanged(q.index(from, 0), q.index(to, TokenModel::ColumnCount - 1), roles);
}

void TokenFilter::Private::renumber(const QList<int> &newRows)
{
    const auto move = [&newRows](std::vector<int> &rows) {
        size_t kept = 0;
        for (const int row : rows) {
            if (newRows.at(row) >= 0)
                rows[kept++] = newRows.at(row);
        }
        rows.resize(kept);
    };
    size_t kept = 0;
    for (size_t row = 0; row < matches.size(); ++row) {
        if (newRows.at(qsizetype(row)) >= 0)
            matches[kept++] = matches[row];
    }
    matches.resize(kept);
    haystack.renumber(newRows);
    sorter.renumber(newRows);
    move(visible);
    move(changed);
    move(renamed);
    unread.erase(unread.begin(), unread.begin() + std::ptrdiff_t(unreadDone));
    unreadDone = 0;
    move(unread);
}

void TokenFilter::Private::count() const
{
    if (isCounted)
        return;
    stateCounts.fill(0);
    accountCounts.assign(size_t(source.accountNumberCount()), 0);
    for (int row = 0; row < source.rowCount(); ++row) {
        ++stateCounts[size_t(source.stateAt(row))];
        ++accountCounts[size_t(source.accountNumberAt(row))];
    }
    isCounted = true;
}

TokenFilter::TokenFilter(TokenModel &source, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(*this, source))
{
    d->timer.setSingleShot(true);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->absorb(); });
    connect(&source, &TokenModel::rowsInserted, this, [this] {
        d->tellCounts();
        d->absorbSoon();
    });
    connect(&source, &TokenModel::dataChanged, this,
        [this](const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) {
            d->sourceChanged(topLeft.row(), bottomRight.row(), roles);
        });
    connect(&source, &TokenModel::aboutToRenumber, this, [this] { beginResetModel(); });
    connect(&source, &TokenModel::renumbered, this, [this](const QList<int> &newRows) {
        d->renumber(newRows);
        endResetModel();
        d->tellCounts();
        d->goOnReading();
    });
    if (source.rowCount() > 0)
        d->absorbSoon();
}

TokenFilter::~TokenFilter() = default;

void TokenFilter::showArrived()
{
    if (!d->timer.isActive())
        return;
    d->isNothingElseComing = d->hasUnshown();
    d->timer.stop();
    d->absorb();
}

bool TokenFilter::hasArrivals() const
{
    return d->hasUnshown();
}

void TokenFilter::setSearch(const QString &text)
{
    d->searchText = text;
    const TokenSearch search(text);
    QByteArray creatorWord;
    QList<QByteArray> words = search.words();
    words.removeIf([&creatorWord](const QByteArray &word) {
        const bool isCreator = keyOfWord(word) == char(SearchKey::Creator);
        if (isCreator)
            creatorWord = word;
        return isCreator;
    });
    const bool isSameCreator = creatorWord == d->creatorWord;
    if (words == d->words && isSameCreator)
        return;
    // A search that begins now finds among all that can be read in a moment.
    const int from = d->haystack.rowCount();
    if (!words.isEmpty() || !creatorWord.isEmpty())
        d->readSlice();
    d->judgeRead(from);
    const bool onlyMarked = isSameCreator && isNarrowing(d->words, words);
    d->words = std::move(words);
    if (!isSameCreator)
        d->foundIds.clear();
    d->creatorWord = creatorWord;
    d->matchAll(onlyMarked);
    d->goOnReading();
}

void TokenFilter::setFoundByCreator(const QString &accountId, const QSet<QString> &tokenIds)
{
    d->foundIds.insert(accountId, tokenIds);
    if (!d->creatorWord.isEmpty())
        d->matchAll(false);
}

bool TokenFilter::hasSeveralKinds() const
{
    return d->hasSeveralKinds;
}

QString TokenFilter::search() const
{
    return d->searchText;
}

void TokenFilter::setView(View view)
{
    if (d->view == view)
        return;
    d->view = view;
    d->refilter();
}

TokenFilter::View TokenFilter::view() const
{
    return d->view;
}

void TokenFilter::setAccount(const QString &accountId)
{
    if (d->account == accountId)
        return;
    d->account = accountId;
    d->refilter();
}

QString TokenFilter::account() const
{
    return d->account;
}

void TokenFilter::clearFilters()
{
    d->view = View::All;
    d->account.clear();
    d->searchText.clear();
    d->words.clear();
    d->creatorWord.clear();
    d->foundIds.clear();
    std::fill(d->matches.begin(), d->matches.end(), quint8(1));
    d->refilter();
    d->goOnReading();
}

void TokenFilter::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= TokenModel::ColumnCount)
        return;
    if (column == d->sorter.column() && order == d->sorter.direction())
        return;
    d->sorter.sortBy(column, order);
    d->refilter();
}

int TokenFilter::sortColumn() const
{
    return d->sorter.column();
}

Qt::SortOrder TokenFilter::sortOrder() const
{
    return d->sorter.direction();
}

int TokenFilter::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(d->visible.size());
}

int TokenFilter::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : TokenModel::ColumnCount;
}

QVariant TokenFilter::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = d->visible[size_t(index.row())];
    return d->source.data(d->source.index(row, index.column()), role);
}

QVariant TokenFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return d->source.headerData(section, orientation, role);
}

const Token &TokenFilter::tokenAt(int row) const
{
    return d->source.tokenAt(d->visible[size_t(row)]);
}

Session *TokenFilter::sessionAt(int row) const
{
    return d->source.sessionAt(d->visible[size_t(row)]);
}

int TokenFilter::rowOf(const TokenKey &key) const
{
    const int row = d->source.rowOf(key);
    const auto found = std::find(d->visible.cbegin(), d->visible.cend(), row);
    return row < 0 || found == d->visible.cend() ? -1 : int(found - d->visible.cbegin());
}

QList<int> TokenFilter::rowsOf(const QList<TokenKey> &keys) const
{
    std::vector<bool> isWanted(size_t(d->source.rowCount()));
    for (const TokenKey &key : keys) {
        const int row = d->source.rowOf(key);
        if (row >= 0)
            isWanted[size_t(row)] = true;
    }
    QList<int> rows;
    if (keys.isEmpty())
        return rows;
    for (size_t row = 0; row < d->visible.size(); ++row) {
        if (isWanted[size_t(d->visible[row])])
            rows.append(int(row));
    }
    return rows;
}

int TokenFilter::totalCount() const
{
    return d->source.rowCount();
}

int TokenFilter::countOf(View view) const
{
    d->count();
    switch (view) {
    case View::All:
        return totalCount();
    case View::ExpiringSoon:
        return d->stateCounts[size_t(ExpiryState::ExpiringSoon)];
    case View::Expired:
        return d->stateCounts[size_t(ExpiryState::Expired)];
    }
    return 0;
}

int TokenFilter::countOfAccount(const QString &accountId) const
{
    d->count();
    const int number = d->source.accountNumberOf(accountId);
    // An account without rows may be newer than the counts.
    const bool isCounted = number >= 0 && size_t(number) < d->accountCounts.size();
    return isCounted ? d->accountCounts[size_t(number)] : 0;
}
