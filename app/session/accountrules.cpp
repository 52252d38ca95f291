// SPDX-License-Identifier: MIT
#include "session/accountrules.h"

#include "net/authorityfile.h"
#include "net/loopback.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme().toLower() == QLatin1String("https") ? 443 : 80);
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme().toLower() == b.scheme().toLower() && a.host().toLower() == b.host().toLower()
        && portOf(a) == portOf(b);
}

bool isSameBase(const QUrl &a, const QUrl &b)
{
    const auto path = [](const QUrl &url) { return url.adjusted(QUrl::StripTrailingSlash).path(); };
    const auto plain = [&path](const QUrl &url) {
        return path(url) == QLatin1String("/") ? QString() : path(url);
    };
    return isSameOrigin(a, b) && plain(a) == plain(b);
}

bool hasForm(const QString &id, const QString &form)
{
    return form.isEmpty()
        || QRegularExpression(QRegularExpression::anchoredPattern(form)).match(id).hasMatch();
}

/// A name or an address, and nothing that belongs to a URL around it.
bool isHostName(const QString &host)
{
    QUrl url;
    url.setHost(host, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && !host.contains(u'/') && !host.contains(u'@');
}

QSet<QString> workspaceSet(const Account &account)
{
    return {account.workspaceIds.cbegin(), account.workspaceIds.cend()};
}

bool isSameTarget(const Account &a, const Account &b)
{
    return a.providerKey == b.providerKey && isSameBase(a.baseUrl, b.baseUrl)
        && a.organizationId.compare(b.organizationId, Qt::CaseInsensitive) == 0
        && workspaceSet(a) == workspaceSet(b);
}

} // namespace

Account AccountRules::normalized(Account account)
{
    account.name = account.name.trimmed();
    account.organizationId = account.organizationId.trimmed();
    for (QString &id : account.workspaceIds)
        id = id.trimmed();
    ProxyChoice &proxy = account.proxy;
    proxy = proxy.isManual() ? ProxyChoice{proxy.kind, proxy.host.trimmed(), proxy.port, proxy.user.trimmed()}
                             : ProxyChoice{proxy.kind, {}, 0, {}};
    account.caFile = account.caFile.trimmed();
    if (account.caFile.startsWith(QLatin1String("~/")))
        account.caFile = QDir::home().filePath(account.caFile.mid(2));
    return account;
}

bool AccountRules::haveSameService(const Account &a, const Account &b)
{
    return a.providerKey == b.providerKey && isSameOrigin(a.baseUrl, b.baseUrl);
}

FieldError AccountRules::missingCredential()
{
    return {QStringLiteral("credential"), QStringLiteral("required"), tr("Enter a credential.")};
}

QList<FieldError> AccountRules::check(
    const Account &account, const std::optional<ProviderInfo> &provider, const QList<Account> &others)
{
    QList<FieldError> wrong;
    const auto complain = [&wrong](const char *field, const char *code, const QString &message) {
        wrong.append({QString::fromLatin1(field), QString::fromLatin1(code), message});
    };

    if (!provider)
        complain("providerKey", "unknown", tr("Choose a provider."));

    if (account.name.isEmpty())
        complain("name", "required", tr("Enter a name."));
    for (const Account &other : others) {
        if (!account.name.isEmpty() && other.name.compare(account.name, Qt::CaseInsensitive) == 0) {
            complain("name", "taken", tr("Another account has this name."));
            break;
        }
    }

    const QUrl &url = account.baseUrl;
    const QString scheme = url.scheme().toLower();
    if (url.isEmpty())
        complain("baseUrl", "required", tr("Enter the address of the service."));
    else if (!url.isValid() || url.host().isEmpty()
        || (scheme != QLatin1String("https") && scheme != QLatin1String("http")))
        complain("baseUrl", "invalid", tr("Enter an address that begins with https://."));
    else if (scheme == QLatin1String("http") && !isLoopback(url))
        complain(
            "baseUrl", "insecure", tr("Use https: over http anybody on the way could read the credential."));
    else if (!url.userInfo().isEmpty())
        complain("baseUrl", "userinfo", tr("The address must not contain a user name or password."));
    else if (url.hasQuery() || url.hasFragment())
        complain("baseUrl", "query", tr("The address must end with its path, without ? or #."));

    const bool hasGenerations = provider && !provider->generations.isEmpty();
    if (hasGenerations && !provider->generation(account.generation))
        complain("generation", "unknown", tr("Choose a generation of the API."));
    else if (provider && !hasGenerations && !account.generation.isEmpty())
        complain(
            "generation", "unsupported", tr("%1 has one generation of its API only.").arg(provider->name));

    if (account.organizationId.isEmpty())
        complain("organizationId", "required", tr("Enter the organization's id."));
    else if (provider && !hasForm(account.organizationId, provider->organizationForm))
        complain("organizationId", "format", provider->organizationHint);

    if (!account.caFile.isEmpty()) {
        const Result<QList<QSslCertificate>> authorities = readAuthorities(account.caFile);
        if (!authorities)
            complain("caFile", "unusable", authorities.error().technical);
    }

    if (account.proxy.isManual()) {
        if (account.proxy.host.isEmpty())
            complain("proxyHost", "required", tr("Enter the proxy's name or address."));
        else if (!isHostName(account.proxy.host))
            complain("proxyHost", "invalid",
                tr("Enter the name or address alone, without http:// before it or anything behind it."));
        if (account.proxy.port == 0)
            complain("proxyPort", "range", tr("Enter a port from 1 to 65535."));
    }
    const int seconds = account.timeoutSeconds;
    if (seconds != 0 && (seconds < shortestTimeout || seconds > longestTimeout))
        complain("timeoutSeconds", "range",
            tr("Enter %1 to %2 seconds.").arg(shortestTimeout).arg(longestTimeout));

    const bool hasEmptyWorkspace = account.workspaceIds.contains(QString());
    if (provider && !provider->hasWorkspaces && !account.workspaceIds.isEmpty())
        complain("workspaceIds", "unsupported", tr("%1 has no workspaces.").arg(provider->name));
    else if (hasEmptyWorkspace)
        complain("workspaceIds", "empty", tr("A workspace id is empty."));
    else if (workspaceSet(account).size() != account.workspaceIds.size())
        complain("workspaceIds", "repeated", tr("A workspace is named twice."));

    for (const Account &other : others) {
        if (!account.organizationId.isEmpty() && isSameTarget(account, other)) {
            complain("organizationId", "duplicate",
                tr("The account “%1” already shows this organization.").arg(other.name));
            break;
        }
    }
    return wrong;
}
