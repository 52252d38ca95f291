// SPDX-License-Identifier: MIT
#include "session/sessions.h"

#include "net/sharednetwork.h"
#include "providers/catalog.h"
#include "session/accountrules.h"
#include "session/credentialbook.h"
#include "session/generationprobe.h"
#include "session/listingmemory.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "store/accountbook.h"
#include "store/profile.h"
#include "store/vault.h"

#include <QUuid>

#include <algorithm>
#include <vector>

class Sessions::Private
{
public:
    using List = std::vector<std::unique_ptr<Session>>;

    Private(Sessions *owner, const Clock &timeSource, Safekeeper &keeper, Background &workers)
        : q(owner)
        , clock(timeSource)
        , safekeeper(keeper)
        , background(workers)
        , profile(keeper.profile())
        , book(keeper.profile())
        , memory(profile.filePath(), *owner, workers)
    { }

    [[nodiscard]] std::unique_ptr<Session> make(
        const Account &account, Secret credential, Secret proxyPassword, const QString &recordedToken)
    {
        auto session = std::make_unique<Session>(
            account, std::move(credential), clock, safekeeper, background, nullptr, Patience{}, network);
        session->setProxyPassword(std::move(proxyPassword));
        session->recordOwnToken(recordedToken);
        memory.watch(session.get());
        return session;
    }
    void open(const QList<Account> &accounts, bool isAsking);

    [[nodiscard]] List::iterator locate(const QString &id)
    {
        return std::find_if(list.begin(), list.end(),
            [&id](const std::unique_ptr<Session> &session) { return session->account().id == id; });
    }

    /// What the session signs in with; where the vault is not open it is in memory only, as the window says.
    void remember(const Session &session)
    {
        const QString &id = session.account().id;
        report(book.remember(id, session.credential(), session.ownToken()));
        const Account &account = session.account();
        const bool hasLogin = account.proxy.isManual() && !account.proxy.user.isEmpty();
        if (const Secret password = session.proxyPassword(); !password.isEmpty() || !hasLogin)
            report(book.rememberProxyPassword(id, password));
    }

    /// The same for a credential that just came: it may be a value that was issued here.
    void rememberNew(Session &session)
    {
        safekeeper.releaseCredential(session.account().id);
        if (const QString issued = safekeeper.tokenOf(session.credential()); !issued.isEmpty())
            session.recordOwnToken(issued);
        remember(session);
    }

    /// An open vault gives credentials to those who wait for one, and takes those it does not have yet; a
    /// locked one leaves nobody with a credential in memory.
    void vaultChanged();

    /// The account's token was rotated by a session that is no more, made anew meanwhile.
    void follow(const QString &accountId)
    {
        Session *session = q->find(accountId);
        if (!session || session->hasNewCredential())
            return;
        if (Secret credential = book.credential(accountId); !credential.isEmpty())
            session->signIn(std::move(credential), book.recordedToken(accountId));
    }

    void report(const Result<Nothing> &result)
    {
        if (!result)
            Q_EMIT q->bookFailed(result.error());
    }

    /// Takes it out of the list, then lets it die: whoever hears of it finds it no more.
    void retire(List::iterator position)
    {
        const std::unique_ptr<Session> session = std::move(*position);
        list.erase(position);
        const QString id = session->account().id;
        Q_EMIT q->aboutToRemove(session.get());
        Q_EMIT q->removed(id);
    }

    Sessions *q;
    const Clock &clock;
    Safekeeper &safekeeper;
    Background &background;
    Profile &profile;
    CredentialBook book;
    std::shared_ptr<SharedNetwork> network = std::make_shared<SharedNetwork>();
    List list;
    ListingMemory memory;
};

void Sessions::Private::vaultChanged()
{
    const bool isLocked = profile.vault().state() == Vault::State::Locked;
    for (const auto &session : list) {
        const QString &id = session->account().id;
        if (isLocked) {
            session->setProxyPassword({});
            session->signIn({});
            continue;
        }
        if (session->lacksProxyPassword())
            session->setProxyPassword(book.proxyPassword(id));
        if (session->state() == Session::State::NeedsCredential) {
            if (Secret credential = book.credential(id); !credential.isEmpty())
                session->signIn(std::move(credential), book.recordedToken(id));
        } else {
            remember(*session);
        }
    }
}

Sessions::Sessions(const Clock &clock, Safekeeper &safekeeper, Background &background, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, safekeeper, background))
{
    if (!d->profile.isInMemory())
        connect(&d->profile.vault(), &Vault::stateChanged, this, [this] { d->vaultChanged(); });
    connect(&d->memory, &ListingMemory::recalled, this, &Sessions::recalled);
    connect(&d->memory, &ListingMemory::damaged, this, &Sessions::listingsDamaged);
    connect(&safekeeper, &Safekeeper::credentialKept, this, [this](const QString &id) { d->follow(id); });
}

Sessions::~Sessions() = default;

void Sessions::expectListings(std::shared_future<std::shared_ptr<KeptListings>> ahead)
{
    d->memory.expect(std::move(ahead));
}

void Sessions::openRemembered()
{
    if (d->profile.isInMemory())
        return;
    const Result<QList<Account>> accounts = d->profile.accounts().load();
    if (!accounts) {
        Q_EMIT bookFailed(accounts.error());
        return;
    }
    // First, so that the disk is read while the sessions are made.
    d->memory.recall(accounts.value());
    d->open(accounts.value(), true);
}

void Sessions::openRemembered(const QList<Account> &accounts)
{
    d->open(accounts, true);
}

