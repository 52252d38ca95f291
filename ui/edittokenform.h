// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/token.h"

#include <QWidget>

struct ErrorText;
class Clock;
class FieldForm;
class NameFields;
class NoteLine;
class RoleEditor;
class Session;

/// The fields of a token that exists: name, description, roles, and the expiry that cannot be changed. Gives
/// only what was changed.
class EditTokenForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditTokenForm)

public:
    /// Reads the session now; keeps no reference.
    EditTokenForm(const Session &session, const Token &token, const Clock &clock, QWidget *parent = nullptr);

    void requestRoles();
    void setRoles(const QList<RoleChoice> &roles);
    void setRolesFailed(const ErrorText &text);
    /// Complains at the fields and focuses the first wrong one; true when all is well.
    bool check();
    [[nodiscard]] TokenChange change() const;
    /// Name and description stand at the service as they are here: only the rest is still to be saved.
    void takeTextsAsSaved();
    /// Something differs from the token, even if it could not be sent yet.
    [[nodiscard]] bool isChanged() const;
    /// Returns those that have no field here.
    QList<FieldError> showErrors(const QList<FieldError> &errors);
    void focusFirst();

Q_SIGNALS:
    void changed();
    void rolesNeeded(const TokenTarget &target);

private:
    [[nodiscard]] QString expiryText(const Session &session, const Clock &clock) const;

    Token m_token;
    FieldForm *m_form;
    NameFields *m_names;
    RoleEditor *m_roles;
};
