// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <optional>

class CalmComboBox;
class Clock;
class NoteLine;
class QSpinBox;

/// How long a new token lives: 30, 60, 90 (preselected) or 365 days, a number of days, or for ever, which is
/// warned about. Says the resulting local date in words. objectNames "expiryField", "expiryDays",
/// "expiryNote".
class ExpiryPicker final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExpiryPicker)

public:
    /// `clock` must outlive the picker.
    explicit ExpiryPicker(const Clock &clock, QWidget *parent = nullptr);

    /// Days; presets beyond it are not offered.
    void setMaximum(int days);
    void setDays(int days);
    [[nodiscard]] std::optional<int> days() const; ///< none = never expires
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void changed();

private:
    void fill(int maximum);
    void showResult();

    const Clock &m_clock;
    CalmComboBox *m_combo;
    QSpinBox *m_spin;
    NoteLine *m_note;
};
