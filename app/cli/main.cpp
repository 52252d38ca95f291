// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/commandtable.h"
#include "cli/console.h"
#include "cli/credentialsource.h"
#include "cli/helptext.h"
#include "cli/options.h"
#include "cli/output.h"
#include "core/coredumps.h"
#include "core/heap.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#else
#include "cli/windowsconsole.h"
#endif

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

/// How many of the first arguments are global options with their values.
qsizetype globalCount(const QStringList &arguments)
{
    qsizetype count = 0;
    const QList<OptionSpec> globals = Options::global();
    while (count < arguments.size()) {
        const QString word = arguments.at(count);
        const OptionSpec *found = nullptr;
        for (const OptionSpec &option : globals) {
            if (word.section(u'=', 0, 0) == QStringLiteral("--") + option.name)
                found = &option;
        }
        if (!found)
            return count;
        count += found->value.isEmpty() || word.contains(u'=') ? 1 : 2;
    }
    return arguments.size();
}

/// A name that is not UTF-8 would reach the provider as another one.
bool areArgumentsText([[maybe_unused]] int argc, [[maybe_unused]] char *argv[])
{
#ifdef Q_OS_UNIX
    for (int i = 1; i < argc; ++i) {
        if (!QByteArrayView(argv[i]).isValidUtf8())
            return false;
    }
#endif
    return true;
}

/// A stream that came closed would give its number to the next file or socket, and data would go there.
void occupyStandardStreams()
{
#ifdef Q_OS_UNIX
    for (const int stream : {0, 1, 2}) {
        // Opened the wrong way round, so that its use still fails.
        if (::fcntl(stream, F_GETFD) == -1)
            (void)::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
    }
#endif
}

ExitCode wrongUsage(const QStringList &arguments, const QString &problem)
{
    Console(arguments.contains(QStringLiteral("--json"))).error(ExitUsage, problem);
    return ExitUsage;
}

/// Runs the command that the arguments name; its exit code, or none while it goes on in the event loop.
std::optional<int> dispatch(const QStringList &arguments, std::unique_ptr<Command> &command)
{
    if (const QString complaint = CredentialSource::complaintAbout(arguments); !complaint.isEmpty())
        return wrongUsage(arguments, complaint);
    const QList<CommandSpec> table = commandTable();
    const qsizetype globals = globalCount(arguments);
    const QString first = arguments.value(globals);
    if (first.isEmpty()) {
        Output::error(HelpText::overview(table));
        return ExitUsage;
    }
    if (first == QLatin1String("--help") || first == QLatin1String("-h")) {
        Output::data(HelpText::overview(table));
        return ExitOk;
    }
    for (const CommandSpec &spec : table) {
        const qsizetype words = spec.name.count(u' ') + 1;
        if (arguments.mid(globals, words).join(u' ') != spec.name)
            continue;
        const CommandLine line(spec, arguments.first(globals) + arguments.mid(globals + words));
        if (!line.problem().isEmpty())
            return wrongUsage(arguments, line.problem());
        if (line.asksForHelp()) {
            Output::data(HelpText::of(spec));
            return ExitOk;
        }
        command = spec.make();
        return command->start(line);
    }
    return wrongUsage(
        arguments, Words::tr("Unknown command “%1”. See tokenry-cli --help.").arg(Output::harmless(first)));
}

int perform(const QStringList &arguments, std::unique_ptr<Command> &command)
{
    if (arguments.contains(QStringLiteral("--version")) || arguments.contains(QStringLiteral("-v"))) {
        Output::data(QStringLiteral("tokenry-cli " TOKENRY_VERSION "\n"));
        return ExitOk;
    }
    const std::optional<int> code = dispatch(arguments, command);
    return code ? *code : QCoreApplication::exec();
}

/// Half a list that looks like a whole one is a lie.
int withOutputJudged(int code, const QStringList &arguments)
{
    if (Output::trouble().isEmpty() || (code != ExitOk && code != ExitFinding))
        return code;
    Console(arguments.contains(QStringLiteral("--json")))
        .error(
            ExitFailed, Words::tr("Standard output could not be written whole: %1.").arg(Output::trouble()));
    return ExitFailed;
}

} // namespace

int main(int argc, char *argv[])
{
    occupyStandardStreams();
    keepFreedMemory();
    forbidCoreDumps();
#ifdef Q_OS_UNIX
    // Whoever reads our output may go; that is told by the write, and no reason to die in the middle.
    std::signal(SIGPIPE, SIG_IGN);
#else
    WindowsConsole::useBytes();
#endif
    QCoreApplication application(argc, argv);
    // The window's name: both have one profile.
    QCoreApplication::setApplicationName(QStringLiteral("tokenry"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TOKENRY_VERSION));
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (!areArgumentsText(argc, argv))
        return wrongUsage(arguments, Words::tr("An argument is not valid UTF-8."));
    std::unique_ptr<Command> command;
    const int code = withOutputJudged(perform(arguments, command), arguments);
    if (command && command->hasNothingToClose()) {
        std::fflush(nullptr);
        std::_Exit(code);
    }
    return code;
}
