// SPDX-License-Identifier: MIT
#include "session/session.h"

#include "providers/catalog.h"
#include "session/earlierrows.h"
#include "session/safekeeper.h"
#include "session/sessionprivate.h"

#include <algorithm>

namespace {

/// Rows that are taken in at once: some milliseconds of work.
constexpr qsizetype earlierRowsAtOnce = 10'000;
/// How many pages like the first one are believed to follow before they have come.
constexpr qsizetype pagesBelieved = 64;

} // namespace

Session::Private::Private(Session *owner, const Account &account, Secret credential, const Clock &timeSource,
    Safekeeper &keeper, Background &workers, const Patience &patience, std::shared_ptr<SharedNetwork> network)
    : q(owner)
    , clock(timeSource)
    , safekeeper(keeper)
    , background(workers)
    , line(std::make_shared<Line>(
          account, std::move(credential), timeSource, workers, patience, std::move(network)))
    , capabilities(line->provider().capabilities())
    , state(line->hasCredential() ? State::Idle : State::NeedsCredential)
    , stateBefore(state)
    , own(ownTokenOf(account, line->credential()))
{
    pulse.credentialChanged(line->loginEnd());
    QObject::connect(&line->http(), &HttpClient::attemptFinished, q,
        [this](const HttpLogEntry &attempt) { takeAttempt(attempt); });
}

Session::Session(Account account, Secret credential, const Clock &clock, Safekeeper &safekeeper,
    Background &background, QObject *parent, const Patience &patience, std::shared_ptr<SharedNetwork> network)
    : QObject(parent)
    , d(std::make_unique<Private>(
          this, account, std::move(credential), clock, safekeeper, background, patience, std::move(network)))
{ }

Session::~Session()
{
    QObject::disconnect(&d->line->http(), nullptr, this, nullptr);
}

const Account &Session::account() const
{
    return d->line->account();
}

const Capabilities &Session::capabilities() const
{
    return d->capabilities;
}

TokenVerbs Session::verbs(const Token &token) const
{
    return d->line->provider().verbs(token);
}

Session::State Session::state() const
{
    return d->state;
}

std::optional<Error> Session::error() const
{
    return d->error;
}

AccountHealth Session::health() const
{
    return d->pulse.health(d->clock.nowUtc());
}

void Session::Private::takeAttempt(const HttpLogEntry &attempt)
{
    if (attempt.status != 0)
        pulse.answered(attempt.status, attempt.serverTime, clock.nowUtc());
    else if (!attempt.wasStopped)
        pulse.unanswered(clock.nowUtc());
    feelPulse();
}

void Session::Private::feelPulse()
{
    const AccountHealth now = q->health();
    const bool isNews = now.state != toldHealth.state
        || (now.clockAhead.count() == 0) != (toldHealth.clockAhead.count() == 0);
    toldHealth = now;
    if (isNews)
        Q_EMIT q->healthChanged();
}

QDateTime Session::listedAt() const
{
    return d->listedAt;
}

bool Session::hasEarlierRows() const
{
    return d->hasEarlierRows;
}

bool Session::isOffline() const
{
    const bool wasReached =
        !d->error || (d->error->kind != Error::Kind::Network && d->error->kind != Error::Kind::Timeout);
    return d->state == State::Failed && !wasReached;
}

bool Session::isRecalling() const
{
    return !d->earlierRows.isEmpty();
}

void Session::recall(EarlierRows &&earlier)
{
    if (d->listedAt.isValid())
        return;
    CachedListing &listing = earlier.listing;
    d->listedAt = listing.listedAt;
    d->hasEarlierRows = true;
    if (d->namedWorkspaces.isEmpty() && !listing.workspaces.isEmpty()) {
        d->namedWorkspaces = std::move(listing.workspaces);
        Q_EMIT workspacesChanged();
    }
    const bool areFirst = d->tokens.isBlank() && d->wholePlaces.isEmpty();
    if (areFirst && listing.tokens.size() <= earlierRowsAtOnce) {
        d->tokens = std::move(earlier.rows);
        if (!listing.tokens.isEmpty())
            Q_EMIT tokensUpserted(listing.tokens);
        Q_EMIT recalled();
        return;
    }
    d->earlierRows = std::move(listing.tokens);
    d->takeEarlierRows();
}

void Session::Private::takeEarlierRows()
{
    const qsizetype count = std::min(earlierRows.size(), earlierRowsAtOnce);
    TokenPtrs rows = earlierRows.first(count);
    earlierRows.remove(0, count);
    rows.removeIf([this](const TokenPtr &row) { return wholePlaces.contains(row->place()); });
    const TokenPtrs news = tokens.mergeEarlier(rows);
    if (!news.isEmpty())
        Q_EMIT q->tokensUpserted(news);
    if (earlierRows.isEmpty()) {
        Q_EMIT q->recalled();
        return;
    }
    QMetaObject::invokeMethod(
        q, [this] { takeEarlierRows(); }, Qt::QueuedConnection);
}

