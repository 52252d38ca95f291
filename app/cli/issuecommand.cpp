// SPDX-License-Identifier: MIT
#include "cli/issuecommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/secretdelivery.h"

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
    finish(SecretDelivery(line()).deliver(desk().safekeeper(), receipt.keptSecretId, facts, console()));
}
