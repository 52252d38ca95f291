// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"
#include "net/httpclient.h"

#include <QCoreApplication>

/// What a role of Qovery may do, in plain lines for a person. Pure, any thread. Facts: api/qovery.md 4 and 6.
class QoveryRoles final
{
    Q_DECLARE_TR_FUNCTIONS(Qovery)

public:
    [[nodiscard]] static QString customRolesPath(const QString &organizationId);
    /// One of them is none of Qovery's own, so that the list of custom roles has something to tell.
    [[nodiscard]] static bool hasCustom(const QList<RoleChoice> &roles);
    /// A sentence for the built-in ones of which documents agree.
    static void describeBuiltIn(QList<RoleChoice> &roles);
    /// The rest from an answer to customRole. One that cannot be read describes nothing: it is a comfort.
    static void describeCustom(QList<RoleChoice> &roles, const HttpAnswer &answer);

private:
    [[nodiscard]] static QString builtIn(const QString &name);
    [[nodiscard]] static QString clusterLine(const QJsonObject &permission);
    [[nodiscard]] static QString projectLine(const QJsonObject &permission);
    [[nodiscard]] static QString description(const QJsonObject &role);
};
