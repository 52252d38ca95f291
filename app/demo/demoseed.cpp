// SPDX-License-Identifier: MIT
#include "demo/demoseed.h"

#include "demo/demosecret.h"
#include "demo/demoworld.h"
#include "demo/seedtable.h"

#include <tuple>

namespace {

constexpr double msecsPerDay = 24.0 * 3600 * 1000;

const QString organizationType = QStringLiteral("ORGANIZATION");
const QString workspaceType = QStringLiteral("WORKSPACE");
const QString deploymentType = QStringLiteral("DEPLOYMENT");

} // namespace

DemoSeed::DemoSeed(DemoWorld &world, const DemoOptions &options)
    : m_world(world)
    , m_options(options)
{ }

void DemoSeed::plant()
{
    plantPeople();
    plantQovery();
    plantAstronomer();
    plantDeployments();
}

void DemoSeed::plantPeople()
{
    const auto add = [this](const char *username, const char *fullName) {
        DemoSubject person;
        person.id = m_world.newId(DemoService::Astronomer);
        person.username = QString::fromUtf8(username);
        person.fullName = QString::fromUtf8(fullName);
        m_people.append(std::make_shared<const DemoSubject>(person));
    };
    add("ada@example.com", "Ada Example");
    add("grace@example.com", "Grace Sample");
    add("zoe@example.com", "Zoë Müller-Łukasz");
    add("yuki@example.com", "山田 ゆき");
    DemoSubject machine;
    machine.id = m_world.newId(DemoService::Astronomer);
    machine.tokenName = QStringLiteral("bootstrap");
    m_people.append(std::make_shared<const DemoSubject>(machine));
}

DemoSubjectPointer DemoSeed::subject(int index) const
{
    return m_people.at(index % m_people.size());
}

DemoMoment DemoSeed::daysAgo(double days) const
{
    return DemoMoment{m_world.now() - static_cast<qint64>(days * msecsPerDay)};
}

DemoMoment DemoSeed::variedDaysAgo(double days)
{
    static constexpr qint16 offsets[] = {0, 0, 0, 120, 0, -480, 0, 330};
    DemoMoment moment = daysAgo(days);
    moment.digits = static_cast<quint8>(m_planted % 10);
    moment.offsetMinutes = offsets[m_planted % 8];
    return moment;
}

void DemoSeed::plantQovery()
{
    const auto place = [](const QString &id, const char *name, bool isProduction) {
        return Place{id, {}, QString::fromUtf8(name), isProduction};
    };
    const Place production = place(plantQoveryOrganization(QStringLiteral("Acme Production"),
                                       QStringLiteral("Everything customers see"), 900),
        "Acme production", true);
    const Place development =
        place(plantQoveryOrganization(QStringLiteral("Acme Development"), QString(), 880), "Acme development",
            false);
    const Place lab =
        place(plantQoveryOrganization(QStringLiteral("Initech Lab"), QStringLiteral("No tokens yet"), 40),
            "Initech lab", false);
    plantTokens(QStringLiteral("qovery-production"), production, DemoService::Qovery);
    plantTokens(QStringLiteral("qovery-development"), development, DemoService::Qovery);
    if (m_options.hasLooseData)
        plantLooseTokens(production, DemoService::Qovery);
    addQoveryAccounts(production, false);
    addQoveryAccounts(development, true);
    addQoveryAccounts(lab, true);
}

QString DemoSeed::plantQoveryOrganization(const QString &name, const QString &description, int ageDays)
{
    DemoOrganization organization;
    organization.service = DemoService::Qovery;
    organization.id = m_world.newId(DemoService::Qovery);
    organization.name = name;
    organization.description = description;
    organization.plan = QStringLiteral("ENTERPRISE"); // a plan that both eras know
    organization.createdAt = daysAgo(ageDays);
    organization.updatedAt = daysAgo(ageDays / 2.0);
    const auto addRole = [&](const char *roleName, const char *text, bool isCustom) {
        organization.roles.append({m_world.newId(DemoService::Qovery), QString::fromUtf8(roleName),
            QString::fromUtf8(text), isCustom});
    };
    for (const char *builtIn : {"owner", "admin", "devops", "billing", "viewer"})
        addRole(builtIn, "", false);
    addRole("Release manager", "Deploys to production, changes nothing else", true);
    return m_world.addOrganization(organization).id;
}

