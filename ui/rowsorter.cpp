// SPDX-License-Identifier: MIT
#include "ui/rowsorter.h"

#include "core/tokenorder.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace {

/// Values from here on stand for "nothing there"; they come last in both directions, kind by kind.
constexpr qint64 firstEmpty = std::numeric_limits<qint64>::max() - 8;

bool isEmptyKey(qint64 key)
{
    return key >= firstEmpty;
}

qint64 momentKey(const Moment &moment)
{
    switch (moment.state()) {
    case Moment::State::Known:
        return moment.msecs();
    case Moment::State::Unparsable:
        return firstEmpty;
    case Moment::State::Absent:
        return firstEmpty + 1;
    case Moment::State::NotProvided:
        return firstEmpty + 2;
    }
    return firstEmpty + 2;
}

/// What needs a person first comes first.
qint64 stateKey(ExpiryState state)
{
    switch (state) {
    case ExpiryState::Expired:
        return 0;
    case ExpiryState::ExpiringSoon:
        return 1;
    case ExpiryState::Unknown:
        return 2;
    case ExpiryState::Pending:
        return 3;
    case ExpiryState::Active:
        return 4;
    case ExpiryState::NeverExpires:
        return firstEmpty + 1;
    case ExpiryState::NotProvided:
        return firstEmpty + 2;
    }
    return firstEmpty + 2;
}

/// As much of an id as fits into a number that sorts like it; ids of one service begin alike, so `skip`
/// characters are left out. Equal numbers say nothing.
quint64 idPrefix(QStringView id, qsizetype skip)
{
    quint64 prefix = 0;
    int filled = 0;
    for (qsizetype i = skip; i < id.size() && filled < 8; ++i, ++filled) {
        const char16_t character = id[i].unicode();
        prefix = prefix << 8 | std::min<char16_t>(character, 0xff);
        if (character >= 0xff) {
            ++filled;
            break;
        }
    }
    return filled == 0 ? 0 : prefix << (8 * (8 - filled));
}

/// Merges `added`, which is sorted, in.
template <class Before>
void mergeInto(std::vector<int> &order, const std::vector<int> &added, Before before)
{
    // Looking for the place of each costs its logarithm of comparisons, walking over all of them one each.
    if (added.size() * size_t(std::bit_width(order.size())) > order.size() + added.size()) {
        std::vector<int> merged(order.size() + added.size());
        std::merge(order.begin(), order.end(), added.begin(), added.end(), merged.begin(), before);
        order = std::move(merged);
        return;
    }
    size_t from = order.size();
    size_t to = from + added.size();
    order.resize(to);
    for (size_t i = added.size(); i > 0; --i) {
        const int row = added[i - 1];
        const auto place = std::upper_bound(order.begin(), order.begin() + std::ptrdiff_t(from), row, before);
        const size_t at = size_t(place - order.begin());
        std::move_backward(place, order.begin() + std::ptrdiff_t(from), order.begin() + std::ptrdiff_t(to));
        to -= from - at;
        from = at;
        order[--to] = row;
    }
}

void takeOut(std::vector<int> &order, const std::vector<int> &rows, int rowCount)
{
    if (rows.empty())
        return;
    std::vector<bool> isTaken(size_t(rowCount), false);
    for (const int row : rows)
        isTaken[size_t(row)] = true;
    std::erase_if(order, [&isTaken](int row) { return isTaken[size_t(row)]; });
}

/// Merging compares through the model, sorting anew compares plain numbers: merging pays while the new part
/// is small.
bool isWorthMerging(size_t added, size_t present)
{
    return added * 8 < present;
}

} // namespace

RowSorter::RowSorter(const TokenModel &source)
    : m_source(source)
{ }

bool RowSorter::isTextColumn() const
{
    return m_column == TokenModel::AccountColumn || m_column == TokenModel::Scope
        || m_column == TokenModel::Role || m_column == TokenModel::CreatedBy || m_column == TokenModel::Kind;
}

bool RowSorter::isNameBefore(int one, int other) const
{
    const Token &left = m_source.tokenAt(one);
    const Token &right = m_source.tokenAt(other);
    if (const int order = compareTokenNames(left, right); order != 0)
        return order < 0;
    const int leftAccount = m_accountRank[size_t(m_source.accountNumberAt(one))];
    const int rightAccount = m_accountRank[size_t(m_source.accountNumberAt(other))];
    if (leftAccount != rightAccount)
        return leftAccount < rightAccount;
    return isIdBefore(left, right);
}

