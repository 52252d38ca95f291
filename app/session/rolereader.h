// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "core/token.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>

/// Reads the tokens whose roles are wanted, in the order they were named: at most two at a time, and at most
/// five a second, which leaves a person's own requests room under the rates that services document. What is
/// not wanted any more is stopped. After an answer that asks for patience or does not come, nothing more is
/// read until somebody wants roles again.
/// Ownership: of Session. Thread: the GUI thread.
class RoleReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoleReader)

public:
    /// Null when there is nothing to read for that row. The job belongs to whoever made it.
    using Read = std::function<JobOf<Token> *(const TokenKey &key)>;
    /// The row was not read after all.
    using Forget = std::function<void(const TokenKey &key)>;

    RoleReader(Read read, Forget forget);
    ~RoleReader() override;

    /// Replaces what is wanted; reads nothing by itself before goOn().
    void want(const QList<TokenKey> &keys);
    void goOn();
    /// Stops what is under way and forgets what is wanted.
    void stop();

private:
    void readNext();
    void take(const TokenKey &key, const Result<Token> &result);

    Read m_read;
    Forget m_forget;
    QList<TokenKey> m_wanted; ///< not begun yet
    QHash<TokenKey, QPointer<Job>> m_underWay;
    QTimer m_pace;
};
