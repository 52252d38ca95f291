// SPDX-License-Identifier: MIT
#pragma once

#include "core/operationverb.h"
#include "session/accountlisting.h"
#include "session/line.h"
#include "session/operation.h"
#include "session/pulse.h"
#include "session/rolereader.h"
#include "session/session.h"
#include "session/tokenset.h"
#include "store/cachedlisting.h"

/// What Session, session.cpp and sessionoperations.cpp share.
class Session::Private
{
public:
    Private(Session *owner, const Account &account, Secret credential, const Clock &timeSource,
        Safekeeper &keeper, Background &workers, const Patience &patience,
        std::shared_ptr<SharedNetwork> network);

    // Listing
    void setState(State next, std::optional<Error> why);
    void stopListing();
    void startListing();
    void startWorkspaceNames();
    /// Roles on deployments shall be shown by name.
    void adoptDeployments(const QList<Deployment> &told);
    void needDeployments(const TokenPtrs &news);
    void takePage(const TokenPtrs &page);
    void finishPlace(const TokenPlace &place, const ListingOutcome &outcome);
    void finishListing();
    void takeEarlierRows();

    void takeAttempt(const HttpLogEntry &attempt);
    /// Tells of another health, if it is one.
    void feelPulse();

    /// Finds out which token the credential is.
    void recognise(const QString &recordedToken);

    // Operations
    [[nodiscard]] std::optional<Error> refusal(const QString &tokenId) const;
    /// The same for what issues a value: it must be possible to keep it.
    [[nodiscard]] std::optional<Error> issueRefusal(const QString &tokenId) const;
    [[nodiscard]] Token knownOr(const TokenKey &key) const;
    /// The journal's row before the request; its operation's id.
    [[nodiscard]] Result<QString> beginEntry(OperationVerb verb, const TokenKey &key) const;
    /// Passes on waiting, and writes down that the request leaves.
    void watch(Job *request, const QString &entryId) const;
    [[nodiscard]] Error localError(Error::Kind kind, const QString &technical) const;
    void beginOperation(const QString &tokenId);
    void endOperation(const QString &tokenId, const QString &entryId, const std::optional<Error> &error);
    void emitBusy(const QString &tokenId);
    void adopt(const Token &answer);
    void adoptRemoval(const TokenKey &key, RemovalKind kind);

    Session *q;
    const Clock &clock;
    Safekeeper &safekeeper;
    Background &background;
    std::shared_ptr<Line> line;
    Capabilities capabilities;
    TokenSet tokens;

    State state;
    std::optional<Error> error;
    QDateTime listedAt;
    bool isPolicyListRefused = false;
    bool hasEarlierRows = false;
    TokenPtrs earlierRows; ///< of an earlier run, not yet taken in; the next ones first
    QList<TokenPlace> wholePlaces; ///< that this run has listed completely
    ListingProgress progress;
    /// To go back to when a listing is stopped before anything came.
    State stateBefore;
    std::optional<Error> errorBefore;
    std::unique_ptr<AccountListing> listing;
    OwnToken own;
    Pulse pulse;
    AccountHealth toldHealth;
    /// A rotation of the own token has it, and is about to go over to it.
    Secret newCredential;

    QList<Workspace> namedWorkspaces;
    QList<Deployment> namedDeployments;
    QHash<QString, QString> deploymentNames; ///< by id in lower case
    bool areDeploymentsAskedFor = false; ///< since the last listing began
    bool isNamingWorkspaces = false;

    std::unique_ptr<RoleReader> roleReader; ///< made when roles are wanted
    QSet<TokenKey> rolesAskedFor; ///< since the last listing began
    QSet<QString> busyTokens;
    int runningOperations = 0;
};
