// SPDX-License-Identifier: MIT
#include "core/job.h"
#include "net/clientfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace std::chrono_literals;

namespace {

/// Counts its own life, cannot be copied.
class Treasure
{
public:
    explicit Treasure(int value)
        : m_value(std::make_unique<int>(value))
    { }
    [[nodiscard]] int value() const { return m_value ? *m_value : 0; }

private:
    std::unique_ptr<int> m_value;
};

Error someError()
{
    Error error;
    error.kind = Error::Kind::Conflict;
    error.outcome = Error::Outcome::Refused;
    return error;
}

} // namespace

/// The seven sentences of the contract in core/job.h, one test or more each.
class TestJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentence1_neverInsideTheCall();
    void sentence2_exactlyOnce();
    void sentence2_alsoAfterAbort();
    void sentence2_abortAfterTheResultChangesNothing();
    void sentence2_alsoWhenTheClientDies();
    void sentence3_resultIsMoved();
    void sentence4_onlyWhileTheContextLives();
    void sentence5_deletesItself();
    void sentence5_mayBeDeletedByItsHandler();
    void sentence6_deletingTheOwnerAborts();
    void sentence7_abortUnsent();
    void sentence7_abortSentChange();
    void followPassesOnAbortAndAnnouncements();
    void followAfterAbort();
    void conversion();
};

void TestJob::sentence1_neverInsideTheCall()
{
    int calls = 0;
    auto *job = finishedJob<int>(this, 7);
    job->onFinished(this, [&calls](Result<int> &&result) {
        QCOMPARE(result.value(), 7);
        ++calls;
    });
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 1);

    auto *aborted = new JobOf<int>(this);
    aborted->onFinished(this, [&calls](Result<int> &&) { ++calls; });
    aborted->abort();
    QCOMPARE(calls, 1);
    QTRY_COMPARE(calls, 2);
}

void TestJob::sentence2_exactlyOnce()
{
    QList<int> values;
    QPointer<JobOf<int>> job = new JobOf<int>(this);
    QSignalSpy finished(job, &Job::finished);
    job->onFinished(this, [&values](Result<int> &&result) { values += result.ok() ? result.value() : -1; });
    job->deliver(1);
    QVERIFY(job->isDecided());
    job->deliver(2);
    job->deliver(someError());
    QTRY_VERIFY(!job);
    QCOMPARE(values, QList<int>({1}));
    QCOMPARE(finished.size(), 1);
}

void TestJob::sentence2_alsoAfterAbort()
{
    int handled = 0;
    int asked = 0;
    QPointer<JobOf<int>> job = new JobOf<int>(this);
    job->setAbortHandler([&asked, job] {
        ++asked;
        job->deliver(someError());
    });
    job->onFinished(this, [&handled](Result<int> &&result) {
        ++handled;
        QCOMPARE(result.error().kind, Error::Kind::Conflict);
    });
    job->abort();
    job->abort();
    job->deliver(3);
    QTRY_VERIFY(!job);
    QCOMPARE(asked, 1);
    QCOMPARE(handled, 1);
}

void TestJob::sentence2_abortAfterTheResultChangesNothing()
{
    bool asked = false;
    int value = 0;
    auto *job = new JobOf<int>(this);
    job->setAbortHandler([&asked] { asked = true; });
    job->onFinished(this, [&value](Result<int> &&result) { value = result.ok() ? result.value() : -1; });
    job->deliver(5);
    job->abort();
    QTRY_COMPARE(value, 5);
    QVERIFY(!asked);
}

void TestJob::sentence2_alsoWhenTheClientDies()
{
    ClientFixture fixture;
    fixture.server.otherwise(RawServer::hang());
    const auto call = fixture.post();
    QTRY_COMPARE(fixture.server.requests().size(), 1);
    fixture.destroyClient();
    QTRY_VERIFY(call->isDone());
    QTRY_VERIFY(!call->job);
    QCOMPARE(call->answers, 1);
    QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    QCOMPARE(call->error().outcome, Error::Outcome::Unknown);
}

void TestJob::sentence3_resultIsMoved()
{
    static_assert(!std::is_copy_constructible_v<Treasure>);
    std::optional<Treasure> received;
    auto *job = new JobOf<Treasure>(this);
    job->onFinished(
        this, [&received](Result<Treasure> &&result) { received.emplace(std::move(result).value()); });
    job->deliver(Treasure(42));
    QTRY_VERIFY(received.has_value());
    QCOMPARE(received->value(), 42);
}

void TestJob::sentence4_onlyWhileTheContextLives()
{
    auto context = std::make_unique<QObject>();
    bool called = false;
    QPointer<JobOf<int>> job = new JobOf<int>(this);
    job->onFinished(context.get(), [&called](Result<int> &&) { called = true; });
    job->deliver(1);
    context.reset();
    QTRY_VERIFY(!job);
    QVERIFY(!called);
}

