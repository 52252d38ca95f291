// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/clock.h"
#include "core/job.h"
#include "core/owntoken.h"
#include "core/tokenpage.h"
#include "session/accounthealth.h"
#include "session/listingprogress.h"
#include "session/patience.h"
#include "session/selfrotationstate.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <vector>

class Background;
struct SharedNetwork;
class Reconciler;
class SelfRotation;
class Safekeeper;
struct CachedListing;
struct EarlierRows;
struct Judgement;

/// The end of a create or rotate: the token as the server told it, and where its value waits.
struct IssueReceipt
{
    Token token;
    QString keptSecretId; ///< in the Safekeeper; empty = the server said "done" without a value
    /// When the account signs in with this token: how far its new value is its credential.
    std::optional<SelfRotationState> own;
};

/// The end of an update that was decided upon a state of the token.
struct UpdateReceipt
{
    Token token; ///< as it is now
    /// Somebody changed the token since that state: nothing was sent.
    bool isConflict = false;
};

/// One account at work: its tokens, its listing, its operations. Owns the HttpClient, Provider and
/// credential.
///
/// Operations do not depend on who asked: when the owner of the returned job or even the session goes away,
/// the operation still ends, its secret still reaches the Safekeeper and the tokens of a living session are
/// still updated. One operation at a time on a token (a second ends with Conflict/NotSent). After an unknown
/// outcome the session lists again, so that the rows show the truth; nothing is ever sent twice. abort() of a
/// job follows Job's sentence 7.
/// Ownership: of Sessions. Thread: the GUI thread.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)

