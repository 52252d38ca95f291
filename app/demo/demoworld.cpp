// SPDX-License-Identifier: MIT
#include "demo/demoworld.h"

#include "demo/demosecret.h"

#include <QUuid>

namespace {

/// After an organization's id: its list of policy tokens.
const QLatin1String policyList("#policy");

constexpr qint64 personSessionMsecs = qint64(30) * 24 * 3600 * 1000;

} // namespace

DemoWorld::DemoWorld(const Clock &clock, quint32 seed)
    : m_clock(clock)
    , m_random(seed)
{ }

qint64 DemoWorld::now() const
{
    return m_clock.nowUtc().toMSecsSinceEpoch();
}

void DemoWorld::beginRandomIds()
{
    m_random = QRandomGenerator::securelySeeded();
}

QString DemoWorld::newId(DemoService service)
{
    if (service == DemoService::Qovery) {
        QUuid uuid;
        uuid.data1 = m_random.generate();
        uuid.data2 = static_cast<ushort>(m_random.generate());
        uuid.data3 = static_cast<ushort>((m_random.generate() & 0x0fff) | 0x4000);
        for (uchar &byte : uuid.data4)
            byte = static_cast<uchar>(m_random.generate());
        uuid.data4[0] = static_cast<uchar>((uuid.data4[0] & 0x3f) | 0x80);
        return uuid.toString(QUuid::WithoutBraces);
    }
    static constexpr char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    QString id(25, u'c');
    id[1] = u'm';
    for (qsizetype i = 2; i < id.size(); ++i)
        id[i] = QLatin1Char(letters[m_random.bounded(36)]);
    return id;
}

DemoOrganization &DemoWorld::addOrganization(DemoOrganization organization)
{
    m_organizations.push_back(std::make_unique<DemoOrganization>(std::move(organization)));
    return *m_organizations.back();
}

DemoWorkspace &DemoWorld::addWorkspace(DemoWorkspace workspace)
{
    m_workspaces.push_back(std::make_unique<DemoWorkspace>(std::move(workspace)));
    DemoWorkspace &added = *m_workspaces.back();
    if (DemoOrganization *home = organization(DemoService::Astronomer, added.organizationId))
        home->workspaceIds.append(added.id);
    return added;
}

DemoDeployment &DemoWorld::addDeployment(DemoDeployment deployment)
{
    m_deployments.push_back(std::make_unique<DemoDeployment>(std::move(deployment)));
    return *m_deployments.back();
}

DemoOrganization *DemoWorld::organization(DemoService service, const QString &id)
{
    for (const auto &organization : m_organizations) {
        const bool hasThatName =
            organization->id == id || (!organization->shortName.isEmpty() && organization->shortName == id);
        if (organization->service == service && hasThatName)
            return organization.get();
    }
    return nullptr;
}

DemoWorkspace *DemoWorld::workspace(const QString &id)
{
    for (const auto &workspace : m_workspaces) {
        if (workspace->id == id)
            return workspace.get();
    }
    return nullptr;
}

DemoDeployment *DemoWorld::deployment(const QString &id)
{
    for (const auto &deployment : m_deployments) {
        if (deployment->id == id)
            return deployment.get();
    }
    return nullptr;
}

QList<DemoDeployment *> DemoWorld::deployments(const QString &organizationId)
{
    QList<DemoDeployment *> found;
    for (const auto &deployment : m_deployments) {
        if (deployment->organizationId == organizationId)
            found.append(deployment.get());
    }
    return found;
}

QList<DemoOrganization *> DemoWorld::organizations(DemoService service)
{
    QList<DemoOrganization *> found;
    for (const auto &organization : m_organizations) {
        if (organization->service == service)
            found.append(organization.get());
    }
    return found;
}

DemoTokenList *DemoWorld::tokens(const QString &placeId)
{
    if (DemoWorkspace *found = workspace(placeId))
        return &found->tokens;
    if (DemoDeployment *found = deployment(placeId))
        return &found->tokens;
    for (const auto &organization : m_organizations) {
        if (organization->id == placeId)
            return &organization->tokens;
        if (placeId.endsWith(policyList) && placeId.startsWith(organization->id))
            return &organization->policyTokens;
    }
    return nullptr;
}

DemoTokenList *DemoWorld::everyTokenOf(const DemoToken &token)
{
    for (const auto &organization : m_organizations) {
        if (organization->id == token.organizationId)
            return &organization->allTokens;
    }
    return nullptr;
}

QStringList DemoWorld::placesOf(const DemoToken &token)
{
    if (token.isPolicy())
        return {token.homeId() + policyList};
    QStringList placeIds{token.homeId()};
    for (const DemoRole &role : token.roles) {
        const bool isPlace =
            role.entityType == QLatin1String("WORKSPACE") || role.entityType == QLatin1String("DEPLOYMENT");
        if (isPlace && !placeIds.contains(role.entityId))
            placeIds.append(role.entityId);
    }
    return placeIds;
}

