// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/error.h"
#include "core/token.h"

#include <QDialog>

#include <memory>

struct ErrorText;
class Clock;
class Session;
class Sessions;

/// The form for a new token or for changing one. Takes values and gives values: it emits submitted…() and
/// waits with setBusy(); whoever listens runs the operation and ends with accept() or showError(). Open with
/// open(); it deletes itself when closed. rolesNeeded() comes from open() on, on update once a kind of
/// entity.
///
/// Roles are chosen explicitly: nothing is preselected on create. Expiry: 30, 90 (default), 60, 365,
/// custom 1..3650 days, or never with a warning; absent where the provider has none; shown as not changeable
/// on update. Fields are validated as they are left and on submit; field errors (ours and the server's) stand
/// at their field. Leaving with changes asks inline. objectName "createTokenDialog" / "updateTokenDialog";
/// the fields' names stand at NewTokenForm and RoleEditor, the buttons are "primaryButton" and
/// "cancelButton".
class TokenDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenDialog)

public:
    /// For a new token. `accountId` is preselected when given.
    static TokenDialog *forCreate(Sessions &sessions, const QString &accountId, QWidget *parent);
    /// For a new token like `model`: name suggestion, description and place taken over, role by name if
    /// offered.
    static TokenDialog *forDuplicate(Sessions &sessions, const Token &model, QWidget *parent);
    static TokenDialog *forUpdate(Session &session, const Token &token, const Clock &clock, QWidget *parent);
    ~TokenDialog() override;

    /// The account and what the token is for, as now chosen (create).
    [[nodiscard]] QString accountId() const;
    [[nodiscard]] TokenTarget target() const;
    void setRoles(const QString &accountId, const TokenTarget &target, const QList<RoleChoice> &roles);
    void setRolesFailed(const QString &accountId, const TokenTarget &target, const ErrorText &text);
    /// Grey and "Creating…" while the request runs; Cancel then aborts (abortRequested).
    void setBusy(bool busy);
    void showError(const ErrorText &text, const QList<FieldError> &fieldErrors);
    /// The token whose state the changes were decided upon (update).
    [[nodiscard]] const Token &basis() const;
    /// Somebody changed the token meanwhile, and it is `now` as given: asks what is to be done (see
    /// ConflictDialog). Overwriting ends in updateSubmitted() with `now` as the basis.
    void showConflict(const Token &now);
    /// An update of two requests got through its first: what is left to send are the roles, and the button
    /// says so.
    void showTextsSaved();

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    /// The roles for this target are wanted (also after "Try again").
    void rolesNeeded(const QString &accountId, const TokenTarget &target);
    void createSubmitted(const QString &accountId, const TokenDraft &draft);
    void updateSubmitted(const TokenKey &key, const TokenChange &change);
    /// Cancel while busy.
    void abortRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    class Private;
    explicit TokenDialog(std::unique_ptr<Private> priv, QWidget *parent);
    std::unique_ptr<Private> d;
};
