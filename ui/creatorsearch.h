// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QObject>
#include <QPointer>

class Job;
class QTimer;
class Session;
class Sessions;
class TokenFilter;

/// Asks the services that do not tell who made a token, but find a creator's tokens themselves, while
/// somebody searches for a creator; the filter is given what they find. A service is asked when nobody types
/// any more, once a text. The filter outlives it.
class CreatorSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CreatorSearch)

public:
    CreatorSearch(Sessions &sessions, TokenFilter &filter, QObject *parent);

    /// Empty = nobody is searched for any more.
    void look(const QString &creator);
    void lookAgain(); ///< what was found may be out of date

Q_SIGNALS:
    /// A sentence: who is being asked, or why it is not known.
    void told(const QString &sentence);

private:
    void ask();
    void ask(Session &session);
    void stop();

    Sessions &m_sessions;
    TokenFilter &m_filter;
    QTimer *m_patience;
    QString m_creator;
    QList<QPointer<Job>> m_running;
};
