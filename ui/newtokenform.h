// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/error.h"
#include "core/token.h"

#include <QWidget>

#include <memory>

struct Capabilities;
struct ErrorText;
class Session;
class Sessions;

/// The fields of a new token: account, place, what it is for, name, description, role, kind, expiry. Follows
/// the chosen account: its places, its limits, whether it has an expiry, whether names are unique there,
/// which kinds there are. objectNames "accountField", "placeField", "targetField", "nameField",
/// "nameSuggestion", "descriptionField", "roleField", "kindField", "expiryField"; the policy's stand at
/// PolicyField.
class NewTokenForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewTokenForm)

public:
    /// `sessions` must outlive the form. `accountId` may be empty.
    NewTokenForm(Sessions &sessions, const QString &accountId, QWidget *parent = nullptr);
    ~NewTokenForm() override;

    /// Takes over what may be taken over from a token: place, description, lifetime, a free name, the role
    /// unless it is administrative.
    void takeOver(const Token &model);

    [[nodiscard]] QString accountId() const;
    [[nodiscard]] TokenPlace place() const;
    [[nodiscard]] TokenTarget target() const;
    [[nodiscard]] Session *session() const; ///< null when no account can create
    void setRoles(const QList<RoleChoice> &roles);
    void setRolesFailed(const ErrorText &text);
    /// Asks for the roles of the target; loading until they come.
    void requestRoles();

    /// Complains at the fields and focuses the first wrong one; true when all is well.
    bool check();
    [[nodiscard]] TokenDraft draft() const; ///< after check()
    /// Returns those that have no field here.
    QList<FieldError> showErrors(const QList<FieldError> &errors);
    [[nodiscard]] bool isChanged() const;
    void focusFirst();

Q_SIGNALS:
    void accountChanged();
    void rolesNeeded(const QString &accountId, const TokenTarget &target);

private:
    class Private;
    std::unique_ptr<Private> d;
};
