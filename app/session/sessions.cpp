// SPDX-License-Identifier: MIT
#include "session/sessions.h"

#include "providers/catalog.h"
#include "session/accountrules.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "store/accountbook.h"
#include "store/profile.h"
#include "store/vault.h"

#include <QUuid>

#include <algorithm>
#include <vector>

namespace {

QString credentialName(const QString &accountId)
{
    return QStringLiteral("credential/") + accountId;
}

} // namespace

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
    { }

    [[nodiscard]] std::unique_ptr<Session> make(const Account &account, Secret credential) const
    {
        return std::make_unique<Session>(account, std::move(credential), clock, safekeeper, background);
    }

    [[nodiscard]] List::iterator locate(const QString &id)
    {
        return std::find_if(list.begin(), list.end(),
            [&id](const std::unique_ptr<Session> &session) { return session->account().id == id; });
    }

    void remember(const Account &account, const Secret &credential)
    {
        if (profile.isInMemory())
            return;
        report(profile.accounts().save(account));
        rememberCredential(account.id, credential);
    }

    /// Where the vault is not open the credential is in memory only, as the window says.
    void rememberCredential(const QString &accountId, const Secret &credential)
    {
        if (profile.isInMemory() || !isVaultOpen() || credential.isEmpty())
            return;
        report(profile.vault().put(credentialName(accountId), credential));
    }

    [[nodiscard]] Secret rememberedCredential(const QString &accountId) const
    {
        if (!isVaultOpen())
            return {};
        Result<Secret> credential = profile.vault().get(credentialName(accountId));
        return credential ? std::move(credential).value() : Secret();
    }

    [[nodiscard]] bool isVaultOpen() const
    {
        const Vault::State state = profile.vault().state();
        return state == Vault::State::Unlocked || state == Vault::State::MemoryOnly;
    }

    /// An open vault gives credentials to those who wait for one, and takes those it does not have yet; a
    /// locked one leaves nobody with a credential in memory.
    void vaultChanged();

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
    List list;
};

void Sessions::Private::vaultChanged()
{
    const bool isLocked = profile.vault().state() == Vault::State::Locked;
    for (const auto &session : list) {
        const QString &id = session->account().id;
        if (isLocked) {
            session->signIn({});
        } else if (session->state() == Session::State::NeedsCredential) {
            if (Secret credential = rememberedCredential(id); !credential.isEmpty())
                session->signIn(std::move(credential));
        } else {
            rememberCredential(id, session->credential());
        }
    }
}

Sessions::Sessions(const Clock &clock, Safekeeper &safekeeper, Background &background, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, safekeeper, background))
{
    if (!d->profile.isInMemory())
        connect(&d->profile.vault(), &Vault::stateChanged, this, [this] { d->vaultChanged(); });
}

Sessions::~Sessions() = default;

void Sessions::openRemembered()
{
    if (d->profile.isInMemory())
        return;
    const Result<QList<Account>> accounts = d->profile.accounts().load();
    if (!accounts) {
        Q_EMIT bookFailed(accounts.error());
        return;
    }
    openRemembered(accounts.value());
}

void Sessions::openRemembered(const QList<Account> &accounts)
{
    for (const Account &account : accounts) {
        d->list.push_back(d->make(account, d->rememberedCredential(account.id)));
        Session *session = d->list.back().get();
        Q_EMIT added(session);
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

Session *Sessions::add(Account account, Secret credential)
{
    account = AccountRules::normalized(std::move(account));
    if (account.id.isEmpty())
        account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    d->remember(account, credential);
    d->list.push_back(d->make(account, std::move(credential)));
    Session *session = d->list.back().get();
    Q_EMIT added(session);
    session->refresh();
    return session;
}

Session *Sessions::replace(const Account &changed, Secret credential)
{
    const Account account = AccountRules::normalized(changed);
    const auto position = d->locate(account.id);
    if (position == d->list.end())
        return add(account, std::move(credential));
    if (credential.isEmpty() && AccountRules::haveSameService((*position)->account(), account))
        credential = (*position)->credential();
    d->remember(account, credential);

    const auto index = position - d->list.begin();
    d->retire(position);
    const auto made = d->list.insert(d->list.begin() + index, d->make(account, std::move(credential)));
    Session *session = made->get();
    Q_EMIT added(session);
    session->refresh();
    return session;
}

void Sessions::signIn(const QString &accountId, Secret credential)
{
    const auto position = d->locate(accountId);
    if (position == d->list.end())
        return;
    d->rememberCredential(accountId, credential);
    (*position)->signIn(std::move(credential));
}

void Sessions::remove(const QString &accountId)
{
    const auto position = d->locate(accountId);
    if (position == d->list.end())
        return;
    if (!d->profile.isInMemory()) {
        d->report(d->profile.accounts().remove(accountId));
        if (d->isVaultOpen()) {
            const Result<bool> forgotten = d->profile.vault().remove(credentialName(accountId));
            d->report(forgotten ? Result<Nothing>(Nothing{}) : Result<Nothing>(forgotten.error()));
        }
    }
    d->retire(position);
}

void Sessions::refreshAll()
{
    for (const auto &session : d->list)
        session->refresh();
}
