// SPDX-License-Identifier: MIT
#include "firstpicture.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/mainwindow.h"

#include <algorithm>

namespace {

using namespace std::chrono_literals;

constexpr auto moment = 20ms;
constexpr auto recallMoment = 150ms;

bool isAnyUnderWay(const Sessions &sessions)
{
    const QList<Session *> all = sessions.all();
    return std::any_of(all.begin(), all.end(),
        [](const Session *session) { return session->state() == Session::State::Loading; });
}

} // namespace

FirstPicture::FirstPicture(MainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    m_moment.setSingleShot(true);
    m_moment.setInterval(moment);
    m_moment.setTimerType(Qt::PreciseTimer);
    connect(&m_moment, &QTimer::timeout, this, &FirstPicture::showNow);
    connect(&window, &MainWindow::firstListingFinished, this, [this] {
        if (!m_isAwaitingRows)
            showNow();
    });
}

void FirstPicture::show(const Sessions &sessions)
{
    if (sessions.isRecalling() || m_window.hasArrivals()) {
        m_isAwaitingRows = true;
        m_moment.setInterval(recallMoment);
        connect(&m_window, &MainWindow::arrivalsShown, this, [this, &sessions] {
            if (!sessions.isRecalling())
                showNow();
        });
    }
    if (isAnyUnderWay(sessions) || sessions.isRecalling() || m_window.hasArrivals())
        m_moment.start();
    else
        showNow();
}

void FirstPicture::showNow()
{
    if (m_isShown)
        return;
    m_isShown = true;
    m_moment.stop();
    m_window.show();
    Q_EMIT shown();
}
