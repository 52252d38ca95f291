// SPDX-License-Identifier: MIT
#include "session/selfrotationtext.h"

#include <QCoreApplication>
#include <QStringList>

namespace {

using Step = SelfRotationState::Step;
using Progress = SelfRotationState::Progress;

class SelfRotationWords
{
    Q_DECLARE_TR_FUNCTIONS(SelfRotation)

public:
    static ErrorText notRotated(const SelfRotationState &state, const QString &name, const Account &account);
    static ErrorText unanswered(const SelfRotationState &state, const QString &name, const Account &account);
    static ErrorText valueMissing(const QString &name, const Account &account);
    static ErrorText rotated(const SelfRotationState &state, const QString &name, const Account &account);
    static QString durability(const SelfRotationState &state);
};

ErrorText SelfRotationWords::notRotated(
    const SelfRotationState &state, const QString &name, const Account &account)
{
    ErrorText text = describeError(state.error.value_or(Error()), Verb::Rotate, name, account);
    text.meaning = tr("“%1” goes on with the value it has.").arg(account.name);
    return text;
}

ErrorText SelfRotationWords::unanswered(
    const SelfRotationState &state, const QString &name, const Account &account)
{
    ErrorText text = describeError(state.error.value_or(Error()), Verb::Rotate, name, account);
    text.meaning =
        tr("The value that “%1” signs in with may already be dead. Tokenry looks: if it still works, nothing "
           "was done; if it is refused, the token was most likely rotated and its new value is lost.")
            .arg(account.name);
    text.next = tr("Wait for what the look tells. If the sign-in is refused, sign in with another token.");
    return text;
}

ErrorText SelfRotationWords::valueMissing(const QString &name, const Account &account)
{
    ErrorText text;
    text.what = tr("“%1” was rotated, but the service sent no value.").arg(name);
    text.meaning =
        tr("The value that “%1” signed in with is dead, and nobody here has the new one.").arg(account.name);
    text.next = tr("Sign in with another token, then rotate once more.");
    return text;
}

QString SelfRotationWords::durability(const SelfRotationState &state)
{
    return state.isDurable
        ? tr("The vault has it as the account's credential, and as a value that waits for you.")
        : tr(
            "It is in memory only: the credential is gone when Tokenry ends. Store the new value elsewhere.");
}

ErrorText SelfRotationWords::rotated(
    const SelfRotationState &state, const QString &name, const Account &account)
{
    ErrorText text;
    const bool isVerified = state.isDone(Step::Verify);
    text.what = isVerified
        ? tr("“%1” was rotated, and “%2” signs in with the new value.").arg(name, account.name)
        : tr("“%1” was rotated, and “%2” uses the new value, but it is not verified.")
              .arg(name, account.name);
    if (state.of(Step::Keep) == Progress::Failed) {
        text.meaning = tr("The vault did not take the new value: it is in this program's memory alone.");
        text.next = tr("Keep it again, or store the value elsewhere before Tokenry ends.");
    } else {
        text.meaning = durability(state);
    }
    if (!isVerified && state.error && state.isDone(Step::Keep)) {
        const ErrorText why = describeError(*state.error, Verb::List, {}, account);
        text.details = why.details;
        text.next = state.error->kind == Error::Kind::Auth
            ? tr("The service refuses the new value. Check it again in a while, or sign in with another "
                 "token.")
            : tr("%1 Check it again.").arg(why.what);
    }
    return text;
}

} // namespace

QString SelfRotationText::step(Step step)
{
    switch (step) {
    case Step::Rotate:
        return SelfRotationWords::tr("Rotate the token");
    case Step::Keep:
        return SelfRotationWords::tr("Keep the new value as the credential");
    case Step::Verify:
        return SelfRotationWords::tr("Check that it signs in");
    case Step::Switch:
        return SelfRotationWords::tr("Go on with it");
    }
    return {};
}

QString SelfRotationText::progress(Progress progress)
{
    switch (progress) {
    case Progress::Waiting:
        return SelfRotationWords::tr("to do");
    case Progress::Running:
        return SelfRotationWords::tr("under way");
    case Progress::Done:
        return SelfRotationWords::tr("done");
    case Progress::Failed:
        return SelfRotationWords::tr("failed");
    case Progress::Unknown:
        return SelfRotationWords::tr("not known");
    }
    return {};
}

QStringList SelfRotationText::plan(const QString &accountName)
{
    return {
        SelfRotationWords::tr(
            "Tokenry signs in to “%1” with this token. Its old value stops working at once, "
            "everywhere.")
            .arg(accountName),
        SelfRotationWords::tr("The new value becomes the account's credential in the vault in the same step, "
                              "is tried, and the account goes on with it."),
        SelfRotationWords::tr(
            "The new value also waits for you, for the other places where the token is used."),
    };
}

ErrorText SelfRotationText::outcome(
    const SelfRotationState &state, const QString &tokenName, const Account &account)
{
    if (state.isValueMissing)
        return SelfRotationWords::valueMissing(tokenName, account);
    if (state.isDone(Step::Rotate))
        return SelfRotationWords::rotated(state, tokenName, account);
    return state.of(Step::Rotate) == Progress::Unknown
        ? SelfRotationWords::unanswered(state, tokenName, account)
        : SelfRotationWords::notRotated(state, tokenName, account);
}
