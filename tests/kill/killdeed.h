// SPDX-License-Identifier: MIT
#pragma once

#include "core/operationverb.h"
#include "demo/fault.h"

#include <QList>
#include <QString>

/// Something that a person at the command line does with a value: a row of the kill sweep.
struct KillDeed
{
    /// What is killed: the operation itself, or a later run that hands out its value, ends it, or looks what
    /// became of it.
    enum class Act : quint8 { Issue, Show, Confirm, Resolve };
    /// Where the value is to go.
    enum class Target : quint8 { Vault, File, Output };

    const char *name; ///< for the report
    const char *provider;
    OperationVerb verb;
    Target target;
    Fault::Kind fault = Fault::Kind::None; ///< of the request that changes something
    bool isSlow = false; ///< its answer takes longer than the rest of the run
    Act act = Act::Issue; ///< after an operation that nobody killed, unless it is that
    bool isOwn = false; ///< of the token that the account itself signs in with

    [[nodiscard]] QString providerKey() const { return QString::fromLatin1(provider); }
    /// The simulator's word for the request that changes something.
    [[nodiscard]] QString request() const
    {
        if (qstrcmp(provider, "qovery") == 0)
            return QStringLiteral("createApiToken");
        return verb == OperationVerb::Create ? QStringLiteral("createOrganizationApiToken")
                                             : QStringLiteral("rotateOrganizationApiToken");
    }

    /// Every way; Qovery has no rotation.
    [[nodiscard]] static QList<KillDeed> forRandomInstants(const QString &providerKey)
    {
        const Fault::Kind none = Fault::Kind::None;
        const QList<KillDeed> swift = of(providerKey,
            {
                {"astronomer: create", "astronomer", OperationVerb::Create, Target::Vault},
                {"astronomer: create into a file", "astronomer", OperationVerb::Create, Target::File},
                {"astronomer: create onto the output", "astronomer", OperationVerb::Create, Target::Output},
                {"astronomer: rotate", "astronomer", OperationVerb::Rotate, Target::Vault},
                {"astronomer: rotate into a file", "astronomer", OperationVerb::Rotate, Target::File},
                {"astronomer: rotate onto the output", "astronomer", OperationVerb::Rotate, Target::Output},
                {"astronomer: rotate its own", "astronomer", OperationVerb::Rotate, Target::Vault, none,
                    false, Act::Issue, true},
                {"astronomer: rotate its own into a file", "astronomer", OperationVerb::Rotate, Target::File,
                    none, false, Act::Issue, true},
                {"qovery: create", "qovery", OperationVerb::Create, Target::Vault},
                {"qovery: create into a file", "qovery", OperationVerb::Create, Target::File},
                {"qovery: create onto the output", "qovery", OperationVerb::Create, Target::Output},
            });
        QList<KillDeed> deeds;
        for (KillDeed deed : swift) {
            deeds.append(deed);
            deed.isSlow = true;
            deeds.append(deed);
        }
        return deeds;
    }

    /// Together they pass through every state of the journal.
    [[nodiscard]] static QList<KillDeed> forEveryStep(const QString &providerKey)
    {
        const Fault::Kind none = Fault::Kind::None;
        return of(providerKey,
            {
                {"astronomer: create into a file", "astronomer", OperationVerb::Create, Target::File},
                {"astronomer: rotate into a file", "astronomer", OperationVerb::Rotate, Target::File},
                {"astronomer: rotate, refused", "astronomer", OperationVerb::Rotate, Target::Vault,
                    Fault::Kind::Status},
                {"qovery: create into a file", "qovery", OperationVerb::Create, Target::File},
                {"qovery: create onto the output", "qovery", OperationVerb::Create, Target::Output},
                {"qovery: create, answer lost", "qovery", OperationVerb::Create, Target::Vault,
                    Fault::Kind::CloseAfterCommit},
                {"astronomer: rotate its own into a file", "astronomer", OperationVerb::Rotate, Target::File,
                    none, false, Act::Issue, true},
                {"astronomer: secrets show", "astronomer", OperationVerb::Rotate, Target::Vault, none, false,
                    Act::Show},
                {"qovery: secrets confirm", "qovery", OperationVerb::Create, Target::Vault, none, false,
                    Act::Confirm},
            });
    }

    /// Those of which nothing else may be open, since looking is for all that is.
    [[nodiscard]] static QList<KillDeed> forEveryStepOfLooking(const QString &providerKey)
    {
        return of(providerKey,
            {
                {"astronomer: resolve", "astronomer", OperationVerb::Rotate, Target::Vault,
                    Fault::Kind::CloseAfterCommit, false, Act::Resolve},
                {"qovery: resolve", "qovery", OperationVerb::Create, Target::Vault,
                    Fault::Kind::CloseAfterCommit, false, Act::Resolve},
            });
    }

private:
    [[nodiscard]] static QList<KillDeed> of(const QString &providerKey, QList<KillDeed> deeds)
    {
        deeds.removeIf([&](const KillDeed &deed) { return deed.providerKey() != providerKey; });
        return deeds;
    }
};
