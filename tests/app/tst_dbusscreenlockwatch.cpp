// SPDX-License-Identifier: MIT
// On a bus of the test's own, which stands for both that of the session and that of the system.
#include <QTest>

#ifdef TOKENRY_DBUS
#include "dbusscreenlockwatch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QElapsedTimer>
#include <QLocalServer>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace {

const QString sessionPath = QStringLiteral("/org/freedesktop/login1/session/_3test");
const QString managerPath = QStringLiteral("/org/freedesktop/login1");
const QString managerInterface = QStringLiteral("org.freedesktop.login1.Manager");
const QString sessionInterface = QStringLiteral("org.freedesktop.login1.Session");

/// What the watch asks logind.
class FakeLogin final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList asked;

public Q_SLOTS:
    QDBusObjectPath GetSession(const QString &id)
    {
        asked.append(id);
        return QDBusObjectPath(sessionPath);
    }
    QDBusObjectPath GetSessionByPID(uint process)
    {
        asked.append(QString::number(process));
        return QDBusObjectPath(sessionPath);
    }
};

} // namespace
#endif

class TestDBusScreenLockWatch final : public QObject
{
    Q_OBJECT

#ifdef TOKENRY_DBUS
private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
    FakeLogin m_login;

    [[nodiscard]] QDBusConnection login() const
    {
        return QDBusConnection(QStringLiteral("login"));
    }
    [[nodiscard]] QDBusConnection stranger() const
    {
        return QDBusConnection(QStringLiteral("stranger"));
    }
    static bool emitFrom(QDBusConnection bus, const QString &path, const QString &interface, const char *name,
        const QVariantList &arguments = {})
    {
        QDBusMessage signal = QDBusMessage::createSignal(path, interface, QLatin1String(name));
        signal.setArguments(arguments);
        return bus.send(signal);
    }
    /// As a screen saver would, by a program of its own.
    [[nodiscard]] bool dbusSend(const QStringList &words) const
    {
        QProcess process;
        process.start(QStringLiteral("dbus-send"),
            QStringList{QStringLiteral("--bus=") + m_address, QStringLiteral("--type=signal")} + words);
        return process.waitForFinished() && process.exitCode() == 0;
    }
    /// Listening, its questions to logind answered.
    [[nodiscard]] bool begin(DBusScreenLockWatch &watch)
    {
        m_login.asked.clear();
        watch.start();
        if (!QTest::qWaitFor([&] { return watch.isListening() && !m_login.asked.isEmpty(); }))
            return false;
        // The answer is on its way; a signal that comes back shows that what was sent before it has arrived.
        QSignalSpy told(&watch, &ScreenLockWatch::locked);
        return QTest::qWaitFor([&] {
            (void)emitFrom(login(), sessionPath, sessionInterface, "Lock");
            QTest::qWait(20);
            return !told.isEmpty();
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty()
            || QStandardPaths::findExecutable(QStringLiteral("dbus-send")).isEmpty())
            QSKIP("There is no dbus-daemon or no dbus-send on this machine");
        m_address = QStringLiteral("unix:path=") + m_folder.filePath(QStringLiteral("bus"));
        m_daemon.start(QStringLiteral("dbus-daemon"),
            {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                QStringLiteral("--address=") + m_address});
        QVERIFY(m_daemon.waitForStarted());
        QTRY_VERIFY(m_daemon.bytesAvailable() > 0);
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_address.toUtf8());
        QVERIFY(QDBusConnection::connectToBus(m_address, QStringLiteral("stranger")).isConnected());
        QDBusConnection bus = QDBusConnection::connectToBus(m_address, QStringLiteral("login"));
        QVERIFY(bus.registerObject(managerPath, &m_login, QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.login1")));
    }

    void init()
    {
        qputenv("XDG_SESSION_ID", "c7");
    }

    void hearsTheScreenSavers_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("KDE") << QStringLiteral("/ScreenSaver")
                             << QStringLiteral("org.freedesktop.ScreenSaver");
        QTest::newRow("others") << QStringLiteral("/org/freedesktop/ScreenSaver")
                                << QStringLiteral("org.freedesktop.ScreenSaver");
        QTest::newRow("GNOME") << QStringLiteral("/org/gnome/ScreenSaver")
                               << QStringLiteral("org.gnome.ScreenSaver");
        QTest::newRow("Cinnamon") << QStringLiteral("/org/cinnamon/ScreenSaver")
                                  << QStringLiteral("org.cinnamon.ScreenSaver");
    }

    void hearsTheScreenSavers()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, name);
        DBusScreenLockWatch watch;
        QVERIFY(begin(watch));
        QSignalSpy told(&watch, &ScreenLockWatch::locked);
        const QString signal = name + QStringLiteral(".ActiveChanged");
        QVERIFY(dbusSend({path, signal, QStringLiteral("boolean:false")}));
        QVERIFY(dbusSend({path, signal, QStringLiteral("boolean:true")}));
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(dbusSend({path, name + QStringLiteral(".SomethingElse"), QStringLiteral("boolean:true")}));
        QTest::qWait(50);
        QCOMPARE(told.size(), 1);
    }

    void hearsLogind()
    {
        DBusScreenLockWatch watch;
        QVERIFY(begin(watch));
        QCOMPARE(m_login.asked.first(), QStringLiteral("c7"));
        QTest::qWait(50);
        QSignalSpy told(&watch, &ScreenLockWatch::locked);
        QVERIFY(emitFrom(login(), managerPath, managerInterface, "PrepareForSleep", {false}));
        QVERIFY(emitFrom(login(), managerPath, managerInterface, "PrepareForSleep", {true}));
        QTRY_COMPARE(told.size(), 1);
        // The session of somebody else, and an unlock.
        QVERIFY(emitFrom(login(), sessionPath + QStringLiteral("x"), sessionInterface, "Lock"));
        QVERIFY(emitFrom(login(), sessionPath, sessionInterface, "Unlock"));
        QVERIFY(emitFrom(login(), sessionPath, sessionInterface, "Lock"));
        QTRY_COMPARE(told.size(), 2);
        QTest::qWait(50);
        QCOMPARE(told.size(), 2);
    }

    void asksByItsProcessWhereTheSessionHasNoId()
    {
        qunsetenv("XDG_SESSION_ID");
        DBusScreenLockWatch watch;
        QVERIFY(begin(watch));
        QCOMPARE(m_login.asked.first(), QString::number(QCoreApplication::applicationPid()));
    }

    void doesNotBelieveStrangersOnTheSystemBus()
    {
        DBusScreenLockWatch watch;
        QVERIFY(begin(watch));
        QTest::qWait(50);
        QSignalSpy told(&watch, &ScreenLockWatch::locked);
        QVERIFY(emitFrom(stranger(), managerPath, managerInterface, "PrepareForSleep", {true}));
        QVERIFY(emitFrom(stranger(), sessionPath, sessionInterface, "Lock"));
        QTest::qWait(100);
        QCOMPARE(told.size(), 0);
        // logind ends, and comes back under another owner.
        QVERIFY(login().unregisterService(QStringLiteral("org.freedesktop.login1")));
        QVERIFY(stranger().registerService(QStringLiteral("org.freedesktop.login1")));
        QVERIFY(QTest::qWaitFor([&] {
            (void)emitFrom(stranger(), sessionPath, sessionInterface, "Lock");
            QTest::qWait(20);
            return !told.isEmpty();
        }));
        QVERIFY(stranger().unregisterService(QStringLiteral("org.freedesktop.login1")));
        QVERIFY(login().registerService(QStringLiteral("org.freedesktop.login1")));
    }

    void neverWaitsForABus_data()
    {
        QTest::addColumn<bool>("isSilent");
        QTest::newRow("there is none") << false;
        QTest::newRow("it does not answer") << true;
    }

    void neverWaitsForABus()
    {
        QFETCH(const bool, isSilent);
        const QString path = m_folder.filePath(QStringLiteral("silent"));
        QLocalServer silent;
        if (isSilent)
            QVERIFY(silent.listen(path));
        const QByteArray other = "unix:path=" + path.toUtf8();
        qputenv("DBUS_SESSION_BUS_ADDRESS", other);
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", other);
        QElapsedTimer timer; // a bus is waited for 25 s
        timer.start();
        {
            DBusScreenLockWatch watch;
            watch.start();
            watch.start();
            QVERIFY(timer.elapsed() < 5000);
            if (!isSilent)
                QTRY_VERIFY(watch.isListening());
            else
                QTest::qWait(100);
            timer.restart();
        }
        QVERIFY(timer.elapsed() < 5000);
        silent.close(); // lets the thread that waits end
        QTest::qWait(200);
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toUtf8());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_address.toUtf8());
    }

    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(QStringLiteral("login"));
        QDBusConnection::disconnectFromBus(QStringLiteral("stranger"));
        m_daemon.terminate();
        if (m_daemon.state() != QProcess::NotRunning)
            QVERIFY(m_daemon.waitForFinished());
    }
#else
private Q_SLOTS:
    void initTestCase()
    {
        QSKIP("Built without QtDBus");
    }
    void needsQtDBus()
    { }
#endif
};

QTEST_GUILESS_MAIN(TestDBusScreenLockWatch)
#include "tst_dbusscreenlockwatch.moc"
