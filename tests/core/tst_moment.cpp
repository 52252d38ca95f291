// SPDX-License-Identifier: MIT
#include "core/moment.h"

#include <QTest>

class TestMoment final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRfc3339_data();
    void readsRfc3339();
    void keepsWhatIsNoDate_data();
    void keepsWhatIsNoDate();
    void emptyTextIsAbsent_data();
    void emptyTextIsAbsent();
    void startsAsNotProvided();
    void invalidInstantIsAbsent();
    void keepsMillisecondsOfAnyZone();
    void comparesStateInstantAndRawText();
    void copiesShareTheRawText();
    void isSmall();
};

void TestMoment::readsRfc3339_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc");
    const auto row = [](const char *name, const QString &text, const QString &utc) {
        QTest::newRow(name) << text << utc;
    };
    const auto s = [](const char *ascii) { return QString::fromLatin1(ascii); };

    row("no fraction", s("2026-11-22T10:11:12Z"), s("2026-11-22T10:11:12.000Z"));
    QString fraction;
    for (int digits = 1; digits <= 9; ++digits) {
        fraction += QString::number(digits);
        const QString msecs = fraction.left(3).leftJustified(3, QLatin1Char('0'));
        row(qPrintable(QStringLiteral("%1 fraction digits").arg(digits)),
            QStringLiteral("2026-11-22T10:11:12.%1Z").arg(fraction),
            QStringLiteral("2026-11-22T10:11:12.%1Z").arg(msecs));
    }
    row("cut, not rounded", s("2026-11-22T10:11:12.999999999Z"), s("2026-11-22T10:11:12.999Z"));
    row("fraction with an offset", s("2026-11-22T10:11:12.5+01:00"), s("2026-11-22T09:11:12.500Z"));
    row("offset +00:00", s("2026-11-22T10:11:12+00:00"), s("2026-11-22T10:11:12.000Z"));
    row("offset -00:00", s("2026-11-22T10:11:12-00:00"), s("2026-11-22T10:11:12.000Z"));
    row("offset +14:00", s("2026-11-22T10:11:12+14:00"), s("2026-11-21T20:11:12.000Z"));
    row("offset -12:00 over midnight", s("2026-12-31T23:30:00-12:00"), s("2027-01-01T11:30:00.000Z"));
    row("offset +05:45", s("2026-11-22T10:11:12+05:45"), s("2026-11-22T04:26:12.000Z"));
    row("offset -03:30", s("2026-11-22T10:11:12-03:30"), s("2026-11-22T13:41:12.000Z"));
    row("lower case", s("2026-11-22t10:11:12z"), s("2026-11-22T10:11:12.000Z"));
    row("blank instead of T", s("2026-11-22 10:11:12Z"), s("2026-11-22T10:11:12.000Z"));
    row("comma before the fraction", s("2026-11-22T10:11:12,345Z"), s("2026-11-22T10:11:12.345Z"));
    row("nothing but the zone small", s("2026-11-22T10:11:12.345z"), s("2026-11-22T10:11:12.345Z"));
    row("leap second", s("2016-12-31T23:59:60Z"), s("2017-01-01T00:00:00.000Z"));
    row("leap second with fraction", s("2016-12-31T23:59:60.75Z"), s("2017-01-01T00:00:00.750Z"));
    row("leap second with offset", s("2016-12-31T15:59:60-08:00"), s("2017-01-01T00:00:00.000Z"));
    row("leap day", s("2028-02-29T00:00:00Z"), s("2028-02-29T00:00:00.000Z"));
    row("leap day of a century", s("2000-02-29T00:00:00Z"), s("2000-02-29T00:00:00.000Z"));
    row("before 1970", s("1893-05-06T07:08:09.1Z"), s("1893-05-06T07:08:09.100Z"));
    row("far future", s("9999-12-31T23:59:59Z"), s("9999-12-31T23:59:59.000Z"));
    row("first moment", s("0001-01-01T05:45:00+05:45"), s("0001-01-01T00:00:00.000Z"));
    row("last moment", s("9999-12-31T15:59:59.999-08:00"), s("9999-12-31T23:59:59.999Z"));
    row("white space around", s(" \t2026-11-22T10:11:12Z\r\n"), s("2026-11-22T10:11:12.000Z"));
}

