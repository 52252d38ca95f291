// SPDX-License-Identifier: MIT
#include "ui/tone.h"

#include "ui/theme.h"

#include <QPalette>

QColor toneColour(Tone tone, const QPalette &palette)
{
    const ThemeColours &colours = themeColours(palette);
    switch (tone) {
    case Tone::Plain:
        break;
    case Tone::Muted:
        return colours.mutedText;
    case Tone::Good:
        return colours.active;
    case Tone::Warning:
        return colours.expiringSoon;
    case Tone::Danger:
        return colours.danger;
    case Tone::Production:
        return colours.production;
    }
    return palette.color(QPalette::WindowText);
}
