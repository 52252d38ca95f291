// SPDX-License-Identifier: MIT
#include "ui/expirypicker.h"

#include "core/clock.h"
#include "ui/calmcombobox.h"
#include "ui/noteline.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QSpinBox>

#include <algorithm>
#include <array>

namespace {
constexpr std::array presets{30, 60, 90, 365};
constexpr int usualDays = 90;
/// Entries that are no number of days.
constexpr int customEntry = -1;
constexpr int neverEntry = -2;
} // namespace

ExpiryPicker::ExpiryPicker(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_combo(new CalmComboBox(this))
    , m_spin(new QSpinBox(this))
    , m_note(new NoteLine(this))
{
    m_combo->setObjectName(QStringLiteral("expiryField"));
    m_spin->setObjectName(QStringLiteral("expiryDays"));
    m_spin->setAccessibleName(tr("Days until it expires"));
    m_spin->setSuffix(tr(" days"));
    m_note->setObjectName(QStringLiteral("expiryNote"));

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_combo, 1);
    line->addWidget(m_spin);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_note);

    connect(m_combo, &QComboBox::currentIndexChanged, this, [this] {
        showResult();
        Q_EMIT changed();
    });
    connect(m_spin, &QSpinBox::valueChanged, this, [this] {
        showResult();
        Q_EMIT changed();
    });
    setMaximum(presets.back());
}

void ExpiryPicker::fill(int maximum)
{
    m_combo->clear();
    for (const int preset : presets) {
        if (preset <= maximum)
            m_combo->addItem(tr("%n days", nullptr, preset), preset);
    }
    m_combo->addItem(tr("Another number of days…"), customEntry);
    m_combo->addItem(tr("Never"), neverEntry);
}

void ExpiryPicker::setMaximum(int days)
{
    const int wanted = m_combo->count() == 0 ? usualDays : this->days().value_or(usualDays);
    const bool wasNever = m_combo->count() > 0 && !this->days();
    {
        const QSignalBlocker quiet(m_combo);
        m_spin->setRange(1, days);
        fill(days);
    }
    if (wasNever)
        m_combo->setCurrentIndex(m_combo->findData(neverEntry));
    else
        setDays(std::min(wanted, days));
    showResult();
}

void ExpiryPicker::setDays(int days)
{
    const int preset = m_combo->findData(days);
    m_spin->setValue(days);
    m_combo->setCurrentIndex(preset >= 0 ? preset : m_combo->findData(customEntry));
    showResult();
}

std::optional<int> ExpiryPicker::days() const
{
    const int entry = m_combo->currentData().toInt();
    if (entry == neverEntry)
        return std::nullopt;
    return entry == customEntry ? m_spin->value() : entry;
}

QWidget *ExpiryPicker::focusTarget() const
{
    return m_combo;
}

void ExpiryPicker::showResult()
{
    const bool isCustom = m_combo->currentData().toInt() == customEntry;
    m_spin->setVisible(isCustom);
    const std::optional<int> chosen = days();
    if (!chosen) {
        m_note->setNote(Tone::Warning,
            tr("It works until somebody deletes it. A value that leaks unseen stays useful to whoever has "
               "it."));
        return;
    }
    const QDateTime end = m_clock.nowUtc().addDays(*chosen).toLocalTime();
    m_note->setNote(
        Tone::Muted, tr("Expires on %1").arg(QLocale().toString(end.date(), QLocale::LongFormat)));
}
