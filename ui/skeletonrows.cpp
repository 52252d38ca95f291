// SPDX-License-Identifier: MIT
#include "ui/skeletonrows.h"

#include "ui/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyle>
#include <QWidget>

#include <cmath>
#include <numbers>
#include <utility>

namespace {

constexpr int showAfter = 150; ///< ms
constexpr int frameTime = 50; ///< ms
constexpr double pulseTime = 1400; ///< ms
constexpr int barHeight = 8;
constexpr int padding = 8;

/// Widths of the bars as shares of their columns; different from row to row, so that it looks like text.
constexpr double shares[] = {0.72, 0.55, 0.83, 0.64, 0.47, 0.78, 0.6};

} // namespace

SkeletonRows::SkeletonRows(QWidget &surface)
    : m_surface(surface)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(showAfter);
    m_pulse.setInterval(frameTime);
    connect(&m_pulse, &QTimer::timeout, this, [this] { m_surface.update(); });
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_isVisible = true;
        m_since.start();
        if (m_surface.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &m_surface) > 0)
            m_pulse.start();
        m_surface.update();
    });
}

void SkeletonRows::setShown(bool shown)
{
    if (!shown) {
        m_delay.stop();
        m_pulse.stop();
        if (std::exchange(m_isVisible, false))
            m_surface.update();
    } else if (!m_isVisible && !m_delay.isActive()) {
        m_delay.start();
    }
}

double SkeletonRows::strength() const
{
    if (!m_pulse.isActive())
        return 0.12;
    const double phase = double(m_since.elapsed()) / pulseTime * 2 * std::numbers::pi;
    return 0.12 - 0.04 * std::cos(phase);
}

void SkeletonRows::paint(QPainter &painter, const QHeaderView &header, int rowHeight) const
{
    const QPalette palette = m_surface.palette();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), strength()));
    const int rows = m_surface.height() / rowHeight;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < header.count(); ++column) {
            if (header.isSectionHidden(column))
                continue;
            const double share = shares[size_t(row * 3 + column * 5) % std::size(shares)];
            const int room = header.sectionSize(column) - 2 * padding;
            const int top = row * rowHeight + (rowHeight - barHeight) / 2;
            QRectF bar(header.sectionViewportPosition(column) + padding, top, room * share, barHeight);
            painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
        }
    }
    painter.restore();
}