void TestMoment::readsRfc3339()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    const Moment moment = Moment::fromText(text);
    QCOMPARE(Moment::fromUtf8(text.toUtf8()), moment);
    QCOMPARE(moment.state(), Moment::State::Known);
    QVERIFY(moment.isKnown());
    QCOMPARE(moment.utc().toString(Qt::ISODateWithMs), utc);
    QCOMPARE(moment.utc().timeSpec(), Qt::UTC);
    QCOMPARE(moment.msecs(), moment.utc().toMSecsSinceEpoch());
    QVERIFY(moment.raw().isEmpty());
}

void TestMoment::keepsWhatIsNoDate_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    const auto s = [](const char *ascii) { return QString::fromLatin1(ascii); };

    row("words", s("never"));
    row("null as text", s("null"));
    row("number", s("1763805600"));
    row("date only", s("2026-11-22"));
    row("no zone", s("2026-11-22T10:11:12"));
    row("no seconds", s("2026-11-22T10:11Z"));
    row("typo of the documents", s("2026-11-22T10:11:12T"));
    row("point without digits", s("2026-11-22T10:11:12.Z"));
    row("ten fraction digits", s("2026-11-22T10:11:12.1234567890Z"));
    row("month 13", s("2026-13-01T10:11:12Z"));
    row("month 0", s("2026-00-01T10:11:12Z"));
    row("30 February", s("2026-02-30T10:11:12Z"));
    row("29 February of no leap year", s("2026-02-29T10:11:12Z"));
    row("29 February 1900", s("1900-02-29T10:11:12Z"));
    row("hour 24", s("2026-11-22T24:00:00Z"));
    row("minute 60", s("2026-11-22T10:60:00Z"));
    row("second 61", s("2026-11-22T10:11:61Z"));
    row("year 0", s("0000-11-22T10:11:12Z"));
    row("before year 1 by its offset", s("0001-01-01T05:00:00+05:45"));
    row("after year 9999 by its offset", s("9999-12-31T23:00:00-01:00"));
    row("after year 9999 by its leap second", s("9999-12-31T23:59:60Z"));
    row("two-digit year", s("26-11-22T10:11:12Z"));
    row("five-digit year", s("12026-11-22T10:11:12Z"));
    row("negative year", s("-2026-11-22T10:11:12Z"));
    row("signed field", s("2026-+1-22T10:11:12Z"));
    row("offset without colon", s("2026-11-22T10:11:12+0100"));
    row("offset of 24 hours", s("2026-11-22T10:11:12+24:00"));
    row("offset of 60 minutes", s("2026-11-22T10:11:12+01:60"));
    row("offset cut off", s("2026-11-22T10:11:12+01"));
    row("zone name", s("2026-11-22T10:11:12 UTC"));
    // Twenty-four characters each, as the usual form.
    row("colon in the date", s("2026:11-22T10:11:12.345Z"));
    row("colon in the date, second", s("2026-11:22T10:11:12.345Z"));
    row("no sign between date and time", s("2026-11-22010:11:12.345Z"));
    row("point in the time", s("2026-11-22T10.11:12.345Z"));
    row("point in the time, second", s("2026-11-22T10:11.12.345Z"));
    row("colon before the fraction", s("2026-11-22T10:11:12:345Z"));
    row("letter in the fraction", s("2026-11-22T10:11:12.34aZ"));
    row("digit for the zone", s("2026-11-22T10:11:12.3450"));
    row("digits of another script", QStringLiteral("2026-11-22T10:11:12.34\u0665Z"));
    row("digits of another script in the year", QStringLiteral("\u0662026-11-22T10:11:12.345Z"));
    row("text behind", s("2026-11-22T10:11:12Z and more"));
    row("two zones", s("2026-11-22T10:11:12ZZ"));
    row("blank inside", s("2026-11-22T10: 1:12Z"));
    row("Arabic-Indic digits", QStringLiteral("٢٠٢٦-١١-٢٢T١٠:١١:١٢Z"));
    row("full-width digits", QStringLiteral("２０２６-11-22T10:11:12Z"));
    row("typographic minus", QStringLiteral("2026−11−22T10:11:12Z"));
    row("HTML", s("<b>2026-11-22T10:11:12Z</b>"));
}

