// SPDX-License-Identifier: MIT
#pragma once

#include "ui/screenlockwatch.h"

/// Has the session tell a hidden window of its own that it is locked, and the system that it goes to sleep.
class WindowsScreenLockWatch final : public ScreenLockWatch
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowsScreenLockWatch)

public:
    explicit WindowsScreenLockWatch(QObject *parent = nullptr);
    ~WindowsScreenLockWatch() override;

    void start() override;
    /// The hidden window, a HWND; 0 before start() and where it could not be made.
    [[nodiscard]] quintptr window() const { return m_window; }

private:
    quintptr m_window = 0;
    bool m_isStarted = false;
};
