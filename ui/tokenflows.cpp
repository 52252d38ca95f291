// SPDX-License-Identifier: MIT
#include "ui/tokenflows.h"

#include "core/operationfacts.h"
#include "session/errortext.h"
#include "session/safekeeper.h"
#include "session/selfrotation.h"
#include "session/selfrotationtext.h"
#include "session/session.h"
#include "session/sessions.h"
#include "session/vaultdoor.h"
#include "ui/accountdialog.h"
#include "ui/accountwizard.h"
#include "ui/confirmdialog.h"
#include "ui/policydialog.h"
#include "ui/secretclipboard.h"
#include "ui/secretdialog.h"
#include "ui/selfrotationdialog.h"
#include "ui/tokendialog.h"
#include "ui/tokentext.h"
#include "ui/vaultflows.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <utility>

namespace {

/// What is being done to which token, for words.
struct Errand
{
    Verb verb = Verb::Create;
    QString tokenName;
    Account account;
};

void showFailure(TokenDialog &dialog, const ErrorText &text, const Error &error)
{
    QList<FieldError> complaints = error.fieldErrors;
    // A refused create names no field, but the only thing that can be taken is the name.
    const bool isTakenName = error.kind == Error::Kind::Conflict && error.outcome == Error::Outcome::Refused;
    if (isTakenName && complaints.isEmpty())
        complaints.append({QStringLiteral("name"), QStringLiteral("taken"), text.what});
    dialog.showError(text, complaints);
    if (error.isHalfDone)
        dialog.showTextsSaved();
}

void showFailure(ConfirmDialog &dialog, const ErrorText &text, const Error &)
{
    dialog.showError(text);
}

QString joined(const ErrorText &text)
{
    QStringList sentences{text.what, text.meaning, text.next};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

} // namespace

class TokenFlows::Private
{
public:
    Private(TokenFlows *self, Sessions &allSessions, SecretClipboard &secretClipboard, VaultFlows &vaultFlows,
        Prompts &appPrompts, QWidget *parentWindow)
        : q(self)
        , sessions(allSessions)
        , clipboard(secretClipboard)
        , vault(vaultFlows)
        , prompts(appPrompts)
        , window(parentWindow)
    { }

    template <class Dialog>
    void open(Dialog *dialog)
    {
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    }

    /// Binds a running operation to the dialog that asked for it: busy until the end, Cancel aborts, an error
    /// stands in the dialog, and the dialog closes when all is well (and the value is the end of it, where
    /// `isEnd` judges that). Without the dialog the window is told.
    template <class Dialog, class T>
    void run(Dialog *dialog, JobOf<T> *job, const Errand &errand,
        std::function<void(T &&value, bool wasWatched)> done, std::function<bool(const T &)> isEnd = {})
    {
        dialog->setBusy(true);
        const auto aborting = QObject::connect(dialog, &Dialog::abortRequested, job, &Job::abort);
        QPointer<Dialog> watcher(dialog);
        job->onFinished(q, [this, watcher, errand, aborting, done, isEnd](Result<T> &&result) {
            QObject::disconnect(aborting);
            if (watcher)
                watcher->setBusy(false);
            if (!result.ok()) {
                fail(watcher.data(), errand, result.error());
                return;
            }
            const bool wasWatched = watcher;
            if (watcher && (!isEnd || isEnd(result.value())))
                watcher->accept();
            done(std::move(result).value(), wasWatched);
        });
    }

    template <class Dialog>
    void fail(Dialog *dialog, const Errand &errand, const Error &error)
    {
        const ErrorText text = describeError(error, errand.verb, errand.tokenName, errand.account);
        if (dialog)
            showFailure(*dialog, text, error);
        else
            Q_EMIT q->troubled(joined(text), text.details);
    }