void TestJob::sentence5_deletesItself()
{
    QStringList order;
    QPointer<JobOf<int>> job = new JobOf<int>(this);
    connect(job, &Job::finished, this, [&order] { order += QStringLiteral("finished"); });
    connect(job, &QObject::destroyed, this, [&order] { order += QStringLiteral("destroyed"); });
    job->onFinished(this, [&order, &job](Result<int> &&) {
        order += QStringLiteral("handler");
        QVERIFY(job);
    });
    job->deliver(1);
    QTRY_COMPARE(order,
        QStringList({QStringLiteral("handler"), QStringLiteral("finished"), QStringLiteral("destroyed")}));

    QPointer<JobOf<int>> unheard = new JobOf<int>(this);
    unheard->deliver(1);
    QTRY_VERIFY(!unheard);
}

void TestJob::sentence5_mayBeDeletedByItsHandler()
{
    auto *owner = new QObject;
    QPointer<JobOf<int>> job = new JobOf<int>(owner);
    bool called = false;
    job->onFinished(this, [&called, owner](Result<int> &&) {
        called = true;
        delete owner;
    });
    job->deliver(1);
    QTRY_VERIFY(called);
    QVERIFY(!job);
}

void TestJob::sentence6_deletingTheOwnerAborts()
{
    ClientFixture fixture;
    fixture.server.otherwise(RawServer::hang());
    auto owner = std::make_unique<QObject>();
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.path = QStringLiteral("/things");
    const auto call = fixture.send(request, owner.get());
    QTRY_COMPARE(fixture.server.openConnections().size(), 1);
    owner.reset();
    QTRY_VERIFY(fixture.server.openConnections().isEmpty());

    // A result that is on its way already reaches nobody either.
    bool called = false;
    owner = std::make_unique<QObject>();
    auto *job = new JobOf<int>(owner.get());
    job->onFinished(this, [&called](Result<int> &&) { called = true; });
    job->deliver(1);
    owner.reset();
    QTest::qWait(20);
    QVERIFY(!called);
    QCOMPARE(call->answers, 0);
}

void TestJob::sentence7_abortUnsent()
{
    std::optional<Error> error;
    auto *job = new JobOf<int>(this);
    job->onFinished(this, [&error](Result<int> &&result) { error = result.error(); });
    job->abort();
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Cancelled);
    QCOMPARE(error->outcome, Error::Outcome::NotSent);

    ClientFixture fixture;
    const auto call = fixture.post();
    call->job->abort();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Cancelled);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    QCOMPARE(fixture.server.connectionCount(), 0);
}

void TestJob::sentence7_abortSentChange()
{
    ClientFixture fixture;
    fixture.server.otherwise(RawServer::hang());
    for (const auto method : {HttpRequest::Method::Post, HttpRequest::Method::Delete}) {
        const qsizetype before = fixture.server.requests().size();
        const auto call = fixture.send(method);
        QTRY_COMPARE(fixture.server.requests().size(), before + 1);
        call->job->abort();
        QTRY_VERIFY(call->isDone());
        QCOMPARE(call->error().kind, Error::Kind::Cancelled);
        QCOMPARE(call->error().outcome, Error::Outcome::Unknown);
    }
}

void TestJob::followPassesOnAbortAndAnnouncements()
{
    auto *outer = new JobOf<int>(this);
    auto *inner = new JobOf<QString>(this);
    QSignalSpy announced(outer, &Job::retryScheduled);
    int handled = 0;
    outer->onFinished(this, [&handled](Result<int> &&result) {
        ++handled;
        QCOMPARE(result.error().outcome, Error::Outcome::NotSent);
    });
    outer->follow(inner)->onFinished(
        outer, [outer](Result<QString> &&result) { outer->deliver(std::move(result).error()); });
    QCOMPARE(inner->parent(), outer);
    Q_EMIT inner->retryScheduled(2, 40ms);
    QCOMPARE(announced.size(), 1);
    outer->abort();
    QTRY_COMPARE(handled, 1);
}

void TestJob::followAfterAbort()
{
    // A job between two steps, aborted: the next step is stopped before it begins.
    auto *outer = new JobOf<int>(this);
    std::optional<Error> error;
    outer->onFinished(this, [&error](Result<int> &&result) { error = result.error(); });
    outer->setAbortHandler([] {});
    outer->abort();
    auto *inner = new JobOf<int>(this);
    outer->follow(inner)->onFinished(
        outer, [outer](Result<int> &&result) { outer->deliver(std::move(result)); });
    QTRY_VERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Cancelled);
}

void TestJob::conversion()
{
    int length = 0;
    convertedJob<int>(this, finishedJob<QString>(this, QStringLiteral("four")), [](Result<QString> &&text) {
        return Result<int>(static_cast<int>(text.value().size()));
    })->onFinished(this, [&length](Result<int> &&result) { length = result.value(); });
    QTRY_COMPARE(length, 4);
}

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