DemoRole DemoSeed::qoveryRole(const QString &organizationId, const QString &name) const
{
    const DemoOrganization *organization = m_world.organization(DemoService::Qovery, organizationId);
    if (organization != nullptr) {
        for (const DemoRoleChoice &role : organization->roles) {
            if (role.name == name)
                return {organizationId, organizationType, role.name, role.id};
        }
    }
    return {organizationId, organizationType, name, {}};
}

void DemoSeed::plantAstronomer()
{
    const auto plantOrganization = [this](
                                       const char *name, const char *shortName, const char *plan, int age) {
        DemoOrganization organization;
        organization.service = DemoService::Astronomer;
        organization.id = m_world.newId(DemoService::Astronomer);
        organization.name = QString::fromUtf8(name);
        organization.shortName = QString::fromUtf8(shortName);
        organization.plan = QString::fromUtf8(plan);
        organization.createdAt = daysAgo(age);
        organization.updatedAt = daysAgo(age / 3.0);
        return m_world.addOrganization(organization).id;
    };
    const QString acme = plantOrganization("Acme Data", "acmedata", "BUSINESS_CRITICAL", 1000);
    const QString globex = plantOrganization("Globex Analytics", "globexanalytics", "STANDARD", 850);
    const QString pipelines = plantWorkspace(acme, QStringLiteral("Pipelines"), 990);
    const QString analytics = plantWorkspace(acme, QStringLiteral("Analytics"), 600);
    const QString reporting = plantWorkspace(globex, QStringLiteral("Reporting"), 840);
    const QString sandbox = plantWorkspace(globex, QStringLiteral("Sandbox"), 100);

    const QString dot = QStringLiteral(" · ");
    const Place acmePlace{acme, {}, QStringLiteral("Acme data"), true};
    const Place globexPlace{globex, {}, QStringLiteral("Globex analytics"), false};
    const Place pipelinesPlace{
        acme, pipelines, acmePlace.accountName + dot + QStringLiteral("Pipelines"), true};
    const Place analyticsPlace{
        acme, analytics, acmePlace.accountName + dot + QStringLiteral("Analytics"), true, false};
    const Place reportingPlace{
        globex, reporting, globexPlace.accountName + dot + QStringLiteral("Reporting"), false};
    const Place sandboxPlace{
        globex, sandbox, globexPlace.accountName + dot + QStringLiteral("Sandbox"), false, false};
    const auto plant = [this](const char *table, const Place &place) {
        plantTokens(QString::fromUtf8(table), place, DemoService::Astronomer);
    };
    plant("astronomer-data", acmePlace);
    plant("astronomer-pipelines", pipelinesPlace);
    plant("astronomer-analytics", analyticsPlace);
    plant("globex", globexPlace);
    plant("globex-reporting", reportingPlace);
    plant("globex-sandbox", sandboxPlace);
    if (m_options.hasLooseData)
        plantLooseTokens(acmePlace, DemoService::Astronomer);
    for (const Place &place :
        {acmePlace, globexPlace, pipelinesPlace, analyticsPlace, reportingPlace, sandboxPlace})
        addAstronomerAccounts(place);

    const QByteArray session = m_world.addPerson(DemoService::Astronomer, *subject(0),
        {{acme, organizationType, QStringLiteral("ORGANIZATION_OWNER"), {}}});
    Place personal = acmePlace;
    personal.accountName += dot + subject(0)->fullName;
    personal.isOpening = false;
    addAccount(personal, QStringLiteral("owner"), session, DemoService::Astronomer);
    plantExtraTokens(acme);
}

