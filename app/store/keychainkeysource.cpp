// SPDX-License-Identifier: MIT
#include "store/keychainkeysource.h"

#include "store/keychain.h"
#include "store/storeerror.h"

#include <QTimer>
#include <QUuid>

#include <sodium.h>

namespace {

constexpr int textForm = sodium_base64_VARIANT_ORIGINAL;

QString entryParameter()
{
    return QStringLiteral("entry");
}

/// As text, since keychains differ in what they do to other bytes.
Secret textOf(const GuardedKey &key)
{
    QByteArray text(sodium_base64_ENCODED_LEN(GuardedKey::byteCount, textForm), '\0');
    key.read([&text](const unsigned char *bytes) {
        sodium_bin2base64(
            text.data(), static_cast<std::size_t>(text.size()), bytes, GuardedKey::byteCount, textForm);
    });
    text.chop(1); // the terminating zero
    return Secret(std::move(text));
}

/// Empty when it is no such text.
GuardedKey keyOf(const Secret &text)
{
    return GuardedKey::filled([&text](unsigned char *to) {
        const QByteArrayView form = text.reveal();
        std::size_t size = 0;
        return sodium_base642bin(to, GuardedKey::byteCount, form.data(),
                   static_cast<std::size_t>(form.size()), nullptr, &size, nullptr, textForm)
            == 0
            && size == GuardedKey::byteCount;
    });
}

Error foreignError()
{
    return storeError(QStringLiteral("the entry in the keychain does not open this vault"),
        StoreTrouble::KeychainEntryForeign);
}

Error notShownError()
{
    return storeError(
        QStringLiteral("the keychain shows no key of this vault: it is locked, or the entry is lost"),
        StoreTrouble::KeychainEntryMissing);
}

Error notKeptError()
{
    return storeError(QStringLiteral("the keychain does not show what was just written into it"),
        StoreTrouble::KeychainLocked);
}

template <class T>
bool isAwaited(const QPointer<JobOf<T>> &told)
{
    return told && !told->isDecided();
}

/// Everything below may run after the source and the asker are gone: it belongs to the keychain.
void readBack(Keychain *keychain, QPointer<JobOf<WrappingKey>> told, const QString &entry,
    std::shared_ptr<GuardedKey> key)
{
    keychain->read(keychain, entry)
        ->onFinished(keychain, [keychain, told, entry, key](Result<Secret> &&kept) {
            const bool isKept = kept && kept.value().reveal() == textOf(*key).reveal();
            if (isAwaited(told) && isKept) {
                told->deliver(WrappingKey{std::move(*key), {{entryParameter(), entry}}});
                return;
            }
            keychain->remove(keychain, entry);
            if (isAwaited(told))
                told->deliver(kept || kept.error().trouble == StoreTrouble::KeychainEntryMissing
                        ? notKeptError()
                        : kept.error());
        });
}

void writeNew(Keychain *keychain, QPointer<JobOf<WrappingKey>> told, const QString &entry)
{
    const auto key = std::make_shared<GuardedKey>(GuardedKey::random());
    keychain->write(keychain, entry, textOf(*key))
        ->onFinished(keychain, [keychain, told, entry, key](Result<Nothing> &&written) {
            if (written && isAwaited(told))
                readBack(keychain, told, entry, key);
            else if (written)
                keychain->remove(keychain, entry);
            else if (isAwaited(told))
                told->deliver(std::move(written).error());
        });
}

void verifyGone(Keychain *keychain, QPointer<JobOf<Nothing>> told, const QString &entry)
{
    keychain->read(keychain, entry)->onFinished(keychain, [told](Result<Secret> &&left) {
        if (!isAwaited(told))
            return;
        if (!left && left.error().trouble == StoreTrouble::KeychainEntryMissing)
            told->deliver(Nothing{});
        else if (!left)
            told->deliver(std::move(left).error());
        else
            told->deliver(storeError(QStringLiteral("the keychain keeps an entry that it was told to remove"),
                StoreTrouble::KeychainRefused));
    });
}

void removeOld(Keychain *keychain, QPointer<JobOf<Nothing>> told, const QString &entry)
{
    keychain->remove(keychain, entry)
        ->onFinished(keychain, [keychain, told, entry](Result<Nothing> &&removed) {
            if (removed || removed.error().trouble == StoreTrouble::KeychainEntryMissing)
                verifyGone(keychain, told, entry);
            else if (isAwaited(told))
                told->deliver(std::move(removed).error());
        });
}

void overwriteAndRemove(Keychain *keychain, QPointer<JobOf<Nothing>> told, const QString &entry)
{
    keychain->write(keychain, entry, Secret(QByteArrayLiteral("-")))
        ->onFinished(keychain, [keychain, told, entry](Result<Nothing> &&overwritten) {
            if (overwritten)
                removeOld(keychain, told, entry);
            else if (isAwaited(told))
                told->deliver(std::move(overwritten).error());
        });
}

} // namespace

