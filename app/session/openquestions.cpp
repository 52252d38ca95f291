// SPDX-License-Identifier: MIT
#include "session/openquestions.h"

#include "session/reconciler.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "store/journal.h"
#include "store/profile.h"

#include <algorithm>
#include <vector>

class OpenQuestions::Private
{
public:
    Private(OpenQuestions *owner, Sessions &all, const Allowances &trust)
        : q(owner)
        , sessions(all)
        , allowances(trust)
    { }

    [[nodiscard]] Journal &journal() const { return sessions.safekeeper().journal(); }
    [[nodiscard]] Reconciler &reconciler()
    {
        if (!looker)
            looker = std::make_unique<Reconciler>(journal(), sessions.clock(), allowances);
        return *looker;
    }
    [[nodiscard]] auto locate(const QString &id)
    {
        return std::find_if(questions.begin(), questions.end(),
            [&id](const OpenQuestion &question) { return question.operation.id == id; });
    }

    void readEarlierRuns();
    void watch(Session *session);
    /// `onlyOwn`: those about the token that the account signs in with.
    void lookAll(const Session &session, bool onlyOwn = false);
    void take(const QString &operationId);
    void judged(const QString &operationId, Result<Judgement> &&result);

    OpenQuestions *q;
    Sessions &sessions;
    const Allowances allowances;
    std::vector<OpenQuestion> questions;
    std::unique_ptr<Reconciler> looker;
};

void OpenQuestions::Private::readEarlierRuns()
{
    Profile &profile = sessions.safekeeper().profile();
    if (profile.isInMemory())
        return;
    const Result<QList<JournalOperation>> unfinished = journal().unfinished();
    if (!unfinished)
        return;
    for (const JournalOperation &operation : unfinished.value()) {
        if (Reconciler::isOpenQuestion(operation.state) && !profile.isRunAlive(operation.runId))
            questions.push_back({operation, {}, false});
    }
}

void OpenQuestions::Private::watch(Session *session)
{
    QObject::connect(session, &Session::unanswered, q, [this](const QString &id) { take(id); });
    QObject::connect(session, &Session::stateChanged, q, [this, session] {
        const Session::State state = session->state();
        if (state == Session::State::Ready || state == Session::State::Incomplete)
            lookAll(*session);
        else if (state == Session::State::Failed && session->error()
            && session->error()->kind == Error::Kind::Auth)
            lookAll(*session, true); // for these a refused sign-in is evidence
    });
}

void OpenQuestions::Private::lookAll(const Session &session, bool onlyOwn)
{
    QStringList ids;
    for (const OpenQuestion &question : questions) {
        const OperationFacts &facts = question.operation.facts;
        if (facts.accountId == session.account().id && !question.isAnswered()
            && (facts.isOwnCredential || !onlyOwn))
            ids.append(question.operation.id);
    }
    for (const QString &id : std::as_const(ids))
        q->look(id);
}

void OpenQuestions::Private::take(const QString &operationId)
{
    Result<JournalOperation> operation = journal().operation(operationId);
    if (!operation || locate(operationId) != questions.end())
        return;
    questions.push_back({std::move(operation).value(), {}, false});
    Q_EMIT q->changed();
    q->look(operationId);
}

void OpenQuestions::Private::judged(const QString &operationId, Result<Judgement> &&result)
{
    const auto question = locate(operationId);
    if (question == questions.end())
        return;
    question->isLooking = false;
    if (result) {
        question->judgement = std::move(result).value();
    } else {
        Judgement none;
        none.doubt = Judgement::Doubt::CouldNotLook;
        none.error = result.error();
        question->judgement = none;
    }
    if (Result<JournalOperation> now = journal().operation(operationId))
        question->operation = std::move(now).value();
    Q_EMIT q->changed();
    Q_EMIT q->judged(operationId);
}

OpenQuestions::OpenQuestions(Sessions &sessions, const Allowances &allowances, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, sessions, allowances))
{
    d->readEarlierRuns();
    for (Session *session : sessions.all())
        d->watch(session);
    connect(&sessions, &Sessions::added, this, [this](Session *session) { d->watch(session); });
    connect(&sessions, &Sessions::removed, this, &OpenQuestions::changed);
}

OpenQuestions::~OpenQuestions() = default;

QList<OpenQuestion> OpenQuestions::all() const
{
    return QList<OpenQuestion>(d->questions.cbegin(), d->questions.cend());
}

std::optional<OpenQuestion> OpenQuestions::find(const QString &operationId) const
{
    const auto question = d->locate(operationId);
    return question == d->questions.end() ? std::nullopt : std::optional<OpenQuestion>(*question);
}

Session *OpenQuestions::session(const OpenQuestion &question) const
{
    return d->sessions.find(question.operation.facts.accountId);
}

void OpenQuestions::look(const QString &operationId)
{
    const auto question = d->locate(operationId);
    if (question == d->questions.end() || question->isLooking || question->isAnswered())
        return;
    Session *at = session(*question);
    if (!at || at->state() == Session::State::NeedsCredential)
        return;
    question->isLooking = true;
    at->lookUp(this, d->reconciler(), operationId)
        ->onFinished(this,
            [this, operationId](Result<Judgement> &&result) { d->judged(operationId, std::move(result)); });
    Q_EMIT changed();
}

Result<Nothing> OpenQuestions::setAside(const QString &operationId)
{
    const auto question = d->locate(operationId);
    if (question == d->questions.end())
        return Nothing{};
    if (!question->isAnswered()) {
        if (Result<Nothing> aside = d->reconciler().setAside(operationId); !aside)
            return aside;
    }
    d->questions.erase(d->locate(operationId));
    Q_EMIT changed();
    return Nothing{};
}

void OpenQuestions::dismiss(const QString &operationId)
{
    const auto question = d->locate(operationId);
    if (question == d->questions.end() || !question->isAnswered())
        return;
    d->questions.erase(question);
    Q_EMIT changed();
}
