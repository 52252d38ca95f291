// SPDX-License-Identifier: MIT
#pragma once

#include "core/journalcheck.h"
#include "core/journaloperation.h"

/// How an operation came out, as it is shown in the history.
struct OperationOutcome
{
    enum class Kind : quint8 {
        Good, ///< done, and nobody waits for anything
        UnderWay, ///< now
        Waiting, ///< a value waits for a person
        Open, ///< not known
        Failed, ///< not done
        Lost, ///< done, and a value is lost
        SetAside, ///< a person ended the question
    };

    Kind kind = Kind::Open;
    QString word; ///< "Done", "Value lost": a few words
    QString sentence; ///< what that means
};

/// Words for the journal, used by the window and by exports that people read. Plain text.
namespace OperationText {

[[nodiscard]] QString verb(OperationVerb verb); ///< "Rotate"
/// `isRunAlive`: the program run that began it still goes on, so an answer may come.
[[nodiscard]] OperationOutcome outcome(const JournalOperation &operation, bool isRunAlive);
/// What was wanted of the service, one line for each thing; empty when the verb says it all.
[[nodiscard]] QString wanted(const OperationFacts &facts);
/// One step as a sentence: "The request left."
[[nodiscard]] QString step(const JournalEvent &event, OperationVerb verb);
/// What a look over the journal found, in one or two sentences.
[[nodiscard]] QString check(const JournalCheck &check);

} // namespace OperationText
