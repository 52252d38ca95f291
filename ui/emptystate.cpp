// SPDX-License-Identifier: MIT
#include "ui/emptystate.h"

#include "ui/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

constexpr int glyphSize = 40;
constexpr int textWidth = 420;

QLabel *centredLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setFixedWidth(textWidth);
    return label;
}

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_headline(centredLabel(QStringLiteral("emptyHeadline"), this))
    , m_text(centredLabel(QStringLiteral("emptyText"), this))
    , m_button(new QPushButton(this))
{
    setObjectName(QStringLiteral("emptyState"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    QFont headlineFont = font();
    headlineFont.setPointSizeF(headlineFont.pointSizeF() + 2);
    headlineFont.setWeight(QFont::DemiBold);
    m_headline->setFont(headlineFont);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_glyph->setAlignment(Qt::AlignCenter);
    m_button->setObjectName(QStringLiteral("emptyButton"));
    m_button->setDefault(true);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::pressed);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_glyph, 0, Qt::AlignHCenter);
    layout->addWidget(m_headline, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    tint();
}

void EmptyState::setContent(const Content &content)
{
    if (m_content == content)
        return;
    m_content = content;
    m_headline->setText(content.headline);
    m_text->setText(content.text);
    m_text->setVisible(!content.text.isEmpty());
    m_button->setText(content.button);
    m_button->setVisible(!content.button.isEmpty());
    followText();
    tint();
}

/// The layout asks how tall the texts are at its own width, not at theirs, and would cut their second line.
void EmptyState::followText()
{
    for (QLabel *label : {m_headline, m_text})
        label->setMinimumHeight(label->heightForWidth(textWidth));
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        followText();
}

void EmptyState::tint()
{
    QPalette muted = palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        muted.setColor(role, themeColours(palette()).mutedText);
    m_text->setPalette(muted);
    m_glyph->setPixmap(
        glyphIcon(m_content.glyph).pixmap(QSize(glyphSize, glyphSize), devicePixelRatioF(), QIcon::Disabled));
}
