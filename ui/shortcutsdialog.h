// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QAction;

/// Every key of the window, read from the actions themselves so that the list is never out of date.
/// objectName "shortcutsDialog".
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutsDialog)

public:
    ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent);
};
