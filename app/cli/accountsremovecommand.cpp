// SPDX-License-Identifier: MIT
#include "cli/accountsremovecommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "session/session.h"

#include <memory>

AccountsRemoveCommand::AccountsRemoveCommand()
    : ProfileCommand(VaultUse::Keeps)
{ }

CommandSpec AccountsRemoveCommand::spec()
{
    return {QStringLiteral("accounts remove"),
        tr("Forgets an account and its credential. Its tokens stay as they are at the provider."), tr("NAME"),
        true, {{Options::yes, {}, tr("Do not ask; needed where there is no terminal."), {}}},
        {QStringLiteral("tokenry-cli accounts remove acme --yes")},
        &CommandSpec::maker<AccountsRemoveCommand>};
}

QString AccountsRemoveCommand::complaint() const
{
    return line().isSet(Options::yes) || Terminal::isInput()
        ? QString()
        : tr("There is no terminal to ask at: say --yes.");
}

void AccountsRemoveCommand::run()
{
    const auto account = findAccount(line().operand());
    if (!account)
        return;
    const QString question = tr("Forget the account “%1” and its credential?").arg(account->name);
    if (line().isSet(Options::yes) || Terminal::confirms(Output::harmless(question)))
        remove(*account);
    else
        fail(ExitInterrupted, tr("Nothing was done."));
}

void AccountsRemoveCommand::remove(const Account &account)
{
    const auto trouble = std::make_shared<std::optional<Error>>();
    connect(&desk().sessions(), &Sessions::bookFailed, this,
        [trouble](const Error &error) { trouble->emplace(error); });
    desk().sessions().openRemembered({account});
    desk().sessions().remove(account.id);
    if (*trouble) {
        failVault(**trouble);
        return;
    }
    console().note(tr("“%1” is forgotten.").arg(Output::harmless(account.name)));
    finish(ExitOk);
}
