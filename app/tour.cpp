// SPDX-License-Identifier: MIT
#include "tour.h"

#include "options.h"
#include "tourscript.h"
#include "ui/mainwindow.h"

#include <QDir>
#include <QPixmap>

#include <cstdio>

namespace {

using namespace std::chrono_literals;

constexpr auto pollPause = 4ms;
constexpr int settleTime = 50; // ms; counts in the window are brought up to date a moment after the change
/// On a busy machine that time may pass without a turn of the event loop, and with it what follows from a
/// change: a dialog that grows by what it shows now.
constexpr int settleTurns = 3;
constexpr int stepDeadline = 60'000; // ms; many times what a step takes on a slow and busy machine

void printLine(const QString &line)
{
    std::fputs(qUtf8Printable(line + QLatin1Char('\n')), stdout);
    std::fflush(stdout);
}

} // namespace

Tour::Tour(MainWindow &window, Sessions &sessions, DemoHost &demo, const Options &options)
    : m_window(window)
    , m_driver(window)
    , m_directory(options.tourDirectory)
    , m_steps(TourScript(m_driver, sessions, demo, options).steps())
{
    m_poll.setInterval(pollPause);
    connect(&m_poll, &QTimer::timeout, this, &Tour::poll);
}

Tour::~Tour() = default;

void Tour::start()
{
    m_sinceStart.start();
    m_sinceStep.start();
    if (!QDir().mkpath(m_directory)) {
        fail(QStringLiteral("the directory %1 cannot be made").arg(m_directory));
        return;
    }
    m_poll.start();
}

QString Tour::advance()
{
    const TourStep &step = m_steps.at(m_step);
    while (m_act < step.acts.size()) {
        const QString trouble = step.acts.at(m_act)();
        if (!trouble.isEmpty())
            return trouble;
        ++m_act;
        // What an act starts shows itself in the event loop.
        return QStringLiteral("it has only begun");
    }
    return step.check ? step.check() : QString();
}

void Tour::poll()
{
    const QString trouble = advance();
    if (!trouble.isEmpty()) {
        m_sinceGood.invalidate();
        if (m_sinceStep.elapsed() > stepDeadline)
            fail(trouble);
        return;
    }
    if (m_steps.at(m_step).picture.isEmpty() || isAtRest())
        endStep();
}

bool Tour::isAtRest()
{
    const QSize size = m_driver.top()->size();
    if (!m_sinceGood.isValid() || size != m_lastSize) {
        m_sinceGood.start();
        m_turnsAtRest = 0;
    }
    m_lastSize = size;
    // Comes after everything that has been posted up to now.
    QMetaObject::invokeMethod(
        this, [this] { ++m_turnsAtRest; }, Qt::QueuedConnection);
    return m_turnsAtRest >= settleTurns && m_sinceGood.elapsed() >= settleTime;
}

void Tour::endStep()
{
    const TourStep &step = m_steps.at(m_step);
    const qint64 elapsed = m_sinceStep.elapsed() - (m_sinceGood.isValid() ? m_sinceGood.elapsed() : 0);
    if (!step.picture.isEmpty() && !savePicture(step.picture)) {
        fail(QStringLiteral("the picture cannot be written to %1").arg(m_directory));
        return;
    }
    printLine(QStringLiteral("ok  %1  %2 (%3 ms)").arg(m_step + 1, 2).arg(step.what).arg(elapsed));
    ++m_step;
    m_act = 0;
    m_sinceGood.invalidate();
    m_sinceStep.start();
    if (m_step < m_steps.size())
        return;
    m_poll.stop();
    printLine(QStringLiteral("tour: %1 steps in %2 ms, all as it should be")
                  .arg(m_steps.size())
                  .arg(m_sinceStart.elapsed()));
    Q_EMIT finished(true);
}

void Tour::fail(const QString &seen)
{
    m_poll.stop();
    const QString what = m_step < m_steps.size() ? m_steps.at(m_step).what : QString();
    printLine(QStringLiteral("FAIL %1  expected: %2\n         seen: %3").arg(m_step + 1, 2).arg(what, seen));
    if (savePicture(QStringLiteral("failure")))
        printLine(QStringLiteral("         the picture of it is in %1").arg(m_directory));
    Q_EMIT finished(false);
}

bool Tour::savePicture(const QString &name) const
{
    const QString file = QStringLiteral("%1-%2.png").arg(m_step + 1, 2, 10, QLatin1Char('0')).arg(name);
    return m_driver.top()->grab().save(QDir(m_directory).filePath(file));
}
