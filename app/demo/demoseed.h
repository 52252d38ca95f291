// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demoserver.h"
#include "demo/demotoken.h"

class DemoWorld;

/// Fills a world with what the simulator shows at its start and hands out the accounts to try it with.
/// Everything is relative to the world's clock, so every expiry state is there on any day.
class DemoSeed final
{
public:
    DemoSeed(DemoWorld &world, const DemoOptions &options);

    void plant();
    /// baseUrl is left empty: the port is not known before the server listens.
    [[nodiscard]] const QList<DemoAccount> &accounts() const { return m_accounts; }
    [[nodiscard]] const QList<DemoAccount> &openingAccounts() const { return m_openingAccounts; }

private:
    struct Place
    {
        QString organizationId;
        QString workspaceId;
        QString accountName;
        bool isProduction = false;
        bool isOpening = true; ///< the window opens with its owner
    };

    void plantPeople();
    void plantQovery();
    void plantAstronomer();
    /// What only Astronomer's current generation shows. Last, so that the ids of all else stay what they are.
    void plantDeployments();
    QString plantQoveryOrganization(const QString &name, const QString &description, int ageDays);
    QString plantWorkspace(const QString &organizationId, const QString &name, int ageDays);
    void plantTokens(const QString &table, const Place &place, DemoService service);
    void plantLooseTokens(const Place &place, DemoService service);
    void plantExtraTokens(const QString &organizationId);
    void addQoveryAccounts(const Place &place, bool isPersonal);
    void addAstronomerAccounts(const Place &place);
    void addAccount(
        const Place &place, const QString &role, const QByteArray &credential, DemoService service);
    /// A token that an account signs in with.
    QByteArray plantCredential(const Place &place, const QString &name, const QList<DemoRole> &roles);
    [[nodiscard]] DemoRole qoveryRole(const QString &organizationId, const QString &name) const;
    [[nodiscard]] DemoMoment daysAgo(double days) const;
    [[nodiscard]] DemoMoment variedDaysAgo(double days);
    [[nodiscard]] DemoSubjectPointer subject(int index) const;

    DemoWorld &m_world;
    DemoOptions m_options;
    QList<DemoSubjectPointer> m_people;
    QList<DemoAccount> m_accounts;
    QList<DemoAccount> m_openingAccounts;
    int m_planted = 0;
};