void DemoWorld::enterLists(DemoToken *token, const QStringList &placeIds)
{
    for (const QString &placeId : placeIds) {
        if (DemoTokenList *list = tokens(placeId))
            list->insert(token);
    }
}

void DemoWorld::leaveLists(DemoToken *token, const QStringList &placeIds)
{
    for (const QString &placeId : placeIds) {
        if (DemoTokenList *list = tokens(placeId))
            list->remove(token);
    }
}

DemoToken &DemoWorld::addToken(DemoToken token)
{
    if (token.id.isEmpty()) {
        const bool isQovery = organization(DemoService::Qovery, token.organizationId) != nullptr;
        token.id = newId(isQovery ? DemoService::Qovery : DemoService::Astronomer);
    }
    auto owned = std::make_unique<DemoToken>(std::move(token));
    DemoToken *added = owned.get();
    m_tokens[added->id] = std::move(owned);
    enterLists(added, placesOf(*added));
    if (DemoTokenList *every = everyTokenOf(*added))
        every->insert(added);
    return *added;
}

bool DemoWorld::removeToken(const QString &id)
{
    const auto found = m_tokens.find(id);
    if (found == m_tokens.end())
        return false;
    m_credentials.remove(found->second->secret);
    leaveLists(found->second.get(), placesOf(*found->second));
    if (DemoTokenList *every = everyTokenOf(*found->second))
        every->remove(found->second.get());
    m_tokens.erase(found);
    return true;
}

const DemoToken *DemoWorld::token(const QString &id) const
{
    const auto found = m_tokens.find(id);
    return found == m_tokens.end() ? nullptr : found->second.get();
}

void DemoWorld::changeToken(const QString &id, const std::function<void(DemoToken &)> &change)
{
    const auto found = m_tokens.find(id);
    if (found == m_tokens.end())
        return;
    DemoToken *token = found->second.get();
    const QStringList before = placesOf(*token);
    change(*token);
    token->forgetJson();
    if (DemoTokenList *every = everyTokenOf(*token))
        every->forgetOrders();
    const QStringList after = placesOf(*token);
    if (before != after) {
        leaveLists(token, before);
        enterLists(token, after);
        return;
    }
    for (const QString &placeId : after) {
        if (DemoTokenList *list = tokens(placeId))
            list->forgetOrders();
    }
}

QByteArray DemoWorld::issueSecret(const QString &tokenId)
{
    const auto found = m_tokens.find(tokenId);
    if (found == m_tokens.end())
        return {};
    DemoToken &token = *found->second;
    m_credentials.remove(token.secret);
    const bool isQovery = organization(DemoService::Qovery, token.organizationId) != nullptr;
    token.secret = isQovery ? demosecret::qoveryToken(m_random, token.isPolicy())
                            : demosecret::astronomerToken(m_random, token, now());
    Credential credential;
    credential.service = isQovery ? DemoService::Qovery : DemoService::Astronomer;
    credential.tokenId = tokenId;
    m_credentials.insert(token.secret, credential);
    m_issued.append({tokenId, token.name, token.secret});
    return token.secret;
}

QByteArray DemoWorld::addPerson(DemoService service, const DemoSubject &person, const QList<DemoRole> &roles)
{
    Credential credential;
    credential.service = service;
    credential.person = std::make_shared<const DemoSubject>(person);
    credential.roles = roles;
    credential.expiresMsecs = now() + personSessionMsecs;
    const QByteArray value = demosecret::personToken(m_random, person, credential.expiresMsecs);
    m_credentials.insert(value, credential);
    return value;
}

std::optional<DemoCaller> DemoWorld::authenticate(DemoService service, const QByteArray &value) const
{
    const auto found = m_credentials.constFind(value);
    if (found == m_credentials.constEnd() || found->service != service)
        return std::nullopt;
    if (found->tokenId.isEmpty()) {
        if (found->expiresMsecs <= now())
            return std::nullopt;
        return DemoCaller{found->person, found->roles, {}};
    }
    const DemoToken *held = token(found->tokenId);
    if (held == nullptr || held->startAt.msecs > now() || (held->endAt.isSet() && held->endAt.msecs <= now()))
        return std::nullopt;
    DemoSubject subject;
    subject.id = held->id;
    subject.tokenName = held->name;
    return DemoCaller{std::make_shared<const DemoSubject>(subject), held->roles, held->id};
}

void DemoWorld::noteUse(const DemoCaller &caller)
{
    const auto found = m_tokens.find(caller.tokenId);
    if (found == m_tokens.end())
        return;
    found->second->lastUsedAt = DemoMoment{now()};
    found->second->forgetJson();
}

bool DemoWorld::isValidSecret(const QByteArray &value) const
{
    return authenticate(DemoService::Qovery, value) || authenticate(DemoService::Astronomer, value);
}
