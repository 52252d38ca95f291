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
    for (const QLatin1String option :
        {QLatin1String("--credential"), QLatin1String("--password"), QLatin1String("--proxy-password")}) {
        if (argument == option || argument.startsWith(option + QLatin1String("="))
            || argument.startsWith(option + QLatin1String("-stdin=")))
            return true;
    }
    return false;
}

/// "http://mia:secret@proxy.corp:3128", whatever else is wrong with it.
bool isUrlWithPassword(const QString &argument)
{
    const qsizetype start = argument.indexOf(QLatin1String("://"));
    if (start < 0)
        return false;
    const QString authority = argument.mid(start + 3).section(u'/', 0, 0);
    const qsizetype at = authority.lastIndexOf(u'@');
    return at > 0 && authority.left(at).contains(u':');
}

QByteArray readStandardInput()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly | QIODevice::Unbuffered) ? input.read(longestCredential)
                                                                          : QByteArray();
}

QByteArray readNamed(
    const CommandLine &line, const QString &variableOption, const QString &fileOption, QString &problem)
{
    QByteArray bytes;
    if (line.isSet(variableOption)) {
        const QByteArray name = line.value(variableOption).toLocal8Bit();
        bytes = qgetenv(name.constData());
        qunsetenv(name.constData());
    } else if (line.isSet(fileOption)) {
        QFile file(line.value(fileOption));
        if (file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            bytes = file.read(longestCredential);
        else
            problem = Words::tr("Cannot read %1: %2").arg(file.fileName(), file.errorString());
    }
    return bytes;
}

Secret firstLine(QByteArray bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    qsizetype length = end < 0 ? bytes.size() : end;
    if (length > 0 && bytes.at(length - 1) == '\r')
        --length;
    std::fill(bytes.begin() + length, bytes.end(), '\0');
    bytes.truncate(length);
    return Secret(std::move(bytes));
}

} // namespace

QString CredentialSource::complaintAbout(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (isUrlWithPassword(argument)) {
            return Words::tr(
                "An address with a password in it is refused: every user of this machine can read the "
                "arguments of a program, and the shell remembers them. For a proxy use --proxy-user NAME and "
                "--proxy-password-stdin, --proxy-password-env VARIABLE or --proxy-password-file FILE. The "
                "password that was typed is best changed.");
        }
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
    const int proxySources = int(line.isSet(Options::proxyPasswordStdin))
        + int(line.isSet(Options::proxyPasswordEnv)) + int(line.isSet(Options::proxyPasswordFile));
    if (proxySources > 1)
        return Words::tr("Name one source: --proxy-password-stdin, --proxy-password-env VARIABLE or "
                         "--proxy-password-file FILE.");
    const int readers = int(line.isSet(Options::credentialStdin)) + int(line.isSet(Options::passwordStdin))
        + int(line.isSet(Options::proxyPasswordStdin));
    if (readers > 1)
        return Words::tr("Standard input brings the credential or a password, not both.");
    return {};
}

bool CredentialSource::isProxyPasswordNamed(const CommandLine &line)
{
    return line.isSet(Options::proxyPasswordStdin) || line.isSet(Options::proxyPasswordEnv)
        || line.isSet(Options::proxyPasswordFile);
}

Secret CredentialSource::read(const CommandLine &line, QString &problem)
{
    if (line.isSet(Options::credentialStdin))
        return cleanCredential(Secret(readStandardInput()));
    return cleanCredential(Secret(readNamed(line, Options::credentialEnv, Options::credentialFile, problem)));
}

Secret CredentialSource::readProxyPassword(const CommandLine &line, QString &problem)
{
    if (line.isSet(Options::proxyPasswordStdin))
        return passwordFromStandardInput();
    return firstLine(readNamed(line, Options::proxyPasswordEnv, Options::proxyPasswordFile, problem));
}

Secret CredentialSource::passwordFromStandardInput()
{
    return firstLine(readStandardInput());
}
