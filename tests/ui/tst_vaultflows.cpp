// SPDX-License-Identifier: MIT
// The vault in the real window, on a profile on disk.
#include "ui/vaultflows.h"

#include "session/sessions.h"
#include "session/vaultdoor.h"
#include "store/settings.h"
#include "support/fakekeychain.h"
#include "support/keptvalue.h"
#include "support/manualclock.h"
#include "support/openvault.h"
#include "ui/idlelock.h"
#include "ui/mainwindow.h"
#include "ui/noteline.h"
#include "ui/protectiondialog.h"
#include "ui/secretdialog.h"
#include "ui/statusarea.h"
#include "ui/unlockdialog.h"
#include "windowfixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

namespace {

/// One run of the program on a folder.
struct Run
{
    Run(const QString &folder, FakeKeychain &keychain)
        : profile(clock, folder)
        , keeper(clock, profile)
        , door(profile, keychain, background, PasswordKeySource::Cost::least())
        , sessions(clock, keeper, background)
        , settings(QString())
        , window(sessions, door, settings, prompts)
    {
        sessions.openRemembered();
        window.show();
        window.openVault();
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

    void click(const char *name) const
    {
        auto *button = child<QWidget>(name);
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton, {}, {8, button->height() / 2});
    }

    void type(const char *field, const QString &text) const
    {
        auto *edit = child<QLineEdit>(field);
        QVERIFY2(edit, field);
        edit->setFocus();
        QTest::keyClicks(edit, text);
    }

    ManualClock clock;
    Background background;
    Profile profile;
    Safekeeper keeper;
    VaultDoor door;
    Sessions sessions;
    Settings settings;
    ScriptedPrompts prompts;
    MainWindow window;
};

} // namespace

class VaultFlowsTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeKeychain> m_keychain;

    [[nodiscard]] std::unique_ptr<Run> start()
    {
        return std::make_unique<Run>(m_folder->path(), *m_keychain);
    }

    void makePasswordVault(Run &run)
    {
        run.click("vaultButton");
        QTRY_VERIFY(run.child<QDialog>("protectionDialog"));
        run.click("passwordChoice");
        run.type("passwordField", QStringLiteral("correct horse"));
        run.type("repeatField", QStringLiteral("correct horse"));
        run.click("primaryButton");
        QTRY_COMPARE(run.door.state(), VaultDoor::State::Open);
        QTRY_VERIFY(!run.child<QDialog>("protectionDialog"));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_unique<FakeKeychain>();
    }

    void aKeychainThatWorksIsOneClick()
    {
        {
            const auto run = start();
            QVERIFY(run->child<QToolButton>("vaultButton"));
            run->click("vaultButton");
            QTRY_VERIFY(run->child<QDialog>("protectionDialog"));
            QVERIFY(run->child<QRadioButton>("keychainChoice")->isChecked());
            QTRY_VERIFY(run->child<QPushButton>("primaryButton")->isEnabled());
            run->click("primaryButton");
            QTRY_COMPARE(run->door.state(), VaultDoor::State::Open);
            QTRY_VERIFY(!run->child<QDialog>("protectionDialog"));
            QVERIFY(!run->child<QToolButton>("vaultButton"));
        }
        // The next start opens by itself.
        const auto run = start();
        QTRY_COMPARE(run->door.state(), VaultDoor::State::Open);
        QVERIFY(!run->child<QDialog>("unlockDialog"));
    }

    void withoutAKeychainAPasswordIsOffered()
    {
        m_keychain->mode = FakeKeychain::Mode::Missing;
        const auto run = start();
        run->click("vaultButton");
        QTRY_VERIFY(run->child<QRadioButton>("passwordChoice")
            && run->child<QRadioButton>("passwordChoice")->isChecked());
        QVERIFY(!run->child<QRadioButton>("keychainChoice")->isEnabled());
        QVERIFY(!run->child<NoteLine>("keychainState")->text().isEmpty());

        run->type("passwordField", QStringLiteral("short"));
        run->click("primaryButton");
        QVERIFY(run->child<QWidget>("passwordError"));
        run->child<QLineEdit>("passwordField")->clear();
        run->type("passwordField", QStringLiteral("correct horse"));
        run->type("repeatField", QStringLiteral("correct house"));
        run->click("primaryButton");
        QVERIFY(run->child<QWidget>("repeatError"));
        QCOMPARE(run->door.state(), VaultDoor::State::Unmade);

        m_keychain->mode = FakeKeychain::Mode::Working;
        run->click("lookAgainButton");
        QTRY_VERIFY(run->child<QRadioButton>("keychainChoice")->isEnabled());
    }

    void aPasswordIsAskedForAtTheNextStart()
    {
        QString id;
        {
            const auto run = start();
            makePasswordVault(*run);
            Token token;
            token.name = QStringLiteral("ci");
            id = keepValue(run->keeper, Secret(QByteArrayLiteral("survivor")), token, QStringLiteral("Acme"),
                KeptSecret::Origin::Created);
        }
        const auto run = start();
        QTRY_VERIFY(run->child<QDialog>("unlockDialog"));
        QVERIFY(run->child<QToolButton>("unclaimedButton"));
        run->type("passwordField", QStringLiteral("wrong"));
        QTest::keyClick(run->child<QLineEdit>("passwordField"), Qt::Key_Return);
        QTRY_VERIFY(run->child<QWidget>("passwordError"));
        QVERIFY(run->child<QLineEdit>("passwordField")->text().isEmpty());
        run->click("cancelButton");
        QTRY_VERIFY(!run->child<QDialog>("unlockDialog"));
        QCOMPARE(run->child<QToolButton>("vaultButton")->text(), QStringLiteral("Secrets are locked"));

        // The value asks for the vault first, and comes then.
        run->click("unclaimedButton");
        QTRY_VERIFY(run->child<QDialog>("unlockDialog"));
        run->type("passwordField", QStringLiteral("correct horse"));
        run->click("primaryButton");
        QTRY_VERIFY(run->child<QDialog>("secretDialog"));
        run->click("revealButton");
        QVERIFY(run->child<QWidget>("secretField"));
        QCOMPARE(run->keeper.secret(id)->reveal().toByteArray(), QByteArrayLiteral("survivor"));
    }

    void aLockClearsScreenAndClipboard()
    {
        const auto run = start();
        makePasswordVault(*run);
        Token token;
        token.name = QStringLiteral("ci");
        keepValue(run->keeper, Secret(QByteArrayLiteral("sk-on-the-clipboard")), token,
            QStringLiteral("Acme"), KeptSecret::Origin::Created);
        run->click("unclaimedButton");
        QTRY_VERIFY(run->child<QDialog>("secretDialog"));
        run->click("copyButton");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("sk-on-the-clipboard"));
        auto *lock = run->window.findChild<QAction *>(QStringLiteral("lockAction"));
        QVERIFY(lock->isEnabled());
        lock->trigger();
        QCOMPARE(run->door.state(), VaultDoor::State::Locked);
        QTRY_VERIFY(!run->child<QDialog>("secretDialog"));
        QVERIFY(!QGuiApplication::clipboard()->text().contains(QStringLiteral("sk-on")));
        QVERIFY(!lock->isEnabled());
        QVERIFY(run->window.findChild<QAction *>(QStringLiteral("unlockAction"))->isEnabled());
        QCOMPARE(run->keeper.waiting().size(), 1);
    }

    void idlenessLocksAndUseDoesNot()
    {
        const auto run = start();
        makePasswordVault(*run);
        run->settings.setValue(Settings::Key::LockAfterMinutes, 1);
        auto *idle = run->window.findChild<IdleLock *>();
        QVERIFY(idle);
        idle->setMinute(200);
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(&run->window, Qt::Key_Shift);
            QTest::qWait(50);
            QCOMPARE(run->door.state(), VaultDoor::State::Open);
        }
        QTRY_COMPARE(run->door.state(), VaultDoor::State::Locked);

        run->window.findChild<QAction *>(QStringLiteral("unlockAction"))->trigger();
        QTRY_VERIFY(run->child<QDialog>("unlockDialog"));
        run->type("passwordField", QStringLiteral("correct horse"));
        run->click("primaryButton");
        QTRY_COMPARE(run->door.state(), VaultDoor::State::Open);
        run->settings.setValue(Settings::Key::LockAfterMinutes, 0);
        QTest::qWait(400);
        QCOMPARE(run->door.state(), VaultDoor::State::Open);
    }

    void aKeychainThatAsksThePersonIsWaitedForAndCanBeLeft()
    {
        {
            const auto run = start();
            QVERIFY(openWithKeychain(*run));
        }
        m_keychain->mode = FakeKeychain::Mode::Silent;
        const auto run = start();
        QVERIFY(!run->child<QDialog>("unlockDialog"));
        QTRY_VERIFY_WITH_TIMEOUT(run->child<QDialog>("unlockDialog"), 8000);
        QVERIFY(!run->child<NoteLine>("waitingNote") || run->window.isEnabled());
        run->click("cancelButton");
        QTRY_VERIFY(!run->child<QDialog>("unlockDialog"));
        m_keychain->answerAll(FakeKeychain::Mode::Working);
        QTRY_COMPARE(run->door.state(), VaultDoor::State::Open);
    }

    void aLockedKeychainIsToldAndNoNewKeyIsMade()
    {
        {
            const auto run = start();
            QVERIFY(openWithKeychain(*run));
        }
        const auto before = m_keychain->entries;
        m_keychain->mode = FakeKeychain::Mode::Locked;
        const auto run = start();
        QTRY_VERIFY(run->child<QWidget>("listingBar"));
        QCOMPARE(run->door.state(), VaultDoor::State::Locked);
        QVERIFY(!run->window.findChild<QAction *>(QStringLiteral("protectionAction"))->isEnabled());
        QCOMPARE(m_keychain->entries, before);
        m_keychain->mode = FakeKeychain::Mode::Working;
        run->click("vaultButton");
        QTRY_COMPARE(run->door.state(), VaultDoor::State::Open);
    }

private:
    static bool openWithKeychain(Run &run)
    {
        bool isOpen = false;
        run.door.protectByKeychain(&run.window)->onFinished(&run.window, [&isOpen](Result<Nothing> &&result) {
            isOpen = result.ok();
        });
        return QTest::qWaitFor([&isOpen] { return isOpen; });
    }
};

QTEST_MAIN(VaultFlowsTest)
#include "tst_vaultflows.moc"
