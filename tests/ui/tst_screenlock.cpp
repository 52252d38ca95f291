// SPDX-License-Identifier: MIT
#include "ui/screenlock.h"

#include "support/keptvalue.h"
#include "support/manualclock.h"
#include "ui/mainwindow.h"
#include "ui/screenlockwatch.h"
#include "windowfixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

namespace {

class FakeWatch final : public ScreenLockWatch
{
    Q_OBJECT

public:
    void start() override { ++starts; }

    int starts = 0;
};

/// The real window on a profile on disk, and a screen that a test locks.
struct Desk
{
    explicit Desk(bool hasWatch = true)
        : profile(clock, folder.path())
        , keeper(clock, profile)
        , door(profile, keychain, background, PasswordKeySource::Cost::least())
        , sessions(clock, keeper, background)
        , settings(QString())
        , window(sessions, door, settings, prompts)
    {
        if (hasWatch)
            window.watchScreen(watch);
        window.show();
        window.openVault();
    }

    bool finish(JobOf<Nothing> *job)
    {
        bool isDone = false;
        job->onFinished(&window, [&isDone](Result<Nothing> &&result) { isDone = result.ok(); });
        return QTest::qWaitFor([&isDone] { return isDone; });
    }
    bool usePassword()
    {
        return finish(door.protectByPassword(&window, Secret(QByteArrayLiteral("correct horse"))));
    }
    bool unlock()
    {
        return finish(door.unlockByPassword(&window, Secret(QByteArrayLiteral("correct horse"))));
    }
    template <class Widget>
    [[nodiscard]] Widget *child(const char *name) const
    {
        const QList<Widget *> found = window.findChildren<Widget *>(QLatin1String(name));
        for (Widget *widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    void press(const char *name) const
    {
        auto *button = child<QAbstractButton>(name);
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton, {}, {8, button->height() / 2});
    }

    QTemporaryDir folder;
    FakeWatch watch;
    ManualClock clock;
    Background background;
    FakeKeychain keychain;
    Profile profile;
    Safekeeper keeper;
    VaultDoor door;
    Sessions sessions;
    Settings settings;
    ScriptedPrompts prompts;
    MainWindow window;
};

} // namespace

class TestScreenLock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locksAsByHand()
    {
        Desk desk;
        QVERIFY(desk.usePassword());
        Token token;
        token.name = QStringLiteral("ci");
        (void)keepValue(desk.keeper, Secret(QByteArrayLiteral("sk-on-the-clipboard")), token,
            QStringLiteral("Acme"), KeptSecret::Origin::Created);
        desk.press("unclaimedButton");
        QTRY_VERIFY(desk.child<QDialog>("secretDialog"));
        desk.press("copyButton");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("sk-on-the-clipboard"));
        Q_EMIT desk.watch.locked();
        QCOMPARE(desk.door.state(), VaultDoor::State::Locked);
        QTRY_VERIFY(!desk.child<QDialog>("secretDialog"));
        QVERIFY(!QGuiApplication::clipboard()->text().contains(QStringLiteral("sk-on")));
        QCOMPARE(desk.keeper.waiting().size(), 1);
        Q_EMIT desk.watch.locked(); // once more changes nothing
        QCOMPARE(desk.door.state(), VaultDoor::State::Locked);
    }

    void nothingIsAskedBeforeThereIsSomethingToLock()
    {
        Desk desk;
        QCOMPARE(desk.watch.starts, 0);
        Q_EMIT desk.watch.locked();
        QCOMPARE(desk.door.state(), VaultDoor::State::Unmade);
        QVERIFY(desk.finish(desk.door.protectByKeychain(&desk.window)));
        QCOMPARE(desk.watch.starts, 0);
        Q_EMIT desk.watch.locked();
        QCOMPARE(desk.door.state(), VaultDoor::State::Open); // it would open by itself
        QVERIFY(desk.usePassword());
        QVERIFY(desk.watch.starts > 0);
    }

    void theSettingSwitchesItOff()
    {
        Desk desk;
        desk.settings.setValue(Settings::Key::LockWithScreen, false);
        QVERIFY(desk.usePassword());
        QCOMPARE(desk.watch.starts, 0);
        Q_EMIT desk.watch.locked();
        QCOMPARE(desk.door.state(), VaultDoor::State::Open);
        desk.settings.setValue(Settings::Key::LockWithScreen, true);
        QVERIFY(desk.watch.starts > 0);
        Q_EMIT desk.watch.locked();
        QCOMPARE(desk.door.state(), VaultDoor::State::Locked);
        QVERIFY(desk.unlock());
        Q_EMIT desk.watch.locked();
        QCOMPARE(desk.door.state(), VaultDoor::State::Locked);
    }

    void theDialogOffersIt()
    {
        Desk desk;
        QVERIFY(desk.usePassword());
        const auto open = [&desk] {
            desk.window.findChild<QAction *>(QStringLiteral("protectionAction"))->trigger();
            return QTest::qWaitFor(
                [&desk] { return desk.child<QCheckBox>("lockWithScreenField") != nullptr; });
        };
        QVERIFY(open());
        QVERIFY(desk.child<QCheckBox>("lockWithScreenField")->isChecked());
        const QString folder = qEnvironmentVariable("TOKENRY_PICTURES");
        if (!folder.isEmpty()) {
            QTest::qWait(100);
            auto *dialog = desk.child<QDialog>("protectionDialog");
            dialog->grab().save(folder + QStringLiteral("/protection.png"));
        }
        desk.press("lockWithScreenField");
        desk.press("primaryButton"); // no new password is needed for that
        QTRY_VERIFY(!desk.child<QDialog>("protectionDialog"));
        QVERIFY(!desk.settings.value(Settings::Key::LockWithScreen).toBool());
        QVERIFY(open());
        QVERIFY(!desk.child<QCheckBox>("lockWithScreenField")->isChecked());
        desk.press("lockWithScreenField");
        desk.press("cancelButton");
        QTRY_VERIFY(!desk.child<QDialog>("protectionDialog"));
        QVERIFY(!desk.settings.value(Settings::Key::LockWithScreen).toBool());
    }

    void whereThePlatformDoesNotTellItIsNotOffered()
    {
        Desk desk(false);
        QVERIFY(desk.usePassword());
        desk.window.findChild<QAction *>(QStringLiteral("protectionAction"))->trigger();
        QTRY_VERIFY(desk.child<QDialog>("protectionDialog"));
        QVERIFY(!desk.child<QCheckBox>("lockWithScreenField"));
        desk.press("primaryButton");
        QTRY_VERIFY(!desk.child<QDialog>("protectionDialog"));
        QVERIFY(desk.settings.value(Settings::Key::LockWithScreen).toBool());
    }
};

QTEST_MAIN(TestScreenLock)
#include "tst_screenlock.moc"
