// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"

/// Completions for shells, made of the command table: commands, their options, and the values of options that
/// have a choice of them. Pure.
namespace CompletionText {

[[nodiscard]] QByteArray bash(const QList<CommandSpec> &commands);
[[nodiscard]] QByteArray zsh(const QList<CommandSpec> &commands);
[[nodiscard]] QByteArray fish(const QList<CommandSpec> &commands);

} // namespace CompletionText
