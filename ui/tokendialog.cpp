// SPDX-License-Identifier: MIT
#include "ui/tokendialog.h"

#include "session/errortext.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/conflictdialog.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/edittokenform.h"
#include "ui/fielderrors.h"
#include "ui/messagebar.h"
#include "ui/newtokenform.h"

#include <QAction>
#include <QPointer>
#include <QPushButton>
#include <QShowEvent>

class TokenDialog::Private
{
public:
    void build(TokenDialog &dialog);
    void buildCreate(TokenDialog &dialog);
    void buildUpdate(TokenDialog &dialog);
    void showForm(TokenDialog &dialog);
    void showAccount();
    void submit(TokenDialog &dialog);
    void adopt(TokenDialog &dialog, const Token &now);
    [[nodiscard]] bool isChanged() const { return create ? create->isChanged() : update->isChanged(); }
    void showHomeless(const ErrorText &text, const QList<FieldError> &homeless);

    DialogFrame *frame = nullptr;
    MessageBar *discardBar = nullptr;
    NewTokenForm *create = nullptr; ///< exactly one of the two
    EditTokenForm *update = nullptr;
    const Clock *clock = nullptr; ///< of update
    QPointer<Session> session; ///< of update
    Token token; ///< changed or duplicated; its id is empty for a plain create
    bool hasAskedForRoles = false;
};

void TokenDialog::Private::build(TokenDialog &dialog)
{
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    discardBar = frame->addBar(QStringLiteral("discardBar"));
    auto *keepEditing = new QAction(TokenDialog::tr("Keep editing"), &dialog);
    keepEditing->setObjectName(QStringLiteral("keepEditing"));
    auto *discard = new QAction(TokenDialog::tr("Discard changes"), &dialog);
    discard->setObjectName(QStringLiteral("discardChanges"));
    discardBar->setActions({keepEditing, discard});
    QObject::connect(keepEditing, &QAction::triggered, &dialog, [this] { discardBar->clear(); });
    QObject::connect(discard, &QAction::triggered, &dialog, [&dialog] { dialog.QDialog::reject(); });
    QObject::connect(frame, &DialogFrame::primaryClicked, &dialog, [this, &dialog] { submit(dialog); });
    QObject::connect(frame, &DialogFrame::cancelClicked, &dialog, &TokenDialog::reject);
    if (create)
        buildCreate(dialog);
    else
        buildUpdate(dialog);
}

void TokenDialog::Private::buildCreate(TokenDialog &dialog)
{
    dialog.setObjectName(QStringLiteral("createTokenDialog"));
    dialog.setWindowTitle(TokenDialog::tr("New token"));
    frame->header().setGlyph(token.id.isEmpty() ? Glyph::Add : Glyph::Duplicate);
    if (token.id.isEmpty())
        frame->header().setHeadline(TokenDialog::tr("Create a token"));
    else
        frame->header().setHeadline(TokenDialog::tr("Create a token like %1"), token.name);
    frame->addToBody(create);
    frame->setPrimary(TokenDialog::tr("Create token"), TokenDialog::tr("Creating…"), DialogFrame::Danger::No);
    QObject::connect(create, &NewTokenForm::accountChanged, &dialog, [this] { showAccount(); });
    QObject::connect(create, &NewTokenForm::rolesNeeded, &dialog, &TokenDialog::rolesNeeded);
    showAccount();
    create->focusFirst();
}

void TokenDialog::Private::buildUpdate(TokenDialog &dialog)
{
    dialog.setObjectName(QStringLiteral("updateTokenDialog"));
    dialog.setWindowTitle(TokenDialog::tr("Edit token"));
    frame->header().setGlyph(Glyph::Edit);
    frame->header().setHeadline(TokenDialog::tr("Change %1"), token.name);
    frame->setPrimary(TokenDialog::tr("Save changes"), TokenDialog::tr("Saving…"), DialogFrame::Danger::No);
    showForm(dialog);
}

void TokenDialog::Private::showForm(TokenDialog &dialog)
{
    frame->addToBody(update);
    frame->setPrimaryEnabled(false);
    QObject::connect(
        update, &EditTokenForm::changed, &dialog, [this] { frame->setPrimaryEnabled(update->isChanged()); });
    QObject::connect(update, &EditTokenForm::rolesNeeded, &dialog,
        [this, &dialog](const TokenTarget &target) { Q_EMIT dialog.rolesNeeded(token.accountId, target); });
    update->focusFirst();
}

void TokenDialog::Private::showAccount()
{
    if (const Session *chosen = create->session())
        frame->header().setAccount(chosen->account(), {});
    else
        frame->header().setLine({});
}

void TokenDialog::Private::submit(TokenDialog &dialog)
{
    discardBar->clear();
    frame->messageBar().clear();
    if (create) {
        if (create->check())
            Q_EMIT dialog.createSubmitted(create->accountId(), create->draft());
    } else if (update->check()) {
        Q_EMIT dialog.updateSubmitted(token.key(), update->change());
    }
}

void TokenDialog::Private::showHomeless(const ErrorText &text, const QList<FieldError> &homeless)
{
    ErrorText whole = text;
    QStringList additions;
    for (const FieldError &complaint : homeless) {
        if (!whole.next.contains(complaint.message))
            additions.append(TokenDialog::tr("%1: %2").arg(complaint.field, complaint.message));
    }
    if (!whole.next.isEmpty())
        additions.prepend(whole.next);
    whole.next = additions.join(QLatin1Char(' '));
    frame->messageBar().showError(whole);
    frame->reveal(&frame->messageBar());
}

