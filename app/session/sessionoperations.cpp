// SPDX-License-Identifier: MIT
#include "core/tokendifference.h"
#include "session/reconciler.h"
#include "session/safekeeper.h"
#include "session/selfrotation.h"
#include "session/session.h"
#include "session/sessionprivate.h"
#include "store/journal.h"

#include <algorithm>
#include <iterator>

namespace {

template <class T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional<Error>(result.error());
}

/// What the journal is told must not stop what it tells of: a full disk leaves an operation open there, and
/// whoever takes it up later looks.
void note(Safekeeper &safekeeper, const QString &id, const Error &failure)
{
    EventDetails details = EventDetails::of(failure);
    OperationState state =
        failure.outcome == Error::Outcome::Unknown ? OperationState::Unknown : OperationState::Refused;
    if (failure.isHalfDone && state == OperationState::Refused) {
        state = OperationState::Resolved;
        details.finding = Finding::HalfDone;
    }
    (void)safekeeper.journal().advance(id, state, details);
}

void noteEnd(Safekeeper &safekeeper, const QString &id, const std::optional<Error> &failure)
{
    if (failure)
        note(safekeeper, id, *failure);
    else
        (void)safekeeper.journal().advance(id, OperationState::Done);
}

/// The value is safe before anybody hears of it.
IssueReceipt receive(Safekeeper &safekeeper, const QString &id, IssuedToken &&issued, const Account &account,
    KeptSecret::Origin origin)
{
    IssueReceipt receipt;
    receipt.token = std::move(issued.token);
    if (!issued.secret.isEmpty()) {
        receipt.keptSecretId = id;
        safekeeper.keep(std::move(issued.secret), id, receipt.token, account.name, origin);
        return receipt;
    }
    EventDetails details;
    details.tokenId = receipt.token.id;
    details.finding =
        origin == KeptSecret::Origin::Rotated ? Finding::RotatedSecretLost : Finding::CreatedSecretLost;
    (void)safekeeper.journal().advance(id, OperationState::Resolved, details);
    return receipt;
}

/// Reads need the line for as long as they run, not longer than their owner.
template <class T>
JobOf<T> *readJob(QObject *owner, const std::shared_ptr<Line> &line, JobOf<T> *inner)
{
    return convertedJob<T>(owner, inner, [line](Result<T> &&result) { return std::move(result); });
}

} // namespace

Error Session::Private::localError(Error::Kind kind, const QString &technical) const
{
    Error local;
    local.kind = kind;
    local.outcome = Error::Outcome::NotSent;
    local.technical = technical;
    local.when = clock.nowUtc();
    return local;
}

std::optional<Error> Session::Private::refusal(const QString &tokenId) const
{
    if (!line->hasCredential())
        return localError(Error::Kind::Auth, QStringLiteral("the account has no credential in this run"));
    if (busyTokens.contains(tokenId))
        return localError(
            Error::Kind::Conflict, QStringLiteral("another operation is running on this token"));
    return {};
}

std::optional<Error> Session::Private::issueRefusal(const QString &tokenId) const
{
    if (auto refused = refusal(tokenId))
        return refused;
    return safekeeper.refusal();
}

Token Session::Private::knownOr(const TokenKey &key) const
{
    Token row;
    row.accountId = key.accountId;
    row.workspaceId = key.workspaceId;
    row.id = key.tokenId;
    return tokens.find(key).value_or(row);
}

Result<QString> Session::Private::beginEntry(OperationVerb verb, const TokenKey &key) const
{
    OperationFacts facts = OperationFacts::of(verb, q->account(), q->placeName(key.place()), knownOr(key));
    facts.isOwnCredential = own.is(key.tokenId);
    return safekeeper.journal().begin(facts);
}

void Session::Private::watch(Job *request, const QString &entryId) const
{
    QObject::connect(request, &Job::retryScheduled, q, &Session::waiting);
    QObject::connect(request, &Job::leaving, &safekeeper,
        [keeper = &safekeeper, entryId] { (void)keeper->journal().advance(entryId, OperationState::Sent); });
}