void DemoSeed::plantDeployments()
{
    const auto plantToken = [this](const DemoDeployment &home, const QString &name, int age) {
        DemoToken token;
        token.organizationId = home.organizationId;
        token.deploymentId = home.id;
        token.name = name;
        token.description = QStringLiteral("Deploys from the pipeline");
        token.roles = {{home.id, deploymentType, QStringLiteral("DEPLOYMENT_ADMIN"), {}}};
        token.shortToken = QString::fromLatin1(demosecret::randomWord(m_world.random(), 6));
        token.createdAt = daysAgo(age);
        token.updatedAt = daysAgo(age / 2.0);
        token.lastRotatedAt = token.updatedAt;
        token.startAt = token.createdAt;
        token.expiryDays = 365;
        token.endAt = DemoMoment{token.startAt.msecs + static_cast<qint64>(token.expiryDays * msecsPerDay)};
        token.createdBy = subject(age);
        token.updatedBy = subject(age + 1);
        m_world.addToken(token);
    };
    const QList<DemoOrganization *> organizations = m_world.organizations(DemoService::Astronomer);
    for (DemoOrganization *organization : organizations) {
        for (const char *name : {"production", "staging"}) {
            DemoDeployment deployment;
            deployment.id = m_world.newId(DemoService::Astronomer);
            deployment.organizationId = organization->id;
            deployment.workspaceId = organization->workspaceIds.constFirst();
            deployment.name = QLatin1String(name);
            deployment.createdAt = daysAgo(300);
            deployment.updatedAt = daysAgo(30);
            plantToken(m_world.addDeployment(deployment), QStringLiteral("deploy-") + deployment.name, 200);
        }
        organization->roles = {{m_world.newId(DemoService::Astronomer), QStringLiteral("Deployment_Viewer"),
                                   QStringLiteral("Sees deployments and their logs, changes nothing"), true},
            {m_world.newId(DemoService::Astronomer), QStringLiteral("Night_Operator"), {}, true,
                {organization->workspaceIds.constLast()}}};
    }
}

QString DemoSeed::plantWorkspace(const QString &organizationId, const QString &name, int ageDays)
{
    DemoWorkspace workspace;
    workspace.id = m_world.newId(DemoService::Astronomer);
    workspace.organizationId = organizationId;
    workspace.name = name;
    workspace.createdAt = daysAgo(ageDays);
    workspace.updatedAt = daysAgo(ageDays / 2.0);
    return m_world.addWorkspace(workspace).id;
}

void DemoSeed::plantTokens(const QString &table, const Place &place, DemoService service)
{
    const bool isQovery = service == DemoService::Qovery;
    const QList<SeedRow> rows = seedTable(table);
    for (const SeedRow &row : rows) {
        DemoToken token;
        token.organizationId = place.organizationId;
        token.workspaceId = place.workspaceId;
        token.name = row.name;
        token.description = row.description;
        token.createdAt = variedDaysAgo(row.ageDays);
        token.startAt = row.startsInDays > 0 ? daysAgo(-row.startsInDays) : token.createdAt;
        token.createdBy = subject(m_planted);
        token.updatedBy = subject(m_planted + 1);
        if (isQovery) {
            token.roles = {qoveryRole(place.organizationId, row.role)};
            if (m_planted % 3 == 0)
                token.updatedAt = variedDaysAgo(row.ageDays / 2);
        } else {
            const QString entity = place.workspaceId.isEmpty() ? place.organizationId : place.workspaceId;
            token.roles = {
                {entity, place.workspaceId.isEmpty() ? organizationType : workspaceType, row.role, {}}};
            token.shortToken = QString::fromLatin1(demosecret::randomWord(m_world.random(), 6));
            token.updatedAt = variedDaysAgo(row.ageDays / 2);
            token.expiryDays = row.lifeDays;
            if (row.lifeDays > 0)
                token.endAt =
                    DemoMoment{token.startAt.msecs + static_cast<qint64>(row.lifeDays * msecsPerDay)};
            if (row.usedDaysAgo >= 0)
                token.lastUsedAt = variedDaysAgo(row.usedDaysAgo);
            // Of what a token created, services often tell the creator's id alone.
            token.showsCreator = !(token.createdBy->isToken() && m_planted % 2 == 0);
            const QStringList workspaceIds =
                m_world.organization(DemoService::Astronomer, place.organizationId)->workspaceIds;
            if (place.workspaceId.isEmpty() && m_planted % 3 == 0)
                token.roles.append(
                    {workspaceIds.value(0), workspaceType, QStringLiteral("WORKSPACE_OPERATOR"), {}});
            if (place.workspaceId.isEmpty() && m_planted % 6 == 0)
                token.roles.append(
                    {workspaceIds.value(1), workspaceType, QStringLiteral("WORKSPACE_MEMBER"), {}});
        }
        m_world.addToken(token);
        ++m_planted;
    }
}

