// SPDX-License-Identifier: MIT
#include "store/storeerror.h"

#include <QSqlError>

namespace {

/// By SQLite's primary result codes; their numbers are part of its file format's promise.
StoreTrouble troubleOf(const QSqlError &error)
{
    enum Code {
        Perm = 3,
        Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        IoError = 10,
        Corrupt = 11,
        Full = 13,
        CannotOpen = 14,
        Auth = 23,
        NotADatabase = 26
    };
    bool isNumber = false;
    const int extended = error.nativeErrorCode().toInt(&isNumber);
    if (!isNumber)
        return StoreTrouble::None;
    switch (extended & 0xff) {
    case Corrupt:
    case NotADatabase:
        return StoreTrouble::FileDamaged;
    case Perm:
    case Busy:
    case Locked:
    case ReadOnly:
    case IoError:
    case Full:
    case CannotOpen:
    case Auth:
        return StoreTrouble::FileUnavailable;
    default:
        return StoreTrouble::None;
    }
}

} // namespace

Error storeError(const QString &technical, StoreTrouble trouble)
{
    Error error;
    error.kind = Error::Kind::Vault;
    error.outcome = Error::Outcome::NotSent;
    error.technical = technical;
    error.trouble = trouble;
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}

Error storeError(const QSqlError &error)
{
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return storeError(words, troubleOf(error));
}
