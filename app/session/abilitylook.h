// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "session/accountability.h"

#include <QObject>

#include <memory>

class Line;

/// Finds out what an account may do, by reads alone: the first page of each of its lists, the roles a token
/// can get, and the token the credential is, where it names one. The job fails only when it is stopped;
/// whatever is refused is part of the answer. Ownership: of its job. Thread: the GUI thread.
class AbilityLook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AbilityLook)

public:
    /// `ownTokenId`: the token the credential is; empty = not known.
    [[nodiscard]] static JobOf<AccountAbility> *start(
        QObject *owner, std::shared_ptr<Line> line, const QString &ownTokenId);

private:
    AbilityLook(JobOf<AccountAbility> *job, std::shared_ptr<Line> line, const QString &ownTokenId);
    void readPlace(qsizetype index, qsizetype size);
    void readRoles(qsizetype index);
    void readOwnToken();
    void judgeRoles();

    JobOf<AccountAbility> *m_job;
    std::shared_ptr<Line> m_line;
    QString m_ownTokenId;
    AccountAbility m_ability;
    QList<RoleChoice> m_choices;
};
