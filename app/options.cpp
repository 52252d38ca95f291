// SPDX-License-Identifier: MIT
#include "options.h"

#include "store/profile.h"
#include "store/profilefolder.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

namespace {

constexpr int badUsage = 2;
constexpr int mostDemoTokens = 100'000;
constexpr int longestDemoLatency = 60'000; // ms
constexpr int highestPort = 65'535;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QCommandLineOption plain(const QString &name, const QString &description)
{
    return QCommandLineOption(name, description);
}

QCommandLineOption valued(const QString &name, const QString &description, const QString &value)
{
    return QCommandLineOption(name, description, value);
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Words::tr("API tokens of all provider accounts in one window."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        valued(QStringLiteral("profile"), Words::tr("Keep accounts and settings in DIR."),
            QStringLiteral("DIR")),
        valued(QStringLiteral("theme"), Words::tr("Use and remember a theme: light, dark or system."),
            QStringLiteral("THEME")),
        valued(QStringLiteral("open"),
            Words::tr("Begin with this, also in a window that is there already: %1.")
                .arg(launchRequestWords().join(Words::tr(" or "))),
            QStringLiteral("WHAT")),
        plain(QStringLiteral("demo"),
            Words::tr("Run on the built-in provider simulator and remember nothing.")),
        valued(QStringLiteral("demo-tokens"), Words::tr("With --demo: N more tokens in one organization."),
            QStringLiteral("N")),
        valued(QStringLiteral("demo-latency"), Words::tr("With --demo: every answer takes MS milliseconds."),
            QStringLiteral("MS")),
        valued(QStringLiteral("demo-port"), Words::tr("With --demo: the simulator listens on this port."),
            QStringLiteral("PORT")),
        valued(QStringLiteral("demo-era"),
            Words::tr("With --demo: Qovery as in the seed documents (seed) or as it is now (today)."),
            QStringLiteral("ERA")),
        plain(QStringLiteral("demo-strict"), Words::tr("With --demo: only data that the documents allow.")),
        valued(QStringLiteral("tour"),
            Words::tr(
                "With --demo: perform the main job without a person, save pictures in DIR, and end with 1 at "
                "the first thing that is not as it should be."),
            QStringLiteral("DIR")),
        valued(QStringLiteral("tour-qovery-url"), Words::tr("With --tour: the base URL of Qovery."),
            QStringLiteral("URL")),
        valued(QStringLiteral("tour-astronomer-url"), Words::tr("With --tour: the base URL of Astronomer."),
            QStringLiteral("URL")),
        valued(QStringLiteral("tour-generation"),
            Words::tr("With --tour: the generation of Astronomer's API, v1alpha1 or v1."),
            QStringLiteral("NAME")),
        plain(QStringLiteral("measure-start"),
            Words::tr(
                "Print the milliseconds from the start to the usable window with every account listed, and "
                "quit.")),
    });
}

/// Reads the values one by one and keeps the first complaint.
class Reader
{
public:
    explicit Reader(const QCommandLineParser &parser)
        : m_parser(parser)
    { }

