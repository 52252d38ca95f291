// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/clock.h"
#include "core/error.h"
#include "core/job.h"
#include "core/secret.h"

#include <QList>
#include <QObject>

#include <future>
#include <memory>

struct GenerationReport;
struct KeptListings;
class Background;
class Safekeeper;
class Session;

/// All accounts of the person. Sessions are created and destroyed here only.
/// Thread: the GUI thread.
class Sessions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sessions)

public:
    /// Accounts and their credentials are remembered in the safekeeper's profile; one in memory forgets them
    /// at the end. The arguments must outlive this object.
    Sessions(const Clock &clock, Safekeeper &safekeeper, Background &background, QObject *parent = nullptr);
    ~Sessions() override;

    /// Somebody reads what earlier runs listed already (TokenCache::readAhead() of this profile): to be
    /// called before the first opening.
    void expectListings(std::shared_future<std::shared_ptr<KeptListings>> ahead);
    /// Opens what the profile remembers; State::NeedsCredential while the vault is locked or has no
    /// credential. What an earlier run listed follows in a moment (see Session::hasEarlierRows()), and the
    /// services are asked.
    void openRemembered();
    /// These accounts only, and nothing of earlier runs: for a program that shows what the services say.
    void openRemembered(const QList<Account> &accounts);
    /// These accounts with what an earlier run listed; nobody is asked.
    void openOffline(const QList<Account> &accounts);
    /// What earlier runs listed is still being read.
    [[nodiscard]] bool isRecalling() const;

    [[nodiscard]] QList<Session *> all() const;
    [[nodiscard]] Session *find(const QString &accountId) const;
    [[nodiscard]] QList<ProviderInfo> providers() const;
    [[nodiscard]] std::optional<ProviderInfo> provider(const QString &key) const;
    [[nodiscard]] Safekeeper &safekeeper() const;
    [[nodiscard]] const Clock &clock() const;
    [[nodiscard]] Background &background() const;

    /// What is wrong with an account as typed, by field name ("name", "baseUrl", "organizationId",
    /// "workspaceIds", "credential", "providerKey", "caFile", "proxyHost", "proxyPort", "timeoutSeconds");
    /// empty = fine. `editedId` is the account being changed, which may keep its own name. `hasCredential`:
    /// something was typed; without it only a change that stays with the same service can go on with the
    /// credential in use.
    [[nodiscard]] QList<FieldError> validate(
        const Account &account, const QString &editedId = {}, bool hasCredential = true) const;

    /// Whether a new account is listed at once.
    enum class FirstListing {
        AtOnce,
        Later, ///< nothing is sent before somebody asks for it
    };
    /// Adds the account, remembers it, its credential in the vault if that is open, and starts listing. Gives
    /// it an id when it has none.
    /// `proxyPassword`: for the login of its proxy, kept like the credential.
    Session *add(Account account, Secret credential, Secret proxyPassword = {},
        FirstListing listing = FirstListing::AtOnce);
    /// Replaces an account's facts; an empty credential keeps the one in use, unless the account now points
    /// at another origin or provider: no credential follows there. Likewise an empty proxy password keeps the
    /// one in use, unless the proxy or its user changed. The session is made anew.
    Session *replace(const Account &account, Secret credential, Secret proxyPassword = {});
    /// A new credential for an account, for the vault too. Which token it is, is known again when it is a
    /// value that was issued here. An empty proxy password keeps the one in use.
    void signIn(const QString &accountId, Secret credential, Secret proxyPassword = {});
    /// A person says which token an account signs in with; an empty id takes that back. Remembered beside
    /// the credential where that is. False when the credential itself tells, or it could not be written.
    bool recordOwnToken(const QString &accountId, const QString &tokenId);
    void remove(const QString &accountId);
    /// Which generations of its API the service of an account answers, asked with the account's credential.
    [[nodiscard]] JobOf<GenerationReport> *probeGenerations(QObject *owner, const QString &accountId);
    /// The account speaks that generation from now on, with the credential it has.
    void useGeneration(const QString &accountId, const QString &generation);
    void refreshAll();

Q_SIGNALS:
    void added(Session *session);
    /// Before the session is destroyed.
    void aboutToRemove(Session *session);
    void removed(const QString &accountId);
    /// What earlier runs listed is here, as far as there is any.
    void recalled();
    /// What an earlier run listed of these accounts was damaged and is gone; nothing else is lost.
    void listingsDamaged(const QStringList &accountIds);
    /// The profile could not be read or written: what changed holds for this run only.
    void bookFailed(const Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};