public:
    enum class State {
        NeedsCredential, ///< the account is known, its credential is not (it is kept in memory only)
        Idle, ///< not listed yet
        Loading,
        Ready, ///< the last listing is complete
        Incomplete, ///< some lists or pages failed; what came is shown, error() says why
        Failed, ///< nothing came; error() says why. Rows of an earlier listing stay, with their age
    };

    /// `clock`, `safekeeper` and `background` must outlive the session.
    /// `network` as in Line.
    Session(Account account, Secret credential, const Clock &clock, Safekeeper &safekeeper,
        Background &background, QObject *parent = nullptr, const Patience &patience = {},
        std::shared_ptr<SharedNetwork> network = {});
    ~Session() override;

    [[nodiscard]] const Account &account() const;
    [[nodiscard]] const Capabilities &capabilities() const;
    [[nodiscard]] TokenVerbs verbs(const Token &token) const;
    [[nodiscard]] State state() const;
    [[nodiscard]] std::optional<Error> error() const;
    /// How it stands with the service by everything that was answered or not until now.
    [[nodiscard]] AccountHealth health() const;
    /// When the last complete listing ended (UTC), in this run of the program or, with hasEarlierRows(), in
    /// an earlier one; invalid before the first.
    [[nodiscard]] QDateTime listedAt() const;
    /// Rows are here that an earlier run of the program listed, and no complete listing has told since
    /// whether they are still so.
    [[nodiscard]] bool hasEarlierRows() const;
    /// The last attempt to list did not reach the service: what is shown is of an earlier one.
    [[nodiscard]] bool isOffline() const;
    /// More of the earlier rows come in a moment.
    [[nodiscard]] bool isRecalling() const;
    [[nodiscard]] ListingProgress progress() const;
    /// This sign-in may not list the policy tokens: there may be some that are not shown. Everything else is
    /// as state() says.
    [[nodiscard]] bool isPolicyListRefused() const;
    /// A copy, in no particular order.
    [[nodiscard]] QList<Token> tokens() const;
    /// The same without copies, for those who only read.
    [[nodiscard]] TokenPtrs sharedTokens() const;
    [[nodiscard]] bool hasTokens() const;
    [[nodiscard]] qsizetype tokenCount() const;
    [[nodiscard]] std::optional<Token> token(const TokenKey &key) const;
    /// The same without a copy, for those who hold many; null when there is no such row.
    [[nodiscard]] TokenPtr sharedToken(const TokenKey &key) const;
    [[nodiscard]] bool isBusy(const TokenKey &key) const;
    /// Operations that are under way now (create, update, rotate, remove).
    [[nodiscard]] int runningOperations() const;
    /// Workspaces by name where the provider told them; the configured ids otherwise.
    [[nodiscard]] QList<Workspace> workspaces() const;
    /// "Organization", or the workspace's name or id; for the scope column.
    [[nodiscard]] QString placeName(const TokenPlace &place) const;
    /// Deployments by name, as far as the provider told them; empty until something needed them.
    [[nodiscard]] QList<Deployment> deployments() const;
    /// Asks for the deployments, unless that was done since the last listing began. deploymentsChanged()
    /// tells news; a failure tells nothing, since names are a comfort.
    void loadDeployments();
    /// The deployments, asked for now; their names are known from then on.
    [[nodiscard]] JobOf<QList<Deployment>> *listDeployments(QObject *owner);
    /// The name of a workspace or deployment, or its id where no name is known.
    [[nodiscard]] QString entityName(EntityType type, const QString &id) const;
    /// The name of what a token of a workspace or deployment belongs to; empty for other scopes and where
    /// neither its place nor its roles tell.
    [[nodiscard]] QString homeName(const Token &token) const;
    /// Where create can put a token. A kind of token may have a list of its own beside (TokenKindChoice).
    [[nodiscard]] QList<TokenPlace> places() const;

    /// Which token this account signs in with.
    [[nodiscard]] OwnToken ownToken() const;

    /// Nothing tells that it is not this one. A token whose newest value was issued here is known by that:
    /// the account would be known to sign in with it.
    [[nodiscard]] bool mayBeOwnToken(const QString &tokenId) const;

    /// Replaces the credential and lists again. `recordedToken`: the token it is, where that is recorded.
    void signIn(Secret credential, const QString &recordedToken = {});
    /// For the login of the account's proxy, from the next request on; empty = not known.
    void setProxyPassword(Secret password);
    /// The account's proxy has a login whose password nobody told in this run.
    [[nodiscard]] bool lacksProxyPassword() const;
    /// Writes down for this run which token the credential is; empty = not known. Does nothing where the
    /// credential itself tells.
    void recordOwnToken(const QString &tokenId);

    /// Lists everything. A running listing is given up; its late answers are dropped.
    void refresh();
    /// Stops a running listing; what came stays.
    void cancelRefresh();

    [[nodiscard]] JobOf<QList<RoleChoice>> *listRoles(QObject *owner, const TokenTarget &target);
    /// Reads a token whose roles the list left out; once a listing. Rows that change are announced.
    void loadRoles(const TokenKey &key);
    /// The rows whose roles somebody looks at now; replaces those named before. Roles that the list left out
    /// are read in the background, once a listing, few at a time and not while the account is being listed;
    /// rows that are not named any more are not read.
    void wantRoles(const QList<TokenKey> &keys);
    /// Reads one token again, where the provider can; Unsupported otherwise.
    [[nodiscard]] JobOf<Token> *reloadToken(QObject *owner, const TokenKey &key);
    /// The rules of a policy token, which the rows do not hold.
    [[nodiscard]] JobOf<QString> *readPolicy(QObject *owner, const TokenKey &key);
    /// The ids of the tokens that the service itself finds, where Capabilities::hasTokenQuery.
    [[nodiscard]] JobOf<QSet<QString>> *findTokens(QObject *owner, const TokenQuery &query);
    [[nodiscard]] JobOf<IssueReceipt> *createToken(QObject *owner, const TokenDraft &wanted);
    [[nodiscard]] JobOf<Token> *updateToken(QObject *owner, const TokenKey &key, const TokenChange &change);
    /// The same for somebody who decided upon what `shown` says: the token is read first, and nothing is sent
    /// when somebody else changed it since. Errors of that reading are NotSent. (Between the two requests a
    /// moment remains that no service here can close.)
    [[nodiscard]] JobOf<UpdateReceipt> *updateToken(
        QObject *owner, const TokenKey &key, const TokenChange &change, const Token &shown);
    [[nodiscard]] JobOf<IssueReceipt> *rotateToken(QObject *owner, const TokenKey &key);
    /// The steps of a rotation of the token this account signs in with, for those who show them; see
    /// SelfRotation. rotateToken() goes the same way for that token.
    [[nodiscard]] SelfRotation *rotateOwnToken(QObject *watcher, const TokenKey &key);
    /// What is done to the token that the account itself signs in with.
    enum class OwnTokenRule {
        Spare, ///< refused with OwnToken/NotSent
        GiveUp, ///< the person knows that the account loses its access
    };
    [[nodiscard]] JobOf<Nothing> *removeToken(
        QObject *owner, const TokenKey &key, OwnTokenRule rule = OwnTokenRule::Spare);

    /// Finds out what became of an operation whose answer did not arrive; see Reconciler::look().
    [[nodiscard]] JobOf<Judgement> *lookUp(
        QObject *owner, Reconciler &reconciler, const QString &operationId);

Q_SIGNALS:
    /// An operation of the journal ended without an answer that tells.
    void unanswered(const QString &operationId);
    void stateChanged();
    /// health() is another state, or the clocks differ since now or no more. Not for every answer.
    void healthChanged();
    void progressChanged();
    /// The rows of an earlier run are all here.
    void recalled();
    /// New or changed rows (a page arrived, an operation ended). Never empty.
    void tokensUpserted(const TokenPtrs &tokens);
    /// Rows that are gone. Never empty.
    void tokensRemoved(const QList<TokenKey> &keys);
    void busyChanged(const TokenKey &key);
    void ownTokenChanged();
    void workspacesChanged();
    void deploymentsChanged();
    /// Something waits before it is tried again; `wait` in ms.
    void waiting(int attempt, std::chrono::milliseconds wait);

private:
    friend class Sessions;
    friend class SelfRotation;
    friend class ListingMemory;
    /// Shows what an earlier run of the program listed, unless the service has told already. In slices, from
    /// the event loop.
    void recall(EarlierRows &&earlier);
    [[nodiscard]] CachedListing snapshot() const;
    /// For an account whose facts change while its credential stays. While its token is being rotated the
    /// new one, as soon as it is here.
    [[nodiscard]] const Secret &credential() const;
    [[nodiscard]] bool hasNewCredential() const;
    [[nodiscard]] Secret proxyPassword() const;

    class Private;
    std::unique_ptr<Private> d;
};
