// SPDX-License-Identifier: MIT
#include "cli/accountreader.h"

#include "cli/commandline.h"
#include "cli/options.h"
#include "providers/catalog.h"
#include "session/accountrules.h"

#include <QFileInfo>
#include <QJsonArray>

namespace {

QString schemeWord(AuthScheme scheme)
{
    switch (scheme) {
    case AuthScheme::Token:
        return QStringLiteral("token");
    case AuthScheme::Bearer:
        return QStringLiteral("bearer");
    case AuthScheme::Automatic:
        break;
    }
    return QStringLiteral("automatic");
}

const QString systemProxyWord = QStringLiteral("system");
const QString noProxyWord = QStringLiteral("none");
const QString httpWord = QStringLiteral("http");
const QString socksWord = QStringLiteral("socks5");

/// None when it is none of the forms.
std::optional<ProxyChoice> proxyOf(const QString &word)
{
    ProxyChoice choice;
    if (word.isEmpty() || word == systemProxyWord)
        return choice;
    if (word == noProxyWord) {
        choice.kind = ProxyChoice::Kind::None;
        return choice;
    }
    const QUrl url(word, QUrl::StrictMode);
    const bool isWay = url.scheme() == httpWord || url.scheme() == socksWord;
    const bool isBare =
        (url.path().isEmpty() || url.path() == QLatin1String("/")) && !url.hasQuery() && !url.hasFragment();
    if (!isWay || !isBare || url.host().isEmpty() || url.port() <= 0)
        return {};
    choice.kind = url.scheme() == httpWord ? ProxyChoice::Kind::Http : ProxyChoice::Kind::Socks5;
    choice.host = url.host();
    choice.port = static_cast<quint16>(url.port());
    choice.user = url.userName();
    return choice;
}

/// The one that is spoken, also by an account that names none.
QString generationOf(const Account &account)
{
    const auto info = providerInfo(account.providerKey);
    const auto spoken = info ? info->generation(account.generation) : std::nullopt;
    return spoken ? spoken->key : account.generation;
}

QUrl publicAddress(const ProviderInfo &info, const QString &generation)
{
    const auto chosen = info.generation(generation);
    return generation.isEmpty() || !chosen ? info.baseUrl : chosen->baseUrl;
}

} // namespace

Account AccountReader::read(const CommandLine &line)
{
    Account account;
    account.providerKey = line.value(Options::provider);
    account.organizationId = line.value(Options::organization);
    account.workspaceIds = line.values(Options::workspace);
    account.name = line.isSet(Options::name) ? line.value(Options::name) : account.organizationId;
    const auto info = providerInfo(account.providerKey);
    account.generation = line.value(Options::generation);
    if (line.isSet(Options::baseUrl))
        account.baseUrl = QUrl(line.value(Options::baseUrl), QUrl::StrictMode);
    else if (info)
        account.baseUrl = publicAddress(*info, account.generation);
    if (info && account.generation.isEmpty())
        account.generation = info->generationAt(account.baseUrl);
    for (const AuthScheme scheme : {AuthScheme::Token, AuthScheme::Bearer}) {
        if (line.value(Options::scheme) == schemeWord(scheme))
            account.scheme = scheme;
    }
    account.proxy = proxyOf(line.value(Options::proxy)).value_or(ProxyChoice{});
    if (line.isSet(Options::proxyUser))
        account.proxy.user = line.value(Options::proxyUser);
    account.timeoutSeconds = line.value(Options::timeout).toInt();
    if (line.isSet(Options::caFile))
        account.caFile = QFileInfo(line.value(Options::caFile)).absoluteFilePath();
    return AccountRules::normalized(account);
}

QString AccountReader::complaint(const CommandLine &line)
{
    const auto proxy = proxyOf(line.value(Options::proxy));
    if (!proxy)
        return tr("--proxy: Say system, none, http://HOST:PORT or socks5://HOST:PORT.");
    if (line.isSet(Options::proxyUser) && !proxy->isManual())
        return tr(
            "--proxy-user: A login belongs to a proxy: --proxy http://HOST:PORT or socks5://HOST:PORT.");
    bool isNumber = true;
    const int seconds = line.isSet(Options::timeout) ? line.value(Options::timeout).toInt(&isNumber) : 0;
    if (!isNumber || (line.isSet(Options::timeout) && seconds == 0))
        return tr("--timeout: Enter %1 to %2 seconds.")
            .arg(AccountRules::shortestTimeout)
            .arg(AccountRules::longestTimeout);
    return {};
}

QString AccountReader::proxyWord(const ProxyChoice &proxy)
{
    if (!proxy.isManual())
        return proxy.kind == ProxyChoice::Kind::None ? noProxyWord : systemProxyWord;
    QUrl url;
    url.setScheme(proxy.kind == ProxyChoice::Kind::Http ? httpWord : socksWord);
    url.setHost(proxy.host);
    url.setPort(proxy.port);
    return url.toString();
}

QString AccountReader::optionOf(const QString &field)
{
    if (field == QLatin1String("providerKey"))
        return QStringLiteral("--provider");
    if (field == QLatin1String("baseUrl"))
        return QStringLiteral("--base-url");
    if (field == QLatin1String("organizationId"))
        return QStringLiteral("--organization");
    if (field == QLatin1String("workspaceIds"))
        return QStringLiteral("--workspace");
    if (field == QLatin1String("caFile"))
        return QStringLiteral("--ca-file");
    if (field == QLatin1String("proxyHost") || field == QLatin1String("proxyPort"))
        return QStringLiteral("--proxy");
    if (field == QLatin1String("timeoutSeconds"))
        return QStringLiteral("--timeout");
    return QStringLiteral("--") + field;
}

QString AccountReader::sentences(const QList<FieldError> &wrong)
{
    QStringList lines;
    for (const FieldError &error : wrong)
        lines.append(QStringLiteral("%1: %2").arg(optionOf(error.field), error.message));
    return lines.join(u'\n');
}

QJsonObject AccountReader::json(const Account &account)
{
    return {{QStringLiteral("id"), account.id}, {QStringLiteral("name"), account.name},
        {QStringLiteral("provider"), account.providerKey},
        {QStringLiteral("generation"), generationOf(account)},
        {QStringLiteral("baseUrl"), account.baseUrl.toString()},
        {QStringLiteral("organization"), account.organizationId},
        {QStringLiteral("workspaces"), QJsonArray::fromStringList(account.workspaceIds)},
        {QStringLiteral("scheme"), schemeWord(account.scheme)}, {QStringLiteral("caFile"), account.caFile},
        {QStringLiteral("proxy"), proxyWord(account.proxy)},
        {QStringLiteral("proxyUser"), account.proxy.user},
        {QStringLiteral("timeoutSeconds"), account.timeoutSeconds},
        {QStringLiteral("production"), account.isProduction},
        {QStringLiteral("environment"), account.environment}, {QStringLiteral("colour"), account.colour}};
}
