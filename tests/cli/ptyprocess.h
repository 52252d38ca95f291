// SPDX-License-Identifier: MIT
#pragma once

#include "cli/cliprocess.h"

#include <QSocketNotifier>

#include <memory>

#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

/// The built program at a terminal of its own, as a person sits at one: both streams and the keyboard are the
/// terminal. Linux.
class PtyProcess final
{
public:
    PtyProcess()
    {
        const winsize size{24, 200, 0, 0};
        if (openpty(&m_master, &m_slave, nullptr, nullptr, &size) != 0)
            qFatal("There is no terminal to be had");
        m_process.setChildProcessModifier([slave = m_slave] {
            setsid();
            ioctl(slave, TIOCSCTTY, 0);
            for (const int stream : {0, 1, 2})
                dup2(slave, stream);
        });
        m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
        fcntl(m_master, F_SETFL, O_NONBLOCK);
        m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &m_process, [this] { readMore(); });
    }

    ~PtyProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
        m_notifier.reset();
        close(m_master);
        if (m_slave >= 0)
            close(m_slave);
    }
    Q_DISABLE_COPY_MOVE(PtyProcess)

    void start(const QStringList &arguments, const QHash<QString, QString> &variables = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
        environment.remove(QStringLiteral("NO_COLOR"));
        for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
            environment.insert(variable.key(), variable.value());
        m_process.setProcessEnvironment(environment);
        m_process.start(cliPath(), arguments);
    }

    /// What is typed; a line ends with "\n".
    void type(const QByteArray &keys) const
    {
        if (::write(m_master, keys.constData(), size_t(keys.size())) != keys.size())
            qFatal("The terminal takes no keys");
    }

    /// Whether that appears on the screen.
    [[nodiscard]] bool shows(const QByteArray &text)
    {
        return QTest::qWaitFor([this, &text] { return m_screen.contains(text); }, 30'000);
    }
    /// All that appeared.
    [[nodiscard]] const QByteArray &screen() const { return m_screen; }

    /// Its exit code; -1 when it does not end.
    [[nodiscard]] int end()
    {
        const bool hasEnded =
            QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 60'000);
        readMore();
        return hasEnded && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    void readMore()
    {
        char buffer[4096];
        for (ssize_t count = 0; (count = ::read(m_master, buffer, sizeof buffer)) > 0;)
            m_screen.append(buffer, qsizetype(count));
    }

    int m_master = -1;
    int m_slave = -1;
    QProcess m_process;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_screen;
};
