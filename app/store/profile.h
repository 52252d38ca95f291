// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QString>

#include <memory>
#include <optional>

class AccountBook;
class Clock;
class Database;
class Journal;
class Vault;

/// Everything durable of one profile in one place: database, vault, journal and accounts. A profile in memory
/// has all of it too and ends with this object; nothing of it is opened before somebody asks.
///
/// A file that cannot be used (damaged, newer, out of reach) is left as it is: trouble() tells why, and the
/// profile is one in memory. Thread: one. `clock` must outlive it.
class Profile final
{
public:
    /// In memory.
    explicit Profile(const Clock &clock);
    /// In `directory`, which is made when absent, for the owner alone.
    Profile(const Clock &clock, const QString &directory);
    ~Profile();
    Q_DISABLE_COPY_MOVE(Profile)

    [[nodiscard]] bool isInMemory() const;
    /// Why the directory is not used; none for a profile that is meant to be in memory.
    [[nodiscard]] const std::optional<Error> &trouble() const;
    /// The database's file; empty in memory.
    [[nodiscard]] QString filePath() const;

    [[nodiscard]] Database &database();
    [[nodiscard]] Vault &vault();
    [[nodiscard]] Journal &journal();
    [[nodiscard]] AccountBook &accounts();

    /// Whether the program run that wrote under this id (Journal::runId()) still goes on, this one included:
    /// what it began is its own business.
    [[nodiscard]] bool isRunAlive(const QString &runId);

    /// The file's name inside the directory.
    [[nodiscard]] static QString fileName();

private:
    class Private;
    std::unique_ptr<Private> d;
};
