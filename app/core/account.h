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

/// How the requests of an account reach the network. Never holds the proxy's password: that is in the vault.
struct ProxyChoice
{
    enum class Kind : quint8 {
        System, ///< what the computer is set to
        None, ///< straight to the service
        Http, ///< CONNECT through `host`
        Socks5,
    };

    Kind kind = Kind::System;
    QString host; ///< with Http and Socks5: a name or an address
    quint16 port = 0; ///< with Http and Socks5
    QString user; ///< whom the proxy's login is for; empty = it asks for none

    [[nodiscard]] bool isManual() const { return kind == Kind::Http || kind == Kind::Socks5; }
    bool operator==(const ProxyChoice &) const = default;
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
    QString environment; ///< the person's own word for what it is used for: "staging"; empty = none
    QString colour; ///< of its marks, by its name in the theme; empty = the one its environment has
    ProxyChoice proxy;
    int timeoutSeconds = 0; ///< seconds that one attempt of a request may take; 0 = the usual

    bool operator==(const Account &) const = default;
};
