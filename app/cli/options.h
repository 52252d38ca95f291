// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"

/// The options that more than one command has: their names and what they say.
namespace Options {

inline const QString profile = QStringLiteral("profile");
inline const QString account = QStringLiteral("account");
inline const QString json = QStringLiteral("json");
inline const QString noVault = QStringLiteral("no-vault");
inline const QString memoryVault = QStringLiteral("memory-vault");
inline const QString passwordStdin = QStringLiteral("password-stdin");
inline const QString credentialStdin = QStringLiteral("credential-stdin");
inline const QString credentialEnv = QStringLiteral("credential-env");
inline const QString credentialFile = QStringLiteral("credential-file");
inline const QString provider = QStringLiteral("provider");
inline const QString generation = QStringLiteral("generation");
inline const QString baseUrl = QStringLiteral("base-url");
inline const QString organization = QStringLiteral("organization");
inline const QString workspace = QStringLiteral("workspace");
inline const QString deployment = QStringLiteral("deployment");
inline const QString kind = QStringLiteral("kind");
inline const QString scheme = QStringLiteral("scheme");
inline const QString caFile = QStringLiteral("ca-file");
inline const QString proxy = QStringLiteral("proxy");
inline const QString proxyUser = QStringLiteral("proxy-user");
inline const QString proxyPasswordStdin = QStringLiteral("proxy-password-stdin");
inline const QString proxyPasswordEnv = QStringLiteral("proxy-password-env");
inline const QString proxyPasswordFile = QStringLiteral("proxy-password-file");
inline const QString timeout = QStringLiteral("timeout");
inline const QString yes = QStringLiteral("yes");
inline const QString secretFile = QStringLiteral("secret-file");
inline const QString secretStdout = QStringLiteral("secret-stdout");
inline const QString force = QStringLiteral("force");
inline const QString name = QStringLiteral("name");
inline const QString description = QStringLiteral("description");
inline const QString role = QStringLiteral("role");

/// Those that every command takes.
[[nodiscard]] QList<OptionSpec> global();
/// Where the credential comes from, and the password for the proxy's login.
[[nodiscard]] QList<OptionSpec> credential();
/// What an account is: provider, address, organization, workspaces, scheme, network.
[[nodiscard]] QList<OptionSpec> accountFacts();
/// For what only reads: an account that is not remembered, a credential for one command.
[[nodiscard]] QList<OptionSpec> reading();
/// For what changes something.
[[nodiscard]] QList<OptionSpec> changing();
/// Where a new value goes.
[[nodiscard]] QList<OptionSpec> secretTarget();

} // namespace Options
