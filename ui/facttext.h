// SPDX-License-Identifier: MIT
#pragma once

#include <QTextEdit>

/// A text to read, select and copy: plain, wrapped anywhere if it must be, exactly as tall as its lines, with
/// no frame. A QLabel breaks between words only, so one long name would widen its window.
class FactText final : public QTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactText)

public:
    explicit FactText(QWidget *parent);

    void showText(const QString &text);

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    /// The surrounding area scrolls, not this.
    void wheelEvent(QWheelEvent *event) override;

private:
    void followWidth();
};
