// SPDX-License-Identifier: MIT
#pragma once

#include "core/owntoken.h"
#include "core/result.h"
#include "core/secret.h"

class Profile;

/// What accounts sign in with, as the profile's vault remembers it: the value, and which token it is where
/// that is recorded. Both are one write. And with what they log in at a proxy on the way. A profile in memory
/// and a vault that is not open remember nothing: then writing does nothing, and reading finds nothing.
/// Errors: Vault. Thread: that of the Profile, which must outlive it.
class CredentialBook final
{
public:
    explicit CredentialBook(Profile &profile);
    Q_DISABLE_COPY_MOVE(CredentialBook)

    [[nodiscard]] bool isOpen() const;
    /// The value; empty when there is none that can be read.
    [[nodiscard]] Secret credential(const QString &accountId) const;
    /// The token that was recorded with the value; empty when none was.
    [[nodiscard]] QString recordedToken(const QString &accountId) const;

    /// Replaces what was known of the account. `own`: only what is recorded is written down, as a credential
    /// that names its token needs no record. Inside an open Transaction it is part of that.
    Result<Nothing> remember(const QString &accountId, const Secret &credential, const OwnToken &own);
    /// Replaces the record alone.
    Result<Nothing> recordToken(const QString &accountId, const OwnToken &own);
    /// For the login of the account's proxy; empty when there is none that can be read.
    [[nodiscard]] Secret proxyPassword(const QString &accountId) const;
    /// An empty one is removed.
    Result<Nothing> rememberProxyPassword(const QString &accountId, const Secret &password);
    /// Everything of the account, the proxy's password too.
    Result<Nothing> forget(const QString &accountId);

private:
    Profile &m_profile;
};
