// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAction;
class QActionGroup;
class Settings;

/// What the window itself can do: panes, rows, theme, help, quit. The checkable ones read and write the
/// settings; whoever shows something follows Settings::changed().
class WindowActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowActions)

public:
    WindowActions(Settings &settings, QObject *parent);

    QAction *showAccounts = nullptr; ///< F9
    QAction *showDetails = nullptr; ///< F10
    QAction *compactRows = nullptr;
    QActionGroup *themes = nullptr; ///< data() of each = the settings' text
    QAction *clearFilter = nullptr; ///< Ctrl+Shift+F
    QAction *activity = nullptr; ///< Ctrl+Shift+A
    QAction *shortcuts = nullptr; ///< F1
    QAction *about = nullptr;
    QAction *quit = nullptr; ///< Ctrl+Q

private:
    void addTheme(const QString &value, const QString &text);

    Settings &m_settings;
};
