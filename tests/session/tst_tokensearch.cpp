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
        QTEST(TokenSearch(text).matches(token, {QStringLiteral("acme"), QStringLiteral("Organization")}),
            "isFound");
    }
};

QTEST_GUILESS_MAIN(TokenSearchTest)
#include "tst_tokensearch.moc"
