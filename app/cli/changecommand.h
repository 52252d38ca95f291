// SPDX-License-Identifier: MIT
#pragma once

#include "cli/sessioncommand.h"
#include "core/job.h"
#include "core/token.h"
#include "session/errortext.h"

#include <QPointer>

/// A command that changes one token of one account: finds it, asks, sends once, tells how it ended. Ctrl-C
/// between "sent" and "answered" leaves an unknown in the journal and says so.
class ChangeCommand : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangeCommand)

protected:
    ChangeCommand();

    [[nodiscard]] QString complaint() const override;
    [[nodiscard]] bool needsOneAccount() const final { return true; }
    void listed() final;
    void interrupted() final;

    /// The account is listed as far as it goes.
    virtual void prepare() = 0;

    [[nodiscard]] Session &session();
    /// The token that the operand names by its id or its whole name; else tells and ends. `isPlaceTold`:
    /// which of its lists is meant makes a difference.
    [[nodiscard]] std::optional<Token> findToken(bool isPlaceTold = false);
    /// The list that --workspace names, or the only one; else tells and ends.
    [[nodiscard]] std::optional<TokenPlace> findPlace();
    /// Asks, unless --yes; ends when the answer is no. `act`: "Rotate the token “ci”".
    [[nodiscard]] bool confirms(const QString &act);
    void failJob(const Error &error, Verb verb, const QString &tokenName);

    /// Finds the role that --role names, then goes on; else tells and ends.
    void withRole(const TokenTarget &target, std::optional<EntityType> entity,
        const std::function<void(const RoleChoice &)> &next);

    /// Waits for the job; `done` gets what it ended with, unless it failed.
    template <class T>
    void follow(JobOf<T> *job, Verb verb, const QString &tokenName, const std::function<void(T &&)> &done)
    {
        m_job = job;
        connect(job, &Job::retryScheduled, this, [this](int, std::chrono::milliseconds wait) {
            console().progress(tr("waiting %1 s").arg((wait.count() + 999) / 1000));
        });
        job->onFinished(this, [this, verb, tokenName, done](Result<T> &&result) {
            console().clearProgress();
            if (result)
                done(std::move(result).value());
            else
                failJob(result.error(), verb, tokenName);
        });
    }

private:
    QPointer<Job> m_job;
};
