// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/owntoken.h"
#include "core/result.h"
#include "core/secret.h"
#include "core/token.h"

#include <QDateTime>
#include <QObject>

#include <memory>

class Clock;
class Journal;
class Profile;

/// What is known of a kept secret without revealing it.
struct KeptSecret
{
    enum class Origin { Created, Rotated };

    QString id; ///< of the operation that issued it, as in the journal
    Token token; ///< after a restart no more than the journal knows: ids, names, place
    QString accountName;
    Origin origin = Origin::Created;
    QDateTime receivedAt; ///< UTC
    bool isDurable = false; ///< in the vault, on disk
    bool isCredential = false; ///< the account signs in with it from now on
    /// Why it is not in the vault: the value is in this program's memory alone.
    std::optional<Error> trouble;
};

/// Holds every value that a provider showed once from the answer until the person says that it is stored. The
/// value goes into the vault and the journal's row about it is written in one transaction, before anybody
/// hears of it. Nothing else in the program owns such a value; windows look at it through here and may come
/// and go.
///
/// A vault that fails at that moment loses nothing: the value stays in memory, KeptSecret::trouble says so,
/// and keepAgain() tries once more. At the start, and whenever the vault opens, what an earlier run left
/// unclaimed is offered again; values that did not survive are told as lost in the journal.
///
/// A fingerprint of each token's newest value stays in the vault, so that a value is recognised when somebody
/// signs in with it. Thread: the GUI thread.
class Safekeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Safekeeper)

public:
    /// Both must outlive this object. A profile in memory is not touched before something is to be kept.
    Safekeeper(const Clock &clock, Profile &profile, QObject *parent = nullptr);
    ~Safekeeper() override;

    [[nodiscard]] Profile &profile() const;
    [[nodiscard]] Journal &journal() const;

    /// True when what is kept now survives the end of the program.
    [[nodiscard]] bool isDurable() const;
    /// Why nothing that issues a value may begin now: the vault is locked or was never made.
    [[nodiscard]] std::optional<Error> refusal() const;

    /// Takes the value that operation `operationId` of the journal brought.
    void keep(Secret &&secret, const QString &operationId, const Token &token, const QString &accountName,
        KeptSecret::Origin origin);
    /// The same for the new value of the token that its account itself signs in with: in the same transaction
    /// it becomes the account's credential. `own`: how that token is known.
    void keepCredential(Secret &&secret, const QString &operationId, const Token &token,
        const QString &accountName, const OwnToken &own);
    /// The account has another credential since: a value that the vault has not taken yet is no more than a
    /// kept one.
    void releaseCredential(const QString &accountId);
    /// Tries to bring a value into the vault that it did not take.
    Result<Nothing> keepAgain(const QString &id);
    /// All that wait, oldest first.
    [[nodiscard]] QList<KeptSecret> waiting() const;
    [[nodiscard]] std::optional<KeptSecret> find(const QString &id) const;
    /// The value, valid until the next call into this object; null for an unknown id and while the vault is
    /// locked.
    [[nodiscard]] const Secret *secret(const QString &id) const;
    /// The value is about to be painted or handed out.
    void markShown(const QString &id);
    /// The person has it: the value goes. False for an unknown id, and when the vault could not let it go;
    /// then it is still offered.
    bool confirmStored(const QString &id);

    /// The token of which `value` is the newest value issued here, also after it was let go; empty when it
    /// is none. Only while the vault is open.
    [[nodiscard]] QString tokenOf(const Secret &value) const;
    /// Whether tokenOf() would recognise that token's value. False while the vault is not open.
    [[nodiscard]] bool hasIssued(const QString &tokenId) const;
    /// The token is no more, and nobody will come with its value.
    void forgetToken(const QString &tokenId);

Q_SIGNALS:
    void changed();
    /// keepCredential() was called, whatever the vault said to it.
    void credentialKept(const QString &accountId);

private:
    class Private;
    std::unique_ptr<Private> d;
};
