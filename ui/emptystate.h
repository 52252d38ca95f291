// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QWidget>

class QLabel;
class QPushButton;

/// Stands where the table has nothing to show: why, in a headline and a sentence, and one button that
/// helps. objectName "emptyState".
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    struct Content
    {
        Glyph glyph = Glyph::Key;
        QString headline;
        QString text; ///< plain text
        QString button; ///< empty = none

        bool operator==(const Content &) const = default;
    };

    explicit EmptyState(QWidget *parent = nullptr);

    void setContent(const Content &content);

Q_SIGNALS:
    void pressed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    void followText();

    Content m_content;
    QLabel *m_glyph;
    QLabel *m_headline;
    QLabel *m_text;
    QPushButton *m_button;
};
