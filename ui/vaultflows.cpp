// SPDX-License-Identifier: MIT
#include "ui/vaultflows.h"

#include "session/vaultdoor.h"
#include "session/vaulttext.h"
#include "ui/icons.h"
#include "ui/idlelock.h"
#include "ui/protectiondialog.h"
#include "ui/screenlock.h"
#include "ui/secretclipboard.h"
#include "ui/secretdialog.h"
#include "ui/unlockdialog.h"

#include <QAction>
#include <QWidget>

class VaultFlows::Private
{
public:
    Private(VaultFlows *self, VaultDoor &vaultDoor, Settings &userSettings, SecretClipboard &secrets,
        QWidget *parentWindow)
        : q(self)
        , door(vaultDoor)
        , settings(userSettings)
        , clipboard(secrets)
        , window(parentWindow)
    { }

    QAction *make(const QString &name, const QString &text, const QString &key = {}) const
    {
        auto *action = new QAction(text, q);
        action->setObjectName(name);
        if (!key.isEmpty())
            action->setShortcut(QKeySequence(key, QKeySequence::PortableText));
        return action;
    }

    void follow();
    /// `then` runs when the dialog ends well.
    void openProtection(std::function<void()> then);
    void openUnlock(std::function<void()> then);

    VaultFlows *q;
    VaultDoor &door;
    Settings &settings;
    SecretClipboard &clipboard;
    QWidget *window;
    bool hasScreenWatch = false;
};

void VaultFlows::Private::follow()
{
    const VaultDoor::State state = door.state();
    const bool isLocked = state == VaultDoor::State::Locked;
    q->lock->setEnabled(state == VaultDoor::State::Open);
    q->unlock->setEnabled(isLocked);
    q->protection->setEnabled(door.canBeDurable() && !isLocked && !door.isBusy());
    if (!isLocked)
        return;
    // What a lock is for must not stay on the screen or the clipboard.
    clipboard.clearNow();
    const QList<SecretDialog *> open = window->findChildren<SecretDialog *>();
    for (SecretDialog *dialog : open)
        dialog->close();
}

void VaultFlows::Private::openProtection(std::function<void()> then)
{
    if (auto *open = window->findChild<ProtectionDialog *>(QString(), Qt::FindDirectChildrenOnly);
        open && open->isVisible()) {
        open->activateWindow();
        return;
    }
    auto *dialog = new ProtectionDialog(door, settings, window);
    if (hasScreenWatch)
        dialog->offerScreenLock();
    QObject::connect(dialog, &QDialog::accepted, q, [then = std::move(then)] {
        if (then)
            then();
    });
    dialog->open();
}

void VaultFlows::Private::openUnlock(std::function<void()> then)
{
    if (auto *open = window->findChild<UnlockDialog *>(QString(), Qt::FindDirectChildrenOnly);
        open && open->isVisible()) {
        open->activateWindow();
        return;
    }
    auto *dialog = new UnlockDialog(door, window);
    QObject::connect(dialog, &QDialog::accepted, q, [then = std::move(then)] {
        if (then)
            then();
    });
    dialog->open();
}

VaultFlows::VaultFlows(VaultDoor &door, Settings &settings, SecretClipboard &clipboard, QWidget *window)
    : QObject(window)
    , d(std::make_unique<Private>(this, door, settings, clipboard, window))
{
    lock = d->make(QStringLiteral("lockAction"), tr("&Lock secrets"), QStringLiteral("Ctrl+L"));
    lock->setIcon(glyphIcon(Glyph::Lock));
    unlock = d->make(QStringLiteral("unlockAction"), tr("&Unlock secrets…"));
    protection = d->make(QStringLiteral("protectionAction"), tr("&Protection of secrets…"));
    connect(lock, &QAction::triggered, this, [this] { d->door.lock(); });
    connect(unlock, &QAction::triggered, this, [this] { d->openUnlock({}); });
    connect(protection, &QAction::triggered, this, [this] { d->openProtection({}); });
    connect(&door, &VaultDoor::changed, this, [this] { d->follow(); });
    new IdleLock(door, settings, this);
    d->follow();
}

VaultFlows::~VaultFlows() = default;

void VaultFlows::watchScreen(ScreenLockWatch &watch)
{
    d->hasScreenWatch = true;
    new ScreenLock(d->door, d->settings, watch, this);
}

VaultDoor &VaultFlows::door() const
{
    return d->door;
}

void VaultFlows::begin()
{
    if (d->door.state() != VaultDoor::State::Locked)
        return;
    if (d->door.protection() == VaultDoor::Protection::Password) {
        d->openUnlock({});
        return;
    }
    JobOf<Nothing> *job = d->door.unlockByKeychain(this);
    // A keychain that asks the person something gets a window that says so and can be left.
    connect(&d->door, &VaultDoor::waitingForKeychainChanged, job, [this](bool isWaiting) {
        if (isWaiting)
            d->openUnlock({});
    });
    job->onFinished(this, [this](Result<Nothing> &&result) {
        if (result)
            return;
        const VaultText text = describeVaultError(result.error());
        Q_EMIT troubled(text.what + u' ' + text.next, result.error().technical);
    });
}

void VaultFlows::whenUsable(std::function<void()> then)
{
    switch (d->door.state()) {
    case VaultDoor::State::Open:
    case VaultDoor::State::MemoryOnly:
        then();
        break;
    case VaultDoor::State::Unmade:
        d->openProtection(std::move(then));
        break;
    case VaultDoor::State::Locked:
        d->openUnlock(std::move(then));
        break;
    }
}

void VaultFlows::suggestProtection()
{
    if (d->door.state() == VaultDoor::State::Unmade)
        d->openProtection({});
}
