// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>

class MainWindow;
class Sessions;
class TokenTable;

/// Notices the moment when the window is usable: every account is listed, in this run or, where the profile
/// remembers it, in an earlier one, and the table has painted all of it. Watches the natural course of things
/// and forces nothing.
class StartMeter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StartMeter)

public:
    /// `started` runs since the program's first line.
    StartMeter(MainWindow &window, const Sessions &sessions, const QElapsedTimer &started);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Once.
    void usable(qint64 milliseconds);

private:
    [[nodiscard]] qsizetype tokenCount() const;
    void judge();
    void tell();

    const Sessions &m_sessions;
    TokenTable *m_table;
    const QElapsedTimer m_started;
    qsizetype m_paintedRows = 0;
    bool m_isListed = false;
    bool m_isTold = false;
};
