// SPDX-License-Identifier: MIT
#pragma once

#include "providers/providerharness.h"

/// What the tests of Astronomer v1alpha1 over a real socket share: a simulator for each, signed in to.
class AstronomerFixture
{
protected:
    static inline const QString provider = QStringLiteral("astronomer");
    static inline const QString owner = QStringLiteral("owner");

    [[nodiscard]] static TokenDraft draftFor(const TokenPlace &place, const QString &name)
    {
        TokenDraft draft;
        draft.place = place;
        draft.name = name;
        const bool isOrganization = place.isOrganization();
        draft.role.entityType = isOrganization ? EntityType::Organization : EntityType::Workspace;
        draft.role.name =
            isOrganization ? QStringLiteral("ORGANIZATION_MEMBER") : QStringLiteral("WORKSPACE_MEMBER");
        draft.role.id = draft.role.name;
        return draft;
    }
    void signIn(bool isWorkspace = false) { QVERIFY(m_harness->signIn(provider, owner, isWorkspace)); }
    static void addPlaces()
    {
        QTest::addColumn<bool>("isWorkspace");
        QTest::newRow("organization") << false;
        QTest::newRow("workspace") << true;
    }
    [[nodiscard]] TokenPlace place() const { return {m_harness->account().workspaceIds.value(0)}; }
    QByteArray path() const
    {
        QString path = QStringLiteral("/v1alpha1/organizations/") + m_harness->account().organizationId;
        if (!place().isOrganization())
            path += QStringLiteral("/workspaces/") + place().workspaceId;
        return path.toLatin1() + "/api-tokens";
    }
    std::optional<Token> create(const QString &name)
    {
        const auto issued =
            m_harness->wait(m_harness->provider().createToken(m_harness->owner(), draftFor(place(), name)));
        m_harness->server().clearRequests();
        return issued && issued->ok() ? std::optional(issued->value().token) : std::nullopt;
    }
    std::optional<Token> get(const TokenKey &key)
    {
        const auto token = m_harness->wait(m_harness->provider().getToken(m_harness->owner(), key));
        return token && token->ok() ? std::optional(token->value()) : std::nullopt;
    }
    std::optional<Result<Token>> update(const TokenKey &key, const TokenChange &change)
    {
        return m_harness->wait(m_harness->provider().updateToken(m_harness->owner(), key, change));
    }
    QString workspaceId(int index)
    {
        const auto workspaces = m_harness->wait(m_harness->provider().listWorkspaces(m_harness->owner()));
        m_harness->server().clearRequests();
        return workspaces && workspaces->ok() ? workspaces->value().value(index).id : QString();
    }
    void begin()
    {
        m_harness = std::make_unique<ProviderHarness>();
        QVERIFY(m_harness->isStarted());
        signIn();
    }

    std::unique_ptr<ProviderHarness> m_harness;
};
