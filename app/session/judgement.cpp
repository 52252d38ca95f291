// SPDX-License-Identifier: MIT
#include "session/judgement.h"

#include "session/requestwindow.h"
#include "session/tokenlikeness.h"

#include <algorithm>

namespace {

using Doubt = Judgement::Doubt;

Judgement found(Finding finding, const QList<Token> &tokens = {})
{
    Judgement judgement;
    judgement.finding = finding;
    judgement.tokens = tokens;
    return judgement;
}

Judgement unknown(Doubt doubt, const QList<Token> &tokens = {})
{
    Judgement judgement;
    judgement.doubt = doubt;
    judgement.tokens = tokens;
    return judgement;
}

Judgement notSeen(const Sighting &sighting)
{
    Judgement judgement = unknown(sighting.error ? Doubt::CouldNotLook : Doubt::ListIncomplete);
    judgement.error = sighting.error;
    return judgement;
}

std::optional<Token> withId(const QList<Token> &tokens, const QString &id)
{
    const auto found = std::find_if(tokens.cbegin(), tokens.cend(), [&id](const Token &token) {
        // Ids come back in another case now and then.
        return token.id.compare(id, Qt::CaseInsensitive) == 0;
    });
    return found == tokens.cend() ? std::nullopt : std::optional<Token>(*found);
}

struct Candidates
{
    QList<Token> firm; ///< name, time and properties fit
    QList<Token> doubtful; ///< either the time or a property does not
};

Candidates candidatesFor(const OperationFacts &facts, const QList<Token> &seen, const RequestWindow &window)
{
    Candidates candidates;
    for (const Token &token : seen) {
        if (facts.namesakes.contains(token.id, Qt::CaseInsensitive)
            || !OperationFacts::isSameName(token.name, facts.tokenName))
            continue;
        const auto time = window.place(token.createdAt);
        const bool fits = TokenLikeness::fitsDraft(token, facts);
        if (time == RequestWindow::Place::Inside)
            (fits ? candidates.firm : candidates.doubtful).append(token);
        else if (fits && time != RequestWindow::Place::FarOff)
            candidates.doubtful.append(token);
    }
    return candidates;
}

Judgement judgeCreate(
    const JournalOperation &operation, const Sighting &sighting, const Allowances &allowances)
{
    // The answer told an id before it broke off.
    if (const QString id = operation.tokenId(); !id.isEmpty()) {
        if (const auto token = withId(sighting.tokens, id))
            return found(Finding::CreatedSecretLost, {*token});
        return sighting.isComplete ? found(Finding::Gone) : notSeen(sighting);
    }
    const Candidates candidates = candidatesFor(
        operation.facts, sighting.tokens, RequestWindow(operation, sighting.lookedAt, allowances));
    const bool isAll = sighting.isComplete || allowances.hasUniqueNames;
    if (candidates.firm.size() == 1 && isAll)
        return found(Finding::CreatedSecretLost, candidates.firm);
    if (!candidates.firm.isEmpty())
        return found(Finding::Ambiguous, candidates.firm);
    if (!candidates.doubtful.isEmpty())
        return found(Finding::Ambiguous, candidates.doubtful);
    return sighting.isComplete ? found(Finding::NotDone) : notSeen(sighting);
}

/// The provider tells when the value was last rotated.
Judgement judgeByRotation(const OperationFacts &facts, const Token &token, const RequestWindow &window)
{
    if (facts.lastRotatedAt == token.lastRotatedAt)
        return found(Finding::NotDone, {token});
    switch (window.place(token.lastRotatedAt)) {
    case RequestWindow::Place::Inside:
        return found(Finding::RotatedSecretLost, {token});
    case RequestWindow::Place::FarOff:
        if (token.lastRotatedAt.utc() < window.begin())
            return found(Finding::NotDone, {token});
        break;
    case RequestWindow::Place::Near:
    case RequestWindow::Place::NotTold:
        break;
    }
    return found(Finding::Ambiguous, {token});
}

/// Older services tell the last change only, and others change tokens too.
Judgement judgeByChange(const OperationFacts &facts, const Token &token, const RequestWindow &window)
{
    const QByteArray mark = OperationFacts::markOf(token);
    const bool hasMarks = !mark.isEmpty() && !facts.valueMark.isEmpty();
    const auto time = window.place(token.updatedAt);
    if (hasMarks && mark != facts.valueMark) {
        const bool isOurs = time == RequestWindow::Place::Inside;
        return found(isOurs ? Finding::RotatedSecretLost : Finding::Ambiguous, {token});
    }
    if (!token.updatedAt.isKnown())
        return unknown(Doubt::NotTold, {token});
    const bool isAsBefore = facts.updatedAt == token.updatedAt;
    const bool isLongAgo = time == RequestWindow::Place::FarOff && token.updatedAt.utc() < window.begin();
    return found(isAsBefore || isLongAgo ? Finding::NotDone : Finding::Ambiguous, {token});
}

/// The account's own value is refused. That it ran out explains it as well; that it was rotated does so best.
std::optional<Judgement> judgeOwnSignIn(const OperationFacts &facts, const Sighting &sighting)
{
    const bool isRefused =
        sighting.error && sighting.error->kind == Error::Kind::Auth && sighting.error->httpStatus > 0;
    const bool hasExpired = facts.expiresAt.isKnown() && facts.expiresAt.utc() <= sighting.lookedAt;
    if (!facts.isOwnCredential || !isRefused || hasExpired)
        return {};
    Judgement judgement = found(Finding::SignInRefused);
    judgement.error = sighting.error;
    return judgement;
}

Judgement judgeRotate(
    const JournalOperation &operation, const Sighting &sighting, const Allowances &allowances)
{
    const auto token = withId(sighting.tokens, operation.facts.tokenId);
    if (!token) {
        if (auto refused = judgeOwnSignIn(operation.facts, sighting))
            return *refused;
        return sighting.isComplete ? found(Finding::Gone) : notSeen(sighting);
    }
    const RequestWindow window(operation, sighting.lookedAt, allowances);
    return token->lastRotatedAt.isKnown() ? judgeByRotation(operation.facts, *token, window)
                                          : judgeByChange(operation.facts, *token, window);
}

/// Some services take texts and roles in two requests.
bool isHalfDone(const Token &token, const TokenChange &wanted)
{
    TokenChange texts = wanted;
    texts.roles.clear();
    return !texts.isEmpty() && !wanted.roles.isEmpty()
        && TokenLikeness::compare(token, texts) == TokenLikeness::Answer::Yes;
}

Judgement judgeUpdate(const JournalOperation &operation, const Sighting &sighting)
{
    const auto token = withId(sighting.tokens, operation.facts.tokenId);
    if (!token)
        return sighting.isComplete ? found(Finding::Gone) : notSeen(sighting);
    switch (TokenLikeness::compare(*token, operation.facts.wanted)) {
    case TokenLikeness::Answer::Yes:
        return found(Finding::Done, {*token});
    case TokenLikeness::Answer::No:
        return found(
            isHalfDone(*token, operation.facts.wanted) ? Finding::HalfDone : Finding::NotDone, {*token});
    case TokenLikeness::Answer::NotTold:
        break;
    }
    return unknown(Doubt::NotTold, {*token});
}

Judgement judgeRemoval(const JournalOperation &operation, const Sighting &sighting)
{
    if (const auto token = withId(sighting.tokens, operation.facts.tokenId))
        return found(Finding::NotDone, {*token});
    return sighting.isComplete ? found(Finding::Done) : notSeen(sighting);
}

Judgement judgeSighting(
    const JournalOperation &operation, const Sighting &sighting, const Allowances &allowances)
{
    switch (operation.facts.verb) {
    case OperationVerb::Create:
        return judgeCreate(operation, sighting, allowances);
    case OperationVerb::Rotate:
        return judgeRotate(operation, sighting, allowances);
    case OperationVerb::Update:
        return judgeUpdate(operation, sighting);
    case OperationVerb::Delete:
    case OperationVerb::Detach:
        break;
    }
    return judgeRemoval(operation, sighting);
}

/// A service may still act on what it was sent a moment ago; what it has done, it has done.
bool mayStillChange(Finding finding)
{
    return finding == Finding::NotDone || finding == Finding::HalfDone || finding == Finding::Ambiguous;
}

bool isTooEarly(const QDateTime &lastStep, const Sighting &sighting, const Allowances &allowances)
{
    if (!lastStep.isValid())
        return false;
    // A clock that was set back meanwhile must not put the answer off for hours.
    const qint64 passed = lastStep.msecsTo(sighting.lookedAt);
    return passed >= 0 && passed < allowances.settling.count();
}

} // namespace

Judgement judge(const JournalOperation &operation, const Sighting &sighting, const Allowances &allowances)
{
    const bool isReadable = !operation.events.isEmpty() && !operation.events.first().isDamaged;
    if (!isReadable)
        return unknown(Doubt::Unreadable);
    Judgement judgement = judgeSighting(operation, sighting, allowances);
    if (mayStillChange(judgement.finding) && isTooEarly(operation.changedAt(), sighting, allowances)) {
        judgement.finding = Finding::StillUnknown;
        judgement.doubt = Doubt::TooEarly;
        judgement.lookAgainAt = operation.changedAt().addDuration(allowances.settling);
    }
    return judgement;
}
