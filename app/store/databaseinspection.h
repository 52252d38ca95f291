// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QDateTime>
#include <QString>

#include <optional>

/// What Database::inspect() found of a file, and how the file looked then: it says nothing about one that has
/// changed since.
struct DatabaseInspection
{
    QString path; ///< empty = nothing was looked at
    qint64 size = -1; ///< bytes
    qint64 logSize = -1; ///< bytes of the write-ahead log
    QDateTime lastModified;
    std::optional<Error> trouble; ///< why Database::open() would refuse it
    bool isCurrent = false; ///< its schema is this program's, so that opening it changes nothing

    [[nodiscard]] bool isOfSameFile(const DatabaseInspection &other) const
    {
        return path == other.path && size == other.size && logSize == other.logSize
            && lastModified == other.lastModified;
    }
};
