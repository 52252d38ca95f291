// SPDX-License-Identifier: MIT
#include "session/policy.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace {

using RuleKind = PolicyRule::Kind;
using RuleSeverity = PolicyRule::Severity;

constexpr qint64 msecsADay = 24LL * 60 * 60 * 1000;
constexpr int mostDays = 36'500;

struct PolicyWords
{
    Q_DECLARE_TR_FUNCTIONS(Policy)
};

struct KindEntry
{
    const char *word;
    RuleKind kind;
    const char *key; ///< what the kind needs besides; null = nothing
};

constexpr KindEntry kindEntries[] = {
    {"max-lifetime", RuleKind::MaxLifetime, "days"},
    {"must-expire", RuleKind::MustExpire, nullptr},
    {"name-pattern", RuleKind::NamePattern, "pattern"},
    {"forbidden-roles", RuleKind::ForbiddenRoles, "roles"},
    {"unused", RuleKind::Unused, "days"},
    {"rotate-every", RuleKind::RotateEvery, "days"},
};

qint64 daysBetween(qint64 from, qint64 to)
{
    return (to - from) / msecsADay;
}

/// A list of texts that are not empty; nothing when it is something else.
std::optional<QStringList> textsOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue entry : array) {
        if (entry.toString().isEmpty())
            return {};
        texts.append(entry.toString());
    }
    return texts.isEmpty() ? std::nullopt : std::optional(texts);
}

/// Reads one rule; `problem` is what is wrong with it.
class RuleReader final
{
public:
    explicit RuleReader(const QJsonObject &object)
        : m_object(object)
    { }

    PolicyRule read()
    {
        m_rule.id = m_object.value(QLatin1String("id")).toString();
        if (m_rule.id.isEmpty())
            complain(PolicyWords::tr("it has no \"id\""));
        readKind();
        readSeverity();
        m_rule.description = m_object.value(QLatin1String("description")).toString();
        m_rule.filter = TokenSearch(m_object.value(QLatin1String("filter")).toString());
        if (const QJsonValue accounts = m_object.value(QLatin1String("accounts")); !accounts.isUndefined()) {
            if (const auto names = textsOf(accounts))
                m_rule.accounts = *names;
            else
                complain(PolicyWords::tr("\"accounts\" is not a list of names"));
        }
        return m_rule;
    }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    void complain(const QString &text)
    {
        if (m_problem.isEmpty())
            m_problem = text;
    }

    void readKind()
    {
        const QString word = m_object.value(QLatin1String("kind")).toString();
        const auto *entry = std::find_if(std::begin(kindEntries), std::end(kindEntries),
            [&word](const KindEntry &candidate) { return word == QLatin1String(candidate.word); });
        if (entry == std::end(kindEntries)) {
            complain(PolicyWords::tr("there is no kind \"%1\"").arg(word));
            return;
        }
        m_rule.kind = entry->kind;
        QStringList known{QStringLiteral("id"), QStringLiteral("kind"), QStringLiteral("severity"),
            QStringLiteral("description"), QStringLiteral("accounts"), QStringLiteral("filter")};
        if (entry->key) {
            known.append(QLatin1String(entry->key));
            readParameter(QLatin1String(entry->key));
        }
        const QStringList keys = m_object.keys();
        for (const QString &key : keys) {
            if (!known.contains(key))
                complain(PolicyWords::tr("a rule of this kind has no \"%1\"").arg(key));
        }
    }

    void readParameter(QLatin1String key)
    {
        const QJsonValue value = m_object.value(key);
        if (key == QLatin1String("days")) {
            m_rule.days = value.toInt();
            if (m_rule.days < 1 || m_rule.days > mostDays || value.toDouble() != m_rule.days)
                complain(PolicyWords::tr("\"days\" is not a whole number from 1 to %1").arg(mostDays));
        } else if (key == QLatin1String("pattern")) {
            m_rule.pattern = value.toString();
            const QRegularExpression expression(m_rule.pattern);
            if (m_rule.pattern.isEmpty() || !expression.isValid())
                complain(PolicyWords::tr("\"pattern\" is not a regular expression: %1")
                             .arg(expression.errorString()));
        } else if (const auto roles = textsOf(value)) {
            m_rule.roles = *roles;
        } else {
            complain(PolicyWords::tr("\"roles\" is not a list of names"));
        }
    }

    void readSeverity()
    {
        const QJsonValue value = m_object.value(QLatin1String("severity"));
        if (value.isUndefined())
            return;
        for (const RuleSeverity severity : {RuleSeverity::Error, RuleSeverity::Warning, RuleSeverity::Note}) {
            if (value.toString() == Policy::severityName(severity)) {
                m_rule.severity = severity;
                return;
            }
        }
        complain(PolicyWords::tr("\"severity\" is error, warning or note"));
    }

    const QJsonObject m_object;
    PolicyRule m_rule;
    QString m_problem;
};

using Complaint = std::optional<QString>;

