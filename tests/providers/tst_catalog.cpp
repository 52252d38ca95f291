// SPDX-License-Identifier: MIT
#include "providers/catalog.h"

#include "core/background.h"
#include "net/httpclient.h"
#include "providers/provider.h"
#include "support/manualclock.h"

#include <QSet>
#include <QTest>

class TestCatalog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsProviders();
    void makesThem();
    void cleansWhatPeoplePaste_data();
    void cleansWhatPeoplePaste();
    void choosesTheWord_data();
    void choosesTheWord();
    void noCredentialMakesNoHeader_data();
    void noCredentialMakesNoHeader();
    void readsWhichTokenACredentialIs_data();
    void readsWhichTokenACredentialIs();
};

namespace {

/// The header of a real JWT: 36 characters, a multiple of four.
const QByteArray jwtHeader = QByteArray(R"({"alg":"RS256","typ":"JWT"})")
                                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
/// One byte longer, so that its unpadded length is no multiple of four.
const QByteArray oddJwtHeader = QByteArray(R"({"alg":"RS256","typ":"JWT" })")
                                    .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
const QByteArray jwt = jwtHeader + ".eyJzdWIiOiJ4In0.c2ln_-x";
const QByteArray oddJwt = oddJwtHeader + ".eyJzdWIiOiJ4In0.c2ln_-x";

Secret secretOf(QByteArray text)
{
    return Secret(std::move(text));
}

} // namespace

void TestCatalog::knowsItsProviders()
{
    const QList<ProviderInfo> catalog = providerCatalog();
    QSet<QString> keys;
    for (const ProviderInfo &info : catalog) {
        QVERIFY(!keys.contains(info.key));
        keys.insert(info.key);
        QVERIFY(!info.name.isEmpty());
        QCOMPARE(info.letter.size(), 1);
        QVERIFY(info.baseUrl.isValid());
        QCOMPARE(info.baseUrl.scheme(), QStringLiteral("https"));
        QVERIFY(!info.credentialHint.isEmpty());
    }
    QCOMPARE(keys, (QSet<QString>{QStringLiteral("qovery"), QStringLiteral("astronomer")}));
    const auto qovery = providerInfo(QStringLiteral("qovery"));
    QVERIFY(qovery && qovery->hasSchemeChoice && !qovery->hasWorkspaces);
    QCOMPARE(qovery->baseUrl, QUrl(QStringLiteral("https://api.qovery.com")));
    const auto astronomer = providerInfo(QStringLiteral("astronomer"));
    QVERIFY(astronomer && astronomer->hasWorkspaces && !astronomer->hasSchemeChoice);
    QCOMPARE(astronomer->baseUrl, QUrl(QStringLiteral("https://api.astronomer.io/v1")));
    QVERIFY(!providerInfo(QStringLiteral("Qovery")));
}

void TestCatalog::makesThem()
{
    const ManualClock clock;
    HttpClient client({}, {}, clock);
    Background background;
    const QList<ProviderInfo> catalog = providerCatalog();
    for (const ProviderInfo &info : catalog) {
        Account account;
        account.providerKey = info.key;
        const auto provider = makeProvider(account, client, background);
        QVERIFY(provider);
        QCOMPARE(provider->capabilities().hasExpiry, info.key == QLatin1String("astronomer"));
    }
    QVERIFY(!makeProvider({}, client, background));
}

