// SPDX-License-Identifier: MIT
#include "ui/selfrotationdialog.h"

#include "scriptedprompts.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "store/journal.h"
#include "ui/messagebar.h"
#include "ui/secretclipboard.h"
#include "ui/tokenflows.h"
#include "ui/vaultflows.h"
#include "windowfixture.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

/// The whole way from the flow to the end, by mouse and keys.
class TestSelfRotationDialog final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<SecretClipboard> m_clipboard;
    ScriptedPrompts m_prompts;
    std::unique_ptr<QWidget> m_parent;
    TokenFlows *m_flows = nullptr;
    Session *m_session = nullptr;
    QByteArray m_oldValue;

    [[nodiscard]] SelfRotationDialog *dialog() const
    {
        for (auto *found : m_parent->findChildren<SelfRotationDialog *>()) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }
    template <class Widget>
    [[nodiscard]] Widget *in(const char *name) const
    {
        auto *found = dialog() ? dialog()->findChild<Widget *>(QLatin1String(name)) : nullptr;
        if (!found)
            qFatal("There is no %s", name);
        return found;
    }
    [[nodiscard]] TokenKey key() const
    {
        return {m_session->account().id, {}, m_session->ownToken().tokenId};
    }
    [[nodiscard]] QString said(const char *step) const { return in<QWidget>(step)->accessibleName(); }
    [[nodiscard]] QString bar() const
    {
        for (const MessageBar *found : dialog()->findChildren<MessageBar *>()) {
            if (found->isVisible())
                return found->text();
        }
        return {};
    }
    void fault(const char *operation, const Fault &what, int times = 1) const
    {
        FaultRule rule;
        rule.operation = QLatin1String(operation);
        rule.times = times;
        rule.fault = what;
        m_fixture->server.addFault(rule);
    }
    void open() const
    {
        m_flows->rotateToken(key());
        QVERIFY(QTest::qWaitFor([this] { return dialog() != nullptr; }));
        QVERIFY(QTest::qWaitForWindowActive(dialog()));
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<WindowFixture>();
        const DemoAccount demo = m_fixture->demoAccount(QStringLiteral("astronomer"));
        m_oldValue = demo.credential;
        m_session = m_fixture->add(demo);
        QVERIFY(m_session && m_session->ownToken().isKnown());
        m_clipboard = std::make_unique<SecretClipboard>(*QGuiApplication::clipboard());
        m_parent = std::make_unique<QWidget>();
        m_parent->show();
        auto *vault = new VaultFlows(m_fixture->door, m_fixture->settings, *m_clipboard, m_parent.get());
        m_flows = new TokenFlows(m_fixture->sessions, *m_clipboard, *vault, m_prompts, m_parent.get());
    }

    void cleanup()
    {
        m_parent.reset();
        m_clipboard.reset();
        m_fixture.reset();
    }

    void saysWhatWillHappenAndDoesItStepByStep()
    {
        open();
        QVERIFY(!dialog()->isModal());
        QVERIFY(in<QLabel>("headline")->text().contains(QStringLiteral("tokenry")));
        QCOMPARE(said("stepRotate"), QStringLiteral("Rotate the token: to do"));
        QCOMPARE(said("stepSwitch"), QStringLiteral("Go on with it: to do"));
        QCOMPARE(m_fixture->server.commits(QStringLiteral("rotateOrganizationApiToken")), 0);
        QSignalSpy reports(m_flows, &TokenFlows::reported);
        QTest::mouseClick(in<QPushButton>("primaryButton"), Qt::LeftButton);
        QCOMPARE(said("stepRotate"), QStringLiteral("Rotate the token: under way"));
        QTRY_COMPARE_WITH_TIMEOUT(said("stepSwitch"), QStringLiteral("Go on with it: done"), 20'000);
        for (const char *step : {"stepRotate", "stepKeep", "stepVerify"})
            QVERIFY2(said(step).endsWith(QStringLiteral(": done")), step);
        QVERIFY(bar().contains(QStringLiteral("signs in with the new value")));
        QCOMPARE(reports.size(), 1);
        QVERIFY(!m_fixture->server.isValidSecret(m_oldValue));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Ready, 20'000);
        QVERIFY(!in<QPushButton>("primaryButton")->isVisible());
        QVERIFY(!in<QPushButton>("verifyAgainButton")->isVisible());
        // The value for the other places.
        QTest::mouseClick(in<QPushButton>("showValueButton"), Qt::LeftButton);
        QTRY_VERIFY(m_parent->findChild<QDialog *>(QStringLiteral("secretDialog")));
    }

    void keysAlone()
    {
        open();
        // Return is safe.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(!dialog());
        QCOMPARE(m_fixture->server.commits(QStringLiteral("rotateOrganizationApiToken")), 0);
        open();
        auto *primary = in<QPushButton>("primaryButton");
        for (int i = 0; i < 10 && QApplication::focusWidget() != primary; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), primary);
        QTest::keyClick(primary, Qt::Key_Space);
        QTRY_COMPARE_WITH_TIMEOUT(said("stepSwitch"), QStringLiteral("Go on with it: done"), 20'000);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
    }

    void closingItStopsNothing()
    {
        open();
        QSignalSpy reports(m_flows, &TokenFlows::reported);
        QTest::mouseClick(in<QPushButton>("primaryButton"), Qt::LeftButton);
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
        QTRY_COMPARE_WITH_TIMEOUT(reports.size(), 1, 20'000);
        QVERIFY(!m_fixture->server.isValidSecret(m_oldValue));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Ready, 20'000);
    }

    void anUnansweredRequestIsToldAsSuch()
    {
        Fault lost;
        lost.kind = Fault::Kind::CloseAfterCommit;
        fault("rotateOrganizationApiToken", lost);
        open();
        QTest::mouseClick(in<QPushButton>("primaryButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(said("stepRotate"), QStringLiteral("Rotate the token: not known"), 20'000);
        QCOMPARE(said("stepKeep"), keepToDo());
        QVERIFY(bar().contains(QStringLiteral("may already be dead")));
        QVERIFY(!in<QPushButton>("primaryButton")->isVisible()); // never twice by a click
        QTest::mouseClick(in<QPushButton>("signInButton"), Qt::LeftButton);
        QTRY_VERIFY(m_parent->findChild<QDialog *>(QStringLiteral("accountDialog"))
            || m_parent->findChild<QDialog *>(QStringLiteral("signInDialog")));
    }

    void aRefusalMayBeTriedAgain()
    {
        Fault no;
        no.kind = Fault::Kind::Status;
        no.status = 403;
        fault("rotateOrganizationApiToken", no);
        open();
        QTest::mouseClick(in<QPushButton>("primaryButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(said("stepRotate"), QStringLiteral("Rotate the token: failed"), 20'000);
        QVERIFY(bar().contains(QStringLiteral("goes on with the value it has")));
        QVERIFY(!in<QPushButton>("showValueButton")->isVisible());
        QTest::mouseClick(in<QPushButton>("primaryButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(said("stepSwitch"), QStringLiteral("Go on with it: done"), 20'000);
    }

    void aCheckThatFailsMayBeRepeated()
    {
        Fault broken;
        broken.kind = Fault::Kind::Status;
        broken.status = 404;
        fault("getOrganizationApiToken", broken);
        open();
        QTest::mouseClick(in<QPushButton>("primaryButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(
            said("stepVerify"), QStringLiteral("Check that it signs in: failed"), 20'000);
        QCOMPARE(said("stepSwitch"), QStringLiteral("Go on with it: done"));
        QVERIFY(bar().contains(QStringLiteral("not verified")));
        QTest::mouseClick(in<QPushButton>("verifyAgainButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(said("stepVerify"), QStringLiteral("Check that it signs in: done"), 20'000);
        QVERIFY(bar().contains(QStringLiteral("signs in with the new value")));
    }

private:
    [[nodiscard]] static QString keepToDo()
    {
        return QStringLiteral("Keep the new value as the credential: to do");
    }
};

QTEST_MAIN(TestSelfRotationDialog)
#include "tst_selfrotationdialog.moc"
