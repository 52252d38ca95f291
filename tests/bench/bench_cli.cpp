// SPDX-License-Identifier: MIT
// What the command line costs: listing 10,000 tokens as JSON beside curl fetching the same pages, the start
// of
// --version, and the most memory it ever has. Figures of one run; the ratios are what counts.
#include "bench/benchsimulator.h"

#include <QFileInfo>
#include <QStandardPaths>
#include <QTextStream>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace {

constexpr int tokenCount = 10'000;
constexpr int repetitions = 31; // medians of few vary by a quarter
constexpr int starts = 31;
constexpr double wantedRatio = 2;
constexpr double wantedStart = 50; // ms
constexpr double wantedMemory = 60; // MB

struct Run
{
    double msecs = -1; ///< -1 = it failed
    qint64 bytes = 0; ///< of standard output
};

/// Data goes to a file, as that of curl does.
Run run(const QStringList &arguments, const QByteArray &input)
{
    const QTemporaryDir folder;
    const QString data = folder.filePath(QStringLiteral("data"));
    QProcess process;
    process.setStandardOutputFile(data);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    process.start(BenchSimulator::program(), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(benchPatience) || process.exitCode() != 0)
        return {};
    const double msecs = double(timer.nsecsElapsed()) / 1e6;
    return {msecs, QFileInfo(data).size()};
}

QStringList listArguments(const Account &account)
{
    return {QStringLiteral("--no-vault"), QStringLiteral("list"), QStringLiteral("--json"),
        QStringLiteral("--provider"), account.providerKey, QStringLiteral("--base-url"),
        account.baseUrl.toString(), QStringLiteral("--organization"), account.organizationId,
        QStringLiteral("--credential-stdin")};
}

#ifdef Q_OS_LINUX
/// The most resident memory (MB) of the children that ended so far.
double peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return double(usage.ru_maxrss) / 1024;
}
#endif

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    const bool hasCurl = !QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty();
    bool isGood = true;
    const auto judged = [&](const char *what, double value, const char *unit, double wanted) {
        out << QStringLiteral("%1 %2 %3 (wanted: at most %4)\n")
                   .arg(QLatin1String(what), -44)
                   .arg(value, 8, 'f', 2)
                   .arg(QLatin1String(unit), -2)
                   .arg(wanted);
        isGood = isGood && value >= 0 && value <= wanted;
    };

    QList<double> versions;
    for (int i = 0; i < starts; ++i)
        versions.append(run({QStringLiteral("--version")}, {}).msecs);
    judged("tokenry-cli --version", median(versions), "ms", wantedStart);

    BenchSimulator simulator;
    if (!simulator.start(tokenCount, 0)) {
        out << "tokenry-cli does not start; set TOKENRY_BIN to its folder\n";
        return 1;
    }
    QList<double> lists;
    QList<double> curls;
    qint64 bytes = 0;
    for (int i = 0; i < repetitions; ++i) {
        const Run listed = run(listArguments(simulator.account()), simulator.credential());
        lists.append(listed.msecs);
        bytes = listed.bytes;
        if (hasCurl)
            curls.append(simulator.curl({QStringLiteral("--parallel-max"), QStringLiteral("6")}));
    }
    if (lists.contains(-1) || curls.contains(-1)) {
        out << "a listing failed\n";
        return 1;
    }
    out << QStringLiteral("list --json of %1 tokens: %2 ms, %3 MB of JSON (medians of %4)\n")
               .arg(tokenCount)
               .arg(median(lists), 0, 'f', 1)
               .arg(double(bytes) / 1e6, 0, 'f', 1)
               .arg(repetitions);
#ifdef Q_OS_LINUX
    // Of the largest child: the simulator still runs, and curl needs less than a tenth.
    judged("peak memory of list --json", peakMemory(), "MB", wantedMemory);
#endif
    if (hasCurl) {
        out << QStringLiteral("curl --parallel, same pages: %1 ms\n").arg(median(curls), 0, 'f', 1);
        judged("list --json / curl --parallel", median(lists) / median(curls), "x", wantedRatio);
    } else {
        out << "curl is not installed: nothing to compare with\n";
    }
    return isGood ? 0 : 2;
}
