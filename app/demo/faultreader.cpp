// SPDX-License-Identifier: MIT
#include "demo/faultreader.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <optional>

namespace {

std::optional<Fault::Kind> kindOf(const QString &word)
{
    using Kind = Fault::Kind;
    static const QHash<QString, Kind> kinds{{QStringLiteral("none"), Kind::None},
        {QStringLiteral("hang"), Kind::Hang}, {QStringLiteral("hangaftercommit"), Kind::HangAfterCommit},
        {QStringLiteral("closebeforecommit"), Kind::CloseBeforeCommit},
        {QStringLiteral("closeaftercommit"), Kind::CloseAfterCommit},
        {QStringLiteral("resetbeforecommit"), Kind::ResetBeforeCommit},
        {QStringLiteral("resetaftercommit"), Kind::ResetAfterCommit}, {QStringLiteral("drip"), Kind::Drip},
        {QStringLiteral("truncatebody"), Kind::TruncateBody},
        {QStringLiteral("wrongcontenttype"), Kind::WrongContentType},
        {QStringLiteral("brokenjson"), Kind::BrokenJson}, {QStringLiteral("wrongtypes"), Kind::WrongTypes},
        {QStringLiteral("missingkeys"), Kind::MissingKeys}, {QStringLiteral("emptybody"), Kind::EmptyBody},
        {QStringLiteral("status"), Kind::Status},
        {QStringLiteral("statusaftercommit"), Kind::StatusAfterCommit},
        {QStringLiteral("redirect"), Kind::Redirect}, {QStringLiteral("shiftpages"), Kind::ShiftPages},
        {QStringLiteral("wrongtotal"), Kind::WrongTotal},
        {QStringLiteral("endlesspages"), Kind::EndlessPages},
        {QStringLiteral("repeatedpages"), Kind::RepeatedPages},
        {QStringLiteral("ignorelimit"), Kind::IgnoreLimit},
        {QStringLiteral("refuselimit"), Kind::RefuseLimit}, {QStringLiteral("hugebody"), Kind::HugeBody},
        {QStringLiteral("hugeheader"), Kind::HugeHeader}, {QStringLiteral("gzipbomb"), Kind::GzipBomb},
        {QStringLiteral("nothttp"), Kind::NotHttp}};
    const auto found = kinds.constFind(word.toLower());
    return found == kinds.constEnd() ? std::nullopt : std::optional(found.value());
}

QByteArray bodyOf(const QJsonValue &value)
{
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    return value.toString().toUtf8();
}

} // namespace

FaultReader::FaultReader(const QByteArray &json)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        m_error = tr("The fault rules are no JSON: %1 (at byte %2)")
                      .arg(parseError.errorString())
                      .arg(parseError.offset);
        return;
    }
    const QJsonValue list = document.object().value(QLatin1String("faults"));
    if (!list.isArray()) {
        m_error = tr("The fault rules need a list named \"faults\"");
        return;
    }
    const QJsonArray entries = list.toArray();
    for (const QJsonValue &entry : entries) {
        if (!entry.isObject())
            complain(tr("a rule must be an object"));
        readRule(entry.toObject());
        ++m_index;
    }
    if (!m_error.isEmpty())
        m_rules.clear();
}

void FaultReader::complain(const QString &text)
{
    if (m_error.isEmpty())
        m_error = tr("Fault rule %1: %2").arg(m_index + 1).arg(text);
}

QString FaultReader::text(const QJsonObject &object, const char *key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    if (!value.isUndefined() && !value.isString())
        complain(tr("\"%1\" must be a text").arg(QLatin1String(key)));
    return value.toString();
}

qint64 FaultReader::number(const QJsonObject &object, const char *key, qint64 fallback, qint64 minimum)
{
    const QJsonValue value = object.value(QLatin1String(key));
    if (value.isUndefined())
        return fallback;
    const double number = value.toDouble(std::nan(""));
    if (!(number >= static_cast<double>(minimum)) || std::floor(number) != number)
        complain(tr("\"%1\" must be a whole number, %2 or more").arg(QLatin1String(key)).arg(minimum));
    return value.toInteger(fallback);
}

void FaultReader::readRule(const QJsonObject &object)
{
    static const QStringList known{QStringLiteral("operation"), QStringLiteral("method"),
        QStringLiteral("path"), QStringLiteral("skip"), QStringLiteral("times"), QStringLiteral("kind"),
        QStringLiteral("latency"), QStringLiteral("dripInterval"), QStringLiteral("status"),
        QStringLiteral("headers"), QStringLiteral("body"), QStringLiteral("location"),
        QStringLiteral("number")};
    const QStringList keys = object.keys();
    for (const QString &key : keys) {
        if (!known.contains(key))
            complain(tr("unknown key \"%1\"").arg(key));
    }
    FaultRule rule;
    rule.operation = text(object, "operation");
    rule.method = text(object, "method").toUpper().toLatin1();
    rule.pathContains = text(object, "path");
    rule.skip = static_cast<int>(number(object, "skip", 0, 0));
    rule.times = static_cast<int>(number(object, "times", 1, -1));
    const QString kind = text(object, "kind");
    if (!kindOf(kind))
        complain(tr("unknown kind \"%1\"").arg(kind));
    rule.fault.kind = kindOf(kind).value_or(Fault::Kind::None);
    rule.fault.latency = std::chrono::milliseconds(number(object, "latency", 0, 0));
    rule.fault.dripInterval =
        std::chrono::milliseconds(number(object, "dripInterval", rule.fault.dripInterval.count(), 0));
    rule.fault.status = static_cast<int>(number(object, "status", rule.fault.status, 100));
    if (rule.fault.status > 999)
        complain(tr("\"status\" must have three digits"));
    const QJsonValue headers = object.value(QLatin1String("headers"));
    if (!headers.isUndefined() && !headers.isObject())
        complain(tr("\"headers\" must be an object"));
    const QJsonObject fields = headers.toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (!field.value().isString())
            complain(tr("header \"%1\" must be a text").arg(field.key()));
        rule.fault.headers.append({field.key().toLatin1(), field.value().toString().toUtf8()});
    }
    rule.fault.body = bodyOf(object.value(QLatin1String("body")));
    rule.fault.location = text(object, "location").toUtf8();
    rule.fault.number = number(object, "number", 0, 0);
    m_rules.append(rule);
}
