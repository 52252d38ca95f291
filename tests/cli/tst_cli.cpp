// SPDX-License-Identifier: MIT
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

namespace {

struct Ended
{
    int code = -1;
    QByteArray out;
    QByteArray err;
};

QString programPath()
{
    return QDir(qEnvironmentVariable("TOKENRY_BIN")).filePath(QStringLiteral("tokenry-cli"));
}

Ended run(const QStringList &arguments, const QByteArray &input = {}, const QByteArray &credential = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!credential.isEmpty())
        environment.insert(QStringLiteral("TEST_CREDENTIAL"), QString::fromUtf8(credential));
    process.setProcessEnvironment(environment);
    process.start(programPath(), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(30'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A simulator as a program of its own.
class Simulator final
{
public:
    explicit Simulator(const QStringList &more = {})
    {
        m_process.start(programPath(),
            QStringList{QStringLiteral("demo-server"), QStringLiteral("--until-stdin-closes")} + more);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(10'000)) { }
        m_facts = QJsonDocument::fromJson(m_process.readLine()).object();
    }
    ~Simulator()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(10'000);
    }
    Q_DISABLE_COPY_MOVE(Simulator)

    [[nodiscard]] QJsonObject facts() const { return m_facts; }
    [[nodiscard]] QProcess &process() { return m_process; }

    [[nodiscard]] QJsonObject account(const QString &provider) const
    {
        const QJsonArray accounts = m_facts.value(QLatin1String("accounts")).toArray();
        for (const QJsonValue account : accounts) {
            if (account.toObject().value(QLatin1String("provider")).toString() == provider)
                return account.toObject();
        }
        return {};
    }

private:
    QProcess m_process;
    QJsonObject m_facts;
};

QStringList listArguments(const QJsonObject &account)
{
    return {QStringLiteral("list"), QStringLiteral("--provider"),
        account.value(QLatin1String("provider")).toString(), QStringLiteral("--base-url"),
        account.value(QLatin1String("baseUrl")).toString(), QStringLiteral("--organization"),
        account.value(QLatin1String("organization")).toString()};
}

QByteArray credentialOf(const QJsonObject &account)
{
    return account.value(QLatin1String("credential")).toString().toUtf8();
}

const QStringList fromInput{QStringLiteral("--credential-stdin")};
const QStringList fromEnvironment{QStringLiteral("--credential-env"), QStringLiteral("TEST_CREDENTIAL")};

} // namespace

class CliTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFileInfo(programPath()).isExecutable())
            QSKIP("tokenry-cli is not built, or TOKENRY_BIN does not name its folder");
    }

    void helpAndVersion()
    {
        const Ended help = run({QStringLiteral("--help")});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.contains("Examples:") && help.out.contains("demo-server"));
        QVERIFY(help.err.isEmpty());
        const Ended version = run({QStringLiteral("--version")});
        QCOMPARE(version.code, 0);
        QVERIFY(version.out.startsWith("tokenry-cli "));
        const Ended listHelp = run({QStringLiteral("list"), QStringLiteral("--help")});
        QCOMPARE(listHelp.code, 0);
        QVERIFY(listHelp.out.contains("--credential-stdin"));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        const QStringList base{QStringLiteral("list"), QStringLiteral("--provider"), QStringLiteral("qovery"),
            QStringLiteral("--organization"), QStringLiteral("b1c5f0f8-2f0a-4a7e-9a53-0c6a8f6f1a11")};
        QTest::newRow("nothing") << QStringList();
        QTest::newRow("unknown command") << QStringList{QStringLiteral("frobnicate")};
        QTest::newRow("unknown option") << base + QStringList{QStringLiteral("--what")} + fromInput;
        QTest::newRow("no credential source") << base;
        QTest::newRow("two credential sources") << base + fromInput + fromEnvironment;
        QTest::newRow("unset variable") << base + fromEnvironment;
        QTest::newRow("empty input") << base + fromInput;
        QTest::newRow("plain http") << base + fromInput
                + QStringList{QStringLiteral("--base-url"), QStringLiteral("http://example.com")};
        QTest::newRow("stray argument") << base + fromInput + QStringList{QStringLiteral("stray")};
        QTest::newRow("unknown provider")
            << QStringList{QStringLiteral("list"), QStringLiteral("--provider"), QStringLiteral("x"),
                   QStringLiteral("--organization"), QStringLiteral("o")}
                + fromInput;
        QTest::newRow("bad era") << QStringList{
            QStringLiteral("demo-server"), QStringLiteral("--era"), QStringLiteral("stone")};
        QTest::newRow("bad port") << QStringList{
            QStringLiteral("demo-server"), QStringLiteral("--port"), QStringLiteral("70000")};
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = run(arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(!ended.err.isEmpty());
    }

    void aCredentialInTheArgumentsIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("option") << QStringList{QStringLiteral("--credential"), QStringLiteral("abc-canary")};
        QTest::newRow("joined") << QStringList{QStringLiteral("--credential=abc-canary")};
        QTest::newRow("by its form") << QStringList{QStringLiteral("qov_canary")};
        QTest::newRow("as a variable")
            << QStringList{QStringLiteral("--credential-env"), QStringLiteral("eyJcanary")};
        QTest::newRow("with standard input") << QStringList{QStringLiteral("--credential-stdin=canary")};
    }

    void aCredentialInTheArgumentsIsRefused()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = run(QStringList(QStringLiteral("list")) + arguments);
        QCOMPARE(ended.code, 2);
        QVERIFY(ended.err.contains("command line is refused"));
        QVERIFY(!ended.err.contains("canary"));
    }

    void listsAsATable()
    {
        const Simulator simulator;
        const QJsonObject account = simulator.account(QStringLiteral("qovery"));
        QVERIFY(!account.isEmpty());
        const Ended ended = run(listArguments(account) + fromInput, credentialOf(account) + "\n");
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.err.isEmpty());
        const QList<QByteArray> lines = ended.out.trimmed().split('\n');
        QVERIFY(lines.constFirst().startsWith("NAME "));
        QVERIFY(lines.size() > 5);
        QVERIFY(ended.out.contains("ci-deploy"));
        QVERIFY(!ended.out.contains(credentialOf(account)));
    }

    void listsAsJson_data()
    {
        QTest::addColumn<bool>("isGlobal");
        QTest::newRow("before the command") << true;
        QTest::newRow("after it") << false;
    }

    void listsAsJson()
    {
        QFETCH(bool, isGlobal);
        const Simulator simulator({QStringLiteral("--tokens"), QStringLiteral("1200")});
        const QJsonObject account = simulator.account(QStringLiteral("astronomer"));
        const QStringList json{QStringLiteral("--json")};
        const QStringList list = listArguments(account) + fromEnvironment;
        const Ended ended = run(isGlobal ? json + list : list + json, {}, credentialOf(account));
        QCOMPARE(ended.code, 0);
        const QJsonObject object = QJsonDocument::fromJson(ended.out).object();
        QVERIFY(object.value(QLatin1String("complete")).toBool());
        const QJsonArray tokens = object.value(QLatin1String("tokens")).toArray();
        QVERIFY(tokens.size() > 1200);
        for (const QJsonValue token : tokens) {
            QVERIFY(!token.toObject().value(QLatin1String("id")).toString().isEmpty());
            QVERIFY(token.toObject().contains(QLatin1String("status")));
            QVERIFY(!token.toObject().contains(QLatin1String("token")));
        }
    }

    void aRefusedSignInIsExplained()
    {
        const Simulator simulator;
        const QJsonObject account = simulator.account(QStringLiteral("qovery"));
        const Ended ended = run(listArguments(account) + fromInput, "qov_nobody-canary");
        QCOMPARE(ended.code, 4);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(ended.err.contains("sign-in"));
        QVERIFY(ended.err.contains("401"));
        QVERIFY(!ended.err.contains("canary"));
    }

    void anIncompleteListSaysSo()
    {
        QTemporaryFile faults;
        QVERIFY(faults.open());
        faults.write(R"({"faults": [{"operation": "listOrganizationApiTokens", "kind": "WrongTotal",
                         "number": 5000, "times": -1}]})");
        faults.close();
        const Simulator simulator({QStringLiteral("--faults"), faults.fileName()});
        const QJsonObject account = simulator.account(QStringLiteral("astronomer"));
        QVERIFY(!account.isEmpty());
        const Ended ended = run(QStringList(QStringLiteral("--json")) + listArguments(account) + fromInput,
            credentialOf(account));
        QCOMPARE(ended.code, 1);
        const QJsonObject object = QJsonDocument::fromJson(ended.out).object();
        QVERIFY(!object.value(QLatin1String("complete")).toBool(true));
        QVERIFY(!object.value(QLatin1String("tokens")).toArray().isEmpty());
        QVERIFY(ended.err.contains("5000"));
    }

#ifdef Q_OS_LINUX
    void noScreenIsLoaded()
    {
        QProcess process;
        process.start(programPath(), {QStringLiteral("demo-server")});
        QVERIFY(process.waitForReadyRead(30'000));
        QFile maps(QStringLiteral("/proc/%1/maps").arg(process.processId()));
        QVERIFY(maps.open(QIODevice::ReadOnly));
        const QByteArray loaded = maps.readAll();
        process.terminate();
        QVERIFY(process.waitForFinished());
        QVERIFY(loaded.contains("libQt6Network"));
        QVERIFY(!loaded.contains("libQt6Gui") && !loaded.contains("libQt6Widgets"));
    }
#endif

    void theSimulatorAnnouncesItselfAndStops()
    {
        Simulator simulator({QStringLiteral("--era"), QStringLiteral("seed"), QStringLiteral("--strict")});
        QVERIFY(simulator.facts()
                    .value(QLatin1String("qoveryUrl"))
                    .toString()
                    .startsWith(QLatin1String("http://127.0.0.1:")));
        QVERIFY(simulator.facts()
                    .value(QLatin1String("astronomerUrl"))
                    .toString()
                    .endsWith(QLatin1String("/v1alpha1")));
        QVERIFY(!credentialOf(simulator.account(QStringLiteral("astronomer"))).isEmpty());
#ifdef Q_OS_UNIX
        simulator.process().terminate();
#else
        simulator.process().closeWriteChannel();
#endif
        QVERIFY(simulator.process().waitForFinished(10'000));
        QCOMPARE(simulator.process().exitStatus(), QProcess::NormalExit);
        QCOMPARE(simulator.process().exitCode(), 0);
    }

    void unreadableFaultsAreRefused()
    {
        QTemporaryFile faults;
        QVERIFY(faults.open());
        faults.write("{\"faults\": [{\"kind\": \"Nonsense\"}]}");
        faults.close();
        const Ended ended =
            run({QStringLiteral("demo-server"), QStringLiteral("--faults"), faults.fileName()});
        QCOMPARE(ended.code, 2);
        QVERIFY(ended.err.contains("Nonsense"));
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
