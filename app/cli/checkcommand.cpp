// SPDX-License-Identifier: MIT
#include "cli/checkcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policyreport.h"
#include "session/session.h"

#include <QFile>

namespace {

const QString optionPolicy = QStringLiteral("policy");
const QString optionFormat = QStringLiteral("format");

Policy readPolicy(const QString &path, QString &problem)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        problem = file.errorString();
        return {};
    }
    constexpr qint64 longest = 1 << 20;
    return Policy::read(file.read(longest), problem);
}

} // namespace

CheckCommand::CheckCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec CheckCommand::spec()
{
    return {QStringLiteral("check"),
        tr("Checks all tokens against the rules of a policy file. Ends with 3 when one of them is broken; a "
           "rule of "
           "the severity note never ends so."),
        {}, false,
        QList<OptionSpec>{
            {optionPolicy, tr("file"), tr("The policy file (JSON)."), {}},
            {optionFormat, tr("format"), tr("text, json, sarif (2.1.0) or junit."),
                {QStringLiteral("text"), QStringLiteral("json"), QStringLiteral("sarif"),
                    QStringLiteral("junit")}},
        } + Options::reading(),
        {QStringLiteral("tokenry-cli check --policy policy.json"),
            QStringLiteral("tokenry-cli check --policy policy.json --format sarif > tokens.sarif")},
        &CommandSpec::maker<CheckCommand>, policyFormat()};
}

QStringList CheckCommand::policyFormat()
{
    return {
        tr("A policy file is JSON. Each rule has an id and a kind; a severity (error by default, warning, "
           "note), a description, accounts (names) and a filter (words, as in the search field) are up to "
           "you:"),
        QStringLiteral("  {\"format\": \"tokenry-policy-1\", \"rules\": [\n"
                       "    {\"id\": \"short-lived\", \"kind\": \"max-lifetime\", \"days\": 90},\n"
                       "    {\"id\": \"ends\", \"kind\": \"must-expire\", \"severity\": \"warning\"},\n"
                       "    {\"id\": \"names\", \"kind\": \"name-pattern\", \"pattern\": \"[a-z0-9-]+\"},\n"
                       "    {\"id\": \"no-owners\", \"kind\": \"forbidden-roles\", \"roles\": "
                       "[\"ORGANIZATION_OWNER\"]},\n"
                       "    {\"id\": \"in-use\", \"kind\": \"unused\", \"days\": 60, \"accounts\": "
                       "[\"acme\"]},\n"
                       "    {\"id\": \"fresh\", \"kind\": \"rotate-every\", \"days\": 90, \"filter\": "
                       "\"ci\"}]}"),
        tr("A key or a kind that is not known is an error. What a provider does not tell (when a token was "
           "last used, say) breaks no rule: JUnit shows it as skipped, JSON counts it.")};
}

QString CheckCommand::complaint() const
{
    if (!line().isSet(optionPolicy))
        return tr("Say which policy: --policy FILE.");
    QString problem;
    (void)readPolicy(line().value(optionPolicy), problem);
    return problem.isEmpty() ? SessionCommand::complaint()
                             : tr("%1: %2").arg(line().value(optionPolicy), problem);
}

void CheckCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    QString problem;
    const Policy policy = readPolicy(line().value(optionPolicy), problem);
    if (!problem.isEmpty()) {
        fail(ExitFailed, problem);
        return;
    }
    const PolicyReport report(policy, TokenRow::allOf(sessions()), desk().clock().nowUtc());
    const QString format = line().value(optionFormat);
    if (format == QLatin1String("sarif"))
        Output::data(report.sarif());
    else if (format == QLatin1String("junit"))
        Output::data(report.junit());
    else if (format == QLatin1String("json") || (format.isEmpty() && console().isJson()))
        Output::data(report.json());
    else
        Output::data(report.text());
    // A list that is not whole may hide the one that matters.
    finish(trouble != ExitOk ? trouble : report.hasFindings() ? ExitFinding : ExitOk);
}
