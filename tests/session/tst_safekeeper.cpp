// SPDX-License-Identifier: MIT
#include "session/safekeeper.h"

#include "support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

class SafekeeperTest final : public QObject
{
    Q_OBJECT

private:
    static Token token(const QString &name)
    {
        Token made;
        made.id = QStringLiteral("id-") + name;
        made.name = name;
        return made;
    }

private Q_SLOTS:
    void keepsUntilConfirmed()
    {
        ManualClock clock;
        Safekeeper safekeeper(clock);
        const QSignalSpy changed(&safekeeper, &Safekeeper::changed);
        QVERIFY(!safekeeper.isDurable());

        const QString id = safekeeper.keep(Secret(QByteArrayLiteral("value-1")), token(QStringLiteral("ci")),
            QStringLiteral("Acme"), KeptSecret::Origin::Rotated);
        QCOMPARE(changed.size(), 1);
        const auto kept = safekeeper.find(id);
        QVERIFY(kept);
        QCOMPARE(kept->id, id);
        QCOMPARE(kept->token.name, QStringLiteral("ci"));
        QCOMPARE(kept->accountName, QStringLiteral("Acme"));
        QCOMPARE(kept->origin, KeptSecret::Origin::Rotated);
        QCOMPARE(kept->receivedAt, clock.nowUtc());
        QCOMPARE(safekeeper.secret(id)->reveal().toByteArray(), QByteArrayLiteral("value-1"));

        QVERIFY(safekeeper.confirmStored(id));
        QCOMPARE(changed.size(), 2);
        QVERIFY(!safekeeper.secret(id));
        QVERIFY(!safekeeper.find(id));
        QVERIFY(safekeeper.waiting().isEmpty());
    }

    void theOldestComesFirst()
    {
        ManualClock clock;
        Safekeeper safekeeper(clock);
        QStringList ids;
        for (int i = 0; i < 50; ++i) {
            ids.append(safekeeper.keep(Secret(QByteArray::number(i)), token(QString::number(i)), QString(),
                KeptSecret::Origin::Created));
            clock.advance(std::chrono::seconds(1));
        }
        const QList<KeptSecret> waiting = safekeeper.waiting();
        QCOMPARE(waiting.size(), 50);
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(waiting.at(i).id, ids.at(i));
            QCOMPARE(safekeeper.secret(ids.at(i))->reveal().toByteArray(), QByteArray::number(i));
        }
        QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), 50);
    }

    void anUnknownIdIsHarmless()
    {
        ManualClock clock;
        Safekeeper safekeeper(clock);
        const QSignalSpy changed(&safekeeper, &Safekeeper::changed);
        QVERIFY(!safekeeper.confirmStored(QStringLiteral("nothing")));
        QVERIFY(!safekeeper.secret(QStringLiteral("nothing")));
        QVERIFY(!safekeeper.find(QStringLiteral("nothing")));
        QCOMPARE(changed.size(), 0);
    }
};

QTEST_GUILESS_MAIN(SafekeeperTest)
#include "tst_safekeeper.moc"
