// SPDX-License-Identifier: MIT
#include "cli/completiontext.h"

#include "cli/options.h"

#include <QHash>

namespace {

/// Between single quotes for a POSIX shell.
QString quoted(const QString &text)
{
    QString inside = text;
    inside.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + inside + u'\'';
}

/// Between single quotes for fish, which knows escapes there.
QString fishQuoted(const QString &text)
{
    QString inside = text;
    inside.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return u'\'' + inside + u'\'';
}

QStringList optionWords(const QList<OptionSpec> &options)
{
    QStringList words;
    for (const OptionSpec &option : options)
        words.append(QStringLiteral("--") + option.name);
    return words;
}

/// First words, each once: "accounts" for "accounts add" and "accounts list".
QStringList firstWords(const QList<CommandSpec> &commands)
{
    QStringList words;
    for (const CommandSpec &command : commands)
        words.append(command.name.section(u' ', 0, 0));
    words.removeDuplicates();
    return words;
}

QStringList secondWords(const QList<CommandSpec> &commands, const QString &first)
{
    QStringList words;
    for (const CommandSpec &command : commands) {
        if (command.name.section(u' ', 0, 0) == first && command.name.contains(u' '))
            words.append(command.name.section(u' ', 1));
    }
    return words;
}

/// The lines of a case statement over "--option" with its values.
QString choiceCases(const QList<CommandSpec> &commands)
{
    QHash<QString, QStringList> choices;
    QStringList order;
    for (const CommandSpec &command : commands) {
        for (const OptionSpec &option : command.options) {
            if (option.choices.isEmpty())
                continue;
            if (!choices.contains(option.name))
                order.append(option.name);
            for (const QString &choice : option.choices) {
                if (!choices[option.name].contains(choice))
                    choices[option.name].append(choice);
            }
        }
    }
    QString text;
    for (const QString &name : std::as_const(order))
        text += QStringLiteral("        --%1) COMPREPLY=($(compgen -W %2 -- \"$cur\")); return ;;\n")
                    .arg(name, quoted(choices.value(name).join(u' ')));
    return text;
}

QString wordCases(const QList<CommandSpec> &commands)
{
    QString text;
    const QStringList firsts = firstWords(commands);
    for (const QString &first : firsts) {
        const QStringList seconds = secondWords(commands, first);
        if (!seconds.isEmpty())
            text +=
                QStringLiteral("        %1) words=%2 ;;\n").arg(quoted(first), quoted(seconds.join(u' ')));
    }
    for (const CommandSpec &command : commands)
        text += QStringLiteral("        %1) words=%2 ;;\n")
                    .arg(quoted(command.name),
                        quoted(optionWords(command.options + Options::global()).join(u' ')));
    return text;
}

} // namespace

QByteArray CompletionText::bash(const QList<CommandSpec> &commands)
{
    const QString text =
        QStringLiteral("# bash completion for tokenry-cli\n"
                       "_tokenry_cli() {\n"
                       "    local cur=\"${COMP_WORDS[COMP_CWORD]}\" command='' words word i\n"
                       "    case \"${COMP_WORDS[COMP_CWORD-1]}\" in\n"
                       "%1"
                       "        --*file|--export|--policy|--profile) COMPREPLY=($(compgen -f -- \"$cur\")); "
                       "return ;;\n"
                       "    esac\n"
                       "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                       "        word=\"${COMP_WORDS[i]}\"\n"
                       "        case \"$word\" in\n"
                       "        --profile|--account) ((i++)) ;;\n"
                       "        -*) ;;\n"
                       "        *) case \" $command \" in\n"
                       "            '  ') command=\"$word\" ;;\n"
                       "            *) case \"$command\" in %2) command=\"$command $word\" ;; esac ;;\n"
                       "            esac ;;\n"
                       "        esac\n"
                       "    done\n"
                       "    words=%3\n"
                       "    case \"$command\" in\n"
                       "%4"
                       "    esac\n"
                       "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                       "}\n"
                       "complete -F _tokenry_cli tokenry-cli\n");
    QStringList groups;
    const QStringList firsts = firstWords(commands);
    for (const QString &first : firsts) {
        if (!secondWords(commands, first).isEmpty())
            groups.append(first);
    }
    const QStringList top = firsts + optionWords(Options::global());
    return text.arg(choiceCases(commands), groups.join(u'|'), quoted(top.join(u' ')), wordCases(commands))
        .toUtf8();
}

QByteArray CompletionText::zsh(const QList<CommandSpec> &commands)
{
    // The same function serves: zsh runs bash's completions.
    return QByteArrayLiteral("#compdef tokenry-cli\nautoload -Uz bashcompinit && bashcompinit\n")
        + bash(commands);
}

QByteArray CompletionText::fish(const QList<CommandSpec> &commands)
{
    QString text = QStringLiteral("# fish completion for tokenry-cli\ncomplete -c tokenry-cli -f\n");
    const QStringList firsts = firstWords(commands);
    for (const QString &first : firsts) {
        text +=
            QStringLiteral("complete -c tokenry-cli -n __fish_use_subcommand -a %1\n").arg(fishQuoted(first));
        const QStringList seconds = secondWords(commands, first);
        for (const QString &second : seconds)
            text += QStringLiteral("complete -c tokenry-cli -n %1 -a %2\n")
                        .arg(fishQuoted(QStringLiteral(
                                 "__fish_seen_subcommand_from %1; and not __fish_seen_subcommand_from %2")
                                            .arg(first, seconds.join(u' '))),
                            fishQuoted(second));
    }
    const auto addOption = [&text](const QString &condition, const OptionSpec &option) {
        text += QStringLiteral("complete -c tokenry-cli%1 -l %2%3 -d %4\n")
                    .arg(condition.isEmpty() ? QString() : QStringLiteral(" -n ") + fishQuoted(condition),
                        option.name,
                        option.value.isEmpty() ? QString()
                            : option.choices.isEmpty()
                            ? QStringLiteral(" -r -F")
                            : QStringLiteral(" -x -a ") + fishQuoted(option.choices.join(u' ')),
                        fishQuoted(option.help));
    };
    const QList<OptionSpec> globals = Options::global();
    for (const OptionSpec &option : globals)
        addOption({}, option);
    for (const CommandSpec &command : commands) {
        const QString condition = QStringLiteral("__fish_seen_subcommand_from ")
            + command.name.split(u' ').join(QStringLiteral("; and __fish_seen_subcommand_from "));
        for (const OptionSpec &option : command.options)
            addOption(condition, option);
    }
    return text.toUtf8();
}
