// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demotoken.h"

/// Who sent a request, as far as the credential proves it.
struct DemoCaller
{
    DemoSubjectPointer subject;
    QList<DemoRole> roles;
    QString tokenId; ///< empty = a person's session

    [[nodiscard]] bool isPerson() const { return tokenId.isEmpty(); }
    [[nodiscard]] QString roleIn(const QString &entityId) const
    {
        const DemoRole *role = roleOn(roles, entityId);
        return role != nullptr ? role->role : QString();
    }
};
