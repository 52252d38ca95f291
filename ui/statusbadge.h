// SPDX-License-Identifier: MIT
#pragma once

#include "core/expiry.h"

#include <QWidget>

/// A state as shape, word and colour in one line.
class StatusBadge final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusBadge)

public:
    explicit StatusBadge(QWidget *parent);

    /// `addition` follows the word: "in 12 days".
    void showState(ExpiryState state, const QString &addition);
    /// Another word for something whose shape and colour are those of `shape`.
    void showWord(ExpiryState shape, const QString &word);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ExpiryState m_state = ExpiryState::NotProvided;
    QString m_text;
};
