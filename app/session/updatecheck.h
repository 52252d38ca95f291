// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "session/updatefinding.h"
#include "session/updatesource.h"

#include <QObject>

class Clock;
class HttpClient;
class Settings;

/// Whether a newer version exists: looked up when a person asks, or once a week when the person wants that.
/// Nothing is downloaded but the notice and nothing is installed. The request carries no credential, no
/// cookie, and neither this version nor the system in its User-Agent.
///
/// What is remembered is in the settings: the person's answer, when the notice was last read, and the newest
/// date of issue seen, so that nobody can play an older notice back.
///
/// Ownership: of the composition root; the references must outlive it. Thread: the GUI thread.
class UpdateCheck final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateCheck)

public:
    /// What the person said to a weekly look.
    enum class Wish { NotAsked, Wanted, NotWanted };

    /// `own`: the version that runs.
    UpdateCheck(const Clock &clock, Settings &settings, UpdateSource source, QVersionNumber own,
        QObject *parent = nullptr);
    ~UpdateCheck() override;

    [[nodiscard]] const UpdateSource &source() const { return m_source; }
    [[nodiscard]] QVersionNumber ownVersion() const { return m_own; }

    [[nodiscard]] Wish wish() const;
    void setWish(bool isWanted);
    /// The person has not been asked yet and knows the program for a day at least. The first call of all
    /// begins that day.
    [[nodiscard]] bool isTimeToAsk();

    /// A weekly look is wanted and due: a week after the last one, a day after one that failed.
    [[nodiscard]] bool isDue() const;
    /// Four weeks have passed since a look succeeded, though one is wanted every week.
    [[nodiscard]] bool isOverdue() const;

    /// The person has closed the message about this version.
    [[nodiscard]] bool wasToldOf(const QVersionNumber &version) const;
    void setToldOf(const QVersionNumber &version);

    /// Looks now. What was found is remembered when the handler runs.
    [[nodiscard]] JobOf<UpdateFinding> *look(QObject *owner);

private:
    [[nodiscard]] UpdateFinding judge(const QByteArray &file);
    [[nodiscard]] UpdateDoubt doubtOf(const UpdateNotice &notice) const;

    const Clock &m_clock;
    Settings &m_settings;
    const UpdateSource m_source;
    const QVersionNumber m_own;
    std::unique_ptr<HttpClient> m_http; ///< made for the first look
};
