// SPDX-License-Identifier: MIT
#include "ui/outcomeshape.h"

ExpiryState shapeOf(OperationOutcome::Kind kind)
{
    switch (kind) {
    case OperationOutcome::Kind::Good:
        return ExpiryState::Active;
    case OperationOutcome::Kind::UnderWay:
        return ExpiryState::Pending;
    case OperationOutcome::Kind::Waiting:
        return ExpiryState::ExpiringSoon;
    case OperationOutcome::Kind::Failed:
    case OperationOutcome::Kind::Lost:
        return ExpiryState::Expired;
    case OperationOutcome::Kind::SetAside:
        return ExpiryState::NotProvided;
    case OperationOutcome::Kind::Open:
        break;
    }
    return ExpiryState::Unknown;
}
