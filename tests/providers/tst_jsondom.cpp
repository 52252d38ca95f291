// SPDX-License-Identifier: MIT
#include "providers/jsondom.h"

#include <QTest>

#include <thread>

namespace {

/// A list of so many texts.
QByteArray listOf(int texts)
{
    QByteArray json = "{\"texts\":[";
    for (int i = 0; i < texts; ++i)
        json += (i == 0 ? "\"text " : ",\"text ") + QByteArray::number(i) + '"';
    return json + "],\"count\":" + QByteArray::number(texts) + '}';
}

/// As it stands behind them; -1 = they are not there.
int countOf(const JsonDom &dom)
{
    return JsonReader::listAt(dom.root(), QLatin1String("texts"))
        ? int(JsonReader::wholeNumber(dom.root(), QLatin1String("count"), -1))
        : -1;
}

} // namespace

class JsonDomTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// One after the other in one thread, longer and shorter, below and above what is kept for the next.
    void readsOneAfterTheOther()
    {
        for (const int texts : {3, 30'000, 29'999, 31'000, 0, 200'000, 100, 60'000, 1}) {
            JsonDom dom;
            QVERIFY(dom.read(listOf(texts)));
            QCOMPARE(countOf(dom), texts);
        }
    }

    void twoAtOnceDoNotShareTheirMemory()
    {
        {
            JsonDom kept; // leaves its memory for the next
            QVERIFY(kept.read(listOf(40'000)));
        }
        JsonDom first;
        JsonDom second;
        QVERIFY(first.read(listOf(30'000)));
        QVERIFY(second.read(listOf(20'000)));
        QCOMPARE(countOf(first), 30'000);
        QCOMPARE(countOf(second), 20'000);
    }

    void oneReadsAgain()
    {
        JsonDom dom;
        QVERIFY(dom.read(listOf(5)));
        QVERIFY(dom.read(listOf(50'000)));
        QCOMPARE(countOf(dom), 50'000);
    }

    void whatIsNoObjectIsRefusedAndHarmsNothing()
    {
        for (const QByteArray &bad : {QByteArray(), QByteArrayLiteral("[1]"), QByteArrayLiteral("{\"a\":"),
                 QByteArray(600'000, '['), listOf(30'000).chopped(1)}) {
            {
                JsonDom dom;
                QVERIFY(!dom.read(bad));
            }
            JsonDom next;
            QVERIFY(next.read(listOf(30'000)));
            QCOMPARE(countOf(next), 30'000);
        }
    }

    void aTextWithoutRoomBehindItIsReadToo()
    {
        QByteArray json = listOf(10);
        json.squeeze();
        JsonDom dom;
        QVERIFY(dom.read(json));
        QCOMPARE(countOf(dom), 10);
    }

    void eachThreadHasItsOwn()
    {
        std::vector<int> counts(4, -1);
        std::vector<std::thread> threads;
        for (size_t i = 0; i < counts.size(); ++i) {
            threads.emplace_back([&counts, i] {
                for (int round = 0; round < 20; ++round) {
                    JsonDom dom;
                    if (!dom.read(listOf(20'000 + int(i))))
                        return;
                    counts[i] = countOf(dom);
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        for (size_t i = 0; i < counts.size(); ++i)
            QCOMPARE(counts[i], 20'000 + int(i));
    }
};

QTEST_GUILESS_MAIN(JsonDomTest)
#include "tst_jsondom.moc"
