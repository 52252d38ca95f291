// SPDX-License-Identifier: MIT
#include "session/policytext.h"

#include <QTest>

class PolicyTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warns_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("warnings");
        QTest::newRow("nothing yet") << QString() << 0;
        QTest::newRow("well") << QStringLiteral("default allow := false\nallow { true }") << 0;
        QTest::newRow("indented") << QStringLiteral("# why\n  allow if { true }") << 0;
        QTest::newRow("no allow") << QStringLiteral("deny { true }") << 1;
        QTest::newRow("allow in a comment only") << QStringLiteral("# allow\ndeny { true }") << 1;
        QTest::newRow("another word") << QStringLiteral("allowed := true") << 1;
        QTest::newRow("package") << QStringLiteral("package x\nallow { true }") << 1;
        QTest::newRow("both") << QStringLiteral("package x\ndeny { true }") << 2;
    }
    void warns()
    {
        QFETCH(QString, text);
        QFETCH(int, warnings);
        QCOMPARE(PolicyText::warnings(text).size(), warnings);
    }

    void countsCharacters() { QCOMPARE(PolicyText::length(QStringLiteral("a🚀ü")), 3); }
};

QTEST_GUILESS_MAIN(PolicyTextTest)
#include "tst_policytext.moc"
