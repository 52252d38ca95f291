// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/job.h"
#include "session/judgement.h"

#include <QObject>

#include <memory>

class Journal;
class Line;

/// Finds out what became of operations whose answer did not arrive, and writes the finding into the journal.
/// It looks and nothing else: whatever it finds, repeating or undoing is for a person to decide. Thread: the
/// GUI thread. `journal` and `clock` must outlive it.
class Reconciler final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Reconciler)

public:
    Reconciler(
        Journal &journal, const Clock &clock, const Allowances &allowances = {}, QObject *parent = nullptr);
    ~Reconciler() override;

    /// Looks once for an operation in state begun, sent or unknown; a second time when the first look came
    /// too early to prove anything. A finding that ends the question is journaled as resolved, any other as
    /// unknown; a journal that cannot be written does not hide the finding.
    ///
    /// Errors: those of Journal::operation(); Conflict/NotSent for an operation that is not open or still
    /// under way in this run; Cancelled/NotSent after abort(). That the service cannot be reached is no error
    /// but Doubt::CouldNotLook.
    [[nodiscard]] JobOf<Judgement> *look(
        QObject *owner, const std::shared_ptr<Line> &line, const QString &operationId);

    /// A person ends the question without an answer.
    Result<Nothing> setAside(const QString &operationId);

    /// Begun, sent or unknown: what look() is for. Kept and shown operations wait for a person, not for an
    /// answer.
    [[nodiscard]] static bool isOpenQuestion(OperationState state);

private:
    class Inquiry;

    void record(const JournalOperation &operation, const Judgement &judgement);
    [[nodiscard]] Error refusal(const QString &technical) const;

    Journal &m_journal;
    const Clock &m_clock;
    Allowances m_allowances;
};
