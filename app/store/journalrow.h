// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

/// A row of the journal as it stands in the database.
struct JournalRow
{
    qint64 position = 0; ///< from 1, without gaps
    QString operation;
    QString state; ///< stateName()
    qint64 at = 0; ///< ms since 1970 UTC
    QString run; ///< which process wrote it
    QString content; ///< OperationJson: facts for the first row of an operation, details for the others
};

/// The seal of a row: a digest of everything in it and of the seal before it. Editing, removing or moving a
/// row therefore breaks its own seal or the next one. It is not keyed: whoever can write the file and knows
/// the program can seal everything anew; a copy of the head's seal outside (an export) shows even that.
/// 32 bytes; empty when libsodium cannot be used.
[[nodiscard]] QByteArray journalSeal(const QByteArray &previous, const JournalRow &row);

/// What the first row is chained to.
[[nodiscard]] QByteArray firstJournalSeal();
/// What a row is chained to when the head is not there though there are rows: the break stays visible.
[[nodiscard]] QByteArray lostJournalSeal();
