// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>

/// The word before the credential in the `Authorization` header.
enum class AuthScheme : quint8 {
    Automatic, ///< by the credential's form; see the provider
    Token,
    Bearer,
};

/// One sign-in at one provider: where it is, which organization, which workspaces. Never holds the
/// credential.
struct Account
{
    QString id; ///< ours: a UUID, never shown
    QString providerKey; ///< ProviderInfo::key
    QString name; ///< the person's own word for it
    QString generation; ///< of the provider's API, by ProviderInfo::generations; empty = the oldest
    QUrl baseUrl; ///< https, or http to loopback; may have a path ("…/v1alpha1")
    QString organizationId;
    QStringList workspaceIds; ///< empty = the organization's own list; else the lists of these workspaces
    AuthScheme scheme = AuthScheme::Automatic;
    QString caFile; ///< absolute path of a PEM file whose certificates are trusted too; empty = the system's
    bool isProduction = false; ///< marked in rows and in every confirmation

    bool operator==(const Account &) const = default;
};
