// SPDX-License-Identifier: MIT
#include "core/naturalorder.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

namespace {

/// Names of few letters, so that many begin alike: digits of several kinds, case, accents, signs on both
/// sides of the digits, letters beyond the first plane.
QStringList mixedNames(int count, const QString &beginning)
{
    const QString letters =
        QStringLiteral("aAbB\u00e4\u00c4\u00df0123459\u00b2\uff12\u0664 -./:_~\u05d0\u4e2d\U0001F511");
    QRandomGenerator random(20261122);
    QStringList names;
    for (int i = 0; i < count; ++i) {
        QString name = beginning;
        const int length = random.bounded(9);
        for (int at = 0; at < length; ++at)
            name += letters.at(random.bounded(int(letters.size())));
        names.append(name);
    }
    return names;
}

int signOf(int value)
{
    return value < 0 ? -1 : value > 0;
}

} // namespace

class NaturalOrderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orders_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("numbers by value") << QStringLiteral("token 9") << QStringLiteral("token 10");
        QTest::newRow("number before letters") << QStringLiteral("token 1") << QStringLiteral("token a");
        QTest::newRow("sign before number") << QStringLiteral("token-x") << QStringLiteral("token1");
        QTest::newRow("what follows a number") << QStringLiteral("t2a") << QStringLiteral("t2b");
        QTest::newRow("end before what follows") << QStringLiteral("t2") << QStringLiteral("t2-1");
        QTest::newRow("zero before one") << QStringLiteral("t0") << QStringLiteral("t01");
        QTest::newRow("case is nothing") << QStringLiteral("Alpha") << QStringLiteral("beta");
        QTest::newRow("accents are nothing") << QStringLiteral("Änderung") << QStringLiteral("bravo");
        QTest::newRow("shorter first") << QStringLiteral("ab") << QStringLiteral("abc");
        QTest::newRow("big numbers") << QStringLiteral("v99999999999999999999")
                                     << QStringLiteral("v100000000000000000000");
        QTest::newRow("other digits count too") << QStringLiteral("v\u00b2") << QStringLiteral("v10");
        QTest::newRow("empty first") << QString() << QStringLiteral("a");
    }

    void orders()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QVERIFY(compareNaturally(first, second) < 0);
        QVERIFY(compareNaturally(second, first) > 0);
        QCOMPARE(compareNaturally(first, first), 0);
        QCOMPARE(compareNaturally(first.toUpper(), first.toLower()), 0);
    }

    void leadingZerosAreNothing()
    {
        QCOMPARE(compareNaturally(QStringLiteral("t007"), QStringLiteral("t7")), 0);
        QCOMPARE(compareNaturally(QStringLiteral("t00"), QStringLiteral("t0")), 0);
    }

    /// A sort over an order that contradicts itself reads beyond its rows.
    void neverContradictsItself()
    {
        const QStringList names = mixedNames(120, QString());
        for (const QString &one : names) {
            for (const QString &two : names) {
                QCOMPARE(signOf(compareNaturally(one, two)), -signOf(compareNaturally(two, one)));
                for (const QString &three : names) {
                    if (compareNaturally(one, two) <= 0 && compareNaturally(two, three) <= 0)
                        QVERIFY2(
                            compareNaturally(one, three) <= 0, qPrintable(one + u'|' + two + u'|' + three));
                }
            }
        }
    }

    void prefixesAgree_data()
    {
        QTest::addColumn<QString>("beginning");
        QTest::newRow("different from the first letter on") << QString();
        QTest::newRow("long in common") << QStringLiteral("deployment-of-the-pipeline-");
        QTest::newRow("common up to within a number") << QStringLiteral("run 2026");
    }

    void prefixesAgree()
    {
        QFETCH(QString, beginning);
        const QStringList names = mixedNames(300, beginning);
        NaturalPrefixes prefixes;
        for (const QString &name : names)
            prefixes.add(name);
        int decided = 0;
        for (const QString &one : names) {
            for (const QString &two : names) {
                const quint64 left = prefixes.of(one);
                const quint64 right = prefixes.of(two);
                if (left == right)
                    continue;
                ++decided;
                QCOMPARE(compareNaturally(one, two), left < right ? -1 : 1);
            }
        }
        QVERIFY2(decided > 40'000, qPrintable(QString::number(decided)));
    }
};

QTEST_GUILESS_MAIN(NaturalOrderTest)
#include "tst_naturalorder.moc"
