// SPDX-License-Identifier: MIT
#include "providers/toolfile.h"

#include <QTest>

namespace {

const QString qovery = QStringLiteral("qovery");
const QString astronomer = QStringLiteral("astronomer");

QByteArray text(const Secret &secret)
{
    return secret.reveal().toByteArray();
}

} // namespace

class TestToolFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsQoverysContext()
    {
        const auto found = readToolFile(qovery,
            R"({"access_token": "eyJa.b.c", "access_token_expiration": "2026-01-01T00:00:00Z",
                "refresh_token": "other", "organization_id": "org-1", "organization_name": "Acme"})");
        QVERIFY(found.ok());
        QCOMPARE(text(found.value().credential), QByteArray("eyJa.b.c"));
        QCOMPARE(found.value().organizationId, QStringLiteral("org-1"));
        QVERIFY(found.value().workspaceIds.isEmpty());
    }

    void readsAstronomersCurrentContext()
    {
        const auto found = readToolFile(astronomer,
            "context: astronomer.io\n"
            "contexts:\n"
            "    astronomer-dev_io:\n"
            "        domain: astronomer-dev.io\n"
            "        token: Bearer wrong\n"
            "    astronomer_io:\n"
            "        domain: astronomer.io\n"
            "        organization: cmorg\n"
            "        organization_short_name: acme\n"
            "        refreshtoken: other\n"
            "        token: Bearer eyJa.b.c\n"
            "        workspace: cmw1\n");
        QVERIFY(found.ok());
        QCOMPARE(text(found.value().credential), QByteArray("Bearer eyJa.b.c"));
        QCOMPARE(found.value().organizationId, QStringLiteral("cmorg"));
        QCOMPARE(found.value().workspaceIds, QStringList{QStringLiteral("cmw1")});
    }

    void troubleIsTold_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        const int invalid = int(Error::Kind::Invalid);
        const int none = int(Error::Kind::NotFound);
        QTest::newRow("broken JSON") << qovery << QByteArray("{\n\"organization_id\": \"a\",\n!}") << invalid
                                     << QStringLiteral("line 3:");
        QTest::newRow("JSON list") << qovery << QByteArray("[]") << invalid << QStringLiteral("line 1:");
        QTest::newRow("signed out") << qovery << QByteArray("{}") << none << QString();
        QTest::newRow("token of another type")
            << qovery << QByteArray(R"({"access_token": 7})") << none << QString();
        QTest::newRow("empty") << qovery << QByteArray() << invalid << QStringLiteral("line 1:");
        QTest::newRow("broken YAML") << astronomer << QByteArray("context: a\n\tcontexts:\n") << invalid
                                     << QStringLiteral("line 2:");
        QTest::newRow("block as a token")
            << astronomer << QByteArray("context: a\ncontexts:\n  a:\n    token: |\n      x\n") << invalid
            << QStringLiteral("line 4:");
        QTest::newRow("no contexts") << astronomer << QByteArray("context: a\n") << none << QString();
        QTest::newRow("no current one")
            << astronomer << QByteArray("contexts:\n  a:\n    token: x\n  b:\n    token: y\n") << none
            << QString();
        QTest::newRow("without a token")
            << astronomer << QByteArray("context: a.b\ncontexts:\n  a_b:\n    domain: a.b\n    token: \"\"\n")
            << none << QString();
        QTest::newRow("no such provider")
            << QStringLiteral("other") << QByteArray("{}") << int(Error::Kind::Unsupported) << QString();
    }

    void troubleIsTold()
    {
        QFETCH(QString, provider);
        QFETCH(QByteArray, content);
        QFETCH(int, kind);
        QFETCH(QString, words);
        const auto found = readToolFile(provider, std::move(content));
        QVERIFY(!found.ok());
        QCOMPARE(int(found.error().kind), kind);
        QVERIFY(found.error().outcome == Error::Outcome::NotSent);
        QVERIFY2(found.error().technical.startsWith(words), qPrintable(found.error().technical));
    }

    void troubleHoldsNothingOfTheFile()
    {
        for (const QString &provider : {qovery, astronomer}) {
            const auto found = readToolFile(provider, "token secret-value\n\taccess_token secret-value");
            QVERIFY(!found.ok());
            QVERIFY(!found.error().technical.contains(QLatin1String("secret")));
        }
    }
};

QTEST_GUILESS_MAIN(TestToolFile)
#include "tst_toolfile.moc"
