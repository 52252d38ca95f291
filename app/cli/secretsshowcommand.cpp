// SPDX-License-Identifier: MIT
#include "cli/secretsshowcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/secretdelivery.h"

SecretsShowCommand::SecretsShowCommand()
    : ProfileCommand(VaultUse::Keeps)
{ }

CommandSpec SecretsShowCommand::spec()
{
    return {QStringLiteral("secrets show"),
        tr("Prints a value that waits, or writes it into a file. A printed one waits on until it is "
           "confirmed."),
        tr("ID"), true, Options::secretTarget(), {QStringLiteral("tokenry-cli secrets show ID | wl-copy")},
        &CommandSpec::maker<SecretsShowCommand>};
}

QString SecretsShowCommand::complaint() const
{
    return SecretDelivery(line(), true).complaint();
}

void SecretsShowCommand::run()
{
    const QString id = line().operand();
    const auto secret = desk().safekeeper().find(id);
    if (!secret) {
        fail(ExitFailed, tr("No value “%1” waits. See tokenry-cli secrets list.").arg(id));
        return;
    }
    const QJsonObject facts{{QStringLiteral("operation"), id},
        {QStringLiteral("account"), secret->accountName}, {QStringLiteral("token"), secret->token.id},
        {QStringLiteral("name"), secret->token.name}};
    finish(SecretDelivery(line(), true).deliver(desk().safekeeper(), id, facts, console()));
}
