// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Text that came from a server or a person, made fit for places of a dialog that would interpret it. Pure.

/// For tooltips, which take text that looks like HTML for HTML.
[[nodiscard]] QString plainToolTip(const QString &untrusted);
/// For buttons and menus, where `&` marks the next letter as the mnemonic.
[[nodiscard]] QString withoutMnemonic(const QString &untrusted);
/// One line in quotation marks, isolated so that a right-to-left name does not turn the sentence around it.
[[nodiscard]] QString quotedName(const QString &untrusted);
/// The last characters of an id, enough to tell two tokens apart by eye.
[[nodiscard]] QString idTail(const QString &id);
