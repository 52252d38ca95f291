// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QLineEdit>

/// Where a person types the master password: masked, kept as typed, with an eye to look at it.
class PasswordField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PasswordField)

public:
    explicit PasswordField(QWidget *parent = nullptr);

    /// Empties the field.
    [[nodiscard]] Secret take();

private:
    void setRevealed(bool revealed);

    QAction *m_reveal;
};