void Session::Private::emitBusy(const QString &tokenId)
{
    const QList<TokenKey> rows = tokens.rowsOf(tokenId);
    for (const TokenKey &key : rows)
        Q_EMIT q->busyChanged(key);
}

void Session::Private::beginOperation(const QString &tokenId)
{
    ++runningOperations;
    if (tokenId.isEmpty())
        return;
    busyTokens.insert(tokenId);
    emitBusy(tokenId);
}

void Session::Private::endOperation(
    const QString &tokenId, const QString &entryId, const std::optional<Error> &failure)
{
    --runningOperations;
    if (!tokenId.isEmpty()) {
        busyTokens.remove(tokenId);
        emitBusy(tokenId);
    }
    if (!failure)
        return;
    const bool isUnknown = failure->outcome == Error::Outcome::Unknown;
    if (isUnknown)
        Q_EMIT q->unanswered(entryId);
    if (isUnknown || failure->isHalfDone)
        q->refresh();
}

void Session::Private::adopt(const Token &answer)
{
    // A service may tell the value of a new token and not its id; only the list knows it then.
    if (answer.id.isEmpty()) {
        q->refresh();
        return;
    }
    const TokenPtrs news = tokens.mergeAnswer(answer);
    needDeployments(news);
    if (!news.isEmpty())
        Q_EMIT q->tokensUpserted(news);
}

void Session::Private::adoptRemoval(const TokenKey &key, RemovalKind kind)
{
    const QList<TokenKey> gone =
        kind == RemovalKind::Delete ? tokens.removeEverywhere(key.tokenId) : tokens.removeRow(key);
    if (!gone.isEmpty())
        Q_EMIT q->tokensRemoved(gone);
}

JobOf<QList<RoleChoice>> *Session::listRoles(QObject *owner, const TokenTarget &target)
{
    if (const auto refused = d->refusal({}))
        return finishedJob<QList<RoleChoice>>(owner, *refused);
    return readJob(owner, d->line, d->line->provider().listRoles(owner, target));
}

JobOf<QList<Deployment>> *Session::listDeployments(QObject *owner)
{
    if (const auto refused = d->refusal({}))
        return finishedJob<QList<Deployment>>(owner, *refused);
    return convertedJob<QList<Deployment>>(owner, d->line->provider().listDeployments(owner),
        [session = QPointer<Session>(this), line = d->line](
            Result<QList<Deployment>> &&result) -> Result<QList<Deployment>> {
            if (result && session)
                session->d->adoptDeployments(result.value());
            return std::move(result);
        });
}

JobOf<Token> *Session::reloadToken(QObject *owner, const TokenKey &key)
{
    if (const auto refused = d->refusal({}))
        return finishedJob<Token>(owner, *refused);
    return convertedJob<Token>(owner, d->line->provider().getToken(owner, key),
        [session = QPointer<Session>(this), line = d->line, key](Result<Token> &&result) -> Result<Token> {
            if (result && session)
                session->d->adopt(result.value());
            else if (session && result.error().kind == Error::Kind::NotFound)
                session->d->adoptRemoval(key, RemovalKind::Detach);
            return std::move(result);
        });
}

JobOf<QString> *Session::readPolicy(QObject *owner, const TokenKey &key)
{
    if (const auto refused = d->refusal({}))
        return finishedJob<QString>(owner, *refused);
    return readJob(owner, d->line, d->line->provider().readPolicy(owner, key));
}

