// SPDX-License-Identifier: MIT
#include "session/findingtext.h"

#include "session/errortext.h"

#include <QCoreApplication>
#include <QLocale>

namespace {

using Action = FindingAction;
using Doubt = Judgement::Doubt;

/// Everything a sentence may depend on.
struct Case
{
    const Judgement &judgement;
    const OperationFacts &facts;
    const Account &account;
    bool canRotate;
    QString token; ///< in quotation marks; "The token" when it has no name

    [[nodiscard]] OperationVerb verb() const { return facts.verb; }
    /// The only token the finding speaks of.
    [[nodiscard]] std::optional<Token> only() const
    {
        return judgement.tokens.size() == 1 ? std::optional<Token>(judgement.tokens.first()) : std::nullopt;
    }
};

class Words
{
    Q_DECLARE_TR_FUNCTIONS(FindingText)

public:
    static FindingText text(const Case &c);
    static QString quoted(const QString &name);

private:
    static FindingText notDone(const Case &c);
    static FindingText created(const Case &c);
    static FindingText rotated(const Case &c);
    static FindingText done(const Case &c);
    static FindingText gone(const Case &c);
    static FindingText ambiguousCreate(const Case &c);
    static FindingText ambiguousRotate(const Case &c);
    static FindingText signInRefused(const Case &c);
    static FindingText stillUnknown(const Case &c);
    static QString notKnown(const Case &c);
    static FindingText nothingTold(const Case &c, const QString &what);
    static FindingText couldNotLook(const Case &c, const QString &what);
};

QString Words::quoted(const QString &name)
{
    return name.isEmpty() ? tr("The token") : tr("“%1”").arg(name);
}

FindingText Words::notDone(const Case &c)
{
    switch (c.verb()) {
    case OperationVerb::Create:
        return {tr("%1 was not created: it is not in the list of “%2”.").arg(c.token, c.account.name),
            tr("No token was made."), tr("Try again when you want."), {Action::TryAgain}};
    case OperationVerb::Rotate:
        return {tr("%1 was not rotated.").arg(c.token), tr("The value in use still works."),
            tr("Try again when you want."), {Action::TryAgain}};
    case OperationVerb::Update:
        return {tr("%1 is not as you wanted it.").arg(c.token),
            tr("The change was not made, or it was undone since."), tr("Look at it and change it again."),
            {Action::TryAgain}};
    case OperationVerb::Delete:
        return {tr("%1 was not deleted: it is still there.").arg(c.token), tr("Its value still works."),
            tr("Try again when you want."), {Action::TryAgain}};
    case OperationVerb::Detach:
        break;
    }
    return {tr("%1 was not removed: it is still in the workspace.").arg(c.token),
        tr("It still has its role there."), tr("Try again when you want."), {Action::TryAgain}};
}

FindingText Words::created(const Case &c)
{
    const auto only = c.only();
    const bool hasTime = only && only->createdAt.isKnown();
    const QString what = hasTime
        ? tr("%1 was created at %2; its value never reached us.")
              .arg(c.token, QLocale().toString(only->createdAt.utc().toLocalTime(), QLocale::ShortFormat))
        : tr("%1 was created; its value never reached us.").arg(c.token);
    // It has the name and the time; whose it is only the service can know.
    const QString meaning = only && !only->createdBy.isEmpty()
        ? tr("The token exists, but nobody here has its value. The service names %1 as its creator.")
              .arg(only->createdBy)
        : tr("The token exists, but nobody has its value.");
    if (c.canRotate)
        return {what, meaning, tr("Rotate it for a new value, or delete it."),
            {Action::RotateIt, Action::DeleteIt}};
    return {what, meaning, tr("Delete it and create it again."), {Action::DeleteIt}};
}

FindingText Words::rotated(const Case &c)
{
    if (c.facts.isOwnCredential)
        return {tr("%1 was rotated; the new value never reached us.").arg(c.token),
            tr("“%1” signed in with it: the old value is dead, and nobody here has the new one.")
                .arg(c.account.name),
            tr("Sign in with another token, then rotate once more."), {Action::SignIn, Action::RotateIt}};
    return {tr("%1 was rotated; the new value never reached us.").arg(c.token),
        tr("The old value is dead, and nobody here has the new one."), tr("Rotate once more."),
        {Action::RotateIt}};
}

FindingText Words::done(const Case &c)
{
    switch (c.verb()) {
    case OperationVerb::Update:
        return {tr("%1 is as you wanted it.").arg(c.token), {}, {}, {}};
    case OperationVerb::Delete:
        return {tr("%1 is deleted.").arg(c.token), tr("Its value no longer works."), {}, {}};
    case OperationVerb::Detach:
        return {tr("%1 has left the workspace.").arg(c.token), {}, {}, {}};
    case OperationVerb::Create:
    case OperationVerb::Rotate:
        break;
    }
    return {tr("It was done."), {}, {}, {}};
}

FindingText Words::gone(const Case &c)
{
    if (c.verb() == OperationVerb::Create)
        return {tr("%1 was created and is gone again.").arg(c.token), tr("Somebody deleted it elsewhere."),
            tr("Create it once more if you need it."), {Action::TryAgain}};
    return {tr("%1 does not exist any more.").arg(c.token),
        tr("Somebody deleted it elsewhere; its value no longer works."), {}, {}};
}

FindingText Words::ambiguousCreate(const Case &c)
{
    QList<Action> actions{Action::DeleteIt, Action::LookAgain, Action::SetAside};
    if (c.canRotate)
        actions.prepend(Action::RotateIt);
    const int count = int(c.judgement.tokens.size());
    if (count > 1)
        return {tr("%1 tokens named %2 fit what was asked for.").arg(QLocale().toString(count), c.token),
            tr("One of them may be ours, and its value never reached us."),
            c.canRotate ? tr("Find out whose they are, then rotate or delete the one that is nobody's.")
                        : tr("Find out whose they are, then delete the one that is nobody's."),
            actions};
    return {tr("%1 is there, and it may be somebody else's.").arg(c.token),
        tr("Its time or its role does not quite fit what was asked for. If it is ours, its value never "
           "reached us."),
        c.canRotate ? tr("Find out whose it is, then rotate or delete it.")
                    : tr("Find out whose it is, then delete it and create it again."),
        actions};
}

FindingText Words::ambiguousRotate(const Case &c)
{
    return {tr("%1 was changed about the time of the rotation; whether it was rotated cannot be seen.")
                .arg(c.token),
        tr("The old value may already be dead."),
        tr("Try the old value where it is used, or rotate once more."),
        {Action::RotateIt, Action::LookAgain, Action::SetAside}};
}

FindingText Words::signInRefused(const Case &c)
{
    return {tr("The service no longer accepts the value that “%1” signs in with.").arg(c.account.name),
        tr("Most likely %1 was rotated and its new value never reached us. That it was revoked looks the "
           "same.")
            .arg(c.facts.tokenName.isEmpty() ? tr("the token") : c.token),
        tr("Sign in with another token; then it is looked up again."),
        {Action::SignIn, Action::LookAgain, Action::SetAside}};
}

QString Words::notKnown(const Case &c)
{
    const QString token = c.facts.tokenName.isEmpty() ? tr("the token") : c.token;
    switch (c.verb()) {
    case OperationVerb::Create:
        return tr("Whether %1 was created is not known.").arg(token);
    case OperationVerb::Rotate:
        return tr("Whether %1 was rotated is not known.").arg(token);
    case OperationVerb::Update:
        return tr("Whether %1 was changed is not known.").arg(token);
    case OperationVerb::Delete:
        return tr("Whether %1 was deleted is not known.").arg(token);
    case OperationVerb::Detach:
        break;
    }
    return tr("Whether %1 left the workspace is not known.").arg(token);
}

FindingText Words::nothingTold(const Case &c, const QString &what)
{
    const QString meaning = tr("The service shows nothing by which it could be told.");
    if (c.verb() == OperationVerb::Rotate)
        return {what, meaning, tr("Try the old value where it is used, or rotate once more."),
            {Action::RotateIt, Action::SetAside}};
    return {what, meaning, tr("Look at the token in the provider's own console."),
        {Action::LookAgain, Action::SetAside}};
}

FindingText Words::couldNotLook(const Case &c, const QString &what)
{
    const QList<Action> actions{Action::LookAgain, Action::SetAside};
    if (!c.judgement.error)
        return {what, tr("The service could not be asked."), tr("Look again later."), actions};
    const ErrorText error = describeError(*c.judgement.error, Verb::List, {}, c.account);
    return {what, error.what, error.next, actions};
}

FindingText Words::stillUnknown(const Case &c)
{
    const QString what = notKnown(c);
    switch (c.judgement.doubt) {
    case Doubt::CouldNotLook:
        return couldNotLook(c, what);
    case Doubt::TooEarly:
        return {what, tr("The request has just left; the service may still be working on it."),
            tr("Look again in a minute."), {Action::LookAgain, Action::SetAside}};
    case Doubt::ListIncomplete:
        return {what, tr("Not all tokens could be seen."), tr("Look again."),
            {Action::LookAgain, Action::SetAside}};
    case Doubt::NotTold:
        return nothingTold(c, what);
    case Doubt::Unreadable:
        return {what, tr("The journal's entry of this operation is damaged."),
            tr("Look at the tokens of the account yourself."), {Action::SetAside}};
    case Doubt::None:
        break;
    }
    return {what, {}, tr("Look again."), {Action::LookAgain, Action::SetAside}};
}

FindingText Words::text(const Case &c)
{
    switch (c.judgement.finding) {
    case Finding::NotDone:
        return notDone(c);
    case Finding::CreatedSecretLost:
        return created(c);
    case Finding::RotatedSecretLost:
        return rotated(c);
    case Finding::Done:
        return done(c);
    case Finding::Gone:
        return gone(c);
    case Finding::Ambiguous:
        if (c.verb() == OperationVerb::Create)
            return ambiguousCreate(c);
        if (c.verb() == OperationVerb::Rotate)
            return ambiguousRotate(c);
        break;
    case Finding::SignInRefused:
        return signInRefused(c);
    case Finding::HalfDone:
        return {tr("The name and description of %1 are as you wanted them, its roles are not.").arg(c.token),
            tr("The first half of the change was made."), tr("Set the roles again."), {Action::TryAgain}};
    case Finding::SetAside:
        return {tr("This question was set aside."), notKnown(c), {}, {}};
    case Finding::StillUnknown:
        break;
    }
    return stillUnknown(c);
}

} // namespace

FindingText describeFinding(
    const Judgement &judgement, const OperationFacts &facts, const Account &account, bool canRotate)
{
    return Words::text({judgement, facts, account, canRotate, Words::quoted(facts.tokenName)});
}
