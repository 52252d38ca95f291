// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/clock.h"
#include "core/secret.h"
#include "net/httpclient.h"
#include "net/sharednetwork.h"
#include "providers/provider.h"
#include "session/patience.h"
#include "session/turnstile.h"

#include <memory>

class Background;

/// The way to one account's service: its credential, its HTTP and its provider. Shared by the session and by
/// every operation under way, so that an operation that already left can still bring home its answer when the
/// session is gone. Thread: one. `clock` and `background` must outlive it.
class Line final
{
public:
    /// `network`: what it shares with the other accounts; null = nothing, and it is counted alone.
    Line(const Account &account, Secret credential, const Clock &clock, Background &background,
        const Patience &patience = {}, std::shared_ptr<SharedNetwork> network = {});
    ~Line();
    Q_DISABLE_COPY_MOVE(Line)

    [[nodiscard]] const Account &account() const { return m_account; }
    [[nodiscard]] const Patience &patience() const { return m_patience; }
    [[nodiscard]] Provider &provider() const { return *m_provider; }
    [[nodiscard]] Turnstile &turnstile() { return m_turnstile; }
    [[nodiscard]] bool hasCredential() const { return !m_credential.isEmpty(); }
    /// Requests that leave from now on carry it.
    void setCredential(Secret pasted);
    [[nodiscard]] const Secret &credential() const { return m_credential; }
    /// When the credential runs out by its own words (UTC); invalid = they do not say.
    [[nodiscard]] QDateTime loginEnd() const;
    /// For the login of the account's proxy; empty = not known.
    void setProxyPassword(Secret password);
    [[nodiscard]] Secret proxyPassword() const { return m_proxyPassword.duplicate(); }
    /// The account's proxy has a login whose password is not known.
    [[nodiscard]] bool lacksProxyPassword() const;
    /// Says of every attempt how it ended.
    [[nodiscard]] const HttpClient &http() const { return m_http; }

private:
    void credentialIsHere();

    Account m_account;
    Patience m_patience;
    Secret m_credential;
    Secret m_proxyPassword;
    std::shared_ptr<SharedNetwork> m_network;
    Turnstile m_turnstile;
    HttpClient m_http;
    std::unique_ptr<Provider> m_provider;
};
