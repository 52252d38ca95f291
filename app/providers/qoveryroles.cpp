// SPDX-License-Identifier: MIT
#include "providers/qoveryroles.h"

#include "net/pathsegment.h"
#include "providers/jsonreader.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace {

const QStringList builtInRoles{QStringLiteral("owner"), QStringLiteral("admin"), QStringLiteral("devops"),
    QStringLiteral("billing"), QStringLiteral("viewer")};

/// A role of a large organization speaks of hundreds of projects; nobody reads more than these.
constexpr qsizetype mostLines = 12;

QString textOf(const QJsonObject &object, const char *key)
{
    return JsonReader::text(object, QLatin1String(key)).simplified();
}

/// Its name; its id where it has none.
QString nameOf(const QJsonObject &object, const char *nameKey, const char *idKey)
{
    const QString name = textOf(object, nameKey);
    return name.isEmpty() ? textOf(object, idKey) : name;
}

} // namespace

QString QoveryRoles::customRolesPath(const QString &organizationId)
{
    return QStringLiteral("/organization/%1/customRole").arg(pathSegment(organizationId));
}

bool QoveryRoles::hasCustom(const QList<RoleChoice> &roles)
{
    return std::any_of(roles.cbegin(), roles.cend(),
        [](const RoleChoice &role) { return !role.id.isEmpty() && !builtInRoles.contains(role.name); });
}

QString QoveryRoles::builtIn(const QString &name)
{
    if (name == QLatin1String("owner") || name == QLatin1String("admin"))
        return tr("Manages the organization and its API tokens.");
    if (name == QLatin1String("billing") || name == QLatin1String("viewer"))
        return tr("Cannot manage API tokens.");
    return {};
}

void QoveryRoles::describeBuiltIn(QList<RoleChoice> &roles)
{
    for (RoleChoice &role : roles)
        role.description = builtIn(role.name);
}

QString QoveryRoles::clusterLine(const QJsonObject &permission)
{
    const QString name = nameOf(permission, "cluster_name", "cluster_id");
    const QString word = textOf(permission, "permission");
    if (name.isEmpty() || word.isEmpty())
        return {};
    if (word == QLatin1String("VIEWER"))
        return tr("Cluster %1: sees it").arg(name);
    if (word == QLatin1String("ENV_CREATOR"))
        return tr("Cluster %1: deploys on it").arg(name);
    if (word == QLatin1String("ADMIN"))
        return tr("Cluster %1: changes its settings").arg(name);
    return tr("Cluster %1: %2").arg(name, word);
}

QString QoveryRoles::projectLine(const QJsonObject &permission)
{
    const QString name = nameOf(permission, "project_name", "project_id");
    if (name.isEmpty())
        return {};
    if (permission.value(QLatin1String("is_admin")).toBool())
        return tr("Project %1: everything, deleting it too").arg(name);
    QStringList parts;
    const QJsonArray entries = permission.value(QLatin1String("permissions")).toArray();
    for (const auto entry : entries) {
        const QString where = textOf(entry.toObject(), "environment_type").toLower();
        const QString right = textOf(entry.toObject(), "permission");
        if (where.isEmpty() || right.isEmpty())
            continue;
        QString word = right;
        if (right == QLatin1String("NO_ACCESS"))
            word = tr("no access");
        else if (right == QLatin1String("VIEWER"))
            word = tr("sees");
        else if (right == QLatin1String("DEPLOYER"))
            word = tr("deploys");
        else if (right == QLatin1String("MANAGER"))
            word = tr("manages");
        //: %1: kind of environment ("production"), %2: what may be done there ("deploys")
        parts.append(tr("%1: %2").arg(where, word));
    }
    //: %1: name of a project, %2: its kinds of environment and what may be done there
    return parts.isEmpty() ? QString() : tr("Project %1 (%2)").arg(name, parts.join(tr(", ")));
}

QString QoveryRoles::description(const QJsonObject &role)
{
    QStringList lines{textOf(role, "description")};
    const QJsonArray clusters = role.value(QLatin1String("cluster_permissions")).toArray();
    for (const auto cluster : clusters)
        lines.append(clusterLine(cluster.toObject()));
    const QJsonArray projects = role.value(QLatin1String("project_permissions")).toArray();
    for (const auto project : projects)
        lines.append(projectLine(project.toObject()));
    lines.removeAll(QString());
    if (lines.size() > mostLines) {
        const int more = int(lines.size() - mostLines);
        lines = lines.first(mostLines);
        lines.append(tr("and %n more", nullptr, more));
    }
    return lines.join(u'\n');
}

void QoveryRoles::describeCustom(QList<RoleChoice> &roles, const HttpAnswer &answer)
{
    const auto object = JsonReader::readObject(answer, JsonReader::Request::Read);
    if (!object)
        return;
    const QJsonArray entries = object.value().value(QLatin1String("results")).toArray();
    for (const auto entry : entries) {
        const QJsonObject custom = entry.toObject();
        const QString id = JsonReader::text(custom, QLatin1String("id"));
        for (RoleChoice &role : roles) {
            if (!id.isEmpty() && role.id.compare(id, Qt::CaseInsensitive) == 0)
                role.description = description(custom);
        }
    }
}
