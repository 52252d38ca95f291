// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace {

const QString createOperation = QStringLiteral("createOrganizationApiToken");
const QString rotateOperation = QStringLiteral("rotateOrganizationApiToken");

QList<OperationState> statesOf(const JournalOperation &operation)
{
    QList<OperationState> states;
    for (const JournalEvent &event : operation.events)
        states.append(event.state);
    return states;
}

} // namespace

class CliChangesTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;
    QString m_tokenId; ///< of "probe"

    [[nodiscard]] CliDesk &desk() const { return *m_desk; }
    [[nodiscard]] static QStringList create(const char *more = "")
    {
        return words("create --name made --role ORGANIZATION_MEMBER --expiry-days 30 --yes") + words(more);
    }
    void addFault(const QString &operation, Fault::Kind kind, int status = 500) const
    {
        FaultRule rule;
        rule.operation = operation;
        rule.fault.kind = kind;
        rule.fault.status = status;
        desk().server().addFault(rule);
    }
    /// Starts the program on this profile with the vault's password; to be stopped by the test.
    void startOpen(QProcess &process, const QStringList &arguments) const
    {
        process.start(cliPath(),
            QStringList{QStringLiteral("--profile"), desk().folder()} + arguments
                + words("--password-stdin --json"));
        process.write("correct horse\n");
        process.closeWriteChannel();
    }
    [[nodiscard]] bool hasSeen(const QString &operation) const
    {
        const QList<SeenRequest> requests = desk().server().requests();
        return std::any_of(requests.cbegin(), requests.cend(),
            [&operation](const SeenRequest &request) { return request.operation == operation; });
    }
    [[nodiscard]] QString waitingId() const
    {
        const QJsonArray waiting = desk().run(words("secrets list --json")).json().array();
        return waiting.at(0).toObject().value(QLatin1String("id")).toString();
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<CliDesk>();
        const DemoAccount demo = desk().demo(QStringLiteral("astronomer"));
        QVERIFY(desk().remember(demo, QStringLiteral("acme")));
        m_tokenId = desk().server().addToken(demo.account.organizationId, {}, QStringLiteral("probe"));
        QVERIFY(!m_tokenId.isEmpty());
    }

    void aNewValueWaitsUntilItIsConfirmed()
    {
        const CliEnd made = desk().runOpen(create("--json"));
        QCOMPARE(made.code, 0);
        const QJsonObject json = made.json().object();
        QCOMPARE(json.value(QLatin1String("value")).toString(), QStringLiteral("vault"));
        QCOMPARE(json.value(QLatin1String("name")).toString(), QStringLiteral("made"));
        QVERIFY(!json.contains(QLatin1String("secret")));
        const QString id = json.value(QLatin1String("operation")).toString();
        QCOMPARE(waitingId(), id);
        QCOMPARE(desk().operations().first().state, OperationState::Kept);

        const QStringList confirm = words("secrets confirm") + QStringList(id);
        QCOMPARE(desk().runOpen(confirm).code, 1); // nobody has seen it
        const QStringList show = words("secrets show") + QStringList(id);
        QCOMPARE(desk().run(show).code, 6);
        const CliEnd shown = desk().runOpen(show);
        QCOMPARE(shown.code, 0);
        QVERIFY(shown.out.endsWith('\n'));
        QVERIFY(desk().server().isValidSecret(shown.out.chopped(1)));
        QVERIFY(!shown.err.contains(shown.out.chopped(1)));
        QVERIFY(!made.out.contains(shown.out.chopped(1)) && !made.err.contains(shown.out.chopped(1)));

        QCOMPARE(desk().runOpen(confirm).code, 0);
        QVERIFY(waitingId().isEmpty());
        QCOMPARE(desk().runOpen(show).code, 1);
        QCOMPARE(statesOf(desk().operations().first()),
            (QList<OperationState>{OperationState::Begun, OperationState::Sent, OperationState::Kept,
                OperationState::Shown, OperationState::Confirmed}));
    }

    void aNewValueIntoAFile()
    {
        const QString path = desk().path(QStringLiteral("made.token"));
        const QStringList target{QStringLiteral("--secret-file"), path};
        QCOMPARE(desk().runOpen(create() + target).code, 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray first = file.readAll();
        file.close();
        QVERIFY(desk().server().isValidSecret(first.chopped(1)));
#ifdef Q_OS_UNIX
        QCOMPARE(file.permissions()
                & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
#endif
        QCOMPARE(desk().operations().first().state, OperationState::Confirmed);
        QVERIFY(waitingId().isEmpty());

        const QStringList rotate = words("rotate probe --yes") + target;
        desk().server().clearRequests();
        QCOMPARE(desk().runOpen(rotate).code, 2); // it exists
        QVERIFY(!hasSeen(rotateOperation));
        QCOMPARE(desk().runOpen(rotate + words("--force")).code, 0);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray second = file.readAll();
        QVERIFY(second != first && desk().server().isValidSecret(second.chopped(1)));
    }

    void aNewValueOnStandardOutput()
    {
        const CliEnd end = desk().runOpen(words("rotate probe --yes --secret-stdout"));
        QCOMPARE(end.code, 0);
        QVERIFY(desk().server().isValidSecret(end.out.chopped(1)));
        QVERIFY(!end.err.contains(end.out.chopped(1)));
        QVERIFY(!waitingId().isEmpty()); // a pipe proves nothing

        const CliEnd json = desk().runOpen(words("rotate probe --yes --secret-stdout --json"));
        QCOMPARE(json.code, 0);
        const QJsonObject object = json.json().object();
        QCOMPARE(object.value(QLatin1String("token")).toString(), m_tokenId);
        QVERIFY(desk().server().isValidSecret(object.value(QLatin1String("secret")).toString().toUtf8()));
        QVERIFY(!desk().server().isValidSecret(end.out.chopped(1)));
    }

#ifdef Q_OS_UNIX
    void aClosedOutputLosesNothing()
    {
        QProcess process;
        process.start(QStringLiteral("/bin/sh"),
            QStringList{QStringLiteral("-c"), QStringLiteral("\"$0\" \"$@\" >&-"), cliPath(),
                QStringLiteral("--profile"), desk().folder()}
                + words("rotate probe --yes --secret-stdout --password-stdin"));
        process.write("correct horse\n");
        process.closeWriteChannel();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitCode(), 1);
        const CliEnd shown = desk().runOpen(words("secrets show") + QStringList(waitingId()));
        QVERIFY(desk().server().isValidSecret(shown.out.chopped(1)));
    }

    void stoppedBeforeAnythingWasSent()
    {
        const QString list = QStringLiteral("listOrganizationApiTokens");
        addFault(list, Fault::Kind::Hang);
        QProcess process;
        startOpen(process, words("rotate probe --yes"));
        QTRY_VERIFY_WITH_TIMEOUT(hasSeen(list), 30'000);
        process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(desk().operations().isEmpty());
    }

    void stoppedBetweenSentAndAnswered()
    {
        addFault(createOperation, Fault::Kind::HangAfterCommit);
        QProcess process;
        startOpen(process, create());
        QTRY_VERIFY_WITH_TIMEOUT(hasSeen(createOperation), 30'000);
        process.terminate();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(process.exitCode(), 5);
        const QByteArray told = process.readAllStandardError();
        QVERIFY(told.contains("resolve") && told.contains("\"outcome\":\"unknown\""));
        QCOMPARE(desk().operations().first().state, OperationState::Unknown);
    }
#endif

    void killedAndResolved()
    {
        addFault(createOperation, Fault::Kind::HangAfterCommit);
        QProcess process;
        startOpen(process, create());
        QTRY_VERIFY_WITH_TIMEOUT(hasSeen(createOperation), 30'000);
        process.kill();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30'000);
        QCOMPARE(desk().operations().first().state, OperationState::Sent);

        QCOMPARE(desk().run(words("resolve")).code, 6);
        const CliEnd end = desk().runOpen(words("resolve --json"));
        QCOMPARE(end.code, 0);
        const QJsonObject found = end.json().array().at(0).toObject();
        QCOMPARE(found.value(QLatin1String("finding")).toString(), QStringLiteral("created-secret-lost"));
        QVERIFY(!found.value(QLatin1String("message")).toString().isEmpty());
        QCOMPARE(desk().operations().first().state, OperationState::Resolved);
        const CliEnd again = desk().runOpen(words("resolve --json"));
        QCOMPARE(again.code, 0);
        QVERIFY(again.json().array().isEmpty());
    }

    void notAnsweredAndSetAside()
    {
        addFault(rotateOperation, Fault::Kind::CloseAfterCommit);
        const CliEnd end = desk().runOpen(words("rotate probe --yes --json"));
        QCOMPARE(end.code, 5);
        QVERIFY(end.out.isEmpty());
        const QString id = desk().operations().first().id;
        QCOMPARE(desk().run(words("resolve --set-aside") + QStringList(id)).code, 0); // needs no vault
        QCOMPARE(desk().operations().first().finding(), Finding::SetAside);
        QCOMPARE(desk().run(words("resolve --set-aside") + QStringList(id)).code, 1);
    }

    void refusedByTheProvider()
    {
        addFault(rotateOperation, Fault::Kind::Status, 403);
        const CliEnd end = desk().runOpen(words("rotate probe --yes --json"));
        QCOMPARE(end.code, 4);
        QCOMPARE(end.jsonError().value(QLatin1String("httpStatus")).toInt(), 403);
        QVERIFY(end.out.isEmpty());
        QCOMPARE(desk().operations().first().state, OperationState::Refused);
    }

    void changedAndDeleted()
    {
        const CliEnd changed = desk().runOpen(QStringList{QStringLiteral("update"), QStringLiteral("probe"),
                                                  QStringLiteral("--name"), QStringLiteral("<b>probe</b> é")}
            + words("--yes --json"));
        QCOMPARE(changed.code, 0);
        QCOMPARE(changed.json().object().value(QLatin1String("name")).toString(),
            QStringLiteral("<b>probe</b> é"));
        const CliEnd role = desk().runOpen(
            words("update --role ORGANIZATION_BILLING_ADMIN --yes --json") + QStringList(m_tokenId));
        QCOMPARE(role.code, 0);
        QVERIFY(role.out.contains("ORGANIZATION_BILLING_ADMIN"));
        const CliEnd deleted = desk().runOpen(words("delete --yes --json") + QStringList(m_tokenId));
        QCOMPARE(deleted.code, 0);
        QCOMPARE(deleted.json().object().value(QLatin1String("deleted")).toString(), m_tokenId);
        QCOMPARE(desk().runOpen(words("delete --yes") + QStringList(m_tokenId)).code, 1);
        QCOMPARE(desk().operations().first().state, OperationState::Done);
    }

    void whatIsNotSent_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("nobody to ask") << words("rotate probe") << 2;
        QTest::newRow("unknown token") << words("rotate nothing --yes") << 1;
        QTest::newRow("no token") << words("rotate --yes") << 2;
        QTest::newRow("unknown role") << words("create --name x --role NOBODY --never-expires --yes") << 1;
        QTest::newRow("no role") << words("create --name x --yes") << 2;
        QTest::newRow("no lifetime") << words("create --name x --role ORGANIZATION_MEMBER --yes") << 2;
        QTest::newRow("no number") << words(
            "create --name x --role ORGANIZATION_MEMBER --expiry-days soon --yes")
                                   << 2;
        QTest::newRow("too long a life")
            << words("create --name x --role ORGANIZATION_MEMBER --expiry-days 99999 --yes") << 2;
        QTest::newRow("nothing to change") << words("update probe --yes") << 2;
        QTest::newRow("without a vault") << words("rotate probe --yes --no-vault --credential-env X") << 2;
        QTest::newRow("two targets") << words("rotate probe --yes --secret-stdout --secret-file x") << 2;
        QTest::newRow("a directory that is not there")
            << words("rotate probe --yes --secret-file /nowhere/at/all") << 2;
        QTest::newRow("memory without a target")
            << words("rotate probe --yes --memory-vault --credential-env X") << 2;
        QTest::newRow("unknown account") << words("rotate probe --yes --account nobody") << 1;
    }

    void whatIsNotSent()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const CliEnd end = desk().runOpen(arguments);
        QVERIFY2(end.code == code, end.err.constData());
        QVERIFY(end.out.isEmpty());
        QVERIFY(!end.err.isEmpty());
        QVERIFY(desk().operations().isEmpty());
        const QList<SeenRequest> requests = desk().server().requests();
        for (const SeenRequest &request : requests)
            QCOMPARE(request.method, QByteArrayLiteral("GET"));
    }

    void withTheVaultInMemory()
    {
        const DemoAccount demo = desk().demo(QStringLiteral("astronomer"));
        const CliEnd end = desk().run(
            words("rotate probe --yes --memory-vault --credential-stdin --secret-stdout"), demo.credential);
        QCOMPARE(end.code, 0);
        QVERIFY(desk().server().isValidSecret(end.out.chopped(1)));
        QCOMPARE(desk().run(words("rotate probe --yes")).code, 6); // the vault is as locked as before
        QCOMPARE(desk().runOpen(words("accounts test")).code, 0);
    }
};

QTEST_GUILESS_MAIN(CliChangesTest)
#include "tst_clichanges.moc"
