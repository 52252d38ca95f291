// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTcpServer>

#ifdef Q_OS_UNIX
namespace {

/// Runs a line of the shell in which "$0" is the program and "$P" its profile.
CliEnd shell(const CliDesk &desk, const QString &line, const QByteArray &input = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("P"), desk.folder());
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line, cliPath()});
    process.write(input);
    process.closeWriteChannel();
    const bool hasEnded =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000);
    return {hasEnded && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace
#endif

/// What goes wrong around the program, each with its exit code, no error on standard output and the same
/// error in words and as JSON.
class CliTroublesTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;

    void addFault(const QString &operation, Fault::Kind kind) const
    {
        FaultRule rule;
        rule.operation = operation;
        rule.fault.kind = kind;
        rule.times = 100;
        m_desk->server().addFault(rule);
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<CliDesk>();
        const DemoAccount demo = m_desk->demo(QStringLiteral("astronomer"));
        QVERIFY(m_desk->remember(demo, QStringLiteral("acme")));
        QVERIFY(
            !m_desk->server().addToken(demo.account.organizationId, {}, QStringLiteral("probe")).isEmpty());
    }

    void theSameErrorInWordsAndAsJson_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("isOpen");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("fault"); ///< operation that meets it; empty = none
        QTest::addColumn<int>("kind");
        const QString list = QStringLiteral("listOrganizationApiTokens");
        const QString rotate = QStringLiteral("rotateOrganizationApiToken");
        const auto none = QString();
        QTest::newRow("unknown account") << words("list --account nobody") << true << 1 << none << 0;
        QTest::newRow("unknown token") << words("show nothing") << true << 1 << none << 0;
        QTest::newRow("broken JSON") << words("list") << true << 1 << list << int(Fault::Kind::BrokenJson);
        QTest::newRow("wrong types") << words("list") << true << 1 << list << int(Fault::Kind::WrongTypes);
        QTest::newRow("no answer") << words("list") << true << 1 << list
                                   << int(Fault::Kind::ResetBeforeCommit);
        QTest::newRow("unknown option") << words("list --colour") << true << 2 << none << 0;
        QTest::newRow("no such command") << words("lst") << false << 2 << none << 0;
        QTest::newRow("refused") << words("rotate probe --yes --account denied") << true << 4 << none << 0;
        QTest::newRow("unknown outcome")
            << words("rotate probe --yes") << true << 5 << rotate << int(Fault::Kind::CloseAfterCommit);
        QTest::newRow("locked") << words("list") << false << 6 << none << 0;
    }

    void theSameErrorInWordsAndAsJson()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, isOpen);
        QFETCH(int, code);
        QFETCH(QString, fault);
        QFETCH(int, kind);
        if (arguments.contains(QStringLiteral("denied"))) {
            DemoAccount denied =
                m_desk->demo(QStringLiteral("astronomer"), false, QStringLiteral("read-only"));
            QVERIFY(m_desk->remember(denied, QStringLiteral("denied")));
        }
        if (!fault.isEmpty())
            addFault(fault, Fault::Kind(kind));
        const CliEnd told = isOpen ? m_desk->runOpen(arguments) : m_desk->run(arguments);
        QVERIFY2(told.code == code, told.err.constData());
        QVERIFY2(told.out.isEmpty() || !told.out.contains("error"), told.out.constData());
        QVERIFY(!told.err.trimmed().isEmpty());
        const QStringList asJson = arguments + QStringList(QStringLiteral("--json"));
        const CliEnd json = isOpen ? m_desk->runOpen(asJson) : m_desk->run(asJson);
        QVERIFY2(json.code == code, json.err.constData());
        const QJsonObject error = json.jsonError();
        QCOMPARE(error.value(QLatin1String("code")).toInt(), code);
        QVERIFY2(!error.value(QLatin1String("message")).toString().isEmpty(), json.err.constData());
    }

    void noNetwork()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const quint16 port = closed.serverPort();
        closed.close(); // nobody listens there now
        DemoAccount demo = m_desk->demo(QStringLiteral("qovery"));
        demo.account.id.clear();
        demo.account.baseUrl.setPort(port);
        QVERIFY(m_desk->remember(demo, QStringLiteral("away")));
        const CliEnd end = m_desk->runOpen(words("list --account away --json"));
        QCOMPARE(end.code, 1);
        QCOMPARE(end.jsonError().value(QLatin1String("kind")).toString(), QStringLiteral("network"));
        const CliEnd change = m_desk->runOpen(words("delete probe --yes --account away"));
        QCOMPARE(change.code, 1); // it could not even be found, so nothing was sent
        QVERIFY(m_desk->operations().isEmpty());
    }

    void anOrganizationIdThatCannotBeOne()
    {
        const CliEnd end = m_desk->runOpen(words("accounts add --provider qovery --name short "
                                                 "--organization x --credential-env QOVERY_API_TOKEN"),
            {{QStringLiteral("QOVERY_API_TOKEN"), QStringLiteral("qov_x")}});
        QCOMPARE(end.code, 2);
        QVERIFY(end.err.contains("UUID"));
        QVERIFY(!m_desk->run(words("accounts list")).out.contains("short"));
    }

