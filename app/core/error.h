// SPDX-License-Identifier: MIT
#pragma once

#include "core/proxytrouble.h"
#include "core/storetrouble.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

/// One complaint of a server about one field of a request (Astronomer v1 `fieldErrors`, RFC 7807 extensions).
struct FieldError
{
    QString field;
    QString code;
    QString message;

    bool operator==(const FieldError &) const = default;
};

/// Why an operation did not succeed. A plain value: what went wrong and what that says about the server's
/// state. Sentences for people are made from it by session/errortext, nowhere else.
struct Error
{
    enum class Kind {
        Network, ///< no connection, or it broke
        Timeout, ///< the total deadline of an attempt passed
        Proxy, ///< the proxy on the way, not the service: `proxy` names what it did
        Tls, ///< the handshake failed; `technical` names the reason and the issuer
        Auth, ///< 401
        Forbidden, ///< 403
        NotFound, ///< 404, 410
        Conflict, ///< 409, or another operation runs on the same token
        Invalid, ///< 400, 422, or refused by our own checks before sending
        RateLimited, ///< 429
        Server, ///< 5xx
        Protocol, ///< an answer that is not what the service documents (type, JSON, size, redirect)
        Unsupported, ///< this provider has no such operation
        OwnToken, ///< refused by ourselves: the account signs in with this very token
        Vault, ///< a secret or credential cannot be kept or read now
        Cancelled, ///< a person or the program's end stopped it
    };

    /// What is known about the effect at the server.
    enum class Outcome {
        NotSent, ///< nothing left this machine
        Refused, ///< the server answered that it did not do it (or it was a read)
        Unknown, ///< sent, and no answer that tells; look before saying anything
    };

    Kind kind = Kind::Network;
    Outcome outcome = Outcome::NotSent;
    int httpStatus = 0; ///< 0 = no answer
    QString serverText; ///< the server's own words, plain text, capped; untrusted
    QString requestId; ///< to hand to the provider's support; empty when it gave none
    QList<FieldError> fieldErrors;
    std::optional<std::chrono::milliseconds> retryAfter;
    QString technical; ///< our diagnosis: socket or TLS words, missing JSON key; never a secret or a body
    QString request; ///< "POST /organization/…/apiToken": method and path, no query, no header
    QDateTime when; ///< UTC
    /// An update of two requests whose first was done: name and description are saved, and all else here
    /// speaks of the roles. Then never NotSent.
    bool isHalfDone = false;
    StoreTrouble trouble = StoreTrouble::None; ///< with kind Vault: which
    ProxyTrouble proxy = ProxyTrouble::None; ///< with kind Proxy: which
    /// With kind Auth: when the credential ran out by its own words (UTC); invalid = they do not say so.
    QDateTime loginEnded;
};

[[nodiscard]] QString kindName(Error::Kind kind);
[[nodiscard]] QString outcomeName(Error::Outcome outcome);
