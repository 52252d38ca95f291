// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "core/secret.h"
#include "core/token.h"
#include "session/selfrotationstate.h"
#include "session/session.h"

#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>

class Line;

/// The rotation of the token that an account itself signs in with, in four steps: the journal's row and the
/// request; the new value into the vault, as a waiting value and as the account's credential, in one
/// transaction with the journal; a look at the token with the new value; the session goes over to it.
///
/// Whatever happens, the vault's credential is the new value if and only if the value reached us and the
/// vault took it. A vault that does not take it loses nothing: the value is in memory and the session uses
/// it. A new value that the service refuses at first is tried again for a while, since services need a
/// moment; when it stays refused, or the service cannot be asked, the session goes over all the same, because
/// the old one is dead. Without an answer the operation is an open question like any other.
///
/// Nothing depends on who asked: it belongs to the keeper of secrets and goes on when the window or the
/// session goes away. It deletes itself when it is finished and its watcher is gone. Thread: the GUI thread.
class SelfRotation final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelfRotation)

public:
    /// How long a refused new value is tried again.
    struct Persistence
    {
        std::chrono::milliseconds first{500};
        std::chrono::milliseconds longest{8'000};
        std::chrono::milliseconds total{60'000};
    };

    ~SelfRotation() override;

    /// Begins at once; told from the event loop. Refused like every rotation, and when the account does not
    /// sign in with this token.
    [[nodiscard]] static SelfRotation *start(
        Session &session, QObject *watcher, const TokenKey &key, const Persistence &persistence);
    [[nodiscard]] static SelfRotation *start(Session &session, QObject *watcher, const TokenKey &key)
    {
        return start(session, watcher, key, Persistence());
    }
    /// The same as a job. Its receipt comes as soon as the token is rotated and the rest has ended, well or
    /// not; see IssueReceipt::own.
    [[nodiscard]] static JobOf<IssueReceipt> *job(Session &session, QObject *owner, const TokenKey &key);

    [[nodiscard]] const SelfRotationState &state() const { return m_state; }
    [[nodiscard]] const TokenKey &key() const { return m_key; }
    /// What a rotation tells; its parts are there as soon as they are known.
    [[nodiscard]] IssueReceipt receipt() const;

    /// Before the answer as Job::abort(); later it ends the looking, and nothing else.
    void abort();
    /// Once more, after it ended without success.
    void verifyAgain();
    /// Tries to bring the value into the vault that it did not take.
    void keepAgain();

Q_SIGNALS:
    void changed();
    /// Once, and again after each verifyAgain().
    void finished();
    /// As Job tells it.
    void leaving();
    void retryScheduled(int attempt, std::chrono::milliseconds wait);

private:
    using Step = SelfRotationState::Step;
    using Progress = SelfRotationState::Progress;

    SelfRotation(Session &session, QObject *watcher, const TokenKey &key, const Persistence &persistence);

    void begin();
    void takeAnswer(Result<IssuedToken> &&result);
    void refuse(const Error &error);
    void keep(IssuedToken &&issued);
    void verify();
    void takeSight(const std::optional<Error> &error);
    void goOver();
    void dropNewLine();
    void finish();
    void set(Step step, Progress progress);

    const Persistence m_persistence;
    const TokenKey m_key;
    const Clock &m_clock;
    Safekeeper &m_safekeeper;
    Background &m_background;
    QPointer<Session> m_session;
    std::shared_ptr<Line> m_line;
    std::unique_ptr<Line> m_newLine; ///< with the new value
    QPointer<QObject> m_watcher;
    QPointer<Job> m_request;
    std::optional<Token> m_known;
    OwnToken m_own;
    QString m_entryId;
    Token m_token;
    QString m_keptSecretId;
    SelfRotationState m_state;
    QTimer m_pause;
    std::chrono::milliseconds m_nextPause{};
    std::chrono::milliseconds m_waited{};
};
