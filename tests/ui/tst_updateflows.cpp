// SPDX-License-Identifier: MIT
#include "ui/updateflows.h"

#include "pictures.h"
#include "session/updatecheck.h"
#include "support/manualclock.h"
#include "support/signednotice.h"
#include "ui/tokenpane.h"
#include "ui/updatepace.h"
#include "windowfixture.h"

#include <QAction>
#include <QDesktopServices>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QToolButton>

namespace {

using namespace std::chrono_literals;

const QVersionNumber own(1, 2, 3);

/// Takes the place of the browser.
class Browser final : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }

    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url); }
};

/// The real window, offered updates from a release server on the simulator.
struct Desk
{
    explicit Desk(UpdatePace pace = {std::chrono::hours(1), std::chrono::hours(1)})
    {
        UpdateSource source;
        source.address = window.server.qoveryUrl();
        source.address.setPath(QStringLiteral("/latest.json"));
        source.publicKey = makers.publicKey();
        check = std::make_unique<UpdateCheck>(clock, window.settings, source, own);
        window.window->offerUpdates(*check, pace);
    }
    ~Desk() { window.window.reset(); }

    void serve(const QByteArray &file)
    {
        FaultRule rule;
        rule.pathContains = QStringLiteral("/latest.json");
        rule.times = -1;
        rule.fault.kind = Fault::Kind::Status;
        rule.fault.status = file.isEmpty() ? 503 : 200;
        rule.fault.body = file;
        window.server.clearFaults();
        window.server.addFault(rule);
    }
    void serveVersion(const QString &version) { serve(makers.file(Makers::payload(version))); }
    [[nodiscard]] int asked() const
    {
        int count = 0;
        for (const SeenRequest &request : window.server.requests())
            count += request.target == "/latest.json" ? 1 : 0;
        return count;
    }
    [[nodiscard]] MessageBar *bar() const { return window.child<MessageBar>("newsBar"); }
    [[nodiscard]] QString said() const { return bar() ? bar()->text() : QString(); }
    [[nodiscard]] QToolButton *button(const char *name) const { return window.child<QToolButton>(name); }
    void choose(const char *action) const { window.action(action)->trigger(); }

    WindowFixture window;
    ManualClock clock;
    Makers makers;
    Browser browser;
    std::unique_ptr<UpdateCheck> check;
};

constexpr UpdatePace quick{std::chrono::milliseconds(1), std::chrono::milliseconds(20)};

} // namespace

