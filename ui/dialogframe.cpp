// SPDX-License-Identifier: MIT
#include "ui/dialogframe.h"

#include "ui/dialogheader.h"
#include "ui/messagebar.h"

#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QEvent>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QResizeEvent>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int margin = 16;
constexpr int controlSpacing = 8;
constexpr int smallestWidth = 440;
constexpr int smallestHeight = 160;
constexpr int usualColumns = 90; ///< characters of the dialog's font
constexpr int screenReserve = 64; ///< for the window's own frame and a task bar
constexpr int progressHeight = 4;

} // namespace

class DialogFrame::Private
{
public:
    Private(DialogFrame &frame, QDialog *owner);

    [[nodiscard]] int wantedHeight(int width) const;
    [[nodiscard]] int usualWidth() const;
    void followContent();
    void applyButtons();

    DialogFrame &q;
    QDialog *dialog;
    QScrollArea *scroll;
    QWidget *content;
    QVBoxLayout *contentLayout;
    DialogHeader *header;
    MessageBar *bar;
    QWidget *body;
    QVBoxLayout *bodyLayout;
    QWidget *footer;
    QProgressBar *progress;
    QDialogButtonBox *buttons;
    QPushButton *primary;
    QPushButton *cancel;
    QString label;
    QString busyLabel;
    QPointer<QWidget> focusBeforeBusy;
    int lastWantedHeight = 0;
    Danger danger = Danger::No;
    bool isPrimaryEnabled = true;
    bool takesReturn = true;
    bool isBusy = false;
};

DialogFrame::Private::Private(DialogFrame &frame, QDialog *owner)
    : q(frame)
    , dialog(owner)
    , scroll(new QScrollArea(&frame))
    , content(new QWidget)
    , contentLayout(new QVBoxLayout(content))
    , header(new DialogHeader(content))
    , bar(new MessageBar(content))
    , body(new QWidget(content))
    , bodyLayout(new QVBoxLayout(body))
    , footer(new QWidget(&frame))
    , progress(new QProgressBar(footer))
{
    contentLayout->setContentsMargins(margin, margin, margin, controlSpacing);
    contentLayout->setSpacing(margin);
    contentLayout->addWidget(header);
    contentLayout->addWidget(bar);
    contentLayout->addWidget(body, 1);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->setSpacing(margin);
    bar->setClosable(false);

    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    // The scroll area would paint Base; a dialog's ground is Window.
    content->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);

    progress->setObjectName(QStringLiteral("busyProgress"));
    progress->setAccessibleName(DialogFrame::tr("Request under way"));
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setFixedHeight(progressHeight);
    QSizePolicy keepsRoom = progress->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    progress->setSizePolicy(keepsRoom);
    progress->hide();

    buttons = new QDialogButtonBox(footer);
    primary = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    cancel = buttons->addButton(DialogFrame::tr("Cancel"), QDialogButtonBox::RejectRole);
    primary->setObjectName(QStringLiteral("primaryButton"));
    cancel->setObjectName(QStringLiteral("cancelButton"));
    auto *footerLayout = new QVBoxLayout(footer);
    footerLayout->setContentsMargins(margin, 0, margin, margin);
    footerLayout->setSpacing(controlSpacing);
    footerLayout->addWidget(progress);
    footerLayout->addWidget(buttons);

    auto *layout = new QVBoxLayout(&frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(footer);
}

int DialogFrame::Private::wantedHeight(int width) const
{
    // The scroll area goes by both; less than either brings a scroll bar that nobody needs. It also keeps a
    // bar it once had as long as the content would not fit beside it, hence the bar's width.
    const int narrowed = width - scroll->verticalScrollBar()->sizeHint().width();
    const int flowed = contentLayout->hasHeightForWidth() ? contentLayout->totalHeightForWidth(narrowed) : 0;
    const int contentHeight = std::max(flowed, contentLayout->totalMinimumSize().height());
    const QScreen *screen = dialog->screen();
    const int room = screen ? screen->availableGeometry().height() - screenReserve : contentHeight;
    return std::min(contentHeight + footer->sizeHint().height(), room);
}

int DialogFrame::Private::usualWidth() const
{
    const QScreen *screen = dialog->screen();
    const int room = screen ? screen->availableGeometry().width() - screenReserve : smallestWidth;
    const int usual = std::max(smallestWidth, q.fontMetrics().averageCharWidth() * usualColumns);
    return std::min(usual, std::max(room, smallestWidth));
}

void DialogFrame::Private::followContent()
{
    if (!dialog->isVisible())
        return;
    const int wanted = wantedHeight(q.width());
    if (wanted == lastWantedHeight)
        return;
    // What a person added by dragging the window's edge stays.
    const int height = std::max(smallestHeight, dialog->height() + wanted - lastWantedHeight);
    lastWantedHeight = wanted;
    dialog->resize(dialog->width(), height);
}

