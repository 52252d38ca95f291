// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

/// A seeded token in few words.
struct SeedRow
{
    QString name;
    QString description; ///< null = none told
    QString role;
    double ageDays = 0; ///< since creation
    int lifeDays = 0; ///< 0 = never expires
    double usedDaysAgo = -1; ///< negative = never used
    double startsInDays = 0; ///< positive = pending
};

/// The seeded tokens of one list: "qovery-production" and so on; see the file.
[[nodiscard]] QList<SeedRow> seedTable(const QString &name);
