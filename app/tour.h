// SPDX-License-Identifier: MIT
#pragma once

#include "tourdriver.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSize>
#include <QTimer>

class DemoHost;
class MainWindow;
class Sessions;
struct Options;

/// One thing the tour does, and how it looks when it went well.
struct TourStep
{
    QString what; ///< "create a token: the value is kept"
    QList<TourDriver::Act> acts; ///< each until it is possible, one after the other
    std::function<QString()> check; ///< empty = as it should be; else what is there instead
    QString picture; ///< name of a picture of the top dialog or the window; empty = none
};

/// Performs the main job in the real window without a person: a list of steps, each with a deadline, printed
/// as one line when it ended. Pictures go to the options' directory. Stops at the first thing that is not as
/// it should be. What it prints holds no secret. Thread: the GUI thread.
class Tour final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tour)

public:
    Tour(MainWindow &window, Sessions &sessions, DemoHost &demo, const Options &options);
    ~Tour() override;

    void start();

Q_SIGNALS:
    void finished(bool isGood);

private:
    void poll();
    [[nodiscard]] QString advance();
    /// Whether what is on top has had its time to follow the step: nothing that was posted waits any more,
    /// and it keeps its size.
    [[nodiscard]] bool isAtRest();
    void endStep();
    void fail(const QString &seen);
    [[nodiscard]] bool savePicture(const QString &name) const;

    MainWindow &m_window;
    TourDriver m_driver;
    const QString m_directory;
    QList<TourStep> m_steps;
    qsizetype m_step = 0;
    qsizetype m_act = 0;
    QElapsedTimer m_sinceStep;
    QElapsedTimer m_sinceGood; ///< runs while the step's check holds and the size stays
    QSize m_lastSize;
    int m_turnsAtRest = 0; ///< of the event loop, since then
    QElapsedTimer m_sinceStart;
    QTimer m_poll;
};
