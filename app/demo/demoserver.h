// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/clock.h"
#include "demo/fault.h"
#include "demo/issuedvalue.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <memory>

/// What the simulator holds and how it behaves from the start.
struct DemoOptions
{
    /// Which Qovery the server speaks: the seed's (scope only, Bearer only, no availableRole) or today's.
    enum class QoveryEra { Seed, Today };

    quint16 port = 0; ///< 0 = any free one
    int extraTokens = 0; ///< so many more tokens in the first Astronomer organization ("--demo-tokens")
    std::chrono::milliseconds latency{0}; ///< of every answer
    QoveryEra qoveryEra = QoveryEra::Today;
    /// Also serve what the documents do not allow but real servers send: null for absent fields, a missing
    /// required field, a scope word nobody knows, a date nobody can read. Off for conformance runs.
    bool hasLooseData = true;
    /// Answer 429 with Retry-After to a credential that passes Astronomer's documented rates: 25 GET, 10 POST
    /// or 5 DELETE a second.
    bool enforcesRateLimits = false;
};

/// An account of the simulator, ready to be added, with its credential in clear: demo data, no secret.
struct DemoAccount
{
    Account account; ///< id is empty; baseUrl points at this server
    QByteArray credential;
    QString role; ///< "owner", "read-only", "revoked"
};

/// One request as it arrived, for tests.
struct SeenRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QList<QPair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    QString operation; ///< empty when no operation matched
    bool wasCommitted = false; ///< it changed the state
    quintptr connection = 0; ///< which TCP connection brought it
};

/// A provider simulator: a real HTTP/1.1 server on 127.0.0.1 that emulates Qovery at `/` and both generations
/// of Astronomer at `/v1alpha1` and `/v1`, which show the same world; state in memory, rights enforced,
/// requests validated strictly, with a dial for every fault a network or server can show. It is the test
/// double of the whole suite and what `--demo` runs on.
///
/// Operation names: listOrganizations (both); listAvailableRoles, listCustomRoles, listApiTokens,
/// createApiToken, deleteApiToken (Qovery); create/delete/get/list/rotate/update + Organization|Workspace +
/// ApiToken(s), listWorkspaces, listDeployments, getSelfUser (Astronomer); listTokens, createToken,
/// getToken, updateToken, updateTokenRoles, rotateToken, deleteToken, listWorkspaces, listDeployments,
/// listRoles, getSelfUser (Astronomer v1). Sources: api/qovery.md, api/astronomer.md. Thread:
/// one; may be moved to a thread before start().
class DemoServer final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoServer)

public:
    explicit DemoServer(DemoOptions options, const Clock &clock, QObject *parent = nullptr);
    ~DemoServer() override;

    /// Listens on 127.0.0.1; false with errorString() when the port cannot be had.
    [[nodiscard]] bool start();
    [[nodiscard]] QString errorString() const;
    [[nodiscard]] QUrl qoveryUrl() const;
    [[nodiscard]] QUrl astronomerUrl() const; ///< of v1alpha1
    [[nodiscard]] QUrl astronomerV1Url() const;
    /// Closes every connection at once (RST when `reset`), keeps listening.
    void dropConnections(bool reset);

    /// Every account a person may try: 3 Qovery and 2 Astronomer organizations, workspaces, other rights.
    [[nodiscard]] QList<DemoAccount> accounts() const;
    /// The ones `--demo` opens with (owner rights, one each of every kind).
    [[nodiscard]] QList<DemoAccount> openingAccounts() const;

    /// The fault dial. Rules are tried in order; the first that matches and is not used up applies.
    void addFault(const FaultRule &rule);
    void clearFaults();
    /// Reads rules from JSON: {"faults": [{"operation", "method", "path", "skip", "times", "kind", …}]}. The
    /// text of what is wrong, empty when all is well.
    [[nodiscard]] QString loadFaults(const QByteArray &json);

    [[nodiscard]] QList<SeenRequest> requests() const;
    void clearRequests();
    /// How often an operation changed the state.
    [[nodiscard]] int commits(const QString &operation) const;

    /// Direct access to the state, for tests. How many tokens the list of that organization or workspace has
    /// now; an organization's list holds its own tokens, not those of its workspaces.
    [[nodiscard]] int tokenCount(const QString &placeId) const;
    /// Whether a request with this credential would be let in now.
    [[nodiscard]] bool isValidSecret(const QByteArray &secret) const;
    /// Every value that was given to a token, oldest first: the truth against which a program's words count.
    [[nodiscard]] QList<IssuedValue> issuedValues() const;
    /// Adds / removes a token behind the program's back; the id, or empty when the organization is unknown.
    QString addToken(const QString &organizationId, const QString &workspaceId, const QString &name);
    /// Deployments of an organization of Astronomer, oldest first.
    [[nodiscard]] QStringList deploymentIds(const QString &organizationId) const;
    bool removeToken(const QString &tokenId);

Q_SIGNALS:
    void requestSeen(const SeenRequest &request);

private:
    class Private;
    std::unique_ptr<Private> d;
};
