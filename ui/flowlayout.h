// SPDX-License-Identifier: MIT
#pragma once

#include <QLayout>
#include <QList>

/// Items side by side at their preferred widths, going on in a new line where the width ends.
class FlowLayout final : public QLayout
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowLayout)

public:
    explicit FlowLayout(int gap);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override;
    void setGeometry(const QRect &rect) override;

private:
    /// Goes through the lines; places the items unless `isTrial`. The height used.
    int arrange(const QRect &rect, bool isTrial) const;

    QList<QLayoutItem *> m_items;
    int m_gap;
};
