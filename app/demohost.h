// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demoserver.h"

#include <QThread>

#include <functional>
#include <future>

/// Runs the provider simulator in a thread of its own, so that it answers while the window draws and the
/// window works while it answers. Starts at construction; ends with the object. Thread: create, use and
/// destroy in one.
class DemoHost final : public QThread
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoHost)

public:
    /// What the simulator said when it began to listen.
    struct Welcome
    {
        QString errorString; ///< empty = it listens
        QList<DemoAccount> accounts; ///< every one there is
        QList<DemoAccount> openingAccounts;
    };

    DemoHost(DemoOptions options, const Clock &clock);
    ~DemoHost() override;

    /// Waits until the simulator listens (some milliseconds after construction).
    [[nodiscard]] const Welcome &welcome();
    /// How often an operation changed the simulator's state. Waits for the simulator's thread.
    [[nodiscard]] int commits(const QString &operation);
    [[nodiscard]] bool isValidSecret(const QByteArray &secret);

protected:
    void run() override;

private:
    /// Runs `question` in the simulator's thread and waits for it.
    void ask(const std::function<void(DemoServer &)> &question);

    const DemoOptions m_options;
    const Clock &m_clock;
    std::promise<Welcome> m_promise;
    std::shared_future<Welcome> m_welcome;
    DemoServer *m_server = nullptr; ///< set before the promise is kept; lives in the thread
};