KeychainKeySource::KeychainKeySource(
    Keychain &keychain, const QString &profileId, std::chrono::milliseconds patience, QObject *parent)
    : KeySource(parent)
    , m_keychain(keychain)
    , m_profileId(profileId)
    , m_patience(patience)
{ }

JobOf<WrappingKey> *KeychainKeySource::make(QObject *owner)
{
    auto *job = watched(new JobOf<WrappingKey>(owner));
    // The program's name and the profile are in it: on some systems nothing else tells entries apart.
    const QString entry = QStringLiteral("Tokenry vault key, profile %1, %2")
                              .arg(m_profileId, QUuid::createUuid().toString(QUuid::Id128));
    writeNew(&m_keychain, job, entry);
    return job;
}

JobOf<WrappingKey> *KeychainKeySource::obtain(QObject *owner, const QJsonObject &parameters)
{
    const QString entry = parameters.value(entryParameter()).toString();
    if (entry.isEmpty())
        return finishedJob<WrappingKey>(
            owner, storeError(QStringLiteral("which entry of the keychain has the key cannot be read")));
    auto *job = watched(new JobOf<WrappingKey>(owner));
    m_keychain.read(&m_keychain, entry)->onFinished(job, [job, parameters](Result<Secret> &&text) {
        if (!text) {
            const bool isMissing = text.error().trouble == StoreTrouble::KeychainEntryMissing;
            job->deliver(isMissing ? notShownError() : std::move(text).error());
            return;
        }
        GuardedKey key = keyOf(text.value());
        if (key.isEmpty())
            job->deliver(foreignError());
        else
            job->deliver(WrappingKey{std::move(key), parameters});
    });
    return job;
}

JobOf<Nothing> *KeychainKeySource::forget(QObject *owner, const QJsonObject &parameters)
{
    const QString entry = parameters.value(entryParameter()).toString();
    if (entry.isEmpty())
        return finishedJob<Nothing>(owner, Nothing{});
    auto *job = watched(new JobOf<Nothing>(owner));
    overwriteAndRemove(&m_keychain, job, entry);
    return job;
}

Error KeychainKeySource::mismatch() const
{
    return foreignError();
}

template <class T>
JobOf<T> *KeychainKeySource::watched(JobOf<T> *job)
{
    auto *patience = new QTimer(job);
    patience->setSingleShot(true);
    connect(patience, &QTimer::timeout, this, [this, job] {
        if (job->isDecided())
            return;
        changeWaits(+1);
        connect(job, &QObject::destroyed, this, [this] { changeWaits(-1); });
    });
    patience->start(m_patience);
    return job;
}

void KeychainKeySource::changeWaits(int by)
{
    const bool wasWaiting = isWaiting();
    m_waits += by;
    if (isWaiting() != wasWaiting)
        Q_EMIT waitingChanged(isWaiting());
}
