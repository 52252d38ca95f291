// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "core/secret.h"
#include "store/keychainfinding.h"
#include "store/passwordkeysource.h"

#include <QObject>

#include <memory>

class Background;
class Keychain;
class Profile;

/// The vault as a window or a command line opens and closes it: where its key comes from, whether it is open,
/// and the three ways to protect it. Everything that takes time is a job; see Vault for what each does and
/// for the errors.
///
/// A profile in memory is MemoryOnly from the start and nothing of it can be changed.
/// Thread: the GUI thread. The arguments must outlive this object.
class VaultDoor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultDoor)

public:
    enum class State {
        Unmade, ///< nobody has chosen a protection yet: what is kept is in memory only
        Locked,
        Open,
        MemoryOnly,
    };
    enum class Protection { None, Keychain, Password, MemoryOnly };

    /// `cost`: of passwords from now on; those in use keep theirs.
    VaultDoor(Profile &profile, Keychain &keychain, Background &background,
        const PasswordKeySource::Cost &cost = PasswordKeySource::Cost::moderate(), QObject *parent = nullptr);
    ~VaultDoor() override;

    [[nodiscard]] State state() const;
    [[nodiscard]] Protection protection() const;
    /// A key waits in the file while the vault is in memory or locked.
    [[nodiscard]] bool hasStoredKey() const;
    /// A change is under way.
    [[nodiscard]] bool isBusy() const;
    /// The keychain lets us wait; most likely it asks the person something.
    [[nodiscard]] bool isWaitingForKeychain() const;
    /// False when nothing can be kept on disk: there is no file.
    [[nodiscard]] bool canBeDurable() const;

    /// Whether the system's keychain can be relied on. Ends with an error only when it is aborted.
    [[nodiscard]] JobOf<KeychainFinding> *probeKeychain(QObject *owner);
    /// Protects by the keychain: makes the vault, or moves an open one.
    [[nodiscard]] JobOf<Nothing> *protectByKeychain(QObject *owner);
    /// The same by a password; on a vault that has one it changes it.
    [[nodiscard]] JobOf<Nothing> *protectByPassword(QObject *owner, Secret &&password);
    /// Nothing durable from now on. What an open vault holds moves into memory.
    Result<Nothing> keepInMemoryOnly();

    [[nodiscard]] JobOf<Nothing> *unlockByKeychain(QObject *owner);
    [[nodiscard]] JobOf<Nothing> *unlockByPassword(QObject *owner, Secret &&password);
    /// Only an open vault on disk is locked.
    void lock();

Q_SIGNALS:
    void changed();
    void waitingForKeychainChanged(bool isWaiting);

private:
    class Private;
    std::unique_ptr<Private> d;
};
