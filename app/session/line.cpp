// SPDX-License-Identifier: MIT
#include "session/line.h"

#include "net/authorityfile.h"
#include "net/loopback.h"
#include "providers/catalog.h"
#include "session/unknownprovider.h"

#include <QSysInfo>

#include <utility>

namespace {

/// Six are under way at once (see HttpDispatcher); while answers are read in other threads, others are sent.
constexpr int listRequestsAtOnce = 9;

QByteArray userAgent()
{
    return QStringLiteral("Tokenry/" TOKENRY_VERSION " (%1; %2)")
        .arg(QSysInfo::kernelType(), QSysInfo::currentCpuArchitecture())
        .toUtf8();
}

HttpSettings httpSettings(const Account &account, const Patience &patience)
{
    HttpSettings settings;
    settings.attemptDeadline = account.timeoutSeconds > 0
        ? std::chrono::milliseconds(std::chrono::seconds(account.timeoutSeconds))
        : patience.attemptDeadline;
    settings.proxy = account.proxy;
    settings.firstBackoff = patience.firstBackoff;
    settings.maxBodyBytes = patience.largestAnswer;
    settings.baseUrl = account.baseUrl;
    settings.userAgent = userAgent();
    if (!account.caFile.isEmpty()) {
        const Result<QList<QSslCertificate>> authorities = readAuthorities(account.caFile);
        if (authorities)
            settings.extraAuthorities = authorities.value();
        else
            settings.authorityTrouble = authorities.error().technical;
    }
    return settings;
}

std::unique_ptr<Provider> providerFor(const Account &account, HttpClient &http, Background &background)
{
    auto provider = makeProvider(account, http, background);
    if (!provider)
        provider = std::make_unique<UnknownProvider>();
    return provider;
}

} // namespace

Line::Line(const Account &account, Secret credential, const Clock &clock, Background &background,
    const Patience &patience, std::shared_ptr<SharedNetwork> network)
    : m_account(account)
    , m_patience(patience)
    , m_credential(cleanCredential(std::move(credential)))
    , m_network(network ? std::move(network) : std::make_shared<SharedNetwork>())
    , m_turnstile(listRequestsAtOnce)
    , m_http(
          httpSettings(account, patience), [this] { return authorizationHeader(m_account, m_credential); },
          clock)
    , m_provider(providerFor(m_account, m_http, background))
{
    m_http.shareReads(m_network->lanes);
    m_http.setProxyPassword([this] { return m_proxyPassword.reveal().toByteArray(); });
    credentialIsHere();
}

Line::~Line() = default;

void Line::setCredential(Secret pasted)
{
    m_credential = cleanCredential(std::move(pasted));
    credentialIsHere();
}

void Line::credentialIsHere()
{
    m_http.setLoginEnd(loginEnd());
    if (m_credential.isEmpty())
        return;
    // A simulator on this machine has no documents; should it tell its limits in headers, they are kept.
    const auto info = isLoopback(m_account.baseUrl) ? std::nullopt : providerInfo(m_account.providerKey);
    QByteArray authorization = authorizationHeader(m_account, m_credential);
    m_http.setBudget(
        m_network->budgets.budgetOf(m_account.baseUrl, authorization, info ? info->rates : RateLimits{}));
    wipe(authorization);
}

void Line::setProxyPassword(Secret password)
{
    m_proxyPassword = std::move(password);
    m_http.setProxyPassword([this] { return m_proxyPassword.reveal().toByteArray(); });
}

QDateTime Line::loginEnd() const
{
    return m_credential.isEmpty() ? QDateTime() : credentialEnd(m_credential);
}

bool Line::lacksProxyPassword() const
{
    return m_account.proxy.isManual() && !m_account.proxy.user.isEmpty() && m_proxyPassword.isEmpty();
}
