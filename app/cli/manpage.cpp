// SPDX-License-Identifier: MIT
#include "cli/manpage.h"

#include "cli/helptext.h"
#include "cli/options.h"

namespace {

/// Text that roff takes as it is: no escapes, no requests.
QString plain(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\e")).replace(u'-', QStringLiteral("\\-"));
    if (escaped.startsWith(u'.') || escaped.startsWith(u'\''))
        escaped.prepend(QStringLiteral("\\&"));
    return escaped;
}

QString section(const QString &name)
{
    return QStringLiteral(".SH %1\n").arg(name.toUpper());
}

} // namespace

QString ManPage::options(const QList<OptionSpec> &options)
{
    QString text;
    for (const OptionSpec &option : options)
        text += QStringLiteral(".TP\n\\fB%1\\fR\n%2\n")
                    .arg(plain(HelpText::optionWord(option)), plain(option.help));
    return text;
}

QString ManPage::command(const CommandSpec &command)
{
    QString text =
        QStringLiteral(".SS %1\n%2\n").arg(plain(HelpText::usage(command)), plain(command.summary));
    text += options(command.options);
    for (const QString &detail : command.details)
        text +=
            (detail.startsWith(u' ') ? QStringLiteral(".PP\n.nf\n%1\n.fi\n") : QStringLiteral(".PP\n%1\n"))
                .arg(plain(detail));
    for (const QString &example : command.examples)
        text += QStringLiteral(".PP\n.nf\n%1\n.fi\n").arg(plain(example));
    return text;
}

QByteArray ManPage::of(const QList<CommandSpec> &commands)
{
    QString text =
        QStringLiteral(".TH TOKENRY\\-CLI 1 \"\" \"tokenry %1\"\n").arg(QStringLiteral(TOKENRY_VERSION));
    text += section(tr("Name")) + plain(QStringLiteral("tokenry-cli - "))
        + plain(tr("API tokens of your provider accounts, without a window")) + u'\n';
    text += section(tr("Synopsis")) + QStringLiteral("\\fBtokenry\\-cli\\fR ")
        + plain(tr("[--profile DIR] [--account NAME] [--json] COMMAND [OPTIONS]")) + u'\n';
    text += section(tr("Options of every command")) + options(Options::global());
    text += section(tr("Commands"));
    for (const CommandSpec &spec : commands)
        text += command(spec);
    text += section(tr("Exit status"));
    for (const auto &[code, meaning] : HelpText::exitCodes())
        text += QStringLiteral(".TP\n%1\n%2\n").arg(code).arg(plain(meaning));
    text += section(tr("Environment"))
        + QStringLiteral(".TP\nNO_COLOR\n%1\n").arg(plain(tr("Set and not empty: nothing is coloured.")));
    return text.toUtf8();
}
