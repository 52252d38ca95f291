// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

class QPalette;

/// How serious a line of text is. Always shown with words and, from Warning on, with a glyph: never by colour
/// alone.
enum class Tone { Plain, Muted, Good, Warning, Danger, Production };

/// The text colour of a tone in this palette; readable on window, base and alternate rows.
[[nodiscard]] QColor toneColour(Tone tone, const QPalette &palette);
