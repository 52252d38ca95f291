// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

/// A combo box for forms that scroll: the wheel changes it only while it has the focus, so that scrolling
/// past never chooses a role; long entries are shortened in the middle and never widen the dialog.
class CalmComboBox final : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CalmComboBox)

public:
    explicit CalmComboBox(QWidget *parent = nullptr);

    /// Adds an entry whose text is not ours: one line, whole in its tooltip.
    void addUntrusted(const QIcon &icon, const QString &text, const QVariant &userData);

protected:
    void wheelEvent(QWheelEvent *event) override;
};
