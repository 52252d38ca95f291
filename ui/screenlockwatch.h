// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// Learns from the platform when the screen of this session is locked or the machine goes to sleep.
///
/// A platform gets it by an implementation beside the composition root (see makeScreenLockWatch()). One that
/// cannot tell has none, and then the setting for it is not offered either. Thread: the GUI thread.
class ScreenLockWatch : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScreenLockWatch)

public:
    using QObject::QObject;

    /// Begins to listen, some time later; further calls change nothing. Never waits for the platform: one
    /// that does not answer is as one that tells nothing.
    virtual void start() = 0;

Q_SIGNALS:
    void locked();
};