void DemoSeed::plantLooseTokens(const Place &place, DemoService service)
{
    const bool isQovery = service == DemoService::Qovery;
    const auto plantLoose = [&](const char *name, LooseForm form) {
        DemoToken token;
        token.organizationId = place.organizationId;
        token.name = QString::fromUtf8(name);
        token.loose = form;
        token.createdAt = daysAgo(50 + m_planted % 20);
        token.startAt = token.createdAt;
        if (!isQovery) {
            token.updatedAt = token.createdAt;
            token.shortToken = QString::fromLatin1(demosecret::randomWord(m_world.random(), 6));
            token.roles = {
                {place.organizationId, organizationType, QStringLiteral("ORGANIZATION_MEMBER"), {}}};
            token.updatedBy = subject(m_planted);
        }
        m_world.addToken(token);
        ++m_planted;
    };
    plantLoose("imported-with-nulls", LooseForm::NullOptionals);
    if (isQovery)
        return;
    plantLoose("imported-without-period", LooseForm::MissingRequired);
    plantLoose("remote-agent", LooseForm::UnknownType);
    plantLoose("migrated-by-hand", LooseForm::UnreadableDate);
}

void DemoSeed::plantExtraTokens(const QString &organizationId)
{
    static constexpr int periods[] = {0, 30, 60, 90, 365};
    static constexpr const char *jobs[] = {"ci-deploy", "dbt-run", "exporter", "loader", "backup", "agent"};
    const QList<DemoRole> roles{
        {organizationId, organizationType, QStringLiteral("ORGANIZATION_MEMBER"), {}}};
    const QString description = QStringLiteral("One of many");
    for (int i = 0; i < m_options.extraTokens; ++i) {
        DemoToken token;
        token.organizationId = organizationId;
        token.name = QLatin1String(jobs[i % 6]) + u'-' + QString::number(i).rightJustified(6, u'0');
        token.description = description;
        token.roles = roles;
        token.shortToken = QString::fromLatin1(demosecret::randomWord(m_world.random(), 6));
        token.createdAt = daysAgo(400.0 - 399.0 * i / m_options.extraTokens);
        token.updatedAt = token.createdAt;
        token.startAt = token.createdAt;
        token.expiryDays = periods[i % 5];
        if (token.expiryDays > 0)
            token.endAt =
                DemoMoment{token.startAt.msecs + static_cast<qint64>(token.expiryDays * msecsPerDay)};
        if (i % 4 != 0)
            token.lastUsedAt = daysAgo(i % 90 / 9.0);
        token.createdBy = subject(i);
        token.updatedBy = token.createdBy;
        m_world.addToken(std::move(token));
    }
    // Sorting is part of starting, not of the first request.
    if (DemoTokenList *list = m_world.tokens(organizationId))
        std::ignore = list->ordered();
}

