// SPDX-License-Identifier: MIT
// Program start to usable window (demo accounts listed) beside the start of an empty Qt window. Usage:
// bench_start [PROGRAM [RUNS]]
#include "startcomparison.h"

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int runs = arguments.size() > 2 ? arguments.at(2).toInt() : StartComparison::usualRuns;
    const auto comparison = StartComparison::of(
        arguments.value(1), {QStringLiteral("--demo"), QStringLiteral("--measure-start")}, runs);
    return comparison ? comparison->report("start", QStringLiteral("usable window with demo accounts listed"))
                      : 1;
}
