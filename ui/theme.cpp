// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include "ui/flatstyle.h"

#include <QApplication>
#include <QStyleFactory>

#include <cmath>

namespace {

constexpr QColor lightWindow(0xF6, 0xF7, 0xF9);
constexpr QColor lightText(0x1C, 0x24, 0x30);
constexpr QColor darkWindow(0x1B, 0x1E, 0x24);
constexpr QColor darkText(0xE6, 0xEA, 0xF0);

const ThemeColours &lightColours()
{
    static const ThemeColours colours{
        .mutedText = QColor(0x5A, 0x66, 0x75),
        .accent = QColor(0x24, 0x57, 0xC5),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .active = QColor(0x1F, 0x7A, 0x3D),
        .expiringSoon = QColor(0x8A, 0x5A, 0x00),
        .danger = QColor(0xB3, 0x26, 0x1E),
        .onDanger = QColor(0xFF, 0xFF, 0xFF),
        .pending = QColor(0x5B, 0x4B, 0xB5),
        .attention = QColor(0x7A, 0x3E, 0x9D),
        .outline = QColor(0x6B, 0x77, 0x88),
        .separator = QColor(0xDC, 0xE0, 0xE6),
        .production = QColor(0x0B, 0x6E, 0x7F),
    };
    return colours;
}

const ThemeColours &darkColours()
{
    static const ThemeColours colours{
        .mutedText = QColor(0xA3, 0xAE, 0xBD),
        .accent = QColor(0x8A, 0xB4, 0xFF),
        .onAccent = QColor(0x10, 0x14, 0x1A),
        .active = QColor(0x6F, 0xD0, 0x8C),
        .expiringSoon = QColor(0xF0, 0xB8, 0x49),
        .danger = QColor(0xFF, 0x8A, 0x80),
        .onDanger = QColor(0x10, 0x14, 0x1A),
        .pending = QColor(0xB9, 0xA8, 0xFF),
        .attention = QColor(0xD7, 0xA6, 0xF2),
        .outline = QColor(0x7A, 0x87, 0x97),
        .separator = QColor(0x38, 0x3E, 0x48),
        .production = QColor(0x66, 0xCF, 0xDE),
    };
    return colours;
}

ThemeColours plainColours(const QColor &ink, const QColor &paper)
{
    return {.mutedText = ink,
        .accent = ink,
        .onAccent = paper,
        .active = ink,
        .expiringSoon = ink,
        .danger = ink,
        .onDanger = paper,
        .pending = ink,
        .attention = ink,
        .outline = ink,
        .separator = ink,
        .production = ink};
}

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

void setText(QPalette &palette, QPalette::ColorGroup group, const QColor &colour)
{
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(group, role, colour);
}

QPalette makePalette(const ThemeColours &colours, const QColor &window, const QColor &base,
    const QColor &alternate, const QColor &button, const QColor &text)
{
    QPalette palette;
    setText(palette, QPalette::All, text);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, alternate);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::BrightText, colours.onDanger);
    palette.setColor(QPalette::Highlight, colours.accent);
    palette.setColor(QPalette::HighlightedText, colours.onAccent);
    palette.setColor(QPalette::Link, colours.accent);
    palette.setColor(QPalette::LinkVisited, colours.pending);
    palette.setColor(QPalette::PlaceholderText, colours.mutedText);
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Light, mixed(window, base, 0.5));
    palette.setColor(QPalette::Midlight, mixed(window, colours.separator, 0.5));
    palette.setColor(QPalette::Mid, colours.separator);
    palette.setColor(QPalette::Dark, colours.outline);
    palette.setColor(QPalette::Shadow, mixed(window, QColor(Qt::black), 0.6));

    const QColor faded = mixed(window, text, 0.45);
    setText(palette, QPalette::Disabled, faded);
    palette.setColor(QPalette::Disabled, QPalette::PlaceholderText, faded);
    palette.setColor(QPalette::Disabled, QPalette::Base, window);
    palette.setColor(QPalette::Disabled, QPalette::Button, window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colours.separator);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, faded);
    palette.setColor(QPalette::Disabled, QPalette::Link, faded);
    return palette;
}

