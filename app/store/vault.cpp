// SPDX-License-Identifier: MIT
#include "store/vault.h"

#include "core/clock.h"
#include "store/database.h"
#include "store/storeerror.h"
#include "store/transaction.h"
#include "store/vaulterrand.h"
#include "store/vaultkeyrow.h"
#include "store/vaultrecords.h"

#include <sodium.h>

namespace {

Error conflict(const QString &technical)
{
    Error error = storeError(technical);
    error.kind = Error::Kind::Conflict;
    return error;
}

Error busyError()
{
    return conflict(QStringLiteral("the vault is being opened, made or moved"));
}

Error lockedError()
{
    return storeError(QStringLiteral("the vault is locked"), StoreTrouble::VaultLocked);
}

Error absentError()
{
    return storeError(QStringLiteral("no vault was made yet"), StoreTrouble::VaultAbsent);
}

Error cancelledError()
{
    Error error = storeError(QStringLiteral("it was stopped"));
    error.kind = Error::Kind::Cancelled;
    return error;
}

Error changedElsewhereError()
{
    return storeError(QStringLiteral("another program exchanged or removed the vault's key"),
        StoreTrouble::VaultChangedElsewhere);
}

Error keylessError()
{
    return storeError(
        QStringLiteral("the file has records of a vault and not its key"), StoreTrouble::FileDamaged);
}

Vault::Protection protectionBy(KeySource::Kind kind)
{
    return kind == KeySource::Kind::Keychain ? Vault::Protection::Keychain : Vault::Protection::Password;
}

QByteArray newKeyId()
{
    QByteArray id(16, '\0');
    randombytes_buf(id.data(), static_cast<std::size_t>(id.size()));
    return id;
}

} // namespace

class Vault::Private
{
public:
    /// A source as a job keeps it: the object may be gone before the key comes.
    struct Origin
    {
        explicit Origin(KeySource &keySource)
            : source(&keySource)
            , kind(keySource.kind())
            , mismatch(keySource.mismatch())
        { }

        QPointer<KeySource> source;
        KeySource::Kind kind;
        Error mismatch;
    };

    Private(Vault *vault, Database &store, const Clock &timeSource)
        : q(vault)
        , database(store)
        , clock(timeSource)
        , file(store, VaultRecords::Place::File)
        , memory(store, VaultRecords::Place::Memory)
    { }

    [[nodiscard]] VaultRecords &records() { return state == State::MemoryOnly ? memory : file; }
    /// Why records cannot be read or written now, if so.
    [[nodiscard]] std::optional<Error> refusal() const;
    [[nodiscard]] Result<VaultKeyRow> storedRow();
    void setState(State newState, Protection newProtection);
    void forgetKey();
    void readState();

    VaultErrand *begin(JobOf<Nothing> *told);
    void finish(VaultErrand *errand, Result<Nothing> &&result);
    /// The key that was made outside the database is of no use. Not waited for: a keychain that hangs must
    /// not keep the reason from the asker.
    void undo(VaultErrand *errand, const Origin &maker, const QJsonObject &parameters, const Error &reason);

    void created(VaultErrand *errand, const Origin &maker, Result<WrappingKey> &&wrapping);
    void unlocked(
        VaultErrand *errand, const Origin &opener, const VaultKeyRow &row, Result<WrappingKey> &&wrapping);
    void moved(VaultErrand *errand, const Origin &target, const std::optional<VaultKeyRow> &old,
        Result<WrappingKey> &&wrapping);

    [[nodiscard]] Result<Nothing> writeFirstRow(const VaultKeyRow &row);
    [[nodiscard]] Result<Nothing> writeNextRow(const VaultKeyRow &row, const VaultKeyRow &old);
    [[nodiscard]] Result<Nothing> adoptMemory(const GuardedKey &key, const QByteArray &id);
    [[nodiscard]] Result<Nothing> withdraw(const VaultKeyRow &row);

    Vault *q;
    Database &database;
    const Clock &clock;
    VaultRecords file;
    VaultRecords memory;
    State state = State::Locked;
    Protection protection = Protection::None;
    GuardedKey dataKey;
    QByteArray keyId; ///< empty while in memory: no row stands for the key then
    QPointer<KeySource> source; ///< what the open vault's key came from
    QPointer<VaultErrand> running;
};

