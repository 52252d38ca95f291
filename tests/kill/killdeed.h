// SPDX-License-Identifier: MIT
#pragma once

#include "core/operationverb.h"
#include "demo/fault.h"

#include <QList>
#include <QString>

/// One way to have a value issued, as a person at the command line would: a row of the kill sweep.
struct KillDeed
{
    /// Where the value is to go.
    enum class Target : quint8 { Vault, File, Output };

    const char *name; ///< for the report
    const char *provider;
    OperationVerb verb;
    Target target;
    Fault::Kind fault = Fault::Kind::None; ///< of the request that changes something
    bool isSlow = false; ///< its answer takes longer than the rest of the run

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
        QList<KillDeed> deeds;
        for (const KillDeed &deed :
            {
                KillDeed{"astronomer: create", "astronomer", OperationVerb::Create, Target::Vault},
                KillDeed{"astronomer: create into a file", "astronomer", OperationVerb::Create, Target::File},
                KillDeed{"astronomer: create onto the output", "astronomer", OperationVerb::Create,
                    Target::Output},
                KillDeed{"astronomer: rotate", "astronomer", OperationVerb::Rotate, Target::Vault},
                KillDeed{"astronomer: rotate into a file", "astronomer", OperationVerb::Rotate, Target::File},
                KillDeed{"astronomer: rotate onto the output", "astronomer", OperationVerb::Rotate,
                    Target::Output},
                KillDeed{"qovery: create", "qovery", OperationVerb::Create, Target::Vault},
                KillDeed{"qovery: create into a file", "qovery", OperationVerb::Create, Target::File},
                KillDeed{"qovery: create onto the output", "qovery", OperationVerb::Create, Target::Output},
            }) {
            KillDeed slow = deed;
            slow.isSlow = true;
            if (deed.providerKey() == providerKey)
                deeds << deed << slow;
        }
        return deeds;
    }

    /// Together they pass through every state of the journal.
    [[nodiscard]] static QList<KillDeed> forEveryStep(const QString &providerKey)
    {
        QList<KillDeed> deeds{
            {"astronomer: create into a file", "astronomer", OperationVerb::Create, Target::File},
            {"astronomer: rotate into a file", "astronomer", OperationVerb::Rotate, Target::File},
            {"astronomer: rotate, refused", "astronomer", OperationVerb::Rotate, Target::Vault,
                Fault::Kind::Status},
            {"qovery: create into a file", "qovery", OperationVerb::Create, Target::File},
            {"qovery: create onto the output", "qovery", OperationVerb::Create, Target::Output},
            {"qovery: create, answer lost", "qovery", OperationVerb::Create, Target::Vault,
                Fault::Kind::CloseAfterCommit},
        };
        deeds.removeIf([&](const KillDeed &deed) { return deed.providerKey() != providerKey; });
        return deeds;
    }
};
