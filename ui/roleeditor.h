// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QWidget>

#include <memory>

struct ErrorText;
class Session;

/// Every role of a token, one row each: which entity, which role, and for workspaces of an organization token
/// a button that takes the role away; beneath, a row that adds a workspace. Roles and entities this version
/// does not know are shown and kept. Gives only what was changed.
///
/// objectNames: "roleOf_<entity id>", "removeRole_<entity id>", "addWorkspaceField", "addWorkspaceButton".
class RoleEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoleEditor)

public:
    /// Reads names and capabilities of the session now; keeps no reference.
    RoleEditor(const Session &session, const Token &token, QWidget *parent = nullptr);
    ~RoleEditor() override;

    /// Targets whose role lists are wanted: one a kind of entity.
    [[nodiscard]] QList<TokenTarget> neededTargets() const;
    void setRoles(const QList<RoleChoice> &roles);
    void setRolesFailed(const ErrorText &text);
    [[nodiscard]] QList<RoleEdit> edits() const;
    /// False while an added workspace has no role yet.
    [[nodiscard]] bool isComplete() const;
    /// The roles that would remain; a token must keep one.
    [[nodiscard]] int remaining() const;
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void changed();
    void retryRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};
