// SPDX-License-Identifier: MIT
#include "providers/yamlscalar.h"

#include <QTest>

class TestYamlScalar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatStandsInMappings()
    {
        const QByteArray text = "\xEF\xBB\xBF---\n"
                                "# a comment\n"
                                "context: astronomer.io  # the current one\r\n"
                                "\n"
                                "contexts:\n"
                                "    astronomer_io:\n"
                                "        token: Bearer abc.def\n"
                                "        'user': \"a \\\"b\\\"\"\n"
                                "        empty:\n"
                                "    other: 'it''s'\n"
                                "list:\n"
                                "- one: 1\n"
                                "  two: 2\n"
                                "- three\n"
                                "block: |\n"
                                "  no: entry\n"
                                "\n"
                                "last: ~\n";
        const auto scalars = YamlScalar::read(text);
        QVERIFY2(scalars.ok(), scalars.ok() ? "" : qPrintable(scalars.error().technical));
        QStringList seen;
        for (const YamlScalar &scalar : scalars.value()) {
            const auto value = scalar.value();
            seen.append(QStringLiteral("%1 %2=%3")
                            .arg(scalar.line)
                            .arg(QString::fromUtf8(scalar.path.join('.')),
                                value.ok() ? QString::fromUtf8(value.value()) : QStringLiteral("?")));
        }
        QCOMPARE(seen,
            QStringList({QStringLiteral("3 context=astronomer.io"),
                QStringLiteral("7 contexts.astronomer_io.token=Bearer abc.def"),
                QStringLiteral("8 contexts.astronomer_io.user=a \"b\""),
                QStringLiteral("10 contexts.other=it's"), QStringLiteral("15 block=?"),
                QStringLiteral("18 last=")}));
    }

    void whatIsNotUnderstoodIsNamedByLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("line");
        QTest::newRow("tab") << QByteArray("a:\n\tb: 1\n") << QStringLiteral("line 2:");
        QTest::newRow("no colon") << QByteArray("a: 1\n\nnonsense\n") << QStringLiteral("line 3:");
        QTest::newRow("siblings") << QByteArray("a:\n    b: 1\n  c: 2\n") << QStringLiteral("line 3:");
        QTest::newRow("open key") << QByteArray("\"a: 1\n") << QStringLiteral("line 1:");
    }

    void whatIsNotUnderstoodIsNamedByLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, line);
        const auto scalars = YamlScalar::read(text);
        QVERIFY(!scalars.ok());
        QVERIFY(scalars.error().kind == Error::Kind::Invalid);
        QVERIFY2(scalars.error().technical.startsWith(line), qPrintable(scalars.error().technical));
    }

    void valuesBeyondPlainTextAreRefused_data()
    {
        QTest::addColumn<QByteArray>("written");
        for (const char *written : {"&anchor x", "*alias", "!tag x", "{a: 1}", "[1]", "|", ">-", "\"open",
                 "'a' b", "\"\\n\"", "%x", "`x`"})
            QTest::newRow(written) << QByteArray(written);
    }

    void valuesBeyondPlainTextAreRefused()
    {
        QFETCH(QByteArray, written);
        const QByteArray text = "a: 1\nk: " + written + '\n';
        const auto scalars = YamlScalar::read(text);
        QVERIFY(scalars.ok());
        const auto value = scalars.value().constLast().value();
        QVERIFY(!value.ok());
        QVERIFY2(value.error().technical.startsWith(QLatin1String("line 2:")),
            qPrintable(value.error().technical));
    }

    void aTextOverSeveralLinesIsNotCutOff()
    {
        const QByteArray text = "k: Bearer\n  abc.def\nj: 1\n";
        const auto scalars = YamlScalar::read(text);
        QVERIFY(scalars.ok());
        QCOMPARE(scalars.value().size(), 2);
        QVERIFY(!scalars.value().constFirst().value().ok());
        QVERIFY(scalars.value().constLast().value().ok());
    }
};

QTEST_GUILESS_MAIN(TestYamlScalar)
#include "tst_yamlscalar.moc"
