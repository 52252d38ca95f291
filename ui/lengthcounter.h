// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

/// "250 of 256" beside a text field, shown only near the limit and beyond. It never cuts what a person typed
/// or pasted.
class LengthCounter final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LengthCounter)

public:
    explicit LengthCounter(QWidget *parent = nullptr);

    /// UTF-16 units; 0 = no limit.
    void setLimit(int limit);
    void setLength(qsizetype length);
    [[nodiscard]] bool isExceeded() const;

private:
    void refresh();

    int m_limit = 0;
    qsizetype m_length = 0;
};
