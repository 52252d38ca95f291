// SPDX-License-Identifier: MIT
#include "session/secretfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

namespace {

const QByteArray value = "qov_value";
constexpr QFile::Permissions ownersAlone = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

Secret secret()
{
    return Secret(QByteArray(value));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSecretFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void isTheOwnersAlone_data();
    void isTheOwnersAlone();
    void neverReplacesUnasked();
    void replacesWhenTold();
    void replacesALinkAndNotWhatItLeadsTo();
    void sharedFolder_data();
    void sharedFolder();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void aFileThatCannotBeWhole();
    void fullDisk();
    void readOnlyFolder();
    void foreignFolder();

private:
    [[nodiscard]] QString path(const char *name = "token") const
    {
        return m_directory->filePath(QString::fromLatin1(name));
    }
    /// Everything in the folder, drafts included.
    [[nodiscard]] QStringList entries() const
    {
        return QDir(m_directory->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestSecretFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void TestSecretFile::isTheOwnersAlone_data()
{
    QTest::addColumn<bool>("replaces");
    QTest::newRow("new") << false;
    QTest::newRow("in place of another") << true;
}

void TestSecretFile::isTheOwnersAlone()
{
    QFETCH(const bool, replaces);
    SecretFile::Concerns accepted;
    if (replaces) {
        QFile old(path());
        QVERIFY(old.open(QIODevice::WriteOnly));
        QVERIFY(old.setPermissions(ownersAlone | QFile::ReadGroup | QFile::ReadOther));
        accepted = SecretFile::Exists;
    }
#ifdef Q_OS_UNIX
    const mode_t before = umask(0); // a careless umask changes nothing
#endif
    const QString trouble = SecretFile::write(path(), secret(), accepted);
#ifdef Q_OS_UNIX
    umask(before);
    struct stat facts
    { };
    QCOMPARE(stat(qPrintable(path()), &facts), 0);
    QCOMPARE(int(facts.st_mode & 07777), 0600);
    QCOMPARE(int(facts.st_nlink), 1);
#endif
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    QCOMPARE(contentOf(path()), value);
    QCOMPARE(entries(), QStringList{QStringLiteral("token")});
}

void TestSecretFile::neverReplacesUnasked()
{
    QFile old(path());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    QCOMPARE(SecretFile::concerns(path()), SecretFile::Concerns(SecretFile::Exists));
    for (const SecretFile::Concerns accepted :
        {SecretFile::Concerns(), SecretFile::Concerns(SecretFile::SharedFolder)}) {
        const QString trouble = SecretFile::write(path(), secret(), accepted);
        QVERIFY2(trouble.contains(QLatin1String("token")), qPrintable(trouble));
        QCOMPARE(contentOf(path()), QByteArray("old"));
        QCOMPARE(entries(), QStringList{QStringLiteral("token")});
    }
}

void TestSecretFile::replacesWhenTold()
{
    QFile old(path());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write(QByteArray(1000, 'o'));
    old.close();
    QCOMPARE(SecretFile::write(path(), secret(), SecretFile::Exists), QString());
    QCOMPARE(contentOf(path()), value);
    // Agreed to replace, and there is nothing to replace any more.
    QVERIFY(QFile::remove(path()));
    QCOMPARE(SecretFile::write(path(), secret(), SecretFile::Exists), QString());
    QCOMPARE(contentOf(path()), value);
}

void TestSecretFile::replacesALinkAndNotWhatItLeadsTo()
{
    QFile other(path("other"));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("other");
    other.close();
    for (const char *goal : {"other", "nowhere"}) {
        QVERIFY(QFile::link(path(goal), path()));
        QVERIFY(SecretFile::concerns(path()) & SecretFile::Exists);
        QVERIFY(!SecretFile::write(path(), secret(), {}).isEmpty());
        QCOMPARE(SecretFile::write(path(), secret(), SecretFile::Exists), QString());
        QVERIFY(!QFileInfo(path()).isSymLink());
        QCOMPARE(contentOf(path()), value);
        QCOMPARE(contentOf(path("other")), QByteArray("other"));
        QVERIFY(!QFileInfo::exists(path("nowhere")));
        QVERIFY(QFile::remove(path()));
    }
}

void TestSecretFile::sharedFolder_data()
{
    QTest::addColumn<QFile::Permissions>("more");
    QTest::newRow("readable by the group") << QFile::Permissions(QFile::ReadGroup);
    QTest::newRow("writable by the group") << QFile::Permissions(QFile::WriteGroup);
    QTest::newRow("readable by all") << QFile::Permissions(QFile::ReadOther);
    QTest::newRow("writable by all") << QFile::Permissions(QFile::WriteOther);
    QTest::newRow("usual") << (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther);
}

void TestSecretFile::sharedFolder()
{
#ifndef Q_OS_UNIX
    QSKIP("A mode says nothing here");
#endif
    QFETCH(const QFile::Permissions, more);
    QCOMPARE(SecretFile::concerns(path()), SecretFile::Concerns());
    QVERIFY(QFile::setPermissions(m_directory->path(), ownersAlone | more));
    QCOMPARE(SecretFile::concerns(path()), SecretFile::Concerns(SecretFile::SharedFolder));
    const QString trouble = SecretFile::write(path(), secret(), {});
    QVERIFY2(trouble.contains(m_directory->path()), qPrintable(trouble));
    QVERIFY(entries().isEmpty());
    QCOMPARE(SecretFile::write(path(), secret(), SecretFile::SharedFolder), QString());
    QCOMPARE(contentOf(path()), value);
}

void TestSecretFile::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("part");
    QTest::newRow("folder") << QStringLiteral("folder") << QStringLiteral("is a folder");
    QTest::newRow("folder with slash") << QStringLiteral("folder/") << QStringLiteral("is a folder");
    QTest::newRow("no such folder") << QStringLiteral("nowhere/token")
                                    << QStringLiteral("There is no folder");
#ifdef Q_OS_UNIX
    QTest::newRow("pipe") << QStringLiteral("pipe") << QStringLiteral("not an ordinary file");
#endif
}

void TestSecretFile::refusesWhatIsNoFile()
{
    QFETCH(const QString, name);
    QFETCH(const QString, part);
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("folder")));
#ifdef Q_OS_UNIX
    QCOMPARE(mkfifo(qPrintable(path("pipe")), 0600), 0);
#endif
    const QStringList before = entries();
    const QString trouble = SecretFile::write(m_directory->filePath(name), secret(), SecretFile::Exists);
    QVERIFY2(trouble.contains(part), qPrintable(trouble));
    QCOMPARE(entries(), before);
}

void TestSecretFile::aFileThatCannotBeWhole()
{
#ifdef Q_OS_UNIX
    QFile old(path());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    rlimit usual{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &usual), 0);
    const rlimit tiny{4, usual.rlim_max};
    const auto handler = signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    const QString trouble = SecretFile::write(path(), secret(), SecretFile::Exists);
    setrlimit(RLIMIT_FSIZE, &usual);
    signal(SIGXFSZ, handler);
    QVERIFY2(trouble.contains(QLatin1String("could not be written")), qPrintable(trouble));
    QVERIFY(trouble.endsWith(QLatin1String("Nothing was saved.")));
    QCOMPARE(contentOf(path()), QByteArray("old"));
    QCOMPARE(entries(), QStringList{QStringLiteral("token")});
#endif
}

