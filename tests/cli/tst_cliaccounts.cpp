// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#include "session/accountcolours.h"

#include <QJsonArray>

class CliAccountsTest final : public QObject
{
    Q_OBJECT

private:
    static QStringList addArguments(const DemoAccount &demo, const char *name)
    {
        return {QStringLiteral("accounts"), QStringLiteral("add"), QStringLiteral("--name"),
            QString::fromUtf8(name), QStringLiteral("--provider"), demo.account.providerKey,
            QStringLiteral("--base-url"), demo.account.baseUrl.toString(), QStringLiteral("--organization"),
            demo.account.organizationId, QStringLiteral("--credential-env"),
            QStringLiteral("CLI_CREDENTIAL")};
    }
    static QHash<QString, QString> credentialOf(const DemoAccount &demo)
    {
        return {{QStringLiteral("CLI_CREDENTIAL"), QString::fromUtf8(demo.credential)}};
    }

private Q_SLOTS:
    void addedTestedListedAndRemoved()
    {
        CliDesk desk;
        QVERIFY(desk.remember(desk.demo(QStringLiteral("astronomer")), QStringLiteral("other")));
        const DemoAccount demo = desk.demo(QStringLiteral("qovery"));
        desk.server().clearRequests();

        const CliEnd added = desk.runOpen(addArguments(demo, "Ächt ☃"), credentialOf(demo));
        QCOMPARE(added.code, 0);
        QVERIFY(!added.err.contains(demo.credential));
        QVERIFY(desk.server().requests().isEmpty()); // nothing is sent

        const QJsonArray accounts = desk.run(words("accounts list --json")).json().array();
        QCOMPARE(accounts.size(), 2);
        QCOMPARE(accounts.at(1).toObject().value(QLatin1String("name")).toString(), QStringLiteral("Ächt ☃"));
        QVERIFY(desk.run(words("accounts list")).out.contains("Ächt ☃"));

        const CliEnd tested = desk.runOpen(words("accounts test --json"));
        QCOMPARE(tested.code, 0);
        QCOMPARE(tested.json().array().size(), 2);
        for (const QJsonValue account : tested.json().array()) {
            QVERIFY(account.toObject().value(QLatin1String("ok")).toBool());
            QVERIFY(account.toObject().value(QLatin1String("tokens")).toInt() > 0);
        }

        const CliEnd all = desk.runOpen(words("list --json"));
        QCOMPARE(all.code, 0);
        QVERIFY(all.json().object().value(QLatin1String("complete")).toBool());
        QCOMPARE(all.json().object().value(QLatin1String("accounts")).toArray().size(), 2);
        const QJsonArray tokens = all.json().object().value(QLatin1String("tokens")).toArray();
        QSet<QString> named;
        for (const QJsonValue token : tokens)
            named.insert(token.toObject().value(QLatin1String("account")).toString());
        QCOMPARE(named, (QSet<QString>{QStringLiteral("Ächt ☃"), QStringLiteral("other")}));
        const CliEnd one = desk.runOpen(words("list --json --account OTHER"));
        QCOMPARE(one.code, 0);
        QVERIFY(one.json().object().value(QLatin1String("tokens")).toArray().size() < tokens.size());

        const QStringList remove{
            QStringLiteral("accounts"), QStringLiteral("remove"), QStringLiteral("Ächt ☃")};
        QCOMPARE(desk.runOpen(remove).code, 2); // no terminal, no --yes
        QCOMPARE(desk.runOpen(remove + words("--yes")).code, 0);
        QCOMPARE(desk.run(words("accounts list --json")).json().array().size(), 1);
        QCOMPARE(desk.runOpen(remove + words("--yes")).code, 1); // there is none any more
    }

