// SPDX-License-Identifier: MIT
#include "session/accountcolours.h"
#include "ui/accountmark.h"

#include "core/account.h"
#include "ui/theme.h"

#include <QSet>
#include <QTest>

class TestAccountMark final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColourIsAnother()
    {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            QSet<QRgb> seen;
            const QList<MarkColour> colours = markColours();
            QStringList names;
            for (const MarkColour &colour : colours) {
                names.append(colour.name);
                seen.insert(markColour(colour.name, false, themePalette(mode)).rgb());
                QVERIFY(hasMarkEdge(colour.name, false));
            }
            QCOMPARE(seen.size(), colours.size());
            QCOMPARE(names, accountColours());
        }
    }

    void withoutANameTheEnvironmentDecides()
    {
        const QPalette palette = themePalette(ThemeMode::Light);
        const ThemeColours &colours = themeColours(palette);
        for (const QString &name : {QString(), QStringLiteral("of a newer version")}) {
            QCOMPARE(markColour(name, true, palette), colours.production);
            QCOMPARE(markColour(name, false, palette), colours.outline);
            QVERIFY(hasMarkEdge(name, true));
            QVERIFY(!hasMarkEdge(name, false));
        }
        QVERIFY(markColour(QStringLiteral("red"), true, palette) != colours.production);
    }

    void theTagNamesTheEnvironment_data()
    {
        QTest::addColumn<QString>("environment");
        QTest::addColumn<bool>("isProduction");
        QTest::addColumn<QString>("tag");
        QTest::newRow("none") << QString() << false << QString();
        QTest::newRow("staging") << QStringLiteral("Staging") << false << QStringLiteral("Staging");
        QTest::newRow("production") << QString() << true << QStringLiteral("Production");
        QTest::newRow("not twice") << QStringLiteral("production") << true << QStringLiteral("Production");
        QTest::newRow("both") << QStringLiteral("eu") << true << QStringLiteral("Production · eu");
        QTest::newRow("one line") << QStringLiteral("a\nb") << false << QStringLiteral("a b");
    }

    void theTagNamesTheEnvironment()
    {
        QFETCH(QString, environment);
        QFETCH(bool, isProduction);
        Account account;
        account.environment = environment;
        account.isProduction = isProduction;
        QTEST(environmentTag(account), "tag");
    }
};

QTEST_MAIN(TestAccountMark)
#include "tst_accountmark.moc"
