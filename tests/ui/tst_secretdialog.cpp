// SPDX-License-Identifier: MIT
#include "ui/secretdialog.h"

#include "dialogfixture.h"
#include "support/keptvalue.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/secretclipboard.h"
#include "ui/secretfield.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QTimer>

namespace {
const QString value = QStringLiteral("sk-demo-abcdefghijklmnop");
}

class TestSecretDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        clipboard().setText(QStringLiteral("before"));
        m_safekeeper = std::make_unique<Safekeeper>(m_clock, m_profile);
        m_secrets = std::make_unique<SecretClipboard>(clipboard());
        Token token;
        token.name = QStringLiteral("ci-deploy");
        m_id = keepValue(*m_safekeeper, Secret(value.toUtf8()), token, QStringLiteral("Acme"),
            KeptSecret::Origin::Created);
        m_dialog = new SecretDialog(*m_safekeeper, m_id, *m_secrets, nullptr);
        QVERIFY(openAndWait(m_dialog));
    }

    void cleanup() { delete m_dialog; }

    void isMaskedEverywhereUntilRevealed()
    {
        QCOMPARE(stateText(), QStringLiteral("Created. Not copied yet."));
        const QString masked = field()->toPlainText();
        QVERIFY(!masked.contains(value.left(4)));
        QVERIFY(!everythingAccessible(m_dialog).contains(value.left(4)));
        press(m_dialog, "revealButton");
        QCOMPARE(field()->toPlainText(), value);
        QVERIFY(everythingAccessible(m_dialog).contains(value));
        press(m_dialog, "revealButton");
        QCOMPARE(field()->toPlainText(), masked);
        QVERIFY(!everythingAccessible(m_dialog).contains(value.left(4)));
    }

    void theMaskDoesNotTellTheLength()
    {
        Token token;
        token.id = QStringLiteral("t-1");
        const QString id = keepValue(*m_safekeeper, Secret(QByteArray(900, 'x')), token,
            QStringLiteral("Acme"), KeptSecret::Origin::Rotated);
        SecretDialog other(*m_safekeeper, id, *m_secrets, nullptr);
        other.setAttribute(Qt::WA_DeleteOnClose, false);
        QCOMPARE(child<SecretField>(&other, "secretField")->toPlainText(), field()->toPlainText());
        QCOMPARE(child<NoteLine>(&other, "secretState")->text(), QStringLiteral("Rotated. Not copied yet."));
    }

    void hidesItselfAfterAWhile()
    {
        press(m_dialog, "revealButton");
        auto *timer = m_dialog->findChild<QTimer *>(QStringLiteral("hideTimer"));
        QVERIFY(timer && timer->isActive());
        QCOMPARE(timer->interval(), 30'000);
        timer->start(1);
        QTRY_VERIFY(field()->isMasked());
    }

    void copiesAndCountsDown()
    {
        press(m_dialog, "copyButton");
        QCOMPARE(clipboard().text(), value);
        QVERIFY(field()->isMasked());
        QCOMPARE(stateText(), QStringLiteral("Copied and checked. Clears in 30 s."));
        press(m_dialog, "clearButton");
        QVERIFY(clipboard().text().isEmpty());
        QVERIFY(stateText().startsWith(QStringLiteral("Copied, and no longer")));
    }

    void copyingFromTheFieldGoesTheSameWay_data()
    {
        QTest::addColumn<bool>("isRevealed");
        QTest::newRow("masked") << false;
        QTest::newRow("revealed") << true;
    }
    void copyingFromTheFieldGoesTheSameWay()
    {
        QFETCH(bool, isRevealed);
        if (isRevealed)
            press(m_dialog, "revealButton");
        field()->setFocus();
        QTest::keySequence(field(), QKeySequence(QStringLiteral("Ctrl+A")));
        QTest::keySequence(field(), QKeySequence(QStringLiteral("Ctrl+C")));
        QCOMPARE(clipboard().text(), value);
        QCOMPARE(m_secrets->secondsLeft(), 30);
        m_secrets->clearNow();

        QContextMenuEvent menuEvent(
            QContextMenuEvent::Keyboard, QPoint(2, 2), field()->mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(field(), &menuEvent);
        auto *menu = field()->findChild<QMenu *>(QStringLiteral("secretFieldMenu"));
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().constFirst()->trigger();
        menu->close();
        QCOMPARE(m_secrets->secondsLeft(), 30);
    }

    void nothingCanBeMarkedInTheField()
    {
        press(m_dialog, "revealButton");
        QTest::mouseDClick(field()->viewport(), Qt::LeftButton, {}, QPoint(20, 10));
        QVERIFY(!field()->textCursor().hasSelection());
    }

    void saysSoWhenTheCopyDidNotArrive()
    {
        QObject intruder;
        connect(&clipboard(), &QClipboard::dataChanged, &intruder, [] {
            if (clipboard().text() == value)
                clipboard().setText(QStringLiteral("intruder"));
        });
        press(m_dialog, "copyButton");
        QVERIFY(stateText().startsWith(QStringLiteral("Not copied")));
        press(m_dialog, "primaryButton");
        QVERIFY2(m_dialog, "It counts neither as copied nor as revealed");
    }

    void asksBeforeForgettingWhatNobodyLookedAt()
    {
        press(m_dialog, "primaryButton");
        auto *bar = child<MessageBar>(m_dialog, "confirmBar");
        QVERIFY(bar->isVisible());
        QVERIFY(m_safekeeper->find(m_id));
        press(m_dialog, "goBackButton");
        QVERIFY(!bar->isVisible());
        press(m_dialog, "primaryButton");
        press(m_dialog, "confirmAnywayButton");
        QTRY_VERIFY(!m_dialog);
        QVERIFY(!m_safekeeper->find(m_id));
    }

    void storedAfterACopyEndsIt()
    {
        press(m_dialog, "copyButton");
        press(m_dialog, "primaryButton");
        QTRY_VERIFY(!m_dialog);
        QVERIFY(!m_safekeeper->find(m_id));
        QVERIFY2(m_secrets->secondsLeft() > 0, "The clipboard keeps it for its time");
    }

    void everyOtherWayOutKeepsTheValue_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("keep for later") << 0;
        QTest::newRow("escape") << 1;
        QTest::newRow("close") << 2;
    }
    void everyOtherWayOutKeepsTheValue()
    {
        QFETCH(int, way);
        if (way == 0)
            press(m_dialog, "cancelButton");
        else if (way == 1)
            QTest::keyClick(m_dialog, Qt::Key_Escape);
        else
            m_dialog->close();
        QTRY_VERIFY(!m_dialog);
        QVERIFY(m_safekeeper->find(m_id));
    }

    void returnNeitherStoresNorCloses()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(m_dialog && m_dialog->isVisible());
        QVERIFY(m_safekeeper->find(m_id));
    }

    void saysThatItIsInMemoryOnlyWhileItIs()
    {
        QVERIFY(!m_safekeeper->isDurable());
        QVERIFY(child<NoteLine>(m_dialog, "secretMemoryOnly")->isVisible());
    }

    void closesWhenTheValueWasStoredElsewhere()
    {
        QVERIFY(m_safekeeper->confirmStored(m_id));
        QTRY_VERIFY(!m_dialog);
    }

private:
    static QClipboard &clipboard() { return *QGuiApplication::clipboard(); }
    [[nodiscard]] SecretField *field() const { return child<SecretField>(m_dialog, "secretField"); }
    [[nodiscard]] QString stateText() const { return child<NoteLine>(m_dialog, "secretState")->text(); }

    /// Every text assistive technology gets of a widget and all below it.
    static QString everythingAccessible(QWidget *root)
    {
        QString all;
        QList<QWidget *> widgets = root->findChildren<QWidget *>();
        widgets.append(root);
        for (QWidget *widget : std::as_const(widgets)) {
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (!face)
                continue;
            for (const QAccessible::Text part :
                {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                all += face->text(part) + QLatin1Char('\n');
            if (QAccessibleTextInterface *text = face->textInterface())
                all += text->text(0, text->characterCount()) + QLatin1Char('\n');
        }
        return all;
    }

    ManualClock m_clock;
    Profile m_profile{m_clock};
    std::unique_ptr<Safekeeper> m_safekeeper;
    std::unique_ptr<SecretClipboard> m_secrets;
    QString m_id;
    QPointer<SecretDialog> m_dialog;
};

QTEST_MAIN(TestSecretDialog)
#include "tst_secretdialog.moc"
