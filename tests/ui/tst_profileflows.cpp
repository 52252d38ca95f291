// SPDX-License-Identifier: MIT
#include "ui/profileflows.h"

#include "support/keptvalue.h"
#include "windowfixture.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

namespace {

Error trouble(StoreTrouble what)
{
    Error error;
    error.kind = Error::Kind::Vault;
    error.trouble = what;
    error.technical = QStringLiteral("file is not a database");
    return error;
}

const QString path = QStringLiteral("/home/somebody/.local/share/tokenry/tokenry.db");

} // namespace

class TestProfileFlows final : public QObject
{
    Q_OBJECT

private:
    static void press(const WindowFixture &fixture, const char *button)
    {
        const auto *dialog = fixture.child<QDialog>("profileTroubleDialog");
        QVERIFY(dialog);
        auto *found = dialog->findChild<QPushButton *>(QLatin1String(button));
        QVERIFY2(found, button);
        QTest::mouseClick(found, Qt::LeftButton);
    }

private Q_SLOTS:
    void asksBeforeAnythingIsSetAside()
    {
        WindowFixture fixture;
        QSignalSpy wanted(fixture.window.get(), &MainWindow::setAsideRequested);
        fixture.window->showProfileTrouble(trouble(StoreTrouble::FileDamaged), path);
        press(fixture, "primaryButton");
        QCOMPARE(fixture.prompts.asked.size(), 1);
        QVERIFY(fixture.prompts.asked.first().isDangerous);
        QVERIFY(fixture.prompts.asked.first().text.contains(QStringLiteral("tokenry.db.aside")));
        QVERIFY(!fixture.prompts.asked.first().text.contains(QStringLiteral("since the start")));
        QCOMPARE(wanted.size(), 0);
        fixture.prompts.nextAnswer = false;
        press(fixture, "primaryButton");
        QTest::qWait(20);
        QCOMPARE(wanted.size(), 0);
        fixture.prompts.nextAnswer = true;
        press(fixture, "primaryButton");
        QTRY_COMPARE(wanted.size(), 1);
    }

    void accountsThatWouldBeForgottenAreNamed()
    {
        WindowFixture fixture;
        QVERIFY(fixture.add(fixture.demoAccount(QStringLiteral("qovery"))));
        fixture.window->showProfileTrouble(trouble(StoreTrouble::FileDamaged), path);
        press(fixture, "primaryButton");
        QVERIFY(fixture.prompts.asked.first().text.contains(QStringLiteral("since the start")));
    }

    void aValueInMemoryIsNotLost_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("set aside") << int(StoreTrouble::FileDamaged);
        QTest::newRow("try again") << int(StoreTrouble::FileUnavailable);
    }
    void aValueInMemoryIsNotLost()
    {
        QFETCH(const int, what);
        WindowFixture fixture;
        QSignalSpy aside(fixture.window.get(), &MainWindow::setAsideRequested);
        QSignalSpy again(fixture.window.get(), &MainWindow::tryAgainRequested);
        const QString id = keepValue(fixture.safekeeper, Secret(QByteArrayLiteral("only here")), Token(),
            QStringLiteral("Acme"), KeptSecret::Origin::Created);
        fixture.prompts.nextAnswer = true;
        fixture.window->showProfileTrouble(trouble(StoreTrouble(what)), path);
        press(fixture, "primaryButton");
        QTest::qWait(20);
        QVERIFY(fixture.prompts.asked.isEmpty());
        QCOMPARE(aside.size() + again.size(), 0);
        QVERIFY(fixture.safekeeper.find(id));
        QVERIFY(fixture.safekeeper.confirmStored(id));
        press(fixture, "primaryButton");
        QTRY_COMPARE(aside.size() + again.size(), 1);
    }

    void quittingClosesTheWindow()
    {
        WindowFixture fixture;
        fixture.window->showProfileTrouble(trouble(StoreTrouble::FileDamaged), path);
        press(fixture, "quitButton");
        QTRY_VERIFY(!fixture.window->isVisible());
    }
};

QTEST_MAIN(TestProfileFlows)
#include "tst_profileflows.moc"
