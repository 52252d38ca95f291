// SPDX-License-Identifier: MIT
#include "cli/helptext.h"

#include "cli/exitcode.h"
#include "cli/options.h"

#include <algorithm>

namespace {

constexpr qsizetype lineLength = 96;

/// Words in lines; the first begins after `head`, the others below it.
QString hanging(const QString &head, qsizetype indent, const QString &text)
{
    QString result;
    QString line = head.leftJustified(indent);
    if (indent > 0 && head.size() >= indent) {
        result = head.trimmed() + u'\n';
        result.prepend(QStringLiteral("  "));
        line = QString(indent, u' ');
    }
    const QStringList words = text.split(u' ');
    bool isFresh = true;
    for (const QString &word : words) {
        if (!isFresh && line.size() + 1 + word.size() > lineLength) {
            result += line + u'\n';
            line = QString(indent, u' ');
            isFresh = true;
        }
        line += isFresh ? word : u' ' + word;
        isFresh = false;
    }
    return result + line + u'\n';
}

QString firstSentence(const QString &text)
{
    const qsizetype end = text.indexOf(QLatin1String(". "));
    return end < 0 ? text : text.left(end + 1);
}

} // namespace

QString HelpText::optionWord(const OptionSpec &option)
{
    const QString word = QStringLiteral("--") + option.name;
    return option.value.isEmpty() ? word : QStringLiteral("%1 <%2>").arg(word, option.value);
}

QString HelpText::usage(const CommandSpec &command)
{
    QString usage = QStringLiteral("tokenry-cli ") + command.name;
    if (!command.operand.isEmpty())
        usage += command.needsOperand ? u' ' + command.operand : QStringLiteral(" [%1]").arg(command.operand);
    return usage + QStringLiteral(" [OPTIONS]");
}

QList<QPair<int, QString>> HelpText::exitCodes()
{
    return {{ExitOk, tr("done, and nothing was found")},
        {ExitFailed, tr("not done: network, file, unknown account or token, incomplete list")},
        {ExitUsage, tr("the command line is wrong; nothing was tried")},
        {ExitFinding, tr("done, and there is something to act on")},
        {ExitRefused, tr("the provider refused")},
        {ExitUnknown, tr("sent and not answered: whether it was done is not known; see resolve")},
        {ExitVaultLocked, tr("the vault is locked or was never made")},
        {ExitInterrupted, tr("stopped, by Ctrl-C or a “no”, with nothing left open")}};
}

QString HelpText::optionLines(const QList<OptionSpec> &options)
{
    QString text;
    for (const OptionSpec &option : options)
        text += hanging(QStringLiteral("  ") + optionWord(option) + QStringLiteral("  "), 28, option.help);
    return text;
}

QString HelpText::exitLines()
{
    QString text;
    for (const auto &[code, meaning] : exitCodes())
        text += hanging(QStringLiteral("  %1").arg(code, 3), 7, meaning);
    return text;
}

QString HelpText::overview(const QList<CommandSpec> &commands)
{
    QString text = tr("Usage: tokenry-cli [--profile DIR] [--account NAME] [--json] COMMAND [OPTIONS]")
        + u'\n' + u'\n' + tr("API tokens of your provider accounts, without a window.") + u'\n' + u'\n'
        + tr("Commands:") + u'\n';
    for (const CommandSpec &command : commands)
        text += hanging(
            QStringLiteral("  ") + command.name + QStringLiteral("  "), 20, firstSentence(command.summary));
    text += u'\n' + tr("Options of every command:") + u'\n' + optionLines(Options::global())
        + hanging(QStringLiteral("  -h, --help"), 28, tr("This text; after a command, the command's."))
        + hanging(QStringLiteral("  -v, --version"), 28, tr("The version."));
    text += u'\n'
        + hanging({}, 0,
            tr("A credential is never taken from the command line, where every user of the machine can read "
               "it. Standard output carries data only, standard error everything else."));
    text += u'\n' + tr("Exit codes:") + u'\n' + exitLines() + u'\n' + tr("Examples:") + u'\n';
    for (const CommandSpec &command : commands)
        text += QStringLiteral("  ") + command.examples.value(0) + u'\n';
    return text;
}

QString HelpText::of(const CommandSpec &command)
{
    QString text = tr("Usage: %1").arg(usage(command)) + u'\n' + u'\n' + hanging({}, 0, command.summary);
    if (!command.options.isEmpty())
        text += u'\n' + tr("Options:") + u'\n' + optionLines(command.options);
    text += u'\n' + tr("Options of every command:") + u'\n' + optionLines(Options::global());
    if (!command.details.isEmpty())
        text += u'\n';
    for (const QString &detail : command.details)
        text += detail.startsWith(u' ') ? detail + u'\n' : hanging({}, 0, detail);
    text += u'\n' + tr("Examples:") + u'\n';
    for (const QString &example : command.examples)
        text += QStringLiteral("  ") + example + u'\n';
    return text;
}
