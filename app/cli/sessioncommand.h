// SPDX-License-Identifier: MIT
#pragma once

#include "cli/profilecommand.h"

class Session;

/// A command that works with accounts: opens those that are asked for, lists them and goes on.
class SessionCommand : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionCommand)

protected:
    explicit SessionCommand(VaultUse use);

    [[nodiscard]] QString complaint() const override;
    [[nodiscard]] bool isAdHoc() const override;
    void run() final;

    /// Whether the command is about one account: then --account may be left out only where there is one.
    [[nodiscard]] virtual bool needsOneAccount() const { return false; }
    /// Nobody is asked: what an earlier run listed is all there is.
    [[nodiscard]] virtual bool isOffline() const { return false; }
    /// Every account is listed, or as far as it goes.
    virtual void listed() = 0;

    [[nodiscard]] QList<Session *> sessions();
    /// Tells what could not be listed; Ok when everything was.
    [[nodiscard]] ExitCode tellListingTrouble();

private:
    void openAdHoc();
    void openRemembered(const QList<Account> &accounts);
    void watch();
    void check();
    void showProgress();

    bool m_isListed = false;
};