CachedListing Session::snapshot() const
{
    return {account().id, d->listedAt, d->namedWorkspaces, d->tokens.allShared()};
}

ListingProgress Session::progress() const
{
    return d->progress;
}

TokenPtrs Session::sharedTokens() const
{
    return d->tokens.allShared();
}

QList<Token> Session::tokens() const
{
    return d->tokens.all();
}

qsizetype Session::tokenCount() const
{
    return d->tokens.size();
}

bool Session::hasTokens() const
{
    return !d->tokens.isEmpty();
}

std::optional<Token> Session::token(const TokenKey &key) const
{
    return d->tokens.find(key);
}

TokenPtr Session::sharedToken(const TokenKey &key) const
{
    return d->tokens.shared(key);
}

bool Session::isBusy(const TokenKey &key) const
{
    return d->busyTokens.contains(key.tokenId);
}

int Session::runningOperations() const
{
    return d->runningOperations;
}

QList<Workspace> Session::workspaces() const
{
    QList<Workspace> all = d->namedWorkspaces;
    for (const QString &id : account().workspaceIds) {
        const bool isNamed = std::any_of(
            all.cbegin(), all.cend(), [&id](const Workspace &workspace) { return workspace.id == id; });
        if (!isNamed)
            all.append({id, id});
    }
    return all;
}

QString Session::placeName(const TokenPlace &place) const
{
    if (place.list == TokenList::Policy)
        return tr("Organization, policy");
    if (place.isOrganization())
        return tr("Organization");
    for (const Workspace &workspace : std::as_const(d->namedWorkspaces)) {
        if (workspace.id == place.workspaceId && !workspace.name.isEmpty())
            return workspace.name;
    }
    return place.workspaceId;
}

QList<Deployment> Session::deployments() const
{
    return d->namedDeployments;
}

QString Session::entityName(EntityType type, const QString &id) const
{
    if (type == EntityType::Workspace)
        return placeName({id});
    const QString name = type == EntityType::Deployment ? d->deploymentNames.value(id.toLower()) : QString();
    return name.isEmpty() ? id : name;
}

QString Session::homeName(const Token &token) const
{
    const bool isWorkspace = token.scope == TokenScope::Workspace;
    if (!isWorkspace && token.scope != TokenScope::Deployment)
        return {};
    if (isWorkspace && !token.place().isOrganization())
        return placeName(token.place());
    const EntityType type = isWorkspace ? EntityType::Workspace : EntityType::Deployment;
    for (const TokenRole &role : token.roles) {
        // A workspace's token has one role on a workspace, its own; the same goes for a deployment's.
        if (role.entityType == type)
            return entityName(type, role.entityId);
    }
    return {};
}

void Session::loadDeployments()
{
    if (d->areDeploymentsAskedFor || d->refusal({}))
        return;
    d->areDeploymentsAskedFor = true;
    listDeployments(this)->onFinished(this, [](Result<QList<Deployment>> &&) {});
}

void Session::Private::adoptDeployments(const QList<Deployment> &told)
{
    if (told == namedDeployments)
        return;
    namedDeployments = told;
    deploymentNames.clear();
    for (const Deployment &deployment : told) {
        if (!deployment.name.isEmpty())
            deploymentNames.insert(deployment.id.toLower(), deployment.name);
    }
    Q_EMIT q->deploymentsChanged();
}

void Session::Private::needDeployments(const TokenPtrs &news)
{
    if (areDeploymentsAskedFor)
        return;
    const auto isOnDeployment = [](const TokenRole &role) {
        return role.entityType == EntityType::Deployment;
    };
    const bool areNeeded = std::any_of(news.cbegin(), news.cend(), [&](const TokenPtr &token) {
        return std::any_of(token->roles.cbegin(), token->roles.cend(), isOnDeployment);
    });
    if (areNeeded)
        q->loadDeployments();
}

QList<TokenPlace> Session::places() const
{
    QList<TokenPlace> places = d->line->provider().places();
    places.removeIf([](const TokenPlace &place) { return place.list != TokenList::Usual; });
    return places;
}

bool Session::isPolicyListRefused() const
{
    return d->isPolicyListRefused;
}

const Secret &Session::credential() const
{
    return d->newCredential.isEmpty() ? d->line->credential() : d->newCredential;
}

bool Session::hasNewCredential() const
{
    return !d->newCredential.isEmpty();
}

OwnToken Session::ownToken() const
{
    return d->own;
}

bool Session::mayBeOwnToken(const QString &tokenId) const
{
    return d->own.is(tokenId) || (d->own.mayBe(tokenId) && !d->safekeeper.hasIssued(tokenId));
}

void Session::signIn(Secret credential, const QString &recordedToken)
{
    d->newCredential.clear();
    d->line->setCredential(std::move(credential));
    d->pulse.credentialChanged(d->line->loginEnd());
    d->feelPulse();
    if (d->line->hasCredential()) {
        d->recognise(recordedToken);
        refresh();
    } else {
        d->stopListing();
        d->setState(State::NeedsCredential, {});
    }
}

