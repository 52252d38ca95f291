// SPDX-License-Identifier: MIT
#include "ui/secretdialog.h"

#include "session/safekeeper.h"
#include "session/secrettext.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/captureguard.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/secretclipboard.h"
#include "ui/secretfield.h"
#include "ui/secretsaver.h"

#include <QAction>
#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

#include <functional>
#include <utility>

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds revealTime = 30s;
using Form = SecretText::Form;

/// A path is one long word; it may be broken after each folder.
QString breakable(const QString &path)
{
    return QDir::toNativeSeparators(path).replace(
        QDir::separator(), QString(QDir::separator()) + QChar(0x200B)); // zero-width space
}

Account accountOf(const Sessions &sessions, const KeptSecret &kept)
{
    const Session *session = sessions.find(kept.token.accountId);
    return session ? session->account() : Account{};
}

} // namespace

class SecretDialog::Private
{
public:
    Private(SecretDialog &dialog, Sessions &sessions, const QString &id, SecretClipboard &board,
        Prompts &prompts);

    void build();
    QWidget *buildValue();
    QPushButton *addMenuButton(const char *name, const QString &text, QWidget *parent);
    void fillCopyMenu();
    void fillSaveMenu();
    void addForm(QMenu &menu, const char *name, const QString &text, const std::function<void()> &act);
    void connectAll();
    /// The value for painting or handing out, which is noted; null while the vault is locked.
    [[nodiscard]] const Secret *takeOut();
    void reveal(bool shown);
    void copy(Form form, const QString &variable, const QString &what);
    void copyValue();
    void save(Form form, const QString &variable, const QString &ending);
    void showSaved(const QString &path);
    void showState();
    void finish();
    void confirmStored();
    [[nodiscard]] QString untouchedText() const;

    SecretDialog &q;
    Safekeeper &safekeeper;
    SecretClipboard &clipboard;
    const QString keptId;
    const KeptSecret kept;
    const Account account; ///< whose token it is; empty when it is not known any more
    const SecretText text;
    DialogFrame *frame;
    SecretSaver *saver;
    MessageBar *confirmBar = nullptr;
    QAction *confirmAnyway;
    QAction *goBack;
    SecretField *field = nullptr;
    QPushButton *revealButton = nullptr;
    QPushButton *copyButton = nullptr;
    QPushButton *copyAsButton = nullptr;
    QPushButton *saveAsButton = nullptr;
    QPushButton *clearButton = nullptr;
    NoteLine *state = nullptr;
    NoteLine *savedState = nullptr;
    QString copied; ///< what was copied last, as the beginning of a sentence; empty = the value
    QTimer *hideTimer;
    bool wasRevealed = false;
    bool wasCopied = false;
    bool wasSaved = false;
    bool copyFailed = false;
};

SecretDialog::Private::Private(
    SecretDialog &dialog, Sessions &sessions, const QString &id, SecretClipboard &board, Prompts &prompts)
    : q(dialog)
    , safekeeper(sessions.safekeeper())
    , clipboard(board)
    , keptId(id)
    , kept(safekeeper.find(id).value_or(KeptSecret{}))
    , account(accountOf(sessions, kept))
    , text(kept.token, account)
    , frame(new DialogFrame(&dialog))
    , saver(new SecretSaver(*frame, prompts, sessions.background(), dialog))
    , confirmAnyway(new QAction(SecretDialog::tr("It is stored"), &dialog))
    , goBack(new QAction(SecretDialog::tr("Go back"), &dialog))
    , hideTimer(new QTimer(&dialog))
{ }

QPushButton *SecretDialog::Private::addMenuButton(const char *name, const QString &label, QWidget *parent)
{
    auto *button = new QPushButton(label, parent);
    button->setObjectName(QLatin1String(name) + QStringLiteral("Button"));
    auto *menu = new QMenu(button);
    menu->setObjectName(QLatin1String(name) + QStringLiteral("Menu"));
    button->setMenu(menu);
    button->setAutoDefault(false);
    return button;
}

void SecretDialog::Private::addForm(
    QMenu &menu, const char *name, const QString &label, const std::function<void()> &act)
{
    QAction *action = menu.addAction(label);
    action->setObjectName(QLatin1String(name));
    QObject::connect(action, &QAction::triggered, &q, act);
}

void SecretDialog::Private::fillCopyMenu()
{
    QMenu &menu = *copyAsButton->menu();
    addForm(menu, "copyValue", SecretDialog::tr("Value"), [this] { copyValue(); });
    addForm(menu, "copyHeader", SecretDialog::tr("Authorization header"),
        [this] { copy(Form::Header, {}, SecretDialog::tr("The Authorization header")); });
    const QStringList variables = text.variables();
    for (const QString &variable : variables) {
        addForm(menu, "copyExport", QStringLiteral("export %1=\u2026").arg(variable), [this, variable] {
            copy(Form::Export, variable, SecretDialog::tr("The export of %1").arg(variable));
        });
    }
    addForm(menu, "copyJson", SecretDialog::tr("JSON object"),
        [this] { copy(Form::Json, {}, SecretDialog::tr("The JSON object")); });
}

