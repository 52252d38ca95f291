// SPDX-License-Identifier: MIT
#include "cli/issuecommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/secretdelivery.h"
#include "session/selfrotationtext.h"

QString IssueCommand::complaint() const
{
    const SecretDelivery delivery(line());
    if (const QString problem = delivery.complaint(); !problem.isEmpty())
        return problem;
    if (line().isSet(Options::memoryVault) && !delivery.hasTarget())
        return tr("With --memory-vault the value must go somewhere: --secret-file or --secret-stdout.");
    return ChangeCommand::complaint();
}

void IssueCommand::followIssue(JobOf<IssueReceipt> *job, Verb verb, const QString &tokenName)
{
    follow<IssueReceipt>(job, verb, tokenName, [this, verb](IssueReceipt &&receipt) { hand(receipt, verb); });
}

void IssueCommand::hand(const IssueReceipt &receipt, Verb verb)
{
    if (receipt.keptSecretId.isEmpty()) {
        if (receipt.own)
            tellOwn(*receipt.own, receipt.token.name);
        fail(ExitFailed,
            verb == Verb::Create
                ? tr("The token was created, but the service sent no value. Rotate it, or "
                     "delete it and create it once more.")
                : tr("The token was rotated, but the service sent no value. Rotate once more."));
        return;
    }
    const QJsonObject facts{{QStringLiteral("operation"), receipt.keptSecretId},
        {QStringLiteral("account"), session().account().name}, {QStringLiteral("token"), receipt.token.id},
        {QStringLiteral("name"), receipt.token.name}};
    const ExitCode code =
        SecretDelivery(line()).deliver(desk().safekeeper(), receipt.keptSecretId, facts, console());
    const bool isVerified = !receipt.own || receipt.own->isDone(SelfRotationState::Step::Verify);
    if (receipt.own)
        tellOwn(*receipt.own, receipt.token.name);
    finish(code == ExitOk && !isVerified ? ExitFinding : code);
}

void IssueCommand::tellOwn(const SelfRotationState &state, const QString &tokenName)
{
    const ErrorText text = SelfRotationText::outcome(state, tokenName, session().account());
    for (const QString &sentence : {text.what, text.meaning, text.next}) {
        if (!sentence.isEmpty())
            console().note(Output::harmless(sentence));
    }
    if (!state.isDurable)
        console().note(tr("Should the vault on disk remember the old value for this account: it is dead."));
}
