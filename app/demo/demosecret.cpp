// SPDX-License-Identifier: MIT
#include "demo/demosecret.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace {

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray unsignedJwt(QRandomGenerator &random, const QJsonObject &claims)
{
    const QByteArray header = R"({"alg":"RS256","typ":"JWT"})";
    const QByteArray signature = "demo-signature-" + demosecret::randomWord(random, 24);
    return base64Url(header) + '.' + base64Url(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + '.'
        + base64Url(signature);
}

} // namespace

QByteArray demosecret::randomWord(QRandomGenerator &random, int count)
{
    static constexpr char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    QByteArray word;
    word.reserve(count);
    for (int i = 0; i < count; ++i)
        word += letters[random.bounded(62)];
    return word;
}

QByteArray demosecret::qoveryToken(QRandomGenerator &random, bool isPolicy)
{
    return (isPolicy ? "sk-qov-01-demo" : "qov_demo") + randomWord(random, 40);
}

QByteArray demosecret::astronomerToken(QRandomGenerator &random, const DemoToken &token, qint64 issuedMsecs)
{
    QJsonArray permissions{
        QStringLiteral("apiTokenId:") + token.id, QStringLiteral("organizationId:") + token.organizationId};
    for (const DemoRole &role : token.roles) {
        if (role.entityType == QLatin1String("WORKSPACE"))
            permissions.append(QStringLiteral("workspaceId:") + role.entityId);
    }
    QJsonObject claims{{QStringLiteral("apiTokenId"), token.id}, {QStringLiteral("iat"), issuedMsecs / 1000},
        {QStringLiteral("isAstronomerGenerated"), true},
        {QStringLiteral("iss"), QStringLiteral("tokenry-demo")},
        {QStringLiteral("jti"), QString::fromLatin1(randomWord(random, 16))},
        {QStringLiteral("permissions"), permissions}};
    if (token.endAt.isSet())
        claims.insert(QStringLiteral("exp"), token.endAt.msecs / 1000);
    return unsignedJwt(random, claims);
}

QByteArray demosecret::personToken(QRandomGenerator &random, const DemoSubject &person, qint64 expiresMsecs)
{
    return unsignedJwt(random,
        {{QStringLiteral("exp"), expiresMsecs / 1000},
            {QStringLiteral("iss"), QStringLiteral("tokenry-demo")},
            {QStringLiteral("name"), person.fullName}, {QStringLiteral("sub"), person.id}});
}

bool demosecret::looksLikeJwt(const QByteArray &value)
{
    return value.startsWith("eyJ") && value.count('.') == 2;
}