void TestMoment::keepsWhatIsNoDate()
{
    QFETCH(QString, text);
    const Moment moment = Moment::fromText(text);
    QCOMPARE(Moment::fromUtf8(text.toUtf8()), moment);
    QCOMPARE(moment.state(), Moment::State::Unparsable);
    QVERIFY(moment.state() != Moment::State::Absent);
    QCOMPARE(moment.raw(), text);
    QVERIFY(!moment.isKnown());
    QVERIFY(!moment.utc().isValid());
    QCOMPARE(moment.msecs(), 0);
    QVERIFY(!parseRfc3339(text).isValid());
}

void TestMoment::emptyTextIsAbsent_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("null") << QString();
    QTest::newRow("empty") << QStringLiteral("");
    QTest::newRow("blanks") << QStringLiteral(" \t\n");
}

void TestMoment::emptyTextIsAbsent()
{
    QFETCH(QString, text);
    QCOMPARE(Moment::fromText(text).state(), Moment::State::Absent);
    QCOMPARE(Moment::fromText(text), Moment::absent());
    QCOMPARE(Moment::fromUtf8(text.toUtf8()), Moment::absent());
}

void TestMoment::startsAsNotProvided()
{
    const Moment moment;
    QCOMPARE(moment.state(), Moment::State::NotProvided);
    QVERIFY(!(moment == Moment::absent()));
    QVERIFY(!moment.utc().isValid());
}

void TestMoment::invalidInstantIsAbsent()
{
    QCOMPARE(Moment::at(QDateTime()).state(), Moment::State::Absent);
}

void TestMoment::keepsMillisecondsOfAnyZone()
{
    const QDateTime utc({2026, 11, 22}, {10, 11, 12, 345}, Qt::UTC);
    QCOMPARE(Moment::at(utc).utc(), utc);
    QCOMPARE(Moment::at(utc.toOffsetFromUtc(-5 * 3600)).utc(), utc);
    QCOMPARE(Moment::at(utc.toOffsetFromUtc(-5 * 3600)), Moment::at(utc));
    const QDateTime epoch = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    QVERIFY(Moment::at(epoch).isKnown());
    QCOMPARE(Moment::at(epoch).utc(), epoch);
}

void TestMoment::comparesStateInstantAndRawText()
{
    const Moment a = Moment::fromText(QStringLiteral("2026-11-22T10:11:12Z"));
    const Moment sameInstant = Moment::fromText(QStringLiteral("2026-11-22T11:11:12.000+01:00"));
    const Moment later = Moment::fromText(QStringLiteral("2026-11-22T10:11:12.001Z"));
    QCOMPARE(a, sameInstant);
    QVERIFY(!(a == later));
    QCOMPARE(Moment::fromText(QStringLiteral("soon")), Moment::fromText(QStringLiteral("soon")));
    QVERIFY(!(Moment::fromText(QStringLiteral("soon")) == Moment::fromText(QStringLiteral("later"))));
    QVERIFY(!(Moment::fromText(QStringLiteral("soon")) == Moment::absent()));
}

void TestMoment::copiesShareTheRawText()
{
    const Moment original = Moment::fromText(QStringLiteral("some day"));
    const Moment copy = original; // NOLINT(performance-unnecessary-copy-initialization): the copy is the test
    QCOMPARE(copy.raw().constData(), original.raw().constData());
}

void TestMoment::isSmall()
{
    QVERIFY(sizeof(Moment) <= 24);
}

QTEST_GUILESS_MAIN(TestMoment)
#include "tst_moment.moc"
