// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/secret.h"

#include <QDialog>

#include <memory>

class Prompts;
class Sessions;

/// Edits an account (name, base URL, organization, workspaces, credential, way there, marks), or takes a new
/// credential for one. New accounts come from AccountWizard. Validates by Sessions::validate with messages at
/// the fields. Emits submitted() once, then closes. objectName "accountDialog".
class AccountDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountDialog)

public:
    static AccountDialog *forEdit(
        Sessions &sessions, Prompts &prompts, const Account &account, QWidget *parent);
    /// Only the credential: the account is known, its credential is not.
    static AccountDialog *forSignIn(
        Sessions &sessions, Prompts &prompts, const Account &account, QWidget *parent);
    ~AccountDialog() override;

    /// With forEdit, once it is open: begins at the fields of the way to the service.
    void showWay();
    /// The credential as typed, moved out; once, after submitted().
    [[nodiscard]] Secret takeCredential();
    /// Likewise the proxy's password; empty when none was typed.
    [[nodiscard]] Secret takeProxyPassword();

Q_SIGNALS:
    void submitted(const Account &account);

private:
    class Private;
    explicit AccountDialog(std::unique_ptr<Private> priv, QWidget *parent);
    std::unique_ptr<Private> d;
};
