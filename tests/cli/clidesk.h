// SPDX-License-Identifier: MIT
#pragma once

#include "cli/cliprocess.h"
#include "core/background.h"
#include "core/clock.h"
#include "demo/demoserver.h"
#include "session/safekeeper.h"
#include "session/sessions.h"
#include "store/journal.h"
#include "store/profile.h"
#include "support/openvault.h"

#include <QTemporaryDir>

#include <memory>

/// A simulator in this process and a profile on disk, for the program to work with. The vault's password is
/// that of openVault(), at the least cost.
class CliDesk final
{
public:
    explicit CliDesk(const DemoOptions &options = {})
        : m_server(std::make_unique<DemoServer>(options, m_clock))
    {
        if (!m_server->start())
            qFatal("The simulator does not start: %s", qUtf8Printable(m_server->errorString()));
    }

    [[nodiscard]] DemoServer &server() { return *m_server; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    /// The simulator's first account of that provider and role.
    [[nodiscard]] DemoAccount demo(const QString &provider, bool hasWorkspaces = false,
        const QString &role = QStringLiteral("owner")) const
    {
        const QList<DemoAccount> all = m_server->accounts();
        for (const DemoAccount &candidate : all) {
            if (candidate.account.providerKey == provider && candidate.role == role
                && candidate.account.workspaceIds.isEmpty() != hasWorkspaces)
                return candidate;
        }
        qFatal("The simulator has no such account");
    }

    /// Makes or opens the vault and remembers the account under `name`, its credential in the vault. Sends
    /// nothing, so each request that the server sees is one of the program's.
    [[nodiscard]] bool remember(const DemoAccount &demo, const QString &name)
    {
        Background background;
        Profile profile(m_clock, m_folder.path());
        if (!openVault(profile, background))
            return false;
        Safekeeper safekeeper(m_clock, profile);
        Sessions sessions(m_clock, safekeeper, background);
        Account account = demo.account;
        account.name = name;
        (void)sessions.add(account, Secret(QByteArray(demo.credential)), {}, Sessions::FirstListing::Later);
        return true;
    }

    /// The journal as it is now, newest first.
    [[nodiscard]] QList<JournalOperation> operations() const
    {
        Profile profile(m_clock, m_folder.path());
        const auto operations = profile.journal().operations(1000);
        return operations ? operations.value() : QList<JournalOperation>();
    }

    /// On this profile, vault closed.
    [[nodiscard]] CliEnd run(const QStringList &arguments, const QByteArray &input = {},
        const QHash<QString, QString> &variables = {}) const
    {
        return runCli(
            QStringList{QStringLiteral("--profile"), m_folder.path()} + arguments, input, variables);
    }
    /// With the vault's password on standard input.
    [[nodiscard]] CliEnd runOpen(
        const QStringList &arguments, const QHash<QString, QString> &variables = {}) const
    {
        return run(arguments + QStringList{QStringLiteral("--password-stdin")}, "correct horse\n", variables);
    }

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<DemoServer> m_server;
};

/// "list --json" as the arguments of a program.
inline QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}