    void provideRoles(TokenDialog *dialog);
    void issued(const IssueReceipt &receipt, const Errand &errand, bool wasWatched);
    void openCreate(TokenDialog *dialog);
    void openUpdate(Session &session, const Token &token);
    void tellConflict(TokenDialog *form, const Token &now, const Errand &errand);
    void openRotate(const TokenKey &key);
    void openOwnRotate(const Session &session, const Token &token);
    void tellOwnRotation(const SelfRotation &rotation, const Errand &errand, bool isWatched);

    /// Calls `act` with the session and token of a key; a row that is gone meanwhile is nothing to act on.
    template <class Act>
    void withToken(const TokenKey &key, Act act)
    {
        Session *session = sessions.find(key.accountId);
        const std::optional<Token> token = session ? session->token(key) : std::nullopt;
        if (token)
            act(*session, *token);
    }

    TokenFlows *const q;
    Sessions &sessions;
    SecretClipboard &clipboard;
    VaultFlows &vault;
    Prompts &prompts;
    QWidget *const window;
};

TokenFlows::TokenFlows(
    Sessions &sessions, SecretClipboard &clipboard, VaultFlows &vault, Prompts &prompts, QWidget *window)
    : QObject(window)
    , d(std::make_unique<Private>(this, sessions, clipboard, vault, prompts, window))
{ }

TokenFlows::~TokenFlows() = default;

void TokenFlows::Private::provideRoles(TokenDialog *dialog)
{
    const auto provide = [this, dialog](const QString &accountId, const TokenTarget &target) {
        Session *session = sessions.find(accountId);
        if (!session)
            return;
        const Account account = session->account();
        // Owned by the dialog: without it nobody wants the roles.
        session->listRoles(dialog, target)
            ->onFinished(dialog, [dialog, account, target](Result<QList<RoleChoice>> &&result) {
                if (result.ok())
                    dialog->setRoles(account.id, target, result.value());
                else
                    dialog->setRolesFailed(
                        account.id, target, describeError(result.error(), Verb::ListRoles, {}, account));
            });
    };
    connect(dialog, &TokenDialog::rolesNeeded, dialog, provide);
}

void TokenFlows::Private::issued(const IssueReceipt &receipt, const Errand &errand, bool wasWatched)
{
    const bool isNew = errand.verb == Verb::Create;
    const QString name = singleLine(receipt.token.name);
    if (receipt.keptSecretId.isEmpty()) {
        const QString text = isNew
            ? tr("“%1” was created in %2, but its value never reached us. Rotate it or delete it.")
            : tr("“%1” in %2 was rotated, but its new value never reached us. The old one is dead. "
                 "Rotate it again or delete it.");
        Q_EMIT q->troubled(text.arg(name, errand.account.name), {});
        return;
    }
    const QString sentence = isNew ? tr("Created “%1” in %2.") : tr("Rotated “%1” in %2.");
    Q_EMIT q->reported(sentence.arg(name, errand.account.name), receipt.token.key());
    if (wasWatched)
        q->showSecret(receipt.keptSecretId);
}

void TokenFlows::Private::openCreate(TokenDialog *dialog)
{
    provideRoles(dialog);
    connect(dialog, &TokenDialog::createSubmitted, q,
        [this, dialog](const QString &accountId, const TokenDraft &draft) {
            Session *session = sessions.find(accountId);
            if (!session)
                return;
            const Errand errand{Verb::Create, draft.name, session->account()};
            run<TokenDialog, IssueReceipt>(dialog, session->createToken(q, draft), errand,
                [this, errand](
                    IssueReceipt &&receipt, bool wasWatched) { issued(receipt, errand, wasWatched); });
        });
    open(dialog);
}

void TokenFlows::createToken(const QString &accountId)
{
    d->vault.whenUsable(
        [this, accountId] { d->openCreate(TokenDialog::forCreate(d->sessions, accountId, d->window)); });
}

void TokenFlows::duplicateToken(const TokenKey &key)
{
    d->vault.whenUsable([this, key] {
        d->withToken(key, [this](Session &, const Token &token) {
            d->openCreate(TokenDialog::forDuplicate(d->sessions, token, d->window));
        });
    });
}

void TokenFlows::tryAgain(const OperationFacts &facts)
{
    const TokenKey key = facts.key();
    switch (facts.verb) {
    case OperationVerb::Create: {
        Token wanted;
        wanted.accountId = facts.accountId;
        wanted.workspaceId = facts.workspaceId;
        wanted.name = facts.tokenName;
        wanted.expiryPeriodDays = facts.expiryDays.value_or(0);
        for (const RoleEdit &role : facts.wanted.roles) {
            const bool isWithinPlace = role.entityType == EntityType::Deployment
                || (role.entityType == EntityType::Workspace && facts.place().isOrganization());
            if (!isWithinPlace)
                continue;
            wanted.scope =
                role.entityType == EntityType::Deployment ? TokenScope::Deployment : TokenScope::Workspace;
            wanted.roles.append({role.entityType, role.entityId, {}, {}, role.role});
        }
        d->vault.whenUsable(
            [this, wanted] { d->openCreate(TokenDialog::forDuplicate(d->sessions, wanted, d->window)); });
        break;
    }
    case OperationVerb::Rotate:
        rotateToken(key);
        break;
    case OperationVerb::Update:
        updateToken(key);
        break;
    case OperationVerb::Delete:
    case OperationVerb::Detach:
        removeToken(key);
        break;
    }
}

void TokenFlows::updateToken(const TokenKey &key)
{
    d->withToken(key, [this, key](Session &session, const Token &token) {
        if (token.areRolesTold) {
            d->openUpdate(session, token);
            return;
        }
        // What the form shows of the roles must be so; without an answer it shows none to change.
        session.reloadToken(this, key)->onFinished(this, [this, key](Result<Token> &&) {
            d->withToken(key, [this](Session &told, const Token &whole) { d->openUpdate(told, whole); });
        });
    });
}

void TokenFlows::showPolicy(const TokenKey &key)
{
    d->withToken(key, [this, key](Session &session, const Token &token) {
        const QString name = token.name;
        session.readPolicy(this, key)->onFinished(this, [this, key, name](Result<QString> &&policy) {
            const Session *current = d->sessions.find(key.accountId);
            if (!current)
                return;
            if (!policy) {
                const ErrorText text = describeError(policy.error(), Verb::List, name, current->account());
                Q_EMIT troubled(joined(text), text.details);
                return;
            }
            d->withToken(key, [this, &policy](const Session &told, const Token &shown) {
                (new PolicyDialog(told, shown, policy.value(), d->window))->open();
            });
        });
    });
}

void TokenFlows::Private::openUpdate(Session &session, const Token &token)
{
    TokenDialog *dialog = TokenDialog::forUpdate(session, token, sessions.clock(), window);
    const Errand errand{Verb::Update, token.name, session.account()};
    provideRoles(dialog);
    connect(dialog, &TokenDialog::updateSubmitted, q,
        [this, dialog, errand](const TokenKey &changedKey, const TokenChange &change) {
            Session *current = sessions.find(changedKey.accountId);
            if (!current)
                return;
            const QPointer<TokenDialog> form(dialog);
            run<TokenDialog, UpdateReceipt>(
                dialog, current->updateToken(q, changedKey, change, dialog->basis()), errand,
                [this, errand, form](UpdateReceipt &&receipt, bool) {
                    if (receipt.isConflict) {
                        tellConflict(form, receipt.token, errand);
                        return;
                    }
                    Q_EMIT q->reported(
                        tr("Saved “%1” in %2.").arg(singleLine(receipt.token.name), errand.account.name),
                        receipt.token.key());
                },
                [](const UpdateReceipt &receipt) { return !receipt.isConflict; });
        });
    open(dialog);
}

void TokenFlows::Private::tellConflict(TokenDialog *form, const Token &now, const Errand &errand)
{
    if (form) {
        form->showConflict(now);
        return;
    }
    Q_EMIT q->troubled(tr("“%1” in %2 was changed by somebody else meanwhile. Nothing of yours was sent.")
                           .arg(singleLine(now.name), errand.account.name),
        {});
}

void TokenFlows::rotateToken(const TokenKey &key)
{
    d->vault.whenUsable([this, key] { d->openRotate(key); });
}

void TokenFlows::Private::openRotate(const TokenKey &key)
{
    withToken(key, [this, key](Session &session, const Token &token) {
        if (session.ownToken().is(token.id)) {
            openOwnRotate(session, token);
            return;
        }
        ConfirmDialog *dialog = ConfirmDialog::forRotate(session, token, sessions.clock(), window);
        const Errand errand{Verb::Rotate, token.name, session.account()};
        connect(dialog, &ConfirmDialog::confirmed, q, [this, dialog, errand, key] {
            Session *current = sessions.find(key.accountId);
            if (!current)
                return;
            run<ConfirmDialog, IssueReceipt>(dialog, current->rotateToken(q, key), errand,
                [this, errand](
                    IssueReceipt &&receipt, bool wasWatched) { issued(receipt, errand, wasWatched); });
        });
        open(dialog);
    });
}

void TokenFlows::Private::openOwnRotate(const Session &session, const Token &token)
{
    auto *dialog = new SelfRotationDialog(session, token, sessions.clock(), window);
    const Errand errand{Verb::Rotate, token.name, session.account()};
    connect(dialog, &SelfRotationDialog::confirmed, q, [this, dialog, errand, key = token.key()] {
        Session *current = sessions.find(key.accountId);
        if (!current)
            return;
        SelfRotation *rotation = current->rotateOwnToken(dialog, key);
        connect(rotation, &SelfRotation::finished, q,
            [this, rotation, errand, watcher = QPointer<QDialog>(dialog)] {
                tellOwnRotation(*rotation, errand, watcher && watcher->isVisible());
            });
        dialog->follow(rotation);
    });
    connect(dialog, &SelfRotationDialog::showValueRequested, q, &TokenFlows::showSecret);
    connect(dialog, &SelfRotationDialog::signInRequested, q, [this, id = token.accountId] { q->signIn(id); });
    dialog->show();
}

void TokenFlows::Private::tellOwnRotation(const SelfRotation &rotation, const Errand &errand, bool isWatched)
{
    const SelfRotationState &state = rotation.state();
    const QString name = singleLine(errand.tokenName);
    if (state.isDone(SelfRotationState::Step::Verify)) {
        Q_EMIT q->reported(
            tr("Rotated “%1” in %2, and signed in with the new value.").arg(name, errand.account.name),
            rotation.key());
        return;
    }
    const ErrorText text = SelfRotationText::outcome(state, name, errand.account);
    if (!isWatched)
        Q_EMIT q->troubled(joined(text), text.details);
}

void TokenFlows::toggleOwnToken(const TokenKey &key)
{
    d->withToken(key, [this](Session &session, const Token &token) {
        const bool wasOwn = session.ownToken().is(token.id);
        if (!d->sessions.recordOwnToken(session.account().id, wasOwn ? QString() : token.id))
            return;
        const QString name = singleLine(token.name);
        const QString &account = session.account().name;
        Q_EMIT reported(wasOwn
                ? tr("Which token Tokenry signs in with to %1 is not known any more.").arg(account)
                : tr("Noted: Tokenry signs in to %1 with “%2”.").arg(account, name),
            token.key());
    });
}

void TokenFlows::removeToken(const TokenKey &key)
{
    d->withToken(key, [this, key](Session &session, const Token &token) {
        const RemovalKind kind = session.verbs(token).removalKind;
        const bool isDelete = kind == RemovalKind::Delete;
        ConfirmDialog *dialog =
            ConfirmDialog::forRemoval(session, token, kind, d->sessions.clock(), d->window);
        const Errand errand{isDelete ? Verb::Delete : Verb::Detach, token.name, session.account()};
        const QString sentence = isDelete
            ? tr("Deleted “%1” in %2.").arg(singleLine(token.name), errand.account.name)
            : tr("Removed “%1” from %2 in %3.")
                  .arg(singleLine(token.name), session.placeName(key.place()), errand.account.name);
        connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, errand, key, sentence] {
            Session *current = d->sessions.find(key.accountId);
            if (!current)
                return;
            const bool isOwn = dialog->givesUpOwnToken();
            if (isOwn && !current->ownToken().is(key.tokenId))
                (void)d->sessions.recordOwnToken(key.accountId, key.tokenId);
            const auto rule = isOwn ? Session::OwnTokenRule::GiveUp : Session::OwnTokenRule::Spare;
            d->run<ConfirmDialog, Nothing>(dialog, current->removeToken(this, key, rule), errand,
                [this, sentence, key](Nothing &&, bool) { Q_EMIT reported(sentence, key); });
        });
        d->open(dialog);
    });
}