#ifdef Q_OS_UNIX
    void aClosedInputIsNoPassword()
    {
        const CliEnd closed =
            shell(*m_desk, QStringLiteral(R"("$0" --profile "$P" list --password-stdin <&-)"));
        QCOMPARE(closed.code, 2);
        QVERIFY(closed.err.contains("standard input"));
        const CliEnd empty = m_desk->run(words("list --password-stdin"), "\n");
        QCOMPARE(empty.code, 2);
        const CliEnd credential = shell(
            *m_desk, QStringLiteral(R"("$0" --profile "$P" list --account acme --credential-stdin <&-)"));
        QCOMPARE(credential.code, 2);
        QVERIFY(credential.out.isEmpty() && !credential.err.isEmpty());
    }

    void argumentsThatAreNoText()
    {
        for (const char *line : {R"sh("$0" --profile "$P" show "$(printf 'a\377b')" --password-stdin)sh",
                 R"sh("$0" --profile "$P" create --name "$(printf '\377')" --role R --never-expires --yes)sh",
                 R"sh("$0" --profile "$P" list --filter "$(printf '\303')" --password-stdin)sh",
                 R"sh("$0" "$(printf '\377')")sh"}) {
            const CliEnd end = shell(*m_desk, QString::fromLatin1(line), "correct horse\n");
            QVERIFY2(end.code == 2, line);
            QVERIFY(end.out.isEmpty());
            QVERIFY2(end.err.contains("UTF-8"), end.err.constData());
        }
        QVERIFY(m_desk->operations().isEmpty());
    }

    void aPipeThatNobodyReadsIsQuiet()
    {
        const QString line = QStringLiteral(
            R"({ "$0" --profile "$P" list --json --password-stdin; echo "code $?" >&2; } | head -c 9)");
        const CliEnd end = shell(*m_desk, line, "correct horse\n");
        QCOMPARE(end.out.size(), 9);
        QVERIFY2(end.err == "code 0\n", end.err.constData());
    }

    void aFullDiskIsTold()
    {
        if (!QFileInfo::exists(QStringLiteral("/dev/full")))
            QSKIP("this system has no /dev/full");
        const CliEnd end = shell(*m_desk,
            QStringLiteral(
                R"("$0" --profile "$P" rotate probe --yes --secret-stdout --password-stdin >/dev/full)"),
            "correct horse\n");
        QCOMPARE(end.code, 1);
        QVERIFY(end.err.contains("secrets show"));
        const QJsonArray waiting = m_desk->run(words("secrets list --json")).json().array();
        QCOMPARE(waiting.size(), 1); // the value is where it was
        const CliEnd list = shell(*m_desk,
            QStringLiteral(R"("$0" --profile "$P" list --password-stdin >/dev/full)"), "correct horse\n");
        QCOMPARE(list.code, 1);
        QVERIFY(list.err.contains("Standard output"));
    }
#endif

    void windowAndCommandLineTogether()
    {
        QProcess window;
        window.start(QDir(qEnvironmentVariable("TOKENRY_BIN")).filePath(QStringLiteral("tokenry")),
            {QStringLiteral("--profile"), m_desk->folder()});
        QVERIFY(window.waitForStarted());
        QTest::qWait(500);
        for (int round = 0; round < 3; ++round) {
            const CliEnd made = m_desk->runOpen(
                words("create --role ORGANIZATION_MEMBER --expiry-days 30 --yes --name together")
                + QStringList());
            QVERIFY2(made.code == 0, made.err.constData());
        }
        QCOMPARE(m_desk->run(words("activity --verify")).code, 0);
        QCOMPARE(window.state(), QProcess::Running);
        QCOMPARE(m_desk->run(words("secrets list --json")).json().array().size(), 3);
        window.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(window.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(m_desk->run(words("secrets list --json")).json().array().size(), 3);
        QCOMPARE(m_desk->run(words("activity --verify")).code, 0);
    }
};

QTEST_GUILESS_MAIN(CliTroublesTest)
#include "tst_clitroubles.moc"
