// SPDX-License-Identifier: MIT
#include "session/safekeeper.h"

#include "core/clock.h"
#include "session/credentialbook.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/profile.h"
#include "store/storeerror.h"
#include "store/transaction.h"
#include "store/vault.h"

#include <QSet>

#include <algorithm>
#include <utility>
#include <vector>

namespace {

const QString recordPrefix = QStringLiteral("secret/");

QString recordName(const QString &id)
{
    return recordPrefix + id;
}

const QString issuedPrefix = QStringLiteral("issued/");

bool isUnclaimed(OperationState state)
{
    return state == OperationState::Kept || state == OperationState::Shown;
}

KeptSecret factsOf(const JournalOperation &operation)
{
    KeptSecret facts;
    facts.id = operation.id;
    facts.token.accountId = operation.facts.accountId;
    facts.token.workspaceId = operation.facts.workspaceId;
    facts.token.list = operation.facts.list;
    facts.token.id = operation.tokenId();
    facts.token.name = operation.facts.tokenName;
    facts.accountName = operation.facts.accountName;
    facts.isCredential = operation.facts.isOwnCredential;
    facts.origin = operation.facts.verb == OperationVerb::Rotate ? KeptSecret::Origin::Rotated
                                                                 : KeptSecret::Origin::Created;
    for (const JournalEvent &event : operation.events) {
        if (isUnclaimed(event.state)) {
            facts.receivedAt = event.at;
            break;
        }
    }
    return facts;
}

} // namespace

class Safekeeper::Private
{
public:
    struct Entry
    {
        KeptSecret facts;
        Secret value; ///< empty = in the vault, not read yet
        bool isStored = false; ///< the vault has it
        bool isShown = false;
        std::optional<OwnToken> own; ///< the vault shall take it as the account's credential too
    };

    Private(Safekeeper *owner, const Clock &timeSource, Profile &store)
        : q(owner)
        , clock(timeSource)
        , profile(store)
    { }

    [[nodiscard]] auto locate(const QString &id)
    {
        return std::find_if(
            entries.begin(), entries.end(), [&id](const Entry &entry) { return entry.facts.id == id; });
    }

    /// The vault is open in one way or the other.
    [[nodiscard]] bool canKeep() const
    {
        const Vault::State state = profile.vault().state();
        return state == Vault::State::Unlocked || state == Vault::State::MemoryOnly;
    }

    void take(Entry &&entry, Secret &&secret);
    /// Records and row, all or none.
    Result<Nothing> store(Entry &entry);
    /// What an earlier run, or another program on this profile, left unclaimed.
    void takeUp();
    void offer(const JournalOperation &operation);
    void tellLost(const JournalOperation &operation);
    void vaultChanged();

    Safekeeper *q;
    const Clock &clock;
    Profile &profile;
    std::vector<Entry> entries;
    bool hasKept = false; ///< in this run
};

Result<Nothing> Safekeeper::Private::store(Entry &entry)
{
    Transaction transaction(profile.database());
    const QString &id = entry.facts.id;
    if (Result<Nothing> put = profile.vault().put(recordName(id), entry.value); !put)
        return put;
    if (const QString &tokenId = entry.facts.token.id; !tokenId.isEmpty()) {
        if (Result<Nothing> put = profile.vault().put(issuedPrefix + tokenId, entry.value.fingerprint());
            !put)
            return put;
    }
    if (entry.own) {
        const QString &accountId = entry.facts.token.accountId;
        if (Result<Nothing> put = CredentialBook(profile).remember(accountId, entry.value, *entry.own); !put)
            return put;
    }
    EventDetails details;
    details.tokenId = entry.facts.token.id;
    if (Result<Nothing> noted = profile.journal().advance(id, OperationState::Kept, details); !noted)
        return noted;
    Result<Nothing> committed = transaction.commit();
    if (committed) {
        entry.isStored = true;
        entry.own.reset();
        entry.facts.isDurable = profile.vault().state() == Vault::State::Unlocked;
        entry.facts.trouble.reset();
    }
    return committed;
}

