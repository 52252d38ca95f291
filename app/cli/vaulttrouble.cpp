// SPDX-License-Identifier: MIT
#include "cli/vaulttrouble.h"

#include "session/vaulttext.h"

#include <QCoreApplication>

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    /// What is done otherwise than in the window; empty = nothing is.
    static QString next(StoreTrouble trouble);
};

QString Words::next(StoreTrouble trouble)
{
    switch (trouble) {
    case StoreTrouble::VaultAbsent:
        return tr("Make a vault: tokenry-cli vault create --keychain, or --password-stdin.");
    case StoreTrouble::VaultLocked:
        return tr("Give its password: --password-stdin.");
    case StoreTrouble::VaultOtherSource:
    case StoreTrouble::VaultChangedElsewhere:
        return tr("See how it is protected: tokenry-cli vault status.");
    case StoreTrouble::WrongPassword:
        return tr("Try again.");
    default:
        return {};
    }
}

} // namespace

ErrorText describeVaultTrouble(const Error &error)
{
    const VaultText text = describeVaultError(error);
    const QString next = Words::next(error.trouble);
    return {text.what, {}, next.isEmpty() ? text.next : next, {}};
}
