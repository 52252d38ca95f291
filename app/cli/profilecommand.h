// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "cli/commandline.h"
#include "cli/console.h"
#include "core/account.h"
#include "core/result.h"

#include <QCoreApplication>
#include <QObject>

#include <memory>

class Composition;

/// A command that works with the profile: checks what was asked, opens profile and vault, runs, ends once.
class ProfileCommand : public QObject, public Command
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProfileCommand)

public:
    ~ProfileCommand() override;

    [[nodiscard]] std::optional<int> start(const CommandLine &line) final;

protected:
    /// What the command does with the vault.
    enum class VaultUse {
        None, ///< leaves it as it is
        Reads, ///< opens it, unless --no-vault or a credential from elsewhere makes it needless
        Keeps, ///< opens it, or has one in memory where --memory-vault asks for that
    };

    explicit ProfileCommand(VaultUse use);

    /// What is wrong with the command line, beyond its form; empty = nothing. Nothing is open yet.
    [[nodiscard]] virtual QString complaint() const;
    /// Nothing of a profile is needed, since the account is given on the command line.
    [[nodiscard]] virtual bool isAdHoc() const;
    /// The command has something to do where the profile's file cannot be used; the profile is one in memory.
    [[nodiscard]] virtual bool worksWithoutFile() const;
    /// In the event loop; the vault is as vaultUse asks. Ends with finish(), sooner or later.
    virtual void run() = 0;
    /// The person or the system asks to stop.
    virtual void interrupted();

    [[nodiscard]] const CommandLine &line() const { return *m_line; }
    [[nodiscard]] Console &console() { return *m_console; }
    [[nodiscard]] Composition &desk() { return *m_composition; }
    /// The vault stays closed, since something else brings the credential.
    [[nodiscard]] virtual bool isVaultBypassed() const;

    /// Ends the program from the event loop. The first call counts.
    void finish(ExitCode code);
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    /// Tells the error and ends.
    void fail(ExitCode code, const QString &sentence);
    void failVault(const Error &error);
    /// The same for trouble with the profile's file.
    void failFile(const Error &error);

    /// The remembered account of that name or id, else tells and ends.
    [[nodiscard]] std::optional<Account> findAccount(const QString &nameOrId);

private:
    void open();
    void openVault();
    void unlock();

    const VaultUse m_use;
    std::optional<CommandLine> m_line;
    std::optional<Console> m_console;
    std::unique_ptr<Composition> m_composition;
    bool m_isFinished = false;
};
