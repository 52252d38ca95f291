// SPDX-License-Identifier: MIT
#include "store/keychainprobe.h"

#include "store/keychain.h"

#include <QPointer>
#include <QTimer>
#include <QUuid>

namespace {

using State = KeychainFinding::State;

KeychainFinding findingOf(const Error &error)
{
    switch (error.trouble) {
    case StoreTrouble::KeychainLocked:
    case StoreTrouble::KeychainEntryMissing: // of an entry that was just written
        return {State::Locked, error.technical};
    case StoreTrouble::KeychainRefused:
        return {State::Refused, error.technical};
    default:
        return {State::Missing, error.technical};
    }
}

/// One probing. Belongs to the keychain, since it has to clean up also when nobody waits any more.
class Probe final : public QObject
{
public:
    Probe(Keychain &keychain, JobOf<KeychainFinding> *told, const QString &profileId)
        : QObject(&keychain)
        , m_keychain(keychain)
        , m_told(told)
        , m_entry(QStringLiteral("Tokenry probe, profile %1, %2")
                      .arg(profileId, QUuid::createUuid().toString(QUuid::Id128)))
        , m_canary(QUuid::createUuid().toByteArray(QUuid::Id128))
    { }

    void start()
    {
        m_keychain.write(this, m_entry, m_canary)->onFinished(this, [this](Result<Nothing> &&written) {
            if (written)
                readBack();
            else
                end(findingOf(written.error()));
        });
    }

private:
    void readBack()
    {
        m_keychain.read(this, m_entry)->onFinished(this, [this](Result<Secret> &&kept) {
            if (!kept)
                remove(findingOf(kept.error()));
            else if (kept.value().reveal() != m_canary.reveal())
                remove({State::Missing, QStringLiteral("it gives back something else than it was given")});
            else
                remove({State::Available, {}});
        });
    }

    void remove(const KeychainFinding &finding)
    {
        m_keychain.remove(this, m_entry)->onFinished(this, [this, finding](Result<Nothing> &&removed) {
            if (finding.state != State::Available)
                end(finding);
            else if (!removed)
                end(findingOf(removed.error()));
            else
                lookWhetherGone();
        });
    }

    void lookWhetherGone()
    {
        m_keychain.read(this, m_entry)->onFinished(this, [this](Result<Secret> &&left) {
            if (left)
                end({State::Refused, QStringLiteral("it keeps what it was told to remove")});
            else if (left.error().trouble == StoreTrouble::KeychainEntryMissing)
                end({State::Available, {}});
            else
                end(findingOf(left.error()));
        });
    }

    void end(const KeychainFinding &finding)
    {
        if (m_told)
            m_told->deliver(KeychainFinding(finding));
        deleteLater();
    }

    Keychain &m_keychain;
    QPointer<JobOf<KeychainFinding>> m_told;
    QString m_entry;
    Secret m_canary;
};

} // namespace

JobOf<KeychainFinding> *probeKeychain(
    QObject *owner, Keychain &keychain, const QString &profileId, std::chrono::milliseconds patience)
{
    auto *told = new JobOf<KeychainFinding>(owner);
    (new Probe(keychain, told, profileId))->start();
    QTimer::singleShot(patience, told, [told] {
        told->deliver(KeychainFinding{State::Slow, QStringLiteral("the keychain has not answered yet")});
    });
    return told;
}
