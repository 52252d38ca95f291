// SPDX-License-Identifier: MIT
// Distinctive secrets through every command of the real tokenry-cli; afterwards they are nowhere but where a
// person asked for them.
#include "cli/clidesk.h"
#include "support/canaryscan.h"
#include "support/ownhome.h"
#include "support/processwatch.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace {

const QByteArray proxyPassword = "Pr0xyKanari3nvogel7Login93";
const QByteArray rightPassword = "Kanari3nvogel & 42 Körner\n";
const QByteArray wrongPassword = "Wellensitt1ch + 17 Samen\n";
const QByteArray inventedValue =
    "eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOiJub3RfYV9zdWNjZXNzIn0.dGhlIGludmVudGVkIG9uZQ";

std::unique_ptr<OwnHome> home;

/// Whether the person asked to have a secret on standard output.
enum class Asked { No, Yes };

struct Told
{
    QStringList arguments;
    CliEnd end;
    Asked asked = Asked::No;
};

} // namespace

class CanaryCliTest final : public QObject
{
    Q_OBJECT

public:
    static void initMain() { home = std::make_unique<OwnHome>(); }

private:
    std::unique_ptr<CliDesk> m_desk;
    DemoAccount m_qovery;
    DemoAccount m_astronomer;
    QList<Told> m_told;
    CanaryScan m_scan;
    QStringList m_askedFiles; ///< into which a person wanted a secret
    QSet<QByteArray> m_arguments;
    QSet<QByteArray> m_childrensEnvironments;
    int m_watched = 0;
    bool m_hasFailed = false;

    [[nodiscard]] CliDesk &desk() const { return *m_desk; }

