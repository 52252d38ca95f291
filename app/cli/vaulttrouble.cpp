// SPDX-License-Identifier: MIT
#include "cli/vaulttrouble.h"

#include "session/vaulttext.h"

#include <QCoreApplication>
#include <QDir>

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    /// What is done otherwise than in the window; empty = nothing is.
    static QString next(StoreTrouble trouble);
    static ErrorText ofFile(StoreTrouble trouble, const QString &path);
};

ErrorText Words::ofFile(StoreTrouble trouble, const QString &path)
{
    switch (trouble) {
    case StoreTrouble::FileDamaged:
        return {tr("%1 is damaged and cannot be read. Nothing was changed in it.").arg(path), {},
            tr("Put a copy of it back, or set it aside and begin anew: tokenry-cli vault set-aside --yes."),
            {}};
    case StoreTrouble::FileNewer:
        return {tr("%1 was made by a newer Tokenry. Nothing was changed in it.").arg(path), {},
            tr("Use the newer version, or another profile: --profile DIR."), {}};
    default:
        return {tr("%1 cannot be opened or written now.").arg(path), {},
            tr("Look at the rights of its folder and the space on its disk, then try again."), {}};
    }
}

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

ErrorText describeFileTrouble(const Error &error, const QString &filePath)
{
    ErrorText text = Words::ofFile(error.trouble, QDir::toNativeSeparators(filePath));
    text.details = error.technical;
    return text;
}
