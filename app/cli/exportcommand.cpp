// SPDX-License-Identifier: MIT
#include "cli/exportcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenlisttext.h"
#include "session/session.h"

#include <QFileInfo>
#include <QSaveFile>

namespace {

QString suffixOf(const QString &path)
{
    return QFileInfo(path).suffix().toLower();
}

} // namespace

ExportCommand::ExportCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec ExportCommand::spec()
{
    return {QStringLiteral("export"),
        tr("Writes all tokens with all that is known of them, but their values, into a file: .csv, .json or "
           ".md. "
           "The file is whole or not there."),
        tr("FILE"), true,
        QList<OptionSpec>{{Options::force, {}, tr("Replace the file if it exists."), {}}}
            + Options::reading(),
        {QStringLiteral("tokenry-cli export tokens.csv")}, &CommandSpec::maker<ExportCommand>};
}

QString ExportCommand::complaint() const
{
    const QString suffix = suffixOf(line().operand());
    if (suffix != QLatin1String("csv") && suffix != QLatin1String("json") && suffix != QLatin1String("md"))
        return tr("The file's name ends in .csv, .json or .md.");
    if (QFileInfo::exists(line().operand()) && !line().isSet(Options::force))
        return tr("%1 exists; --force replaces it.").arg(line().operand());
    return SessionCommand::complaint();
}

void ExportCommand::listed()
{
    // Half an inventory that looks like a whole one is worse than none.
    if (const ExitCode trouble = tellListingTrouble(); trouble != ExitOk) {
        finish(trouble);
        return;
    }
    const QList<Session *> all = sessions();
    const TokenListText text(TokenRow::allOf(all), all, TokenColumn::all(), desk().clock().nowUtc());
    const QString suffix = suffixOf(line().operand());
    QSaveFile file(line().operand());
    const bool isWritten = file.open(QIODevice::WriteOnly)
        && file.write(suffix == QLatin1String("csv") ? text.csv()
                   : suffix == QLatin1String("json") ? text.json()
                                                     : text.markdown())
            >= 0
        && file.commit();
    if (isWritten)
        finish(ExitOk);
    else
        fail(ExitFailed, tr("Cannot write %1: %2").arg(line().operand(), file.errorString()));
}
