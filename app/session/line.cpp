// SPDX-License-Identifier: MIT
#include "session/line.h"

#include "net/authorityfile.h"
#include "providers/catalog.h"
#include "session/unknownprovider.h"

#include <QSysInfo>

#include <utility>

namespace {

/// As many as a browser opens to one host; more only moves the queue to the server.
constexpr int listRequestsAtOnce = 6;

QByteArray userAgent()
{
    return QStringLiteral("Tokenry/" TOKENRY_VERSION " (%1; %2)")
        .arg(QSysInfo::kernelType(), QSysInfo::currentCpuArchitecture())
        .toUtf8();
}

HttpSettings httpSettings(const Account &account, const Patience &patience)
{
    HttpSettings settings;
    settings.attemptDeadline = patience.attemptDeadline;
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
    const Patience &patience)
    : m_account(account)
    , m_patience(patience)
    , m_credential(cleanCredential(std::move(credential)))
    , m_turnstile(listRequestsAtOnce)
    , m_http(
          httpSettings(account, patience), [this] { return authorizationHeader(m_account, m_credential); },
          clock)
    , m_provider(providerFor(m_account, m_http, background))
{ }

Line::~Line() = default;

void Line::setCredential(Secret pasted)
{
    m_credential = cleanCredential(std::move(pasted));
}
