// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

/// One line of text that is not ours: plain, shortened in the middle where it does not fit, whole in its
/// tooltip and for assistive technology.
class ElidedLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidedLabel)

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setUntrusted(const QString &text);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};
