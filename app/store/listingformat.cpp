// SPDX-License-Identifier: MIT
#include "store/listingformat.h"

#include <QHash>
#include <QtEndian>

#include <array>
#include <cstring>
#include <limits>

namespace {

constexpr std::array<char, 4> listingVersion{'T', 'L', 'S', '1'};
constexpr int momentCount = 6;
constexpr int bitsPerState = 2;

using MomentField = Moment Token::*;
constexpr std::array<MomentField, momentCount> momentFields{&Token::createdAt, &Token::updatedAt,
    &Token::startsAt, &Token::expiresAt, &Token::lastUsedAt, &Token::lastRotatedAt};

/// Appends numbers and texts: numbers seven bits a byte, the low ones first; texts as UTF-8 after their
/// length.
class ListingWriter final
{
public:
    void number(quint64 value)
    {
        while (value >= 0x80) {
            m_bytes.append(char(quint8(value | 0x80)));
            value >>= 7;
        }
        m_bytes.append(char(quint8(value)));
    }
    void text(const QString &text)
    {
        const QByteArray utf8 = text.toUtf8();
        number(quint64(utf8.size()));
        m_bytes.append(utf8);
    }
    void instant(qint64 msecs)
    {
        std::array<char, sizeof msecs> raw{};
        qToLittleEndian(msecs, raw.data());
        m_bytes.append(raw.data(), qsizetype(raw.size()));
    }
    void append(const QByteArray &bytes) { m_bytes.append(bytes); }
    void reserve(qsizetype size) { m_bytes.reserve(size); }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Takes off what ListingWriter appended; after the first thing that is not there everything is empty.
class ListingReader final
{
public:
    explicit ListingReader(const QByteArray &bytes)
        : m_at(bytes.constData())
        , m_end(bytes.constData() + bytes.size())
    { }

    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] bool isAtEnd() const { return m_isGood && m_at == m_end; }
    void fail() { m_isGood = false; }

    [[nodiscard]] quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!m_isGood || m_at == m_end)
                break;
            const auto byte = quint8(*m_at++);
            value |= quint64(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        fail();
        return 0;
    }
    /// So many things follow, each of at least one byte.
    [[nodiscard]] qsizetype count()
    {
        const quint64 value = number();
        if (value > quint64(m_end - m_at)) {
            fail();
            return 0;
        }
        return qsizetype(value);
    }
    [[nodiscard]] QString text()
    {
        const qsizetype size = count();
        if (!m_isGood || size == 0)
            return {};
        const char *from = m_at;
        m_at += size;
        return QString::fromUtf8(from, size);
    }
    [[nodiscard]] qint64 instant()
    {
        if (!m_isGood || m_end - m_at < qsizetype(sizeof(qint64))) {
            fail();
            return 0;
        }
        const auto value = qFromLittleEndian<qint64>(m_at);
        m_at += sizeof(qint64);
        return value;
    }
    /// An enumerator up to `last`.
    template <class Enum>
    [[nodiscard]] Enum word(Enum last)
    {
        const quint64 value = number();
        if (value > quint64(last)) {
            fail();
            return {};
        }
        return Enum(value);
    }
    void magic()
    {
        if (m_end - m_at < qsizetype(listingVersion.size())
            || std::memcmp(m_at, listingVersion.data(), listingVersion.size()) != 0) {
            fail();
            return;
        }
        m_at += listingVersion.size();
    }

private:
    const char *m_at;
    const char *m_end;
    bool m_isGood = true;
};

/// Texts and role lists by number; 0 is the empty one.
class ListingTables final
{
public:
    [[nodiscard]] quint64 numberOf(const QString &text)
    {
        if (text.isEmpty())
            return 0;
        const auto found = m_numbers.constFind(text);
        if (found != m_numbers.constEnd())
            return *found;
        m_texts.text(text);
        const quint64 number = quint64(m_numbers.size()) + 1;
        m_numbers.insert(text, number);
        return number;
    }
    [[nodiscard]] quint64 numberOf(const QList<TokenRole> &roles)
    {
        if (roles.isEmpty())
            return 0;
        ListingWriter list;
        list.number(quint64(roles.size()));
        for (const TokenRole &role : roles) {
            list.number(quint64(role.entityType));
            for (const QString &text : {role.entityId, role.entityTypeText, role.roleId, role.role})
                list.number(numberOf(text));
        }
        const auto found = m_listNumbers.constFind(list.bytes());
        if (found != m_listNumbers.constEnd())
            return *found;
        m_lists.append(list.bytes());
        const quint64 number = quint64(m_listNumbers.size()) + 1;
        m_listNumbers.insert(list.bytes(), number);
        return number;
    }
    void write(ListingWriter &whole) const
    {
        whole.number(quint64(m_numbers.size()));
        whole.append(m_texts.bytes());
        whole.number(quint64(m_listNumbers.size()));
        whole.append(m_lists.bytes());
    }

private:
    QHash<QString, quint64> m_numbers;
    QHash<QByteArray, quint64> m_listNumbers;
    ListingWriter m_texts;
    ListingWriter m_lists;
};

void writeMoments(const Token &token, ListingWriter &whole)
{
    quint64 states = 0;
    for (int i = 0; i < momentCount; ++i)
        states |= quint64((token.*momentFields.at(size_t(i))).state()) << (i * bitsPerState);
    whole.number(states);
    for (const MomentField field : momentFields) {
        const Moment &moment = token.*field;
        if (moment.isKnown())
            whole.instant(moment.msecs());
        else if (moment.state() == Moment::State::Unparsable)
            whole.text(moment.raw());
    }
}

