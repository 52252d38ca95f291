// SPDX-License-Identifier: MIT
// Program start to usable window (demo accounts listed) beside the start of an empty Qt window, taken in
// turn: from starting the process to the line in which it says that it is there. Usage: bench_start [PROGRAM
// [RUNS]]
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

constexpr double wantedRatio = 3.0;
constexpr int usualRuns = 15;

/// Milliseconds of one run; negative when it failed.
double milliseconds(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    const bool hasTold = process.waitForReadyRead(60'000);
    const double elapsed = double(timer.nsecsElapsed()) / 1e6;
    const bool isDone = process.waitForFinished(60'000);
    const bool isGood = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return hasTold && isDone && isGood ? elapsed : -1;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QDir here(QCoreApplication::applicationDirPath());
    const QString program = arguments.value(1, here.filePath(QStringLiteral("../bin/tokenry")));
    const QString empty = here.filePath(QStringLiteral("emptywindow"));
    const int runs = arguments.size() > 2 ? arguments.at(2).toInt() : usualRuns;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");

    std::vector<double> ours;
    std::vector<double> theirs;
    for (int run = 0; run <= runs; ++run) {
        const double our =
            milliseconds(program, {QStringLiteral("--demo"), QStringLiteral("--measure-start")});
        const double their = milliseconds(empty, {});
        if (our < 0 || their < 0) {
            std::fputs("bench_start: a program could not be run\n", stderr);
            return 1;
        }
        if (run == 0)
            continue; // warms the file cache
        ours.push_back(our);
        theirs.push_back(their);
    }
    const double ratio = median(ours) / median(theirs);
    std::printf("start: usable window with demo accounts listed %.1f ms, empty Qt window %.1f ms "
                "(medians of %d)\n",
        median(ours), median(theirs), runs);
    std::printf("start: ratio %.2f (wanted at most %.1f)\n", ratio, wantedRatio);
    return ratio <= wantedRatio ? 0 : 1;
}
