// SPDX-License-Identifier: MIT
#include "cli/options.h"

#include "providers/catalog.h"
#include "session/accountrules.h"

#include <QCoreApplication>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

QStringList providerKeys()
{
    QStringList keys;
    const QList<ProviderInfo> catalog = providerCatalog();
    for (const ProviderInfo &info : catalog)
        keys.append(info.key);
    return keys;
}

/// Of every provider that has several.
QStringList generationKeys()
{
    QStringList keys;
    const QList<ProviderInfo> catalog = providerCatalog();
    for (const ProviderInfo &info : catalog) {
        for (const ApiGeneration &generation : info.generations)
            keys.append(generation.key);
    }
    return keys;
}

} // namespace

QList<OptionSpec> Options::global()
{
    return {
        {profile, Words::tr("dir"), Words::tr("The profile's directory; the window's by default."), {}},
        {account, Words::tr("name"), Words::tr("Only this account, by its name."), {}},
        {json, {}, Words::tr("Print JSON; errors too, on standard error."), {}},
        {passwordStdin, {}, Words::tr("Open the vault with the password on standard input."), {}},
        {noVault, {}, Words::tr("Leave the vault closed; a credential comes from elsewhere."), {}},
    };
}

QList<OptionSpec> Options::credential()
{
    return {
        {credentialStdin, {}, Words::tr("Read the credential from standard input."), {}},
        {credentialEnv, Words::tr("variable"), Words::tr("Take the credential from this variable."), {}},
        {credentialFile, Words::tr("file"), Words::tr("Read the credential from this file."), {}},
        {proxyPasswordStdin, {}, Words::tr("Read the proxy's password from standard input."), {}},
        {proxyPasswordEnv, Words::tr("variable"), Words::tr("Take the proxy's password from this variable."),
            {}},
        {proxyPasswordFile, Words::tr("file"), Words::tr("Read the proxy's password from this file."), {}},
    };
}

QList<OptionSpec> Options::accountFacts()
{
    const QStringList keys = providerKeys();
    return {
        {provider, Words::tr("key"), Words::tr("The provider: %1.").arg(keys.join(QStringLiteral(", "))),
            keys},
        {generation, Words::tr("name"),
            Words::tr("The generation of the provider's API, where it has several; by the address, else the "
                      "newest, by "
                      "default."),
            generationKeys()},
        {baseUrl, Words::tr("url"),
            Words::tr("The address of the service; the provider's public one by default."), {}},
        {organization, Words::tr("id"), Words::tr("The organization's id."), {}},
        {workspace, Words::tr("id"),
            Words::tr("A workspace's id instead of the organization's list; may be repeated."), {}},
        {scheme, Words::tr("word"),
            Words::tr("The word before the credential: token or bearer; by its form by default."),
            {QStringLiteral("token"), QStringLiteral("bearer")}},
        {caFile, Words::tr("file"), Words::tr("A PEM file with certificates to trust beside the system's."),
            {}},
        {proxy, Words::tr("way"),
            Words::tr("How requests reach the network: system (what the computer is set to, the default), "
                      "none, http://HOST:PORT or socks5://HOST:PORT."),
            {}},
        {proxyUser, Words::tr("name"), Words::tr("Whom the proxy's login is for."), {}},
        {timeout, Words::tr("seconds"),
            Words::tr("How long one request may take, from %1 to %2 seconds; 60 by default.")
                .arg(AccountRules::shortestTimeout)
                .arg(AccountRules::longestTimeout),
            {}},
    };
}

QList<OptionSpec> Options::reading()
{
    return accountFacts() + credential();
}

QList<OptionSpec> Options::changing()
{
    return QList<OptionSpec>{
               {yes, {}, Words::tr("Do not ask; needed where there is no terminal."), {}},
               {memoryVault, {},
                   Words::tr("Keep what is secret in memory for this command; the credential comes from "
                             "elsewhere."),
                   {}},
           }
    + credential();
}

QList<OptionSpec> Options::secretTarget()
{
    return {
        {secretFile, Words::tr("file"),
            Words::tr("Write the new value into this new file, for its owner alone."), {}},
        {secretStdout, {}, Words::tr("Print the new value on standard output."), {}},
        {force, {}, Words::tr("Replace the file if it exists."), {}},
    };
}
