// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/credentialfacts.h"
#include "core/owntoken.h"
#include "core/secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <memory>
#include <optional>

class Background;
class HttpClient;
class Provider;

/// The one place that knows which providers there are. A new provider adds its entry here and a file pair.
[[nodiscard]] QList<ProviderInfo> providerCatalog();
[[nodiscard]] std::optional<ProviderInfo> providerInfo(const QString &key);

/// Null for an unknown key or generation. `client` and `background` must outlive the provider.
[[nodiscard]] std::unique_ptr<Provider> makeProvider(
    const Account &account, HttpClient &client, Background &background);

/// Strips what people paste around a credential: white space, line ends, `Authorization:`, `Bearer `, `Token
/// `, quotes.
[[nodiscard]] Secret cleanCredential(Secret pasted);

/// The value of the Authorization header for this account and credential; contains the secret.
[[nodiscard]] QByteArray authorizationHeader(const Account &account, const Secret &credential);

/// When a credential ends by its own claims, in UTC; invalid when it names no such instant. Not verified.
[[nodiscard]] QDateTime credentialEnd(const Secret &credential);

/// What the credential itself says of the token that it is: read from its claims where the provider's tokens
/// have some. Nothing of it is verified, so it is for recognising, never for deciding what is allowed.
[[nodiscard]] OwnToken ownTokenOf(const Account &account, const Secret &credential);

/// What can be told of a credential as it was pasted, whoever's it is.
[[nodiscard]] CredentialFacts readCredential(const Secret &pasted);
