// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

/// What a journaled operation does to a token. Detach takes it out of one workspace's list only.
enum class OperationVerb : quint8 { Create, Rotate, Update, Delete, Detach };

/// The word that is stored and exported, never shown: "create".
[[nodiscard]] QString verbName(OperationVerb verb);
[[nodiscard]] std::optional<OperationVerb> verbFromName(QStringView name);
