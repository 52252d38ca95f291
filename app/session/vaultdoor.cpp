// SPDX-License-Identifier: MIT
#include "session/vaultdoor.h"

#include "core/background.h"
#include "store/keychainkeysource.h"
#include "store/keychainprobe.h"
#include "store/profile.h"
#include "store/storeerror.h"
#include "store/vault.h"

#include <QCryptographicHash>

namespace {

/// Two profiles of one person must not share an entry of the keychain.
QString profileIdOf(const Profile &profile)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(profile.filePath().toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

/// The password in use must not be dropped under the work that uses it.
Error busyError()
{
    Error error = storeError(QStringLiteral("the vault is busy"));
    error.kind = Error::Kind::Conflict;
    return error;
}

} // namespace

class VaultDoor::Private
{
public:
    Private(VaultDoor *owner, Profile &store, Keychain &systemKeychain, Background &workers,
        const PasswordKeySource::Cost &passwordCost)
        : q(owner)
        , profile(store)
        , keychain(systemKeychain)
        , background(workers)
        , cost(passwordCost)
        , keychainSource(systemKeychain, profileIdOf(store))
    { }

    [[nodiscard]] Vault &vault() const { return profile.vault(); }

    /// Creates an absent vault, moves an open one.
    JobOf<Nothing> *protect(QObject *owner, KeySource &source)
    {
        const bool isAbsent = vault().state() == Vault::State::Absent;
        return announced(isAbsent ? vault().create(owner, source) : vault().move(owner, source));
    }

    JobOf<Nothing> *announced(JobOf<Nothing> *job)
    {
        QObject::connect(job, &Job::finished, q, &VaultDoor::changed);
        Q_EMIT q->changed();
        return job;
    }

    /// A source of one password lives as long as the vault may want it to forget a key.
    PasswordKeySource &sourceOf(Secret &&password)
    {
        passwordSource = std::make_unique<PasswordKeySource>(std::move(password), background, cost);
        return *passwordSource;
    }

    VaultDoor *q;
    Profile &profile;
    Keychain &keychain;
    Background &background;
    const PasswordKeySource::Cost cost;
    KeychainKeySource keychainSource;
    std::unique_ptr<PasswordKeySource> passwordSource;
};

VaultDoor::VaultDoor(Profile &profile, Keychain &keychain, Background &background,
    const PasswordKeySource::Cost &cost, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, profile, keychain, background, cost))
{
    connect(
        &d->keychainSource, &KeychainKeySource::waitingChanged, this, &VaultDoor::waitingForKeychainChanged);
    if (canBeDurable())
        connect(&d->vault(), &Vault::stateChanged, this, &VaultDoor::changed);
}

VaultDoor::~VaultDoor() = default;

VaultDoor::State VaultDoor::state() const
{
    if (!canBeDurable())
        return State::MemoryOnly;
    switch (d->vault().state()) {
    case Vault::State::Absent:
        return State::Unmade;
    case Vault::State::Locked:
        return State::Locked;
    case Vault::State::Unlocked:
        return State::Open;
    case Vault::State::MemoryOnly:
        break;
    }
    return State::MemoryOnly;
}

VaultDoor::Protection VaultDoor::protection() const
{
    if (!canBeDurable())
        return Protection::MemoryOnly;
    switch (d->vault().protection()) {
    case Vault::Protection::None:
        return Protection::None;
    case Vault::Protection::Keychain:
        return Protection::Keychain;
    case Vault::Protection::Password:
        return Protection::Password;
    case Vault::Protection::MemoryOnly:
        break;
    }
    return Protection::MemoryOnly;
}

bool VaultDoor::hasStoredKey() const
{
    return canBeDurable() && d->vault().hasStoredKey();
}

bool VaultDoor::isBusy() const
{
    return canBeDurable() && d->vault().isBusy();
}

bool VaultDoor::isWaitingForKeychain() const
{
    return d->keychainSource.isWaiting();
}

bool VaultDoor::canBeDurable() const
{
    return !d->profile.isInMemory();
}

JobOf<KeychainFinding> *VaultDoor::probeKeychain(QObject *owner)
{
    return ::probeKeychain(owner, d->keychain, profileIdOf(d->profile));
}

JobOf<Nothing> *VaultDoor::protectByKeychain(QObject *owner)
{
    return d->protect(owner, d->keychainSource);
}

JobOf<Nothing> *VaultDoor::protectByPassword(QObject *owner, Secret &&password)
{
    if (isBusy())
        return finishedJob<Nothing>(owner, busyError());
    return d->protect(owner, d->sourceOf(std::move(password)));
}

Result<Nothing> VaultDoor::keepInMemoryOnly()
{
    if (state() == State::MemoryOnly)
        return Nothing{};
    return d->vault().becomeMemoryOnly();
}

JobOf<Nothing> *VaultDoor::unlockByKeychain(QObject *owner)
{
    return d->announced(d->vault().unlock(owner, d->keychainSource));
}

JobOf<Nothing> *VaultDoor::unlockByPassword(QObject *owner, Secret &&password)
{
    if (isBusy())
        return finishedJob<Nothing>(owner, busyError());
    return d->announced(d->vault().unlock(owner, d->sourceOf(std::move(password))));
}

void VaultDoor::lock()
{
    if (canBeDurable())
        d->vault().lock();
}
