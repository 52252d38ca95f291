// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

class Sessions;
class TokenFilter;
class TokenTable;

/// Tells the sessions which rows of the table are on screen, as long as their roles are: so that roles which
/// a provider's list leaves out are read for what a person looks at, and for nothing else. Ownership: of
/// TokenPane. Thread: the GUI thread.
class VisibleRoles final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VisibleRoles)

public:
    /// The arguments must outlive it.
    VisibleRoles(TokenTable &table, TokenFilter &filter, Sessions &sessions);
    ~VisibleRoles() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void lookSoon();
    void look();

    TokenTable &m_table;
    TokenFilter &m_filter;
    Sessions &m_sessions;
    QTimer m_timer;
};
