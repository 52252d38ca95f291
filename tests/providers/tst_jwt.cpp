// SPDX-License-Identifier: MIT
#include "providers/jwt.h"

#include <QJsonDocument>
#include <QTest>

namespace {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

const QByteArray header = base64Url(R"({"alg":"RS256","typ":"JWT"})");

QByteArray jwtOf(const QByteArray &claims)
{
    return header + '.' + base64Url(claims) + ".c2lnbmF0dXJl";
}

} // namespace

class JwtTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsClaims()
    {
        // Every length of the last group of four, umlauts, and characters that are only base64url's.
        for (const char *name : {"a", "ab", "abc", "abcd", "ÿ~?>~?>"}) {
            const QByteArray claims =
                QJsonDocument(QJsonObject{{QStringLiteral("apiTokenId"), QString::fromUtf8(name)}})
                    .toJson(QJsonDocument::Compact);
            QVERIFY(Jwt::isOne(jwtOf(claims)));
            const auto read = Jwt::claims(jwtOf(claims));
            QVERIFY(read);
            QCOMPARE(read->value(QLatin1String("apiTokenId")).toString(), QString::fromUtf8(name));
        }
    }

    void takesPadding()
    {
        const QByteArray padded = QByteArray(R"({"a":"bc"})").toBase64(QByteArray::Base64UrlEncoding);
        QVERIFY(padded.endsWith('='));
        const auto read = Jwt::claims(header + '.' + padded + ".c2ln");
        QVERIFY(read);
        QCOMPARE(read->value(QLatin1String("a")).toString(), QStringLiteral("bc"));
    }

    void knowsNothingOfAnythingElse_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = jwtOf(R"({"apiTokenId":"x"})");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another provider's token") << QByteArray("qov_abc");
        QTest::newRow("one part") << header;
        QTest::newRow("two parts") << header + ".eyJhIjoxfQ";
        QTest::newRow("four parts") << good + ".more";
        QTest::newRow("no signature") << header + ".eyJhIjoxfQ.";
        QTest::newRow("no claims") << header + "..c2ln";
        QTest::newRow("not base64") << header + ".eyJh*jox.c2ln";
        QTest::newRow("with the word before it") << "Bearer " + good;
        QTest::newRow("claims are no JSON") << jwtOf("apiTokenId");
        QTest::newRow("claims are a list") << jwtOf(R"(["apiTokenId"])");
        QTest::newRow("claims are cut") << jwtOf(R"({"apiTokenId":"x")");
        QTest::newRow("too deep") << jwtOf(QByteArray(5000, '[') + QByteArray(5000, ']'));
        QTest::newRow("too long") << jwtOf(R"({"apiTokenId":")" + QByteArray(Jwt::longest, 'x') + R"("})");
    }

    void knowsNothingOfAnythingElse()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!Jwt::claims(bytes));
    }
};

QTEST_GUILESS_MAIN(JwtTest)
#include "tst_jwt.moc"
