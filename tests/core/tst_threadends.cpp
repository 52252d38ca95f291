// SPDX-License-Identifier: MIT
#include <QTest>
#include <QThread>

#include <array>
#include <atomic>
#include <future>
#include <memory>
#include <thread>

namespace {

std::atomic<int> wellEnded = 0;

/// So large that its memory is the system's, and reading it afterwards is no matter of luck.
struct Local
{
    ~Local() { wellEnded += values.front() == 7 && values.back() == 8; }

    std::array<int, 1 << 20> values{};
};

thread_local Local local;

void use()
{
    local.values.front() = 7;
    local.values.back() = 8;
}

} // namespace

/// What every thread of ours and of Qt relies on: its local objects are still there when they are destroyed.
/// It is not so everywhere by itself; see packaging/windows/threadends.cpp.
class ThreadEndsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { wellEnded = 0; }

    void localObjectsAreThereAtTheEnd()
    {
        std::thread(&use).join();
        QCOMPARE(wellEnded.load(), 1);
        std::async(std::launch::async, &use).wait();
        QTRY_COMPARE(wellEnded.load(), 2);
        const std::unique_ptr<QThread> thread(QThread::create(&use));
        thread->start();
        QVERIFY(thread->wait());
        QTRY_COMPARE(wellEnded.load(), 3);
    }
};

QTEST_GUILESS_MAIN(ThreadEndsTest)
#include "tst_threadends.moc"