    [[nodiscard]] bool has(const QString &name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString text(const QString &name) const { return m_parser.value(name); }

    int number(const QString &name, int most)
    {
        if (!has(name))
            return 0;
        bool isNumber = false;
        const int value = text(name).toInt(&isNumber);
        if (isNumber && value >= 0 && value <= most)
            return value;
        complain(Words::tr("--%1 takes a number from 0 to %2, not “%3”.")
                     .arg(name, QString::number(most), text(name)));
        return 0;
    }

    /// The position of the value among `words`; 0 when the option is absent.
    int choice(const QString &name, const QStringList &words)
    {
        if (!has(name))
            return 0;
        const int position = int(words.indexOf(text(name)));
        if (position >= 0)
            return position;
        complain(
            Words::tr("--%1 takes one of %2, not “%3”.").arg(name, words.join(Words::tr(", ")), text(name)));
        return 0;
    }

    QString directory(const QString &name)
    {
        if (has(name) && text(name).isEmpty())
            complain(Words::tr("--%1 takes a directory.").arg(name));
        return text(name);
    }

    QUrl url(const QString &name)
    {
        if (!has(name))
            return {};
        const QUrl value(text(name), QUrl::StrictMode);
        const bool isWeb =
            value.scheme() == QLatin1String("http") || value.scheme() == QLatin1String("https");
        if (!value.isValid() || !isWeb || value.host().isEmpty())
            complain(Words::tr("--%1 takes an http or https URL, not “%2”.").arg(name, text(name)));
        return value;
    }

    void needs(const QStringList &names, const QString &other)
    {
        for (const QString &name : names) {
            if (has(name) && !has(other))
                complain(Words::tr("--%1 needs --%2.").arg(name, other));
        }
    }

    void complain(const QString &text)
    {
        if (m_complaint.isEmpty())
            m_complaint = text;
    }

    [[nodiscard]] QString complaint() const { return m_complaint; }

private:
    const QCommandLineParser &m_parser;
    QString m_complaint;
};

CommandLine refusal(const QString &complaint)
{
    return {{}, badUsage,
        QStringLiteral("tokenry: %1\n%2\n").arg(complaint, Words::tr("tokenry --help lists the options."))};
}

Options readOptions(Reader &reader)
{
    reader.needs({QStringLiteral("demo-tokens"), QStringLiteral("demo-latency"), QStringLiteral("demo-port"),
                     QStringLiteral("demo-era"), QStringLiteral("demo-strict"), QStringLiteral("tour")},
        QStringLiteral("demo"));
    reader.needs({QStringLiteral("tour-qovery-url"), QStringLiteral("tour-astronomer-url"),
                     QStringLiteral("tour-generation")},
        QStringLiteral("tour"));
    Options options;
    options.isDemo = reader.has(QStringLiteral("demo"));
    options.demoTokens = reader.number(QStringLiteral("demo-tokens"), mostDemoTokens);
    options.demoLatency =
        std::chrono::milliseconds(reader.number(QStringLiteral("demo-latency"), longestDemoLatency));
    options.isSeedEra =
        reader.choice(QStringLiteral("demo-era"), {QStringLiteral("today"), QStringLiteral("seed")}) == 1;
    options.demoPort = quint16(reader.number(QStringLiteral("demo-port"), highestPort));
    options.isStrict = reader.has(QStringLiteral("demo-strict"));
    options.tourDirectory = reader.directory(QStringLiteral("tour"));
    options.tourQoveryUrl = reader.url(QStringLiteral("tour-qovery-url"));
    options.tourAstronomerUrl = reader.url(QStringLiteral("tour-astronomer-url"));
    options.isTourOfV1 =
        reader.choice(QStringLiteral("tour-generation"), {QStringLiteral("v1alpha1"), QStringLiteral("v1")})
        == 1;
    options.profileDirectory = reader.directory(QStringLiteral("profile"));
    reader.choice(
        QStringLiteral("theme"), {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")});
    if (reader.has(QStringLiteral("theme")))
        options.theme = themeModeFromText(reader.text(QStringLiteral("theme")));
    reader.choice(QStringLiteral("open"), launchRequestWords());
    options.request = launchRequestFromWord(reader.text(QStringLiteral("open")));
    options.measuresStart = reader.has(QStringLiteral("measure-start"));
    return options;
}

} // namespace

CommandLine readCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return refusal(parser.errorText());
    if (parser.isSet(QStringLiteral("help")))
        return {{}, 0, parser.helpText()};
    if (parser.isSet(QStringLiteral("version")))
        return {{}, 0, QStringLiteral("tokenry %1\n").arg(QCoreApplication::applicationVersion())};
    if (!parser.positionalArguments().isEmpty())
        return refusal(Words::tr("“%1” is not an option.").arg(parser.positionalArguments().first()));
    Reader reader(parser);
    const Options options = readOptions(reader);
    if (!reader.complaint().isEmpty())
        return refusal(reader.complaint());
    return {options, {}, {}};
}

bool asksForText(const QStringList &arguments)
{
    const QStringList words{QStringLiteral("-h"), QStringLiteral("--help"), QStringLiteral("-v"),
        QStringLiteral("--version"), QStringLiteral("-?")};
    return std::any_of(arguments.begin(), arguments.end(),
        [&words](const QString &argument) { return words.contains(argument); });
}

QString profileDirectory(const Options &options)
{
    if (options.isDemo)
        return {};
    // A path is compared with itself later, however it was written.
    return QDir::cleanPath(
        options.profileDirectory.isEmpty() ? defaultProfileFolder() : options.profileDirectory);
}

QString profileFile(const Options &options)
{
    const QString directory = profileDirectory(options);
    return directory.isEmpty() ? QString() : QDir(directory).filePath(Profile::fileName());
}
