// SPDX-License-Identifier: MIT
#include "session/activitytext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ActivityText {

namespace {

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString findingText(const std::optional<Finding> &finding)
{
    return finding ? findingName(*finding) : QString();
}

/// The error that the operation ended with, if it did.
QString errorText(const JournalOperation &operation)
{
    return operation.events.isEmpty() ? QString() : operation.events.last().details.errorKind;
}

bool beginsLikeAFormula(const QString &text)
{
    // Some programs skip white space before they look, some know the full-width forms as well.
    static const QString starts = QStringLiteral("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");
    if (text.isEmpty())
        return false;
    const QStringView trimmed = QStringView(text).trimmed();
    return starts.contains(text.front()) || (!trimmed.isEmpty() && starts.contains(trimmed.front()));
}

QByteArray csvLine(const QStringList &cells)
{
    QByteArrayList parts;
    parts.reserve(cells.size());
    for (const QString &cell : cells)
        parts.append(csvCell(cell));
    return parts.join(',') + "\r\n";
}

void insert(QJsonObject &object, QLatin1String key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

QJsonObject named(const QString &id, const QString &name)
{
    QJsonObject object;
    insert(object, QLatin1String("id"), id);
    insert(object, QLatin1String("name"), name);
    return object;
}

QJsonObject eventObject(const JournalEvent &event)
{
    QJsonObject object;
    object.insert(QLatin1String("entry"), event.position);
    insert(object, QLatin1String("at"), timeText(event.at));
    object.insert(QLatin1String("state"), stateName(event.state));
    if (event.details.httpStatus > 0)
        object.insert(QLatin1String("httpStatus"), event.details.httpStatus);
    insert(object, QLatin1String("requestId"), event.details.requestId);
    insert(object, QLatin1String("tokenId"), event.details.tokenId);
    insert(object, QLatin1String("error"), event.details.errorKind);
    insert(object, QLatin1String("outcome"), event.details.outcome);
    insert(object, QLatin1String("finding"), findingText(event.details.finding));
    if (event.isDamaged)
        object.insert(QLatin1String("damaged"), true);
    return object;
}

} // namespace

QByteArray csvCell(const QString &text)
{
    QString cell = text;
    cell.remove(QChar(0));
    if (beginsLikeAFormula(cell))
        cell.prepend(u'\'');
    const bool needsQuotes = cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\r')
        || cell.contains(u'\n') || cell != cell.trimmed();
    if (!needsQuotes)
        return cell.toUtf8();
    cell.replace(u'"', QStringLiteral("\"\""));
    return '"' + cell.toUtf8() + '"';
}

QByteArray csvHeader()
{
    return QByteArrayLiteral(
        "begun_at,changed_at,verb,state,finding,account,account_id,provider,organization_id,"
        "place,workspace_id,token,token_id,http_status,request_id,error,operation_id,"
        "damaged\r\n");
}

QByteArray csvRow(const JournalOperation &operation)
{
    const OperationFacts &facts = operation.facts;
    const int status = operation.httpStatus();
    return csvLine({timeText(operation.begunAt()), timeText(operation.changedAt()), verbName(facts.verb),
        stateName(operation.state), findingText(operation.finding()), facts.accountName, facts.accountId,
        facts.providerKey, facts.organizationId, facts.placeName, facts.workspaceId, facts.tokenName,
        operation.tokenId(), status > 0 ? QString::number(status) : QString(), operation.requestId(),
        errorText(operation), operation.id, operation.isDamaged ? QStringLiteral("yes") : QString()});
}

QByteArray jsonBegin(const QDateTime &now, qint64 headPosition, const QByteArray &headSeal)
{
    QJsonObject head;
    head.insert(QLatin1String("position"), headPosition);
    insert(head, QLatin1String("seal"), QString::fromLatin1(headSeal.toHex()));
    QJsonObject object;
    object.insert(QLatin1String("format"), QLatin1String("tokenry-activity-1"));
    object.insert(QLatin1String("exportedAt"), timeText(now));
    object.insert(QLatin1String("head"), head);
    QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    text.chop(1); // the closing brace comes with jsonEnd()
    return text + ",\"operations\":[";
}

QByteArray jsonOperation(const JournalOperation &operation, bool isFirst)
{
    const OperationFacts &facts = operation.facts;
    QJsonObject object;
    object.insert(QLatin1String("id"), operation.id);
    insert(object, QLatin1String("run"), operation.runId);
    object.insert(QLatin1String("verb"), verbName(facts.verb));
    object.insert(QLatin1String("state"), stateName(operation.state));
    insert(object, QLatin1String("finding"), findingText(operation.finding()));
    insert(object, QLatin1String("begunAt"), timeText(operation.begunAt()));
    insert(object, QLatin1String("changedAt"), timeText(operation.changedAt()));
    object.insert(QLatin1String("account"), named(facts.accountId, facts.accountName));
    insert(object, QLatin1String("provider"), facts.providerKey);
    insert(object, QLatin1String("organization"), facts.organizationId);
    object.insert(QLatin1String("place"), named(facts.workspaceId, facts.placeName));
    object.insert(QLatin1String("token"), named(operation.tokenId(), facts.tokenName));
    QJsonArray events;
    for (const JournalEvent &event : operation.events)
        events.append(eventObject(event));
    object.insert(QLatin1String("events"), events);
    if (operation.isDamaged)
        object.insert(QLatin1String("damaged"), true);
    return (isFirst ? "\n" : ",\n") + QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray jsonEnd()
{
    return QByteArrayLiteral("\n]}\n");
}

} // namespace ActivityText