JobOf<QSet<QString>> *Session::findTokens(QObject *owner, const TokenQuery &query)
{
    if (const auto refused = d->refusal({}))
        return finishedJob<QSet<QString>>(owner, *refused);
    auto *told = new JobOf<QSet<QString>>(owner);
    ListingLimits limits;
    limits.tokens = d->line->patience().longestList;
    limits.query = query;
    // One place has it: where a service looks by itself, only the usual list takes a query.
    auto *look =
        new Listing(d->line->provider(), places().value(0), d->line->turnstile(), d->clock, limits, told);
    connect(look, &Listing::finished, told, [told, line = d->line](const ListingOutcome &outcome) {
        if (outcome.error)
            told->deliver(*outcome.error);
        else
            told->deliver(QSet<QString>(outcome.tokenIds));
    });
    told->setAbortHandler([told, look, gone = d->localError(Error::Kind::Cancelled, {})] {
        look->disconnect();
        look->deleteLater();
        told->deliver(Error(gone));
    });
    look->start();
    return told;
}

void Session::loadRoles(const TokenKey &key)
{
    const TokenPtr row = sharedToken(key);
    if (!row || row->areRolesTold || d->rolesAskedFor.contains(key) || d->refusal({}))
        return;
    d->rolesAskedFor.insert(key);
    reloadToken(this, key)->onFinished(this, [](Result<Token> &&) {});
}

void Session::wantRoles(const QList<TokenKey> &keys)
{
    const auto isUntold = [this](const TokenKey &key) {
        const TokenPtr row = sharedToken(key);
        return row && !row->areRolesTold;
    };
    QList<TokenKey> untold;
    std::copy_if(keys.cbegin(), keys.cend(), std::back_inserter(untold), isUntold);
    if (untold.isEmpty() && !d->roleReader)
        return;
    if (!d->roleReader) {
        d->roleReader = std::make_unique<RoleReader>(
            [this](const TokenKey &key) -> JobOf<Token> * {
                const TokenPtr row = sharedToken(key);
                if (!row || row->areRolesTold || d->rolesAskedFor.contains(key) || d->refusal({}))
                    return nullptr;
                d->rolesAskedFor.insert(key);
                return reloadToken(this, key);
            },
            [this](const TokenKey &key) { d->rolesAskedFor.remove(key); });
    }
    d->roleReader->want(untold);
    if (!d->listing)
        d->roleReader->goOn();
}

JobOf<Judgement> *Session::lookUp(QObject *owner, Reconciler &reconciler, const QString &operationId)
{
    return reconciler.look(owner, d->line, operationId);
}

JobOf<IssueReceipt> *Session::createToken(QObject *owner, const TokenDraft &wanted)
{
    TokenDraft draft = wanted;
    // A kind may have a list of its own, which whoever asks need not know.
    for (const TokenKindChoice &kind : std::as_const(d->capabilities.kinds)) {
        if (kind.key == wanted.kind)
            draft.place.list = kind.list;
    }
    if (const auto refused = d->issueRefusal({}))
        return finishedJob<IssueReceipt>(owner, *refused);
    const bool knowsAll = d->state == State::Ready;
    const TokenTarget target = draft.target();
    const QString targetName = target.deploymentId.isEmpty()
        ? placeName({target.workspaceId})
        : entityName(EntityType::Deployment, target.deploymentId);
    const Result<QString> entry = d->safekeeper.journal().begin(OperationFacts::ofCreate(
        account(), targetName, draft, d->tokens.named(draft.place, draft.name), knowsAll));
    if (!entry)
        return finishedJob<IssueReceipt>(owner, entry.error());
    auto *told = new JobOf<IssueReceipt>(owner);
    auto *operation = new Operation<IssueReceipt>(d->line, told, &d->safekeeper);
    auto *inner = d->line->provider().createToken(operation, draft);
    d->watch(inner, entry.value()); // first, so that it is written down before anybody is told
    operation->follow(inner);
    d->beginOperation({});
    inner->onFinished(operation,
        [session = QPointer<Session>(this), operation, safekeeper = &d->safekeeper, id = entry.value()](
            Result<IssuedToken> &&result) {
            const auto failure = errorOf(result);
            if (failure) {
                note(*safekeeper, id, *failure);
                if (session)
                    session->d->endOperation({}, id, failure);
                operation->end(*failure);
                return;
            }
            IssueReceipt receipt = receive(*safekeeper, id, std::move(result).value(),
                operation->line().account(), KeptSecret::Origin::Created);
            if (session) {
                session->d->adopt(receipt.token);
                session->d->endOperation({}, id, {});
            }
            operation->end(std::move(receipt));
        });
    return told;
}