class TestUpdateFlows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWindowThatIsNotOfferedUpdatesSpeaksOfNone()
    {
        const WindowFixture fixture;
        QVERIFY(!fixture.action("checkForUpdatesAction"));
        QVERIFY(!fixture.action("checkWeeklyAction"));
    }

    void theHelpMenuHasTheEntriesByKeyboard()
    {
        Desk desk;
        const auto *menu = desk.window.window->findChild<QMenu *>(QStringLiteral("helpMenu"));
        QStringList texts;
        QString mnemonics;
        for (const QAction *action : menu->actions()) {
            texts.append(action->text());
            const qsizetype at = action->text().indexOf(u'&');
            if (at < 0)
                continue;
            const QChar key = action->text().at(at + 1).toLower();
            QVERIFY2(!mnemonics.contains(key), qPrintable(action->text()));
            mnemonics.append(key);
        }
        QCOMPARE(texts,
            QStringList(
                {QStringLiteral("&Keyboard shortcuts"), QString(), QStringLiteral("Check for &updates…"),
                    QStringLiteral("Check &weekly"), QString(), QStringLiteral("&About Tokenry")}));
        QVERIFY(!desk.window.action("checkWeeklyAction")->isChecked());
        QCOMPARE(desk.asked(), 0);
        QVERIFY(!desk.bar());
    }

    void tellsThatNothingIsNewer()
    {
        Desk desk;
        desk.serveVersion(QStringLiteral("1.2.3"));
        desk.choose("checkForUpdatesAction");
        QCOMPARE(desk.said(), QStringLiteral("Looking for a newer version…"));
        QVERIFY(!desk.window.action("checkForUpdatesAction")->isEnabled());
        QTRY_COMPARE(desk.said(), QStringLiteral("Tokenry 1.2.3 is up to date."));
        QVERIFY(desk.window.action("checkForUpdatesAction")->isEnabled());
        QCOMPARE(desk.bar()->accessibleName(), desk.said());
        savePictures(desk.window.window.get(), QStringLiteral("updates-none"));
    }

    void offersThePageOfANewerVersionAndNothingElse()
    {
        Desk desk;
        desk.serveVersion(QStringLiteral("1.3.0"));
        desk.choose("checkForUpdatesAction");
        QTRY_COMPARE(desk.said(), QStringLiteral("Tokenry 1.3.0 is out; this is 1.2.3."));
        QToolButton *open = desk.button("openReleasePageActionButton");
        QVERIFY(open);
        savePictures(desk.window.window.get(), QStringLiteral("updates-newer"));
        QVERIFY(desk.browser.opened.isEmpty());
        // The keyboard gets there too.
        QCOMPARE(open->focusPolicy() & Qt::TabFocus, Qt::TabFocus);
        open->setFocus(Qt::TabFocusReason);
        QTest::keyClick(open, Qt::Key_Space);
        QCOMPARE(desk.browser.opened, {QUrl(QStringLiteral("https://tokenry.example/releases/1.3.0"))});
        QCOMPARE(desk.asked(), 1);
    }

    void tellsWhatCannotBeKnown()
    {
        Desk desk;
        Makers others;
        desk.serve(others.file(Makers::payload(QStringLiteral("9.0.0"))));
        desk.choose("checkForUpdatesAction");
        QTRY_VERIFY(desk.said().contains(QStringLiteral("signature")));
        QVERIFY(!desk.button("openReleasePageActionButton"));
        QVERIFY(desk.bar()->details().contains(QStringLiteral("latest.json")));
        savePictures(desk.window.window.get(), QStringLiteral("updates-forged"));
        desk.serve({});
        desk.choose("checkForUpdatesAction");
        QTRY_VERIFY_WITH_TIMEOUT(desk.said().contains(QStringLiteral("gave no answer")), 20'000);
        QVERIFY(desk.bar()->details().contains(QStringLiteral("HTTP 503")));
    }

    void asksOnceAndLooksWhenWanted()
    {
        Desk desk(quick);
        desk.serveVersion(QStringLiteral("1.3.0"));
        QTest::qWait(200);
        QVERIFY(!desk.bar()); // not on the first day
        desk.clock.advance(24h);
        QTRY_VERIFY(desk.said().contains(QStringLiteral("once a week")));
        QCOMPARE(desk.asked(), 0);
        savePictures(desk.window.window.get(), QStringLiteral("updates-question"));
        QTest::mouseClick(desk.button("lookWeeklyActionButton"), Qt::LeftButton);
        QTRY_COMPARE(desk.said(), QStringLiteral("Tokenry 1.3.0 is out; this is 1.2.3."));
        QVERIFY(desk.window.action("checkWeeklyAction")->isChecked());
        QCOMPARE(desk.asked(), 1);

        // Closed is told: the same version is not brought up again by itself, another one is.
        QTest::mouseClick(desk.button("messageBarClose"), Qt::LeftButton);
        QVERIFY(!desk.bar());
        desk.clock.advance(24h * 7);
        QTRY_COMPARE(desk.asked(), 2);
        QTest::qWait(100);
        QVERIFY(!desk.bar());
        desk.serveVersion(QStringLiteral("1.4.0"));
        desk.clock.advance(24h * 7);
        QTRY_COMPARE(desk.said(), QStringLiteral("Tokenry 1.4.0 is out; this is 1.2.3."));
    }

    void aClosedQuestionIsANo_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::newRow("declined") << QByteArray("doNotLookActionButton");
        QTest::newRow("closed") << QByteArray("messageBarClose");
    }
    void aClosedQuestionIsANo()
    {
        QFETCH(const QByteArray, button);
        Desk desk(quick);
        QTRY_VERIFY(!desk.window.settings.value(Settings::Key::UpdateKnownSince).toString().isEmpty());
        desk.clock.advance(48h);
        QTRY_VERIFY(desk.bar());
        QTest::mouseClick(desk.button(button.constData()), Qt::LeftButton);
        QVERIFY(!desk.bar());
        QCOMPARE(desk.check->wish(), UpdateCheck::Wish::NotWanted);
        desk.clock.advance(24h * 30);
        QTest::qWait(200);
        QVERIFY(!desk.bar());
        QCOMPARE(desk.asked(), 0);
        // The menu remains.
        desk.serveVersion(QStringLiteral("1.2.3"));
        desk.window.action("checkWeeklyAction")->trigger();
        QTRY_COMPARE(desk.asked(), 1);
        QCOMPARE(desk.check->wish(), UpdateCheck::Wish::Wanted);
        desk.window.action("checkWeeklyAction")->trigger();
        QCOMPARE(desk.check->wish(), UpdateCheck::Wish::NotWanted);
    }

    void aWeekWithoutAServerIsNoNewsForAMonth()
    {
        Desk desk(quick);
        desk.serve({});
        desk.check->setWish(true);
        QTRY_VERIFY(!desk.window.action("checkForUpdatesAction")->isEnabled()); // it looks
        QTRY_VERIFY_WITH_TIMEOUT(desk.window.action("checkForUpdatesAction")->isEnabled(), 20'000);
        QVERIFY(!desk.bar());
        desk.window.settings.setValue(
            Settings::Key::UpdateReadAt, desk.clock.nowUtc().addDays(-27).toString(Qt::ISODate));
        desk.clock.advance(24h * 2);
        QTRY_VERIFY_WITH_TIMEOUT(desk.said().contains(QStringLiteral("gave no answer")), 20'000);
    }

    /// What somebody forged is told at once, also when nobody asked.
    void aForgedNoticeIsToldAtOnce()
    {
        Desk desk(quick);
        Makers others;
        desk.serve(others.file(Makers::payload(QStringLiteral("9.0.0"))));
        desk.check->setWish(true);
        QTRY_VERIFY(desk.said().contains(QStringLiteral("signature")));
    }
};

QTEST_MAIN(TestUpdateFlows)
#include "tst_updateflows.moc"
