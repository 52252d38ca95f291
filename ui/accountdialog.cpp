// SPDX-License-Identifier: MIT
#include "ui/accountdialog.h"

#include "ui/accountform.h"
#include "ui/captureguard.h"
#include "ui/credentialfield.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/networkfields.h"
#include "ui/noteline.h"

class AccountDialog::Private
{
public:
    Private(Sessions &all, Prompts &appPrompts, AccountForm::Purpose why, const Account &which)
        : sessions(all)
        , prompts(appPrompts)
        , purpose(why)
        , account(which)
    { }

    void build(AccountDialog &dialog);
    void submit(AccountDialog &dialog);

    Sessions &sessions;
    Prompts &prompts;
    AccountForm::Purpose purpose;
    Account account;
    DialogFrame *frame = nullptr;
    AccountForm *form = nullptr;
    Secret credential;
    Secret proxyPassword;
};

void AccountDialog::Private::build(AccountDialog &dialog)
{
    frame = new DialogFrame(&dialog);
    form = new AccountForm(sessions, prompts, purpose, account);
    DialogHeader &header = frame->header();
    QString verb;
    switch (purpose) {
    case AccountForm::Purpose::Connect:
        break;
    case AccountForm::Purpose::Edit:
        header.setGlyph(Glyph::Account);
        header.setHeadline(AccountDialog::tr("Change account %1"), account.name);
        header.setAccountLine({}, account);
        verb = AccountDialog::tr("Save account");
        break;
    case AccountForm::Purpose::SignIn:
        header.setGlyph(Glyph::Key);
        header.setHeadline(AccountDialog::tr("Sign in to %1"), account.name);
        header.setAccountLine(account.baseUrl.toDisplayString(), account);
        verb = AccountDialog::tr("Sign in");
        break;
    }
    dialog.setWindowTitle(verb);
    frame->addToBody(form);
    auto *memoryOnly = new NoteLine(frame);
    memoryOnly->setObjectName(QStringLiteral("credentialNote"));
    memoryOnly->setNote(Tone::Muted,
        AccountDialog::tr(
            "The credential is kept in memory only, until Tokenry quits. Everything else is remembered."));
    frame->addToBody(memoryOnly);
    frame->setPrimary(verb, verb, DialogFrame::Danger::No);
    form->focusFirst();
    QObject::connect(frame, &DialogFrame::primaryClicked, &dialog, [this, &dialog] { submit(dialog); });
    QObject::connect(frame, &DialogFrame::cancelClicked, &dialog, &QDialog::reject);
}

void AccountDialog::Private::submit(AccountDialog &dialog)
{
    if (!form->check())
        return;
    credential = form->credential()->take();
    const Account typed = form->account();
    proxyPassword = form->network()->takePassword();
    Q_EMIT dialog.submitted(typed);
    dialog.accept();
}

AccountDialog::AccountDialog(std::unique_ptr<Private> priv, QWidget *parent)
    : QDialog(parent)
    , d(std::move(priv))
{
    setObjectName(QStringLiteral("accountDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    new CaptureGuard(this);
    d->build(*this);
}

AccountDialog::~AccountDialog() = default;

AccountDialog *AccountDialog::forEdit(
    Sessions &sessions, Prompts &prompts, const Account &account, QWidget *parent)
{
    return new AccountDialog(
        std::make_unique<Private>(sessions, prompts, AccountForm::Purpose::Edit, account), parent);
}

AccountDialog *AccountDialog::forSignIn(
    Sessions &sessions, Prompts &prompts, const Account &account, QWidget *parent)
{
    return new AccountDialog(
        std::make_unique<Private>(sessions, prompts, AccountForm::Purpose::SignIn, account), parent);
}

void AccountDialog::showWay()
{
    d->form->openWay();
}

Secret AccountDialog::takeCredential()
{
    return std::exchange(d->credential, Secret());
}

Secret AccountDialog::takeProxyPassword()
{
    return std::exchange(d->proxyPassword, Secret());
}
