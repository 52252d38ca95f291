// SPDX-License-Identifier: MIT
#include "cli/vaultstatuscommand.h"

#include "cli/composition.h"
#include "cli/output.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

QString stateWord(VaultDoor::State state)
{
    switch (state) {
    case VaultDoor::State::Unmade:
        return QStringLiteral("none");
    case VaultDoor::State::Locked:
        return QStringLiteral("locked");
    case VaultDoor::State::Open:
        return QStringLiteral("open");
    case VaultDoor::State::MemoryOnly:
        break;
    }
    return QStringLiteral("memory");
}

QString protectionWord(VaultDoor::Protection protection)
{
    switch (protection) {
    case VaultDoor::Protection::None:
        return QStringLiteral("none");
    case VaultDoor::Protection::Keychain:
        return QStringLiteral("keychain");
    case VaultDoor::Protection::Password:
        return QStringLiteral("password");
    case VaultDoor::Protection::MemoryOnly:
        break;
    }
    return QStringLiteral("memory");
}

} // namespace

VaultStatusCommand::VaultStatusCommand()
    : ProfileCommand(VaultUse::None)
{ }

CommandSpec VaultStatusCommand::spec()
{
    return {QStringLiteral("vault status"), tr("Tells whether there is a vault and what protects it."), {},
        false, {}, {QStringLiteral("tokenry-cli --json vault status")},
        &CommandSpec::maker<VaultStatusCommand>};
}

void VaultStatusCommand::run()
{
    const QString state = stateWord(desk().door().state());
    const QString protection = protectionWord(desk().door().protection());
    const auto waiting = desk().safekeeper().waiting().size();
    const QString file = QDir::toNativeSeparators(desk().profile().filePath());
    if (console().isJson()) {
        const QJsonObject json{{QStringLiteral("profile"), file}, {QStringLiteral("state"), state},
            {QStringLiteral("protection"), protection}, {QStringLiteral("waitingSecrets"), qint64(waiting)}};
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
    } else {
        Output::data(
            tr("profile          %1\nstate            %2\nprotection       %3\nwaiting secrets  %4\n")
                .arg(Output::harmless(file), state, protection)
                .arg(waiting));
    }
    finish(ExitOk);
}
