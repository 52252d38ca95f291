// SPDX-License-Identifier: MIT
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QTimer>

#include <future>

class QLocalSocket;

/// One window program at a time on a profile: the first holds a lock in the profile's directory and listens
/// on a local socket of its user; a later one asks it to show its window.
///
/// The lock alone decides who may write, so that a socket left behind by a crash, or one that cannot be made,
/// never leads to two writers. A lock left behind by a crash is taken over; the system knows that its holder
/// is dead. Ownership: of Program, for as long as the profile is in use. Thread: the GUI thread. Nothing here
/// waits for the other program.
class SingleInstance final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleInstance)

public:
    /// `profileDirectory` exists.
    explicit SingleInstance(const QString &profileDirectory, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Begins to claim the profile in a thread, since the disk is waited for; claim() then tells the end of
    /// it.
    void claimSoon();
    /// True: the profile is ours until this object dies. False: handOver() is the way on.
    [[nodiscard]] bool claim();
    /// Asks the other program to show its window, and to do what `request` says (a word without blanks, up to
    /// 64 characters; empty = nothing more). Ends with one of handedOver(), claimed(), refused().
    void handOver(const QString &request = {});
    /// Why claim() failed, for people.
    [[nodiscard]] QString trouble() const;

Q_SIGNALS:
    /// Another program was started with our profile: the window is to come to the front. `request` is what
    /// it asked for, whatever that is.
    void activationRequested(const QString &request);
    /// The other program has the profile and has been asked.
    void handedOver();
    /// The other program went away meanwhile: the profile is ours.
    void claimed();
    /// Neither ours nor does anybody answer; `reason` is for people.
    void refused(const QString &reason);

private:
    [[nodiscard]] bool lock();
    void listen();
    void greet();
    void answer(QLocalSocket *caller);
    void tryAgain();
    void knock();
    void end();

    QLockFile m_lock;
    QString m_serverName;
    QByteArray m_request;
    QLocalServer m_server;
    QLocalSocket *m_caller = nullptr; ///< our question to the other program
    QTimer m_pause; ///< between two tries
    QTimer m_deadline;
    std::future<bool> m_locking; ///< last, since it works with the lock
};
