// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QStringList>

/// One step of the database's schema: from version `to - 1` to `to`. Steps that were released are never
/// changed.
struct SchemaStep
{
    int to;
    QStringList statements;
};

/// Every step, oldest first; the last one's `to` is the version this program writes.
[[nodiscard]] const QList<SchemaStep> &schemaSteps();