void Safekeeper::Private::take(Entry &&entry, Secret &&secret)
{
    entry.facts.receivedAt = clock.nowUtc();
    entry.value = std::move(secret);
    hasKept = true;
    if (const Result<Nothing> stored = store(entry); !stored)
        entry.facts.trouble = stored.error();
    entries.push_back(std::move(entry));
    Q_EMIT q->changed();
}

void Safekeeper::Private::takeUp()
{
    const Result<QList<JournalOperation>> unfinished = profile.journal().unfinished();
    if (!unfinished)
        return;
    const bool isOpen = profile.vault().state() == Vault::State::Unlocked;
    const bool isLockedAway = profile.vault().hasStoredKey() && !isOpen;
    QSet<QString> records;
    if (isOpen) {
        const Result<QStringList> names = profile.vault().names(recordPrefix);
        if (!names)
            return;
        records = QSet<QString>(names.value().cbegin(), names.value().cend());
    }
    for (const JournalOperation &operation : unfinished.value()) {
        if (!isUnclaimed(operation.state) || locate(operation.id) != entries.end())
            continue;
        if (isLockedAway || records.contains(recordName(operation.id)))
            offer(operation);
        else if (!profile.isRunAlive(operation.runId))
            tellLost(operation);
    }
}

void Safekeeper::Private::offer(const JournalOperation &operation)
{
    Entry entry;
    entry.facts = factsOf(operation);
    entry.facts.isDurable = true;
    entry.isStored = true;
    entry.isShown = operation.state == OperationState::Shown;
    entries.push_back(std::move(entry));
}

void Safekeeper::Private::tellLost(const JournalOperation &operation)
{
    EventDetails details;
    details.finding = operation.facts.verb == OperationVerb::Rotate ? Finding::RotatedSecretLost
                                                                    : Finding::CreatedSecretLost;
    (void)profile.journal().advance(operation.id, OperationState::Resolved, details);
}

void Safekeeper::Private::vaultChanged()
{
    const bool isOpen = canKeep();
    for (Entry &entry : entries) {
        // What is in a locked vault must not be in memory.
        if (!isOpen && entry.isStored)
            entry.value.clear();
        if (entry.isStored)
            entry.facts.isDurable = profile.vault().state() != Vault::State::MemoryOnly;
        else if (isOpen)
            (void)store(entry);
    }
    if (isOpen)
        takeUp();
    Q_EMIT q->changed();
}

Safekeeper::Safekeeper(const Clock &clock, Profile &profile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, profile))
{
    if (profile.isInMemory())
        return;
    d->takeUp();
    connect(&profile.vault(), &Vault::stateChanged, this, [this] { d->vaultChanged(); });
}

Safekeeper::~Safekeeper() = default;

Profile &Safekeeper::profile() const
{
    return d->profile;
}

Journal &Safekeeper::journal() const
{
    return d->profile.journal();
}

bool Safekeeper::isDurable() const
{
    return !d->profile.isInMemory() && d->profile.vault().state() == Vault::State::Unlocked;
}

std::optional<Error> Safekeeper::refusal() const
{
    if (d->profile.isInMemory() || d->canKeep())
        return {};
    const bool isAbsent = d->profile.vault().state() == Vault::State::Absent;
    return isAbsent ? storeError(QStringLiteral("no vault was made yet"), StoreTrouble::VaultAbsent)
                    : storeError(QStringLiteral("the vault is locked"), StoreTrouble::VaultLocked);
}

void Safekeeper::keep(Secret &&secret, const QString &operationId, const Token &token,
    const QString &accountName, KeptSecret::Origin origin)
{
    Private::Entry entry;
    entry.facts.id = operationId;
    entry.facts.token = token;
    entry.facts.accountName = accountName;
    entry.facts.origin = origin;
    d->take(std::move(entry), std::move(secret));
}