std::optional<Error> Vault::Private::refusal() const
{
    if (!dataKey.isEmpty())
        return {};
    return state == State::Absent ? absentError() : lockedError();
}

Result<VaultKeyRow> Vault::Private::storedRow()
{
    auto row = VaultKeyRow::load(database);
    if (!row)
        return std::move(row).error();
    if (row.value())
        return *std::move(row).value();
    const Result<QStringList> orphans = file.names({});
    if (!orphans)
        return orphans.error();
    return orphans.value().isEmpty() ? absentError() : keylessError();
}

void Vault::Private::setState(State newState, Protection newProtection)
{
    if (state == newState && protection == newProtection)
        return;
    state = newState;
    protection = newProtection;
    Q_EMIT q->stateChanged();
}

void Vault::Private::forgetKey()
{
    dataKey.clear();
    keyId.clear();
    source.clear();
    readState();
}

void Vault::Private::readState()
{
    const Result<VaultKeyRow> row = storedRow();
    if (row)
        setState(State::Locked, protectionBy(row.value().source()));
    else if (row.error().trouble == StoreTrouble::VaultAbsent)
        setState(State::Absent, Protection::None);
    else
        setState(State::Locked, Protection::None);
}

VaultErrand *Vault::Private::begin(JobOf<Nothing> *told)
{
    running = new VaultErrand(told, q);
    return running;
}

void Vault::Private::finish(VaultErrand *errand, Result<Nothing> &&result)
{
    running.clear();
    errand->end(std::move(result));
}

void Vault::Private::undo(
    VaultErrand *errand, const Origin &maker, const QJsonObject &parameters, const Error &reason)
{
    if (maker.source)
        maker.source->forget(q, parameters);
    finish(errand, Error(reason));
}

void Vault::Private::created(VaultErrand *errand, const Origin &maker, Result<WrappingKey> &&wrapping)
{
    if (!wrapping) {
        finish(errand, std::move(wrapping).error());
        return;
    }
    const QJsonObject parameters = wrapping.value().parameters;
    if (errand->isAborted()) {
        undo(errand, maker, parameters, cancelledError());
        return;
    }
    GuardedKey key = GuardedKey::random();
    const QByteArray id = newKeyId();
    const Result<Nothing> written = writeFirstRow(VaultKeyRow(id, key, maker.kind, wrapping.value()));
    if (!written) {
        readState();
        undo(errand, maker, parameters, written.error());
        return;
    }
    dataKey = std::move(key);
    keyId = id;
    source = maker.source;
    setState(State::Unlocked, protectionBy(maker.kind));
    finish(errand, Nothing{});
}

void Vault::Private::unlocked(
    VaultErrand *errand, const Origin &opener, const VaultKeyRow &row, Result<WrappingKey> &&wrapping)
{
    if (!wrapping || errand->isAborted()) {
        finish(errand, wrapping ? cancelledError() : std::move(wrapping).error());
        return;
    }
    GuardedKey key = row.dataKey(wrapping.value().key);
    if (key.isEmpty()) {
        finish(errand, Error(opener.mismatch));
        return;
    }
    const Result<VaultKeyRow> now = storedRow();
    if (!now || now.value().keyId() != row.keyId()) {
        finish(errand, now ? changedElsewhereError() : now.error());
        return;
    }
    if (state == State::MemoryOnly) {
        const Result<Nothing> adopted = adoptMemory(key, row.keyId());
        if (!adopted) {
            finish(errand, adopted.error());
            return;
        }
    }
    dataKey = std::move(key);
    keyId = row.keyId();
    source = opener.source;
    setState(State::Unlocked, protectionBy(opener.kind));
    finish(errand, Nothing{});
}

