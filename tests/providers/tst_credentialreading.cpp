// SPDX-License-Identifier: MIT
#include "providers/catalog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

using Kind = CredentialFacts::Kind;

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray jwtOf(const QJsonObject &claims)
{
    return base64Url(R"({"alg":"RS256","typ":"JWT"})") + '.'
        + base64Url(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + ".c2lnbmF0dXJl";
}

CredentialFacts factsOf(QByteArray pasted)
{
    return readCredential(Secret(std::move(pasted)));
}

QJsonObject astronomerClaims()
{
    return {{QStringLiteral("apiTokenId"), QStringLiteral("cmtoken")},
        {QStringLiteral("permissions"),
            QJsonArray{QStringLiteral("apiTokenId:cmtoken"), QStringLiteral("organizationId:cmorg"),
                QStringLiteral("workspaceId:cmw1"), QStringLiteral("workspaceId:cmw2"),
                QStringLiteral("workspaceId:cmw1"), QStringLiteral("workspaceId: "),
                QStringLiteral("organizationIdx"), 7}}};
}

} // namespace

class TestCredentialReading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void qoverysTokensAreKnownByHowTheyBegin()
    {
        const CredentialFacts token = factsOf("qov_abc123");
        QCOMPARE(token.providerKey, QStringLiteral("qovery"));
        QVERIFY(token.kind == Kind::ApiToken);
        QVERIFY(token.scheme == AuthScheme::Token);
        QVERIFY(!token.hasWrongWord());
        QVERIFY(!token.expiresAt.isValid());
        const CredentialFacts policy = factsOf("sk-qov-01-abc");
        QCOMPARE(policy.providerKey, QStringLiteral("qovery"));
        QVERIFY(policy.kind == Kind::PolicyToken);
        QVERIFY(policy.scheme == AuthScheme::Token);
    }

    void aWrongWordIsNoticed_data()
    {
        QTest::addColumn<QByteArray>("pasted");
        QTest::addColumn<int>("word");
        QTest::addColumn<bool>("isWrong");
        const QByteArray jwt = jwtOf(astronomerClaims());
        QTest::newRow("wrong for a token") << QByteArray("Bearer qov_abc") << int(AuthScheme::Bearer) << true;
        QTest::newRow("wrong in a header")
            << QByteArray("\"Authorization: bearer qov_abc\"\n") << int(AuthScheme::Bearer) << true;
        QTest::newRow("right for a token") << QByteArray("Token qov_abc") << int(AuthScheme::Token) << false;
        QTest::newRow("wrong for a JWT") << "Token " + jwt << int(AuthScheme::Token) << true;
        QTest::newRow("right for a JWT") << " Bearer " + jwt + '\n' << int(AuthScheme::Bearer) << false;
        QTest::newRow("the innermost counts")
            << QByteArray("Bearer Token qov_abc") << int(AuthScheme::Token) << false;
        QTest::newRow("none") << QByteArray("qov_abc") << int(AuthScheme::Automatic) << false;
        QTest::newRow("cannot be told") << QByteArray("Bearer whatever") << int(AuthScheme::Bearer) << false;
    }

    void aWrongWordIsNoticed()
    {
        QFETCH(QByteArray, pasted);
        QFETCH(int, word);
        QFETCH(bool, isWrong);
        const CredentialFacts facts = factsOf(pasted);
        QCOMPARE(int(facts.pastedScheme), word);
        QCOMPARE(facts.hasWrongWord(), isWrong);
    }

    void astronomersClaimsAreRead()
    {
        QJsonObject claims = astronomerClaims();
        claims.insert(QStringLiteral("exp"), 1'700'000'000);
        const CredentialFacts facts = factsOf("Bearer " + jwtOf(claims));
        QCOMPARE(facts.providerKey, QStringLiteral("astronomer"));
        QVERIFY(facts.kind == Kind::ApiToken);
        QVERIFY(facts.scheme == AuthScheme::Bearer);
        QCOMPARE(facts.organizationId, QStringLiteral("cmorg"));
        QCOMPARE(facts.workspaceIds, QStringList({QStringLiteral("cmw1"), QStringLiteral("cmw2")}));
        QCOMPARE(facts.ownTokenId, QStringLiteral("cmtoken"));
        const QDateTime end = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
        QCOMPARE(facts.expiresAt, end);
        QVERIFY(facts.isExpired(end));
        QVERIFY(!facts.isExpired(end.addSecs(-1)));
    }

    void aTokenOfSeveralOrganizationsNamesNone()
    {
        QJsonObject claims = astronomerClaims();
        claims.insert(QStringLiteral("permissions"),
            QJsonArray{QStringLiteral("organizationId:a"), QStringLiteral("organizationId:b")});
        QVERIFY(factsOf(jwtOf(claims)).organizationId.isEmpty());
    }

    void signInsAreKnownByTheirIssuer()
    {
        const auto signIn = [](const char *issuer) {
            return factsOf(jwtOf({{QStringLiteral("iss"), QString::fromLatin1(issuer)},
                {QStringLiteral("exp"), 1'700'000'000}, {QStringLiteral("sub"), QStringLiteral("me")}}));
        };
        const CredentialFacts qovery = signIn("https://auth.qovery.com/");
        QCOMPARE(qovery.providerKey, QStringLiteral("qovery"));
        QVERIFY(qovery.kind == Kind::SignIn);
        QVERIFY(qovery.scheme == AuthScheme::Bearer);
        QVERIFY(qovery.expiresAt.isValid());
        QCOMPARE(signIn("https://auth.astronomer.io/").providerKey, QStringLiteral("astronomer"));
        for (const char *other : {"https://notqovery.com/", "https://qovery.com.example/", "me", ""}) {
            const CredentialFacts unknown = signIn(other);
            QVERIFY2(unknown.providerKey.isEmpty(), other);
            QVERIFY(unknown.scheme == AuthScheme::Bearer);
        }
    }

    void whatCannotBeToldIsNotTold()
    {
        QVERIFY(factsOf({}).isEmpty);
        QVERIFY(factsOf("Bearer ").isEmpty);
        const CredentialFacts other = factsOf("hvs.CAESIJ");
        QVERIFY(!other.isEmpty);
        QVERIFY(other.providerKey.isEmpty());
        QVERIFY(other.scheme == AuthScheme::Automatic);
        QVERIFY(other.kind == Kind::Unknown);
        for (const double odd : {-5.0, 1e300, 1e15}) {
            QJsonObject claims = astronomerClaims();
            claims.insert(QStringLiteral("exp"), odd);
            QVERIFY(!factsOf(jwtOf(claims)).expiresAt.isValid());
        }
    }
};

QTEST_GUILESS_MAIN(TestCredentialReading)
#include "tst_credentialreading.moc"
