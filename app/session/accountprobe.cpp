// SPDX-License-Identifier: MIT
#include "session/accountprobe.h"

#include "providers/catalog.h"
#include "session/abilitylook.h"
#include "session/generationprobe.h"
#include "session/line.h"

#include <vector>

class AccountProbe::Private
{
public:
    /// A way to the service as that account; lives as long as the probe is used so.
    std::shared_ptr<Line> lineOf(const QString &organizationId, const QStringList &workspaceIds)
    {
        Account asked = account;
        asked.organizationId = organizationId;
        asked.workspaceIds = workspaceIds;
        for (const auto &line : lines) {
            if (line->account() == asked)
                return line;
        }
        lines.push_back(std::make_shared<Line>(asked, credential.duplicate(), clock, background, patience));
        lines.back()->setProxyPassword(proxyPassword.duplicate());
        return lines.back();
    }

    const Clock &clock;
    Background &background;
    Patience patience;
    Account account;
    Secret credential;
    Secret proxyPassword;
    CredentialFacts facts;
    std::vector<std::shared_ptr<Line>> lines;
};

AccountProbe::AccountProbe(const Clock &clock, Background &background, const Patience &patience)
    : d(new Private{clock, background, patience, {}, {}, {}, {}, {}})
{ }

AccountProbe::~AccountProbe() = default;

CredentialFacts AccountProbe::factsOf(const Secret &pasted)
{
    return readCredential(pasted);
}

void AccountProbe::use(const Account &account, Secret pasted, Secret proxyPassword)
{
    d->proxyPassword = std::move(proxyPassword);
    d->lines.clear();
    d->account = account;
    d->facts = readCredential(pasted);
    d->credential = cleanCredential(std::move(pasted));
}

const Account &AccountProbe::account() const
{
    return d->account;
}

const CredentialFacts &AccountProbe::facts() const
{
    return d->facts;
}

Secret AccountProbe::credential() const
{
    return d->credential.duplicate();
}

Secret AccountProbe::proxyPassword() const
{
    return d->proxyPassword.duplicate();
}

JobOf<QList<Organization>> *AccountProbe::listOrganizations(QObject *owner)
{
    return d->lineOf({}, {})->provider().listOrganizations(owner);
}

JobOf<QList<Workspace>> *AccountProbe::listWorkspaces(QObject *owner, const QString &organizationId)
{
    return d->lineOf(organizationId, {})->provider().listWorkspaces(owner);
}

JobOf<AccountAbility> *AccountProbe::findAbility(
    QObject *owner, const QString &organizationId, const QStringList &workspaceIds)
{
    return AbilityLook::start(owner, d->lineOf(organizationId, workspaceIds), d->facts.ownTokenId);
}

JobOf<GenerationReport> *AccountProbe::findGenerations(QObject *owner, const QString &organizationId)
{
    Account asked = d->account;
    asked.organizationId = organizationId;
    return GenerationProbe::start(
        owner, asked, d->credential, d->clock, d->background, d->patience, d->proxyPassword);
}
