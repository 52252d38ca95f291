// SPDX-License-Identifier: MIT
#include "ui/protectiondialog.h"

#include "session/vaultdoor.h"
#include "session/vaulttext.h"
#include "store/settings.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/fieldform.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/passwordfield.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace {

constexpr int shortestPassword = 8;
constexpr int longestIdleMinutes = 24 * 60;
constexpr int indent = 24;

QLabel *explanation(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setContentsMargins(indent, 0, 0, 0);
    return label;
}

QString sentences(const VaultText &text)
{
    return text.next.isEmpty() ? text.what : text.what + u' ' + text.next;
}

} // namespace

class ProtectionDialog::Private
{
public:
    Private(ProtectionDialog &dialog, VaultDoor &vaultDoor, Settings &userSettings)
        : q(dialog)
        , door(vaultDoor)
        , settings(userSettings)
        , frame(new DialogFrame(&dialog))
    { }

    void build();
    void buildKeychain(QVBoxLayout &column);
    void buildPassword(QVBoxLayout &column);
    void buildMemory(QVBoxLayout &column);
    QRadioButton *choice(const QString &name, const QString &text, const QString &what, QVBoxLayout &column);
    void look();
    void showFinding(const KeychainFinding &finding);
    void follow();
    void submit();
    void submitPassword();
    void run(JobOf<Nothing> *job);
    [[nodiscard]] bool checkPassword();

    ProtectionDialog &q;
    VaultDoor &door;
    Settings &settings;
    DialogFrame *frame;
    QWidget *body = nullptr;
    QRadioButton *keychain = nullptr;
    QRadioButton *password = nullptr;
    QRadioButton *memory = nullptr;
    NoteLine *keychainState = nullptr;
    QPushButton *lookAgain = nullptr;
    FieldForm *form = nullptr;
    PasswordField *first = nullptr;
    PasswordField *second = nullptr;
    QSpinBox *minutes = nullptr;
    QCheckBox *withScreen = nullptr;
    NoteLine *waiting = nullptr;
    QPointer<Job> running;
    QPointer<Job> probing;
    bool hasKeychain = false;
};

QRadioButton *ProtectionDialog::Private::choice(
    const QString &name, const QString &text, const QString &what, QVBoxLayout &column)
{
    auto *button = new QRadioButton(text, body);
    button->setObjectName(name);
    button->setAccessibleDescription(what);
    QObject::connect(button, &QRadioButton::toggled, &q, [this] { follow(); });
    column.addWidget(button);
    column.addWidget(explanation(what, body));
    return button;
}

void ProtectionDialog::Private::buildKeychain(QVBoxLayout &column)
{
    keychain = choice(QStringLiteral("keychainChoice"), ProtectionDialog::tr("The system's &keychain"),
        ProtectionDialog::tr(
            "Opens with your login and asks for nothing. The keychain keeps the vault's key; "
            "the values stay encrypted in Tokenry's own file."),
        column);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(indent, 0, 0, 0);
    line->setSpacing(8);
    keychainState = new NoteLine(body);
    keychainState->setObjectName(QStringLiteral("keychainState"));
    lookAgain = new QPushButton(ProtectionDialog::tr("&Look again"), body);
    lookAgain->setObjectName(QStringLiteral("lookAgainButton"));
    lookAgain->setAutoDefault(false);
    lookAgain->hide();
    QObject::connect(lookAgain, &QPushButton::clicked, &q, [this] { look(); });
    line->addWidget(keychainState, 1);
    line->addWidget(lookAgain, 0, Qt::AlignTop);
    column.addLayout(line);
}

