// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QHeaderView;
class QPainter;
class QWidget;

/// Placeholder rows for a table that waits for its first data. They appear after 150 ms, so that a fast
/// answer causes no flicker, and pulse unless the platform asks for less motion. Updates `surface` when they
/// change.
class SkeletonRows final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SkeletonRows)

public:
    /// `surface` must outlive this object.
    explicit SkeletonRows(QWidget &surface);

    void setShown(bool shown);
    [[nodiscard]] bool isVisible() const { return m_isVisible; }
    void paint(QPainter &painter, const QHeaderView &header, int rowHeight) const;

private:
    [[nodiscard]] double strength() const;

    QWidget &m_surface;
    QTimer m_delay;
    QTimer m_pulse;
    QElapsedTimer m_since;
    bool m_isVisible = false;
};
