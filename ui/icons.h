// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/expiry.h"

#include <QIcon>

class QPainter;
class QRectF;
class QColor;

/// Our own icons: drawn paths on a 24-unit grid, 1.5-unit strokes, one weight, tinted by the palette when
/// painted, sharp at every scale. No image files and no QtSvg.
enum class Glyph {
    Add,
    Edit,
    Rotate,
    Delete,
    Detach,
    Refresh,
    Search,
    Copy,
    Reveal,
    Hide,
    Duplicate,
    Close,
    Warning,
    Error,
    Info,
    Check,
    Clock,
    Key,
    Lock,
    Account,
    Settings,
    Sidebar,
    Details,
    ChevronDown,
    ChevronRight,
    Production,
};

[[nodiscard]] QIcon glyphIcon(Glyph glyph);
[[nodiscard]] QIcon dangerGlyphIcon(Glyph glyph);
[[nodiscard]] Glyph removalGlyph(RemovalKind kind);
/// The neutral letter tile that stands for a provider.
[[nodiscard]] QIcon providerIcon(const QString &letter);
/// The program's own icon.
[[nodiscard]] QIcon applicationIcon();

/// Status as a shape: filled circle, half circle, cross, dotted circle, infinity, dash, question mark.
void paintExpiryShape(QPainter &painter, const QRectF &box, ExpiryState state, const QColor &colour);
