// SPDX-License-Identifier: MIT
#include "core/operationverb.h"

QString verbName(OperationVerb verb)
{
    switch (verb) {
    case OperationVerb::Create:
        return QStringLiteral("create");
    case OperationVerb::Rotate:
        return QStringLiteral("rotate");
    case OperationVerb::Update:
        return QStringLiteral("update");
    case OperationVerb::Delete:
        return QStringLiteral("delete");
    case OperationVerb::Detach:
        return QStringLiteral("detach");
    }
    return {};
}

std::optional<OperationVerb> verbFromName(QStringView name)
{
    for (const OperationVerb verb : {OperationVerb::Create, OperationVerb::Rotate, OperationVerb::Update,
             OperationVerb::Delete, OperationVerb::Detach}) {
        if (name == verbName(verb))
            return verb;
    }
    return {};
}
