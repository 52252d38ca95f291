// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>

/// What a look over the whole journal found.
struct JournalCheck
{
    enum class Damage : quint8 {
        None,
        Altered, ///< the row is not what was written, or not at its place
        Missing, ///< rows before the one found are gone
        Inserted, ///< a row that was not written by the program
        CutOff, ///< the last rows are gone
        HeadLost, ///< the second copy of the last seal is gone or is another one
        IndexWrong, ///< the rows are sound; the index over the operations tells something else
    };

    qint64 sound = 0; ///< rows that are as they were written, up to the first damage
    Damage damage = Damage::None;
    qint64 position = 0; ///< where the first damage is; 0 = at no row

    [[nodiscard]] bool isSound() const { return damage == Damage::None; }
};
