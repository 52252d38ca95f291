// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class Session;
class Sessions;

/// Notices the moment when every account's first listing has ended, well or not.
class FirstListing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstListing)

public:
    FirstListing(Sessions &sessions, QObject *parent);

Q_SIGNALS:
    /// Once; from the event loop.
    void finished();

private:
    void watch(Session *session);
    void judge();

    Sessions &m_sessions;
    bool m_isFinished = false;
};
