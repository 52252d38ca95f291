// SPDX-License-Identifier: MIT
#pragma once

#include "store/keychain.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <vector>

/// A keychain that behaves as real ones were seen to behave, good and bad. Acts from the event loop, whatever
/// became of the asker.
class FakeKeychain final : public Keychain
{
    Q_OBJECT

public:
    enum class Mode {
        Working,
        Missing, ///< no service: every request fails
        Locked, ///< write denied; read finds nothing; remove claims to be done and does nothing
        Refusing, ///< a person says no to everything
        Forgetful, ///< write claims to be done and does nothing
        Sticky, ///< remove claims to be done and does nothing
        Garbling, ///< read gives something else
        Silent, ///< no answer until answerAll()
    };

    using Keychain::Keychain;

    JobOf<Secret> *read(QObject *owner, const QString &entry) override;
    JobOf<Nothing> *write(QObject *owner, const QString &entry, const Secret &value) override;
    JobOf<Nothing> *remove(QObject *owner, const QString &entry) override;

    /// Ends the silence: does what was asked, in order, in the given mode.
    void answerAll(Mode mode);

    Mode mode = Mode::Working;
    QHash<QString, QByteArray> entries;
    QStringList requests; ///< "read", "write", "remove", in order
    std::function<void()> beforeStep; ///< called before and after whatever it does
    std::function<void()> afterStep;

private:
    void perform(const QString &request, std::function<void()> step);

    std::vector<std::function<void()>> m_unanswered;
};