void Vault::Private::moved(VaultErrand *errand, const Origin &target, const std::optional<VaultKeyRow> &old,
    Result<WrappingKey> &&wrapping)
{
    if (!wrapping) {
        finish(errand, std::move(wrapping).error());
        return;
    }
    const QJsonObject parameters = wrapping.value().parameters;
    if (errand->isAborted() || dataKey.isEmpty()) {
        undo(errand, target, parameters, cancelledError());
        return;
    }
    const QByteArray id = old ? keyId : newKeyId();
    const VaultKeyRow row(id, dataKey, target.kind, wrapping.value());
    const Result<Nothing> written = old ? writeNextRow(row, *old) : writeFirstRow(row);
    if (!written) {
        undo(errand, target, parameters, written.error());
        return;
    }
    const QPointer<KeySource> former = source;
    keyId = id;
    source = target.source;
    setState(State::Unlocked, protectionBy(target.kind));
    if (!old || !former) {
        finish(errand, Nothing{});
        return;
    }
    // From here on it has succeeded, whatever becomes of the former source's entry.
    errand->follow(former->forget(errand, old->parameters()))
        ->onFinished(errand, [this, errand](Result<Nothing> &&) { finish(errand, Nothing{}); });
}

/// Also takes what is in memory into the file.
Result<Nothing> Vault::Private::writeFirstRow(const VaultKeyRow &row)
{
    if (database.isInTransaction())
        return busyError();
    Transaction transaction(database);
    if (transaction.error())
        return *transaction.error();
    Result<Nothing> done = row.insert(database, clock.nowUtc());
    if (done && state == State::MemoryOnly)
        done = memory.moveAllTo(file);
    return done ? transaction.commit() : done;
}

Result<Nothing> Vault::Private::writeNextRow(const VaultKeyRow &row, const VaultKeyRow &old)
{
    if (database.isInTransaction())
        return busyError();
    const Result<bool> replaced = row.replace(database, old, clock.nowUtc());
    if (!replaced)
        return replaced.error();
    if (!replaced.value())
        return changedElsewhereError();
    database.checkpoint(); // else the log keeps the key as the former source sealed it
    return Nothing{};
}

/// The records in memory are sealed with another key than the file's.
Result<Nothing> Vault::Private::adoptMemory(const GuardedKey &key, const QByteArray &id)
{
    if (database.isInTransaction())
        return busyError();
    const Result<QStringList> names = memory.names({});
    if (!names)
        return names.error();
    Transaction transaction(database);
    if (transaction.error())
        return *transaction.error();
    for (const QString &name : names.value()) {
        const Result<Secret> secret = memory.get(name, dataKey);
        if (!secret)
            return secret.error();
        const Result<bool> put = file.put(name, secret.value().reveal(), key, id, clock.nowUtc());
        if (!put || !put.value())
            return put ? changedElsewhereError() : put.error();
        const Result<bool> removed = memory.remove(name);
        if (!removed)
            return removed.error();
    }
    return transaction.commit();
}

/// Takes the vault out of the file and into memory.
Result<Nothing> Vault::Private::withdraw(const VaultKeyRow &row)
{
    Transaction transaction(database);
    if (transaction.error())
        return *transaction.error();
    const Result<bool> removed = row.remove(database);
    if (!removed || !removed.value())
        return removed ? changedElsewhereError() : removed.error();
    Result<Nothing> done = file.moveAllTo(memory);
    if (done)
        done = transaction.commit();
    if (done)
        database.checkpoint();
    return done;
}

Vault::Vault(Database &database, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, database, clock))
{
    d->readState();
}

Vault::~Vault() = default;

Vault::State Vault::state() const
{
    return d->state;
}

Vault::Protection Vault::protection() const
{
    return d->protection;
}

bool Vault::hasStoredKey() const
{
    const Result<VaultKeyRow> row = d->storedRow();
    return row || row.error().trouble != StoreTrouble::VaultAbsent;
}

bool Vault::isBusy() const
{
    return !d->running.isNull();
}

Result<Nothing> Vault::put(const QString &name, const Secret &secret)
{
    if (auto refused = d->refusal())
        return *std::move(refused);
    const Result<bool> isKept =
        d->records().put(name, secret.reveal(), d->dataKey, d->keyId, d->clock.nowUtc());
    if (!isKept)
        return isKept.error();
    if (!isKept.value()) {
        d->forgetKey();
        return changedElsewhereError();
    }
    return Nothing{};
}

Result<Secret> Vault::get(const QString &name) const
{
    if (auto refused = d->refusal())
        return *std::move(refused);
    return d->records().get(name, d->dataKey);
}

Result<bool> Vault::remove(const QString &name)
{
    if (auto refused = d->refusal())
        return *std::move(refused);
    return d->records().remove(name);
}