    CliEnd runOn(const QString &profile, const QStringList &arguments, const QByteArray &input,
        Asked asked = Asked::No, const QByteArray &variable = {})
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!variable.isEmpty())
            environment.insert(QStringLiteral("CANARY_CREDENTIAL"), QString::fromUtf8(variable));
        process.setProcessEnvironment(environment);
        process.start(cliPath(), QStringList{QStringLiteral("--profile"), profile} + arguments);
        if (!process.waitForStarted())
            qFatal("tokenry-cli does not start");
        const ProcessWatch watch(process);
        process.write(input);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60'000)) {
            process.kill();
            process.waitForFinished();
        }
        m_arguments += watch.arguments();
        m_childrensEnvironments += watch.environmentsOfChildren();
        m_watched += watch.arguments().isEmpty() ? 0 : 1;
        const CliEnd end{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
        m_told.append({arguments, end, asked});
        return end;
    }
    CliEnd run(const QStringList &arguments, Asked asked = Asked::No)
    {
        return runOn(desk().folder(), arguments + words("--password-stdin"), "correct horse\n", asked);
    }
    CliEnd run(const char *arguments, Asked asked = Asked::No) { return run(words(arguments), asked); }

    [[nodiscard]] QStringList facts(const DemoAccount &demo) const
    {
        return {QStringLiteral("--provider"), demo.account.providerKey, QStringLiteral("--base-url"),
            demo.account.baseUrl.toString(), QStringLiteral("--organization"), demo.account.organizationId};
    }
    void answerWith(const char *operation, int status, const QByteArray &body, bool isDone = false,
        const QByteArray &requestId = "req-1", int times = 1) const
    {
        FaultRule rule;
        rule.operation = QLatin1String(operation);
        rule.fault.kind = isDone ? Fault::Kind::StatusAfterCommit : Fault::Kind::Status;
        rule.fault.status = status;
        rule.fault.headers = {{"Content-Type", "application/json"}, {"X-Request-Id", requestId}};
        rule.fault.body = body;
        rule.times = times;
        desk().server().addFault(rule);
    }
    [[nodiscard]] QStringList waiting()
    {
        QStringList ids;
        const QJsonArray all = run("secrets list --json").json().array();
        for (const QJsonValue one : all)
            ids.append(one.toObject().value(QLatin1String("id")).toString());
        return ids;
    }
    void setAsideWhatIsOpen()
    {
        const QList<JournalOperation> operations = desk().operations();
        for (const JournalOperation &operation : operations) {
            if (operation.state == OperationState::Unknown)
                QCOMPARE(run(words("resolve --set-aside") + QStringList(operation.id)).code, 0);
        }
    }
    /// A value as it lies in a file or on standard output is looked for from now on.
    void learn(const char *name, const QByteArray &line)
    {
        QVERIFY2(desk().server().isValidSecret(line.trimmed()), name);
        m_scan.add(QLatin1String(name), line.trimmed());
    }
    QString askedFile(const char *name)
    {
        m_askedFiles.append(desk().path(QLatin1String(name)));
        return m_askedFiles.last();
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    // Each step stands on those before it.
    void init()
    {
        if (m_hasFailed)
            QSKIP("an earlier step has failed");
    }
    void cleanup() { m_hasFailed = m_hasFailed || QTest::currentTestFailed(); }

    void initTestCase()
    {
        DemoOptions options;
        options.latency = std::chrono::milliseconds(5); // long enough for a look at the process
        m_desk = std::make_unique<CliDesk>(options);
        QVERIFY(desk().folder().startsWith(home->path()));
        m_qovery = desk().demo(QStringLiteral("qovery"));
        m_astronomer = desk().demo(QStringLiteral("astronomer"));
        QVERIFY(desk().remember(m_qovery, QStringLiteral("plain")));
        m_scan.add(QStringLiteral("Qovery's credential"), m_qovery.credential);
        m_scan.add(QStringLiteral("Astronomer's credential"), m_astronomer.credential);
        m_scan.add(QStringLiteral("the password"), rightPassword.trimmed());
        m_scan.add(QStringLiteral("the proxy's password"), proxyPassword);
        m_scan.add(QStringLiteral("the wrong password"), wrongPassword.trimmed());
        m_scan.add(QStringLiteral("the cheap password"), "correct horse");
        m_scan.add(QStringLiteral("the invented value"), inventedValue);
    }

    void aVaultOfAPassword()
    {
        const QString folder = home->path(QStringLiteral("profile"));
        QCOMPARE(runOn(folder, words("vault create --password-stdin"), rightPassword).code, 0);
        QCOMPARE(runOn(folder, words("vault unlock --password-stdin"), rightPassword).code, 0);
        QCOMPARE(runOn(folder, words("--json vault unlock --password-stdin"), wrongPassword).code, 6);
        QCOMPARE(runOn(folder, words("vault status"), {}).code, 0);
    }

    void accounts()
    {
        QFile login(askedFile("proxy-password"));
        QVERIFY(login.open(QIODevice::WriteOnly));
        login.write(proxyPassword + '\n');
        login.close();
        const QStringList add = words("accounts add --production --name acme --proxy http://127.0.0.1:9 "
                                      "--proxy-user mia --proxy-password-file")
            + QStringList(login.fileName()) + facts(m_astronomer);
        QCOMPARE(runOn(desk().folder(), add + words("--credential-env CANARY_CREDENTIAL --password-stdin"),
                     "correct horse\n", Asked::No, m_astronomer.credential)
                     .code,
            0);
        QCOMPARE(run("accounts list").code, 0);
        QCOMPARE(run("accounts test --json").code, 0);
        // From a file and from standard input, with nothing remembered.
        QFile file(askedFile("credential"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(m_qovery.credential + '\n');
        file.close();
        QCOMPARE(
            run(words("list --credential-file") + QStringList(file.fileName()) + facts(m_qovery)).code, 0);
        QCOMPARE(runOn(desk().folder(), words("roles --json --credential-stdin") + facts(m_qovery),
                     m_qovery.credential)
                     .code,
            0);
        // Pasted with its header, as people do; and twice in one line, which is no credential.
        QCOMPARE(runOn(desk().folder(), words("list --credential-stdin") + facts(m_qovery),
                     "Authorization: Token " + m_qovery.credential + "\n")
                     .code,
            0);
        QVERIFY(runOn(desk().folder(), words("list --credential-stdin") + facts(m_qovery),
                    m_qovery.credential + " " + m_qovery.credential + "\x01\n")
                    .code
            != 0);
    }

    void newValues()
    {
        const QString create =
            QStringLiteral("create --account acme --role ORGANIZATION_MEMBER --never-expires --yes --name ");
        const CliEnd shown =
            run(words(qPrintable(create + QStringLiteral("one --secret-stdout"))), Asked::Yes);
        QCOMPARE(shown.code, 0);
        learn("a value on standard output", shown.out);
        const QString path = askedFile("two.token");
        QCOMPARE(
            run(words(qPrintable(create + QStringLiteral("two --secret-file"))) + QStringList(path)).code, 0);
        learn("a value in a file", read(path));
        QCOMPARE(run(words(qPrintable(create + QStringLiteral("three --json")))).code, 0);
        for (const QString &id : waiting()) {
            const CliEnd value = run(words("secrets show") + QStringList(id), Asked::Yes);
            QCOMPARE(value.code, 0);
            learn("a value that waited", value.out);
        }
        QCOMPARE(run("secrets list").code, 0);

        const QString rotated = askedFile("rotated.token");
        QCOMPARE(run(words("rotate one --account acme --yes --secret-file") + QStringList(rotated)).code, 0);
        learn("a rotated value", read(rotated));
        // A file that is there stops it before anything is sent.
        QCOMPARE(run(words("rotate one --account acme --yes --secret-file") + QStringList(rotated)).code, 2);
        const CliEnd json = run("rotate one --account acme --yes --secret-stdout --json", Asked::Yes);
        QCOMPARE(json.code, 0);
        learn("a rotated value in JSON",
            json.json().object().value(QLatin1String("secret")).toString().toUtf8());
        QCOMPARE(run("update two --account acme --yes --description nothing").code, 0);
        QCOMPARE(run("delete two --account acme --yes").code, 0);
        const QStringList ids = waiting();
        QVERIFY(!ids.isEmpty());
        for (const QString &id : ids)
            QCOMPARE(run(words("secrets confirm") + QStringList(id)).code, 0);
    }

    void refusedWithAnEcho_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray own = m_astronomer.credential;
        QTest::newRow("message") << QByteArray("{\"message\":\"the token " + own + " may not\"}");
        QTest::newRow("raw") << QByteArray("no: Authorization: Bearer " + own);
        QTest::newRow("fields") << QByteArray("{\"fieldErrors\":[{\"field\":\"name\",\"code\":\"x\","
                                              "\"message\":\""
            + own + "\"}],\"requestId\":\"" + own + "\"}");
        QTest::newRow("a value in an error")
            << QByteArray("{\"data\":{\"token\":\"" + inventedValue + "\"}}");
    }

    void refusedWithAnEcho()
    {
        QFETCH(const QByteArray, body);
        const char *create =
            "create --account acme --role ORGANIZATION_MEMBER --never-expires --yes --name four";
        for (const int status : {400, 401, 403, 409, 422, 500}) {
            answerWith("createOrganizationApiToken", status, body, false, m_astronomer.credential);
            const CliEnd end = run(words(create) + (status % 2 ? words("--json") : QStringList()));
            QVERIFY(end.code == (status == 500 ? 5 : 4));
            QVERIFY(!end.err.isEmpty());
        }
        answerWith("listOrganizationApiTokens", 403, body, false, m_astronomer.credential);
        QCOMPARE(run("list --account acme --json").code, 4);
        answerWith("rotateOrganizationApiToken", 403, body);
        QCOMPARE(run("rotate one --account acme --yes --secret-stdout", Asked::No).code, 4);
        setAsideWhatIsOpen();
    }

    void anAnswerThatCannotBeRead()
    {
        // Done, with a value in a place where none belongs, or in an answer that breaks off.
        answerWith("createOrganizationApiToken", 200, "{\"token\":\"" + inventedValue + "\",\"id\":", true);
        const CliEnd broken =
            run("create --account acme --role ORGANIZATION_MEMBER --never-expires --yes --name five");
        QVERIFY2(broken.code == 5 || broken.code == 0, broken.err.constData());
        answerWith(
            "createOrganizationApiToken", 200, "{\"value\":\"" + inventedValue + "\",\"id\":\"x\"}", true);
        QVERIFY(
            run("create --account acme --role ORGANIZATION_MEMBER --never-expires --yes --name six --json")
                .code
            != -1);
        // An operation that nobody answered, looked up at a server that repeats the credential.
        FaultRule silent;
        silent.operation = QStringLiteral("createOrganizationApiToken");
        silent.fault.kind = Fault::Kind::CloseAfterCommit;
        desk().server().addFault(silent);
        QCOMPARE(
            run("create --account acme --role ORGANIZATION_MEMBER --never-expires --yes --name seven").code,
            5);
        answerWith("listOrganizationApiTokens", 403, "{\"message\":\"" + m_astronomer.credential + "\"}",
            false, m_astronomer.credential, -1);
        QVERIFY(run("resolve --json").code != 0);
        desk().server().clearFaults();

        setAsideWhatIsOpen();
        QCOMPARE(run("resolve").code, 0);
    }

    void theTokenItSignsInWithIsRotated()
    {
        const QString path = askedFile("own.token");
        QCOMPARE(run(words("rotate tokenry --account acme --yes --secret-file") + QStringList(path)).code, 0);
        learn("the rotated credential", read(path));
        // It is the one that a server may repeat now.
        answerWith(
            "createOrganizationApiToken", 403, "no: " + read(path).trimmed(), false, read(path).trimmed());
        QCOMPARE(
            run("create --account acme --role ORGANIZATION_MEMBER --never-expires --yes --name eight").code,
            4);
        const CliEnd rotated = run("rotate tokenry --account acme --yes --json");
        QCOMPARE(rotated.code, 0);
        const QString id = rotated.json().object().value(QLatin1String("operation")).toString();
        const CliEnd value = run(words("secrets show") + QStringList(id), Asked::Yes);
        QCOMPARE(value.code, 0);
        learn("the credential rotated into the vault", value.out);
        QCOMPARE(run("list --account acme").code, 0);
    }

    void everythingThatReads()
    {
        QFile policy(desk().path(QStringLiteral("policy.json")));
        QVERIFY(policy.open(QIODevice::WriteOnly));
        policy.write(R"({"format": "tokenry-policy-1", "rules": [
            {"id": "named", "kind": "name-pattern", "pattern": "[A-Z]+", "severity": "warning"}]})");
        policy.close();
        for (const char *line : {"list", "list --json", "list --format csv", "show one --account acme",
                 "show one --account acme --json", "roles --account plain", "expiring --json", "ics",
                 "activity", "activity --json", "activity --verify", "vault status --json"})
            QVERIFY2(run(line).code != -1, line);
        for (const char *format : {"text", "json", "sarif", "junit"})
            QCOMPARE(run(words("check --format")
                         + QStringList{QLatin1String(format), QStringLiteral("--policy"), policy.fileName()})
                         .code,
                3);
        for (const char *name : {"all.csv", "all.json", "all.md"})
            QCOMPARE(run(words("export") + QStringList(desk().path(QLatin1String(name)))).code, 0);
        for (const char *name : {"did.csv", "did.json"})
            QCOMPARE(run(words("activity --export") + QStringList(desk().path(QLatin1String(name)))).code, 0);
        for (const char *line : {"completion bash", "man"})
            QCOMPARE(runOn(desk().folder(), words(line), {}).code, 0);
        QCOMPARE(runOn(desk().folder(), words("vault set-aside --yes"), {}).code, 1); // nothing is damaged
        QCOMPARE(run("accounts remove plain --yes").code, 0);
    }

    void theSimulatorTellsItsOwn()
    {
        // What it prints is demo data, which it is there to tell.
        QCOMPARE(runOn(desk().folder(), words("demo-server --until-stdin-closes"), {}, Asked::Yes).code, 0);
    }

    void credentialsInArgumentsAreNotRepeated()
    {
        // Those of the caller are in its arguments, whatever is done about it; nothing else may have them.
        QProcess process;
        process.start(
            cliPath(), words("list --credential") + QStringList(QString::fromUtf8(m_qovery.credential)));
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
        QCOMPARE(
            m_scan.findIn(process.readAllStandardError() + process.readAllStandardOutput()), QStringList());
    }

    void everyCommandWasRun()
    {
        QProcess process;
        process.start(cliPath(), {QStringLiteral("--help")});
        QVERIFY(process.waitForFinished());
        const QString help = QString::fromUtf8(process.readAllStandardOutput());
        static const QRegularExpression line(
            QStringLiteral("^  ([a-z][a-z-]*(?: [a-z-]+)?)  +[A-Z]"), QRegularExpression::MultilineOption);
        auto matches = line.globalMatch(help);
        int commands = 0;
        while (matches.hasNext()) {
            const QString name = matches.next().captured(1);
            ++commands;
            QVERIFY2(std::any_of(m_told.cbegin(), m_told.cend(),
                         [&name](const Told &told) {
                             return (u' ' + told.arguments.join(u' ') + u' ').contains(u' ' + name + u' ');
                         }),
                qPrintable(name));
        }
        QVERIFY(commands >= 27);
    }

    void nothingIsSaidUnasked()
    {
        QVERIFY(m_scan.count() >= 12);
        for (const Told &told : m_told) {
            const QStringList said = m_scan.findIn(told.end.err)
                + (told.asked == Asked::No ? m_scan.findIn(told.end.out) : QStringList());
            QVERIFY2(said.isEmpty(),
                qPrintable(told.arguments.join(u' ') + QStringLiteral(": ") + said.join(u'\n')
                    + QString::fromUtf8(told.end.err)));
        }
    }

    void nothingIsInArgumentsOrEnvironments()
    {
#ifdef Q_OS_LINUX
        QVERIFY(m_watched > m_told.size() / 2); // somebody looked; a short run may be over before
#endif
        for (const QByteArray &words : m_arguments)
            QCOMPARE(m_scan.findIn(words), QStringList());
        for (const QByteArray &variables : m_childrensEnvironments)
            QCOMPARE(m_scan.findIn(variables), QStringList());
    }

    void nothingIsInAnyFile()
    {
        // What was asked for is there: the search does find.
        QVERIFY(m_scan.findBelow(home->path()).size() >= m_askedFiles.size());
        int looked = 0;
        const QStringList found = m_scan.findBelow(home->path(), m_askedFiles, &looked);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
        QVERIFY(looked >= 8); // databases, exports, policy
    }

    void cleanupTestCase()
    {
        m_desk.reset();
        home.reset();
    }
};

QTEST_GUILESS_MAIN(CanaryCliTest)
#include "tst_canarycli.moc"
