// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "store/databaseinspection.h"

#include <QDateTime>
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
    /// `inspection`: of its file (see Database::inspect()), where that was looked at already.
    Profile(const Clock &clock, const QString &directory, const DatabaseInspection &inspection = {});
    ~Profile();
    Q_DISABLE_COPY_MOVE(Profile)

    [[nodiscard]] bool isInMemory() const;
    /// Why the directory is not used; none for a profile that is meant to be in memory.
    [[nodiscard]] const std::optional<Error> &trouble() const;
    /// The database's file; empty in memory.
    [[nodiscard]] QString filePath() const;
    /// The file that was to be used, also when there is trouble with it; empty when none was wanted.
    [[nodiscard]] QString wantedFilePath() const;

    [[nodiscard]] Database &database();
    [[nodiscard]] Vault &vault();
    [[nodiscard]] Journal &journal();
    [[nodiscard]] AccountBook &accounts();

    /// Whether the program run that wrote under this id (Journal::runId()) still goes on, this one included:
    /// what it began is its own business.
    [[nodiscard]] bool isRunAlive(const QString &runId);

    /// Renames a damaged file of that directory with everything beside it (see Database::setAside), so that
    /// the next Profile begins with a new one; the new path. Looks again first, since somebody may have put a
    /// copy back: a file that can be opened now stays where it is (kind Conflict), as does one whose trouble
    /// is another (that error), and one that another run of the program works with (FileUnavailable).
    [[nodiscard]] static Result<QString> setAsideDamaged(const QString &directory, const QDateTime &now);

    /// The file's name inside the directory.
    [[nodiscard]] static QString fileName();

private:
    class Private;
    std::unique_ptr<Private> d;
};
