// SPDX-License-Identifier: MIT
#pragma once

#include "providers/providerharness.h"
#include "support/tokenvalues.h"

/// What the tests of Qovery over a real socket share: a simulator for each, signed in to.
class QoveryFixture
{
protected:
    static inline const QString nobodysId = QStringLiteral("00000000-0000-4000-8000-00000000dead");

    [[nodiscard]] static DemoOptions seedEra()
    {
        DemoOptions options;
        options.qoveryEra = DemoOptions::QoveryEra::Seed;
        return options;
    }
    TokenDraft draft(const QString &name)
    {
        TokenDraft draft;
        draft.name = name;
        const auto roles = m_harness->wait(m_harness->provider().listRoles(m_harness->owner(), {}));
        if (roles && roles->ok()) {
            for (const RoleChoice &role : roles->value()) {
                if (!role.isAdministrative)
                    draft.role = role;
            }
        }
        m_harness->server().clearRequests();
        return draft;
    }
    Token firstToken()
    {
        const auto page = m_harness->wait(m_harness->provider().listTokens(m_harness->owner(), {}, {}));
        m_harness->server().clearRequests();
        return page && page->ok() ? valuesOf(page->value().tokens).value(0) : Token();
    }
    TokenDraft policyDraft(const QString &name)
    {
        TokenDraft wanted = draft(name);
        wanted.kind = QStringLiteral("POLICY");
        wanted.place.list = TokenList::Policy;
        wanted.policyText = QStringLiteral("default allow := false\nallow { input.method == \"GET\" }\n");
        wanted.expiryDays = 30;
        return wanted;
    }
    [[nodiscard]] QString organizationPath() const
    {
        return QStringLiteral("/organization/") + m_harness->account().organizationId;
    }
    void begin()
    {
        m_harness = std::make_unique<ProviderHarness>();
        QVERIFY(m_harness->isStarted());
        QVERIFY(m_harness->signIn(QStringLiteral("qovery"), QStringLiteral("owner")));
    }

    std::unique_ptr<ProviderHarness> m_harness;
};