void TestSecretFile::fullDisk()
{
#ifdef Q_OS_LINUX
    const QByteArray place = QFile::encodeName(m_directory->path());
    if (mount("tmpfs", place.constData(), "tmpfs", 0, "size=4096,mode=0700") != 0)
        QSKIP("Only root may make a small disk");
    {
        QFile ballast(path("ballast"));
        if (ballast.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            ballast.write(QByteArray(8192, 'x'));
    }
    const QString trouble = SecretFile::write(path(), secret(), {});
    const QStringList left = entries();
    umount(place.constData());
    QVERIFY2(trouble.contains(QLatin1String("is full")), qPrintable(trouble));
    QCOMPARE(left, QStringList{QStringLiteral("ballast")});
#endif
}

void TestSecretFile::readOnlyFolder()
{
#ifdef Q_OS_LINUX
    const QByteArray place = QFile::encodeName(m_directory->path());
    if (mount("tmpfs", place.constData(), "tmpfs", MS_RDONLY, "mode=0700") != 0)
        QSKIP("Only root may make a disk that can only be read");
    const QString trouble = SecretFile::write(path(), secret(), {});
    umount(place.constData());
    QVERIFY2(trouble.contains(QLatin1String("can only be read")), qPrintable(trouble));
#endif
}

void TestSecretFile::foreignFolder()
{
#ifdef Q_OS_UNIX
    const uid_t myself = geteuid();
    if (myself != 0) {
        QVERIFY(QFile::setPermissions(m_directory->path(), QFile::ReadOwner | QFile::ExeOwner));
    } else {
        // Root may write everywhere, so look at it as nobody.
        QVERIFY(QFile::setPermissions(m_directory->path(), ownersAlone | QFile::ExeGroup | QFile::ExeOther));
        QCOMPARE(seteuid(65534), 0);
    }
    const QString trouble = SecretFile::write(path(), secret(), SecretFile::SharedFolder);
    if (myself == 0)
        QCOMPARE(seteuid(0), 0);
    QVERIFY(QFile::setPermissions(m_directory->path(), ownersAlone));
    QVERIFY2(trouble.contains(QLatin1String("may not write")), qPrintable(trouble));
    QVERIFY(entries().isEmpty());
#endif
}

QTEST_GUILESS_MAIN(TestSecretFile)
#include "tst_secretfile.moc"
