// SPDX-License-Identifier: MIT
#include "ui/questionsdialog.h"

#include "support/firstlisted.h"
#include "windowfixture.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace {

template <class Widget>
Widget *in(const QWidget *parent, const char *name)
{
    return parent->findChild<Widget *>(QLatin1String(name));
}

} // namespace

class QuestionsDialogTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] QuestionsDialog *dialog() const
    {
        return m_fixture->window->findChild<QuestionsDialog *>();
    }

    /// Rotates a token whose answer never comes, though it was done.
    void loseARotation()
    {
        Session *session = m_fixture->add(m_fixture->demoAccount(QStringLiteral("astronomer")));
        QVERIFY(session);
        QTRY_COMPARE(session->state(), Session::State::Ready);
        FaultRule rule;
        rule.operation = QStringLiteral("rotateOrganizationApiToken");
        rule.fault.kind = Fault::Kind::CloseAfterCommit;
        m_fixture->server.addFault(rule);
        session->rotateToken(this, firstListed(*session).key())->onFinished(this, [](const auto &) {});
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void theWindowTellsAndThePersonGoesOn()
    {
        QVERIFY(!m_fixture->child<QToolButton>("unansweredButton"));
        loseARotation();
        QTRY_VERIFY(m_fixture->child<QToolButton>("unansweredButton"));
        auto *button = m_fixture->child<QToolButton>("unansweredButton");
        QVERIFY(button->text().startsWith(QStringLiteral("1 unanswered operation")));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(dialog());
        QVERIFY(QTest::qWaitForWindowExposed(dialog()));
        QTRY_VERIFY(in<QPushButton>(dialog(), "rotateButton"));
        QVERIFY(in<QLabel>(dialog(), "questionWhat")->text().contains(QStringLiteral("never reached us")));
        QTest::mouseClick(button, Qt::LeftButton); // once is enough
        QCOMPARE(m_fixture->window->findChildren<QuestionsDialog *>().size(), 1);

        QTest::mouseClick(in<QPushButton>(dialog(), "rotateButton"), Qt::LeftButton);
        QTRY_VERIFY(m_fixture->window->findChild<QDialog *>(QStringLiteral("rotateDialog")));
        QTRY_VERIFY(in<QLabel>(dialog(), "noQuestions"));
        QVERIFY(!m_fixture->child<QToolButton>("unansweredButton"));
        QCOMPARE(m_fixture->server.commits(QStringLiteral("rotateOrganizationApiToken")), 1);
    }

    void theActivityTellsItToo()
    {
        loseARotation();
        QTRY_VERIFY(m_fixture->child<QToolButton>("unansweredButton"));
        QAction *action = m_fixture->action("activityAction");
        QVERIFY(action);
        QCOMPARE(action->shortcut(), QKeySequence(QStringLiteral("Ctrl+Shift+A")));
        action->trigger();
        QTRY_VERIFY(m_fixture->child<QDialog>("activityDialog"));
        action->trigger(); // once is enough
        QCOMPARE(m_fixture->window->findChildren<QDialog *>(QStringLiteral("activityDialog")).size(), 1);
    }

    void anAnswerIsTakenNoteOf()
    {
        loseARotation();
        QTRY_VERIFY(m_fixture->child<QToolButton>("unansweredButton"));
        QTest::mouseClick(m_fixture->child<QToolButton>("unansweredButton"), Qt::LeftButton);
        QTRY_VERIFY(in<QPushButton>(dialog(), "dismissButton"));
        auto *dismiss = in<QPushButton>(dialog(), "dismissButton");
        dismiss->setFocus();
        QTest::keyClick(dismiss, Qt::Key_Space);
        QTRY_VERIFY(in<QLabel>(dialog(), "noQuestions"));
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
    }
};

QTEST_MAIN(QuestionsDialogTest)
#include "tst_questionsdialog.moc"
