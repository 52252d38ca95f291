// SPDX-License-Identifier: MIT
#include "ui/tokentext.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("TokenText", text);
}

QString say(const char *text, qint64 count)
{
    return QCoreApplication::translate("TokenText", text, nullptr, int(count));
}

constexpr int daysAsDays = 90; ///< up to here a distance is told in days
constexpr int monthsAsMonths = 24; ///< and up to here in months
constexpr double daysPerMonth = 30.44;
constexpr double daysPerYear = 365.25;

/// One, and several with a plural for the language; spelled out so that English needs no plural file.
struct Counted
{
    const char *one;
    const char *several;

    [[nodiscard]] QString text(qint64 count) const { return count == 1 ? say(one) : say(several, count); }
};

struct DistanceWords
{
    Counted days;
    Counted months;
    Counted years;
};

constexpr DistanceWords futureWords{
    {QT_TRANSLATE_NOOP("TokenText", "in 1 day"), QT_TRANSLATE_N_NOOP("TokenText", "in %n days")},
    {QT_TRANSLATE_NOOP("TokenText", "in 1 month"), QT_TRANSLATE_N_NOOP("TokenText", "in %n months")},
    {QT_TRANSLATE_NOOP("TokenText", "in 1 year"), QT_TRANSLATE_N_NOOP("TokenText", "in %n years")},
};
constexpr DistanceWords pastWords{
    {QT_TRANSLATE_NOOP("TokenText", "1 day ago"), QT_TRANSLATE_N_NOOP("TokenText", "%n days ago")},
    {QT_TRANSLATE_NOOP("TokenText", "1 month ago"), QT_TRANSLATE_N_NOOP("TokenText", "%n months ago")},
    {QT_TRANSLATE_NOOP("TokenText", "1 year ago"), QT_TRANSLATE_N_NOOP("TokenText", "%n years ago")},
};

QString daysText(qint64 days, const DistanceWords &words)
{
    if (days <= daysAsDays)
        return words.days.text(days);
    const auto months = qint64(double(days) / daysPerMonth);
    if (months < monthsAsMonths)
        return words.months.text(months);
    return words.years.text(qint64(double(days) / daysPerYear));
}

QString distanceText(const QDateTime &instant, const QDateTime &nowUtc)
{
    const bool isFuture = instant >= nowUtc;
    const qint64 days = isFuture ? wholeDaysBetween(nowUtc, instant) : wholeDaysBetween(instant, nowUtc);
    if (days >= 1)
        return daysText(days, isFuture ? futureWords : pastWords);
    if (instant.toLocalTime().date() == nowUtc.toLocalTime().date())
        return say(QT_TRANSLATE_NOOP("TokenText", "today"));
    return isFuture ? say(QT_TRANSLATE_NOOP("TokenText", "tomorrow"))
                    : say(QT_TRANSLATE_NOOP("TokenText", "yesterday"));
}

QString quoted(const QString &raw)
{
    return say(QT_TRANSLATE_NOOP("TokenText", "“%1”")).arg(singleLine(raw));
}

QString notProvided()
{
    return say(QT_TRANSLATE_NOOP("TokenText", "not provided"));
}

/// Characters that move or hide other characters.
bool isDirectionMark(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F
        || c == 0x061C;
}

bool isLineBreak(char32_t c)
{
    return c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028
        || c == 0x2029;
}

/// What the role is about stands in the column beside it: "ORGANIZATION_MEMBER" is "Member" there.
QString shortRoleLabel(const TokenRole &role)
{
    QString word;
    if (role.entityType == EntityType::Organization)
        word = QStringLiteral("ORGANIZATION_");
    else if (role.entityType == EntityType::Workspace)
        word = QStringLiteral("WORKSPACE_");
    else if (role.entityType == EntityType::Deployment)
        word = QStringLiteral("DEPLOYMENT_");
    const bool hasWord = !word.isEmpty() && role.role.size() > word.size() && role.role.startsWith(word);
    return roleLabel(hasWord ? role.role.mid(word.size()) : role.role);
}

bool isUnwanted(QChar c)
{
    return c.category() == QChar::Other_Control || isDirectionMark(c.unicode()) || isLineBreak(c.unicode())
        || c.unicode() == 0xFEFF;
}

} // namespace

QString expiryStateWord(ExpiryState state)
{
    switch (state) {
    case ExpiryState::Pending:
        return say(QT_TRANSLATE_NOOP("TokenText", "Pending"));
    case ExpiryState::Active:
        return say(QT_TRANSLATE_NOOP("TokenText", "Active"));
    case ExpiryState::ExpiringSoon:
        return say(QT_TRANSLATE_NOOP("TokenText", "Expiring soon"));
    case ExpiryState::Expired:
        return say(QT_TRANSLATE_NOOP("TokenText", "Expired"));
    case ExpiryState::NeverExpires:
        return say(QT_TRANSLATE_NOOP("TokenText", "Never expires"));
    case ExpiryState::NotProvided:
        return say(QT_TRANSLATE_NOOP("TokenText", "Not provided"));
    case ExpiryState::Unknown:
        return say(QT_TRANSLATE_NOOP("TokenText", "Unknown"));
    }
    return {};
}

