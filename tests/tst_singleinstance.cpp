// SPDX-License-Identifier: MIT
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

/// Two starts of the real program with one profile.
class TestSingleInstance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theSecondHandsOver_data();
    void theSecondHandsOver();
    void manyAtOnceLeaveOne();
    void otherProfilesRunBeside();
    void aDemoNeedsNoProfile();
    void aCrashLeavesNothingInTheWay();
    void aStaleSocketAloneIsReplaced();
    void theNextOneStartsAfterAnEnd();
    void aStrangeCallerDoesNoHarm();
    void lockAndSocketAreTheOwnersAlone();
    void oneThatDoesNotAnswerKeepsItsProfile();

private:
    /// Whoever still runs when its test ends is of no more use.
    struct Ending
    {
        void operator()(QProcess *process) const
        {
            process->kill();
            process->waitForFinished();
            delete process;
        }
    };
    using Process = std::unique_ptr<QProcess, Ending>;

    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] Process launch(const QStringList &arguments) const;
    [[nodiscard]] Process launchWithProfile(const QString &profile) const
    {
        return launch({QStringLiteral("--profile"), profile});
    }
    /// Starts and waits until the profile is taken and its owner can be called.
    [[nodiscard]] Process launchFirst() const;
    [[nodiscard]] QString socketPath() const;
    [[nodiscard]] bool canBeCalled() const;
    [[nodiscard]] QString profile() const { return m_directory->filePath(QStringLiteral("profile")); }
    [[nodiscard]] QString runtime() const { return m_directory->filePath(QStringLiteral("run")); }
    [[nodiscard]] QByteArray database() const
    {
        QFile file(QDir(profile()).filePath(QStringLiteral("tokenry.db")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString ended(QProcess &process)
    {
        if (process.state() != QProcess::NotRunning && !process.waitForFinished(20'000))
            return QStringLiteral("does not end");
        return QStringLiteral("%1 %2").arg(process.exitStatus() == QProcess::NormalExit
                ? QString::number(process.exitCode())
                : QStringLiteral("crash"),
            QString::fromUtf8(process.readAllStandardError()).trimmed());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

static const QString handedOver =
    QStringLiteral("0 tokenry: already running; its window was asked to come forward");

void TestSingleInstance::init()
{
#ifdef Q_OS_WIN
    QSKIP("The test looks for a socket in a directory");
#endif
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir().mkpath(runtime()) && QDir().mkpath(profile()));
    QVERIFY(QFile::setPermissions(runtime(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestSingleInstance::cleanup()
{
    m_directory.reset();
}

QProcessEnvironment TestSingleInstance::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("qt.qpa.*=false"));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime());
    return environment;
}

TestSingleInstance::Process TestSingleInstance::launch(const QStringList &arguments) const
{
    Process process(new QProcess);
    process->setProcessEnvironment(environment());
    process->setWorkingDirectory(m_directory->path());
    process->start(QDir(qEnvironmentVariable("TOKENRY_BIN")).filePath(QStringLiteral("tokenry")), arguments);
    if (!process->waitForStarted())
        qFatal("%s", qUtf8Printable(process->errorString()));
    return process;
}

QString TestSingleInstance::socketPath() const
{
    const QStringList names = QDir(runtime()).entryList({QStringLiteral("tokenry-*")}, QDir::System);
    return names.isEmpty() ? QString() : QDir(runtime()).filePath(names.first());
}

bool TestSingleInstance::canBeCalled() const
{
    const QString path = socketPath();
    QLocalSocket socket;
    if (!path.isEmpty())
        socket.connectToServer(path);
    if (path.isEmpty() || !socket.waitForConnected(100))
        return false;
    socket.write("activate \n");
    return socket.waitForReadyRead(1000) && socket.readAll() == "here\n";
}

TestSingleInstance::Process TestSingleInstance::launchFirst() const
{
    Process first = launchWithProfile(profile());
    if (!QTest::qWaitFor([this] { return canBeCalled(); }, 20'000))
        qFatal("The first does not start: %s", first->readAllStandardError().constData());
    return first;
}

void TestSingleInstance::theSecondHandsOver_data()
{
    QTest::addColumn<QString>("spelling");
    QTest::newRow("same") << QStringLiteral("profile");
    QTest::newRow("detour") << QStringLiteral("./profile/../profile/");
    QTest::newRow("link") << QStringLiteral("link");
}

void TestSingleInstance::theSecondHandsOver()
{
    QFETCH(const QString, spelling);
    QVERIFY(QFile::link(profile(), m_directory->filePath(QStringLiteral("link"))));
    const Process first = launchFirst();
    for (int again = 0; again < 2; ++again) {
        const Process second = launchWithProfile(spelling);
        QCOMPARE(ended(*second), handedOver);
        QVERIFY(second->readAllStandardOutput().isEmpty());
    }
    QCOMPARE(first->state(), QProcess::Running);
}

void TestSingleInstance::manyAtOnceLeaveOne()
{
    std::vector<Process> all;
    for (int i = 0; i < 6; ++i)
        all.push_back(launchWithProfile(profile()));
    int running = 6;
    QTRY_COMPARE_WITH_TIMEOUT(([&] {
        running = 0;
        for (const Process &process : all) {
            process->waitForFinished(1);
            running += process->state() == QProcess::Running ? 1 : 0;
        }
        return running;
    }()),
        1, 30'000);
    for (const Process &process : all) {
        if (process->state() != QProcess::Running)
            QCOMPARE(ended(*process), handedOver);
    }
}

void TestSingleInstance::otherProfilesRunBeside()
{
    const Process first = launchFirst();
    const Process second = launchWithProfile(m_directory->filePath(QStringLiteral("other")));
    QTRY_VERIFY_WITH_TIMEOUT(QDir(runtime()).entryList(QDir::System).size() == 2, 20'000);
    QCOMPARE(second->state(), QProcess::Running);
}

void TestSingleInstance::aDemoNeedsNoProfile()
{
    const Process first = launchFirst();
    const Process demo = launch({QStringLiteral("--demo"), QStringLiteral("--measure-start")});
    QCOMPARE(ended(*demo), QStringLiteral("0 "));
    const Process other = launch({QStringLiteral("--demo"), QStringLiteral("--measure-start")});
    QCOMPARE(ended(*other), QStringLiteral("0 "));
}

void TestSingleInstance::aCrashLeavesNothingInTheWay()
{
    const Process first = launchFirst();
    first->kill();
    QVERIFY(first->waitForFinished());
    QVERIFY(QFileInfo::exists(QDir(profile()).filePath(QStringLiteral("tokenry.lock"))));
    QVERIFY(!socketPath().isEmpty());

    const Process next = launchFirst();
    const Process second = launchWithProfile(profile());
    QCOMPARE(ended(*second), handedOver);
    QCOMPARE(next->state(), QProcess::Running);
}

void TestSingleInstance::aStaleSocketAloneIsReplaced()
{
    QString path;
    {
        const Process first = launchFirst();
        path = socketPath();
        first->kill();
        QVERIFY(first->waitForFinished());
    }
    QVERIFY(QFile::remove(QDir(profile()).filePath(QStringLiteral("tokenry.lock"))));
    QVERIFY(QFileInfo::exists(path));
    const Process next = launchFirst();
    QCOMPARE(socketPath(), path);
}

void TestSingleInstance::theNextOneStartsAfterAnEnd()
{
    for (int again = 0; again < 3; ++again) {
        const Process process =
            launch({QStringLiteral("--profile"), profile(), QStringLiteral("--measure-start")});
        QCOMPARE(ended(*process), QStringLiteral("0 "));
        QVERIFY(!process->readAllStandardOutput().isEmpty());
    }
    QVERIFY(!QFileInfo::exists(QDir(profile()).filePath(QStringLiteral("tokenry.lock"))));
    QVERIFY(socketPath().isEmpty());
}

void TestSingleInstance::aStrangeCallerDoesNoHarm()
{
    const Process first = launchFirst();
    for (const QByteArray &words : {QByteArray("nonsense\n"), QByteArray(100'000, 'x'), QByteArray()}) {
        QLocalSocket caller;
        caller.connectToServer(socketPath());
        QVERIFY(caller.waitForConnected());
        caller.write(words);
        caller.waitForBytesWritten(100);
        QTest::qWait(20);
        QVERIFY(caller.readAll().isEmpty());
    }
    const Process second = launchWithProfile(profile());
    QCOMPARE(ended(*second), handedOver);
}

void TestSingleInstance::lockAndSocketAreTheOwnersAlone()
{
    const Process first = launchFirst();
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    for (const QString &path : {socketPath(), QDir(profile()).filePath(QStringLiteral("tokenry.lock"))})
        QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
}

void TestSingleInstance::oneThatDoesNotAnswerKeepsItsProfile()
{
#ifdef Q_OS_UNIX
    const Process first = launchFirst();
    const QByteArray before = database();
    kill(pid_t(first->processId()), SIGSTOP);
    const Process second = launchWithProfile(profile());
    QByteArray told;
    QTRY_VERIFY_WITH_TIMEOUT((second->waitForReadyRead(10), told += second->readAllStandardError(),
                                 told.contains("does not answer")),
        40'000);
    QVERIFY2(told.contains(QByteArray::number(first->processId())), told.constData());
    QTest::qWait(200); // its window is open now, and remembers nothing
    QCOMPARE(second->state(), QProcess::Running);
    QCOMPARE(database(), before);
    kill(pid_t(first->processId()), SIGCONT);
    const Process third = launchWithProfile(profile());
    QCOMPARE(ended(*third), handedOver);
#endif
}

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
