// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

/// Where TOKENRY_PICTURES names a folder: the widget as it is now, light and dark, for a person to look at.
inline void savePictures(QWidget *widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("TOKENRY_PICTURES");
    if (folder.isEmpty())
        return;
    for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
        applyTheme(*qApp, mode);
        QTest::qWait(100);
        const QString suffix = mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light");
        widget->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, suffix));
    }
}