void TokenFlows::addAccount()
{
    auto *wizard = new AccountWizard(
        d->sessions, d->prompts, CredentialSources(CredentialSources::thisComputer()), d->window);
    connect(wizard, &AccountWizard::submitted, this, [this, wizard](const QList<Account> &accounts) {
        for (const Account &account : accounts)
            d->sessions.add(account, wizard->credential(), wizard->proxyPassword());
        if (accounts.size() == 1)
            Q_EMIT reported(tr("Added %1.").arg(accounts.constFirst().name), {});
        else
            Q_EMIT reported(tr("Added %n accounts.", nullptr, int(accounts.size())), {});
        d->vault.suggestProtection();
    });
    d->open(wizard);
}

void TokenFlows::editAccount(const QString &accountId, bool isAboutWay)
{
    const Session *session = d->sessions.find(accountId);
    if (!session)
        return;
    AccountDialog *dialog = AccountDialog::forEdit(d->sessions, d->prompts, session->account(), d->window);
    connect(dialog, &AccountDialog::submitted, this, [this, dialog](const Account &account) {
        d->sessions.replace(account, dialog->takeCredential(), dialog->takeProxyPassword());
        Q_EMIT reported(tr("Saved %1.").arg(account.name), {});
    });
    d->open(dialog);
    if (isAboutWay)
        dialog->showWay();
}

