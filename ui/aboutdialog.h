// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

/// Name, version, what it is for, licence. objectName "aboutDialog".
class AboutDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AboutDialog)

public:
    explicit AboutDialog(QWidget *parent);
};
