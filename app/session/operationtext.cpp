// SPDX-License-Identifier: MIT
#include "session/operationtext.h"

#include <QCoreApplication>
#include <QLocale>

namespace OperationText {

namespace {

using Kind = OperationOutcome::Kind;
using State = OperationState;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(OperationText)

public:
    static QString verb(OperationVerb verb);
    static OperationOutcome outcome(const JournalOperation &operation, bool isRunAlive);
    static QString wanted(const OperationFacts &facts);
    static QString step(const JournalEvent &event, OperationVerb verb);
    static QString check(const JournalCheck &check);

private:
    static OperationOutcome resolved(Finding finding);
    static OperationOutcome unknown(std::optional<Finding> finding);
    static OperationOutcome refused(const JournalOperation &operation);
    static QString unknownStep(const JournalEvent &event);
    static QString found(Finding finding);
    static QString damage(const JournalCheck &check);
};

QString Words::verb(OperationVerb verb)
{
    switch (verb) {
    case OperationVerb::Create:
        return tr("Create");
    case OperationVerb::Rotate:
        return tr("Rotate");
    case OperationVerb::Update:
        return tr("Change");
    case OperationVerb::Delete:
        return tr("Delete");
    case OperationVerb::Detach:
        return tr("Remove from workspace");
    }
    return {};
}

OperationOutcome Words::resolved(Finding finding)
{
    switch (finding) {
    case Finding::NotDone:
        return {Kind::Failed, tr("Not done"), tr("A look at the service showed that it was not done.")};
    case Finding::CreatedSecretLost:
        return {Kind::Lost, tr("Created, value lost"),
            tr("A look at the service showed that the token was created; its value never reached us.")};
    case Finding::RotatedSecretLost:
        return {Kind::Lost, tr("Rotated, value lost"),
            tr("A look at the service showed that it was rotated; the new value never reached us.")};
    case Finding::Done:
        return {Kind::Good, tr("Done"), tr("A look at the service showed that it was done.")};
    case Finding::Gone:
        return {Kind::Failed, tr("Token gone"), tr("The token does not exist any more.")};
    case Finding::HalfDone:
        return {Kind::Failed, tr("Half done"),
            tr("Name and description are as wanted, the roles are not. Set the roles again.")};
    case Finding::SetAside:
        return {Kind::SetAside, tr("Set aside"), tr("A person ended the question without an answer.")};
    case Finding::Ambiguous:
    case Finding::SignInRefused:
    case Finding::StillUnknown:
        break;
    }
    return unknown(finding);
}

OperationOutcome Words::unknown(std::optional<Finding> finding)
{
    if (finding == Finding::Ambiguous)
        return {Kind::Open, tr("Ambiguous"),
            tr("What is there fits, and fits another explanation as well. A person must decide.")};
    if (finding == Finding::SignInRefused)
        return {Kind::Open, tr("Sign-in refused"),
            tr("The account signed in with this token, and its value is refused now: most likely it was "
               "rotated. Sign in with another token to find out.")};
    return {Kind::Open, tr("Unknown"), tr("It was not answered. Whether it was done is not known yet.")};
}

OperationOutcome Words::refused(const JournalOperation &operation)
{
    const QString outcome = operation.events.last().details.outcome;
    if (outcome == outcomeName(Error::Outcome::NotSent))
        return {Kind::Failed, tr("Not sent"), tr("The request never left this machine.")};
    return {Kind::Failed, tr("Refused"), tr("The service did not do it.")};
}

OperationOutcome Words::outcome(const JournalOperation &operation, bool isRunAlive)
{
    if (operation.isDamaged)
        return {Kind::Open, tr("Damaged entry"),
            tr("An entry of it in the journal cannot be read. What is shown may not be so.")};
    switch (operation.state) {
    case State::Begun:
    case State::Sent:
        if (isRunAlive)
            return {Kind::UnderWay, tr("Under way"), tr("The service has not answered yet.")};
        return {Kind::Open, tr("Unknown"),
            tr("Tokenry ended before an answer came. Whether it was done is not known yet.")};
    case State::Kept:
        return {Kind::Waiting, tr("Value waits"), tr("The new value is kept and waits to be stored.")};
    case State::Shown:
        return {Kind::Waiting, tr("Value shown"),
            tr("The new value was shown; nobody has said yet that it is stored.")};
    case State::Confirmed:
        return {Kind::Good, tr("Done, value stored"), tr("It was done, and the new value is stored.")};
    case State::Done:
        return {Kind::Good, tr("Done"), tr("The service said that it was done.")};
    case State::Refused:
        return refused(operation);
    case State::Unknown:
        return unknown(operation.finding());
    case State::Resolved:
        return resolved(operation.finding().value_or(Finding::StillUnknown));
    }
    return unknown({});
}

QString Words::wanted(const OperationFacts &facts)
{
    QStringList lines;
    const TokenChange &wanted = facts.wanted;
    if (wanted.name)
        lines.append(tr("Name: %1").arg(*wanted.name));
    if (wanted.description)
        lines.append(wanted.description->isEmpty() ? tr("No description")
                                                   : tr("Description: %1").arg(*wanted.description));
    for (const RoleEdit &edit : wanted.roles) {
        if (facts.verb == OperationVerb::Create)
            lines.append(tr("Role: %1").arg(edit.role));
        else if (edit.role.isEmpty())
            lines.append(tr("No role on %1").arg(edit.entityId));
        else
            lines.append(tr("Role on %1: %2").arg(edit.entityId, edit.role));
    }
    if (facts.expiryDays)
        lines.append(tr("Lifetime in days: %1").arg(QLocale().toString(*facts.expiryDays)));
    return lines.join(u'\n');
}

QString Words::found(Finding finding)
{
    switch (finding) {
    case Finding::NotDone:
        return tr("Looked: it was not done.");
    case Finding::CreatedSecretLost:
        return tr("Looked: the token exists, its value never reached us.");
    case Finding::RotatedSecretLost:
        return tr("Looked: it was rotated, the new value never reached us.");
    case Finding::Done:
        return tr("Looked: it is done.");
    case Finding::Gone:
        return tr("Looked: the token does not exist any more.");
    case Finding::Ambiguous:
        return tr("Looked: more than one explanation fits.");
    case Finding::SignInRefused:
        return tr("Looked: the value the account signs in with is refused.");
    case Finding::StillUnknown:
        return tr("Looked: it could not be told.");
    case Finding::HalfDone:
        return tr("Name and description are as wanted, the roles are not.");
    case Finding::SetAside:
        return tr("Set aside by a person.");
    }
    return {};
}

QString Words::unknownStep(const JournalEvent &event)
{
    if (event.details.finding)
        return found(*event.details.finding);
    return event.details.httpStatus > 0 ? tr("The answer did not tell whether it was done.")
                                        : tr("No answer came.");
}

QString Words::step(const JournalEvent &event, OperationVerb verb)
{
    switch (event.state) {
    case State::Begun:
        return tr("Written down, before anything was sent.");
    case State::Sent:
        return tr("The request left.");
    case State::Kept:
        return verb == OperationVerb::Create ? tr("Created; the value is kept.")
                                             : tr("Rotated; the new value is kept.");
    case State::Shown:
        return tr("The value was shown.");
    case State::Confirmed:
        return tr("The value is stored where it is needed.");
    case State::Done:
        return tr("The service said that it was done.");
    case State::Refused:
        return event.details.outcome == outcomeName(Error::Outcome::NotSent)
            ? tr("Nothing was sent.")
            : tr("The service did not do it.");
    case State::Unknown:
        return unknownStep(event);
    case State::Resolved:
        return found(event.details.finding.value_or(Finding::StillUnknown));
    }
    return {};
}

QString Words::damage(const JournalCheck &check)
{
    const QString position = QLocale().toString(check.position);
    switch (check.damage) {
    case JournalCheck::Damage::None:
        break;
    case JournalCheck::Damage::Altered:
        return tr("Entry %1 is not what was written.").arg(position);
    case JournalCheck::Damage::Missing:
        return tr("Entry %1 is missing.").arg(position);
    case JournalCheck::Damage::Inserted:
        return tr("Entry %1 was not written by Tokenry.").arg(position);
    case JournalCheck::Damage::CutOff:
        return tr("The journal ends too early: entry %1 and what came after it are gone.").arg(position);
    case JournalCheck::Damage::HeadLost:
        return tr("The note of the last entry's seal is gone or is another one.");
    case JournalCheck::Damage::IndexWrong:
        return check.position > 0 ? tr("The index of operations is wrong at entry %1.").arg(position)
                                  : tr("The index of operations is wrong.");
    }
    return {};
}

QString Words::check(const JournalCheck &check)
{
    const QString count = QLocale().toString(check.sound);
    if (!check.isSound())
        //: %1: what is wrong; %2: how many entries before it are sound
        return tr("%1 Sound entries before it: %2.").arg(damage(check), count);
    if (check.sound == 0)
        return tr("The journal is empty.");
    return tr("The journal is whole. Entries as they were written: %1.").arg(count);
}

} // namespace

QString verb(OperationVerb verb)
{
    return Words::verb(verb);
}

OperationOutcome outcome(const JournalOperation &operation, bool isRunAlive)
{
    return Words::outcome(operation, isRunAlive);
}

QString wanted(const OperationFacts &facts)
{
    return Words::wanted(facts);
}

QString step(const JournalEvent &event, OperationVerb verb)
{
    return Words::step(event, verb);
}

QString check(const JournalCheck &check)
{
    return Words::check(check);
}

} // namespace OperationText
