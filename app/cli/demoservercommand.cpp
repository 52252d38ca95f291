// SPDX-License-Identifier: MIT
#include "cli/demoservercommand.h"

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

DemoServerCommand::DemoServerCommand()
{
    declareOptions();
}

DemoServerCommand::~DemoServerCommand() = default;

void DemoServerCommand::declareOptions()
{
    m_parser.setApplicationDescription(tr(
        "Runs the provider simulator on 127.0.0.1 and prints one line of JSON: its addresses and accounts. "
        "Its credentials are demo data."));
    m_parser.addHelpOption();
    m_parser.addOptions({
        {optionPort, tr("The port; any free one by default."), tr("port")},
        {optionTokens, tr("So many more tokens in the first Astronomer organization."), tr("count")},
        {optionLatency, tr("Wait so long before every answer."), tr("ms")},
        {optionEra, tr("Which Qovery to speak: seed or today (default)."), tr("era")},
        {optionStrict, tr("Serve only what the documents allow.")},
        {optionFaults, tr("Read fault rules (JSON) from this file."), tr("file")},
        {optionUntilClosed, tr("Stop when standard input is closed.")},
    });
}

std::optional<int> DemoServerCommand::start(const QStringList &arguments, bool)
{
    if (!m_parser.parse(QStringList(QStringLiteral("tokenry-cli demo-server")) + arguments)) {
        Output::error(m_parser.errorText() + u'\n');
        return wrongUsage;
    }
    if (m_parser.isSet(QStringLiteral("help"))) {
        Output::data(m_parser.helpText());
        return done;
    }
    DemoOptions options;
    if (const QString problem = readOptions(options); !problem.isEmpty()) {
        Output::error(problem + u'\n');
        return wrongUsage;
    }
    m_server = std::make_unique<DemoServer>(options, m_clock);
    if (const QString problem = loadFaults(); !problem.isEmpty()) {
        Output::error(problem + u'\n');
        return wrongUsage;
    }
    if (!m_server->start()) {
        Output::error(m_server->errorString() + u'\n');
        return failed;
    }
    quitOnStopSignals();
    if (m_parser.isSet(optionUntilClosed))
        quitWhenInputCloses();
    Output::data(announcement());
    return {};
}

QString DemoServerCommand::readNumber(const QString &option, int most, int &number) const
{
    if (!m_parser.isSet(option))
        return {};
    bool isNumber = false;
    const int value = m_parser.value(option).toInt(&isNumber);
    if (!isNumber || value < 0 || value > most)
        return tr("--%1 takes a whole number from 0 to %2.").arg(option).arg(most);
    number = value;
    return {};
}

QString DemoServerCommand::readOptions(DemoOptions &options) const
{
    if (!m_parser.positionalArguments().isEmpty())
        return tr("Unexpected argument “%1”.").arg(m_parser.positionalArguments().constFirst());
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
    options.hasLooseData = !m_parser.isSet(optionStrict);
    const QString era = m_parser.value(optionEra);
    if (era == QLatin1String("seed"))
        options.qoveryEra = DemoOptions::QoveryEra::Seed;
    else if (!era.isEmpty() && era != QLatin1String("today"))
        return tr("--era takes seed or today.");
    return {};
}

QString DemoServerCommand::loadFaults() const
{
    if (!m_parser.isSet(optionFaults))
        return {};
    QFile file(m_parser.value(optionFaults));
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