void Safekeeper::keepCredential(Secret &&secret, const QString &operationId, const Token &token,
    const QString &accountName, const OwnToken &own)
{
    Private::Entry entry;
    entry.facts.id = operationId;
    entry.facts.token = token;
    entry.facts.accountName = accountName;
    entry.facts.origin = KeptSecret::Origin::Rotated;
    entry.facts.isCredential = true;
    entry.own = own;
    d->take(std::move(entry), std::move(secret));
    Q_EMIT credentialKept(token.accountId);
}

void Safekeeper::releaseCredential(const QString &accountId)
{
    for (Private::Entry &entry : d->entries) {
        if (entry.facts.token.accountId == accountId)
            entry.own.reset();
    }
}

Result<Nothing> Safekeeper::keepAgain(const QString &id)
{
    const auto entry = d->locate(id);
    if (entry == d->entries.end() || entry->isStored)
        return Nothing{};
    Result<Nothing> stored = d->store(*entry);
    if (!stored)
        entry->facts.trouble = stored.error();
    Q_EMIT changed();
    return stored;
}

QList<KeptSecret> Safekeeper::waiting() const
{
    QList<KeptSecret> all;
    for (const Private::Entry &entry : d->entries)
        all.append(entry.facts);
    return all;
}

std::optional<KeptSecret> Safekeeper::find(const QString &id) const
{
    const auto entry = d->locate(id);
    return entry == d->entries.end() ? std::nullopt : std::optional<KeptSecret>(entry->facts);
}

const Secret *Safekeeper::secret(const QString &id) const
{
    const auto entry = d->locate(id);
    if (entry == d->entries.end())
        return nullptr;
    if (entry->value.isEmpty() && entry->isStored) {
        Result<Secret> value = d->profile.vault().get(recordName(id));
        if (!value)
            return nullptr;
        entry->value = std::move(value).value();
    }
    return entry->value.isEmpty() ? nullptr : &entry->value;
}

void Safekeeper::markShown(const QString &id)
{
    const auto entry = d->locate(id);
    if (entry == d->entries.end() || entry->isShown)
        return;
    // Should the disk be full now, the person must see the value all the more.
    entry->isShown = d->profile.journal().advance(id, OperationState::Shown).ok();
}

bool Safekeeper::confirmStored(const QString &id)
{
    const auto entry = d->locate(id);
    if (entry == d->entries.end())
        return false;
    if (entry->isStored) {
        Transaction transaction(d->profile.database());
        const bool isGone = d->profile.vault().remove(recordName(id)).ok()
            && d->profile.journal().advance(id, OperationState::Confirmed).ok() && transaction.commit().ok();
        if (!isGone)
            return false;
    } else {
        // Never was in the vault; the person says that it is elsewhere, and that is what counts.
        markShown(id);
        (void)d->profile.journal().advance(id, OperationState::Confirmed);
    }
    d->entries.erase(entry);
    Q_EMIT changed();
    return true;
}

QString Safekeeper::tokenOf(const Secret &value) const
{
    // A profile in memory is not opened for a question to which it cannot have an answer.
    if (value.isEmpty() || (d->profile.isInMemory() && !d->hasKept) || !d->canKeep())
        return {};
    const Result<QStringList> names = d->profile.vault().names(issuedPrefix);
    if (!names)
        return {};
    const Secret mark = value.fingerprint();
    for (const QString &name : names.value()) {
        const Result<Secret> known = d->profile.vault().get(name);
        if (known && known.value().isSameAs(mark))
            return name.mid(issuedPrefix.size());
    }
    return {};
}

bool Safekeeper::hasIssued(const QString &tokenId) const
{
    if ((d->profile.isInMemory() && !d->hasKept) || !d->canKeep())
        return false;
    return d->profile.vault().get(issuedPrefix + tokenId).ok();
}

void Safekeeper::forgetToken(const QString &tokenId)
{
    if ((d->profile.isInMemory() && !d->hasKept) || !d->canKeep())
        return;
    (void)d->profile.vault().remove(issuedPrefix + tokenId);
}
