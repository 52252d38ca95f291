// SPDX-License-Identifier: MIT
#include "cli/vaultsetasidecommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/terminal.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

VaultSetAsideCommand::VaultSetAsideCommand()
    : ProfileCommand(VaultUse::None)
{ }

CommandSpec VaultSetAsideCommand::spec()
{
    return {QStringLiteral("vault set-aside"),
        tr("Renames a damaged profile file and what lies beside it, so that a new one can be made. Nothing "
           "in it "
           "is changed; a file that is not damaged stays where it is. Prints the new path."),
        {}, false, {{Options::yes, {}, tr("Do not ask; needed where there is no terminal."), {}}},
        {QStringLiteral("tokenry-cli vault set-aside --yes")}, &CommandSpec::maker<VaultSetAsideCommand>};
}

QString VaultSetAsideCommand::complaint() const
{
    return line().isSet(Options::yes) || Terminal::isInput()
        ? QString()
        : tr("There is no terminal to ask at: say --yes.");
}

bool VaultSetAsideCommand::worksWithoutFile() const
{
    return true;
}

void VaultSetAsideCommand::run()
{
    const std::optional<Error> &trouble = desk().profile().trouble();
    const QString path = QDir::toNativeSeparators(desk().profile().wantedFilePath());
    if (!trouble)
        fail(ExitFailed, tr("%1 can be read; it was left where it is.").arg(Output::harmless(path)));
    else if (trouble->trouble != StoreTrouble::FileDamaged)
        failFile(*trouble);
    else if (line().isSet(Options::yes)
        || Terminal::confirms(
            Output::harmless(tr("%1 is damaged. Set it aside and begin with a new file?").arg(path))))
        setAside();
    else
        fail(ExitInterrupted, tr("Nothing was done."));
}

void VaultSetAsideCommand::setAside()
{
    const QString folder = QFileInfo(desk().profile().wantedFilePath()).path();
    const Result<QString> kept = Profile::setAsideDamaged(folder, desk().clock().nowUtc());
    if (!kept) {
        failFile(kept.error());
        return;
    }
    const QString path = QDir::toNativeSeparators(kept.value());
    if (console().isJson())
        Output::data(
            QJsonDocument(QJsonObject{{QStringLiteral("file"), path}}).toJson(QJsonDocument::Compact) + '\n');
    else
        Output::data(Output::harmless(path) + u'\n');
    console().note(
        tr("It is kept there as it was. The next command begins with a new file: add your accounts "
           "again."));
    finish(ExitOk);
}
