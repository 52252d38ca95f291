// SPDX-License-Identifier: MIT
#include "ui/accountmark.h"

#include "core/account.h"
#include "ui/theme.h"
#include "ui/tokentext.h"

#include <QCoreApplication>

#include <array>

namespace {

struct MarkEntry
{
    const char *name;
    const char *label;
    QColor ThemeColours::*colour;
};

/// Those of the theme whose contrast is known to be enough on every ground.
constexpr std::array markEntries{
    MarkEntry{"teal", QT_TRANSLATE_NOOP("AccountMark", "Teal"), &ThemeColours::production},
    MarkEntry{"blue", QT_TRANSLATE_NOOP("AccountMark", "Blue"), &ThemeColours::accent},
    MarkEntry{"green", QT_TRANSLATE_NOOP("AccountMark", "Green"), &ThemeColours::active},
    MarkEntry{"amber", QT_TRANSLATE_NOOP("AccountMark", "Amber"), &ThemeColours::expiringSoon},
    MarkEntry{"red", QT_TRANSLATE_NOOP("AccountMark", "Red"), &ThemeColours::danger},
    MarkEntry{"violet", QT_TRANSLATE_NOOP("AccountMark", "Violet"), &ThemeColours::pending},
    MarkEntry{"magenta", QT_TRANSLATE_NOOP("AccountMark", "Magenta"), &ThemeColours::attention},
};

const MarkEntry *markEntry(const QString &name)
{
    for (const MarkEntry &entry : markEntries) {
        if (name == QLatin1String(entry.name))
            return &entry;
    }
    return nullptr;
}

} // namespace

QList<MarkColour> markColours()
{
    QList<MarkColour> colours;
    for (const MarkEntry &entry : markEntries)
        colours.append(
            {QString::fromLatin1(entry.name), QCoreApplication::translate("AccountMark", entry.label)});
    return colours;
}

QColor markColour(const QString &name, bool isProduction, const QPalette &palette)
{
    const ThemeColours &colours = themeColours(palette);
    if (const MarkEntry *entry = markEntry(name))
        return colours.*(entry->colour);
    return isProduction ? colours.production : colours.outline;
}

bool hasMarkEdge(const QString &name, bool isProduction)
{
    return isProduction || markEntry(name) != nullptr;
}

QString environmentTag(const Account &account)
{
    const QString word = singleLine(account.environment);
    if (!account.isProduction)
        return word;
    const QString production = QCoreApplication::translate("AccountMark", "Production");
    const bool saysNoMore = word.isEmpty() || word.compare(production, Qt::CaseInsensitive) == 0
        || word.compare(QLatin1String("production"), Qt::CaseInsensitive) == 0;
    return saysNoMore ? production : QCoreApplication::translate("AccountMark", "Production · %1").arg(word);
}
