// SPDX-License-Identifier: MIT
#include "core/background.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

namespace {

/// Notes in which thread it dies.
class Witness
{
public:
    explicit Witness(std::atomic<QThread *> &diedIn)
        : m_diedIn(diedIn)
    { }
    ~Witness() { m_diedIn = QThread::currentThread(); }
    Q_DISABLE_COPY_MOVE(Witness)

private:
    std::atomic<QThread *> &m_diedIn;
};

} // namespace

class TestBackground final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksElsewhereAndAnswersHere();
    void moveOnlyResult();
    void doesNotBlock();
    void silentWithoutContext();
    void capturesDieInTheOwnersThread();
    void destructionWaitsAndDrops();
    void tellsBeforeItEnds();
    void tellsNobodyWithoutContext();
};

void TestBackground::tellsBeforeItEnds()
{
    Background background;
    QStringList said;
    QList<QThread *> threads;
    background.runTelling<int>(
        this,
        [](const auto &tell) {
            tell(1);
            tell(2);
            return 3;
        },
        [&](int news) {
            said.append(QStringLiteral("news %1").arg(news));
            threads.append(QThread::currentThread());
        },
        [&](int result) {
            said.append(QStringLiteral("result %1").arg(result));
            threads.append(QThread::currentThread());
        });
    QVERIFY(said.isEmpty());
    QTRY_COMPARE(
        said, QStringList({QStringLiteral("news 1"), QStringLiteral("news 2"), QStringLiteral("result 3")}));
    QCOMPARE(threads.count(QThread::currentThread()), 3);
}

void TestBackground::tellsNobodyWithoutContext()
{
    Background background;
    auto context = std::make_unique<QObject>();
    QSemaphore mayEnd;
    bool isAnybodyTold = false;
    background.runTelling<int>(
        context.get(),
        [&mayEnd](const auto &tell) {
            mayEnd.acquire();
            tell(1);
            return 2;
        },
        [&](int) { isAnybodyTold = true; }, [&](int) { isAnybodyTold = true; });
    context.reset();
    mayEnd.release();
    bool isDone = false;
    background.run(
        this, [] { return 0; }, [&isDone](int) { isDone = true; });
    QTRY_VERIFY(isDone);
    QTest::qWait(20);
    QVERIFY(!isAnybodyTold);
}

void TestBackground::worksElsewhereAndAnswersHere()
{
    Background background;
    QThread *workedIn = nullptr;
    QThread *answeredIn = nullptr;
    background.run(
        this, [] { return QThread::currentThread(); },
        [&](QThread *thread) {
            workedIn = thread;
            answeredIn = QThread::currentThread();
        });
    QVERIFY(!workedIn);
    QTRY_VERIFY(workedIn);
    QVERIFY(workedIn != QThread::currentThread());
    QCOMPARE(answeredIn, QThread::currentThread());
}

void TestBackground::moveOnlyResult()
{
    Background background;
    std::unique_ptr<int> result;
    background.run(
        this, [input = std::make_unique<int>(6)] { return std::make_unique<int>(*input * 7); },
        [&result](std::unique_ptr<int> &&value) { result = std::move(value); });
    QTRY_VERIFY(result);
    QCOMPARE(*result, 42);
}

void TestBackground::doesNotBlock()
{
    Background background;
    QSemaphore gate;
    bool isDone = false;
    background.run(
        this,
        [&gate] {
            gate.acquire();
            return 1;
        },
        [&isDone](int) { isDone = true; });
    QTest::qWait(10);
    QVERIFY(!isDone);
    gate.release();
    QTRY_VERIFY(isDone);
}

void TestBackground::silentWithoutContext()
{
    Background background;
    auto context = std::make_unique<QObject>();
    QSemaphore gate;
    bool isCalled = false;
    bool isOtherDone = false;
    background.run(
        context.get(),
        [&gate] {
            gate.acquire();
            return 1;
        },
        [&isCalled](int) { isCalled = true; });
    context.reset();
    gate.release();
    background.run(
        this, [] { return 2; }, [&isOtherDone](int) { isOtherDone = true; });
    QTRY_VERIFY(isOtherDone);
    QTest::qWait(20);
    QVERIFY(!isCalled);
}

void TestBackground::capturesDieInTheOwnersThread()
{
    std::atomic<QThread *> diedIn = nullptr;
    Background background;
    for (int i = 0; i < 40; ++i) {
        diedIn = nullptr;
        background.run(
            this, [] { return 1; }, [witness = std::make_shared<Witness>(diedIn)](int) {});
        QTRY_VERIFY(diedIn.load());
        QCOMPARE(diedIn.load(), QThread::currentThread());
    }
}

void TestBackground::destructionWaitsAndDrops()
{
    std::atomic<bool> hasWorked = false;
    bool isCalled = false;
    {
        Background background;
        QSemaphore started;
        background.run(
            this,
            [&hasWorked, &started] {
                started.release();
                QThread::msleep(30);
                hasWorked = true;
                return 1;
            },
            [&isCalled](int) { isCalled = true; });
        started.acquire();
    }
    QVERIFY(hasWorked);
    QTest::qWait(20);
    QVERIFY(!isCalled);
}

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_background.moc"
