// SPDX-License-Identifier: MIT
#pragma once

#include "cli/changecommand.h"
#include "session/session.h"

/// A change that brings a new value, which goes to where SecretDelivery puts it.
class IssueCommand : public ChangeCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IssueCommand)

protected:
    IssueCommand() = default;

    [[nodiscard]] QString complaint() const override;
    void followIssue(JobOf<IssueReceipt> *job, Verb verb, const QString &tokenName);

private:
    void hand(const IssueReceipt &receipt, Verb verb);
    void tellOwn(const SelfRotationState &state, const QString &tokenName);
};
