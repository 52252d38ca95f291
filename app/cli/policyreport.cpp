// SPDX-License-Identifier: MIT
#include "cli/policyreport.h"

#include "cli/output.h"
#include "cli/tabletext.h"
#include "session/session.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamWriter>

#include <algorithm>

namespace {

QString accountOf(const TokenRow &row)
{
    return row.session->account().name;
}

/// The same finding has the same one in every run.
QString fingerprint(const QString &rule, const TokenRow &row)
{
    const Account &account = row.session->account();
    const QString identity =
        QStringList{rule, account.providerKey, account.organizationId, row.token->workspaceId, row.token->id}
            .join(u'\n');
    return QString::fromLatin1(
        QCryptographicHash::hash(identity.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString describe(const PolicyRule &rule)
{
    return rule.description.isEmpty() ? rule.id : rule.description;
}

} // namespace

PolicyReport::PolicyReport(const Policy &policy, const QList<TokenRow> &rows, const QDateTime &nowUtc)
    : m_policy(policy)
    , m_rows(rows)
{
    for (qsizetype rule = 0; rule < m_policy.rules.size(); ++rule) {
        for (qsizetype row = 0; row < m_rows.size(); ++row) {
            const TokenRow &at = m_rows.at(row);
            if (m_policy.rules.at(rule).concerns(
                    *at.token, accountOf(at), at.session->placeName(at.token->place())))
                m_checks.append({rule, row, m_policy.rules.at(rule).complaint(*at.token, nowUtc)});
        }
    }
}

QList<PolicyReport::Check> PolicyReport::findings() const
{
    QList<Check> found;
    std::copy_if(m_checks.cbegin(), m_checks.cend(), std::back_inserter(found),
        [](const Check &check) { return check.complaint && !check.complaint->isEmpty(); });
    return found;
}

bool PolicyReport::hasFindings() const
{
    const QList<Check> found = findings();
    return std::any_of(found.cbegin(), found.cend(),
        [this](const Check &check) { return ruleOf(check).severity != PolicyRule::Severity::Note; });
}

QByteArray PolicyReport::text() const
{
    const QList<Check> found = findings();
    if (found.isEmpty())
        return {};
    QList<QStringList> rows{{tr("SEVERITY"), tr("RULE"), tr("TOKEN"), tr("ACCOUNT"), tr("WHAT")}};
    for (const Check &check : found) {
        const TokenRow &row = m_rows.at(check.row);
        rows.append({Policy::severityName(ruleOf(check).severity), ruleOf(check).id, row.token->name,
            accountOf(row), *check.complaint});
    }
    return tableText(rows);
}

QByteArray PolicyReport::json() const
{
    QJsonArray array;
    const QList<Check> found = findings();
    for (const Check &check : found) {
        const TokenRow &row = m_rows.at(check.row);
        array.append(QJsonObject{{QStringLiteral("rule"), ruleOf(check).id},
            {QStringLiteral("severity"), Policy::severityName(ruleOf(check).severity)},
            {QStringLiteral("account"), accountOf(row)}, {QStringLiteral("token"), row.token->id},
            {QStringLiteral("workspaceId"), row.token->workspaceId},
            {QStringLiteral("name"), row.token->name}, {QStringLiteral("message"), *check.complaint}});
    }
    const auto notTold = std::count_if(
        m_checks.cbegin(), m_checks.cend(), [](const Check &check) { return !check.complaint; });
    const QJsonObject object{{QStringLiteral("tokens"), qint64(m_rows.size())},
        {QStringLiteral("notTold"), qint64(notTold)}, {QStringLiteral("findings"), array}};
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

QByteArray PolicyReport::sarif() const
{
    const auto text = [](const QString &words) { return QJsonObject{{QStringLiteral("text"), words}}; };
    QJsonArray rules;
    for (const PolicyRule &rule : m_policy.rules) {
        rules.append(QJsonObject{{QStringLiteral("id"), rule.id},
            {QStringLiteral("shortDescription"), text(describe(rule))},
            {QStringLiteral("defaultConfiguration"),
                QJsonObject{{QStringLiteral("level"), Policy::severityName(rule.severity)}}}});
    }
    QJsonArray results;
    const QList<Check> found = findings();
    for (const Check &check : found) {
        const TokenRow &row = m_rows.at(check.row);
        const QJsonObject place{{QStringLiteral("name"), row.token->name},
            {QStringLiteral("fullyQualifiedName"), accountOf(row) + u'/' + row.token->id},
            {QStringLiteral("kind"), QStringLiteral("resource")}};
        results.append(QJsonObject{{QStringLiteral("ruleId"), ruleOf(check).id},
            {QStringLiteral("ruleIndex"), qint64(check.rule)},
            {QStringLiteral("level"), Policy::severityName(ruleOf(check).severity)},
            {QStringLiteral("message"),
                text(QStringLiteral("%1 (%2): %3").arg(row.token->name, accountOf(row), *check.complaint))},
            {QStringLiteral("locations"),
                QJsonArray{QJsonObject{{QStringLiteral("logicalLocations"), QJsonArray{place}}}}},
            {QStringLiteral("partialFingerprints"),
                QJsonObject{{QStringLiteral("tokenryToken/v1"), fingerprint(ruleOf(check).id, row)}}}});
    }
    const QJsonObject driver{{QStringLiteral("name"), QStringLiteral("Tokenry")},
        {QStringLiteral("version"), QStringLiteral(TOKENRY_VERSION)}, {QStringLiteral("rules"), rules}};
    const QJsonObject run{{QStringLiteral("tool"), QJsonObject{{QStringLiteral("driver"), driver}}},
        {QStringLiteral("results"), results}};
    const QJsonObject log{
        {QStringLiteral("$schema"), QStringLiteral("https://json.schemastore.org/sarif-2.1.0.json")},
        {QStringLiteral("version"), QStringLiteral("2.1.0")}, {QStringLiteral("runs"), QJsonArray{run}}};
    return QJsonDocument(log).toJson(QJsonDocument::Indented);
}

QByteArray PolicyReport::junit() const
{
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.setAutoFormatting(true);
    writer.writeStartDocument();
    writer.writeStartElement(QStringLiteral("testsuites"));
    for (qsizetype rule = 0; rule < m_policy.rules.size(); ++rule) {
        QList<Check> checks = m_checks;
        checks.removeIf([rule](const Check &check) { return check.rule != rule; });
        const auto failed = std::count_if(checks.cbegin(), checks.cend(),
            [](const Check &check) { return check.complaint && !check.complaint->isEmpty(); });
        const auto skipped = std::count_if(
            checks.cbegin(), checks.cend(), [](const Check &check) { return !check.complaint; });
        writer.writeStartElement(QStringLiteral("testsuite"));
        writer.writeAttribute(QStringLiteral("name"), Output::harmless(m_policy.rules.at(rule).id));
        writer.writeAttribute(QStringLiteral("tests"), QString::number(checks.size()));
        writer.writeAttribute(QStringLiteral("failures"), QString::number(failed));
        writer.writeAttribute(QStringLiteral("errors"), QStringLiteral("0"));
        writer.writeAttribute(QStringLiteral("skipped"), QString::number(skipped));
        for (const Check &check : std::as_const(checks)) {
            const TokenRow &row = m_rows.at(check.row);
            writer.writeStartElement(QStringLiteral("testcase"));
            writer.writeAttribute(QStringLiteral("classname"), Output::harmless(accountOf(row)));
            writer.writeAttribute(QStringLiteral("name"),
                Output::harmless(row.token->name + QStringLiteral(" ") + row.token->id));
            if (!check.complaint) {
                writer.writeEmptyElement(QStringLiteral("skipped"));
            } else if (!check.complaint->isEmpty()) {
                writer.writeStartElement(QStringLiteral("failure"));
                writer.writeAttribute(QStringLiteral("type"), Policy::severityName(ruleOf(check).severity));
                writer.writeAttribute(QStringLiteral("message"), Output::harmless(*check.complaint));
                writer.writeEndElement();
            }
            writer.writeEndElement();
        }
        writer.writeEndElement();
    }
    writer.writeEndElement();
    writer.writeEndDocument();
    return xml;
}
