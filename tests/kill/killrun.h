// SPDX-License-Identifier: MIT
#pragma once

#include "cli/cliprocess.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <optional>

/// How a run of the program ended that may have been killed.
struct KillRun
{
    CliEnd end;
    bool wasKilled = false;
    std::chrono::nanoseconds took{0};

    using Instant = std::optional<std::chrono::nanoseconds>;

    /// Runs the program, kills it at that time after its start unless it has ended, and turns the calling
    /// thread's event loop meanwhile, in which the simulator lives.
    [[nodiscard]] static KillRun of(const QStringList &arguments, const QByteArray &input,
        const QHash<QString, QString> &variables = {}, const Instant &instant = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
            environment.insert(variable.key(), variable.value());
        process.setProcessEnvironment(environment);
        QEventLoop loop;
        QObject::connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        QObject::connect(&process, &QProcess::errorOccurred, &loop, [&](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                loop.quit();
        });
        QTimer::singleShot(std::chrono::minutes(2), &process, &QProcess::kill); // nothing hangs for ever
        QElapsedTimer clock;
        clock.start();
        process.start(cliPath(), arguments);
        if (instant)
            killAt(process, *instant, clock);
        process.write(input);
        process.closeWriteChannel();
        if (process.state() != QProcess::NotRunning)
            loop.exec();
        KillRun run;
        run.took = std::chrono::nanoseconds(clock.nsecsElapsed());
        run.wasKilled = process.exitStatus() == QProcess::CrashExit && process.error() == QProcess::Crashed;
        run.end = {run.wasKilled || process.error() == QProcess::FailedToStart ? -1 : process.exitCode(),
            process.readAllStandardOutput(), process.readAllStandardError()};
        return run;
    }

private:
    /// Timers know whole milliseconds, in which a program does much.
    static void killAt(QProcess &process, std::chrono::nanoseconds instant, const QElapsedTimer &clock)
    {
        const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(instant);
        QTimer::singleShot(whole, Qt::PreciseTimer, &process, [&process, &clock, instant] {
            while (clock.nsecsElapsed() < instant.count()) { }
            process.kill();
        });
    }
};
