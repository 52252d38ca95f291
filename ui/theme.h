// SPDX-License-Identifier: MIT
#pragma once

#include "core/expiry.h"

#include <QColor>
#include <QPalette>

class QApplication;

enum class ThemeMode { System, Light, Dark };

/// The colours of the window beyond a QPalette, one set for light and one for dark. Contrast of every text
/// colour on window, base and alternate rows is at least 4.5:1 (tests/ui/tst_theme.cpp computes it).
struct ThemeColours
{
    QColor mutedText;
    QColor accent;
    QColor onAccent;
    QColor active;
    QColor expiringSoon;
    QColor danger; ///< also "expired"
    QColor onDanger;
    QColor pending;
    QColor attention; ///< unknown outcome
    QColor outline; ///< of fields and unchecked boxes
    QColor separator; ///< thin lines between panes
    QColor production; ///< edge and marker of production accounts
};

/// Decided by the palette's own lightness, so that widgets need no reference to anything. With a
/// high-contrast palette every colour is the text's own: shapes and words carry the meaning then.
[[nodiscard]] const ThemeColours &themeColours(const QPalette &palette);
[[nodiscard]] bool isDark(const QPalette &palette);
/// Text and background are as far apart as they can be, on windows and in fields.
[[nodiscard]] bool isHighContrast(const QPalette &palette);
[[nodiscard]] QColor expiryColour(ExpiryState state, const QPalette &palette);
/// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &one, const QColor &other);
/// `share` (0..1) of `over` laid on `under`.
[[nodiscard]] QColor mixed(const QColor &under, const QColor &over, double share);

/// Our palette; ThemeMode::System is not a palette of ours and gives the light one.
[[nodiscard]] QPalette themePalette(ThemeMode mode);

/// Puts style and palette on the application: Fusion with our palette on Linux and wherever a person chose
/// light or dark; the platform's own on Windows and macOS; a high-contrast system theme wins over all of it.
void applyTheme(QApplication &application, ThemeMode mode);
[[nodiscard]] ThemeMode themeModeFromText(const QString &text);
[[nodiscard]] QString themeModeText(ThemeMode mode);
