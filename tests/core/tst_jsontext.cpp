// SPDX-License-Identifier: MIT
#include "core/jsontext.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

/// What is written by hand must be what Qt's own reader and writer mean.
class JsonTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("null") << QString();
        QTest::newRow("plain") << QStringLiteral("ci-token 7");
        QTest::newRow("quote and backslash") << QStringLiteral("a\"b\\c");
        QTest::newRow("controls") << QStringLiteral("\u0001\b\t\n\f\r\u001f\u007f");
        QTest::newRow("markup") << QStringLiteral("<img src=x>&amp;");
        QTest::newRow("beyond ASCII") << QStringLiteral("Ärger – \u202eמפתח\u202c 🚀");
        QTest::newRow("plain, then not") << QStringLiteral("aaaaaaaaaaaaaaaaaaaé");
        QTest::newRow("256 characters") << QString(256, QChar(0x4e2d));
    }

    void writesTexts()
    {
        QFETCH(const QString, text);
        QByteArray json = "[";
        appendJsonText(json, text);
        QJsonParseError problem{};
        const QJsonDocument read = QJsonDocument::fromJson(json + ']', &problem);
        QCOMPARE(problem.error, QJsonParseError::NoError);
        QCOMPARE(read.array().at(0).toString(), text);
    }

    /// Texts are copied in blocks: each length, with each kind of sign at each place.
    void noSignIsOverlooked()
    {
        const QString signs =
            QStringLiteral("\"\\\n\u001f\u0000\u007f\u0080\u00ff\u0100\u0120\u0122\u205c\u2022"
                           "\u7fff\u8000\u8022\uff22\uffff ~");
        for (int length = 0; length <= 40; ++length) {
            const QString plain = QStringLiteral("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH").left(length);
            QByteArray json;
            appendJsonText(json, plain);
            QCOMPARE(json, '"' + plain.toLatin1() + '"');
            for (int at = 0; at < length; ++at) {
                for (const QChar sign : signs) {
                    QString text = plain;
                    text[at] = sign;
                    QByteArray written = "[";
                    appendJsonText(written, text);
                    QCOMPARE(QJsonDocument::fromJson(written + ']').array().at(0).toString(), text);
                }
            }
        }
    }

    /// The class writes what the functions write.
    void writesTextsIntoMemoryOfItsOwn_data() { writesTexts_data(); }

    void writesTextsIntoMemoryOfItsOwn()
    {
        QFETCH(const QString, text);
        for (const qsizetype room : {0, 3, 100'000}) {
            JsonText json(room);
            json.raw("[");
            json.text(text);
            json.raw(",");
            json.date(1);
            json.raw("]");
            QByteArray wanted = "[";
            appendJsonText(wanted, text);
            wanted += ",\"1970-01-01T00:00:00.001Z\"]";
            QCOMPARE(json.take(), wanted);
            QCOMPARE(json.take(), QByteArray());
            json.raw("{}");
            QCOMPARE(json.take(), QByteArrayLiteral("{}"));
        }
    }

    void growsWithWhatIsWritten()
    {
        JsonText json;
        QByteArray wanted;
        for (int i = 0; i < 3000; ++i) {
            json.text(QString::number(i));
            appendJsonText(wanted, QString::number(i));
        }
        QCOMPARE(json.take(), wanted);
    }

    void writesMembers()
    {
        QByteArray json = "{";
        appendJsonMember(json, "name", u"x");
        appendJsonRawMember(json, "none", "null");
        appendJsonRawMember(json, "list", "[");
        json += "{";
        appendJsonDateMember(json, "at", 0);
        json += "}]}";
        QCOMPARE(json,
            QByteArrayLiteral(R"({"name":"x","none":null,"list":[{"at":"1970-01-01T00:00:00.000Z"}]})"));
    }

    void writesDatesAsQtDoes_data()
    {
        QTest::addColumn<qint64>("msecs");
        for (const char *text : {"1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z",
                 "2024-02-29T12:34:56.007Z", "2100-02-28T23:59:59.990Z", "2026-11-22T18:00:00.100Z",
                 "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"}) {
            QTest::newRow(text)
                << QDateTime::fromString(QString::fromLatin1(text), Qt::ISODateWithMs).toMSecsSinceEpoch();
        }
    }

    void writesDatesAsQtDoes()
    {
        QFETCH(const qint64, msecs);
        QByteArray json;
        appendJsonDate(json, msecs);
        QCOMPARE(QString::fromLatin1(json),
            u'"' + QDateTime::fromMSecsSinceEpoch(msecs, Qt::UTC).toString(Qt::ISODateWithMs) + u'"');
    }

    void hasNoTextForStrangeYears()
    {
        for (const qint64 msecs : {253402300800000LL, -62167219200001LL}) {
            QByteArray json;
            appendJsonDate(json, msecs);
            QCOMPARE(json, QByteArrayLiteral("null"));
            JsonText text;
            text.date(msecs);
            QCOMPARE(text.take(), QByteArrayLiteral("null"));
        }
    }
};

QTEST_GUILESS_MAIN(JsonTextTest)
#include "tst_jsontext.moc"
