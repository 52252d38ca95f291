// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demomoment.h"

#include <QList>
#include <QString>

#include <memory>

/// Which emulated service something belongs to.
enum class DemoService : quint8 { Qovery, Astronomer };

/// Who did something: a person, or a token acting for a machine.
struct DemoSubject
{
    QString id;
    QString username; ///< persons only
    QString fullName; ///< persons only
    QString tokenName; ///< tokens only
    mutable QByteArray json; ///< rendered form; empty = to be rendered

    [[nodiscard]] bool isToken() const { return !tokenName.isEmpty(); }
};
using DemoSubjectPointer = std::shared_ptr<const DemoSubject>;

/// A right on an organization or a workspace.
struct DemoRole
{
    QString entityId;
    QString entityType; ///< "ORGANIZATION", "WORKSPACE"; v1 also "DEPLOYMENT", "DAG" and "DAG_TAG"
    QString role;
    QString roleId; ///< Qovery only
    QString deploymentId{}; ///< of a DAG or DAG_TAG

    bool operator==(const DemoRole &) const = default;
};

/// How a token's JSON departs from the documents, as real servers' answers do.
enum class LooseForm : quint8 { None, NullOptionals, MissingRequired, UnknownType, UnreadableDate };

/// One API token as the simulator holds it.
struct DemoToken
{
    QString id;
    QString organizationId;
    QString workspaceId; ///< home of a WORKSPACE token; empty for the organization's own
    QString deploymentId; ///< home of a DEPLOYMENT token
    QString kind = QStringLiteral("STANDARD"); ///< v1 tells it
    QString policyText; ///< Qovery: rules; such a token stands in the organization's other list
    QString name;
    QString description;
    QString shortToken;
    QList<DemoRole> roles;
    DemoSubjectPointer createdBy;
    DemoSubjectPointer updatedBy;
    DemoMoment createdAt;
    DemoMoment updatedAt;
    DemoMoment startAt;
    DemoMoment endAt;
    DemoMoment lastUsedAt;
    DemoMoment lastRotatedAt; ///< v1 tells it
    QByteArray secret; ///< empty = nobody was ever told, as for most of the seeded ones
    mutable QByteArray json; ///< rendered form without the secret; empty = to be rendered again
    mutable QByteArray v1Json; ///< the same for v1, without the roles
    int expiryDays = 0; ///< 0 = never expires
    bool showsCreator = true; ///< false: only the creator's id is served
    LooseForm loose = LooseForm::None;

    [[nodiscard]] bool isPolicy() const { return !policyText.isEmpty(); }
    /// Where it is at home and is managed.
    [[nodiscard]] QString homeId() const
    {
        if (!deploymentId.isEmpty())
            return deploymentId;
        return workspaceId.isEmpty() ? organizationId : workspaceId;
    }
    void forgetJson() const
    {
        json.clear();
        v1Json.clear();
    }
};

/// The role in `roles` on that entity; null when there is none.
[[nodiscard]] inline const DemoRole *roleOn(const QList<DemoRole> &roles, const QString &entityId)
{
    for (const DemoRole &role : roles) {
        if (role.entityId == entityId)
            return &role;
    }
    return nullptr;
}
