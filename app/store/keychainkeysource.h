// SPDX-License-Identifier: MIT
#pragma once

#include "store/keysource.h"

#include <chrono>

class Keychain;

/// A random key in the system's keychain, in an entry of its own for every making: the entry of a vault that
/// is being moved stays until the new one counts. A new entry is read back before it is relied on.
///
/// obtain() ends with KeychainEntryMissing when the keychain shows no such entry, which a locked keychain
/// says as well: locked or lost, and nobody can tell which. A keychain may take as long as a person needs to
/// answer its prompt: waitingChanged() tells when that has become long, abort() of the job ends the wait.
/// What an abandoned wait leaves behind in the keychain is removed when the keychain answers.
class KeychainKeySource final : public KeySource
{
    Q_OBJECT

public:
    /// `keychain` must outlive this object. `profileId` keeps the entries of two profiles apart.
    KeychainKeySource(Keychain &keychain, const QString &profileId,
        std::chrono::milliseconds patience = std::chrono::seconds(5), QObject *parent = nullptr);

    [[nodiscard]] Kind kind() const override { return Kind::Keychain; }
    JobOf<WrappingKey> *make(QObject *owner) override;
    JobOf<WrappingKey> *obtain(QObject *owner, const QJsonObject &parameters) override;
    /// Overwrites the entry first: that fails where a removal would only pretend.
    JobOf<Nothing> *forget(QObject *owner, const QJsonObject &parameters) override;
    /// StoreTrouble::KeychainEntryForeign.
    [[nodiscard]] Error mismatch() const override;

    /// The keychain has not answered for `patience`; most likely it asks the person something.
    [[nodiscard]] bool isWaiting() const { return m_waits > 0; }

Q_SIGNALS:
    void waitingChanged(bool isWaiting);

private:
    template <class T>
    [[nodiscard]] JobOf<T> *watched(JobOf<T> *job);
    void changeWaits(int by);

    Keychain &m_keychain;
    QString m_profileId;
    std::chrono::milliseconds m_patience;
    int m_waits = 0;
};
