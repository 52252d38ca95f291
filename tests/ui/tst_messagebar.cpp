// SPDX-License-Identifier: MIT
#include "ui/messagebar.h"

#include "session/errortext.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

class TestMessageBar final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_window->resize(700, 200);
        m_bar = new MessageBar;
        (new QVBoxLayout(m_window.get()))->addWidget(m_bar);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void isHiddenUntilThereIsSomethingToSay()
    {
        QVERIFY(m_bar->isHidden());
        m_bar->showText(MessageBar::Tone::Info, QStringLiteral("Offline."));
        QVERIFY(m_bar->isVisible());
        m_bar->clear();
        QVERIFY(m_bar->isHidden());
        QVERIFY(m_bar->text().isEmpty());
    }

    void showsAnErrorInThreeSentencesAndKeepsDetailsBehindAButton()
    {
        m_bar->showError({QStringLiteral("What."), QStringLiteral("Meaning."), QStringLiteral("Next."),
            QStringLiteral("Request id: 42")});
        QCOMPARE(m_bar->text(), QStringLiteral("What. Meaning. Next."));
        const auto details = [this] {
            return m_bar->findChild<QPlainTextEdit *>(QStringLiteral("messageBarDetails"));
        };
        const auto press = [this] {
            QTest::mouseClick(
                m_bar->findChild<QToolButton *>(QStringLiteral("messageBarDetailsButton")), Qt::LeftButton);
        };
        QVERIFY(!details() || !details()->isVisible());
        press();
        QVERIFY(details()->isVisible());
        QCOMPARE(details()->toPlainText(), QStringLiteral("Request id: 42"));
        press();
        QVERIFY(!details()->isVisible());
        press();
        QTest::mouseClick(
            m_bar->findChild<QPushButton *>(QStringLiteral("messageBarCopyDetails")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Request id: 42"));
    }

    void leavesOutWhatIsNotSaid()
    {
        m_bar->showError({QStringLiteral("What."), {}, QStringLiteral("Next."), {}});
        QCOMPARE(m_bar->text(), QStringLiteral("What. Next."));
        QVERIFY(m_bar->findChild<QToolButton *>(QStringLiteral("messageBarDetailsButton"))->isHidden());
    }

    void takesServerTextForPlainText()
    {
        m_bar->showText(MessageBar::Tone::Error, QStringLiteral("<b>bold</b>"));
        const auto *label = m_bar->findChild<QLabel *>(QStringLiteral("messageBarText"));
        QCOMPARE(label->textFormat(), Qt::PlainText);
        QCOMPARE(label->text(), QStringLiteral("<b>bold</b>"));
    }

    void offersActionsUntilTheyAreTakenAway()
    {
        QAction retry(QStringLiteral("Retry"));
        retry.setObjectName(QStringLiteral("retry"));
        QSignalSpy triggered(&retry, &QAction::triggered);
        m_bar->setAction(&retry);
        m_bar->showText(MessageBar::Tone::Warning, QStringLiteral("Some lists failed."));
        auto *button = m_bar->findChild<QToolButton *>(QStringLiteral("retryButton"));
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(triggered.count(), 1);
        QPointer<QToolButton> guard(button);
        m_bar->setAction(nullptr);
        QTRY_VERIFY(!guard);
    }

    void closesOnRequestWhereItMay()
    {
        QSignalSpy closed(m_bar, &MessageBar::closed);
        m_bar->showText(MessageBar::Tone::Info, QStringLiteral("Offline."));
        auto *close = m_bar->findChild<QToolButton *>(QStringLiteral("messageBarClose"));
        QTest::mouseClick(close, Qt::LeftButton);
        QCOMPARE(closed.count(), 1);
        QVERIFY(m_bar->isHidden());
        m_bar->setClosable(false);
        m_bar->showText(MessageBar::Tone::Info, QStringLiteral("Offline."));
        QVERIFY(close->isHidden());
    }

    void itsNameForAssistiveTechnologyIsTheSentence()
    {
        m_bar->showText(MessageBar::Tone::Error, QStringLiteral("Sent but not answered."));
        QCOMPARE(m_bar->accessibleName(), QStringLiteral("Sent but not answered."));
    }

private:
    std::unique_ptr<QWidget> m_window;
    MessageBar *m_bar = nullptr;
};

QTEST_MAIN(TestMessageBar)
#include "tst_messagebar.moc"
