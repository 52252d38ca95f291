// SPDX-License-Identifier: MIT
#include "ui/secretdialog.h"

#include "session/safekeeper.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/secretclipboard.h"
#include "ui/secretfield.h"

#include <QAction>
#include <QBoxLayout>
#include <QPushButton>
#include <QTimer>

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::seconds revealTime = 30s;
}

class SecretDialog::Private
{
public:
    Private(SecretDialog &dialog, Safekeeper &keeper, const QString &id, SecretClipboard &board);

    void build(const KeptSecret &kept);
    QWidget *buildValue();
    void connectAll();
    void reveal(bool shown);
    void copy();
    void showState();
    void finish();
    void confirmStored();
    [[nodiscard]] QString untouchedText() const;

    SecretDialog &q;
    Safekeeper &safekeeper;
    SecretClipboard &clipboard;
    QString keptId;
    KeptSecret::Origin origin = KeptSecret::Origin::Created;
    DialogFrame *frame;
    MessageBar *confirmBar = nullptr;
    QAction *confirmAnyway;
    QAction *goBack;
    SecretField *field = nullptr;
    QPushButton *revealButton = nullptr;
    QPushButton *copyButton = nullptr;
    QPushButton *clearButton = nullptr;
    NoteLine *state = nullptr;
    QTimer *hideTimer;
    bool wasRevealed = false;
    bool wasCopied = false;
    bool copyFailed = false;
};

SecretDialog::Private::Private(
    SecretDialog &dialog, Safekeeper &keeper, const QString &id, SecretClipboard &board)
    : q(dialog)
    , safekeeper(keeper)
    , clipboard(board)
    , keptId(id)
    , frame(new DialogFrame(&dialog))
    , confirmAnyway(new QAction(SecretDialog::tr("It is stored"), &dialog))
    , goBack(new QAction(SecretDialog::tr("Go back"), &dialog))
    , hideTimer(new QTimer(&dialog))
{ }

