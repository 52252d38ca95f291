// SPDX-License-Identifier: MIT
#pragma once

#include "core/journaloperation.h"

#include <QString>

/// The text form of what the journal's rows hold. Writing the same value always gives the same text. Reading
/// trusts nothing: what cannot be read is left at its default and told. Pure, any thread.
namespace OperationJson {

[[nodiscard]] QString text(const OperationFacts &facts);
[[nodiscard]] QString text(const EventDetails &details);

/// False when a part of it could not be read.
bool read(const QString &text, OperationFacts &facts);
bool read(const QString &text, EventDetails &details);

} // namespace OperationJson
