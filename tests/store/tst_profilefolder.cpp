// SPDX-License-Identifier: MIT
#include "store/profilefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

class ProfileFolderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMarkerBesideTheProgramKeepsTheProfileThere()
    {
        const QTemporaryDir folder;
        const QString program = folder.filePath(QStringLiteral("Mein Täglich Werk"));
        QVERIFY(QDir().mkpath(program));
        QVERIFY(portableProfileFolder(program).isEmpty());
        QFile marker(program + QStringLiteral("/tokenry-portable.txt"));
        QVERIFY(marker.open(QFile::WriteOnly));
        QCOMPARE(portableProfileFolder(program), program + QStringLiteral("/data"));
        QVERIFY2(!QFile::exists(portableProfileFolder(program)), "asking makes nothing");
    }

    void otherwiseThePlatformSaysWhere()
    {
        const QString folder = defaultProfileFolder();
        QVERIFY(QDir::isAbsolutePath(folder));
        QVERIFY(folder.endsWith(QCoreApplication::applicationName()));
    }
};

QTEST_GUILESS_MAIN(ProfileFolderTest)
#include "tst_profilefolder.moc"