bool RowSorter::isBefore(int one, int other) const
{
    if (m_column == TokenModel::Id) {
        const int order = m_source.tokenAt(one).id.compare(m_source.tokenAt(other).id);
        if (order != 0)
            return m_direction == Qt::AscendingOrder ? order < 0 : order > 0;
    } else {
        const qint64 left = valueOf(one);
        const qint64 right = valueOf(other);
        if (left != right) {
            const bool isAscending =
                m_direction == Qt::AscendingOrder || isEmptyKey(left) || isEmptyKey(right);
            return isAscending ? left < right : left > right;
        }
    }
    const int leftAccount = m_accountRank[size_t(m_source.accountNumberAt(one))];
    const int rightAccount = m_accountRank[size_t(m_source.accountNumberAt(other))];
    if (leftAccount != rightAccount)
        return leftAccount < rightAccount;
    return m_nameRank[size_t(one)] < m_nameRank[size_t(other)];
}

qint64 RowSorter::valueOf(int row) const
{
    const qint64 key = m_keys[size_t(row)];
    return isTextColumn() && !isEmptyKey(key) ? m_textRank[size_t(key)] : key;
}

int RowSorter::textNumber(const QString &text)
{
    const auto known = m_textNumbers.constFind(text);
    if (known != m_textNumbers.cend())
        return known.value();
    const int number = int(m_texts.size());
    m_texts.append(text);
    m_textNumbers.insert(text, number);
    return number;
}

void RowSorter::readKey(int row)
{
    const Token &token = m_source.tokenAt(row);
    qint64 key = 0;
    switch (m_column) {
    case TokenModel::Status:
        key = stateKey(m_source.stateAt(row));
        break;
    case TokenModel::Created:
        key = momentKey(token.createdAt);
        break;
    case TokenModel::LastUsed:
        key = momentKey(token.lastUsedAt);
        break;
    case TokenModel::Expires:
        key = momentKey(token.expiresAt);
        break;
    case TokenModel::AccountColumn:
    case TokenModel::Scope:
    case TokenModel::Role:
    case TokenModel::CreatedBy:
    case TokenModel::Kind: {
        const QString text = m_source.valueTextAt(row, TokenModel::Column(m_column));
        key = text.isEmpty() ? firstEmpty : textNumber(text);
        break;
    }
    default:
        break;
    }
    m_keys[size_t(row)] = key;
}

void RowSorter::rankTexts()
{
    std::vector<int> numbers(size_t(m_texts.size()));
    std::iota(numbers.begin(), numbers.end(), 0);
    std::sort(numbers.begin(), numbers.end(), [this](int one, int other) {
        const int order = compareNaturally(m_texts.at(one), m_texts.at(other));
        return order != 0 ? order < 0 : m_texts.at(one) < m_texts.at(other);
    });
    m_textRank.resize(numbers.size());
    for (size_t rank = 0; rank < numbers.size(); ++rank)
        m_textRank[size_t(numbers[rank])] = int(rank);
}

