// SPDX-License-Identifier: MIT
#include "session/updatecheck.h"

#include "core/clock.h"
#include "core/moment.h"
#include "net/httpclient.h"
#include "store/settings.h"

#include <utility>

namespace {

using namespace std::chrono_literals;
using Remembered = Settings::Key;

constexpr qint64 secondsOfHour = 3600;
constexpr qint64 secondsOfDay = 24 * secondsOfHour;
constexpr qint64 secondsOfWeek = 7 * secondsOfDay;
/// Clocks differ, and a notice is read within minutes of its making.
constexpr qint64 clockTolerance = secondsOfDay;

const QString weeklyWish = QStringLiteral("weekly");
const QString neverWish = QStringLiteral("never");

/// Seconds since then; none when the moment was never, or is yet to come (a clock that was put back).
std::optional<qint64> secondsSince(const Settings &settings, Remembered key, const QDateTime &now)
{
    const QDateTime then = parseRfc3339(settings.value(key).toString());
    if (!then.isValid() || then > now)
        return {};
    return then.secsTo(now);
}

void rememberMoment(Settings &settings, Remembered key, const QDateTime &moment)
{
    settings.setValue(key, moment.toUTC().toString(Qt::ISODate));
}

HttpSettings clientSettings(const QUrl &address)
{
    HttpSettings settings;
    settings.baseUrl = address;
    settings.baseUrl.setPath(QString());
    settings.userAgent = QByteArrayLiteral("Tokenry");
    settings.attemptDeadline = 20s;
    settings.maxAttempts = 2;
    settings.maxBodyBytes = longestUpdateFile;
    return settings;
}

} // namespace

UpdateCheck::UpdateCheck(
    const Clock &clock, Settings &settings, UpdateSource source, QVersionNumber own, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_settings(settings)
    , m_source(std::move(source))
    , m_own(std::move(own))
{ }

UpdateCheck::~UpdateCheck() = default;

UpdateCheck::Wish UpdateCheck::wish() const
{
    const QString answer = m_settings.value(Remembered::UpdateWish).toString();
    if (answer == weeklyWish)
        return Wish::Wanted;
    return answer == neverWish ? Wish::NotWanted : Wish::NotAsked;
}

void UpdateCheck::setWish(bool isWanted)
{
    m_settings.setValue(Remembered::UpdateWish, isWanted ? weeklyWish : neverWish);
}

bool UpdateCheck::isTimeToAsk()
{
    if (wish() != Wish::NotAsked)
        return false;
    const QDateTime now = m_clock.nowUtc();
    const auto known = secondsSince(m_settings, Remembered::UpdateKnownSince, now);
    if (!known)
        rememberMoment(m_settings, Remembered::UpdateKnownSince, now);
    return known && *known >= secondsOfDay;
}

bool UpdateCheck::isDue() const
{
    if (wish() != Wish::Wanted)
        return false;
    const QDateTime now = m_clock.nowUtc();
    const auto read = secondsSince(m_settings, Remembered::UpdateReadAt, now);
    const auto tried = secondsSince(m_settings, Remembered::UpdateTriedAt, now);
    return (!read || *read >= secondsOfWeek) && (!tried || *tried >= secondsOfDay);
}

bool UpdateCheck::isOverdue() const
{
    const QDateTime now = m_clock.nowUtc();
    const Remembered since = m_settings.value(Remembered::UpdateReadAt).toString().isEmpty()
        ? Remembered::UpdateKnownSince
        : Remembered::UpdateReadAt;
    const auto waited = secondsSince(m_settings, since, now);
    return waited && *waited >= 4 * secondsOfWeek;
}

bool UpdateCheck::wasToldOf(const QVersionNumber &version) const
{
    return releaseVersion(m_settings.value(Remembered::UpdateToldVersion).toString()) == version;
}

void UpdateCheck::setToldOf(const QVersionNumber &version)
{
    m_settings.setValue(Remembered::UpdateToldVersion, version.toString());
}

JobOf<UpdateFinding> *UpdateCheck::look(QObject *owner)
{
    if (!m_http)
        m_http = std::make_unique<HttpClient>(
            clientSettings(m_source.address), [] { return QByteArray(); }, m_clock);
    rememberMoment(m_settings, Remembered::UpdateTriedAt, m_clock.nowUtc());
    HttpRequest request;
    request.path = m_source.address.path(QUrl::FullyEncoded);
    return convertedJob<UpdateFinding>(owner, m_http->send(owner, request),
        [guard = QPointer<UpdateCheck>(this)](Result<HttpAnswer> &&answer) -> Result<UpdateFinding> {
            if (!answer)
                return std::move(answer).error();
            return guard ? guard->judge(answer.value().body)
                         : UpdateFinding{UpdateFinding::State::NotBelieved, {}, UpdateDoubt::NotANotice};
        });
}

UpdateFinding UpdateCheck::judge(const QByteArray &file)
{
    const UpdateReading reading = readUpdateNotice(file, m_source.publicKey);
    const UpdateDoubt doubt = reading.notice ? doubtOf(*reading.notice) : reading.doubt;
    if (doubt != UpdateDoubt::None)
        return {UpdateFinding::State::NotBelieved, {}, doubt};
    rememberMoment(m_settings, Remembered::UpdateReadAt, m_clock.nowUtc());
    rememberMoment(m_settings, Remembered::UpdateNewestIssue, reading.notice->issued);
    const bool isNewer = reading.notice->version > m_own;
    return {isNewer ? UpdateFinding::State::Newer : UpdateFinding::State::UpToDate, *reading.notice,
        UpdateDoubt::None};
}

UpdateDoubt UpdateCheck::doubtOf(const UpdateNotice &notice) const
{
    const QDateTime now = m_clock.nowUtc();
    if (notice.expires <= now)
        return UpdateDoubt::OutOfDate;
    if (now.secsTo(notice.issued) > clockTolerance)
        return UpdateDoubt::FromTheFuture;
    const QDateTime newest = parseRfc3339(m_settings.value(Remembered::UpdateNewestIssue).toString());
    return newest.isValid() && notice.issued < newest ? UpdateDoubt::Older : UpdateDoubt::None;
}
