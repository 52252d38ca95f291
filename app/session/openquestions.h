// SPDX-License-Identifier: MIT
#pragma once

#include "core/journaloperation.h"
#include "core/result.h"
#include "session/judgement.h"

#include <QObject>

#include <memory>

class Session;
class Sessions;

/// One operation whose answer did not arrive.
struct OpenQuestion
{
    JournalOperation operation;
    std::optional<Judgement> judgement; ///< of the last look in this run
    bool isLooking = false;

    [[nodiscard]] bool isAnswered() const { return judgement && isConclusive(judgement->finding); }
};

/// Every operation of which nobody knows whether it was done: those an earlier run left, and those of this
/// one. Each is looked up by itself as soon as its account is signed in, and again whenever the account was
/// listed while the answer is still out. Looking only reads. An answer stays here until the person has taken
/// note of it; the journal has it already.
/// What another program on this profile has under way is left alone. Thread: the GUI thread.
class OpenQuestions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OpenQuestions)

public:
    /// `sessions` must outlive this object. A profile in memory has no earlier runs and is not read.
    explicit OpenQuestions(Sessions &sessions, const Allowances &allowances = {}, QObject *parent = nullptr);
    ~OpenQuestions() override;

    /// Oldest first.
    [[nodiscard]] QList<OpenQuestion> all() const;
    [[nodiscard]] std::optional<OpenQuestion> find(const QString &operationId) const;
    /// The session of its account; null when the account is gone.
    [[nodiscard]] Session *session(const OpenQuestion &question) const;

    /// Looks now. Does nothing without a signed-in account and while a look is under way.
    void look(const QString &operationId);
    /// The person ends the question without an answer. Errors: those of the journal; then it stays.
    Result<Nothing> setAside(const QString &operationId);
    /// The person has taken note of an answer. An unanswered question stays.
    void dismiss(const QString &operationId);

Q_SIGNALS:
    void changed();
    /// A look ended, with an answer or without.
    void judged(const QString &operationId);

private:
    class Private;
    std::unique_ptr<Private> d;
};