void Session::setProxyPassword(Secret password)
{
    d->line->setProxyPassword(std::move(password));
}

bool Session::lacksProxyPassword() const
{
    return d->line->lacksProxyPassword();
}

Secret Session::proxyPassword() const
{
    return d->line->proxyPassword();
}

void Session::recordOwnToken(const QString &tokenId)
{
    if (d->own.source != OwnToken::Source::Told)
        d->recognise(tokenId);
}

void Session::Private::recognise(const QString &recordedToken)
{
    OwnToken now = ownTokenOf(line->account(), line->credential());
    if (now.source != OwnToken::Source::Told && !recordedToken.isEmpty())
        now = {OwnToken::Source::Recorded, recordedToken};
    if (now == own)
        return;
    own = now;
    Q_EMIT q->ownTokenChanged();
}

void Session::refresh()
{
    if (!d->line->hasCredential())
        return;
    d->stopListing();
    d->startListing();
}

void Session::cancelRefresh()
{
    if (!d->listing)
        return;
    const bool hasNews = d->listing->hasPages();
    d->stopListing();
    if (hasNews)
        d->setState(State::Incomplete, d->localError(Error::Kind::Cancelled, {}));
    else
        d->setState(d->stateBefore, d->errorBefore);
}

void Session::Private::setState(State next, std::optional<Error> why)
{
    state = next;
    error = std::move(why);
    Q_EMIT q->stateChanged();
}

void Session::Private::stopListing()
{
    if (!listing)
        return;
    // It may be its own signal that led here.
    listing->disconnect(q);
    listing.release()->deleteLater();
}

void Session::Private::startListing()
{
    if (state != State::Loading) {
        stateBefore = state;
        errorBefore = error;
    }
    if (roleReader)
        roleReader->stop();
    rolesAskedFor.clear();
    areDeploymentsAskedFor = false;
    tokens.beginListing();
    listing = std::make_unique<AccountListing>(line, clock, q);
    QObject::connect(
        listing.get(), &AccountListing::pageArrived, q, [this](const TokenPtrs &page) { takePage(page); });
    QObject::connect(listing.get(), &AccountListing::placeFinished, q,
        [this](const TokenPlace &place, const ListingOutcome &outcome) { finishPlace(place, outcome); });
    QObject::connect(listing.get(), &AccountListing::progressChanged, q, [this] {
        progress = listing->progress();
        Q_EMIT q->progressChanged();
    });
    QObject::connect(listing.get(), &AccountListing::retryScheduled, q, &Session::waiting);
    QObject::connect(listing.get(), &AccountListing::finished, q, [this] { finishListing(); });
    progress = {};
    listing->start();
    setState(State::Loading, {});
    startWorkspaceNames();
}

void Session::Private::startWorkspaceNames()
{
    const auto info = providerInfo(line->account().providerKey);
    if (isNamingWorkspaces || !info || !info->hasWorkspaces)
        return;
    isNamingWorkspaces = true;
    auto *job = line->provider().listWorkspaces(q);
    job->onFinished(q, [this](Result<QList<Workspace>> &&result) {
        isNamingWorkspaces = false;
        // Names are a comfort: a sign-in that may list tokens but not workspaces is a proper one.
        if (!result || result.value() == namedWorkspaces)
            return;
        namedWorkspaces = std::move(result).value();
        Q_EMIT q->workspacesChanged();
    });
}

void Session::Private::takePage(const TokenPtrs &page)
{
    if (tokens.isEmpty()) {
        const qint64 total = listing->progress().total;
        tokens.expect(qsizetype(std::clamp<qint64>(total, 0, page.size() * pagesBelieved)));
    }
    const TokenPtrs news = tokens.mergePage(page);
    needDeployments(news);
    if (!news.isEmpty())
        Q_EMIT q->tokensUpserted(news);
}

void Session::Private::finishPlace(const TokenPlace &place, const ListingOutcome &outcome)
{
    if (!outcome.isComplete)
        return;
    if (!wholePlaces.contains(place))
        wholePlaces.append(place);
    const QList<TokenKey> gone = tokens.keepOnly(place, outcome.tokenIds);
    if (!gone.isEmpty())
        Q_EMIT q->tokensRemoved(gone);
}

void Session::Private::finishListing()
{
    const std::optional<Error> why = listing->error();
    const bool hasPages = listing->hasPages();
    isPolicyListRefused = listing->isPolicyListRefused();
    stopListing();
    pulse.listed(why);
    feelPulse();
    if (!why) {
        listedAt = clock.nowUtc();
        hasEarlierRows = false;
        setState(State::Ready, {});
    } else {
        setState(hasPages ? State::Incomplete : State::Failed, why);
    }
    if (roleReader)
        roleReader->goOn();
}
