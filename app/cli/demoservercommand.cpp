// SPDX-License-Identifier: MIT
#include "cli/demoservercommand.h"

#include "cli/console.h"
#include "cli/output.h"
#include "cli/stopsignals.h"
#include "demo/demoserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

const QString optionPort = QStringLiteral("port");
const QString optionTokens = QStringLiteral("tokens");
const QString optionLatency = QStringLiteral("latency");
const QString optionEra = QStringLiteral("era");
const QString optionStrict = QStringLiteral("strict");
const QString optionFaults = QStringLiteral("faults");
const QString optionUntilClosed = QStringLiteral("until-stdin-closes");

constexpr int mostTokens = 100'000;
constexpr int longestLatency = 600'000; // ms

QJsonObject accountJson(const DemoAccount &demo)
{
    return {{QStringLiteral("provider"), demo.account.providerKey},
        {QStringLiteral("name"), demo.account.name},
        {QStringLiteral("baseUrl"), demo.account.baseUrl.toString()},
        {QStringLiteral("organization"), demo.account.organizationId},
        {QStringLiteral("workspaces"), QJsonArray::fromStringList(demo.account.workspaceIds)},
        {QStringLiteral("role"), demo.role},
        {QStringLiteral("credential"), QString::fromUtf8(demo.credential)}};
}

} // namespace

DemoServerCommand::DemoServerCommand() = default;

DemoServerCommand::~DemoServerCommand() = default;

CommandSpec DemoServerCommand::spec()
{
    return {QStringLiteral("demo-server"),
        tr("Runs the provider simulator on 127.0.0.1 and prints one line of JSON: its addresses and "
           "accounts. "
           "Its credentials are demo data."),
        {}, false,
        {
            {optionPort, tr("port"), tr("The port; any free one by default."), {}},
            {optionTokens, tr("count"), tr("So many more tokens in the first Astronomer organization."), {}},
            {optionLatency, tr("ms"), tr("Wait so long before every answer."), {}},
            {optionEra, tr("era"), tr("Which Qovery to speak: seed or today (default)."),
                {QStringLiteral("seed"), QStringLiteral("today")}},
            {optionStrict, {}, tr("Serve only what the documents allow."), {}},
            {optionFaults, tr("file"), tr("Read fault rules (JSON) from this file."), {}},
            {optionUntilClosed, {}, tr("Stop when standard input is closed."), {}},
        },
        {QStringLiteral("tokenry-cli demo-server --tokens 1000 --latency 50")},
        &CommandSpec::maker<DemoServerCommand>};
}

std::optional<int> DemoServerCommand::start(const CommandLine &line)
{
    m_line.emplace(line);
    Console console(line.wantsJson());
    DemoOptions options;
    if (const QString problem = readOptions(options); !problem.isEmpty()) {
        console.error(ExitUsage, problem);
        return ExitUsage;
    }
    m_server = std::make_unique<DemoServer>(options, m_clock);
    if (const QString problem = loadFaults(); !problem.isEmpty()) {
        console.error(ExitUsage, problem);
        return ExitUsage;
    }
    if (!m_server->start()) {
        console.error(ExitFailed, m_server->errorString());
        return ExitFailed;
    }
    quitOnStopSignals();
    if (line.isSet(optionUntilClosed))
        quitWhenInputCloses();
    Output::data(announcement());
    return {};
}

QString DemoServerCommand::readNumber(const QString &option, int most, int &number) const
{
    if (!m_line->isSet(option))
        return {};
    bool isNumber = false;
    const int value = m_line->value(option).toInt(&isNumber);
    if (!isNumber || value < 0 || value > most)
        return tr("--%1 takes a whole number from 0 to %2.").arg(option).arg(most);
    number = value;
    return {};
}

QString DemoServerCommand::readOptions(DemoOptions &options) const
{
    int port = 0;
    int latency = 0;
    for (const QString &problem :
        {readNumber(optionPort, 65535, port), readNumber(optionTokens, mostTokens, options.extraTokens),
            readNumber(optionLatency, longestLatency, latency)}) {
        if (!problem.isEmpty())
            return problem;
    }
    options.port = static_cast<quint16>(port);
    options.latency = std::chrono::milliseconds(latency);
    options.hasLooseData = !m_line->isSet(optionStrict);
    if (m_line->value(optionEra) == QLatin1String("seed"))
        options.qoveryEra = DemoOptions::QoveryEra::Seed;
    return {};
}

QString DemoServerCommand::loadFaults() const
{
    if (!m_line->isSet(optionFaults))
        return {};
    QFile file(m_line->value(optionFaults));
    if (!file.open(QIODevice::ReadOnly))
        return tr("Cannot read %1: %2").arg(file.fileName(), file.errorString());
    return m_server->loadFaults(file.readAll());
}

QByteArray DemoServerCommand::announcement() const
{
    QJsonArray accounts;
    const QList<DemoAccount> opening = m_server->openingAccounts();
    for (const DemoAccount &demo : opening)
        accounts.append(accountJson(demo));
    const QJsonObject object{{QStringLiteral("qoveryUrl"), m_server->qoveryUrl().toString()},
        {QStringLiteral("astronomerUrl"), m_server->astronomerUrl().toString()},
        {QStringLiteral("accounts"), accounts}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}