Complaint lifetimeComplaint(const Token &token, int days)
{
    if (token.expiresAt.state() == Moment::State::Absent)
        return PolicyWords::tr("It never expires; %1 days are allowed.").arg(days);
    if (!token.expiresAt.isKnown() || !token.createdAt.isKnown())
        return {};
    const qint64 lives = token.expiresAt.msecs() - token.createdAt.msecs();
    return lives > days * msecsADay ? PolicyWords::tr("It lives for %1 days; %2 are allowed.")
                                          .arg((lives + msecsADay - 1) / msecsADay)
                                          .arg(days)
                                    : QString();
}

Complaint endComplaint(const Token &token)
{
    switch (token.expiresAt.state()) {
    case Moment::State::Absent:
        return PolicyWords::tr("It never expires.");
    case Moment::State::Known:
        return QString();
    case Moment::State::NotProvided:
    case Moment::State::Unparsable:
        break;
    }
    return {};
}

Complaint nameComplaint(const Token &token, const QString &pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern));
    return expression.match(token.name).hasMatch()
        ? QString()
        : PolicyWords::tr("Its name does not match %1.").arg(pattern);
}

Complaint rolesComplaint(const Token &token, const QStringList &forbidden)
{
    if (!token.areRolesTold)
        return {};
    for (const TokenRole &role : token.roles) {
        if (forbidden.contains(role.role, Qt::CaseInsensitive))
            return PolicyWords::tr("It has the role %1.").arg(role.role);
    }
    return QString();
}

Complaint useComplaint(const Token &token, int days, qint64 now)
{
    const bool isNeverUsed = token.lastUsedAt.state() == Moment::State::Absent;
    const Moment &since = isNeverUsed ? token.createdAt : token.lastUsedAt;
    if (!since.isKnown())
        return {};
    const qint64 passed = daysBetween(since.msecs(), now);
    if (passed < days)
        return QString();
    return isNeverUsed ? PolicyWords::tr("It was never used and is %1 days old.").arg(passed)
                       : PolicyWords::tr("It was not used for %1 days.").arg(passed);
}

Complaint rotationComplaint(const Token &token, int days, qint64 now)
{
    const Moment &since = token.lastRotatedAt.isKnown() ? token.lastRotatedAt : token.createdAt;
    if (!since.isKnown())
        return {};
    const qint64 passed = daysBetween(since.msecs(), now);
    return passed < days
        ? QString()
        : PolicyWords::tr("Its value is %1 days old; every %2 it is to be rotated.").arg(passed).arg(days);
}

} // namespace

bool PolicyRule::concerns(const Token &token, const QString &account, const QString &place) const
{
    return (accounts.isEmpty() || accounts.contains(account, Qt::CaseInsensitive))
        && filter.matches(token, {account, place, {}, false});
}

std::optional<QString> PolicyRule::complaint(const Token &token, const QDateTime &nowUtc) const
{
    const qint64 now = nowUtc.toMSecsSinceEpoch();
    switch (kind) {
    case Kind::MaxLifetime:
        return lifetimeComplaint(token, days);
    case Kind::MustExpire:
        return endComplaint(token);
    case Kind::NamePattern:
        return nameComplaint(token, pattern);
    case Kind::ForbiddenRoles:
        return rolesComplaint(token, roles);
    case Kind::Unused:
        return useComplaint(token, days, now);
    case Kind::RotateEvery:
        break;
    }
    return rotationComplaint(token, days, now);
}

Policy Policy::read(const QByteArray &json, QString &problem)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError) {
        problem =
            PolicyWords::tr("It is no JSON: %1, at byte %2.").arg(error.errorString()).arg(error.offset);
        return {};
    }
    if (object.value(QLatin1String("format")).toString() != QLatin1String("tokenry-policy-1")) {
        problem = PolicyWords::tr("It is no policy: \"format\" is not \"tokenry-policy-1\".");
        return {};
    }
    Policy policy;
    QStringList ids;
    const QJsonArray array = object.value(QLatin1String("rules")).toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        RuleReader reader(array.at(i).toObject());
        const PolicyRule rule = reader.read();
        QString wrong = reader.problem();
        if (wrong.isEmpty() && ids.contains(rule.id))
            wrong = PolicyWords::tr("another rule has this \"id\"");
        if (!wrong.isEmpty()) {
            problem = PolicyWords::tr("Rule %1: %2.").arg(i + 1).arg(wrong);
            return {};
        }
        ids.append(rule.id);
        policy.rules.append(rule);
    }
    if (policy.rules.isEmpty())
        problem = PolicyWords::tr("It has no rule.");
    return policy;
}

QString Policy::severityName(PolicyRule::Severity severity)
{
    switch (severity) {
    case PolicyRule::Severity::Error:
        return QStringLiteral("error");
    case PolicyRule::Severity::Warning:
        return QStringLiteral("warning");
    case PolicyRule::Severity::Note:
        break;
    }
    return QStringLiteral("note");
}
