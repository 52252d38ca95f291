// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class CanaryScan;
class QWidget;

/// Looks through everything that the program's widgets say, show or hold: every property of every widget and
/// of the objects below it, what models show, what assistive technology is told, and the clipboard.
namespace ScreenText {

/// One line a finding, with the object's name. Left out: `shown`, a widget that shows a secret because the
/// person asked for it, and what is being typed into a visible field that shows dots.
[[nodiscard]] QStringList find(const CanaryScan &scan, const QWidget *shown = nullptr);
/// In every form and mode of the clipboard.
[[nodiscard]] QStringList findOnClipboard(const CanaryScan &scan);
/// How many texts the last find() looked at.
[[nodiscard]] int looked();

} // namespace ScreenText
