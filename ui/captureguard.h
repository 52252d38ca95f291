// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QWidget;

/// Asks the platform to leave a window out of screenshots, recordings and shared screens: Windows (from 10
/// version 2004 on; before that the window is black there) and macOS. X11 and Wayland know no such request.
/// Ownership: of the window. Thread: the GUI thread.
class CaptureGuard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CaptureGuard)

public:
    explicit CaptureGuard(QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_window;
};
