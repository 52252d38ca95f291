// SPDX-License-Identifier: MIT
#include "startmeter.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/mainwindow.h"
#include "ui/tokentable.h"

#include <QEvent>

StartMeter::StartMeter(MainWindow &window, const Sessions &sessions, const QElapsedTimer &started)
    : QObject(&window)
    , m_sessions(sessions)
    , m_table(window.findChild<TokenTable *>(QStringLiteral("tokenTable")))
    , m_started(started)
{
    m_table->viewport()->installEventFilter(this);
    const auto listed = [this] {
        m_isListed = true;
        if (tokenCount() == 0)
            tell(); // then there is no table to be painted
        else
            m_table->viewport()->update();
    };
    if (!sessions.isRecalling())
        connect(&window, &MainWindow::firstListingFinished, this, listed);
    connect(&sessions, &Sessions::recalled, this, listed);
}

bool StartMeter::eventFilter(QObject *watched, QEvent *event)
{
    // Judged once the painting that begins now has been done.
    if (event->type() == QEvent::Paint && m_isListed) {
        m_paintedRows = m_table->model()->rowCount();
        QMetaObject::invokeMethod(this, &StartMeter::judge, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

qsizetype StartMeter::tokenCount() const
{
    qsizetype count = 0;
    for (const Session *session : m_sessions.all())
        count += session->tokenCount();
    return count;
}

void StartMeter::judge()
{
    if (m_paintedRows == tokenCount())
        tell();
}

void StartMeter::tell()
{
    if (m_isTold)
        return;
    m_isTold = true;
    Q_EMIT usable(m_started.elapsed());
}
