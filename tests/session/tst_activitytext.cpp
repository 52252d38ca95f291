// SPDX-License-Identifier: MIT
#include "session/activitytext.h"

#include "store/journalsamples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace {

JournalOperation sample()
{
    JournalOperation operation;
    operation.id = QStringLiteral("op-1");
    operation.runId = QStringLiteral("run-1");
    operation.facts = JournalSamples::rotate();
    operation.facts.placeName = QStringLiteral("Data, \"team\"");
    operation.state = OperationState::Resolved;
    JournalEvent begun;
    begun.position = 1;
    begun.at = QDateTime({2026, 11, 22}, {12, 0, 0, 7}, Qt::UTC);
    JournalEvent unknown = begun;
    unknown.position = 2;
    unknown.state = OperationState::Unknown;
    unknown.at = begun.at.addSecs(60);
    unknown.details = {
        504, QStringLiteral("req-9"), {}, QStringLiteral("server"), QStringLiteral("unknown"), {}};
    JournalEvent resolved = begun;
    resolved.position = 3;
    resolved.state = OperationState::Resolved;
    // Told with an offset; written in UTC.
    resolved.at = begun.at.addSecs(120).toOffsetFromUtc(3600);
    resolved.details.finding = Finding::RotatedSecretLost;
    operation.events = {begun, unknown, resolved};
    return operation;
}

} // namespace

class ActivityTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAreQuotedAndNeutralised_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const char *text, const char *cell) {
            QTest::newRow(text) << QString::fromUtf8(text) << QByteArray(cell);
        };
        row("", "");
        row("ci", "ci");
        row("a b", "a b");
        row("a,b", "\"a,b\"");
        row("a\"b", "\"a\"\"b\"");
        row("a\nb", "\"a\nb\"");
        row("a\r\nb", "\"a\r\nb\"");
        row(" a", "\" a\"");
        row("=1+1", "'=1+1");
        row("+1", "'+1");
        row("-1", "'-1");
        row("@SUM(A1)", "'@SUM(A1)");
        row("\tx", "'\tx");
        row("\rx", "\"'\rx\"");
        row("\nx", "\"'\nx\"");
        row("  =1", "'  =1");
        row("＝1", "'＝1");
        row("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        row("a=1", "a=1");
        row("1-2", "1-2");
        row("'", "'");
    }

    void cellsAreQuotedAndNeutralised()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(ActivityText::csvCell(text), cell);
    }

    void aNulIsNoText()
    {
        QCOMPARE(ActivityText::csvCell(QStringLiteral("a") + QChar(0) + u'b'), QByteArray("ab"));
        QCOMPARE(ActivityText::csvCell(QChar(0) + QStringLiteral("=1")), QByteArray("'=1"));
    }

    void writesARowUnderItsHeader()
    {
        const QByteArray header = ActivityText::csvHeader();
        QVERIFY(header.endsWith("\r\n"));
        const QByteArray row = ActivityText::csvRow(sample());
        QCOMPARE(row,
            QByteArray(
                "2026-11-22T12:00:00.007Z,2026-11-22T12:02:00.007Z,rotate,resolved,rotated-secret-lost,"
                "Acme prod,account-1,astronomer,cl-org,\"Data, \"\"team\"\"\",,ci,clt1,504,req-9,,op-1,"
                "\r\n"));
        // One quoted comma more.
        QCOMPARE(row.count(','), header.count(',') + 1);
    }

    void aDamagedOneSaysSo()
    {
        JournalOperation operation = sample();
        operation.isDamaged = true;
        operation.events.first().at = QDateTime();
        const QByteArray row = ActivityText::csvRow(operation);
        QVERIFY(row.startsWith(",2026-"));
        QVERIFY(row.endsWith(",yes\r\n"));
        QVERIFY(ActivityText::jsonOperation(operation, true).contains("\"damaged\":true"));
    }

    void writesJsonThatCanBeRead()
    {
        JournalOperation other = sample();
        other.id = QStringLiteral("op-2");
        const QByteArray text =
            ActivityText::jsonBegin(QDateTime({2026, 12, 1}, {0, 0}, Qt::UTC), 7, QByteArray("\x01\xff"))
            + ActivityText::jsonOperation(sample(), true) + ActivityText::jsonOperation(other, false)
            + ActivityText::jsonEnd();
        QJsonParseError error;
        const QJsonObject whole = QJsonDocument::fromJson(text, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(
            whole.value(QLatin1String("exportedAt")).toString(), QStringLiteral("2026-12-01T00:00:00.000Z"));
        QCOMPARE(whole.value(QLatin1String("head")).toObject().value(QLatin1String("seal")).toString(),
            QStringLiteral("01ff"));
        const QJsonArray operations = whole.value(QLatin1String("operations")).toArray();
        QCOMPARE(operations.size(), 2);
        const QJsonObject first = operations.first().toObject();
        QCOMPARE(first.value(QLatin1String("token")).toObject().value(QLatin1String("name")).toString(),
            QStringLiteral("ci"));
        const QJsonArray events = first.value(QLatin1String("events")).toArray();
        QCOMPARE(events.size(), 3);
        QCOMPARE(events.at(1).toObject().value(QLatin1String("httpStatus")).toInt(), 504);
        QCOMPARE(events.at(2).toObject().value(QLatin1String("at")).toString(),
            QStringLiteral("2026-11-22T12:02:00.007Z"));
        QCOMPARE(events.at(2).toObject().value(QLatin1String("finding")).toString(),
            QStringLiteral("rotated-secret-lost"));

        const QByteArray empty = ActivityText::jsonBegin(QDateTime(), 0, {}) + ActivityText::jsonEnd();
        QVERIFY(QJsonDocument::fromJson(empty).object().value(QLatin1String("operations")).isArray());
    }

    void anOperationWithoutAnythingIsNoTrouble()
    {
        QVERIFY(ActivityText::csvRow({}).endsWith("\r\n"));
        QVERIFY(QJsonDocument::fromJson(ActivityText::jsonOperation({}, true)).isObject());
    }
};

QTEST_GUILESS_MAIN(ActivityTextTest)
#include "tst_activitytext.moc"
