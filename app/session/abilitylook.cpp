// SPDX-License-Identifier: MIT
#include "session/abilitylook.h"

#include "session/line.h"

#include <algorithm>

namespace {

const RoleChoice *choiceOf(const QList<RoleChoice> &choices, const TokenRole &role)
{
    const auto found = std::find_if(choices.cbegin(), choices.cend(), [&role](const RoleChoice &choice) {
        return choice.entityType == role.entityType && choice.name == role.role;
    });
    return found == choices.cend() ? nullptr : &*found;
}

/// Whether a role speaks about one of the account's places; an organization's role reaches all of them.
bool speaksOfPlaces(const TokenRole &role, const Account &account)
{
    if (role.entityType == EntityType::Organization)
        return true;
    return role.entityType == EntityType::Workspace
        && account.workspaceIds.contains(role.entityId, Qt::CaseInsensitive);
}

} // namespace

JobOf<AccountAbility> *AbilityLook::start(
    QObject *owner, std::shared_ptr<Line> line, const QString &ownTokenId)
{
    auto *job = new JobOf<AccountAbility>(owner);
    (new AbilityLook(job, std::move(line), ownTokenId))->readPlace(0, 0);
    return job;
}

AbilityLook::AbilityLook(JobOf<AccountAbility> *job, std::shared_ptr<Line> line, const QString &ownTokenId)
    : QObject(job)
    , m_job(job)
    , m_line(std::move(line))
    , m_ownTokenId(ownTokenId)
{
    const Provider &provider = m_line->provider();
    m_ability.account = m_line->account();
    m_ability.capabilities = provider.capabilities();
    const QList<TokenPlace> places = provider.places();
    for (const TokenPlace &place : places)
        m_ability.places.append({place, -1, {}});
    if (!places.isEmpty()) {
        Token ordinary;
        ordinary.workspaceId = places.constFirst().workspaceId;
        ordinary.scope =
            places.constFirst().isOrganization() ? TokenScope::Organization : TokenScope::Workspace;
        m_ability.verbs = provider.verbs(ordinary);
    }
}

void AbilityLook::readPlace(qsizetype index, qsizetype size)
{
    if (index >= m_ability.places.size()) {
        readRoles(0);
        return;
    }
    const QList<int> sizes = m_line->provider().pageSizes();
    // The total stands in every page, so the smallest one does.
    const int limit = size == 0 && sizes.value(0) > 0 ? 1 : sizes.value(size);
    auto *page = m_line->provider().listTokens(m_job, m_ability.places.at(index).place, {0, limit});
    m_job->follow(page)->onFinished(this, [this, index, size, sizes](Result<TokenPage> &&result) {
        if (!result && result.error().kind == Error::Kind::Cancelled) {
            m_job->deliver(std::move(result).error());
            return;
        }
        if (!result && result.error().httpStatus == 400 && size + 1 < sizes.size()) {
            readPlace(index, size + 1);
            return;
        }
        if (result)
            m_ability.places[index].tokens = result.value().total;
        else
            m_ability.places[index].error = result.error();
        readPlace(index + 1, 0);
    });
}

void AbilityLook::readRoles(qsizetype index)
{
    // Those of the organization first: they count in its workspaces, too.
    QList<TokenPlace> places{TokenPlace()};
    if (!m_ability.places.isEmpty() && !m_ability.places.constFirst().place.isOrganization())
        places.append(m_ability.places.constFirst().place);
    if (index >= places.size()) {
        readOwnToken();
        return;
    }
    const bool isLast = index + 1 == places.size();
    m_job->follow(m_line->provider().listRoles(m_job, places.at(index)))
        ->onFinished(this, [this, index, isLast](Result<QList<RoleChoice>> &&choices) {
            if (!choices && choices.error().kind == Error::Kind::Cancelled) {
                m_job->deliver(std::move(choices).error());
                return;
            }
            if (choices)
                m_choices += choices.value();
            if (choices && isLast)
                m_ability.roles = choices.value().size();
            readRoles(index + 1);
        });
}

void AbilityLook::readOwnToken()
{
    if (m_ownTokenId.isEmpty() || m_ability.places.isEmpty()) {
        m_job->deliver(std::move(m_ability));
        return;
    }
    const TokenKey key{m_ability.account.id, m_ability.places.constFirst().place.workspaceId, m_ownTokenId};
    m_job->follow(m_line->provider().getToken(m_job, key))->onFinished(this, [this](Result<Token> &&token) {
        if (!token && token.error().kind == Error::Kind::Cancelled) {
            m_job->deliver(std::move(token).error());
            return;
        }
        if (token) {
            m_ability.ownToken = std::move(token).value();
            judgeRoles();
        }
        m_job->deliver(std::move(m_ability));
    });
}

void AbilityLook::judgeRoles()
{
    for (const RoleChoice &choice : std::as_const(m_choices)) {
        if (choice.isAdministrative)
            m_ability.managingRoles.append(choice.label);
    }
    if (!m_ability.ownToken->areRolesTold || m_choices.isEmpty())
        return;
    bool isKnown = true;
    bool manages = false;
    for (const TokenRole &role : std::as_const(m_ability.ownToken->roles)) {
        if (!speaksOfPlaces(role, m_ability.account))
            continue;
        const RoleChoice *choice = choiceOf(m_choices, role);
        // A role that a person made may do anything.
        isKnown = isKnown && choice != nullptr;
        manages = manages || (choice != nullptr && choice->isAdministrative);
        m_ability.ownRoles.append(choice != nullptr ? choice->label : role.role);
    }
    if (manages)
        m_ability.manages = AccountAbility::Manages::Yes;
    else if (isKnown)
        m_ability.manages = AccountAbility::Manages::No;
}
