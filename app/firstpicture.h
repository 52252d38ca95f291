// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

class MainWindow;
class Sessions;

/// Decides when the window is shown first. Listings under way that answer within a moment (20 ms, hardly more
/// than a frame of the screen) are in the first picture: nobody sees an empty table flicker into a full one,
/// and the window is not painted twice. What an earlier run listed is waited for a little longer, since it
/// comes from the disk for certain. When nothing is under way or the moment has passed, it is shown as it is.
/// Owned by the window. Thread: the GUI thread.
class FirstPicture final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstPicture)

public:
    explicit FirstPicture(MainWindow &window);

    /// Shows the window, now or in a moment.
    void show(const Sessions &sessions);

Q_SIGNALS:
    /// Once; the window is on the screen.
    void shown();

private:
    void showNow();

    MainWindow &m_window;
    QTimer m_moment;
    bool m_isAwaitingRows = false; ///< of an earlier run
    bool m_isShown = false;
};
