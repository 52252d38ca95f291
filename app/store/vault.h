// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "core/secret.h"
#include "store/keysource.h"

#include <QStringList>

#include <memory>

class Clock;
class Database;

/// Keeps secrets in the profile's database, each sealed on its own with one random key. That key is itself
/// sealed in the database, by a key that a KeySource yields, so that exchanging the source touches one row
/// and no record. While the vault is open its key is in guarded memory; lock() wipes it.
///
/// put(), get(), remove() and names() work at once, inside an open Transaction of the same Database if there
/// is one: a secret and a row of the journal become durable together or not at all. They refuse with kind
/// Vault and StoreTrouble::VaultLocked or VaultAbsent while there is no key. A record that was altered is an
/// error of its own (RecordDamaged) and does not touch the others.
///
/// A vault in memory has no durable key and no durable record: it lives in the Database's connection and ends
/// with it. Begun while the file has a locked vault, it leaves that as it is; unlocking later moves its
/// records there.
///
/// Nothing makes a key over an existing one: a source that does not find its key leaves the vault locked.
/// Jobs: one at a time, else Conflict; abort() or the owner's death before the last step changes nothing.
/// Thread: the GUI thread.
class Vault final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Vault)

public:
    enum class State {
        Absent, ///< no key was ever made in this database
        Locked, ///< there is a key, and it is not here; also when the database cannot tell
        Unlocked,
        MemoryOnly,
    };
    Q_ENUM(State)
    enum class Protection { None, Keychain, Password, MemoryOnly };
    Q_ENUM(Protection)

    /// `database` is open, or every call ends with an error. Both outlive this object.
    Vault(Database &database, const Clock &clock, QObject *parent = nullptr);
    ~Vault() override;

    [[nodiscard]] State state() const;
    /// Where the key comes from, also while locked; None when absent.
    [[nodiscard]] Protection protection() const;
    /// True when the file has a key, whatever is open now.
    [[nodiscard]] bool hasStoredKey() const;
    [[nodiscard]] bool isBusy() const; ///< a job is under way

    /// Inserts or replaces. `name` is kept in clear.
    Result<Nothing> put(const QString &name, const Secret &secret);
    /// RecordMissing when there is none, RecordDamaged, RecordNewer.
    [[nodiscard]] Result<Secret> get(const QString &name) const;
    /// False when there was none.
    Result<bool> remove(const QString &name);
    /// All that begin with `prefix`, sorted.
    [[nodiscard]] Result<QStringList> names(const QString &prefix = {}) const;

    /// Makes the key of an absent vault and opens it.
    JobOf<Nothing> *create(QObject *owner, KeySource &source);
    /// Opens a locked vault. What a vault in memory holds becomes part of it.
    JobOf<Nothing> *unlock(QObject *owner, KeySource &source);
    /// Exchanges the source of an open vault, or makes one in memory durable. What the former source kept
    /// outside the database is removed after the new row is durable; should that fail, the move has still
    /// succeeded. Not while the file has another, locked vault.
    JobOf<Nothing> *move(QObject *owner, KeySource &source);
    /// From Absent and Locked: opens an empty vault in memory. From Unlocked: moves every record into memory
    /// and out of the file. Not inside a Transaction.
    Result<Nothing> becomeMemoryOnly();
    /// Wipes the key and ends a job that is under way. A vault in memory stays as it is: locking it would
    /// lose what it holds.
    void lock();

Q_SIGNALS:
    /// state() or protection() changed.
    void stateChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};
