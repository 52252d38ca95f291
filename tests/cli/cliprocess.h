// SPDX-License-Identifier: MIT
#pragma once

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

/// How a run of the program ended.
struct CliEnd
{
    int code = -1; ///< -1 = it crashed, was killed or never ended
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    /// The object behind "error" in the first line of standard error that has one.
    [[nodiscard]] QJsonObject jsonError() const
    {
        const QList<QByteArray> lines = err.split('\n');
        for (const QByteArray &line : lines) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object.contains(QLatin1String("error")))
                return object.value(QLatin1String("error")).toObject();
        }
        return {};
    }
};

inline QString cliPath()
{
    return QDir(qEnvironmentVariable("TOKENRY_BIN")).filePath(QStringLiteral("tokenry-cli"));
}

/// Runs the built program to its end while this process' event loop goes on, in which the simulator lives.
inline CliEnd runCli(
    const QStringList &arguments, const QByteArray &input = {}, const QHash<QString, QString> &variables = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
        environment.insert(variable.key(), variable.value());
    process.setProcessEnvironment(environment);
    process.start(cliPath(), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000);
    if (!hasEnded) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), "the test waited in vain"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAllStandardOutput(), process.readAllStandardError()};
}