void ProtectionDialog::Private::buildPassword(QVBoxLayout &column)
{
    password = choice(QStringLiteral("passwordChoice"), ProtectionDialog::tr("A &master password"),
        ProtectionDialog::tr("Asked for at every start, and after a lock. Nobody can recover it, Tokenry "
                             "neither: without it the values in the vault are gone."),
        column);
    form = new FieldForm(body);
    first = new PasswordField(form);
    first->setObjectName(QStringLiteral("passwordField"));
    second = new PasswordField(form);
    second->setObjectName(QStringLiteral("repeatField"));
    minutes = new QSpinBox(form);
    minutes->setObjectName(QStringLiteral("lockMinutesField"));
    minutes->setRange(0, longestIdleMinutes);
    minutes->setSpecialValueText(ProtectionDialog::tr("never"));
    minutes->setSuffix(ProtectionDialog::tr(" min"));
    minutes->setValue(settings.value(Settings::Key::LockAfterMinutes).toInt());
    form->addField(QStringLiteral("password"), ProtectionDialog::tr("&Password"), first);
    form->addField(QStringLiteral("repeat"), ProtectionDialog::tr("&Repeat it"), second);
    form->addField(QStringLiteral("minutes"), ProtectionDialog::tr("Lock a&fter"), minutes);
    form->setHint(QStringLiteral("minutes"), ProtectionDialog::tr("Without a key or a click"));
    withScreen = new QCheckBox(ProtectionDialog::tr("Lock &when the screen is locked"), form);
    withScreen->setObjectName(QStringLiteral("lockWithScreenField"));
    withScreen->setChecked(settings.value(Settings::Key::LockWithScreen).toBool());
    withScreen->hide();
    form->addUnlabelled(withScreen);
    for (PasswordField *field : {first, second})
        QObject::connect(field, &QLineEdit::textEdited, &q, [this] { form->clearErrors(); });
    auto *line = new QHBoxLayout;
    line->setContentsMargins(indent, 0, 0, 0);
    line->addWidget(form);
    column.addLayout(line);
}

void ProtectionDialog::Private::buildMemory(QVBoxLayout &column)
{
    memory = choice(QStringLiteral("memoryChoice"), ProtectionDialog::tr("Memory &only"),
        ProtectionDialog::tr("Nothing is written to disk. Credentials and new token values are gone when "
                             "Tokenry ends or crashes; the window says so all the time."),
        column);
}

void ProtectionDialog::Private::build()
{
    frame->header().setGlyph(Glyph::Lock);
    frame->header().setHeadline(ProtectionDialog::tr("Where shall secrets be kept?"));
    body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    buildKeychain(*column);
    column->addSpacing(8);
    buildPassword(*column);
    column->addSpacing(8);
    buildMemory(*column);
    frame->addToBody(body);
    waiting = new NoteLine(frame);
    waiting->setObjectName(QStringLiteral("waitingNote"));
    frame->addToBody(waiting);
    frame->setPrimary(
        ProtectionDialog::tr("Keep them there"), ProtectionDialog::tr("Working…"), DialogFrame::Danger::No);

    const VaultDoor::Protection now = door.protection();
    password->setChecked(now == VaultDoor::Protection::Password);
    memory->setChecked(now == VaultDoor::Protection::MemoryOnly);
    keychain->setChecked(now == VaultDoor::Protection::Keychain || now == VaultDoor::Protection::None);
    QObject::connect(frame, &DialogFrame::primaryClicked, &q, [this] { submit(); });
    QObject::connect(frame, &DialogFrame::cancelClicked, &q, &QDialog::reject);
    QObject::connect(&door, &VaultDoor::waitingForKeychainChanged, &q, [this](bool isWaiting) {
        if (isWaiting && running)
            waiting->setNote(Tone::Plain,
                ProtectionDialog::tr(
                    "Waiting for your keychain. Perhaps it asks you something in a window of its own."));
        else
            waiting->clear();
    });
    look();
    follow();
}

void ProtectionDialog::Private::look()
{
    if (probing)
        return;
    lookAgain->hide();
    keychainState->setNote(Tone::Muted, ProtectionDialog::tr("Looking whether it works…"));
    JobOf<KeychainFinding> *job = door.probeKeychain(&q);
    probing = job;
    job->onFinished(&q, [this](Result<KeychainFinding> &&result) {
        if (result)
            showFinding(result.value());
    });
}

