// SPDX-License-Identifier: MIT
#include "firstpicture.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/mainwindow.h"

#include <algorithm>

namespace {

using namespace std::chrono_literals;

constexpr auto moment = 20ms;

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
    connect(&window, &MainWindow::firstListingFinished, this, &FirstPicture::showNow);
}

void FirstPicture::show(const Sessions &sessions)
{
    if (isAnyUnderWay(sessions))
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