Result<QStringList> Vault::names(const QString &prefix) const
{
    if (auto refused = d->refusal())
        return *std::move(refused);
    return d->records().names(prefix);
}

JobOf<Nothing> *Vault::create(QObject *owner, KeySource &source)
{
    if (isBusy())
        return finishedJob<Nothing>(owner, busyError());
    if (state() == State::MemoryOnly || state() == State::Unlocked)
        return finishedJob<Nothing>(owner, conflict(QStringLiteral("there is an open vault already")));
    d->readState();
    if (state() != State::Absent)
        return finishedJob<Nothing>(owner, lockedError());
    auto *told = new JobOf<Nothing>(owner);
    VaultErrand *errand = d->begin(told);
    errand->follow(source.make(errand))
        ->onFinished(errand, [this, errand, maker = Private::Origin(source)](Result<WrappingKey> &&wrapping) {
            d->created(errand, maker, std::move(wrapping));
        });
    return told;
}

JobOf<Nothing> *Vault::unlock(QObject *owner, KeySource &source)
{
    if (isBusy())
        return finishedJob<Nothing>(owner, busyError());
    if (state() == State::Unlocked)
        return finishedJob<Nothing>(owner, conflict(QStringLiteral("the vault is open already")));
    if (state() != State::MemoryOnly)
        d->readState();
    Result<VaultKeyRow> row = d->storedRow();
    if (!row)
        return finishedJob<Nothing>(owner, std::move(row).error());
    if (row.value().source() != source.kind())
        return finishedJob<Nothing>(owner,
            storeError(
                QStringLiteral("the vault's key does not come from there"), StoreTrouble::VaultOtherSource));
    auto *told = new JobOf<Nothing>(owner);
    VaultErrand *errand = d->begin(told);
    errand->follow(source.obtain(errand, row.value().parameters()))
        ->onFinished(errand,
            [this, errand, opener = Private::Origin(source), row = std::move(row).value()](
                Result<WrappingKey> &&wrapping) { d->unlocked(errand, opener, row, std::move(wrapping)); });
    return told;
}

JobOf<Nothing> *Vault::move(QObject *owner, KeySource &source)
{
    if (isBusy())
        return finishedJob<Nothing>(owner, busyError());
    if (auto refused = d->refusal())
        return finishedJob<Nothing>(owner, *std::move(refused));
    Result<VaultKeyRow> row = d->storedRow();
    std::optional<VaultKeyRow> old;
    if (state() == State::Unlocked) {
        if (!row || row.value().keyId() != d->keyId)
            return finishedJob<Nothing>(owner, row ? changedElsewhereError() : std::move(row).error());
        old = std::move(row).value();
    } else if (row || row.error().trouble != StoreTrouble::VaultAbsent) {
        return finishedJob<Nothing>(owner, row ? lockedError() : std::move(row).error());
    }
    auto *told = new JobOf<Nothing>(owner);
    VaultErrand *errand = d->begin(told);
    errand->follow(source.make(errand))
        ->onFinished(errand,
            [this, errand, target = Private::Origin(source), old = std::move(old)](
                Result<WrappingKey> &&wrapping) { d->moved(errand, target, old, std::move(wrapping)); });
    return told;
}

Result<Nothing> Vault::becomeMemoryOnly()
{
    if (isBusy() || d->database.isInTransaction())
        return busyError();
    if (state() == State::MemoryOnly)
        return Nothing{};
    Result<Nothing> prepared = d->memory.prepare();
    if (!prepared)
        return prepared;
    if (state() == State::Unlocked) {
        const Result<VaultKeyRow> row = d->storedRow();
        if (!row || row.value().keyId() != d->keyId)
            return row ? changedElsewhereError() : row.error();
        Result<Nothing> withdrawn = d->withdraw(row.value());
        if (!withdrawn)
            return withdrawn;
        if (d->source)
            d->source->forget(this, row.value().parameters());
    } else {
        d->dataKey = GuardedKey::random();
    }
    d->keyId.clear();
    d->source.clear();
    d->setState(State::MemoryOnly, Protection::MemoryOnly);
    return Nothing{};
}

void Vault::lock()
{
    if (d->running)
        d->running->abort();
    if (state() == State::Unlocked)
        d->forgetKey();
}
