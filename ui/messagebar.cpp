// SPDX-License-Identifier: MIT
#include "ui/messagebar.h"

#include "session/errortext.h"
#include "ui/glyphlabel.h"
#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/tone.h"

#include <QAccessible>
#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

namespace {

constexpr int glyphExtent = 16;
constexpr int edgeWidth = 3;
constexpr int detailLines = 6;
/// Below this width the buttons stand under the sentence instead of beside it.
constexpr int wideFrom = 640;

Glyph glyphOf(MessageBar::Tone tone)
{
    switch (tone) {
    case MessageBar::Tone::Info:
        return Glyph::Info;
    case MessageBar::Tone::Warning:
        return Glyph::Warning;
    case MessageBar::Tone::Error:
        break;
    }
    return Glyph::Error;
}

} // namespace

class MessageBar::Private
{
public:
    explicit Private(MessageBar &bar)
        : q(bar)
    { }

    /// Most bars are never shown, so the widgets are made when the first text comes.
    void build();
    /// These are looked at even less often.
    void buildDetails();
    void useWidth();
    void showText(Tone newTone, const QString &text, const QString &details);
    void showDetails(bool shown);
    [[nodiscard]] QColor edgeColour() const;
    void announce();

    MessageBar &q;
    Tone tone = Tone::Info;
    bool isBuilt = false;
    bool isClosable = true;
    GlyphLabel *glyph = nullptr;
    QLabel *text = nullptr;
    QHBoxLayout *sentence = nullptr;
    QBoxLayout *line = nullptr; ///< text and buttons: one row where there is room, two where not
    QHBoxLayout *buttons = nullptr;
    QHBoxLayout *actionButtons = nullptr;
    QToolButton *detailsButton = nullptr;
    QToolButton *close = nullptr;
    QString detailsText;
    QWidget *detailsPane = nullptr; ///< null until the details are first looked at
    QPlainTextEdit *details = nullptr; ///< likewise
};