JobOf<IssueReceipt> *Session::rotateToken(QObject *owner, const TokenKey &key)
{
    if (d->own.is(key.tokenId))
        return SelfRotation::job(*this, owner, key);
    if (const auto refused = d->issueRefusal(key.tokenId))
        return finishedJob<IssueReceipt>(owner, *refused);
    const Result<QString> entry = d->beginEntry(OperationVerb::Rotate, key);
    if (!entry)
        return finishedJob<IssueReceipt>(owner, entry.error());
    auto *told = new JobOf<IssueReceipt>(owner);
    auto *operation = new Operation<IssueReceipt>(d->line, told, &d->safekeeper);
    auto *inner = d->line->provider().rotateToken(operation, key);
    d->watch(inner, entry.value()); // first, so that it is written down before anybody is told
    operation->follow(inner);
    d->beginOperation(key.tokenId);
    inner->onFinished(operation,
        [session = QPointer<Session>(this), operation, key, known = token(key), safekeeper = &d->safekeeper,
            id = entry.value()](Result<IssuedToken> &&result) {
            const auto failure = errorOf(result);
            if (failure) {
                note(*safekeeper, id, *failure);
                if (session)
                    session->d->endOperation(key.tokenId, id, failure);
                operation->end(*failure);
                return;
            }
            IssuedToken issued = std::move(result).value();
            if (known)
                issued.token = mergedToken(*known, issued.token, false);
            IssueReceipt receipt = receive(
                *safekeeper, id, std::move(issued), operation->line().account(), KeptSecret::Origin::Rotated);
            if (session) {
                session->d->adopt(receipt.token);
                session->d->endOperation(key.tokenId, id, {});
            }
            operation->end(std::move(receipt));
        });
    return told;
}

JobOf<Token> *Session::updateToken(QObject *owner, const TokenKey &key, const TokenChange &change)
{
    if (const auto refused = d->refusal(key.tokenId))
        return finishedJob<Token>(owner, *refused);
    const Result<QString> entry = d->safekeeper.journal().begin(
        OperationFacts::ofUpdate(account(), placeName(key.place()), d->knownOr(key), change));
    if (!entry)
        return finishedJob<Token>(owner, entry.error());
    auto *told = new JobOf<Token>(owner);
    auto *operation = new Operation<Token>(d->line, told, &d->safekeeper);
    auto *inner = d->line->provider().updateToken(operation, key, change);
    d->watch(inner, entry.value()); // first, so that it is written down before anybody is told
    operation->follow(inner);
    d->beginOperation(key.tokenId);
    inner->onFinished(operation,
        [session = QPointer<Session>(this), operation, key, known = token(key), safekeeper = &d->safekeeper,
            id = entry.value(), hasDescription = change.description.has_value()](Result<Token> &&result) {
            noteEnd(*safekeeper, id, errorOf(result));
            if (result && known)
                result = mergedToken(*known, result.value(), hasDescription);
            if (session) {
                if (result)
                    session->d->adopt(result.value());
                session->d->endOperation(key.tokenId, id, errorOf(result));
            }
            operation->end(std::move(result));
        });
    return told;
}

