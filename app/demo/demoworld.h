// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "demo/democaller.h"
#include "demo/demoplace.h"
#include "demo/issuedvalue.h"

#include <QHash>
#include <QRandomGenerator>

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

/// Everything the emulated services know: organizations, workspaces, tokens, people and their credentials.
/// Knows no HTTP and no JSON and judges no rights.
class DemoWorld final
{
public:
    /// `seed` makes ids repeatable; see beginRandomIds(). The clock must outlive the world.
    DemoWorld(const Clock &clock, quint32 seed);
    Q_DISABLE_COPY_MOVE(DemoWorld)

    /// Milliseconds since 1970 UTC.
    [[nodiscard]] qint64 now() const;
    /// From now on ids differ from run to run, as those of a real service do.
    void beginRandomIds();
    [[nodiscard]] QRandomGenerator &random() { return m_random; }
    /// A UUID for Qovery, a cuid-like text for Astronomer.
    [[nodiscard]] QString newId(DemoService service);

    DemoOrganization &addOrganization(DemoOrganization organization);
    DemoWorkspace &addWorkspace(DemoWorkspace workspace);
    DemoDeployment &addDeployment(DemoDeployment deployment);
    /// Astronomer's organizations also answer to their short name. Null when there is none.
    [[nodiscard]] DemoOrganization *organization(DemoService service, const QString &id);
    [[nodiscard]] DemoWorkspace *workspace(const QString &id);
    [[nodiscard]] DemoDeployment *deployment(const QString &id);
    /// Those of that organization, in order of creation.
    [[nodiscard]] QList<DemoDeployment *> deployments(const QString &organizationId);
    [[nodiscard]] QList<DemoOrganization *> organizations(DemoService service);
    /// The list of that organization, workspace or deployment; null when the id is none of them.
    [[nodiscard]] DemoTokenList *tokens(const QString &placeId);

    /// Takes the token in and puts it into the lists its home and its roles name. An empty id is filled in.
    DemoToken &addToken(DemoToken token);
    bool removeToken(const QString &id);
    [[nodiscard]] const DemoToken *token(const QString &id) const;
    /// Changes a token through `change` and files it anew; its JSON and the orders of its lists are
    /// forgotten.
    void changeToken(const QString &id, const std::function<void(DemoToken &)> &change);
    /// A new value for the token; the old one stops working at once.
    QByteArray issueSecret(const QString &tokenId);
    /// Every value given so far, oldest first.
    [[nodiscard]] const QList<IssuedValue> &issuedValues() const { return m_issued; }

    /// A signed-in person with rights of his own; the credential.
    QByteArray addPerson(DemoService service, const DemoSubject &person, const QList<DemoRole> &roles);
    /// The caller of a live credential, none for an unknown, expired or not yet valid one.
    [[nodiscard]] std::optional<DemoCaller> authenticate(DemoService service, const QByteArray &value) const;
    /// The caller did something: his token has been used.
    void noteUse(const DemoCaller &caller);
    [[nodiscard]] bool isValidSecret(const QByteArray &value) const;

private:
    struct Credential
    {
        DemoService service = DemoService::Qovery;
        QString tokenId; ///< empty: a person
        DemoSubjectPointer person;
        QList<DemoRole> roles;
        qint64 expiresMsecs = 0;
    };

    [[nodiscard]] DemoTokenList *everyTokenOf(const DemoToken &token);
    [[nodiscard]] static QStringList placesOf(const DemoToken &token);
    void enterLists(DemoToken *token, const QStringList &placeIds);
    void leaveLists(DemoToken *token, const QStringList &placeIds);

    const Clock &m_clock;
    QRandomGenerator m_random;
    std::vector<std::unique_ptr<DemoOrganization>> m_organizations;
    std::vector<std::unique_ptr<DemoWorkspace>> m_workspaces;
    std::vector<std::unique_ptr<DemoDeployment>> m_deployments;
    std::unordered_map<QString, std::unique_ptr<DemoToken>> m_tokens;
    QHash<QByteArray, Credential> m_credentials;
    QList<IssuedValue> m_issued;
};
