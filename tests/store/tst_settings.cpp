// SPDX-License-Identifier: MIT
#include "store/settings.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

class SettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyHasADefault()
    {
        const Settings settings({});
        for (int key = 0; key <= int(Settings::Key::UpdateToldVersion); ++key)
            QVERIFY2(
                settings.value(static_cast<Settings::Key>(key)).isValid(), qPrintable(QString::number(key)));
        QCOMPARE(settings.value(Settings::Key::Theme).toString(), QStringLiteral("system"));
        QCOMPARE(settings.value(Settings::Key::ExpiringSoonDays).toInt(), 14);
        QVERIFY(settings.value(Settings::Key::ShowDetails).toBool());
    }

    void remembersAcrossRuns()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("tokenry.ini"));
        const QByteArray geometry("\x00\x01\xff\n=;", 6);
        {
            Settings settings(file);
            settings.setValue(Settings::Key::CompactRows, true);
            settings.setValue(Settings::Key::ExpiringSoonDays, 30);
            settings.setValue(Settings::Key::WindowGeometry, geometry);
            settings.setValue(Settings::Key::Theme, QStringLiteral("dark"));
        }
        const Settings settings(file);
        QCOMPARE(settings.value(Settings::Key::CompactRows), QVariant(true));
        QCOMPARE(settings.value(Settings::Key::ExpiringSoonDays), QVariant(30));
        QCOMPARE(settings.value(Settings::Key::WindowGeometry).toByteArray(), geometry);
        QCOMPARE(settings.value(Settings::Key::Theme).toString(), QStringLiteral("dark"));
        QCOMPARE(settings.value(Settings::Key::ShowAccounts), QVariant(true));
    }

    void tellsWhatChangedOnce()
    {
        Settings settings({});
        const QSignalSpy changed(&settings, &Settings::changed);
        settings.setValue(Settings::Key::Theme, QStringLiteral("system"));
        QCOMPARE(changed.size(), 0);
        settings.setValue(Settings::Key::Theme, QStringLiteral("light"));
        settings.setValue(Settings::Key::Theme, QStringLiteral("light"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).value<Settings::Key>(), Settings::Key::Theme);
    }

    void anUnreadableValueIsAsIfItWereNotThere()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("tokenry.ini"));
        QFile ini(file);
        QVERIFY(ini.open(QIODevice::WriteOnly));
        ini.write("[tokens]\nexpiringSoonDays=soon\n");
        ini.close();
        const Settings settings(file);
        QCOMPARE(settings.value(Settings::Key::ExpiringSoonDays), QVariant(14));
    }
};

QTEST_GUILESS_MAIN(SettingsTest)
#include "tst_settings.moc"