void TestCatalog::cleansWhatPeoplePaste_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QByteArray>("clean");
    const auto row = [](const char *name, const QByteArray &pasted, const QByteArray &clean) {
        QTest::newRow(name) << pasted << clean;
    };
    row("as it is", "qov_abc", "qov_abc");
    row("policy token", "sk-qov-01-abc", "sk-qov-01-abc");
    row("JWT", jwt, jwt);
    row("padding is kept", "abc==", "abc==");
    row("line end", "qov_abc\n", "qov_abc");
    row("white space", " \t\r\nqov_abc \r\n", "qov_abc");
    row("wrapped by a terminal", "qov_a\r\nbc d\te", "qov_abcde");
    row("no-break space", "\xC2\xA0qov_abc\xC2\xA0", "qov_abc");
    row("byte order mark and zero width", "\xEF\xBB\xBFqov_abc\xE2\x80\x8B", "qov_abc");
    row("double quotes", "\"qov_abc\"", "qov_abc");
    row("single quotes", "'qov_abc'", "qov_abc");
    row("back ticks", "`qov_abc`", "qov_abc");
    row("typographic quotes", "\xE2\x80\x9Cqov_abc\xE2\x80\x9D", "qov_abc");
    row("Bearer", "Bearer qov_abc", "qov_abc");
    row("bearer", "bearer qov_abc", "qov_abc");
    row("TOKEN", "TOKEN\tqov_abc", "qov_abc");
    row("token with colon", "Token: qov_abc", "qov_abc");
    row("whole header", "Authorization: Bearer qov_abc", "qov_abc");
    row("whole header, no blanks", "authorization:token qov_abc", "qov_abc");
    row("whole header, blank before the colon", "AUTHORIZATION : Token qov_abc", "qov_abc");
    row("quoted header", "\"Authorization: Bearer qov_abc\"", "qov_abc");
    row("quoted value", "Authorization: Bearer \"qov_abc\"", "qov_abc");
    row("twice", "Bearer Bearer qov_abc", "qov_abc");
    row("mixed", " 'Authorization:  Bearer Token  \"qov_abc\" '\n", "qov_abc");
    row("word without a break is part of it", "bearerqov_abc", "bearerqov_abc");
    row("token_ is part of it", "token_abc", "token_abc");
    row("authorization-like", "authorizationx", "authorizationx");
    row("only a word", "Bearer", "");
    row("only a word and blanks", " Token \n", "");
    row("only white space", " \r\n", "");
    row("nothing", "", "");
}

void TestCatalog::cleansWhatPeoplePaste()
{
    QFETCH(QByteArray, pasted);
    QFETCH(QByteArray, clean);
    QCOMPARE(cleanCredential(secretOf(pasted)).reveal().toByteArray(), clean);
}

void TestCatalog::choosesTheWord_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<AuthScheme>("scheme");
    QTest::addColumn<QByteArray>("credential");
    QTest::addColumn<QByteArray>("header");
    const QString q = QStringLiteral("qovery");
    const QString a = QStringLiteral("astronomer");
    using S = AuthScheme;
    const auto row = [](const char *name, const QString &provider, S scheme, const QByteArray &credential,
                         const QByteArray &header) {
        QTest::newRow(name) << provider << scheme << credential << header;
    };
    row("API token", q, S::Automatic, "qov_abc_1", "Token qov_abc_1");
    row("policy token", q, S::Automatic, "sk-qov-01-abc", "Token sk-qov-01-abc");
    row("JWT", q, S::Automatic, jwt, "Bearer " + jwt);
    row("JWT with an unpadded header", q, S::Automatic, oddJwt, "Bearer " + oddJwt);
    row("JWT pasted as Token", q, S::Automatic, "Token " + jwt, "Bearer " + jwt);
    row("API token pasted as Bearer", q, S::Automatic, "Bearer qov_abc", "Token qov_abc");
    row("unknown form", q, S::Automatic, "whatever", "Token whatever");
    row("two segments", q, S::Automatic, "eyJhbGci.eyJzdWIi", "Token eyJhbGci.eyJzdWIi");
    row("four segments", q, S::Automatic, "eyJa.b.c.d", "Token eyJa.b.c.d");
    row("empty segment", q, S::Automatic, "eyJa..c", "Token eyJa..c");
    row("not a JSON object", q, S::Automatic, "abc.def.ghi", "Token abc.def.ghi");
    row("wrong case", q, S::Automatic, "EYJa.b.c", "Token EYJa.b.c");
    row("upper-case prefix is no prefix", q, S::Automatic, "QOV_abc", "Token QOV_abc");
    row("other alphabet", q, S::Automatic, "eyJa.b+/.c", "Token eyJa.b+/.c");
    row("API token with dots", q, S::Automatic, "qov_a.b.c", "Token qov_a.b.c");
    row("override to Bearer", q, S::Bearer, "qov_abc", "Bearer qov_abc");
    row("override to Token", q, S::Token, jwt, "Token " + jwt);
    row("Astronomer", a, S::Automatic, jwt, "Bearer " + jwt);
    row("Astronomer, any form", a, S::Automatic, "whatever", "Bearer whatever");
    row("Astronomer, Qovery's form", a, S::Automatic, "qov_abc", "Bearer qov_abc");
    row("Astronomer, pasted prefix", a, S::Automatic, "Bearer  x.y.z\n", "Bearer x.y.z");
    row("Astronomer, override", a, S::Token, "x", "Token x");
    row("no line end reaches the header", q, S::Automatic, "qov_a\r\nX-Evil: 1", "Token qov_aX-Evil:1");
}

