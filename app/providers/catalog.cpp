// SPDX-License-Identifier: MIT
#include "providers/catalog.h"

#include "providers/astronomer.h"
#include "providers/astronomerv1.h"
#include "providers/qovery.h"

#include <QCoreApplication>

namespace {

const QString currentAstronomer = QStringLiteral("v1");

ProviderInfo qoveryInfo()
{
    ProviderInfo info;
    info.key = QStringLiteral("qovery");
    info.name = QStringLiteral("Qovery");
    info.letter = QStringLiteral("Q");
    info.baseUrl = QUrl(QStringLiteral("https://api.qovery.com"));
    info.hasSchemeChoice = true;
    info.organizationForm = QStringLiteral("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
    info.organizationHint = QCoreApplication::translate("Catalog",
        "An organization's id at Qovery is a UUID. Copy it from the organization's settings there.");
    info.tokenVariables = {QStringLiteral("QOVERY_API_TOKEN"), QStringLiteral("QOVERY_CLI_ACCESS_TOKEN"),
        QStringLiteral("Q_CLI_ACCESS_TOKEN")};
    info.toolFile = QStringLiteral(".qovery/context.json");
    info.credentialHint = QCoreApplication::translate("Catalog",
        "An API token of the organization (it begins with qov_) or a sign-in token. Its role must be owner, "
        "admin or devops.");
    return info;
}

ProviderInfo astronomerInfo()
{
    ProviderInfo info;
    info.key = QStringLiteral("astronomer");
    info.name = QStringLiteral("Astronomer");
    info.letter = QStringLiteral("A");
    info.rates = {25, 10, 5}; // api/astronomer.md 4
    info.generations = {
        {QStringLiteral("v1alpha1"), QCoreApplication::translate("Catalog", "v1alpha1 (older)"),
            QUrl(QStringLiteral("https://api.astronomer.io/v1alpha1"))},
        {currentAstronomer, QCoreApplication::translate("Catalog", "v1 (current)"),
            QUrl(QStringLiteral("https://api.astronomer.io/v1"))}};
    info.baseUrl = info.generations.constLast().baseUrl;
    info.hasWorkspaces = true;
    info.tokenVariables = {QStringLiteral("ASTRO_API_TOKEN")};
    info.toolFile = QStringLiteral(".astro/config.yaml");
    info.credentialHint = QCoreApplication::translate("Catalog",
        "An API token of an organization owner, or of a workspace owner when you name workspaces.");
    return info;
}

} // namespace

QList<ProviderInfo> providerCatalog()
{
    return {qoveryInfo(), astronomerInfo()};
}

std::optional<ProviderInfo> providerInfo(const QString &key)
{
    const QList<ProviderInfo> catalog = providerCatalog();
    for (const ProviderInfo &info : catalog) {
        if (info.key == key)
            return info;
    }
    return {};
}

std::unique_ptr<Provider> makeProvider(const Account &account, HttpClient &client, Background &background)
{
    if (account.providerKey == QLatin1String("qovery"))
        return std::make_unique<Qovery>(account, client, background);
    if (account.providerKey != QLatin1String("astronomer")
        || !astronomerInfo().generation(account.generation))
        return {};
    if (account.generation == currentAstronomer)
        return std::make_unique<AstronomerV1>(account, client, background);
    return std::make_unique<Astronomer>(account, client, background);
}
