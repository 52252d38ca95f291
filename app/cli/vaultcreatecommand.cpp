// SPDX-License-Identifier: MIT
#include "cli/vaultcreatecommand.h"

#include "cli/composition.h"
#include "cli/credentialsource.h"
#include "cli/options.h"
#include "core/job.h"

namespace {

const QString optionKeychain = QStringLiteral("keychain");

} // namespace

VaultCreateCommand::VaultCreateCommand()
    : ProfileCommand(VaultUse::None)
{ }

CommandSpec VaultCreateCommand::spec()
{
    return {QStringLiteral("vault create"),
        tr("Makes the vault, which keeps credentials and new values in the profile, sealed. Its key is in "
           "the "
           "system's keychain (--keychain) or made of a password (--password-stdin)."),
        {}, false, {{optionKeychain, {}, tr("Keep the vault's key in the system's keychain."), {}}},
        {QStringLiteral("tokenry-cli vault create --keychain"),
            QStringLiteral("tokenry-cli vault create --password-stdin < password-file")},
        &CommandSpec::maker<VaultCreateCommand>};
}

QString VaultCreateCommand::complaint() const
{
    return line().isSet(optionKeychain) == line().isSet(Options::passwordStdin)
        ? tr("Say what protects it: --keychain or --password-stdin.")
        : QString();
}

void VaultCreateCommand::run()
{
    VaultDoor &door = desk().door();
    if (door.state() != VaultDoor::State::Unmade) {
        fail(ExitFailed, tr("This profile has a vault already. See tokenry-cli vault status."));
        return;
    }
    JobOf<Nothing> *job = nullptr;
    if (line().isSet(optionKeychain)) {
        job = door.protectByKeychain(this);
    } else {
        Secret password = CredentialSource::passwordFromStandardInput();
        if (password.isEmpty()) {
            fail(ExitUsage, tr("The password is empty."));
            return;
        }
        job = door.protectByPassword(this, std::move(password));
    }
    job->onFinished(this, [this](Result<Nothing> &&result) {
        if (!result) {
            failVault(result.error());
            return;
        }
        console().note(tr("The vault is made."));
        finish(ExitOk);
    });
}
