// SPDX-License-Identifier: MIT
#include "core/secret.h"
#include "providers/catalog.h"
#include "providers/jwt.h"
#include "providers/pastedcredential.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace {

const QString qoveryName = QStringLiteral("qovery");
const QString astronomerName = QStringLiteral("astronomer");

struct TokenForm
{
    QByteArrayView prefix;
    CredentialFacts::Kind kind;
};

/// Qovery's; the words of its documentation (api/qovery.md section 3).
constexpr std::array qoveryForms{TokenForm{QByteArrayView("qov_"), CredentialFacts::Kind::ApiToken},
    TokenForm{QByteArrayView("sk-qov-"), CredentialFacts::Kind::PolicyToken}};

/// One line of a bearable length without blanks: what a service could mean as an id.
bool isPlausibleId(const QString &id)
{
    constexpr qsizetype longest = 200;
    return !id.isEmpty() && id.size() <= longest
        && std::all_of(id.cbegin(), id.cend(), [](QChar c) { return c.isPrint() && !c.isSpace(); });
}

/// The ids of that kind among Astronomer's permissions, which read "organizationId:…".
QStringList permittedIds(const QJsonArray &permissions, QLatin1String kind)
{
    QStringList ids;
    for (const auto permission : permissions) {
        const QString text = permission.toString();
        if (text.size() <= kind.size() || !text.startsWith(kind) || text.at(kind.size()) != u':')
            continue;
        if (const QString id = text.mid(kind.size() + 1); isPlausibleId(id) && !ids.contains(id))
            ids.append(id);
    }
    return ids;
}

bool isOfHost(const QString &issuer, QLatin1String domain)
{
    const QString host = QUrl(issuer).host();
    return host == domain || host.endsWith(QLatin1Char('.') + domain);
}

QDateTime momentOf(const QJsonValue &secondsSinceEpoch)
{
    // Beyond the year 9999 it is no date anybody meant.
    constexpr double latest = 253'402'300'799.0;
    const double seconds = secondsSinceEpoch.toDouble(-1);
    if (seconds < 0 || seconds > latest)
        return {};
    return QDateTime::fromSecsSinceEpoch(qint64(seconds), Qt::UTC);
}

void readClaims(const QJsonObject &claims, CredentialFacts &facts)
{
    facts.expiresAt = momentOf(claims.value(QLatin1String("exp")));
    facts.kind = CredentialFacts::Kind::SignIn;
    const QString issuer = claims.value(QLatin1String("iss")).toString();
    const QString tokenId = claims.value(QLatin1String("apiTokenId")).toString();
    const QJsonArray permissions = claims.value(QLatin1String("permissions")).toArray();
    const QStringList organizations = permittedIds(permissions, QLatin1String("organizationId"));
    const bool isApiToken = !tokenId.isEmpty() || !organizations.isEmpty()
        || claims.value(QLatin1String("isAstronomerGenerated")).toBool();
    if (isApiToken) {
        facts.kind = CredentialFacts::Kind::ApiToken;
        facts.providerKey = astronomerName;
        facts.organizationId = organizations.size() == 1 ? organizations.constFirst() : QString();
        facts.workspaceIds = permittedIds(permissions, QLatin1String("workspaceId"));
        facts.ownTokenId = isPlausibleId(tokenId) ? tokenId : QString();
    } else if (isOfHost(issuer, QLatin1String("astronomer.io"))) {
        facts.providerKey = astronomerName;
    } else if (isOfHost(issuer, QLatin1String("qovery.com"))) {
        facts.providerKey = qoveryName;
    }
}

} // namespace

CredentialFacts readCredential(const Secret &pasted)
{
    CredentialFacts facts;
    facts.pastedScheme = PastedCredential::peel(pasted.reveal()).word;
    const Secret clean = cleanCredential(pasted.duplicate());
    const QByteArrayView value = clean.reveal();
    facts.isEmpty = value.isEmpty();
    for (const auto &[prefix, kind] : qoveryForms) {
        if (!value.startsWith(prefix))
            continue;
        facts.kind = kind;
        facts.providerKey = qoveryName;
        facts.scheme = AuthScheme::Token;
        return facts;
    }
    if (Jwt::isOne(value)) {
        facts.scheme = AuthScheme::Bearer;
        if (const auto claims = Jwt::claims(value))
            readClaims(*claims, facts);
    }
    return facts;
}
