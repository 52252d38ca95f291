// SPDX-License-Identifier: MIT
#include "cli/credentialsource.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace {

constexpr qint64 longestCredential = 64 * 1024; // bytes; a JWT has a few thousand

bool isLikeCredential(const QString &argument)
{
    return argument.startsWith(QLatin1String("qov_")) || argument.startsWith(QLatin1String("sk-qov-"))
        || argument.startsWith(QLatin1String("eyJ")) || argument.startsWith(QLatin1String("Bearer "))
        || argument.startsWith(QLatin1String("Token "));
}

} // namespace

QString CredentialSource::complaintAbout(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        const QString value = argument.section(u'=', 1);
        const bool isOption = argument == QLatin1String("--credential")
            || argument.startsWith(QLatin1String("--credential="))
            || argument.startsWith(QLatin1String("--credential-stdin="));
        if (isOption || isLikeCredential(argument) || isLikeCredential(value)) {
            return QCoreApplication::translate("Cli",
                "A credential on the command line is refused: every user of this machine can read the "
                "arguments of a program, and the shell remembers them. Use --credential-stdin or "
                "--credential-env VARIABLE. The credential that was typed is best retired.\n");
        }
    }
    return {};
}

Secret CredentialSource::fromStandardInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    QByteArray bytes = input.read(longestCredential);
    return Secret(std::move(bytes));
}

Secret CredentialSource::fromEnvironment(const QString &variable)
{
    const QByteArray name = variable.toLocal8Bit();
    QByteArray bytes = qgetenv(name.constData());
    qunsetenv(name.constData());
    return Secret(std::move(bytes));
}
