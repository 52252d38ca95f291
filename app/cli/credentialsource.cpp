// SPDX-License-Identifier: MIT
#include "cli/credentialsource.h"

#include "cli/commandline.h"
#include "cli/options.h"
#include "providers/catalog.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>

namespace {

constexpr qint64 longestCredential = 64 * 1024; // bytes; a JWT has a few thousand

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

/// "Token for the nightly build" is a name; "Token eyJ…" is not.
bool isHeaderValue(const QString &argument)
{
    constexpr qsizetype shortest = 16;
    for (const QLatin1String word : {QLatin1String("Bearer "), QLatin1String("Token ")}) {
        const QString rest = argument.mid(word.size()).trimmed();
        if (argument.startsWith(word) && rest.size() >= shortest && !rest.contains(u' '))
            return true;
    }
    return false;
}

bool isLikeCredential(const QString &argument)
{
    return argument.startsWith(QLatin1String("qov_")) || argument.startsWith(QLatin1String("sk-qov-"))
        || argument.startsWith(QLatin1String("eyJ")) || isHeaderValue(argument);
}

bool isSecretOption(const QString &argument)
{
    for (const QLatin1String option : {QLatin1String("--credential"), QLatin1String("--password")}) {
        if (argument == option || argument.startsWith(option + QLatin1String("="))
            || argument.startsWith(option + QLatin1String("-stdin=")))
            return true;
    }
    return false;
}

QByteArray readStandardInput()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered) ? input.read(longestCredential)
                                                                          : QByteArray();
}

} // namespace

QString CredentialSource::complaintAbout(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (isSecretOption(argument) || isLikeCredential(argument)
            || isLikeCredential(argument.section(u'=', 1))) {
            return Words::tr(
                "A credential on the command line is refused: every user of this machine can read the "
                "arguments of a program, and the shell remembers them. Use --credential-stdin, "
                "--credential-env VARIABLE or --credential-file FILE. The credential that was typed is best "
                "retired.");
        }
    }
    return {};
}

bool CredentialSource::isNamed(const CommandLine &line)
{
    return line.isSet(Options::credentialStdin) || line.isSet(Options::credentialEnv)
        || line.isSet(Options::credentialFile);
}

QString CredentialSource::complaintAbout(const CommandLine &line)
{
    const int sources = int(line.isSet(Options::credentialStdin)) + int(line.isSet(Options::credentialEnv))
        + int(line.isSet(Options::credentialFile));
    if (sources > 1)
        return Words::tr(
            "Name one source: --credential-stdin, --credential-env VARIABLE or --credential-file FILE.");
    if (line.isSet(Options::credentialStdin) && line.isSet(Options::passwordStdin))
        return Words::tr("Standard input brings the credential or the password, not both.");
    return {};
}

Secret CredentialSource::read(const CommandLine &line, QString &problem)
{
    QByteArray bytes;
    if (line.isSet(Options::credentialStdin)) {
        bytes = readStandardInput();
    } else if (line.isSet(Options::credentialEnv)) {
        const QByteArray name = line.value(Options::credentialEnv).toLocal8Bit();
        bytes = qgetenv(name.constData());
        qunsetenv(name.constData());
    } else if (line.isSet(Options::credentialFile)) {
        QFile file(line.value(Options::credentialFile));
        if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            bytes = file.read(longestCredential);
        else
            problem = Words::tr("Cannot read %1: %2").arg(file.fileName(), file.errorString());
    }
    return cleanCredential(Secret(std::move(bytes)));
}

Secret CredentialSource::passwordFromStandardInput()
{
    QByteArray bytes = readStandardInput();
    const qsizetype end = bytes.indexOf('\n');
    qsizetype length = end < 0 ? bytes.size() : end;
    if (length > 0 && bytes.at(length - 1) == '\r')
        --length;
    std::fill(bytes.begin() + length, bytes.end(), '\0');
    bytes.truncate(length);
    return Secret(std::move(bytes));
}