    void theGenerationIsChosenOrFollowsTheAddress_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("generation");
        const QString old = QStringLiteral("v1alpha1");
        const QString current = QStringLiteral("v1");
        QTest::newRow("by the older address") << QStringLiteral("/v1alpha1") << QStringList() << old;
        QTest::newRow("by the newer address") << QStringLiteral("/v1") << QStringList() << current;
        QTest::newRow("by neither") << QStringLiteral("/proxied") << QStringList() << current;
        QTest::newRow("chosen") << QStringLiteral("/proxied") << words("--generation v1alpha1") << old;
    }

    void theGenerationIsChosenOrFollowsTheAddress()
    {
        QFETCH(QString, path);
        QFETCH(QStringList, more);
        QFETCH(QString, generation);
        CliDesk desk;
        QVERIFY(desk.remember(desk.demo(QStringLiteral("qovery")), QStringLiteral("other")));
        DemoAccount demo = desk.demo(QStringLiteral("astronomer"));
        demo.account.baseUrl.setPath(path);
        QCOMPARE(desk.runOpen(addArguments(demo, "acme") + more, credentialOf(demo)).code, 0);
        const QJsonObject account = desk.run(words("accounts list --json")).json().array().last().toObject();
        QCOMPARE(account.value(QLatin1String("generation")).toString(), generation);
    }

    void theCurrentGenerationIsWorkedWith()
    {
        CliDesk desk;
        QVERIFY(desk.remember(desk.demo(QStringLiteral("qovery")), QStringLiteral("other")));
        DemoAccount demo = desk.demo(QStringLiteral("astronomer"));
        demo.account.baseUrl.setPath(QStringLiteral("/v1"));
        QCOMPARE(desk.runOpen(addArguments(demo, "acme"), credentialOf(demo)).code, 0);
        const QJsonObject listed = desk.runOpen(words("list --json --account acme"))
                                       .json()
                                       .object()
                                       .value(QLatin1String("tokens"))
                                       .toArray()
                                       .first()
                                       .toObject();
        QVERIFY(listed.value(QLatin1String("roles")).isNull());
        const QString id = listed.value(QLatin1String("id")).toString();
        const CliEnd shown = desk.runOpen(QStringList{QStringLiteral("show"), id} + words("--json"));
        QCOMPARE(shown.code, 0);
        QVERIFY(!shown.json().array().first().toObject().value(QLatin1String("roles")).toArray().isEmpty());
    }

    void whatIsNotAdded_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        QTest::newRow("name is taken") << words("--name acme") << 1;
        QTest::newRow("same organization") << words("--name different") << 1;
        QTest::newRow("plain http") << words("--base-url http://example.com") << 2;
        QTest::newRow("unknown provider") << words("--provider nobody") << 2;
        QTest::newRow("two sources") << words("--credential-stdin") << 2;
        QTest::newRow("unset variable")
            << words("--name different --organization o2 --credential-env UNSET_X") << 2;
        QTest::newRow("a generation of another provider")
            << words("--name b --organization o --generation v1") << 2;
        QTest::newRow("unknown generation") << words("--generation v9") << 2;
        QTest::newRow("a proxy of another kind") << words("--proxy ftp://proxy.corp:21") << 2;
        QTest::newRow("a proxy without a port") << words("--proxy http://proxy.corp") << 2;
        QTest::newRow("a proxy with a path") << words("--proxy http://proxy.corp:3128/pac") << 2;
        QTest::newRow("a proxy's password in the address")
            << words("--proxy http://mia:geheim@proxy.corp:3128") << 2;
        QTest::newRow("a proxy's password as an argument") << words("--proxy-password geheim") << 2;
        QTest::newRow("a login without a proxy") << words("--proxy-user mia") << 2;
        QTest::newRow("too short a time-out") << words("--timeout 4") << 2;
        QTest::newRow("a time-out in words") << words("--timeout soon") << 2;
        QTest::newRow("no vault") << words("--no-vault") << 2;
    }

    void whatIsNotAdded()
    {
        QFETCH(QStringList, more);
        QFETCH(int, code);
        CliDesk desk;
        const DemoAccount demo = desk.demo(QStringLiteral("qovery"));
        QVERIFY(desk.remember(demo, QStringLiteral("acme")));
        const CliEnd end = desk.runOpen(addArguments(demo, "acme") + more, credentialOf(demo));
        QCOMPARE(end.code, code);
        QVERIFY(!end.err.isEmpty());
        QVERIFY(!end.err.contains(demo.credential));
        QVERIFY(!end.err.contains("geheim"));
        QCOMPARE(desk.run(words("accounts list --json")).json().array().size(), 1);
    }

    void theNetworkIsRemembered()
    {
        CliDesk desk;
        QVERIFY(desk.remember(desk.demo(QStringLiteral("astronomer")), QStringLiteral("other")));
        const DemoAccount demo = desk.demo(QStringLiteral("qovery"));
        QHash<QString, QString> variables = credentialOf(demo);
        variables.insert(QStringLiteral("PROXY_PASSWORD"), QStringLiteral("geheim"));
        const CliEnd added = desk.runOpen(addArguments(demo, "acme")
                + words("--proxy socks5://proxy.corp:1080 --proxy-user mia --proxy-password-env "
                        "PROXY_PASSWORD --timeout 90"),
            variables);
        QCOMPARE(added.code, 0);
        QVERIFY(!added.out.contains("geheim") && !added.err.contains("geheim"));
        const CliEnd listed = desk.run(words("accounts list --json"));
        QVERIFY(!listed.out.contains("geheim"));
        const QJsonObject account = listed.json().array().last().toObject();
        QCOMPARE(
            account.value(QLatin1String("proxy")).toString(), QStringLiteral("socks5://proxy.corp:1080"));
        QCOMPARE(account.value(QLatin1String("proxyUser")).toString(), QStringLiteral("mia"));
        QCOMPARE(account.value(QLatin1String("timeoutSeconds")).toInt(), 90);
        // On the loopback the proxy, which is nowhere, is not asked.
        QCOMPARE(desk.runOpen(words("accounts test --account acme")).code, 0);

        Background background;
        SystemClock clock;
        Profile profile(clock, desk.folder());
        QVERIFY(openVault(profile, background));
        const auto kept = profile.vault().names(QStringLiteral("proxy/"));
        QCOMPARE(kept.value().size(), 1);
        QCOMPARE(profile.vault().get(kept.value().constFirst()).value().reveal().toByteArray(),
            QByteArray("geheim"));
    }

    void theMarksAreRemembered()
    {
        CliDesk desk;
        const DemoAccount demo = desk.demo(QStringLiteral("qovery"));
        QVERIFY(desk.remember(desk.demo(QStringLiteral("astronomer")), QStringLiteral("other")));
        const QStringList add = addArguments(demo, "acme");
        QCOMPARE(desk.run(add + words("--colour beige"), {}, credentialOf(demo)).code, 2);
        const QStringList tooLong{QStringLiteral("--environment"), QString(25, u'x')};
        QCOMPARE(desk.run(add + tooLong, {}, credentialOf(demo)).code, 2);
        const QString colour = accountColours().constLast();
        const CliEnd added = desk.runOpen(
            add + words("--environment Production --colour") + QStringList{colour}, credentialOf(demo));
        QVERIFY2(added.code == 0, added.err.constData());
        const QJsonObject account = desk.run(words("accounts list --json")).json().array().last().toObject();
        QCOMPARE(account.value(QLatin1String("environment")).toString(), QStringLiteral("Production"));
        QCOMPARE(account.value(QLatin1String("colour")).toString(), colour);
        QVERIFY(account.value(QLatin1String("production")).toBool());
        QVERIFY(desk.run(words("accounts list")).out.contains("Production"));
        QVERIFY(desk.run(words("accounts add --help")).out.contains(colour.toUtf8()));
    }

    void listTellsNoMoreThanIsKnown()
    {
        CliDesk desk;
        QVERIFY(desk.remember(desk.demo(QStringLiteral("qovery")), QStringLiteral("acme")));
        const auto only = [&desk] {
            return desk.run(words("accounts list --json")).json().array().first().toObject();
        };
        QVERIFY(only().value(QLatin1String("listedAt")).isNull());
        QCOMPARE(only().value(QLatin1String("health")).toString(), QStringLiteral("not-known"));
        QVERIFY(desk.run(words("accounts list")).out.contains("not asked yet"));
        QCOMPARE(desk.runOpen(words("list")).code, 0);
        desk.server().clearRequests();
        const QDateTime listedAt =
            QDateTime::fromString(only().value(QLatin1String("listedAt")).toString(), Qt::ISODate);
        QVERIFY(qAbs(listedAt.secsTo(QDateTime::currentDateTimeUtc())) < 600);
        QCOMPARE(only().value(QLatin1String("health")).toString(), QStringLiteral("not-known"));
        QVERIFY(desk.run(words("accounts list")).out.contains("not asked now"));
        QVERIFY2(desk.server().requests().isEmpty(), "nobody is asked");
    }

    void theHealthIsTold()
    {
        CliDesk desk;
        DemoAccount refused = desk.demo(QStringLiteral("qovery"));
        refused.credential = "qov_worthless";
        QVERIFY(desk.remember(refused, QStringLiteral("refused")));
        QVERIFY(desk.remember(desk.demo(QStringLiteral("astronomer")), QStringLiteral("good")));
        const CliEnd tested = desk.runOpen(words("accounts test --json"));
        QHash<QString, QString> health;
        for (const QJsonValue account : tested.json().array())
            health.insert(account.toObject().value(QLatin1String("name")).toString(),
                account.toObject().value(QLatin1String("health")).toString());
        QCOMPARE(health.value(QStringLiteral("refused")), QStringLiteral("refused"));
        QCOMPARE(health.value(QStringLiteral("good")), QStringLiteral("connected"));
        QVERIFY(desk.runOpen(words("accounts test")).out.contains("Connected"));
    }

    void aCredentialForOneCommandIsNotKept()
    {
        CliDesk desk;
        const DemoAccount demo = desk.demo(QStringLiteral("qovery"));
        DemoAccount empty = demo;
        empty.credential = "qov_worthless";
        QVERIFY(desk.remember(empty, QStringLiteral("acme")));
        QCOMPARE(desk.runOpen(words("accounts test")).code, 4);
        const QStringList withOther = words("accounts test --no-vault --credential-env CLI_CREDENTIAL");
        QCOMPARE(desk.run(withOther, {}, credentialOf(demo)).code, 0);
        QCOMPARE(desk.runOpen(words("accounts test")).code, 4);
    }

    void unknownAccountAndNoNetwork()
    {
        CliDesk desk;
        DemoAccount demo = desk.demo(QStringLiteral("qovery"));
        demo.account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1"));
        QVERIFY(desk.remember(demo, QStringLiteral("nowhere")));
        const CliEnd unknown = desk.runOpen(words("list --json --account nobody"));
        QCOMPARE(unknown.code, 1);
        QVERIFY(
            unknown.jsonError().value(QLatin1String("message")).toString().contains(QLatin1String("nobody")));
        const CliEnd offline = desk.runOpen(words("list --json"));
        QCOMPARE(offline.code, 1);
        QCOMPARE(offline.jsonError().value(QLatin1String("kind")).toString(), QStringLiteral("network"));
        QVERIFY(offline.out.isEmpty());
    }

    void anEmptyProfile()
    {
        const CliDesk desk;
        QCOMPARE(desk.run(words("list")).code, 6); // no vault was made
        const CliEnd accounts = desk.run(words("accounts list --json"));
        QCOMPARE(accounts.code, 0);
        QCOMPARE(accounts.json().array().size(), 0);
    }
};

QTEST_GUILESS_MAIN(CliAccountsTest)
#include "tst_cliaccounts.moc"
