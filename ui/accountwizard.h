// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/secret.h"
#include "session/credentialsources.h"

#include <QDialog>

#include <memory>

class Prompts;
class Sessions;

/// The way from a credential to accounts: provider, credential, connecting, what it may do, names and marks.
/// Several organizations make several accounts. Only reads are sent; nothing is stored before the last page's
/// button, which emits submitted() once and closes. Escape or Cancel stops what is under way first, then
/// closes. objectName "accountWizard"; further "backButton".
class AccountWizard final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountWizard)

public:
    /// The references must outlive the wizard.
    AccountWizard(Sessions &sessions, Prompts &prompts, CredentialSources sources, QWidget *parent);
    ~AccountWizard() override;

    /// The credential that all of the accounts sign in with; after submitted().
    [[nodiscard]] Secret credential() const;
    /// For the login of the proxy on the way there; empty = none was given.
    [[nodiscard]] Secret proxyPassword() const;

    void reject() override;

Q_SIGNALS:
    void submitted(const QList<Account> &accounts);

private:
    class Private;
    std::unique_ptr<Private> d;
};