JobOf<UpdateReceipt> *Session::updateToken(
    QObject *owner, const TokenKey &key, const TokenChange &change, const Token &shown)
{
    if (const auto refused = d->refusal(key.tokenId))
        return finishedJob<UpdateReceipt>(owner, *refused);
    auto *told = new JobOf<UpdateReceipt>(owner);
    told->follow(reloadToken(told, key))
        ->onFinished(told,
            [session = QPointer<Session>(this), told, key, change, shown,
                gone = d->localError(Error::Kind::Cancelled, {})](Result<Token> &&now) {
                if (!now || !session) {
                    Error error = now ? gone : now.error();
                    error.outcome = Error::Outcome::NotSent;
                    told->deliver(std::move(error));
                } else if (TokenDifference::hasMoved(shown, now.value())) {
                    told->deliver(UpdateReceipt{std::move(now).value(), true});
                } else {
                    told->follow(session->updateToken(told, key, change))
                        ->onFinished(told, [told](Result<Token> &&changed) {
                            if (changed)
                                told->deliver(UpdateReceipt{std::move(changed).value(), false});
                            else
                                told->deliver(std::move(changed).error());
                        });
                }
            });
    return told;
}

SelfRotation *Session::rotateOwnToken(QObject *watcher, const TokenKey &key)
{
    return SelfRotation::start(*this, watcher, key);
}

JobOf<Nothing> *Session::removeToken(QObject *owner, const TokenKey &key, OwnTokenRule rule)
{
    if (const auto refused = d->refusal(key.tokenId))
        return finishedJob<Nothing>(owner, *refused);
    if (rule == OwnTokenRule::Spare && d->own.is(key.tokenId))
        return finishedJob<Nothing>(owner,
            d->localError(Error::Kind::OwnToken, QStringLiteral("the account signs in with this token")));
    const RemovalKind kind = verbs(d->knownOr(key)).removalKind;
    const Result<QString> entry =
        d->beginEntry(kind == RemovalKind::Delete ? OperationVerb::Delete : OperationVerb::Detach, key);
    if (!entry)
        return finishedJob<Nothing>(owner, entry.error());

    auto *told = new JobOf<Nothing>(owner);
    auto *operation = new Operation<Nothing>(d->line, told, &d->safekeeper);
    auto *inner = d->line->provider().removeToken(operation, key);
    d->watch(inner, entry.value()); // first, so that it is written down before anybody is told
    operation->follow(inner);
    d->beginOperation(key.tokenId);

    const auto settle = [session = QPointer<Session>(this), operation, key, kind, safekeeper = &d->safekeeper,
                            id = entry.value()](Result<Nothing> &&result) {
        noteEnd(*safekeeper, id, errorOf(result));
        if (result && kind == RemovalKind::Delete)
            safekeeper->forgetToken(key.tokenId);
        if (session) {
            if (result)
                session->d->adoptRemoval(key, kind);
            session->d->endOperation(key.tokenId, id, errorOf(result));
        }
        operation->end(std::move(result));
    };
    inner->onFinished(operation, [settle, operation, key, &clock = d->clock](Result<Nothing> &&result) {
        if (result) {
            settle(Nothing{});
            return;
        }
        const Error refused = result.error();
        const bool mayBeGone =
            refused.kind == Error::Kind::NotFound || refused.kind == Error::Kind::Forbidden;
        if (!mayBeGone || operation->isAborted()) {
            settle(refused);
            return;
        }
        // Qovery answers 403 for what does not exist as well, and a wrong address or a proxy answers 404 for
        // what does; a fresh list tells.
        auto *look = new Listing(
            operation->line().provider(), key.place(), operation->line().turnstile(), clock, {}, operation);
        operation->setAbortHandler([settle, refused, look] {
            look->disconnect();
            look->deleteLater();
            settle(refused);
        });
        connect(look, &Listing::finished, operation,
            [settle, operation, refused, key](const ListingOutcome &outcome) {
                operation->setAbortHandler({});
                const bool isGone = outcome.isComplete && !outcome.tokenIds.contains(key.tokenId);
                settle(isGone ? Result<Nothing>(Nothing{}) : Result<Nothing>(refused));
            });
        look->start();
    });
    return told;
}
