// SPDX-License-Identifier: MIT
#include "core/token.h"
#include "session/tokensearch.h"

#include <QTest>

class TokenSearchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWordMustOccurSomewhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("nothing asked") << QStringLiteral("  ") << true;
        QTest::newRow("name, other case") << QStringLiteral("NIGHTLY") << true;
        QTest::newRow("accents") << QStringLiteral("ubung") << true;
        QTest::newRow("accents typed") << QStringLiteral("übung") << true;
        QTest::newRow("role") << QStringLiteral("operator") << true;
        QTest::newRow("creator and account") << QStringLiteral("ada acme") << true;
        QTest::newRow("id and description") << QStringLiteral("tok-1 übung") << true;
        QTest::newRow("one word is missing") << QStringLiteral("nightly other") << false;
        QTest::newRow("across two fields") << QStringLiteral("nightlytok") << false;
        QTest::newRow("key, other case") << QStringLiteral("CREATOR:ada") << true;
        QTest::newRow("key, somebody else") << QStringLiteral("creator:nightly") << false;
        QTest::newRow("key, in quotes") << QStringLiteral("account:\"acme cloud\" night") << true;
        QTest::newRow("key, quotes not closed") << QStringLiteral("account:\"acme cl") << true;
        QTest::newRow("kind as the service writes it") << QStringLiteral("kind:direct_access") << true;
        QTest::newRow("kind for people") << QStringLiteral("kind:\"direct access\"") << true;
        QTest::newRow("kind, another") << QStringLiteral("kind:standard") << false;
        QTest::newRow("role") << QStringLiteral("role:operator") << true;
        QTest::newRow("scope") << QStringLiteral("scope:organ") << true;
        QTest::newRow("scope is no role") << QStringLiteral("role:organ") << false;
        QTest::newRow("a key is still typed") << QStringLiteral("creator:") << true;
        QTest::newRow("no key") << QStringLiteral("https://ada") << false;
        QTest::newRow("control characters") << QStringLiteral("\1ada") << true;
        QTest::newRow("full width") << QStringLiteral("ｎｉｇｈｔｌｙ") << true;
    }

    void everyWordMustOccurSomewhere()
    {
        QFETCH(QString, text);
        Token token;
        token.name = QStringLiteral("Nightly");
        token.id = QStringLiteral("tok-1");
        token.description = QStringLiteral("für die Übung");
        token.createdBy = QStringLiteral("Ada");
        TokenRole role;
        role.role = QStringLiteral("WORKSPACE_OPERATOR");
        token.roles = {role};
        token.kind = QStringLiteral("DIRECT_ACCESS");
        const TokenSearch::Around around{QStringLiteral("acme cloud"), QStringLiteral("Organization"),
            QStringLiteral("Direct access"), false};
        QTEST(TokenSearch(text).matches(token, around), "isFound");
    }

    void whatTheServiceFoundIsByItsCreator()
    {
        Token token;
        token.name = QStringLiteral("nightly");
        const TokenSearch search(QStringLiteral("creator:bob night creator:\"ada l\""));
        QCOMPARE(search.creator(), QStringLiteral("ada l"));
        QCOMPARE(search.words().size(), 2);
        QVERIFY(!search.matches(token, {{}, {}, {}, false}));
        QVERIFY(search.matches(token, {{}, {}, {}, true}));
        token.name = QStringLiteral("other");
        QVERIFY(!search.matches(token, {{}, {}, {}, true}));
    }

    void helpNamesEveryKey()
    {
        const QString help = TokenSearch::help().join(u'\n');
        for (const char *key : {"creator:", "kind:", "role:", "account:", "scope:"})
            QVERIFY2(help.contains(QLatin1String(key)), key);
    }
};

QTEST_GUILESS_MAIN(TokenSearchTest)
#include "tst_tokensearch.moc"