void Sessions::openOffline(const QList<Account> &accounts)
{
    d->memory.recall(accounts);
    d->open(accounts, false);
}

bool Sessions::isRecalling() const
{
    return d->memory.isRecalling();
}

void Sessions::Private::open(const QList<Account> &accounts, bool isAsking)
{
    for (const Account &account : accounts) {
        list.push_back(make(account, book.credential(account.id), book.proxyPassword(account.id),
            book.recordedToken(account.id)));
        Session *session = list.back().get();
        Q_EMIT q->added(session);
        if (isAsking)
            session->refresh();
    }
}

QList<Session *> Sessions::all() const
{
    QList<Session *> sessions;
    for (const auto &session : d->list)
        sessions.append(session.get());
    return sessions;
}

Session *Sessions::find(const QString &accountId) const
{
    const auto position = d->locate(accountId);
    return position == d->list.end() ? nullptr : position->get();
}

QList<ProviderInfo> Sessions::providers() const
{
    return providerCatalog();
}

std::optional<ProviderInfo> Sessions::provider(const QString &key) const
{
    return providerInfo(key);
}

Safekeeper &Sessions::safekeeper() const
{
    return d->safekeeper;
}

const Clock &Sessions::clock() const
{
    return d->clock;
}

Background &Sessions::background() const
{
    return d->background;
}

QList<FieldError> Sessions::validate(
    const Account &account, const QString &editedId, bool hasCredential) const
{
    QList<Account> others;
    const Session *edited = nullptr;
    for (const auto &session : d->list) {
        if (session->account().id == editedId)
            edited = session.get();
        else
            others.append(session->account());
    }
    QList<FieldError> wrong =
        AccountRules::check(AccountRules::normalized(account), provider(account.providerKey), others);
    const bool canKeepCredential = edited && edited->state() != Session::State::NeedsCredential
        && AccountRules::haveSameService(edited->account(), account);
    if (!hasCredential && !canKeepCredential)
        wrong.append(AccountRules::missingCredential());
    return wrong;
}

Session *Sessions::add(Account account, Secret credential, Secret proxyPassword, FirstListing listing)
{
    account = AccountRules::normalized(std::move(account));
    if (account.id.isEmpty())
        account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!d->profile.isInMemory())
        d->report(d->profile.accounts().save(account));
    d->list.push_back(d->make(account, std::move(credential), std::move(proxyPassword), {}));
    Session *session = d->list.back().get();
    d->rememberNew(*session);
    Q_EMIT added(session);
    if (listing == FirstListing::AtOnce)
        session->refresh();
    return session;
}

Session *Sessions::replace(const Account &changed, Secret credential, Secret proxyPassword)
{
    const Account account = AccountRules::normalized(changed);
    const auto position = d->locate(account.id);
    if (position == d->list.end())
        return add(account, std::move(credential), std::move(proxyPassword));
    const bool keepsCredential =
        credential.isEmpty() && AccountRules::haveSameService((*position)->account(), account);
    if (proxyPassword.isEmpty() && (*position)->account().proxy == account.proxy)
        proxyPassword = (*position)->proxyPassword();
    OwnToken before;
    if (keepsCredential) {
        credential = (*position)->credential().duplicate();
        before = (*position)->ownToken();
    }
    if (!d->profile.isInMemory())
        d->report(d->profile.accounts().save(account));
    if (!TokenCache::isSameService((*position)->account(), account))
        d->memory.forget(account.id);

    const auto index = position - d->list.begin();
    d->retire(position);
    const auto made = d->list.insert(d->list.begin() + index,
        d->make(account, std::move(credential), std::move(proxyPassword), before.tokenId));
    Session *session = made->get();
    if (keepsCredential)
        d->remember(*session);
    else
        d->rememberNew(*session);
    Q_EMIT added(session);
    session->refresh();
    return session;
}

void Sessions::signIn(const QString &accountId, Secret credential, Secret proxyPassword)
{
    const auto position = d->locate(accountId);
    if (position == d->list.end())
        return;
    if (!proxyPassword.isEmpty())
        (*position)->setProxyPassword(std::move(proxyPassword));
    (*position)->signIn(std::move(credential));
    d->rememberNew(**position);
}

bool Sessions::recordOwnToken(const QString &accountId, const QString &tokenId)
{
    Session *session = find(accountId);
    if (!session || session->ownToken().source == OwnToken::Source::Told)
        return false;
    session->recordOwnToken(tokenId);
    const Result<Nothing> recorded = d->book.recordToken(accountId, session->ownToken());
    d->report(recorded);
    return recorded.ok();
}

void Sessions::remove(const QString &accountId)
{
    const auto position = d->locate(accountId);
    if (position == d->list.end())
        return;
    if (!d->profile.isInMemory()) {
        d->report(d->profile.accounts().remove(accountId));
        d->report(d->book.forget(accountId));
        d->memory.forget(accountId);
    }
    d->retire(position);
}

JobOf<GenerationReport> *Sessions::probeGenerations(QObject *owner, const QString &accountId)
{
    const Session *session = find(accountId);
    if (!session)
        return finishedJob<GenerationReport>(owner, GenerationReport{});
    return GenerationProbe::start(owner, session->account(), session->credential(), d->clock, d->background,
        {}, session->proxyPassword());
}

void Sessions::useGeneration(const QString &accountId, const QString &generation)
{
    if (const Session *session = find(accountId))
        replace(GenerationProbe::speaking(session->account(), generation), {});
}

void Sessions::refreshAll()
{
    for (const auto &session : d->list)
        session->refresh();
}