void DialogFrame::Private::applyButtons()
{
    const bool isDangerous = danger == Danger::Yes;
    primary->setText(isBusy ? busyLabel : label);
    primary->setEnabled(isPrimaryEnabled && !isBusy);
    primary->setProperty("danger", isDangerous);
    primary->setAutoDefault(false);
    cancel->setAutoDefault(false);
    primary->setDefault(!isDangerous && takesReturn && !primary->isHidden());
    cancel->setDefault(isDangerous);
}

DialogFrame::DialogFrame(QDialog *dialog)
    : QWidget(dialog)
    , d(std::make_unique<Private>(*this, dialog))
{
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(this);
    d->content->installEventFilter(this);
    dialog->installEventFilter(this);
    connect(d->primary, &QPushButton::clicked, this, &DialogFrame::primaryClicked);
    connect(d->cancel, &QPushButton::clicked, this, &DialogFrame::cancelClicked);
    // A scroll area follows the Tab key by itself, and nothing else that moves the focus. Fields that have
    // just been shown have their place a moment later.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (!now || !d->body->isAncestorOf(now))
            return;
        QTimer::singleShot(0, now, [this, now, frame = QPointer(this)] {
            if (frame && now->hasFocus())
                d->scroll->ensureWidgetVisible(now, 0, 3 * margin); // with what is said beneath it
        });
    });
}

DialogFrame::~DialogFrame() = default;

DialogHeader &DialogFrame::header() const
{
    return *d->header;
}

MessageBar &DialogFrame::messageBar() const
{
    return *d->bar;
}

void DialogFrame::addToBody(QWidget *widget, int stretch)
{
    d->bodyLayout->addWidget(widget, stretch);
}

MessageBar *DialogFrame::addBar(const QString &objectName)
{
    auto *further = new MessageBar(d->content);
    further->setObjectName(objectName);
    further->setClosable(false);
    d->contentLayout->insertWidget(1, further);
    return further;
}

void DialogFrame::setPrimary(const QString &label, const QString &busyLabel, Danger danger)
{
    d->label = label;
    d->busyLabel = busyLabel;
    d->danger = danger;
    d->applyButtons();
}

void DialogFrame::setPrimaryEnabled(bool enabled)
{
    d->isPrimaryEnabled = enabled;
    d->applyButtons();
}

void DialogFrame::keepPrimaryFromReturn()
{
    d->takesReturn = false;
    d->applyButtons();
}

void DialogFrame::setPrimaryVisible(bool visible)
{
    d->primary->setVisible(visible);
    d->applyButtons();
}

void DialogFrame::setCancelLabel(const QString &label)
{
    d->cancel->setText(label);
}

QPushButton *DialogFrame::addButton(const QString &objectName, const QString &label)
{
    QPushButton *button = d->buttons->addButton(label, QDialogButtonBox::ResetRole);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    return button;
}

QPushButton *DialogFrame::primaryButton() const
{
    return d->primary;
}

QPushButton *DialogFrame::cancelButton() const
{
    return d->cancel;
}

void DialogFrame::setBusy(bool busy)
{
    if (d->isBusy == busy)
        return;
    d->isBusy = busy;
    if (busy) {
        d->focusBeforeBusy = d->dialog->focusWidget();
        // First, since disabling the focused widget would hand the focus to a random neighbour.
        d->cancel->setFocus(Qt::OtherFocusReason);
    }
    d->body->setEnabled(!busy);
    d->progress->setVisible(busy);
    d->applyButtons();
    if (!busy && d->focusBeforeBusy)
        d->focusBeforeBusy->setFocus(Qt::OtherFocusReason);
}

bool DialogFrame::isBusy() const
{
    return d->isBusy;
}

void DialogFrame::reveal(QWidget *widget)
{
    d->scroll->ensureWidgetVisible(widget, 0, margin);
}

QSize DialogFrame::sizeHint() const
{
    const int width = d->usualWidth();
    return {width, d->wantedHeight(width)};
}

QSize DialogFrame::minimumSizeHint() const
{
    return {smallestWidth, smallestHeight};
}

bool DialogFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == d->content && event->type() == QEvent::LayoutRequest)
        d->followContent();
    if (watched == d->dialog && event->type() == QEvent::Show) {
        d->lastWantedHeight = d->wantedHeight(width());
        if (d->dialog->height() < d->lastWantedHeight)
            d->dialog->resize(d->dialog->width(), d->lastWantedHeight);
    }
    return QWidget::eventFilter(watched, event);
}

void DialogFrame::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width() && d->dialog->isVisible())
        d->lastWantedHeight = d->wantedHeight(width());
}