void TokenFlows::signIn(const QString &accountId)
{
    const Session *session = d->sessions.find(accountId);
    if (!session)
        return;
    AccountDialog *dialog = AccountDialog::forSignIn(d->sessions, d->prompts, session->account(), d->window);
    connect(dialog, &AccountDialog::submitted, this, [this, dialog](const Account &account) {
        d->sessions.signIn(account.id, dialog->takeCredential(), dialog->takeProxyPassword());
    });
    d->open(dialog);
}

void TokenFlows::showSecret(const QString &keptSecretId)
{
    const QList<SecretDialog *> open = d->window->findChildren<SecretDialog *>();
    for (SecretDialog *dialog : open) {
        if (dialog->property("keptSecretId").toString() == keptSecretId) {
            dialog->raise();
            dialog->activateWindow();
            return;
        }
    }
    const std::optional<KeptSecret> kept = d->sessions.safekeeper().find(keptSecretId);
    if (!kept)
        return;
    if (kept->isDurable && d->vault.door().state() == VaultDoor::State::Locked) {
        d->vault.whenUsable([this, keptSecretId] { showSecret(keptSecretId); });
        return;
    }
    auto *dialog = new SecretDialog(d->sessions, keptSecretId, d->clipboard, d->prompts, d->window);
    dialog->setProperty("keptSecretId", keptSecretId);
    d->open(dialog);
}