void RowSorter::rankAccounts()
{
    const int count = m_source.accountNumberCount();
    std::vector<int> numbers(static_cast<size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    std::sort(numbers.begin(), numbers.end(), [this](int one, int other) {
        const int order = compareNaturally(m_source.accountNameOf(one), m_source.accountNameOf(other));
        return order != 0 ? order < 0 : one < other;
    });
    m_accountRank.resize(numbers.size());
    for (size_t rank = 0; rank < numbers.size(); ++rank)
        m_accountRank[size_t(numbers[rank])] = int(rank);
}

void RowSorter::rankNames()
{
    m_nameRank.resize(m_nameOrder.size());
    for (size_t rank = 0; rank < m_nameOrder.size(); ++rank)
        m_nameRank[size_t(m_nameOrder[rank])] = int(rank);
}

void RowSorter::readAllKeys()
{
    m_textNumbers.clear();
    m_texts.clear();
    const bool hasKeys = m_column != TokenModel::Name && m_column != TokenModel::Id;
    m_keys.resize(hasKeys ? m_nameOrder.size() : 0);
    for (size_t row = 0; row < m_keys.size(); ++row)
        readKey(int(row));
    rankTexts();
}

void RowSorter::sortBy(int column, Qt::SortOrder direction)
{
    m_column = column;
    m_direction = direction;
    readAllKeys();
    sortAll();
}

void RowSorter::orderByName()
{
    m_order = m_nameOrder;
    if (m_direction == Qt::AscendingOrder)
        return;
    // Groups of equal names change places, their rows do not.
    std::reverse(m_order.begin(), m_order.end());
    const auto isSameName = [this](int one, int other) {
        return compareTokenNames(m_source.tokenAt(one), m_source.tokenAt(other)) == 0;
    };
    for (auto from = m_order.begin(); from != m_order.end();) {
        auto to = from + 1;
        while (to != m_order.end() && isSameName(*from, *to))
            ++to;
        std::reverse(from, to);
        from = to;
    }
}

void RowSorter::sortAll()
{
    if (m_column == TokenModel::Name) {
        orderByName();
        return;
    }
    m_order.resize(m_nameOrder.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    if (m_column == TokenModel::Id) {
        sortById();
        return;
    }
    // Everything a comparison needs side by side: sorting then stays within the cache.
    struct Entry
    {
        qint64 value;
        qint64 tie;
        int row;
    };
    std::vector<Entry> entries(m_order.size());
    for (size_t row = 0; row < entries.size(); ++row) {
        const qint64 account = m_accountRank[size_t(m_source.accountNumberAt(int(row)))];
        qint64 value = valueOf(int(row));
        if (m_direction == Qt::DescendingOrder && !isEmptyKey(value))
            value = -value;
        entries[row] = {value, account << 32 | m_nameRank[row], int(row)};
    }
    std::sort(entries.begin(), entries.end(), [](const Entry &one, const Entry &other) {
        return one.value != other.value ? one.value < other.value : one.tie < other.tie;
    });
    std::transform(
        entries.cbegin(), entries.cend(), m_order.begin(), [](const Entry &entry) { return entry.row; });
}

void RowSorter::sortById()
{
    struct Entry
    {
        quint64 prefix;
        int row;
    };
    qsizetype common = m_order.empty() ? 0 : m_source.tokenAt(0).id.size();
    for (const int row : m_order) {
        const QStringView first(m_source.tokenAt(0).id);
        const QStringView id(m_source.tokenAt(row).id);
        const auto differs = std::mismatch(first.begin(), first.begin() + common, id.begin(), id.end()).first;
        common = differs - first.begin();
    }
    std::vector<Entry> entries(m_order.size());
    for (size_t i = 0; i < entries.size(); ++i)
        entries[i] = {idPrefix(m_source.tokenAt(m_order[i]).id, common), m_order[i]};
    const bool isAscending = m_direction == Qt::AscendingOrder;
    std::sort(entries.begin(), entries.end(), [this, isAscending](const Entry &one, const Entry &other) {
        if (one.prefix != other.prefix)
            return isAscending ? one.prefix < other.prefix : one.prefix > other.prefix;
        return isBefore(one.row, other.row);
    });
    std::transform(
        entries.cbegin(), entries.cend(), m_order.begin(), [](const Entry &entry) { return entry.row; });
}

void RowSorter::sortByName(Rows &rows) const
{
    sortByTokenNames(
        rows, [this](int row) -> const Token & { return m_source.tokenAt(row); },
        [this](int one, int other) { return isNameBefore(one, other); });
}

void RowSorter::absorbNames(const Rows &renamed, int rows)
{
    const int known = rowCount();
    Rows added = renamed;
    for (int row = known; row < rows; ++row)
        added.push_back(row);
    if (added.empty())
        return;
    const auto before = [this](int one, int other) { return isNameBefore(one, other); };
    takeOut(m_nameOrder, renamed, known);
    // Comparing names is what costs, so those that are in order already are not compared again.
    sortByName(added);
    mergeInto(m_nameOrder, added, before);
    rankNames();
}

void RowSorter::absorb(const Rows &changed, const Rows &renamed, int rows)
{
    const int known = rowCount();
    rankAccounts();
    absorbNames(renamed, rows);
    if (m_column == TokenModel::Name) {
        orderByName();
        return;
    }
    Rows added = changed;
    for (int row = known; row < rows; ++row)
        added.push_back(row);
    if (m_column != TokenModel::Id) {
        m_keys.resize(m_nameOrder.size());
        for (const int row : added)
            readKey(row);
        rankTexts();
    }
    takeOut(m_order, changed, known);
    if (!isWorthMerging(added.size(), m_order.size())) {
        sortAll();
        return;
    }
    const auto before = [this](int one, int other) { return isBefore(one, other); };
    std::sort(added.begin(), added.end(), before);
    mergeInto(m_order, added, before);
}

void RowSorter::renumber(const QList<int> &newRows)
{
    const auto move = [&newRows](Rows &order) {
        size_t kept = 0;
        for (const int row : order) {
            if (newRows.at(row) >= 0)
                order[kept++] = newRows.at(row);
        }
        order.resize(kept);
    };
    size_t kept = 0;
    for (size_t row = 0; row < m_keys.size(); ++row) {
        if (newRows.at(qsizetype(row)) >= 0)
            m_keys[kept++] = m_keys[row];
    }
    m_keys.resize(kept);
    move(m_order);
    move(m_nameOrder);
    rankAccounts();
    rankNames();
}

void RowSorter::refreshStates()
{
    if (m_column != TokenModel::Status)
        return;
    readAllKeys();
    sortAll();
}