TokenDialog::TokenDialog(std::unique_ptr<Private> priv, QWidget *parent)
    : QDialog(parent)
    , d(std::move(priv))
{
    d->frame = new DialogFrame(this);
    d->build(*this);
}

TokenDialog::~TokenDialog() = default;

TokenDialog *TokenDialog::forCreate(Sessions &sessions, const QString &accountId, QWidget *parent)
{
    auto priv = std::make_unique<Private>();
    priv->create = new NewTokenForm(sessions, accountId);
    return new TokenDialog(std::move(priv), parent);
}

TokenDialog *TokenDialog::forDuplicate(Sessions &sessions, const Token &model, QWidget *parent)
{
    auto priv = std::make_unique<Private>();
    priv->token = model;
    priv->create = new NewTokenForm(sessions, model.accountId);
    priv->create->takeOver(model);
    return new TokenDialog(std::move(priv), parent);
}

TokenDialog *TokenDialog::forUpdate(Session &session, const Token &token, const Clock &clock, QWidget *parent)
{
    auto priv = std::make_unique<Private>();
    priv->token = token;
    priv->session = &session;
    priv->clock = &clock;
    priv->update = new EditTokenForm(session, token, clock);
    auto *dialog = new TokenDialog(std::move(priv), parent);
    dialog->d->frame->header().setAccount(session.account(), session.placeName(token.place()));
    return dialog;
}

QString TokenDialog::accountId() const
{
    return d->create ? d->create->accountId() : d->token.accountId;
}

TokenTarget TokenDialog::target() const
{
    return d->create ? d->create->target() : TokenTarget(d->token.place());
}

void TokenDialog::setRoles(
    const QString &accountId, const TokenTarget &target, const QList<RoleChoice> &roles)
{
    if (accountId != this->accountId())
        return;
    if (d->update)
        d->update->setRoles(roles);
    else if (target == this->target())
        d->create->setRoles(roles);
}

void TokenDialog::setRolesFailed(const QString &accountId, const TokenTarget &target, const ErrorText &text)
{
    if (accountId != this->accountId())
        return;
    if (d->update)
        d->update->setRolesFailed(text);
    else if (target == this->target())
        d->create->setRolesFailed(text);
}

void TokenDialog::setBusy(bool busy)
{
    d->frame->setBusy(busy);
}

void TokenDialog::showError(const ErrorText &text, const QList<FieldError> &fieldErrors)
{
    d->frame->setBusy(false);
    QList<FieldError> ours = fieldErrors;
    for (FieldError &complaint : ours)
        complaint.field = formFieldOf(complaint.field);
    d->showHomeless(text, d->create ? d->create->showErrors(ours) : d->update->showErrors(ours));
}

const Token &TokenDialog::basis() const
{
    return d->token;
}

void TokenDialog::showConflict(const Token &now)
{
    d->frame->setBusy(false);
    if (!d->session || !d->update)
        return;
    const TokenChange mine = d->update->change();
    auto *conflict = new ConflictDialog(*d->session, d->token, now, mine, *d->clock, this);
    connect(conflict, &ConflictDialog::overwriteChosen, this, [this, now, mine] {
        d->token = now;
        Q_EMIT updateSubmitted(now.key(), mine);
    });
    connect(conflict, &ConflictDialog::takeTheirsChosen, this, [this, now] { d->adopt(*this, now); });
    conflict->open();
}

void TokenDialog::Private::adopt(TokenDialog &dialog, const Token &now)
{
    if (!session)
        return;
    token = now;
    update->hide();
    update->deleteLater();
    update = new EditTokenForm(*session, token, *clock);
    frame->header().setHeadline(TokenDialog::tr("Change %1"), token.name);
    showForm(dialog);
    update->requestRoles();
}

void TokenDialog::showTextsSaved()
{
    if (!d->update)
        return;
    // What was saved here is no change of another; when it was saved was not told.
    const TokenChange saved = d->update->change();
    d->token.name = saved.name.value_or(d->token.name);
    d->token.description = saved.description.value_or(d->token.description);
    d->token.updatedAt = Moment();
    d->update->takeTextsAsSaved();
    d->frame->setPrimary(tr("Retry roles"), tr("Saving…"), DialogFrame::Danger::No);
}

void TokenDialog::reject()
{
    if (d->frame->isBusy()) {
        Q_EMIT abortRequested();
    } else if (!d->discardBar->isHidden()) {
        d->discardBar->clear();
    } else if (d->isChanged()) {
        d->discardBar->showText(MessageBar::Tone::Warning,
            d->create ? tr("The token is not created yet.") : tr("The changes are not saved."));
        d->frame->reveal(d->discardBar);
        if (auto *keep = d->discardBar->findChild<QWidget *>(QStringLiteral("keepEditingButton")))
            keep->setFocus();
    } else {
        QDialog::reject();
    }
}

void TokenDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (event->spontaneous() || d->hasAskedForRoles)
        return;
    // Not before: whoever made the dialog connects between making and opening it.
    d->hasAskedForRoles = true;
    if (d->create)
        d->create->requestRoles();
    else
        d->update->requestRoles();
}