void ProtectionDialog::Private::showFinding(const KeychainFinding &finding)
{
    hasKeychain = finding.state == KeychainFinding::State::Available;
    if (hasKeychain)
        keychainState->setNote(
            Tone::Good, ProtectionDialog::tr("It works: a test value was kept and removed."));
    else
        keychainState->setNote(Tone::Warning, sentences(describeKeychain(finding)));
    lookAgain->setVisible(!hasKeychain);
    keychain->setEnabled(hasKeychain);
    if (!hasKeychain && keychain->isChecked())
        password->setChecked(true);
    follow();
}

void ProtectionDialog::Private::follow()
{
    if (!form || !memory)
        return;
    form->setVisible(password->isChecked());
    form->clearErrors();
    frame->setPrimaryEnabled(!keychain->isChecked() || hasKeychain);
    if (password->isChecked() && q.isVisible())
        first->setFocus();
}

bool ProtectionDialog::Private::checkPassword()
{
    form->clearErrors();
    if (first->text().size() < shortestPassword) {
        form->setError(QStringLiteral("password"),
            ProtectionDialog::tr("At least %n character(s).", nullptr, shortestPassword));
    } else if (first->text() != second->text()) {
        form->setError(QStringLiteral("repeat"), ProtectionDialog::tr("The two are not the same."));
    }
    return !form->focusFirstError();
}

void ProtectionDialog::Private::submitPassword()
{
    settings.setValue(Settings::Key::LockAfterMinutes, minutes->value());
    settings.setValue(Settings::Key::LockWithScreen, withScreen->isChecked());
    const bool isUntouched = first->text().isEmpty() && second->text().isEmpty();
    // Somebody who came to set the minutes need not choose a new password.
    if (isUntouched && door.state() == VaultDoor::State::Open
        && door.protection() == VaultDoor::Protection::Password) {
        q.accept();
        return;
    }
    if (!checkPassword())
        return;
    Secret chosen = first->take();
    second->clear();
    run(door.protectByPassword(&q, std::move(chosen)));
}

void ProtectionDialog::Private::submit()
{
    frame->messageBar().clear();
    if (password->isChecked()) {
        submitPassword();
    } else if (memory->isChecked()) {
        if (const Result<Nothing> kept = door.keepInMemoryOnly(); !kept)
            frame->messageBar().showText(
                MessageBar::Tone::Error, sentences(describeVaultError(kept.error())));
        else
            q.accept();
    } else if (door.state() == VaultDoor::State::Open
        && door.protection() == VaultDoor::Protection::Keychain) {
        q.accept();
    } else {
        run(door.protectByKeychain(&q));
    }
}

void ProtectionDialog::Private::run(JobOf<Nothing> *job)
{
    frame->setBusy(true);
    running = job;
    job->onFinished(&q, [this](Result<Nothing> &&result) {
        frame->setBusy(false);
        running.clear();
        waiting->clear();
        if (result) {
            q.accept();
            return;
        }
        if (result.error().kind != Error::Kind::Cancelled)
            frame->messageBar().showText(
                MessageBar::Tone::Error, sentences(describeVaultError(result.error())));
        if (password->isChecked())
            first->setFocus();
    });
}

ProtectionDialog::ProtectionDialog(VaultDoor &door, Settings &settings, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, door, settings))
{
    setObjectName(QStringLiteral("protectionDialog"));
    setWindowTitle(tr("Protection of secrets"));
    setAttribute(Qt::WA_DeleteOnClose);
    d->build();
}

ProtectionDialog::~ProtectionDialog() = default;

void ProtectionDialog::offerScreenLock()
{
    d->withScreen->show();
}

void ProtectionDialog::reject()
{
    if (Job *job = d->running.data()) {
        job->abort();
        return;
    }
    QDialog::reject();
}