void readMoments(Token &token, ListingReader &source)
{
    const quint64 states = source.number();
    for (int i = 0; i < momentCount; ++i) {
        Moment &moment = token.*momentFields.at(size_t(i));
        switch (Moment::State((states >> (i * bitsPerState)) & 3)) {
        case Moment::State::NotProvided:
            break;
        case Moment::State::Absent:
            moment = Moment::absent();
            break;
        case Moment::State::Known:
            moment = Moment::atMsecs(source.instant());
            break;
        case Moment::State::Unparsable:
            moment = Moment::unparsable(source.text());
            break;
        }
    }
}

void writeToken(const Token &token, ListingTables &tables, ListingWriter &whole)
{
    whole.text(token.id);
    whole.text(token.name);
    whole.text(token.shortToken);
    for (const QString &text :
        {token.workspaceId, token.description, token.scopeText, token.kind, token.createdBy, token.updatedBy})
        whole.number(tables.numberOf(text));
    whole.number(tables.numberOf(token.roles));
    writeMoments(token, whole);
    whole.number(quint64(qMax(0, token.expiryPeriodDays)));
    whole.number(quint64(token.scope));
    whole.number(token.areRolesTold ? 1 : 0);
    whole.number(quint64(token.list));
}

/// What ListingTables wrote.
struct ReadTables
{
    std::vector<QString> texts{QString()};
    std::vector<QList<TokenRole>> roleLists{QList<TokenRole>()};

    [[nodiscard]] const QString &text(ListingReader &source) const { return entry(texts, source); }
    [[nodiscard]] const QList<TokenRole> &roles(ListingReader &source) const
    {
        return entry(roleLists, source);
    }
    void read(ListingReader &source)
    {
        const qsizetype textCount = source.count();
        texts.reserve(size_t(textCount) + 1);
        for (qsizetype i = 0; i < textCount && source.isGood(); ++i)
            texts.push_back(source.text());
        const qsizetype listCount = source.count();
        roleLists.reserve(size_t(listCount) + 1);
        for (qsizetype i = 0; i < listCount && source.isGood(); ++i)
            roleLists.push_back(readRoles(source));
    }

private:
    template <class T>
    static const T &entry(const std::vector<T> &all, ListingReader &source)
    {
        const quint64 number = source.number();
        if (number < all.size())
            return all[size_t(number)];
        source.fail();
        return all.front();
    }
    [[nodiscard]] QList<TokenRole> readRoles(ListingReader &source) const
    {
        QList<TokenRole> roles;
        const qsizetype roleCount = source.count();
        for (qsizetype i = 0; i < roleCount && source.isGood(); ++i) {
            TokenRole role;
            role.entityType = source.word(EntityType::Other);
            for (QString TokenRole::*field :
                {&TokenRole::entityId, &TokenRole::entityTypeText, &TokenRole::roleId, &TokenRole::role})
                role.*field = text(source);
            roles.append(role);
        }
        return roles;
    }
};

TokenPtr readToken(ListingReader &source, const ReadTables &tables, const QString &accountId)
{
    auto token = std::make_shared<Token>();
    token->accountId = accountId;
    token->id = source.text();
    token->name = source.text();
    token->shortToken = source.text();
    for (QString Token::*field : {&Token::workspaceId, &Token::description, &Token::scopeText, &Token::kind,
             &Token::createdBy, &Token::updatedBy})
        *token.*field = tables.text(source);
    token->roles = tables.roles(source);
    readMoments(*token, source);
    const quint64 days = source.number();
    if (days > quint64(std::numeric_limits<int>::max()))
        source.fail();
    token->expiryPeriodDays = int(days & 0x7fffffff);
    token->scope = source.word(TokenScope::Other);
    token->areRolesTold = source.word(true);
    token->list = source.word(TokenList::Policy);
    return token;
}

QList<Workspace> readWorkspaces(ListingReader &source)
{
    QList<Workspace> workspaces;
    const qsizetype workspaceCount = source.count();
    for (qsizetype i = 0; i < workspaceCount && source.isGood(); ++i) {
        const QString id = source.text();
        workspaces.append({id, source.text()});
    }
    return workspaces;
}

} // namespace

QByteArray ListingFormat::encode(const CachedListing &listing)
{
    ListingTables tables;
    ListingWriter rows;
    rows.reserve(qsizetype(listing.tokens.size()) * 192);
    for (const TokenPtr &token : listing.tokens)
        writeToken(*token, tables, rows);

    ListingWriter whole;
    whole.append(QByteArray(listingVersion.data(), qsizetype(listingVersion.size())));
    whole.number(quint64(listing.workspaces.size()));
    for (const Workspace &workspace : listing.workspaces) {
        whole.text(workspace.id);
        whole.text(workspace.name);
    }
    tables.write(whole);
    whole.number(quint64(listing.tokens.size()));
    whole.append(rows.bytes());
    return whole.bytes();
}

std::optional<CachedListing> ListingFormat::decode(const QByteArray &bytes, const QString &accountId)
{
    ListingReader source(bytes);
    source.magic();
    CachedListing listing;
    listing.accountId = accountId;
    listing.workspaces = readWorkspaces(source);
    ReadTables tables;
    tables.read(source);
    const qsizetype tokenCount = source.count();
    if (!source.isGood())
        return {};
    listing.tokens.reserve(tokenCount);
    for (qsizetype i = 0; i < tokenCount && source.isGood(); ++i)
        listing.tokens.push_back(readToken(source, tables, accountId));
    if (!source.isAtEnd())
        return {};
    return listing;
}
