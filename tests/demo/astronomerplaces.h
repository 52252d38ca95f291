// SPDX-License-Identifier: MIT
#pragma once

#include "democlient.h"

/// The seeded Astronomer accounts and their paths, for the tests of that service.
namespace astronomer {

inline const QString acme = QStringLiteral("Acme data");
inline const QString globex = QStringLiteral("Globex analytics");
inline const QString pipelines = QStringLiteral("Acme data · Pipelines");
inline const QString analytics = QStringLiteral("Acme data · Analytics");

inline QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

inline QStringList idsOf(const QJsonArray &tokens)
{
    QStringList ids;
    for (const QJsonValue &token : tokens)
        ids.append(text(token.toObject(), "id"));
    return ids;
}

inline QString organizationPath(const DemoServer &server, const QString &account)
{
    return QStringLiteral("/v1alpha1/organizations/")
        + DemoClient::account(server, account).account.organizationId;
}

inline QString workspaceId(const DemoServer &server, const QString &account)
{
    return DemoClient::account(server, account).account.workspaceIds.constFirst();
}

/// The list an account looks at.
inline QString listPath(const DemoServer &server, const QString &account)
{
    const QStringList workspaces = DemoClient::account(server, account).account.workspaceIds;
    const QString place =
        workspaces.isEmpty() ? QString() : QStringLiteral("/workspaces/") + workspaces.first();
    return organizationPath(server, account) + place + QStringLiteral("/api-tokens");
}

/// An organization token of acme with roles in both workspaces; its id.
inline QString plantAttachedToken(const DemoServer &server)
{
    const DemoClient client = DemoClient::as(server, acme);
    const QString path = listPath(server, acme);
    const QString id =
        text(client.post(path, jsonOf(R"({"name":"attached","role":"ORGANIZATION_MEMBER"})")).json(), "id");
    const auto role = [&](const QString &workspace) {
        return QJsonObject{{QStringLiteral("entityId"), workspaceId(server, workspace)},
            {QStringLiteral("role"), QStringLiteral("WORKSPACE_AUTHOR")}};
    };
    const QJsonObject roles{{QStringLiteral("organization"), QStringLiteral("ORGANIZATION_MEMBER")},
        {QStringLiteral("workspace"), QJsonArray{role(pipelines), role(analytics)}}};
    const RawAnswer updated = client.post(path + u'/' + id,
        {{QStringLiteral("name"), QStringLiteral("attached")}, {QStringLiteral("description"), QString()},
            {QStringLiteral("roles"), roles}});
    return updated.status == 200 ? id : QString();
}

} // namespace astronomer
