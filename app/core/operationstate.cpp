// SPDX-License-Identifier: MIT
#include "core/operationstate.h"

#include <algorithm>
#include <array>

namespace {

using S = OperationState;

constexpr std::array everyState{
    S::Begun, S::Sent, S::Kept, S::Shown, S::Confirmed, S::Done, S::Refused, S::Unknown, S::Resolved};

struct Step
{
    S from;
    S to;
};

/// Of every verb. "Sent" may be missing: a full disk after the request left must not stop the answer.
constexpr std::array commonSteps{Step{S::Begun, S::Sent}, Step{S::Begun, S::Refused},
    Step{S::Begun, S::Unknown}, Step{S::Begun, S::Resolved}, Step{S::Sent, S::Refused},
    Step{S::Sent, S::Unknown}, Step{S::Sent, S::Resolved}, Step{S::Unknown, S::Unknown},
    Step{S::Unknown, S::Resolved}};

/// A value that the vault could not take is shown without being kept, and may be kept later. A kept value
/// that did not survive (memory only, a lost key) ends as Resolved.
constexpr std::array issuingSteps{Step{S::Begun, S::Kept}, Step{S::Begun, S::Shown}, Step{S::Sent, S::Kept},
    Step{S::Sent, S::Shown}, Step{S::Kept, S::Shown}, Step{S::Kept, S::Confirmed}, Step{S::Kept, S::Resolved},
    Step{S::Shown, S::Kept}, Step{S::Shown, S::Shown}, Step{S::Shown, S::Confirmed},
    Step{S::Shown, S::Resolved}};

constexpr std::array plainSteps{Step{S::Begun, S::Done}, Step{S::Sent, S::Done}};

template <class Steps>
bool contains(const Steps &steps, S from, S to)
{
    return std::any_of(
        steps.begin(), steps.end(), [=](const Step &step) { return step.from == from && step.to == to; });
}

} // namespace

QString stateName(OperationState state)
{
    switch (state) {
    case S::Begun:
        return QStringLiteral("begun");
    case S::Sent:
        return QStringLiteral("sent");
    case S::Kept:
        return QStringLiteral("kept");
    case S::Shown:
        return QStringLiteral("shown");
    case S::Confirmed:
        return QStringLiteral("confirmed");
    case S::Done:
        return QStringLiteral("done");
    case S::Refused:
        return QStringLiteral("refused");
    case S::Unknown:
        return QStringLiteral("unknown");
    case S::Resolved:
        return QStringLiteral("resolved");
    }
    return {};
}

std::optional<OperationState> stateFromName(QStringView name)
{
    for (const OperationState state : everyState) {
        if (name == stateName(state))
            return state;
    }
    return {};
}

bool isFinal(OperationState state)
{
    return state == S::Confirmed || state == S::Done || state == S::Refused || state == S::Resolved;
}

bool mayFollow(OperationVerb verb, OperationState from, OperationState to)
{
    if (contains(commonSteps, from, to))
        return true;
    const bool issues = verb == OperationVerb::Create || verb == OperationVerb::Rotate;
    return issues ? contains(issuingSteps, from, to) : contains(plainSteps, from, to);
}
