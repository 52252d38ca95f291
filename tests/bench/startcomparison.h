// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

/// The start of a program beside that of an empty Qt window, taken in turn: from starting the process to the
/// line in which it says that it is there. Offscreen, unless the environment says otherwise.
class StartComparison final
{
public:
    static constexpr double wantedRatio = 3.0;
    static constexpr int usualRuns = 15;

    /// `program`: its path; empty = the one built beside this. The first run warms the file cache and does
    /// not count. None when a program could not be run.
    [[nodiscard]] static std::optional<StartComparison> of(
        const QString &program, const QStringList &arguments, int runs)
    {
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        const QDir here(QCoreApplication::applicationDirPath());
        const QString ours = program.isEmpty() ? here.filePath(QStringLiteral("../bin/tokenry")) : program;
        StartComparison comparison;
        for (int run = 0; run <= runs; ++run) {
            const auto our = milliseconds(ours, arguments);
            const auto their = milliseconds(here.filePath(QStringLiteral("emptywindow")), {});
            if (!our || !their) {
                std::fputs("a program could not be run\n", stderr);
                return {};
            }
            if (run == 0)
                continue;
            comparison.m_ours.push_back(*our);
            comparison.m_theirs.push_back(*their);
        }
        return comparison;
    }

    /// Prints the figures under this name; the exit code of a benchmark that wants the ratio.
    int report(const char *name, const QString &what) const
    {
        const double ours = median(m_ours);
        const double theirs = median(m_theirs);
        std::printf("%s: %s %.1f ms, empty Qt window %.1f ms (medians of %d)\n", name, qUtf8Printable(what),
            ours, theirs, int(m_ours.size()));
        std::printf("%s: ratio %.2f (wanted at most %.1f)\n", name, ours / theirs, wantedRatio);
        return ours / theirs <= wantedRatio ? 0 : 1;
    }

private:
    [[nodiscard]] static std::optional<double> milliseconds(
        const QString &program, const QStringList &arguments)
    {
        QProcess process;
        QElapsedTimer timer;
        timer.start();
        process.start(program, arguments);
        const bool hasTold = process.waitForReadyRead(60'000);
        const double elapsed = double(timer.nsecsElapsed()) / 1e6;
        const bool isDone = process.waitForFinished(60'000);
        const bool isGood = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        return hasTold && isDone && isGood ? std::optional<double>(elapsed) : std::nullopt;
    }
    [[nodiscard]] static double median(std::vector<double> values)
    {
        std::sort(values.begin(), values.end());
        return values.at(values.size() / 2);
    }

    std::vector<double> m_ours; ///< ms
    std::vector<double> m_theirs; ///< ms
};