void SecretDialog::Private::fillSaveMenu()
{
    QMenu &menu = *saveAsButton->menu();
    addForm(menu, "saveValue", SecretDialog::tr("Value"),
        [this] { save(Form::Value, {}, QStringLiteral(".txt")); });
    const QStringList variables = text.variables();
    for (const QString &variable : variables) {
        addForm(menu, "saveAssignment", QStringLiteral("%1=\u2026").arg(variable),
            [this, variable] { save(Form::Assignment, variable, QStringLiteral(".env")); });
    }
    addForm(menu, "saveJson", SecretDialog::tr("JSON object"),
        [this] { save(Form::Json, {}, QStringLiteral(".json")); });
}

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
    copyAsButton = addMenuButton("copyAs", SecretDialog::tr("Copy &as"), group);
    saveAsButton = addMenuButton("saveAs", SecretDialog::tr("&Save to a file"), group);
    clearButton = new QPushButton(SecretDialog::tr("C&lear now"), group);
    clearButton->setObjectName(QStringLiteral("clearButton"));
    clearButton->setToolTip(SecretDialog::tr("Takes the value off the clipboard"));
    state = new NoteLine(group);
    state->setObjectName(QStringLiteral("secretState"));
    savedState = new NoteLine(group);
    savedState->setObjectName(QStringLiteral("savedState"));
    fillCopyMenu();
    fillSaveMenu();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(revealButton);
    buttons->addWidget(copyButton);
    buttons->addWidget(copyAsButton);
    buttons->addWidget(saveAsButton);
    buttons->addStretch(1);
    buttons->addWidget(clearButton);
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(field);
    layout->addLayout(buttons);
    layout->addWidget(state);
    layout->addWidget(savedState);
    return group;
}

void SecretDialog::Private::build()
{
    frame->header().setGlyph(Glyph::Key);
    frame->header().setHeadline(SecretDialog::tr("Store the value of %1 now"), kept.token.name);
    frame->header().setAccountLine(kept.accountName, account);
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
    frame->keepPrimaryFromReturn();
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
    QObject::connect(copyButton, &QPushButton::clicked, &q, [this] { copyValue(); });
    QObject::connect(field, &SecretField::copyRequested, &q, [this] { copyValue(); });
    QObject::connect(saver, &SecretSaver::saved, &q, [this](const QString &path) { showSaved(path); });
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
        else if (!field->isMasked() && !safekeeper.secret(keptId))
            reveal(false); // the vault was locked
    });
}

const Secret *SecretDialog::Private::takeOut()
{
    if (!safekeeper.secret(keptId))
        return nullptr;
    safekeeper.markShown(keptId);
    return safekeeper.secret(keptId); // the one before holds only until the next call
}

void SecretDialog::Private::reveal(bool shown)
{
    if (const Secret *secret = shown ? takeOut() : nullptr) {
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

void SecretDialog::Private::copyValue()
{
    copy(Form::Value, {}, {});
}

void SecretDialog::Private::copy(Form form, const QString &variable, const QString &what)
{
    const Secret *secret = takeOut();
    if (!secret)
        return;
    const bool isThere = clipboard.copy(text.write(form, *secret, variable));
    copyFailed = !isThere;
    wasCopied = wasCopied || isThere;
    copied = what;
    if (isThere)
        confirmBar->clear();
    showState();
}

void SecretDialog::Private::save(Form form, const QString &variable, const QString &ending)
{
    saver->save(text.fileName() + ending, [this, form, variable] {
        const Secret *secret = takeOut();
        if (!secret)
            return Secret();
        Secret content = text.write(form, *secret, variable);
        // A value is often read whole, and its line end with it.
        return form == Form::Value ? std::move(content) : SecretText::withLineEnd(content);
    });
}

void SecretDialog::Private::showSaved(const QString &path)
{
    wasSaved = true;
    confirmBar->clear();
    copyButton->setFocus(Qt::OtherFocusReason);
    savedState->setNote(
        Tone::Good, SecretDialog::tr("Saved to %1. You alone can read the file.").arg(breakable(path)));
}

QString SecretDialog::Private::untouchedText() const
{
    return kept.origin == KeptSecret::Origin::Created ? SecretDialog::tr("Created. Not copied yet.")
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
        state->setNote(Tone::Good,
            copied.isEmpty()
                ? SecretDialog::tr("Copied and checked. Clears in %n s.", nullptr, seconds)
                : SecretDialog::tr("%1 was copied and checked. Clears in %n s.", nullptr, seconds)
                      .arg(copied));
    else if (wasCopied)
        state->setNote(Tone::Muted, SecretDialog::tr("Copied, and no longer on the clipboard."));
    else
        state->setNote(Tone::Warning, untouchedText());
}

void SecretDialog::Private::finish()
{
    if (wasCopied || wasRevealed || wasSaved) {
        confirmStored();
        return;
    }
    confirmBar->showText(MessageBar::Tone::Warning,
        SecretDialog::tr("The value was neither copied, saved nor revealed. Once it counts as stored, "
                         "Tokenry forgets it and "
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
    Sessions &sessions, const QString &keptId, SecretClipboard &clipboard, Prompts &prompts, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, sessions, keptId, clipboard, prompts))
{
    setObjectName(QStringLiteral("secretDialog"));
    setWindowTitle(tr("Token value"));
    setAttribute(Qt::WA_DeleteOnClose);
    new CaptureGuard(this);
    d->build();
    d->connectAll();
    d->showState();
}

SecretDialog::~SecretDialog() = default;
