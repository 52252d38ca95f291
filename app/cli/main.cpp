// SPDX-License-Identifier: MIT
#include "cli/command.h"
#include "cli/demoservercommand.h"
#include "cli/listcommand.h"
#include "cli/output.h"
#include "core/coredumps.h"

#include <QCoreApplication>

namespace {

const char *const usage = QT_TRANSLATE_NOOP("Cli",
    "Usage: tokenry-cli [--json] COMMAND [OPTIONS]\n"
    "\n"
    "API tokens of your provider accounts, without a window.\n"
    "\n"
    "Commands:\n"
    "  list          list the tokens of one account\n"
    "  demo-server   run the provider simulator on 127.0.0.1\n"
    "\n"
    "Options:\n"
    "  --json        print JSON instead of a table\n"
    "  -h, --help    this text; after a command, the options of the command\n"
    "  -v, --version the version\n"
    "\n"
    "A credential is never taken from the command line, where every user of the machine can read it.\n"
    "\n"
    "Exit codes: 0 done · 1 failed · 2 wrong usage · 4 the list is incomplete\n"
    "\n"
    "Examples:\n"
    "  tokenry-cli list --provider qovery --organization ID --credential-env QOVERY_API_TOKEN\n"
    "  tokenry-cli --json list --provider astronomer --organization ID --credential-stdin < file\n"
    "  tokenry-cli demo-server --tokens 1000 --latency 50\n");

QString text(const char *source)
{
    return QCoreApplication::translate("Cli", source);
}

std::unique_ptr<Command> makeCommand(const QString &name)
{
    if (name == QLatin1String("list"))
        return std::make_unique<ListCommand>();
    if (name == QLatin1String("demo-server"))
        return std::make_unique<DemoServerCommand>();
    return {};
}

/// Runs the command that the arguments name; its exit code, or none while it goes on in the event loop.
std::optional<int> dispatch(QStringList arguments, std::unique_ptr<Command> &command)
{
    arguments.removeFirst();
    const bool wantsJson = !arguments.isEmpty() && arguments.first() == QLatin1String("--json");
    if (wantsJson)
        arguments.removeFirst();
    if (arguments.isEmpty()) {
        Output::error(text(usage));
        return Command::wrongUsage;
    }
    const QString name = arguments.takeFirst();
    if (name == QLatin1String("--help") || name == QLatin1String("-h")) {
        Output::data(text(usage));
        return Command::done;
    }
    if (name == QLatin1String("--version") || name == QLatin1String("-v")) {
        Output::data(QStringLiteral("tokenry-cli " TOKENRY_VERSION "\n"));
        return Command::done;
    }
    command = makeCommand(name);
    if (!command) {
        Output::error(
            QCoreApplication::translate("Cli", "Unknown command “%1”. See tokenry-cli --help.\n").arg(name));
        return Command::wrongUsage;
    }
    return command->start(arguments, wantsJson);
}

} // namespace

int main(int argc, char *argv[])
{
    forbidCoreDumps();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tokenry-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TOKENRY_VERSION));
    std::unique_ptr<Command> command;
    const std::optional<int> code = dispatch(QCoreApplication::arguments(), command);
    return code ? *code : QCoreApplication::exec();
}
