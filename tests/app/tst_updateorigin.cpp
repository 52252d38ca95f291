// SPDX-License-Identifier: MIT
#include "updateorigin.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString address = QStringLiteral("https://tokenry.example/latest.json");
const QByteArray key = QByteArray(32, 'k').toBase64();

} // namespace

class TestUpdateOrigin final : public QObject
{
    Q_OBJECT

private:
    static bool touch(const QString &path)
    {
        QFile file(path);
        return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly);
    }

private Q_SLOTS:
    void onlyAnInstallationWithTheMarkerLooks_data()
    {
        QTest::addColumn<QString>("marker");
        QTest::addColumn<bool>("isOffered");
        QTest::newRow("distribution package") << QString() << false;
        QTest::newRow("bundle") << QStringLiteral("share/tokenry/update-check") << true;
        QTest::newRow("beside the program") << QStringLiteral("bin/update-check") << true;
        QTest::newRow("application bundle") << QStringLiteral("Resources/update-check") << true;
        QTest::newRow("elsewhere") << QStringLiteral("share/update-check") << false;
        QTest::newRow("a folder") << QStringLiteral("bin/update-check/x") << false;
    }
    void onlyAnInstallationWithTheMarkerLooks()
    {
        QFETCH(const QString, marker);
        QFETCH(const bool, isOffered);
        const QTemporaryDir root;
        const QString bin = root.filePath(QStringLiteral("bin"));
        QVERIFY(QDir().mkpath(bin));
        QVERIFY(marker.isEmpty() || touch(root.filePath(marker)));
        const auto source = updateOrigin(bin, address, key);
        QCOMPARE(source.has_value(), isOffered);
        if (source) {
            QCOMPARE(source->address, QUrl(address));
            QCOMPARE(source->publicKey, QByteArray(32, 'k'));
        }
    }

    void aBuildWithoutAWholeSourceLooksNowhere_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QByteArray>("whose");
        QTest::addColumn<bool>("isOffered");
        QTest::newRow("whole") << address << key << true;
        QTest::newRow("this machine") << QStringLiteral("http://127.0.0.1:9/latest.json") << key << true;
        QTest::newRow("nothing") << QString() << QByteArray() << false;
        QTest::newRow("no key") << address << QByteArray() << false;
        QTest::newRow("short key") << address << QByteArray(31, 'k').toBase64() << false;
        QTest::newRow("no base64") << address << QByteArray("????") << false;
        QTest::newRow("no address") << QString() << key << false;
        QTest::newRow("plain http") << QStringLiteral("http://tokenry.example/latest.json") << key << false;
        QTest::newRow("a file") << QStringLiteral("file:///latest.json") << key << false;
    }
    void aBuildWithoutAWholeSourceLooksNowhere()
    {
        QFETCH(const QString, where);
        QFETCH(const QByteArray, whose);
        QFETCH(const bool, isOffered);
        const QTemporaryDir root;
        QVERIFY(touch(root.filePath(QStringLiteral("update-check"))));
        QCOMPARE(updateOrigin(root.path(), where, whose).has_value(), isOffered);
    }
};

QTEST_GUILESS_MAIN(TestUpdateOrigin)
#include "tst_updateorigin.moc"