void MessageBar::Private::build()
{
    if (isBuilt)
        return;
    isBuilt = true;
    glyph = new GlyphLabel(glyphExtent, &q);
    text = new QLabel(&q);
    sentence = new QHBoxLayout;
    line = new QBoxLayout(QBoxLayout::LeftToRight);
    buttons = new QHBoxLayout;
    actionButtons = new QHBoxLayout;
    detailsButton = new QToolButton(&q);
    close = new QToolButton(&q);

    text->setObjectName(QStringLiteral("messageBarText"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);

    detailsButton->setObjectName(QStringLiteral("messageBarDetailsButton"));
    detailsButton->setText(MessageBar::tr("Details"));
    detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    detailsButton->setIcon(glyphIcon(Glyph::ChevronRight));
    detailsButton->setAutoRaise(true);
    detailsButton->setCheckable(true);
    detailsButton->setFocusPolicy(Qt::TabFocus);

    close->setObjectName(QStringLiteral("messageBarClose"));
    close->setIcon(glyphIcon(Glyph::Close));
    close->setToolTip(MessageBar::tr("Close this message"));
    close->setAccessibleName(MessageBar::tr("Close this message"));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);

    actionButtons->setSpacing(8);
    buttons->setSpacing(4);
    buttons->addLayout(actionButtons);
    buttons->addWidget(detailsButton);
    buttons->addStretch(0);

    line->setSpacing(8);
    line->addWidget(text, 1);
    line->addLayout(buttons);
    sentence->setSpacing(8);
    sentence->addWidget(glyph, 0, Qt::AlignTop);
    sentence->addLayout(line, 1);
    sentence->addWidget(close, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(&q);
    layout->setContentsMargins(8 + edgeWidth, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(sentence);

    QObject::connect(detailsButton, &QToolButton::toggled, &q, [this](bool on) { showDetails(on); });
    QObject::connect(close, &QToolButton::clicked, &q, [this] {
        q.clear();
        Q_EMIT q.closed();
    });
    close->setVisible(isClosable);
    useWidth();
}

void MessageBar::Private::buildDetails()
{
    detailsPane = new QWidget(&q);
    details = new QPlainTextEdit(detailsPane);
    details->setObjectName(QStringLiteral("messageBarDetails"));
    details->setAccessibleName(MessageBar::tr("Details of the message"));
    details->setReadOnly(true);
    details->setTabChangesFocus(true);
    details->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    details->setFixedHeight(details->fontMetrics().lineSpacing() * detailLines + 12);
    auto *copy = new QPushButton(MessageBar::tr("Copy details"), detailsPane);
    copy->setObjectName(QStringLiteral("messageBarCopyDetails"));
    copy->setIcon(glyphIcon(Glyph::Copy));
    copy->setAutoDefault(false);

    auto *paneLayout = new QVBoxLayout(detailsPane);
    paneLayout->setContentsMargins(0, 0, 0, 0);
    paneLayout->setSpacing(4);
    paneLayout->addWidget(details);
    paneLayout->addWidget(copy, 0, Qt::AlignRight);
    q.layout()->addWidget(detailsPane);

    QObject::connect(
        copy, &QPushButton::clicked, &q, [this] { QGuiApplication::clipboard()->setText(detailsText); });
}

void MessageBar::Private::useWidth()
{
    const bool isWide = q.width() >= wideFrom;
    line->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // Beside tall buttons the sentence is centred, and the glyph with it.
    sentence->setAlignment(glyph, isWide ? Qt::AlignVCenter : Qt::AlignTop);
    sentence->setAlignment(close, isWide ? Qt::AlignVCenter : Qt::AlignTop);
}

QColor MessageBar::Private::edgeColour() const
{
    switch (tone) {
    case Tone::Info:
        return themeColours(q.palette()).accent;
    case Tone::Warning:
        return themeColours(q.palette()).expiringSoon;
    case Tone::Error:
        break;
    }
    return themeColours(q.palette()).danger;
}

void MessageBar::Private::showText(Tone newTone, const QString &newText, const QString &newDetails)
{
    tone = newTone;
    if (!isBuilt && newText.isEmpty()) {
        q.hide();
        return;
    }
    build();
    text->setText(newText);
    detailsText = newDetails;
    detailsButton->setVisible(!newDetails.isEmpty());
    detailsButton->setChecked(false);
    showDetails(false);
    glyph->setGlyph(glyphOf(tone),
        tone == Tone::Error ? ::Tone::Danger : (tone == Tone::Warning ? ::Tone::Warning : ::Tone::Plain));
    q.setAccessibleName(newText);
    q.setVisible(!newText.isEmpty());
    q.update();
    if (!newText.isEmpty())
        announce();
}

void MessageBar::Private::showDetails(bool shown)
{
    if (shown && !detailsPane)
        buildDetails();
    if (detailsPane) {
        details->setPlainText(detailsText);
        detailsPane->setVisible(shown);
    }
    detailsButton->setIcon(glyphIcon(shown ? Glyph::ChevronDown : Glyph::ChevronRight));
}

void MessageBar::Private::announce()
{
    QAccessibleEvent event(&q, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , d(std::make_unique<Private>(*this))
{
    setObjectName(QStringLiteral("messageBar"));
    clear();
}

MessageBar::~MessageBar() = default;

void MessageBar::showText(Tone tone, const QString &text, const QString &details)
{
    d->showText(tone, text, details);
}

void MessageBar::showError(const ErrorText &text)
{
    QStringList sentences{text.what, text.meaning, text.next};
    sentences.removeAll(QString());
    d->showText(Tone::Error, sentences.join(QLatin1Char(' ')), text.details);
}

void MessageBar::setAction(QAction *action)
{
    setActions(action ? QList<QAction *>{action} : QList<QAction *>{});
}

void MessageBar::setActions(const QList<QAction *> &actions)
{
    if (!d->isBuilt && actions.isEmpty())
        return;
    d->build();
    while (QLayoutItem *item = d->actionButtons->takeAt(0)) {
        // Later, since the button may be the one whose click led here.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (QAction *action : actions) {
        auto *button = new QToolButton(this);
        button->setObjectName(QStringLiteral("messageBarAction"));
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setDefaultAction(action);
        if (!action->objectName().isEmpty())
            button->setObjectName(action->objectName() + QStringLiteral("Button"));
        d->actionButtons->addWidget(button);
    }
}

void MessageBar::setClosable(bool closable)
{
    d->isClosable = closable;
    if (d->isBuilt)
        d->close->setVisible(closable);
}

QString MessageBar::text() const
{
    return d->isBuilt ? d->text->text() : QString();
}

QString MessageBar::details() const
{
    return d->detailsText;
}

void MessageBar::clear()
{
    d->showText(Tone::Info, {}, {});
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor edge = d->edgeColour();
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(themeColours(palette()).separator);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    const QRect strip(isRightToLeft() ? width() - edgeWidth : 0, 0, edgeWidth, height());
    painter.fillRect(strip, edge);
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (d->isBuilt)
        d->useWidth();
}
