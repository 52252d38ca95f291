// SPDX-License-Identifier: MIT
#include "session/calendartext.h"

#include <QTest>

class CalendarTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreEscaped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("plain") << QStringLiteral("ci-deploy") << QByteArray("ci-deploy");
        QTest::newRow("signs") << QStringLiteral("a,b;c\\d") << QByteArray("a\\,b\\;c\\\\d");
        QTest::newRow("lines") << QStringLiteral("a\r\nb\nc") << QByteArray("a\\nb\\nc");
        QTest::newRow("control") << QStringLiteral("a\x1b[2J\tb") << QByteArray("a[2Jb");
        QTest::newRow("injection") << QStringLiteral("x\nEND:VEVENT") << QByteArray("x\\nEND:VEVENT");
        QTest::newRow("letters") << QStringLiteral("ñ😀") << QByteArray("ñ😀");
    }

    void valuesAreEscaped()
    {
        QFETCH(QString, text);
        QTEST(calendarValue(text), "value");
    }

    void linesAreFolded_data()
    {
        QTest::addColumn<QByteArray>("content");
        for (const int size : {0, 1, 74, 75, 76, 149, 150, 223, 1000})
            QTest::addRow("ascii %d", size) << QByteArray(size, 'x');
        for (const int shift : {0, 1, 2, 3})
            QTest::addRow("emoji %d", shift) << QByteArray(shift, 'x') + QByteArray("😀").repeated(60);
        QTest::newRow("accents") << QByteArray("é").repeated(200);
    }

    void linesAreFolded()
    {
        QFETCH(QByteArray, content);
        const QByteArray text = calendarLine(content);
        QVERIFY(text.endsWith("\r\n"));
        const QList<QByteArray> lines = text.chopped(2).split('\n');
        for (const QByteArray &line : lines) {
            const QByteArray bare = line.endsWith('\r') ? line.chopped(1) : line;
            QVERIFY2(bare.size() <= 75, bare.constData());
            QVERIFY(QString::fromUtf8(bare).toUtf8() == bare); // no character is cut
        }
        QCOMPARE(QByteArray(text.chopped(2)).replace("\r\n ", ""), content);
    }

    void aCalendar()
    {
        const QDateTime now({2026, 11, 22}, {12, 0}, Qt::UTC);
        const CalendarEntry entry{QStringLiteral("id-1@tokenry"), now.addDays(10), QStringLiteral("one"),
            QStringLiteral("two, three")};
        const QByteArray text = calendarText({entry}, now, 7);
        QCOMPARE(text,
            QByteArray("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tokenry//Token expiry//EN\r\n"
                       "CALSCALE:GREGORIAN\r\nBEGIN:VEVENT\r\nUID:id-1@tokenry\r\n"
                       "DTSTAMP:20261122T120000Z\r\nDTSTART:20261202T120000Z\r\nSUMMARY:one\r\n"
                       "DESCRIPTION:two\\, three\r\nTRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\n"
                       "ACTION:DISPLAY\r\nDESCRIPTION:one\r\nTRIGGER:-P7D\r\nEND:VALARM\r\n"
                       "END:VEVENT\r\nEND:VCALENDAR\r\n"));
        QVERIFY(!calendarText({entry}, now, 0).contains("VALARM"));
    }
};

QTEST_GUILESS_MAIN(CalendarTextTest)
#include "tst_calendartext.moc"