/// Whether the platform's own style stays unless a person chose light or dark.
constexpr bool hasNativeStyle()
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    return true;
#else
    return false;
#endif
}

void useStyle(QApplication &application, bool isOurs)
{
    const bool hasOurs = qobject_cast<FlatStyle *>(application.style());
    if (isOurs && !hasOurs)
        application.setStyle(new FlatStyle);
    else if (!isOurs && hasOurs)
        application.setStyle(QStyleFactory::keys().value(0)); // the platform's own comes first
}

} // namespace

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto blend = [share](int low, int high) { return int(std::lround(low + (high - low) * share)); };
    return QColor(
        blend(under.red(), over.red()), blend(under.green(), over.green()), blend(under.blue(), over.blue()));
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness()
        < palette.color(QPalette::Active, QPalette::WindowText).lightness();
}

bool isHighContrast(const QPalette &palette)
{
    // Ordinary themes keep below this, pure black on pure white is 21.
    constexpr double nearlyMaximal = 20.0;
    const auto ratio = [&palette](QPalette::ColorRole text, QPalette::ColorRole background) {
        return contrastRatio(
            palette.color(QPalette::Active, text), palette.color(QPalette::Active, background));
    };
    return ratio(QPalette::WindowText, QPalette::Window) >= nearlyMaximal
        && ratio(QPalette::Text, QPalette::Base) >= nearlyMaximal;
}

const ThemeColours &themeColours(const QPalette &palette)
{
    if (isHighContrast(palette)) {
        static const ThemeColours onWhite = plainColours(Qt::black, Qt::white);
        static const ThemeColours onBlack = plainColours(Qt::white, Qt::black);
        return isDark(palette) ? onBlack : onWhite;
    }
    return isDark(palette) ? darkColours() : lightColours();
}

QColor expiryColour(ExpiryState state, const QPalette &palette)
{
    const ThemeColours &colours = themeColours(palette);
    switch (state) {
    case ExpiryState::Pending:
        return colours.pending;
    case ExpiryState::Active:
        return colours.active;
    case ExpiryState::ExpiringSoon:
        return colours.expiringSoon;
    case ExpiryState::Expired:
        return colours.danger;
    case ExpiryState::NeverExpires:
    case ExpiryState::NotProvided:
        return colours.mutedText;
    case ExpiryState::Unknown:
        return colours.attention;
    }
    return colours.mutedText;
}

QPalette themePalette(ThemeMode mode)
{
    if (mode == ThemeMode::Dark)
        return makePalette(darkColours(), darkWindow, QColor(0x22, 0x26, 0x2D), QColor(0x28, 0x2C, 0x34),
            QColor(0x2E, 0x33, 0x3C), darkText);
    return makePalette(lightColours(), lightWindow, QColor(0xFF, 0xFF, 0xFF), QColor(0xF2, 0xF4, 0xF7),
        QColor(0xFF, 0xFF, 0xFF), lightText);
}

void applyTheme(QApplication &application, ThemeMode mode)
{
    // Without a palette of ours the application shows the system's, which is what we must look at first.
    application.setPalette(QPalette());
    const QPalette system = application.palette();
    const bool staysSystem = isHighContrast(system) || (mode == ThemeMode::System && hasNativeStyle());
    useStyle(application, !(staysSystem && hasNativeStyle()));
    if (staysSystem)
        return;
    const bool wantsDark = mode == ThemeMode::System ? isDark(system) : mode == ThemeMode::Dark;
    application.setPalette(themePalette(wantsDark ? ThemeMode::Dark : ThemeMode::Light));
}

ThemeMode themeModeFromText(const QString &text)
{
    if (text == QLatin1String("light"))
        return ThemeMode::Light;
    if (text == QLatin1String("dark"))
        return ThemeMode::Dark;
    return ThemeMode::System;
}

QString themeModeText(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    case ThemeMode::System:
        break;
    }
    return QStringLiteral("system");
}