QString momentText(const Moment &moment, const QDateTime &nowUtc, const QString &absentWord)
{
    switch (moment.state()) {
    case Moment::State::NotProvided:
        return notProvided();
    case Moment::State::Absent:
        return absentWord;
    case Moment::State::Known:
        return distanceText(moment.utc(), nowUtc);
    case Moment::State::Unparsable:
        return quoted(moment.raw());
    }
    return {};
}

QString momentTooltip(const Moment &moment, const QString &absentWord)
{
    switch (moment.state()) {
    case Moment::State::NotProvided:
        return say(QT_TRANSLATE_NOOP("TokenText", "The provider does not tell"));
    case Moment::State::Absent:
        return absentWord;
    case Moment::State::Known:
        return say(QT_TRANSLATE_NOOP("TokenText", "%1 local time\n%2 UTC"))
            .arg(momentExact(moment),
                QLocale::c().toString(moment.utc(), QStringLiteral("yyyy-MM-dd HH:mm:ss")));
    case Moment::State::Unparsable:
        return say(QT_TRANSLATE_NOOP("TokenText", "The provider sent %1, which is no date"))
            .arg(quoted(moment.raw()));
    }
    return {};
}

QString momentExact(const Moment &moment)
{
    if (!moment.isKnown())
        return {};
    // The month as a word: 03/04 means two different days in two countries.
    return QLocale().toString(moment.utc().toLocalTime(), QStringLiteral("d MMM yyyy, HH:mm:ss"));
}

QString rolesText(const Token &token)
{
    if (!token.areRolesTold)
        return QStringLiteral("…");
    if (token.roles.isEmpty())
        return {};
    const QString first = shortRoleLabel(token.roles.constFirst());
    const qsizetype others = token.roles.size() - 1;
    if (others == 0)
        return first;
    return say(QT_TRANSLATE_NOOP("TokenText", "%1, +%2")).arg(first, QLocale().toString(others));
}

QString roleLabel(const QString &role)
{
    const QString text = singleLine(role);
    const bool isConstant = !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
    if (!isConstant)
        return text;
    QString label = text.toLower().replace(u'_', u' ').simplified();
    if (label.isEmpty())
        return text;
    label[0] = label[0].toUpper();
    return label;
}

QString scopeText(const Token &token, const QString &placeName, const QString &homeName)
{
    const bool isInWorkspaceList = !token.place().isOrganization();
    switch (token.scope) {
    case TokenScope::Organization:
        return isInWorkspaceList
            ? say(QT_TRANSLATE_NOOP("TokenText", "Organization, in %1")).arg(singleLine(placeName))
            : say(QT_TRANSLATE_NOOP("TokenText", "Organization"));
    case TokenScope::Workspace:
        if (isInWorkspaceList)
            return singleLine(placeName);
        return homeName.isEmpty()
            ? say(QT_TRANSLATE_NOOP("TokenText", "Workspace"))
            : say(QT_TRANSLATE_NOOP("TokenText", "Workspace %1")).arg(singleLine(homeName));
    case TokenScope::Deployment:
        if (!homeName.isEmpty())
            return say(QT_TRANSLATE_NOOP("TokenText", "Deployment %1")).arg(singleLine(homeName));
        return isInWorkspaceList
            ? say(QT_TRANSLATE_NOOP("TokenText", "Deployment, in %1")).arg(singleLine(placeName))
            : say(QT_TRANSLATE_NOOP("TokenText", "Deployment"));
    case TokenScope::Other:
        return token.scopeText.isEmpty() ? notProvided() : roleLabel(token.scopeText);
    }
    return {};
}

QString removalVerb(RemovalKind kind)
{
    return kind == RemovalKind::Detach ? say(QT_TRANSLATE_NOOP("TokenText", "Remove from workspace"))
                                       : say(QT_TRANSLATE_NOOP("TokenText", "Delete"));
}

QString singleLine(const QString &untrusted)
{
    if (std::none_of(untrusted.cbegin(), untrusted.cend(), isUnwanted))
        return untrusted;
    QString clean;
    clean.reserve(untrusted.size());
    for (const QChar c : untrusted) {
        if (isLineBreak(c.unicode()))
            clean += u' ';
        else if (!isUnwanted(c))
            clean += c;
    }
    return clean.simplified();
}
