// SPDX-License-Identifier: MIT
#include "cli/profilecommand.h"

#include "cli/accountreader.h"
#include "cli/composition.h"
#include "cli/credentialsource.h"
#include "cli/options.h"
#include "cli/stopsignals.h"
#include "cli/terminal.h"
#include "cli/vaulttrouble.h"
#include "store/accountbook.h"
#include "store/storeerror.h"

ProfileCommand::ProfileCommand(VaultUse use)
    : m_use(use)
{ }

ProfileCommand::~ProfileCommand() = default;

QString ProfileCommand::complaint() const
{
    return {};
}

bool ProfileCommand::isAdHoc() const
{
    return false;
}

bool ProfileCommand::worksWithoutFile() const
{
    return false;
}

void ProfileCommand::interrupted()
{
    fail(ExitInterrupted, tr("Stopped."));
}

std::optional<int> ProfileCommand::start(const CommandLine &line)
{
    m_line.emplace(line);
    m_console.emplace(line.wantsJson());
    QString problem = CredentialSource::complaintAbout(line);
    if (problem.isEmpty())
        problem = AccountReader::complaint(line);
    if (problem.isEmpty() && line.isSet(Options::noVault) && m_use == VaultUse::Keeps)
        problem = tr("This command needs a vault to keep what is secret; --no-vault is for reading.");
    if (problem.isEmpty() && line.isSet(Options::noVault) && line.isSet(Options::passwordStdin))
        problem = tr("Choose: --no-vault or --password-stdin.");
    if (problem.isEmpty())
        problem = complaint();
    if (!problem.isEmpty()) {
        console().error(ExitUsage, problem);
        return ExitUsage;
    }
    whenAskedToStop(this, [this] { interrupted(); });
    QMetaObject::invokeMethod(this, &ProfileCommand::open, Qt::QueuedConnection);
    return {};
}

void ProfileCommand::finish(ExitCode code)
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    console().clearProgress();
    QCoreApplication::exit(code);
}

void ProfileCommand::fail(ExitCode code, const QString &sentence)
{
    if (m_isFinished)
        return;
    console().error(code, sentence);
    finish(code);
}

void ProfileCommand::failVault(const Error &error)
{
    if (m_isFinished)
        return;
    const ExitCode code = exitCodeOf(error);
    console().error(code, error, describeVaultTrouble(error));
    finish(code);
}

void ProfileCommand::failFile(const Error &error)
{
    if (m_isFinished)
        return;
    const ExitCode code = exitCodeOf(error);
    console().error(code, error, describeFileTrouble(error, desk().profile().wantedFilePath()));
    finish(code);
}

bool ProfileCommand::isVaultBypassed() const
{
    return line().isSet(Options::noVault) || (m_use == VaultUse::Reads && CredentialSource::isNamed(line()));
}

void ProfileCommand::open()
{
    if (isAdHoc()) {
        m_composition = std::make_unique<Composition>();
        run();
        return;
    }
    m_composition = std::make_unique<Composition>(line().value(Options::profile));
    if (desk().profile().isInMemory() && !worksWithoutFile()) {
        failFile(desk().profile().trouble().value_or(storeError(tr("its directory cannot be made"))));
        return;
    }
    if (m_use == VaultUse::None || isVaultBypassed())
        run();
    else
        openVault();
}

void ProfileCommand::openVault()
{
    if (line().isSet(Options::memoryVault)) {
        const Result<Nothing> done = desk().door().keepInMemoryOnly();
        if (done)
            run();
        else
            failVault(done.error());
        return;
    }
    switch (desk().door().state()) {
    case VaultDoor::State::Unmade:
        failVault(storeError(QStringLiteral("no vault was made yet"), StoreTrouble::VaultAbsent));
        return;
    case VaultDoor::State::Locked:
        unlock();
        return;
    case VaultDoor::State::Open:
    case VaultDoor::State::MemoryOnly:
        run();
        return;
    }
}

void ProfileCommand::unlock()
{
    VaultDoor &door = desk().door();
    JobOf<Nothing> *job = nullptr;
    if (line().isSet(Options::passwordStdin)) {
        Secret password = CredentialSource::passwordFromStandardInput();
        if (password.isEmpty()) {
            fail(ExitUsage, tr("There is no password on standard input."));
            return;
        }
        job = door.unlockByPassword(this, std::move(password));
    } else if (door.protection() == VaultDoor::Protection::Keychain) {
        connect(&door, &VaultDoor::waitingForKeychainChanged, this, [this](bool isWaiting) {
            if (isWaiting)
                console().note(tr("Waiting for the keychain…"));
        });
        job = door.unlockByKeychain(this);
    } else if (Terminal::isInput() && Terminal::isError()) {
        job = door.unlockByPassword(this, Terminal::askHidden(tr("Password of the vault:")));
    } else {
        failVault(storeError(QStringLiteral("the vault is locked"), StoreTrouble::VaultLocked));
        return;
    }
    job->onFinished(this, [this](Result<Nothing> &&result) {
        if (isFinished())
            return;
        if (result)
            run();
        else
            failVault(result.error());
    });
}

std::optional<Account> ProfileCommand::findAccount(const QString &nameOrId)
{
    const Result<QList<Account>> accounts = desk().profile().accounts().load();
    if (!accounts) {
        failVault(accounts.error());
        return {};
    }
    for (const Account &account : accounts.value()) {
        if (account.id == nameOrId || account.name.compare(nameOrId, Qt::CaseInsensitive) == 0)
            return account;
    }
    fail(ExitFailed, tr("There is no account “%1”. See tokenry-cli accounts list.").arg(nameOrId));
    return {};
}
