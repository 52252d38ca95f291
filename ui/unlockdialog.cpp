// SPDX-License-Identifier: MIT
#include "ui/unlockdialog.h"

#include "session/vaultdoor.h"
#include "session/vaulttext.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/fieldform.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/passwordfield.h"

#include <QPointer>
#include <QPushButton>

class UnlockDialog::Private
{
public:
    Private(UnlockDialog &dialog, VaultDoor &vaultDoor)
        : q(dialog)
        , door(vaultDoor)
        , hasPassword(vaultDoor.protection() == VaultDoor::Protection::Password)
        , frame(new DialogFrame(&dialog))
    { }

    void build();
    void submit();
    void ended(Result<Nothing> &&result);
    void fail(const Error &error);

    UnlockDialog &q;
    VaultDoor &door;
    const bool hasPassword;
    DialogFrame *frame;
    FieldForm *form = nullptr;
    PasswordField *field = nullptr;
    NoteLine *waiting = nullptr;
    QPointer<Job> running;
};

void UnlockDialog::Private::build()
{
    frame->header().setGlyph(Glyph::Lock);
    frame->header().setHeadline(UnlockDialog::tr("Unlock your secrets"));
    auto *what = new NoteLine(frame);
    what->setNote(Tone::Plain,
        hasPassword ? UnlockDialog::tr("The vault holds the credentials of your accounts and every new value "
                                       "you have not stored yet.")
                    : UnlockDialog::tr("The key of the vault is in the system's keychain."));
    frame->addToBody(what);
    if (hasPassword) {
        form = new FieldForm;
        field = new PasswordField(form);
        field->setObjectName(QStringLiteral("passwordField"));
        form->addField(QStringLiteral("password"), UnlockDialog::tr("&Master password"), field);
        QObject::connect(field, &QLineEdit::textEdited, &q, [this] { form->clearErrors(); });
        frame->addToBody(form);
    }
    waiting = new NoteLine(frame);
    waiting->setObjectName(QStringLiteral("waitingNote"));
    frame->addToBody(waiting);
    frame->setPrimary(hasPassword ? UnlockDialog::tr("Unlock") : UnlockDialog::tr("Try again"),
        UnlockDialog::tr("Unlocking…"), DialogFrame::Danger::No);
    frame->setCancelLabel(UnlockDialog::tr("Stay locked"));
    QObject::connect(frame, &DialogFrame::primaryClicked, &q, [this] { submit(); });
    QObject::connect(frame, &DialogFrame::cancelClicked, &q, &QDialog::reject);
    QObject::connect(&door, &VaultDoor::changed, &q, [this] {
        if (door.state() != VaultDoor::State::Locked && !running)
            q.accept();
    });
    QObject::connect(&door, &VaultDoor::waitingForKeychainChanged, &q, [this](bool isWaiting) {
        if (isWaiting)
            waiting->setNote(Tone::Plain,
                UnlockDialog::tr(
                    "Waiting for your keychain. Perhaps it asks you something in a window of its "
                    "own."));
        else
            waiting->clear();
    });
}

void UnlockDialog::Private::submit()
{
    frame->messageBar().clear();
    if (hasPassword && field->text().isEmpty()) {
        form->setError(QStringLiteral("password"), UnlockDialog::tr("Type the master password."));
        field->setFocus();
        return;
    }
    JobOf<Nothing> *job = hasPassword ? door.unlockByPassword(&q, field->take()) : door.unlockByKeychain(&q);
    running = job;
    frame->setBusy(true);
    job->onFinished(&q, [this](Result<Nothing> &&result) { ended(std::move(result)); });
}

void UnlockDialog::Private::ended(Result<Nothing> &&result)
{
    frame->setBusy(false);
    running.clear();
    if (result)
        q.accept();
    else
        fail(result.error());
}

void UnlockDialog::Private::fail(const Error &error)
{
    const VaultText text = describeVaultError(error);
    if (field)
        field->setFocus();
    if (error.kind == Error::Kind::Cancelled)
        return;
    if (error.trouble == StoreTrouble::WrongPassword && form)
        form->setError(QStringLiteral("password"), text.what);
    else
        frame->messageBar().showText(MessageBar::Tone::Error, text.what + u' ' + text.next, error.technical);
}

UnlockDialog::UnlockDialog(VaultDoor &door, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, door))
{
    setObjectName(QStringLiteral("unlockDialog"));
    setWindowTitle(tr("Unlock"));
    setAttribute(Qt::WA_DeleteOnClose);
    d->build();
}

UnlockDialog::~UnlockDialog() = default;

void UnlockDialog::reject()
{
    if (Job *job = d->running.data())
        job->abort();
    QDialog::reject();
}

void UnlockDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (d->field)
        d->field->setFocus();
    else if (!d->running && !d->door.isBusy())
        d->submit(); // a keychain needs nothing typed
}
