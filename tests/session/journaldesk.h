// SPDX-License-Identifier: MIT
#pragma once

#include "store/database.h"
#include "store/journal.h"
#include "store/journalsamples.h"
#include "store/profile.h"
#include "support/manualclock.h"

#include <QSqlQuery>

/// A journal in memory with a clock of its own, and ways to fill it.
struct JournalDesk
{
    QString begin(const OperationFacts &facts)
    {
        const auto id = journal.begin(facts);
        if (!id)
            qFatal("%s", qUtf8Printable(id.error().technical));
        clock.advance(std::chrono::seconds(1));
        return id.value();
    }

    void advance(const QString &id, OperationState state, const EventDetails &details = {})
    {
        const auto done = journal.advance(id, state, details);
        if (!done)
            qFatal("%s", qUtf8Printable(done.error().technical));
        clock.advance(std::chrono::seconds(1));
    }

    /// So many refused rotations with names "many 0", "many 1", …, written without their seals.
    void addMany(int count)
    {
        const QString numbers =
            QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n"
                           " WHERE i < %1) ")
                .arg(count - 1);
        const qint64 base = 1'000'000;
        QSqlQuery query(profile.database().connection());
        const bool isDone =
            query.exec(QStringLiteral("INSERT INTO journal ") + numbers
                + QStringLiteral("SELECT %1 + i, 'o' || i, 'begun', 1790000000000 + i, 'r',"
                                 " '{\"verb\":\"rotate\",\"token\":\"t' || i || '\",\"name\":\"many '"
                                 " || i || '\",\"accountName\":\"Acme\"}', x'00' FROM n")
                      .arg(base))
            && query.exec(QStringLiteral("INSERT INTO journal_operations ") + numbers
                + QStringLiteral("SELECT 'o' || i, 'rotate', %1 + i, %1 + i, 'begun', 0 FROM n").arg(base));
        if (!isDone)
            qFatal("not filled");
    }

    ManualClock clock;
    Profile profile{clock};
    Journal &journal = profile.journal();
};
