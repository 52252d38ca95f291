// SPDX-License-Identifier: MIT
#include "session/healthtext.h"

#include "core/account.h"
#include "session/errortext.h"

#include <QLocale>

namespace {

/// The time alone when it is today's.
QString whenText(const QDateTime &instant, const QDateTime &now)
{
    const QDateTime local = instant.toLocalTime();
    const QLocale locale;
    return local.date() == now.toLocalTime().date() ? locale.toString(local.time(), QLocale::ShortFormat)
                                                    : locale.toString(local, QLocale::ShortFormat);
}

QString dayText(const QDateTime &instant)
{
    return QLocale().toString(instant.toLocalTime().date(), QLocale::ShortFormat);
}

} // namespace

QString HealthText::word(AccountHealth::State state)
{
    switch (state) {
    case AccountHealth::State::NotKnown:
        return QStringLiteral("not-known");
    case AccountHealth::State::Connected:
        return QStringLiteral("connected");
    case AccountHealth::State::Expired:
        return QStringLiteral("expired");
    case AccountHealth::State::Refused:
        return QStringLiteral("refused");
    case AccountHealth::State::Offline:
        return QStringLiteral("offline");
    }
    return {};
}

bool HealthText::isTrouble(const AccountHealth &health)
{
    return health.state == AccountHealth::State::Expired || health.state == AccountHealth::State::Refused
        || health.state == AccountHealth::State::Offline;
}

QString HealthText::brief(const AccountHealth &health, const QDateTime &now)
{
    switch (health.state) {
    case AccountHealth::State::NotKnown:
        break;
    case AccountHealth::State::Connected:
        return tr("Connected");
    case AccountHealth::State::Expired:
        return tr("Expired on %1").arg(dayText(health.since));
    case AccountHealth::State::Refused:
        return tr("Refused");
    case AccountHealth::State::Offline:
        return tr("Offline since %1").arg(whenText(health.since, now));
    }
    return {};
}

QStringList HealthText::sentences(const AccountHealth &health, const Account &account, const QDateTime &now)
{
    QStringList lines;
    switch (health.state) {
    case AccountHealth::State::NotKnown:
        break;
    case AccountHealth::State::Connected:
        lines += tr("Connected; the last answer came at %1.").arg(whenText(health.since, now));
        break;
    case AccountHealth::State::Expired:
        lines += tr("The sign-in expired on %1.").arg(whenText(health.since, now));
        break;
    case AccountHealth::State::Refused:
        lines += tr("The service refuses the sign-in since %1.").arg(whenText(health.since, now));
        break;
    case AccountHealth::State::Offline:
        lines += health.answeredAt.isValid()
            ? tr("Offline since %1; the last answer came at %2.")
                  .arg(whenText(health.since, now), whenText(health.answeredAt, now))
            : tr("Offline since %1.").arg(whenText(health.since, now));
        break;
    }
    if (health.error)
        lines += describeError(*health.error, Verb::List, {}, account).what;
    if (health.expires.isValid() && health.state != AccountHealth::State::Expired)
        lines += tr("The sign-in expires on %1.").arg(whenText(health.expires, now));
    const qint64 ahead = health.clockAhead.count();
    const int minutes = static_cast<int>((std::abs(ahead) + 30) / 60);
    if (ahead > 0)
        lines += tr("This computer's clock is %n minute(s) ahead of the service's.", nullptr, minutes);
    else if (ahead < 0)
        lines += tr("This computer's clock is %n minute(s) behind the service's.", nullptr, minutes);
    return lines;
}
