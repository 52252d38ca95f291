// SPDX-License-Identifier: MIT
#include "ui/confirmdialog.h"

#include "dialogfixture.h"
#include "session/errortext.h"
#include "support/firstlisted.h"
#include "ui/confirmtext.h"
#include "ui/messagebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QRadioButton>
#include <QSignalSpy>

class TestConfirmDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_session = m_fixture.add(QStringLiteral("astronomer"));
        m_token = firstListed(*m_session);
        m_token.name = QStringLiteral("ci-deploy");
        m_token.id = QStringLiteral("cm0abcdef123456");
    }

    void cleanup() { delete m_dialog; }

    void rotateTellsWhatHappensAndNeedsNoTyping()
    {
        openRotate();
        const QString said = texts();
        QVERIFY(said.contains(QStringLiteral("old value stops working at once")));
        QVERIFY(said.contains(QStringLiteral("shown once")));
        QVERIFY(child<QLabel>(m_dialog, "headline")->text().contains(m_token.name));
        QVERIFY(said.contains(m_session->account().name));
        QSignalSpy confirmed(m_dialog.data(), &ConfirmDialog::confirmed);
        press(m_dialog, "primaryButton");
        QCOMPARE(confirmed.count(), 1);
        QVERIFY(m_dialog->isVisible());
    }

    void returnAndEscapeAreSafe_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("return") << Qt::Key_Return;
        QTest::newRow("escape") << Qt::Key_Escape;
    }
    void returnAndEscapeAreSafe()
    {
        QFETCH(Qt::Key, key);
        openRotate();
        QSignalSpy confirmed(m_dialog.data(), &ConfirmDialog::confirmed);
        QVERIFY(primary(m_dialog)->property("danger").toBool());
        QTest::keyClick(QApplication::focusWidget(), key);
        QTRY_VERIFY(!m_dialog);
        QCOMPARE(confirmed.count(), 0);
    }

    void deletingWantsTheNameTyped()
    {
        openRemoval(RemovalKind::Delete);
        QVERIFY(!primary(m_dialog)->isEnabled());
        auto *typed = child<QLineEdit>(m_dialog, "typedName");
        QCOMPARE(QApplication::focusWidget(), typed);
        QTest::keyClicks(typed, QStringLiteral("ci-deplo"));
        QVERIFY(!primary(m_dialog)->isEnabled());
        QTest::keyClicks(typed, QStringLiteral("y"));
        QVERIFY(primary(m_dialog)->isEnabled());
        QTest::keyClicks(typed, QStringLiteral("s"));
        QVERIFY(!primary(m_dialog)->isEnabled());
    }

    void returnInTheNameLeadsToTheButtonAndNoFurther()
    {
        openRemoval(RemovalKind::Delete);
        QSignalSpy confirmed(m_dialog.data(), &ConfirmDialog::confirmed);
        auto *typed = child<QLineEdit>(m_dialog, "typedName");
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(m_dialog && m_dialog->isVisible());
        QTest::keyClicks(typed, m_token.name);
        QTest::keyClick(typed, Qt::Key_Return);
        QCOMPARE(confirmed.count(), 0);
        QCOMPARE(QApplication::focusWidget(), primary(m_dialog));
        QTest::keyClick(primary(m_dialog), Qt::Key_Space);
        QCOMPARE(confirmed.count(), 1);
    }

    void theNameMayBeCopiedAndPasted()
    {
        m_token.name = QStringLiteral("مزامنة <b>x</b>");
        openRemoval(RemovalKind::Delete);
        auto *name = child<QLabel>(m_dialog, "nameToType");
        QCOMPARE(name->textFormat(), Qt::PlainText);
        name->setFocus();
        QTest::keySequence(name, QKeySequence(QStringLiteral("Ctrl+A")));
        QTest::keySequence(name, QKeySequence(QStringLiteral("Ctrl+C")));
        QCOMPARE(QGuiApplication::clipboard()->text(), m_token.name);
        auto *typed = child<QLineEdit>(m_dialog, "typedName");
        typed->setFocus();
        QTest::keySequence(typed, QKeySequence(QStringLiteral("Ctrl+V")));
        QVERIFY(primary(m_dialog)->isEnabled());
        m_token.name = QStringLiteral("ci-deploy");
    }

    void theTokenOneSignsInWithWantsOtherWords()
    {
        m_token.id = m_session->ownToken().tokenId;
        openRemoval(RemovalKind::Delete);
        QVERIFY(texts().contains(QStringLiteral("loses its access")));
        QVERIFY(!m_dialog->findChild<QRadioButton *>());
        auto *typed = child<QLineEdit>(m_dialog, "typedName");
        QTest::keyClicks(typed, m_token.name);
        QVERIFY(!primary(m_dialog)->isEnabled());
        const QString phrase = QStringLiteral("give up ") + m_session->account().name;
        QCOMPARE(child<QLabel>(m_dialog, "phraseToType")->text(), phrase);
        QVERIFY(child<QLabel>(m_dialog, "phraseToType")->isVisible());
        typed->clear();
        QTest::keyClicks(typed, phrase.chopped(1));
        QVERIFY(!primary(m_dialog)->isEnabled());
        typed->setText(phrase);
        QVERIFY(primary(m_dialog)->isEnabled());
        QVERIFY(m_dialog->givesUpOwnToken());
        m_token.id = QStringLiteral("cm0abcdef123456");
    }

    void whereNobodyKnowsThePersonIsAsked()
    {
        Session *unsure = m_fixture.add(QStringLiteral("qovery"));
        const Token token = firstListed(*unsure);
        m_dialog = ConfirmDialog::forRemoval(*unsure, token, RemovalKind::Delete, m_fixture.clock, nullptr);
        QVERIFY(openAndWait(m_dialog));
        auto *typed = child<QLineEdit>(m_dialog, "typedName");
        auto *no = child<QRadioButton>(m_dialog, "ownNo");
        auto *yes = child<QRadioButton>(m_dialog, "ownYes");
        QVERIFY(!no->isChecked() && !yes->isChecked());
        typed->setText(token.name);
        QVERIFY(!primary(m_dialog)->isEnabled());
        QTest::mouseClick(no, Qt::LeftButton);
        QVERIFY(primary(m_dialog)->isEnabled());
        QVERIFY(!m_dialog->givesUpOwnToken());
        QTest::keyClick(no, Qt::Key_Down);
        QVERIFY(yes->isChecked());
        QVERIFY(!primary(m_dialog)->isEnabled());
        QVERIFY(texts().contains(QStringLiteral("loses its access")));
        typed->setText(giveUpPhrase(unsure->account().name));
        QVERIFY(primary(m_dialog)->isEnabled());
        QVERIFY(m_dialog->givesUpOwnToken());
    }

    void aHardAccountNameHasAnEasierPhrase()
    {
        QVERIFY(givesUp(QStringLiteral(" Give up  Acme "), QStringLiteral("Acme"), m_token));
        QVERIFY(!givesUp(QStringLiteral("give up 123456"), QStringLiteral("Acme"), m_token));
        QVERIFY(givesUp(QStringLiteral("give up 123456"), QStringLiteral("مزامنة"), m_token));
        QVERIFY(givesUp(QStringLiteral("give up مزامنة"), QStringLiteral("مزامنة"), m_token));
        QVERIFY(!givesUp(QStringLiteral("give up"), QString(), m_token));
    }

    void acceptsTheNameOrTheIdOnlyAsDecided_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("isConfirmed");
        const QString longName(256, QLatin1Char('m'));
        QTest::newRow("exact") << "ci"
                               << "ci" << true;
        QTest::newRow("other case") << "ci"
                                    << "CI" << false;
        QTest::newRow("space around") << "ci"
                                      << " ci " << true;
        QTest::newRow("nothing") << "ci"
                                 << "" << false;
        QTest::newRow("id of an easy name") << "ci"
                                            << "123456" << false;
        QTest::newRow("umlaut composed otherwise")
            << QStringLiteral("Z\u00fcrich") << QStringLiteral("Zu\u0308rich") << true;
        QTest::newRow("id of a long name") << longName << "123456" << true;
        QTest::newRow("long name pasted") << longName << longName << true;
        QTest::newRow("id of a right-to-left name") << QStringLiteral("\u05e1\u05e0") << "123456" << true;
        QTest::newRow("id of a name with a control character")
            << QStringLiteral("a\u0007b") << "123456" << true;
        QTest::newRow("id of an emoji name") << QStringLiteral("\U0001f680") << "123456" << true;
        QTest::newRow("id of no name") << ""
                                       << "123456" << true;
        QTest::newRow("nothing for no name") << ""
                                             << "" << false;
        QTest::newRow("a shorter end of the id") << longName << "23456" << false;
    }
    void acceptsTheNameOrTheIdOnlyAsDecided()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        Token token = m_token;
        token.name = name;
        QTEST(isConfirmedBy(typed, token), "isConfirmed");
    }

    void deleteAndDetachAreToldApart()
    {
        openRemoval(RemovalKind::Delete);
        QCOMPARE(primary(m_dialog)->text(), QStringLiteral("Delete token"));
        QVERIFY(texts().contains(QStringLiteral("cannot be restored")));
        delete m_dialog;
        openRemoval(RemovalKind::Detach);
        QCOMPARE(primary(m_dialog)->text(), QStringLiteral("Remove from workspace"));
        QVERIFY(texts().contains(QStringLiteral("is not deleted")));
        QVERIFY(!texts().contains(QStringLiteral("cannot be restored")));
    }

    void tellsWhetherItIsInUse()
    {
        Token token = m_token;
        token.lastUsedAt = Moment::at(m_fixture.clock.nowUtc().addSecs(-180));
        const auto lastUsed = [&] {
            return confirmFacts(*m_session, token, m_fixture.clock.nowUtc()).last();
        };
        QVERIFY(lastUsed().isWarning);
        QVERIFY2(lastUsed().value.contains(QStringLiteral("probably still in use")),
            qUtf8Printable(lastUsed().value));
        token.lastUsedAt = Moment::at(m_fixture.clock.nowUtc().addDays(-200));
        QVERIFY(!lastUsed().isWarning);
        token.lastUsedAt = Moment::absent();
        QCOMPARE(lastUsed().value, QStringLiteral("never used"));
        token.lastUsedAt = Moment();
        QVERIFY(lastUsed().isWarning);
        QVERIFY(lastUsed().value.contains(QStringLiteral("does not tell")));
    }

    void whileBusyCancelAbortsAndTheDialogStays()
    {
        openRotate();
        QSignalSpy aborted(m_dialog.data(), &ConfirmDialog::abortRequested);
        m_dialog->setBusy(true);
        QCOMPARE(primary(m_dialog)->text(), QStringLiteral("Rotating…"));
        QVERIFY(!primary(m_dialog)->isEnabled());
        QVERIFY(child<QProgressBar>(m_dialog, "busyProgress")->isVisible());
        press(m_dialog, "cancelButton");
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        m_dialog->close();
        QCOMPARE(aborted.count(), 3);
        QVERIFY(m_dialog && m_dialog->isVisible());
    }

    void anErrorStandsInTheDialog()
    {
        openRotate();
        m_dialog->setBusy(true);
        m_dialog->showError({QStringLiteral("Rotate was sent but not answered."), {}, {}, {}});
        QVERIFY(child<MessageBar>(m_dialog, "messageBar")->isVisible());
        QVERIFY(primary(m_dialog)->isEnabled());
        press(m_dialog, "primaryButton");
        QVERIFY(!child<MessageBar>(m_dialog, "messageBar")->isVisible());
    }

    void productionAccountsWearTheirMark()
    {
        openRotate();
        QCOMPARE(child<QLabel>(m_dialog, "productionMark")->isVisible(), m_session->account().isProduction);
    }

private:
    void openRotate()
    {
        m_dialog = ConfirmDialog::forRotate(*m_session, m_token, m_fixture.clock, nullptr);
        QVERIFY(openAndWait(m_dialog));
    }

    void openRemoval(RemovalKind kind)
    {
        m_dialog = ConfirmDialog::forRemoval(*m_session, m_token, kind, m_fixture.clock, nullptr);
        QVERIFY(openAndWait(m_dialog));
    }

    [[nodiscard]] QString texts() const
    {
        QStringList all;
        const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            all.append(label->text());
        return all.join(QLatin1Char('\n'));
    }

    DialogFixture m_fixture;
    Session *m_session = nullptr;
    Token m_token;
    QPointer<ConfirmDialog> m_dialog;
};

QTEST_MAIN(TestConfirmDialog)
#include "tst_confirmdialog.moc"
