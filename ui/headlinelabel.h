// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

/// A headline of at most two lines, one size up. When it does not fit, the name in it is shortened in the
/// middle; text() stays whole.
class HeadlineLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeadlineLabel)

public:
    explicit HeadlineLabel(QWidget *parent = nullptr);

    /// `pattern` may hold %1, which stands for the quoted name.
    void setHeadline(const QString &pattern, const QString &untrustedName);
    /// What is painted at this width.
    [[nodiscard]] QString shownText(int width) const;

    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool fits(const QString &text, int width) const;
    [[nodiscard]] QString withName(const QString &name) const;

    QString m_pattern;
    QString m_name;
};
