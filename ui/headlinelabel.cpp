// SPDX-License-Identifier: MIT
#include "ui/headlinelabel.h"

#include "ui/dialogtext.h"
#include "ui/tokentext.h"

#include <QPainter>
#include <QStyle>

namespace {
constexpr int maxLines = 2;
constexpr int usualWidth = 400;
constexpr int narrowest = 160;
constexpr double headlineScale = 1.2;
constexpr QChar ellipsis(0x2026);
} // namespace

HeadlineLabel::HeadlineLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    QFont larger = font();
    larger.setPointSizeF(larger.pointSizeF() * headlineScale);
    larger.setWeight(QFont::DemiBold);
    setFont(larger);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void HeadlineLabel::setHeadline(const QString &pattern, const QString &untrustedName)
{
    m_pattern = pattern;
    m_name = singleLine(untrustedName);
    setText(withName(m_name));
    setToolTip(plainToolTip(text()));
    updateGeometry();
    update();
}

QString HeadlineLabel::withName(const QString &name) const
{
    return m_pattern.contains(QLatin1String("%1")) ? m_pattern.arg(quotedName(name)) : m_pattern;
}

bool HeadlineLabel::fits(const QString &candidate, int width) const
{
    const QRect needed =
        fontMetrics().boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap | Qt::AlignLeft, candidate);
    return needed.width() <= width && needed.height() < (maxLines + 1) * fontMetrics().height();
}

QString HeadlineLabel::shownText(int width) const
{
    if (fits(text(), width))
        return text();
    // Keeps the same number of characters of both ends; as many as fit.
    qsizetype fitting = 1;
    qsizetype tooMany = m_name.size() / 2;
    while (fitting + 1 < tooMany) {
        const qsizetype middle = (fitting + tooMany) / 2;
        const bool ok = fits(withName(m_name.left(middle) + ellipsis + m_name.right(middle)), width);
        (ok ? fitting : tooMany) = middle;
    }
    return withName(m_name.left(fitting) + ellipsis + m_name.right(fitting));
}

bool HeadlineLabel::hasHeightForWidth() const
{
    return true;
}

int HeadlineLabel::heightForWidth(int width) const
{
    return fontMetrics()
        .boundingRect(QRect(0, 0, width, 10000), Qt::TextWordWrap | Qt::AlignLeft, shownText(width))
        .height();
}

QSize HeadlineLabel::sizeHint() const
{
    return {usualWidth, heightForWidth(usualWidth)};
}

QSize HeadlineLabel::minimumSizeHint() const
{
    return {narrowest, fontMetrics().lineSpacing()};
}

void HeadlineLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    style()->drawItemText(&painter, rect(), Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, palette(),
        isEnabled(), shownText(width()), foregroundRole());
}
