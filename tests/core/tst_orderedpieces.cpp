// SPDX-License-Identifier: MIT
#include "core/orderedpieces.h"

#include <QMutex>
#include <QSet>
#include <QTest>
#include <QThread>

#include <atomic>

class tst_OrderedPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesComeInTheirOrder_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 7, 8, 9, 1000})
            QTest::addRow("%d", count) << count;
    }

    void piecesComeInTheirOrder()
    {
        QFETCH(const int, count);
        std::atomic<int> made = 0;
        QList<int> taken;
        makeInOrder(
            count,
            [&made](qsizetype index) {
                ++made;
                if (index % 3 == 0)
                    QThread::usleep(200); // so that later ones are ready earlier
                return QByteArray::number(index);
            },
            [&taken](const QByteArray &piece) { taken.append(piece.toInt()); });
        QCOMPARE(made.load(), count);
        QCOMPARE(taken.size(), count);
        for (int i = 0; i < count; ++i)
            QCOMPARE(taken.at(i), i);
    }

    void takenInTheThreadThatAsked()
    {
        const QThread *const here = QThread::currentThread();
        bool isElsewhere = false;
        makeInOrder(
            100, [](qsizetype) { return QByteArrayLiteral("x"); },
            [&](const QByteArray &) { isElsewhere = isElsewhere || QThread::currentThread() != here; });
        QVERIFY(!isElsewhere);
    }

    void allCoresHelp()
    {
        if (QThread::idealThreadCount() < 2)
            QSKIP("one core");
        QMutex mutex;
        QSet<QThread *> threads;
        makeInOrder(
            200,
            [&](qsizetype) {
                QThread::usleep(500);
                const QMutexLocker lock(&mutex);
                threads.insert(QThread::currentThread());
                return QByteArray();
            },
            [](const QByteArray &) {});
        QVERIFY(threads.size() > 1);
    }

    void aSlowReaderIsNotOutrun()
    {
        std::atomic<int> made = 0;
        int taken = 0;
        int furthest = 0;
        makeInOrder(
            60,
            [&made](qsizetype) {
                ++made;
                return QByteArray(1000, 'x');
            },
            [&](const QByteArray &) {
                QThread::msleep(1);
                ++taken;
                furthest = std::max(furthest, made.load() - taken);
            });
        QVERIFY2(furthest <= 8, qPrintable(QString::number(furthest)));
    }
};

QTEST_GUILESS_MAIN(tst_OrderedPieces)
#include "tst_orderedpieces.moc"
