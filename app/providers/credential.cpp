// SPDX-License-Identifier: MIT
#include "providers/catalog.h"
#include "providers/jwt.h"
#include "providers/pastedcredential.h"

#include <algorithm>

namespace {

bool usesBearer(const Account &account, QByteArrayView credential)
{
    if (account.scheme != AuthScheme::Automatic)
        return account.scheme == AuthScheme::Bearer;
    return account.providerKey == QLatin1String("astronomer") || Jwt::isOne(credential);
}

QByteArray cleaned(QByteArrayView pasted)
{
    QByteArray clean;
    clean.reserve(pasted.size());
    // A credential has no white space; a line break inside it comes from a terminal's wrapping, and must
    // never reach a header.
    for (const char c : pasted) {
        if (!PastedCredential::isBlank(c))
            clean.append(c);
    }
    return clean;
}

bool isClean(const Secret &credential)
{
    const QByteArrayView kept = PastedCredential::peel(credential.reveal()).value;
    return kept.size() == credential.size()
        && std::none_of(kept.begin(), kept.end(), PastedCredential::isBlank);
}

} // namespace

Secret cleanCredential(Secret pasted)
{
    return isClean(pasted) ? std::move(pasted)
                           : Secret(cleaned(PastedCredential::peel(pasted.reveal()).value));
}

QDateTime credentialEnd(const Secret &credential)
{
    const Secret clean = cleanCredential(credential.duplicate());
    const auto claims = Jwt::claims(clean.reveal());
    const double seconds = claims ? claims->value(QLatin1String("exp")).toDouble() : 0.0;
    // Beyond the year 9999 nobody means an instant.
    constexpr double lastSecond = 253'402'300'799.0;
    if (!(seconds > 0.0) || seconds > lastSecond)
        return {};
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), Qt::UTC);
}

OwnToken ownTokenOf(const Account &account, const Secret &credential)
{
    // A secret has pages of its own: none is made where none is needed.
    const Secret peeled = isClean(credential) ? Secret() : cleanCredential(credential.duplicate());
    const Secret &clean = peeled.isEmpty() ? credential : peeled;
    const QByteArrayView value = clean.reveal();
    if (account.providerKey == QLatin1String("qovery")) {
        // API tokens have a form of their own there; whoever signs in with a JWT is a person.
        return Jwt::isOne(value) ? OwnToken{OwnToken::Source::NoToken, {}} : OwnToken();
    }
    if (account.providerKey != QLatin1String("astronomer"))
        return {};
    const auto claims = Jwt::claims(value);
    if (!claims)
        return {};
    const QJsonValue claim = claims->value(QLatin1String("apiTokenId"));
    if (claim.isUndefined() || claim.isNull())
        return {OwnToken::Source::NoToken, {}};
    const QString id = readCredential(clean).ownTokenId;
    return id.isEmpty() ? OwnToken() : OwnToken{OwnToken::Source::Told, id};
}

QByteArray authorizationHeader(const Account &account, const Secret &credential)
{
    QByteArray clean = cleaned(PastedCredential::peel(credential.reveal()).value);
    if (clean.isEmpty())
        return {};
    const QByteArrayView word = usesBearer(account, clean) ? "Bearer " : "Token ";
    QByteArray header;
    header.reserve(word.size() + clean.size());
    header.append(word);
    header.append(clean);
    wipe(clean);
    return header;
}
