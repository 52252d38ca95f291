// SPDX-License-Identifier: MIT
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The built program, from outside.
class tst_App final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void textsNeedNoDisplay_data();
    void textsNeedNoDisplay();
    void nonsenseEndsWithTwo_data();
    void nonsenseEndsWithTwo();
    void tourDoesTheMainJob_data();
    void tourDoesTheMainJob();
    void measuresItsStart();
    void remembersThemeInItsProfile();

private:
    struct Outcome
    {
        int code = -1;
        QString out;
        QString err;
    };
    Outcome run(const QStringList &arguments, const QString &platform = QStringLiteral("offscreen")) const;

    QString m_program;
};

tst_App::Outcome tst_App::run(const QStringList &arguments, const QString &platform) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
    process.setProcessEnvironment(environment);
    process.start(m_program, arguments);
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError())};
}

void tst_App::initTestCase()
{
    const QDir binaries(qEnvironmentVariable("TOKENRY_BIN"));
    m_program = binaries.filePath(QStringLiteral("tokenry"));
#ifdef Q_OS_WIN
    m_program += QStringLiteral(".exe");
#elif defined(Q_OS_MACOS)
    m_program = binaries.filePath(QStringLiteral("tokenry.app/Contents/MacOS/tokenry"));
#endif
    QVERIFY2(QFile::exists(m_program), qPrintable(m_program));
}

void tst_App::textsNeedNoDisplay_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("part");
    QTest::newRow("version") << QStringLiteral("--version")
                             << QStringLiteral("tokenry " TOKENRY_VERSION "\n");
    QTest::newRow("-v") << QStringLiteral("-v") << QStringLiteral("tokenry " TOKENRY_VERSION "\n");
    QTest::newRow("help") << QStringLiteral("--help") << QStringLiteral("--demo-tokens");
}

void tst_App::textsNeedNoDisplay()
{
    QFETCH(QString, option);
    QFETCH(QString, part);
    const Outcome outcome = run({option}, QStringLiteral("no-such-platform"));
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.out.contains(part), qPrintable(outcome.out));
}

void tst_App::nonsenseEndsWithTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("complaint");
    const auto row = [](const char *name, const QString &arguments, const char *complaint) {
        QTest::newRow(name) << arguments.split(QLatin1Char(' ')) << QString::fromLatin1(complaint);
    };
    row("unknown option", QStringLiteral("--no-such-thing"), "no-such-thing");
    row("stray word", QStringLiteral("demo"), "demo");
    row("not a number", QStringLiteral("--demo --demo-tokens many"), "--demo-tokens");
    row("negative", QStringLiteral("--demo --demo-latency=-5"), "--demo-latency");
    row("too many", QStringLiteral("--demo --demo-tokens 100001"), "100000");
    row("no such port", QStringLiteral("--demo --demo-port 65536"), "--demo-port");
    row("unknown era", QStringLiteral("--demo --demo-era stone"), "stone");
    row("unknown theme", QStringLiteral("--theme pink"), "pink");
    row("demo option alone", QStringLiteral("--demo-strict"), "needs --demo");
    row("tour without demo", QStringLiteral("--tour /nowhere"), "needs --demo");
    row("tour url without tour", QStringLiteral("--demo --tour-qovery-url http://127.0.0.1:1"),
        "needs --tour");
    row("no url", QStringLiteral("--demo --tour x --tour-qovery-url nonsense"), "--tour-qovery-url");
    row("missing value", QStringLiteral("--demo --demo-tokens"), "demo-tokens");
}

void tst_App::nonsenseEndsWithTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, complaint);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(complaint), qPrintable(outcome.err));
    QVERIFY(outcome.out.isEmpty());
}

void tst_App::tourDoesTheMainJob_data()
{
    QTest::addColumn<QStringList>("further");
    QTest::newRow("today") << QStringList();
    QTest::newRow("seed era, strict, dark")
        << QStringList{QStringLiteral("--demo-era"), QStringLiteral("seed"), QStringLiteral("--demo-strict"),
               QStringLiteral("--theme"), QStringLiteral("dark")};
}

void tst_App::tourDoesTheMainJob()
{
    QFETCH(QStringList, further);
    const QTemporaryDir directory;
    const Outcome outcome =
        run(QStringList{QStringLiteral("--demo"), QStringLiteral("--tour"), directory.path()} + further);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.out.right(500))); // Qt Test cuts what is longer
    QVERIFY(!outcome.out.contains(QLatin1String("FAIL")));

    const QStringList pictures = QDir(directory.path()).entryList({QStringLiteral("*.png")});
    for (const char *wanted : {"empty-profile", "account-qovery", "tokens", "details", "search-empty",
             "qovery-create-refused", "qovery-secret", "astronomer-organization-update",
             "astronomer-organization-rotate", "astronomer-workspace-delete", "astronomer-workspace-detach",
             "error-401", "other-theme", "other-theme-dialog"}) {
        QVERIFY2(!pictures.filter(QLatin1Char('-') + QLatin1String(wanted) + QLatin1String(".png")).isEmpty(),
            wanted);
    }
    // The values of both services begin like this; the simulator's credentials too.
    const QString printed = outcome.out + outcome.err;
    for (const char *prefix : {"qov_", "eyJ", "Bearer ", "Token "})
        QVERIFY2(!printed.contains(QLatin1String(prefix)), prefix);
}

void tst_App::measuresItsStart()
{
    const Outcome outcome = run({QStringLiteral("--demo"), QStringLiteral("--measure-start")});
    QCOMPARE(outcome.code, 0);
    bool isNumber = false;
    QVERIFY(outcome.out.trimmed().toInt(&isNumber) > 0);
    QVERIFY(isNumber);
}

void tst_App::remembersThemeInItsProfile()
{
    const QTemporaryDir parent;
    const QString profile = parent.filePath(QStringLiteral("profile"));
    const QStringList measured{QStringLiteral("--profile"), profile, QStringLiteral("--measure-start")};
    QCOMPARE(run(measured + QStringList{QStringLiteral("--theme"), QStringLiteral("dark")}).code, 0);
    QFile settings(QDir(profile).filePath(QStringLiteral("settings.ini")));
    QVERIFY(settings.open(QFile::ReadOnly));
    QVERIFY(settings.readAll().contains("theme=dark"));
    QVERIFY(QFile::exists(QDir(profile).filePath(QStringLiteral("tokenry.db"))));
#ifdef Q_OS_UNIX
    const QFile::Permissions others = QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(profile) & others));
#endif
}

QTEST_GUILESS_MAIN(tst_App)
#include "tst_app.moc"
