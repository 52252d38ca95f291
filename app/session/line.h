// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/clock.h"
#include "core/secret.h"
#include "net/httpclient.h"
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
    Line(const Account &account, Secret credential, const Clock &clock, Background &background,
        const Patience &patience = {});
    ~Line();
    Q_DISABLE_COPY_MOVE(Line)

    [[nodiscard]] const Account &account() const { return m_account; }
    [[nodiscard]] const Patience &patience() const { return m_patience; }
    [[nodiscard]] Provider &provider() const { return *m_provider; }
    [[nodiscard]] Turnstile &turnstile() { return m_turnstile; }
    [[nodiscard]] bool hasCredential() const { return !m_credential.isEmpty(); }
    /// Requests that leave from now on carry it.
    void setCredential(Secret pasted);
    [[nodiscard]] Secret credential() const { return m_credential.duplicate(); }

private:
    Account m_account;
    Patience m_patience;
    Secret m_credential;
    Turnstile m_turnstile;
    HttpClient m_http;
    std::unique_ptr<Provider> m_provider;
};
