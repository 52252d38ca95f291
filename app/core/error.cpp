// SPDX-License-Identifier: MIT
#include "core/error.h"

QString kindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Network:
        return QStringLiteral("network");
    case Error::Kind::Timeout:
        return QStringLiteral("timeout");
    case Error::Kind::Proxy:
        return QStringLiteral("proxy");
    case Error::Kind::Tls:
        return QStringLiteral("tls");
    case Error::Kind::Auth:
        return QStringLiteral("auth");
    case Error::Kind::Forbidden:
        return QStringLiteral("forbidden");
    case Error::Kind::NotFound:
        return QStringLiteral("not-found");
    case Error::Kind::Conflict:
        return QStringLiteral("conflict");
    case Error::Kind::Invalid:
        return QStringLiteral("invalid");
    case Error::Kind::RateLimited:
        return QStringLiteral("rate-limited");
    case Error::Kind::Server:
        return QStringLiteral("server");
    case Error::Kind::Protocol:
        return QStringLiteral("protocol");
    case Error::Kind::Unsupported:
        return QStringLiteral("unsupported");
    case Error::Kind::OwnToken:
        return QStringLiteral("own-token");
    case Error::Kind::Vault:
        return QStringLiteral("vault");
    case Error::Kind::Cancelled:
        return QStringLiteral("cancelled");
    }
    return QStringLiteral("unknown");
}

QString outcomeName(Error::Outcome outcome)
{
    switch (outcome) {
    case Error::Outcome::NotSent:
        return QStringLiteral("not-sent");
    case Error::Outcome::Refused:
        return QStringLiteral("refused");
    case Error::Outcome::Unknown:
        return QStringLiteral("unknown");
    }
    return QStringLiteral("unknown");
}
