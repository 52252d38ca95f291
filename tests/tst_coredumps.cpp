// SPDX-License-Identifier: MIT
#include "core/coredumps.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <functional>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

/// What this process, and the programs as processes, leave behind when they crash.
class TestCoreDumps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void limitAndFlagAreSet();
    void noCrashLeavesADump();
    void debuggingIsForDebugBuildsOnly();
    void theProgramsForbidThem_data();
    void theProgramsForbidThem();
};

#ifdef Q_OS_LINUX
namespace {

/// Runs `check` in a process of its own, since what it does cannot be undone; true when that says so.
bool inChild(const std::function<bool()> &check)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(check() ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// As if the person had said `ulimit -c unlimited`, as far as that is allowed.
void raiseLimit()
{
    rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(RLIMIT_CORE, &limit) == 0)
        return;
    getrlimit(RLIMIT_CORE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_CORE, &limit);
}

} // namespace

void TestCoreDumps::initTestCase()
{
    qunsetenv("TOKENRY_ALLOW_DEBUGGER");
}

void TestCoreDumps::limitAndFlagAreSet()
{
    QVERIFY(inChild([] {
        raiseLimit();
        if (prctl(PR_GET_DUMPABLE) != 1 || !forbidCoreDumps())
            return false;
        rlimit limit{1, 1};
        getrlimit(RLIMIT_CORE, &limit);
        return limit.rlim_cur == 0 && limit.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0;
    }));
}

void TestCoreDumps::noCrashLeavesADump()
{
    const pid_t child = fork();
    if (child == 0) {
        if (chdir(qPrintable(QDir::tempPath())) != 0)
            _exit(1);
        raiseLimit();
        if (!forbidCoreDumps())
            _exit(1);
        signal(SIGABRT, SIG_DFL);
        abort();
    }
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGABRT);
    QVERIFY(!WCOREDUMP(status));
}

void TestCoreDumps::debuggingIsForDebugBuildsOnly()
{
    constexpr int wanted =
#ifdef QT_NO_DEBUG
        0;
#else
        1;
#endif
    QVERIFY(inChild([] {
        qputenv("TOKENRY_ALLOW_DEBUGGER", "1");
        return forbidCoreDumps() && prctl(PR_GET_DUMPABLE) == wanted;
    }));
}

void TestCoreDumps::theProgramsForbidThem_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("window") << QStringList{QStringLiteral("tokenry"), QStringLiteral("--demo")};
    QTest::newRow("command line") << QStringList{
        QStringLiteral("tokenry-cli"), QStringLiteral("demo-server"), QStringLiteral("--until-stdin-closes")};
}

void TestCoreDumps::theProgramsForbidThem()
{
    QFETCH(const QStringList, command);
    const QDir binaries(qEnvironmentVariable("TOKENRY_BIN"));
    QProcess process;
    process.setChildProcessModifier(raiseLimit);
    process.start(binaries.filePath(command.first()), command.mid(1));
    QVERIFY2(process.waitForStarted(), qPrintable(process.errorString()));

    static const QRegularExpression row(QStringLiteral("Max core file size +(\\S+) +(\\S+)"));
    QString soft;
    QString hard;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
        QFile limits(QStringLiteral("/proc/%1/limits").arg(process.processId()));
        if (!limits.open(QIODevice::ReadOnly))
            return false;
        const QRegularExpressionMatch found = row.match(QString::fromLatin1(limits.readAll()));
        soft = found.captured(1);
        hard = found.captured(2);
        return soft == QLatin1String("0") && hard == QLatin1String("0");
    }()),
        10'000);
    // What belongs to a process that may not be dumped belongs to root.
    if (geteuid() != 0)
        QTRY_COMPARE(
            QFileInfo(QStringLiteral("/proc/%1/environ").arg(process.processId())).ownerId(), uint(0));
    process.terminate();
    QVERIFY(process.waitForFinished());
}
#else
void TestCoreDumps::initTestCase()
{
    QVERIFY(forbidCoreDumps());
    QSKIP("Nothing tells about another process here");
}
void TestCoreDumps::limitAndFlagAreSet()
{ }
void TestCoreDumps::noCrashLeavesADump()
{ }
void TestCoreDumps::debuggingIsForDebugBuildsOnly()
{ }
void TestCoreDumps::theProgramsForbidThem_data()
{ }
void TestCoreDumps::theProgramsForbidThem()
{ }
#endif

QTEST_GUILESS_MAIN(TestCoreDumps)
#include "tst_coredumps.moc"
