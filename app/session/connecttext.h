// SPDX-License-Identifier: MIT
#pragma once

#include "core/credentialfacts.h"
#include "core/error.h"
#include "session/accountability.h"
#include "session/connecttrouble.h"

#include <QCoreApplication>
#include <QStringList>

/// The sentences of connecting an account that does not exist yet: what describeError() is for accounts that
/// do. Plain text, any thread.
class ConnectText final
{
    Q_DECLARE_TR_FUNCTIONS(ConnectText)

public:
    /// What is known while nothing was asked.
    struct Situation
    {
        Account account; ///< as it was tried
        CredentialFacts facts;
        QDateTime nowUtc;
    };

    /// What looking at a credential tells: whose it is, when it ends, a wrong word beside it. `isWarning`:
    /// connecting will hardly work like this.
    struct Note
    {
        QString text;
        bool isWarning = false;
    };

    [[nodiscard]] static QList<Note> notes(const Situation &situation);
    /// Why a read was refused; `account.organizationId` is the organization it was about, empty for the list
    /// of organizations.
    [[nodiscard]] static ConnectTrouble trouble(const Error &error, const Situation &situation);
    /// The service answered, and the credential sees no organization at all.
    [[nodiscard]] static ConnectTrouble noOrganization(const Situation &situation);
    /// It sees the organization and none of its workspaces.
    [[nodiscard]] static QString noWorkspaces(const QString &organizationName);

    /// One line of what an account can do.
    struct Ability
    {
        enum class State : quint8 { Can, Cannot, NotTold };

        State state = State::NotTold;
        QString text;
    };
    [[nodiscard]] static QList<Ability> abilities(const AccountAbility &ability, const Situation &situation);

private:
    static ConnectTrouble refusedSignIn(const Error &error, const Situation &situation);
    static ConnectTrouble forbidden(const Error &error, const Situation &situation);
    static ConnectTrouble notThere(const Error &error, const Situation &situation);
    static ConnectTrouble unreachable(const Error &error, const Situation &situation);
    static Ability listing(const AccountAbility::Place &place, const Situation &situation);
    static Ability managing(const AccountAbility &ability, const QString &provider);
};