QWidget *SecretDialog::Private::buildValue()
{
    auto *group = new QWidget;
    field = new SecretField(group);
    field->setObjectName(QStringLiteral("secretField"));
    field->setAccessibleName(SecretDialog::tr("Value of the token"));
    revealButton = new QPushButton(glyphIcon(Glyph::Reveal), SecretDialog::tr("&Reveal"), group);
    revealButton->setObjectName(QStringLiteral("revealButton"));
    copyButton = new QPushButton(glyphIcon(Glyph::Copy), SecretDialog::tr("&Copy"), group);
    copyButton->setObjectName(QStringLiteral("copyButton"));
    clearButton = new QPushButton(SecretDialog::tr("C&lear now"), group);
    clearButton->setObjectName(QStringLiteral("clearButton"));
    clearButton->setToolTip(SecretDialog::tr("Takes the value off the clipboard"));
    state = new NoteLine(group);
    state->setObjectName(QStringLiteral("secretState"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(revealButton);
    buttons->addWidget(copyButton);
    buttons->addWidget(clearButton);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(field);
    layout->addLayout(buttons);
    layout->addWidget(state);
    return group;
}

void SecretDialog::Private::build(const KeptSecret &kept)
{
    origin = kept.origin;
    frame->header().setGlyph(Glyph::Key);
    frame->header().setHeadline(SecretDialog::tr("Store the value of %1 now"), kept.token.name);
    frame->header().setAccountName(kept.accountName, false);
    confirmBar = frame->addBar(QStringLiteral("confirmBar"));
    confirmAnyway->setObjectName(QStringLiteral("confirmAnyway"));
    goBack->setObjectName(QStringLiteral("goBack"));
    confirmBar->setActions({goBack, confirmAnyway});

    frame->addToBody(buildValue());
    auto *explanation = new NoteLine(frame);
    explanation->setObjectName(QStringLiteral("secretExplanation"));
    explanation->setNote(Tone::Plain,
        SecretDialog::tr(
            "The provider shows this value only once. Put it where it is needed, then say that you "
            "have stored it. “Keep for later” closes this window; the value then waits under "
            "“Unclaimed secrets” in the status bar."));
    frame->addToBody(explanation);
    if (!kept.isDurable) {
        auto *memoryOnly = new NoteLine(frame);
        memoryOnly->setObjectName(QStringLiteral("secretMemoryOnly"));
        memoryOnly->setNote(kept.trouble ? Tone::Danger : Tone::Warning,
            kept.trouble
                ? SecretDialog::tr("The vault could not take it (%1). It is in this program's memory "
                                   "only: store it now, before Tokenry quits.")
                      .arg(kept.trouble->technical)
                : SecretDialog::tr("It is kept in memory only: when Tokenry quits before you have "
                                   "stored it, it is gone."));
        frame->addToBody(memoryOnly);
    }
    frame->setPrimary(
        SecretDialog::tr("I have stored it"), SecretDialog::tr("I have stored it"), DialogFrame::Danger::No);
    frame->setCancelLabel(SecretDialog::tr("Keep for later"));
    // Return must neither end the value's life nor close the window.
    frame->primaryButton()->setDefault(false);
    copyButton->setDefault(true);
    for (QPushButton *button : {revealButton, clearButton})
        button->setAutoDefault(false);
    copyButton->setFocus();
}

void SecretDialog::Private::connectAll()
{
    hideTimer->setObjectName(QStringLiteral("hideTimer"));
    hideTimer->setSingleShot(true);
    QObject::connect(hideTimer, &QTimer::timeout, &q, [this] { reveal(false); });
    QObject::connect(revealButton, &QPushButton::clicked, &q, [this] { reveal(field->isMasked()); });
    QObject::connect(copyButton, &QPushButton::clicked, &q, [this] { copy(); });
    QObject::connect(field, &SecretField::copyRequested, &q, [this] { copy(); });
    QObject::connect(clearButton, &QPushButton::clicked, &q, [this] {
        copyButton->setFocus();
        clipboard.clearNow();
    });
    QObject::connect(&clipboard, &SecretClipboard::secondsLeftChanged, &q, [this] { showState(); });
    QObject::connect(frame, &DialogFrame::primaryClicked, &q, [this] { finish(); });
    QObject::connect(frame, &DialogFrame::cancelClicked, &q, &QDialog::reject);
    QObject::connect(confirmAnyway, &QAction::triggered, &q, [this] { confirmStored(); });
    QObject::connect(goBack, &QAction::triggered, &q, [this] {
        confirmBar->clear();
        copyButton->setFocus();
    });
    QObject::connect(&safekeeper, &Safekeeper::changed, &q, [this] {
        if (!safekeeper.find(keptId))
            q.accept();
    });
}

void SecretDialog::Private::reveal(bool shown)
{
    const Secret *secret = safekeeper.secret(keptId);
    if (shown && secret) {
        safekeeper.markShown(keptId);
        field->showClear(QString::fromUtf8(secret->reveal()));
        wasRevealed = true;
        confirmBar->clear();
        hideTimer->start(revealTime);
    } else {
        field->mask();
        hideTimer->stop();
    }
    revealButton->setText(field->isMasked() ? SecretDialog::tr("&Reveal") : SecretDialog::tr("&Hide"));
    revealButton->setIcon(glyphIcon(field->isMasked() ? Glyph::Reveal : Glyph::Hide));
}

void SecretDialog::Private::copy()
{
    const Secret *secret = safekeeper.secret(keptId);
    if (!secret)
        return;
    safekeeper.markShown(keptId);
    const bool isThere = clipboard.copy(*secret);
    copyFailed = !isThere;
    wasCopied = wasCopied || isThere;
    if (isThere)
        confirmBar->clear();
    showState();
}

QString SecretDialog::Private::untouchedText() const
{
    return origin == KeptSecret::Origin::Created ? SecretDialog::tr("Created. Not copied yet.")
                                                 : SecretDialog::tr("Rotated. Not copied yet.");
}

void SecretDialog::Private::showState()
{
    const int seconds = wasCopied ? clipboard.secondsLeft() : 0;
    clearButton->setEnabled(seconds > 0);
    if (copyFailed)
        state->setNote(Tone::Danger,
            SecretDialog::tr(
                "Not copied: the clipboard holds something else. Copy again, or reveal the value and "
                "write it down."));
    else if (seconds > 0)
        state->setNote(Tone::Good, SecretDialog::tr("Copied and checked. Clears in %n s.", nullptr, seconds));
    else if (wasCopied)
        state->setNote(Tone::Muted, SecretDialog::tr("Copied, and no longer on the clipboard."));
    else
        state->setNote(Tone::Warning, untouchedText());
}

void SecretDialog::Private::finish()
{
    if (wasCopied || wasRevealed) {
        confirmStored();
        return;
    }
    confirmBar->showText(MessageBar::Tone::Warning,
        SecretDialog::tr(
            "The value was neither copied nor revealed. Once it counts as stored, Tokenry forgets it and "
            "nobody can show it again."));
    frame->reveal(confirmBar);
}

void SecretDialog::Private::confirmStored()
{
    reveal(false);
    if (safekeeper.confirmStored(keptId)) {
        q.accept();
        return;
    }
    confirmBar->showText(MessageBar::Tone::Error,
        SecretDialog::tr("The vault could not let the value go, so it is still offered. Your own copy is not "
                         "affected: close this window and confirm again later."));
    frame->reveal(confirmBar);
}

SecretDialog::SecretDialog(
    Safekeeper &safekeeper, const QString &keptId, SecretClipboard &clipboard, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, safekeeper, keptId, clipboard))
{
    setObjectName(QStringLiteral("secretDialog"));
    setWindowTitle(tr("Token value"));
    setAttribute(Qt::WA_DeleteOnClose);
    d->build(safekeeper.find(keptId).value_or(KeptSecret{}));
    d->connectAll();
    d->showState();
}

SecretDialog::~SecretDialog() = default;
