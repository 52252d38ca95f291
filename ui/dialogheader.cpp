// SPDX-License-Identifier: MIT
#include "ui/dialogheader.h"

#include "core/account.h"
#include "ui/accountmark.h"
#include "ui/elidedlabel.h"
#include "ui/glyphlabel.h"
#include "ui/headlinelabel.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace {
constexpr int glyphExtent = 24;
constexpr int markExtent = 16;
constexpr int productionEdge = 2;
constexpr int edgeGap = 8;
} // namespace

class DialogHeader::Private
{
public:
    explicit Private(DialogHeader &header)
        : glyph(new GlyphLabel(glyphExtent, &header))
        , headline(new HeadlineLabel(&header))
        , account(new ElidedLabel(&header))
        , markGlyph(new GlyphLabel(markExtent, &header))
        , mark(new QLabel(&header))
    { }

    void applyColours(const QPalette &base)
    {
        tint(account, toneColour(Tone::Muted, base), base);
        tint(mark, hasEdge ? markColour(colour, isProduction, base) : toneColour(Tone::Muted, base), base);
    }

    static void tint(QLabel *label, const QColor &colour, QPalette palette)
    {
        palette.setColor(QPalette::WindowText, colour);
        label->setPalette(palette);
    }

    GlyphLabel *glyph;
    HeadlineLabel *headline;
    ElidedLabel *account;
    GlyphLabel *markGlyph;
    QLabel *mark;
    QString colour; ///< Account::colour
    bool isProduction = false;
    bool hasEdge = false;
};

DialogHeader::DialogHeader(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this))
{
    d->headline->setObjectName(QStringLiteral("headline"));
    d->account->setObjectName(QStringLiteral("headerAccount"));
    d->mark->setObjectName(QStringLiteral("productionMark"));
    d->markGlyph->setGlyph(Glyph::Production, Tone::Production);
    QFont strong = d->mark->font();
    strong.setWeight(QFont::DemiBold);
    d->mark->setFont(strong);

    auto *accountLine = new QHBoxLayout;
    accountLine->setSpacing(6);
    accountLine->addWidget(d->markGlyph);
    accountLine->addWidget(d->mark);
    accountLine->addWidget(d->account, 1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(d->headline);
    texts->addLayout(accountLine);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(d->glyph, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);

    d->applyColours(palette());
    d->mark->setTextFormat(Qt::PlainText);
    setLine({});
}

DialogHeader::~DialogHeader() = default;

void DialogHeader::setGlyph(Glyph glyph, Tone tone)
{
    d->glyph->setGlyph(glyph, tone);
}

void DialogHeader::setHeadline(const QString &pattern, const QString &untrustedName)
{
    d->headline->setHeadline(pattern, untrustedName);
}

void DialogHeader::setAccount(const Account &account, const QString &place)
{
    setAccountLine(place.isEmpty() ? account.name : tr("%1 · %2").arg(account.name, place), account);
}

void DialogHeader::setLine(const QString &untrustedText)
{
    setAccountLine(untrustedText, Account());
}

void DialogHeader::setAccountLine(const QString &untrustedText, const Account &marked)
{
    const QString tag = environmentTag(marked);
    d->account->setUntrusted(untrustedText);
    d->account->setVisible(!untrustedText.isEmpty());
    d->mark->setText(tag);
    d->mark->setVisible(!tag.isEmpty());
    d->markGlyph->setVisible(marked.isProduction);
    d->isProduction = marked.isProduction;
    d->colour = marked.colour;
    d->hasEdge = hasMarkEdge(marked.colour, marked.isProduction);
    d->applyColours(palette());
    // The edge needs room beside the glyph; the fields below keep their own left edge.
    layout()->setContentsMargins(d->hasEdge ? productionEdge + edgeGap : 0, 0, 0, 0);
    update();
}

QString DialogHeader::headline() const
{
    return d->headline->text();
}

void DialogHeader::paintEvent(QPaintEvent *)
{
    if (!d->hasEdge)
        return;
    QPainter painter(this);
    const int x = isRightToLeft() ? width() - productionEdge : 0;
    painter.fillRect(
        QRect(x, 0, productionEdge, height()), markColour(d->colour, d->isProduction, palette()));
}

void DialogHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        d->applyColours(palette());
}
