// SPDX-License-Identifier: MIT
#include "ui/windowactions.h"

#include "store/settings.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QAction>
#include <QActionGroup>

WindowActions::WindowActions(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    const auto make = [this](const QString &name, const QString &text, const QString &key) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(QKeySequence(key, QKeySequence::PortableText));
        return action;
    };
    const auto makeSwitch = [this, &make](const QString &name, const QString &text, const QString &key,
                                Settings::Key setting) {
        QAction *action = make(name, text, key);
        action->setCheckable(true);
        action->setChecked(m_settings.value(setting).toBool());
        connect(action, &QAction::toggled, this,
            [this, setting](bool isOn) { m_settings.setValue(setting, isOn); });
        return action;
    };
    showAccounts = makeSwitch(QStringLiteral("showAccountsAction"), tr("&Accounts"), QStringLiteral("F9"),
        Settings::Key::ShowAccounts);
    showAccounts->setIcon(glyphIcon(Glyph::Sidebar));
    showDetails = makeSwitch(QStringLiteral("showDetailsAction"), tr("&Details"), QStringLiteral("F10"),
        Settings::Key::ShowDetails);
    showDetails->setIcon(glyphIcon(Glyph::Details));
    compactRows =
        makeSwitch(QStringLiteral("compactRowsAction"), tr("&Compact rows"), {}, Settings::Key::CompactRows);
    themes = new QActionGroup(this);
    addTheme(themeModeText(ThemeMode::System), tr("&System"));
    addTheme(themeModeText(ThemeMode::Light), tr("&Light"));
    addTheme(themeModeText(ThemeMode::Dark), tr("&Dark"));
    clearFilter =
        make(QStringLiteral("clearFilterAction"), tr("C&lear filter"), QStringLiteral("Ctrl+Shift+F"));
    activity = make(QStringLiteral("activityAction"), tr("Ac&tivity"), QStringLiteral("Ctrl+Shift+A"));
    shortcuts = make(QStringLiteral("shortcutsAction"), tr("&Keyboard shortcuts"), QStringLiteral("F1"));
    shortcuts->setShortcuts({QKeySequence(QStringLiteral("F1"), QKeySequence::PortableText),
        QKeySequence(QStringLiteral("Ctrl+/"), QKeySequence::PortableText)});
    about = make(QStringLiteral("aboutAction"), tr("&About Tokenry"), {});
    about->setMenuRole(QAction::AboutRole);
    quit = make(QStringLiteral("quitAction"), tr("&Quit"), QStringLiteral("Ctrl+Q"));
    quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::addTheme(const QString &value, const QString &text)
{
    QAction *action = themes->addAction(text);
    action->setObjectName(QStringLiteral("%1ThemeAction").arg(value));
    action->setCheckable(true);
    action->setData(value);
    action->setChecked(m_settings.value(Settings::Key::Theme).toString() == value);
    connect(action, &QAction::triggered, this,
        [this, value] { m_settings.setValue(Settings::Key::Theme, value); });
}
