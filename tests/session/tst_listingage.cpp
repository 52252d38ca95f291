// SPDX-License-Identifier: MIT
#include "session/listingage.h"

#include <QLocale>
#include <QTest>

class ListingAgeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void tellsTheHourOfTodayAndTheDaysBefore_data()
    {
        QTest::addColumn<QDateTime>("listedAt");
        QTest::addColumn<QString>("text");
        const QDate today(2026, 5, 10);
        const auto at = [](const QDate &date, int hour, int minute) {
            return QDateTime(date, QTime(hour, minute)).toUTC();
        };
        QTest::newRow("never") << QDateTime() << QString();
        QTest::newRow("just now") << at(today, 14, 2) << QStringLiteral("as of 14:02");
        QTest::newRow("this morning") << at(today, 0, 1) << QStringLiteral("as of 00:01");
        QTest::newRow("in the future, by a wrong clock")
            << at(today.addDays(1), 1, 0) << QStringLiteral("as of 01:00");
        QTest::newRow("last night") << at(today.addDays(-1), 23, 59) << QStringLiteral("1 day(s) old");
        QTest::newRow("days ago") << at(today.addDays(-3), 23, 59) << QStringLiteral("3 day(s) old");
    }
    void tellsTheHourOfTodayAndTheDaysBefore()
    {
        QFETCH(QDateTime, listedAt);
        const QDateTime now = QDateTime(QDate(2026, 5, 10), QTime(14, 2)).toUTC();
        QTEST(ListingAge::text(listedAt, now), "text"); // without a translation "(s)" stays
    }
};

QTEST_GUILESS_MAIN(ListingAgeTest)
#include "tst_listingage.moc"