void TestCatalog::choosesTheWord()
{
    QFETCH(QString, provider);
    QFETCH(AuthScheme, scheme);
    QFETCH(QByteArray, credential);
    QFETCH(QByteArray, header);
    Account account;
    account.providerKey = provider;
    account.scheme = scheme;
    QCOMPARE(authorizationHeader(account, secretOf(credential)), header);
}

void TestCatalog::noCredentialMakesNoHeader_data()
{
    QTest::addColumn<QByteArray>("credential");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blanks") << QByteArray(" \n");
    QTest::newRow("only the word") << QByteArray("Bearer ");
}

void TestCatalog::noCredentialMakesNoHeader()
{
    QFETCH(QByteArray, credential);
    for (const AuthScheme scheme : {AuthScheme::Automatic, AuthScheme::Token, AuthScheme::Bearer}) {
        Account account;
        account.providerKey = QStringLiteral("qovery");
        account.scheme = scheme;
        QVERIFY(authorizationHeader(account, secretOf(credential)).isEmpty());
    }
}

void TestCatalog::readsWhichTokenACredentialIs_data()
{
    using Source = OwnToken::Source;
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QByteArray>("credential");
    QTest::addColumn<OwnToken::Source>("source");
    const auto claims = [](const QByteArray &json) {
        return jwtHeader + '.' + json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
            + ".c2ln";
    };
    const QString astronomer = QStringLiteral("astronomer");
    const QByteArray own = claims(R"({"apiTokenId":"cm1"})");
    QTest::newRow("names itself") << astronomer << own << Source::Told;
    QTest::newRow("as it is pasted") << astronomer << "Bearer  " + own + '\n' << Source::Told;
    QTest::newRow("a person's") << astronomer << claims(R"({"sub":"x"})") << Source::NoToken;
    QTest::newRow("null") << astronomer << claims(R"({"apiTokenId":null})") << Source::NoToken;
    QTest::newRow("a number") << astronomer << claims(R"({"apiTokenId":7})") << Source::NotKnown;
    QTest::newRow("empty") << astronomer << claims(R"({"apiTokenId":""})") << Source::NotKnown;
    QTest::newRow("two lines") << astronomer << claims(R"({"apiTokenId":"a\nb"})") << Source::NotKnown;
    QTest::newRow("endless") << astronomer
                             << claims(QByteArray(R"({"apiTokenId":")" + QByteArray(201, 'x') + R"("})"))
                             << Source::NotKnown;
    QTest::newRow("broken") << astronomer << claims("{") << Source::NotKnown;
    QTest::newRow("no JWT") << astronomer << QByteArray("abc") << Source::NotKnown;
    QTest::newRow("none") << astronomer << QByteArray() << Source::NotKnown;
    QTest::newRow("Qovery token") << QStringLiteral("qovery") << QByteArray("qov_abc") << Source::NotKnown;
    QTest::newRow("Qovery person") << QStringLiteral("qovery") << own << Source::NoToken;
    QTest::newRow("another provider") << QStringLiteral("x") << own << Source::NotKnown;
}

void TestCatalog::readsWhichTokenACredentialIs()
{
    QFETCH(QString, provider);
    QFETCH(QByteArray, credential);
    QFETCH(OwnToken::Source, source);
    Account account;
    account.providerKey = provider;
    const OwnToken own = ownTokenOf(account, secretOf(credential));
    QCOMPARE(own.source, source);
    QCOMPARE(own.is(QStringLiteral("CM1")), source == OwnToken::Source::Told);
    QCOMPARE(own.mayBe(QStringLiteral("other")), source == OwnToken::Source::NotKnown);
}

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
