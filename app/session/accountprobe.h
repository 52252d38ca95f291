// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/credentialfacts.h"
#include "core/job.h"
#include "core/secret.h"
#include "core/token.h"
#include "session/accountability.h"
#include "session/generationreport.h"
#include "session/patience.h"

#include <memory>

class Background;

/// What a credential sees and may do, asked before there is an account. Only reads are sent, nothing is
/// stored, and the credential is in this object alone. Every question is a job that can be aborted, and
/// should be before use() is called again. Ownership: of who shows it. Thread: the GUI thread.
class AccountProbe final
{
    Q_DISABLE_COPY_MOVE(AccountProbe)

public:
    /// The arguments must outlive the probe.
    AccountProbe(const Clock &clock, Background &background, const Patience &patience = {});
    ~AccountProbe();

    /// Without sending anything.
    [[nodiscard]] static CredentialFacts factsOf(const Secret &pasted);

    /// `account`: provider, address, generation and the way there; its organization does not matter.
    /// `proxyPassword`: for the login of the account's proxy; empty = none is known.
    void use(const Account &account, Secret pasted, Secret proxyPassword = {});
    [[nodiscard]] const Account &account() const;
    [[nodiscard]] const CredentialFacts &facts() const;
    [[nodiscard]] Secret credential() const;
    [[nodiscard]] Secret proxyPassword() const;

    /// The cheapest read there is: those the credential sees.
    [[nodiscard]] JobOf<QList<Organization>> *listOrganizations(QObject *owner);
    [[nodiscard]] JobOf<QList<Workspace>> *listWorkspaces(QObject *owner, const QString &organizationId);
    [[nodiscard]] JobOf<AccountAbility> *findAbility(
        QObject *owner, const QString &organizationId, const QStringList &workspaceIds);
    /// Which generations of the API the server answers; see GenerationProbe.
    [[nodiscard]] JobOf<GenerationReport> *findGenerations(QObject *owner, const QString &organizationId);

private:
    class Private;
    std::unique_ptr<Private> d;
};
