// SPDX-License-Identifier: MIT
#include "store/operationjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace OperationJson {

namespace {

/// Names that are only shown again; a provider may send any length.
constexpr qsizetype longestLabel = 1000;
constexpr qsizetype longestId = 200;

QString cut(const QString &text, qsizetype length)
{
    return text.size() <= length ? text : text.left(length - 1) + QChar(0x2026);
}

/// An id or a header of an answer: one line, of a bearable length.
QString cleanId(QString text)
{
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return cut(text, longestId);
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString entityWord(EntityType type)
{
    switch (type) {
    case EntityType::Organization:
        return QStringLiteral("organization");
    case EntityType::Workspace:
        return QStringLiteral("workspace");
    case EntityType::Deployment:
        return QStringLiteral("deployment");
    case EntityType::Other:
        break;
    }
    return QStringLiteral("other");
}

EntityType entityFromWord(const QString &word)
{
    for (const EntityType type : {EntityType::Organization, EntityType::Workspace, EntityType::Deployment}) {
        if (entityWord(type) == word)
            return type;
    }
    return EntityType::Other;
}

void insertText(QJsonObject &object, QLatin1String key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

/// A missing key is "not provided", null is "none".
void insertMoment(QJsonObject &object, QLatin1String key, const Moment &moment)
{
    switch (moment.state()) {
    case Moment::State::NotProvided:
        return;
    case Moment::State::Absent:
        object.insert(key, QJsonValue::Null);
        return;
    case Moment::State::Known:
        object.insert(key, moment.utc().toString(Qt::ISODateWithMs));
        return;
    case Moment::State::Unparsable:
        object.insert(key, cut(moment.raw(), longestId));
        return;
    }
}

QJsonObject wantedObject(const TokenChange &wanted)
{
    QJsonObject object;
    if (wanted.name)
        object.insert(QLatin1String("name"), *wanted.name);
    if (wanted.description)
        object.insert(QLatin1String("description"), *wanted.description);
    QJsonArray roles;
    for (const RoleEdit &edit : wanted.roles) {
        QJsonObject role;
        role.insert(QLatin1String("entity"), entityWord(edit.entityType));
        role.insert(QLatin1String("id"), edit.entityId);
        role.insert(QLatin1String("role"), edit.role);
        roles.append(role);
    }
    if (!roles.isEmpty())
        object.insert(QLatin1String("roles"), roles);
    return object;
}

QJsonObject beforeObject(const OperationFacts &facts)
{
    QJsonObject object;
    insertMoment(object, QLatin1String("updatedAt"), facts.updatedAt);
    insertMoment(object, QLatin1String("lastRotatedAt"), facts.lastRotatedAt);
    insertMoment(object, QLatin1String("expiresAt"), facts.expiresAt);
    insertText(object, QLatin1String("mark"), QString::fromLatin1(facts.valueMark));
    return object;
}

/// Reads members of one object and remembers whether all of them were what they should be.
class Reader final
{
public:
    explicit Reader(const QJsonObject &object)
        : m_object(object)
    { }

    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    void fail() { m_isWhole = false; }

    QString text(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        expect(value.isString() || value.isUndefined());
        return value.toString();
    }

    std::optional<QString> optionalText(QLatin1String key)
    {
        return m_object.contains(key) ? std::optional<QString>(text(key)) : std::nullopt;
    }

    std::optional<int> number(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined())
            return {};
        const int number = value.toInt(-1);
        expect(number >= 0);
        return number >= 0 ? std::optional<int>(number) : std::nullopt;
    }

    bool flag(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        expect(value.isBool() || value.isUndefined());
        return value.toBool();
    }

    Moment moment(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        if (value.isUndefined())
            return {};
        expect(value.isString() || value.isNull());
        return value.isString() ? Moment::fromText(value.toString()) : Moment::absent();
    }

    QJsonArray array(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        expect(value.isArray() || value.isUndefined());
        return value.toArray();
    }

    Reader object(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        expect(value.isObject() || value.isUndefined());
        return Reader(value.toObject());
    }

    void join(const Reader &part) { expect(part.isWhole()); }

private:
    void expect(bool isRight) { m_isWhole = m_isWhole && isRight; }

    QJsonObject m_object;
    bool m_isWhole = true;
};

std::optional<Reader> readerOf(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject() ? std::optional<Reader>(document.object()) : std::nullopt;
}

TokenChange readWanted(Reader &reader)
{
    TokenChange wanted;
    wanted.name = reader.optionalText(QLatin1String("name"));
    wanted.description = reader.optionalText(QLatin1String("description"));
    const QJsonArray roles = reader.array(QLatin1String("roles"));
    for (const auto entry : roles) {
        Reader role(entry.toObject());
        RoleEdit edit;
        edit.entityType = entityFromWord(role.text(QLatin1String("entity")));
        edit.entityId = role.text(QLatin1String("id"));
        edit.role = role.text(QLatin1String("role"));
        wanted.roles.append(edit);
        reader.join(role);
    }
    return wanted;
}

} // namespace

QString text(const OperationFacts &facts)
{
    QJsonObject object;
    object.insert(QLatin1String("verb"), verbName(facts.verb));
    insertText(object, QLatin1String("account"), facts.accountId);
    insertText(object, QLatin1String("accountName"), cut(facts.accountName, longestLabel));
    insertText(object, QLatin1String("provider"), facts.providerKey);
    insertText(object, QLatin1String("organization"), facts.organizationId);
    insertText(object, QLatin1String("workspace"), facts.workspaceId);
    if (facts.list == TokenList::Policy)
        object.insert(QLatin1String("list"), QLatin1String("policy"));
    insertText(object, QLatin1String("place"), cut(facts.placeName, longestLabel));
    insertText(object, QLatin1String("token"), facts.tokenId);
    // The name of a new token is looked for later, so it stays whole.
    const bool isWanted = facts.verb == OperationVerb::Create;
    insertText(
        object, QLatin1String("name"), isWanted ? facts.tokenName : cut(facts.tokenName, longestLabel));
    if (facts.isOwnCredential)
        object.insert(QLatin1String("own"), true);
    if (!facts.wanted.isEmpty())
        object.insert(QLatin1String("wanted"), wantedObject(facts.wanted));
    if (facts.expiryDays)
        object.insert(QLatin1String("expiryDays"), *facts.expiryDays);
    const QJsonObject before = beforeObject(facts);
    if (!before.isEmpty())
        object.insert(QLatin1String("before"), before);
    if (isWanted) {
        object.insert(QLatin1String("namesakes"), QJsonArray::fromStringList(facts.namesakes));
        object.insert(QLatin1String("knewNamesakes"), facts.knewNamesakes);
    }
    return compact(object);
}

QString text(const EventDetails &details)
{
    QJsonObject object;
    if (details.httpStatus > 0)
        object.insert(QLatin1String("status"), details.httpStatus);
    insertText(object, QLatin1String("request"), cleanId(details.requestId));
    insertText(object, QLatin1String("token"), details.tokenId);
    insertText(object, QLatin1String("error"), details.errorKind);
    insertText(object, QLatin1String("outcome"), details.outcome);
    if (details.finding)
        object.insert(QLatin1String("finding"), findingName(*details.finding));
    return compact(object);
}

bool read(const QString &text, OperationFacts &facts)
{
    auto reader = readerOf(text);
    if (!reader)
        return false;
    const auto verb = verbFromName(reader->text(QLatin1String("verb")));
    if (verb)
        facts.verb = *verb;
    else
        reader->fail();
    facts.accountId = reader->text(QLatin1String("account"));
    facts.accountName = reader->text(QLatin1String("accountName"));
    facts.providerKey = reader->text(QLatin1String("provider"));
    facts.organizationId = reader->text(QLatin1String("organization"));
    facts.workspaceId = reader->text(QLatin1String("workspace"));
    facts.list =
        reader->text(QLatin1String("list")) == QLatin1String("policy") ? TokenList::Policy : TokenList::Usual;
    facts.placeName = reader->text(QLatin1String("place"));
    facts.tokenId = reader->text(QLatin1String("token"));
    facts.tokenName = reader->text(QLatin1String("name"));
    facts.isOwnCredential = reader->flag(QLatin1String("own"));
    Reader wanted = reader->object(QLatin1String("wanted"));
    facts.wanted = readWanted(wanted);
    reader->join(wanted);
    facts.expiryDays = reader->number(QLatin1String("expiryDays"));
    Reader before = reader->object(QLatin1String("before"));
    facts.updatedAt = before.moment(QLatin1String("updatedAt"));
    facts.lastRotatedAt = before.moment(QLatin1String("lastRotatedAt"));
    facts.expiresAt = before.moment(QLatin1String("expiresAt"));
    facts.valueMark = before.text(QLatin1String("mark")).toLatin1();
    reader->join(before);
    const QJsonArray namesakes = reader->array(QLatin1String("namesakes"));
    for (const auto id : namesakes)
        facts.namesakes.append(id.toString());
    facts.knewNamesakes = reader->flag(QLatin1String("knewNamesakes"));
    return reader->isWhole();
}

bool read(const QString &text, EventDetails &details)
{
    auto reader = readerOf(text);
    if (!reader)
        return false;
    details.httpStatus = reader->number(QLatin1String("status")).value_or(0);
    details.requestId = reader->text(QLatin1String("request"));
    details.tokenId = reader->text(QLatin1String("token"));
    details.errorKind = reader->text(QLatin1String("error"));
    details.outcome = reader->text(QLatin1String("outcome"));
    if (const auto word = reader->optionalText(QLatin1String("finding"))) {
        details.finding = findingFromName(*word);
        if (!details.finding)
            reader->fail();
    }
    return reader->isWhole();
}

} // namespace OperationJson
