// SPDX-License-Identifier: MIT
#include "tourkind.h"

#include "demo/demoserver.h"
#include "options.h"

#include <algorithm>

namespace {

const QString qoveryKey = QStringLiteral("qovery");

template <class Predicate>
DemoAccount firstOf(const QList<DemoAccount> &accounts, Predicate predicate)
{
    const auto found = std::find_if(accounts.begin(), accounts.end(), predicate);
    return found == accounts.end() ? DemoAccount{} : *found;
}

/// The account as it is typed in: over the command line's base URL where there is one.
void take(TourKind &kind, const DemoAccount &demo, const Options &options)
{
    kind.account = demo.account;
    kind.credential = demo.credential;
    const QUrl url =
        demo.account.providerKey == qoveryKey ? options.tourQoveryUrl : options.tourAstronomerUrl;
    if (!url.isEmpty())
        kind.account.baseUrl = url;
    // A chosen port is chosen so that a proxy can stand before the simulator.
    kind.isEmbedded = url.isEmpty() || options.demoPort != 0;
}

TourKind qovery(const QList<DemoAccount> &opening, const Options &options)
{
    TourKind kind;
    kind.label = QStringLiteral("Qovery organization");
    kind.slug = QStringLiteral("qovery");
    // The seed's service has one role only.
    kind.roleWords =
        options.isSeedEra ? QStringList{QStringLiteral("admin")} : QStringList{QStringLiteral("devops")};
    kind.createOperation = QStringLiteral("createApiToken");
    kind.removeOperation = QStringLiteral("deleteApiToken");
    take(kind,
        firstOf(opening, [](const DemoAccount &demo) { return demo.account.providerKey == qoveryKey; }),
        options);
    return kind;
}

DemoAccount inV1(DemoAccount demo)
{
    demo.account.generation = QStringLiteral("v1");
    demo.account.baseUrl.setPath(QStringLiteral("/v1"));
    return demo;
}

TourKind astronomer(bool isWorkspace, const DemoAccount &demo, const Options &options)
{
    TourKind kind;
    kind.label =
        isWorkspace ? QStringLiteral("Astronomer workspace") : QStringLiteral("Astronomer organization");
    kind.slug =
        isWorkspace ? QStringLiteral("astronomer-workspace") : QStringLiteral("astronomer-organization");
    kind.roleWords = {QStringLiteral("member")};
    kind.otherRole = isWorkspace ? QStringLiteral("operator") : QStringLiteral("billing");
    if (options.isTourOfV1) {
        kind.createOperation = QStringLiteral("createToken");
        kind.updateOperation = QStringLiteral("updateToken");
        kind.rotateOperation = QStringLiteral("rotateToken");
        kind.removeOperation = QStringLiteral("deleteToken");
        kind.detachOperation = QStringLiteral("updateTokenRoles");
        kind.generation = QStringLiteral("v1 (");
        take(kind, inV1(demo), options);
        return kind;
    }
    kind.generation = QStringLiteral("v1alpha1");
    const QString place =
        isWorkspace ? QStringLiteral("WorkspaceApiToken") : QStringLiteral("OrganizationApiToken");
    kind.createOperation = QStringLiteral("create") + place;
    kind.updateOperation = QStringLiteral("update") + place;
    kind.rotateOperation = QStringLiteral("rotate") + place;
    kind.removeOperation = QStringLiteral("delete") + place;
    take(kind, demo, options);
    return kind;
}

} // namespace

QList<TourKind> tourKinds(const QList<DemoAccount> &opening, const Options &options)
{
    const DemoAccount organization = firstOf(opening, [](const DemoAccount &demo) {
        return demo.account.providerKey != qoveryKey && demo.account.workspaceIds.isEmpty();
    });
    const DemoAccount workspace = firstOf(opening, [&organization](const DemoAccount &demo) {
        return demo.account.organizationId == organization.account.organizationId
            && !demo.account.workspaceIds.isEmpty();
    });
    return {qovery(opening, options), astronomer(false, organization, options),
        astronomer(true, workspace, options)};
}

TourKind revokedKind(const QList<DemoAccount> &all, const QList<TourKind> &kinds, const Options &options)
{
    TourKind kind = qovery(all, options);
    kind.label = QStringLiteral("revoked credential");
    kind.slug = QStringLiteral("revoked");
    const auto isShown = [&kinds](const QString &organizationId) {
        return std::any_of(kinds.begin(), kinds.end(), [&organizationId](const TourKind &shown) {
            return shown.account.organizationId == organizationId;
        });
    };
    const auto fits = [&isShown](const DemoAccount &demo) {
        return demo.account.providerKey == qoveryKey && demo.role == QLatin1String("revoked")
            && !isShown(demo.account.organizationId);
    };
    take(kind, firstOf(all, fits), options);
    return kind;
}