QByteArray DemoSeed::plantCredential(const Place &place, const QString &name, const QList<DemoRole> &roles)
{
    DemoToken token;
    token.organizationId = place.organizationId;
    token.workspaceId = place.workspaceId;
    token.name = name;
    token.description = QStringLiteral("This program's own access");
    token.roles = roles;
    token.shortToken = QString::fromLatin1(demosecret::randomWord(m_world.random(), 6));
    token.createdAt = daysAgo(10 + m_planted % 7);
    token.updatedAt = token.createdAt;
    token.startAt = token.createdAt;
    token.createdBy = subject(0);
    token.updatedBy = subject(0);
    ++m_planted;
    return m_world.issueSecret(m_world.addToken(token).id);
}

void DemoSeed::addQoveryAccounts(const Place &place, bool isPersonal)
{
    const bool isSeedEra = m_options.qoveryEra == DemoOptions::QoveryEra::Seed;
    const auto credential = [&](const QString &role, const QString &tokenName, int person) {
        const DemoRole right = qoveryRole(place.organizationId, role);
        if (isPersonal || isSeedEra)
            return m_world.addPerson(DemoService::Qovery, *subject(person), {right});
        return plantCredential(place, tokenName, {right});
    };
    addAccount(place, QStringLiteral("owner"),
        credential(QStringLiteral("owner"), QStringLiteral("tokenry"), 0), DemoService::Qovery);
    addAccount(place, QStringLiteral("read-only"),
        credential(QStringLiteral("viewer"), QStringLiteral("tokenry-read-only"), 1), DemoService::Qovery);
    addAccount(place, QStringLiteral("revoked"),
        isSeedEra ? demosecret::personToken(m_world.random(), *subject(2), daysAgo(-30).msecs)
                  : demosecret::qoveryToken(m_world.random()),
        DemoService::Qovery);
}

void DemoSeed::addAstronomerAccounts(const Place &place)
{
    const bool isWorkspace = !place.workspaceId.isEmpty();
    const QString entity = isWorkspace ? place.workspaceId : place.organizationId;
    const QString type = isWorkspace ? workspaceType : organizationType;
    const auto right = [&](const char *rank) -> QList<DemoRole> {
        return {{entity, type, type + QLatin1String(rank), {}}};
    };
    addAccount(place, QStringLiteral("owner"),
        plantCredential(place, QStringLiteral("tokenry"), right("_OWNER")), DemoService::Astronomer);
    addAccount(place, QStringLiteral("read-only"),
        plantCredential(place, QStringLiteral("tokenry-read-only"), right("_MEMBER")),
        DemoService::Astronomer);
    DemoToken gone;
    gone.id = m_world.newId(DemoService::Astronomer);
    gone.organizationId = place.organizationId;
    gone.roles = right("_OWNER");
    addAccount(place, QStringLiteral("revoked"),
        demosecret::astronomerToken(m_world.random(), gone, daysAgo(100).msecs), DemoService::Astronomer);
}

void DemoSeed::addAccount(
    const Place &place, const QString &role, const QByteArray &credential, DemoService service)
{
    DemoAccount account;
    account.role = role;
    account.credential = credential;
    account.account.providerKey =
        service == DemoService::Qovery ? QStringLiteral("qovery") : QStringLiteral("astronomer");
    account.account.name = place.accountName;
    account.account.organizationId = place.organizationId;
    if (!place.workspaceId.isEmpty())
        account.account.workspaceIds = {place.workspaceId};
    account.account.isProduction = place.isProduction;
    const bool isOwner = role == QLatin1String("owner");
    if (isOwner && place.isOpening)
        m_openingAccounts.append(account);
    if (!isOwner)
        account.account.name += QStringLiteral(" · ") + role;
    m_accounts.append(account);
}
