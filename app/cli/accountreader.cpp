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
    if (line.isSet(Options::caFile))
        account.caFile = QFileInfo(line.value(Options::caFile)).absoluteFilePath();
    return AccountRules::normalized(account);
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
        {QStringLiteral("production"), account.isProduction}};
}
