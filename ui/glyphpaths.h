// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QPainterPath>

/// A glyph on the 24-unit grid: lines to be stroked with a pen of 1.5 units and shapes to be filled.
struct GlyphPaths
{
    QPainterPath lines;
    QPainterPath fills;
};

[[nodiscard]] GlyphPaths glyphPaths(Glyph glyph);
