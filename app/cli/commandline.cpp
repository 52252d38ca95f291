// SPDX-License-Identifier: MIT
#include "cli/commandline.h"

#include "cli/commandspec.h"
#include "cli/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

} // namespace

CommandLine::CommandLine(const CommandSpec &spec, const QStringList &arguments)
{
    auto parser = std::make_shared<QCommandLineParser>();
    parser->addHelpOption();
    const QList<OptionSpec> options = Options::global() + spec.options;
    for (const OptionSpec &option : options) {
        parser->addOption({option.name, option.help, option.value});
        m_names.append(option.name);
    }
    const bool isParsed = parser->parse(QStringList(QStringLiteral("tokenry-cli")) + arguments);
    m_parser = parser;
    m_problem = isParsed ? findProblem(spec) : parser->errorText();
}

CommandLine::~CommandLine() = default;

QString CommandLine::findProblem(const CommandSpec &spec) const
{
    const QStringList operands = m_parser->positionalArguments();
    const int most = spec.operand.isEmpty() ? 0 : 1;
    if (operands.size() > most)
        return Words::tr("Unexpected argument “%1”.").arg(operands.at(most));
    if (spec.needsOperand && operands.isEmpty() && !asksForHelp())
        return Words::tr("Say which: tokenry-cli %1 %2").arg(spec.name, spec.operand);
    for (const OptionSpec &option : spec.options) {
        const QStringList given = m_parser->values(option.name);
        for (const QString &value : given) {
            if (!option.choices.isEmpty() && !option.choices.contains(value))
                return Words::tr("--%1 takes %2.")
                    .arg(option.name, option.choices.join(QStringLiteral(", ")));
        }
    }
    return {};
}

bool CommandLine::asksForHelp() const
{
    return m_parser->isSet(QStringLiteral("help"));
}

bool CommandLine::wantsJson() const
{
    return isSet(Options::json);
}

bool CommandLine::isSet(const QString &option) const
{
    return m_names.contains(option) && m_parser->isSet(option);
}

QString CommandLine::value(const QString &option) const
{
    return isSet(option) ? m_parser->value(option) : QString();
}

QStringList CommandLine::values(const QString &option) const
{
    return isSet(option) ? m_parser->values(option) : QStringList();
}

QString CommandLine::operand() const
{
    return m_parser->positionalArguments().value(0);
}
