// SPDX-License-Identifier: MIT
#include "ui/launchrequest.h"
#include "ui/mainwindow.h"

#include "windowfixture.h"

#include "support/firstlisted.h"

#include "pictures.h"
#include "support/answer.h"
#include "support/keptvalue.h"
#include "support/proxyserver.h"
#include "support/tlsfront.h"
#include "support/wine.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/secretdialog.h"
#include "ui/statusarea.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

/// The window driven by mouse and keys on a real simulator.
class tst_MainWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyProfileOffersAnAccount();
    void listsEveryAccountInOneTable();
    void searchesAndClears();
    void aCreatorsTokensAreFoundByTheService();
    void slashAndFindReachTheSearchField();
    void sortsByHeader();
    void selectionReachesDetailsAndActions();
    void contextMenuShowsTheSameActions();
    void copiesIdsNeverSecrets();
    void jumpsToAccounts();
    void panesToggleAndAreRemembered();
    void failedListingIsToldInline();
    void aProxyThatWantsALoginLeadsToItsFields();
    void refusedCredentialOffersSignIn();
    void severalFailuresAreSummarised();
    void forgottenCredentialAsksForSignIn();
    void noTokensHereOffersOne();
    void startsWithWhatWasAskedFor();
    void aLaterRequestReplacesTheOneThatWaits();
    void deadDialogsTroubleStandsInTheBar();
    void quitsAtOnceWithNothingToLose();
    void quitAsksForUnclaimedSecrets_data();
    void quitAsksForUnclaimedSecrets();
    void quitAsksWhileOperationsRun();
    void unclaimedSecretIsFoundAgain();
    void aCopiedValueFollowsTheSettingAndEndsWithTheWindow();
    void statusTellsCountsAndMemory();
    void removesAnAccountAfterAsking();
    void shortcutsAreUniqueAndListed();
    void themeChoiceIsKept();
    void firstListingIsToldOnce();
    void isUsableWhenSmall();

private:
    static QString emptyHeadline(const WindowFixture &fixture);
    static MessageBar *bar(const WindowFixture &fixture);
};

QString tst_MainWindow::emptyHeadline(const WindowFixture &fixture)
{
    const auto *label = fixture.child<QLabel>("emptyHeadline");
    return label ? label->text() : QString();
}

MessageBar *tst_MainWindow::bar(const WindowFixture &fixture)
{
    return fixture.child<MessageBar>("listingBar");
}

void tst_MainWindow::emptyProfileOffersAnAccount()
{
    WindowFixture fixture;
    QTRY_COMPARE(emptyHeadline(fixture), QStringLiteral("No accounts yet"));
    QVERIFY(!bar(fixture));
    QTest::mouseClick(fixture.child<QPushButton>("emptyButton"), Qt::LeftButton);
    QTRY_VERIFY(fixture.child<QDialog>("accountWizard"));
}

void tst_MainWindow::listsEveryAccountInOneTable()
{
    WindowFixture fixture;
    const Session *qovery = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    const Session *astronomer = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    QVERIFY(qovery && astronomer);
    QVERIFY(fixture.hasRows(qovery->tokens().size() + astronomer->tokens().size()));
    QVERIFY(!fixture.child<QWidget>("emptyState"));
}

void tst_MainWindow::searchesAndClears()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    QVERIFY(fixture.hasRows(session->tokens().size()));
    auto *search = fixture.child<QLineEdit>("searchField");
    QTest::keyClicks(search, QStringLiteral("terraform"));
    QVERIFY(fixture.hasRows(1));
    QTest::keyClicks(search, QStringLiteral(" and nothing else"));
    QTRY_COMPARE(emptyHeadline(fixture), QStringLiteral("Nothing fits"));
    const auto *text = fixture.child<QLabel>("emptyText");
    QVERIFY(text->text().contains(QString::number(session->tokens().size())));
    QTest::mouseClick(fixture.child<QPushButton>("emptyButton"), Qt::LeftButton);
    QVERIFY(fixture.hasRows(session->tokens().size()));
    QVERIFY(search->text().isEmpty());
}

void tst_MainWindow::aCreatorsTokensAreFoundByTheService()
{
    WindowFixture fixture;
    Session *session = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    const qsizetype all = session->tokens().size();
    QVERIFY(fixture.hasRows(all));
    const Result<QSet<QString>> hers =
        answerOf(session->findTokens(fixture.window.get(), {{}, QStringLiteral("ada example")}));
    QVERIFY(hers && !hers.value().isEmpty() && hers.value().size() < all);
    auto *search = fixture.child<QLineEdit>("searchField");
    QTest::keyClicks(search, QStringLiteral("creator:\"ada example\""));
    QVERIFY(fixture.hasRows(hers.value().size())); // Qovery does not tell who made a token; it was asked
    FaultRule refused;
    refused.pathContains = QStringLiteral("apiToken");
    refused.fault.kind = Fault::Kind::Status;
    refused.fault.status = 403;
    fixture.server.addFault(refused);
    search->setText(QStringLiteral("creator:ada"));
    QTRY_VERIFY(fixture.child<StatusArea>("statusArea")->text().contains(QStringLiteral("did not tell")));
    QVERIFY(fixture.hasRows(0)); // nobody said whose these are, so none is shown as hers
    search->clear();
    QVERIFY(fixture.hasRows(all));
}

void tst_MainWindow::slashAndFindReachTheSearchField()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    QVERIFY(fixture.hasRows(session->tokens().size()));
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    auto *search = fixture.child<QLineEdit>("searchField");
    fixture.table().setFocus();
    QTest::keyClick(&fixture.table(), Qt::Key_Slash);
    QTRY_VERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("a/b"));
    QCOMPARE(search->text(), QStringLiteral("a/b")); // a slash in the field is a slash
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
    QVERIFY(search->hasFocus());
    QTest::keyClick(search, Qt::Key_Escape);
    QTRY_VERIFY(fixture.table().hasFocus());
    QTest::keyClick(&fixture.table(), Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(search->hasFocus());
}

void tst_MainWindow::sortsByHeader()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    QVERIFY(fixture.hasRows(session->tokens().size()));
    QHeaderView *header = fixture.table().horizontalHeader();
    const auto *filter = qobject_cast<TokenFilter *>(fixture.table().model());
    const QPoint middle(header->sectionViewportPosition(TokenModel::AccountColumn)
            + header->sectionSize(TokenModel::AccountColumn) / 2,
        header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, middle);
    QCOMPARE(filter->sortColumn(), int(TokenModel::AccountColumn));
    const Qt::SortOrder first = filter->sortOrder();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, middle);
    QVERIFY(filter->sortOrder() != first);
}

void tst_MainWindow::selectionReachesDetailsAndActions()
{
    WindowFixture fixture;
    const Session *qovery = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    const Session *astronomer = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    QVERIFY(fixture.hasRows(qovery->tokens().size() + astronomer->tokens().size()));
    QVERIFY(!fixture.action("rotateAction")->isEnabled());
    QVERIFY(fixture.selectRow(firstListed(*astronomer).key()));
    QVERIFY(fixture.action("rotateAction")->isEnabled());
    QVERIFY(fixture.action("updateAction")->isEnabled());
    QVERIFY(fixture.selectRow(firstListed(*qovery).key()));
    QVERIFY(!fixture.action("rotateAction")->isEnabled());
    QVERIFY(fixture.action("removeAction")->isEnabled());
    QTest::keyClick(&fixture.table(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY(fixture.table().selectedKeys().size() > 1);
    QVERIFY(!fixture.action("removeAction")->isEnabled());
    QCOMPARE(fixture.action("removeAction")->toolTip(), QStringLiteral("Select one token"));
}

void tst_MainWindow::contextMenuShowsTheSameActions()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    QVERIFY(fixture.hasRows(session->tokens().size()));
    QVERIFY(fixture.selectRow(firstListed(*session).key()));
    Q_EMIT fixture.table().menuRequested(fixture.table().mapToGlobal(QPoint(50, 50)));
    const QPointer<QMenu> menu = fixture.window->findChild<QMenu *>(QStringLiteral("tokenContextMenu"));
    QVERIFY(menu && menu->isVisible());
    for (const char *name :
        {"updateAction", "rotateAction", "duplicateAction", "copyIdAction", "removeAction"})
        QVERIFY2(menu->actions().contains(fixture.action(name)), name);
    QTest::mouseClick(
        menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(fixture.action("rotateAction")).center());
    QTRY_VERIFY(fixture.child<QDialog>("rotateDialog"));
    QTRY_VERIFY(!menu);
}

void tst_MainWindow::copiesIdsNeverSecrets()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    QVERIFY(fixture.hasRows(session->tokens().size()));
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    QVERIFY(fixture.selectRow(firstListed(*session).key()));
    QTRY_VERIFY(fixture.action("copyIdAction")->isEnabled());
    fixture.table().setFocus();
    QTRY_VERIFY(fixture.table().hasFocus()); // once the rows are shown, a moment after they are there
    QTest::keyClick(&fixture.table(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), firstListed(*session).id);
    QTest::keyClick(&fixture.table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&fixture.table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList ids = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(ids.size(), session->tokens().size());
    for (const Token &token : session->tokens())
        QVERIFY(ids.contains(token.id));
}

void tst_MainWindow::jumpsToAccounts()
{
    WindowFixture fixture;
    const Session *qovery = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    const Session *astronomer = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    QTest::keyClick(fixture.window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(fixture.hasRows(astronomer->tokens().size()));
    QTest::keyClick(fixture.window.get(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(fixture.hasRows(qovery->tokens().size()));
    const auto *rows = fixture.child<QListWidget>("accountRows");
    QCOMPARE(rows->currentItem()->text(), qovery->account().name);
    QVERIFY(!fixture.action("jumpAction3")->isVisible());
}

void tst_MainWindow::panesToggleAndAreRemembered()
{
    WindowFixture fixture;
    QVERIFY(QTest::qWaitForWindowActive(fixture.window.get()));
    QVERIFY(fixture.child<QWidget>("accountList"));
    QTest::keyClick(fixture.window.get(), Qt::Key_F9);
    QTRY_VERIFY(!fixture.child<QWidget>("accountList"));
    QTest::keyClick(fixture.window.get(), Qt::Key_F10);
    QTRY_VERIFY(!fixture.child<QWidget>("tokenDetails"));
    fixture.window->resize(1000, 600);
    fixture.window->close();
    MainWindow again(fixture.sessions, fixture.door, fixture.settings, fixture.prompts);
    again.show();
    QVERIFY(!again.findChild<QWidget *>(QStringLiteral("accountList"))->isVisible());
    QVERIFY(!again.findChild<QWidget *>(QStringLiteral("tokenDetails"))->isVisible());
    QCOMPARE(again.size(), QSize(1000, 600));
    QVERIFY(!again.findChild<QAction *>(QStringLiteral("showAccountsAction"))->isChecked());
}

void tst_MainWindow::failedListingIsToldInline()
{
    WindowFixture fixture;
    const DemoAccount demo = fixture.demoAccount(QStringLiteral("qovery"));
    FaultRule down;
    down.operation = QStringLiteral("listApiTokens");
    down.times = -1;
    down.fault.kind = Fault::Kind::Status;
    down.fault.status = 403;
    fixture.server.addFault(down);
    const Session *session = fixture.add(demo);
    QCOMPARE(session->state(), Session::State::Failed);
    QTRY_VERIFY(bar(fixture));
    QVERIFY(bar(fixture)->text().contains(demo.account.name));
    QVERIFY(bar(fixture)->details().contains(QStringLiteral("403")));
    QVERIFY(emptyHeadline(fixture).contains(demo.account.name));
    QVERIFY(QApplication::topLevelWidgets().size() > 0 && !QApplication::activeModalWidget());
    fixture.server.clearFaults();
    QTest::mouseClick(fixture.child<QPushButton>("emptyButton"), Qt::LeftButton); // Retry
    QTRY_COMPARE(session->state(), Session::State::Ready);
    QTRY_VERIFY(!bar(fixture));
    QVERIFY(fixture.hasRows(session->tokens().size()));

    // Rows that were there stay, and the bar tells their age.
    fixture.server.addFault(down);
    fixture.action("refreshAction")->trigger();
    QTRY_VERIFY(bar(fixture));
    QCOMPARE(fixture.rows(), int(session->tokens().size()));
    QVERIFY(bar(fixture)->text().contains(QStringLiteral("Its rows are from")));
}

void tst_MainWindow::aProxyThatWantsALoginLeadsToItsFields()
{
    WindowFixture fixture;
    ProxyServer proxy;
    QVERIFY(proxy.isListening());
    proxy.requireLogin("mia", "pro xy");
    DemoAccount demo = fixture.demoAccount(QStringLiteral("qovery"));
    TlsFront front(quint16(demo.account.baseUrl.port()), TlsFront::Certificate::Elsewhere);
    QVERIFY(front.isListening());
    proxy.route(QStringLiteral("elsewhere.test"), front.serverPort());
    demo.account.baseUrl = front.url(demo.account.baseUrl);
    const QTemporaryDir folder;
    demo.account.caFile = folder.filePath(QStringLiteral("ca.pem"));
    QVERIFY(TlsFront::writeAuthority(demo.account.caFile));
    demo.account.proxy = {
        ProxyChoice::Kind::Http, QStringLiteral("127.0.0.1"), proxy.serverPort(), QString()};
    QVERIFY(fixture.add(demo));
    QTRY_VERIFY(bar(fixture));
    QVERIFY2(
        bar(fixture)->text().contains(QStringLiteral("asks for a login")), qPrintable(bar(fixture)->text()));
    QStringList offered;
    for (const QAbstractButton *button : bar(fixture)->findChildren<QAbstractButton *>()) {
        if (button->isVisible())
            offered.append(button->text());
    }
    QVERIFY(offered.contains(QStringLiteral("Retry")));
    QVERIFY(offered.contains(QStringLiteral("Edit account…")));
    savePictures(fixture.window.get(), QStringLiteral("proxy-bar"));
    QTest::mouseClick(fixture.child<QPushButton>("emptyButton"), Qt::LeftButton); // the same in the middle
    QTRY_VERIFY(fixture.child<QDialog>("accountDialog"));
    auto *user = fixture.child<QLineEdit>("proxyUserField");
    QVERIFY(user);
    QTRY_VERIFY(user->hasFocus());
    QTRY_VERIFY(user->visibleRegion().boundingRect().height() >= user->height()); // not below the fold
    savePictures(fixture.child<QDialog>("accountDialog"), QStringLiteral("proxy-fields"));
    user->setText(QStringLiteral("mia"));
    fixture.child<QLineEdit>("proxyPasswordField")->setText(QStringLiteral("pro xy"));
    QTest::mouseClick(fixture.child<QPushButton>("primaryButton"), Qt::LeftButton);
    if (isUnderWine())
        QSKIP("wine 8 does not import the key of a server of ours");
    QTRY_COMPARE(fixture.sessions.all().constFirst()->state(), Session::State::Ready);
    QTRY_VERIFY(!bar(fixture));
}

void tst_MainWindow::refusedCredentialOffersSignIn()
{
    WindowFixture fixture;
    const DemoAccount revoked =
        fixture.demoAccount(QStringLiteral("qovery"), false, QStringLiteral("revoked"));
    const Session *session = fixture.add(revoked);
    QCOMPARE(session->state(), Session::State::Failed);
    QTRY_VERIFY(fixture.child<QPushButton>("emptyButton"));
    QTRY_COMPARE(fixture.child<QPushButton>("emptyButton")->text(), QStringLiteral("Sign in…"));
    QTest::mouseClick(fixture.child<QPushButton>("emptyButton"), Qt::LeftButton);
    QTRY_VERIFY(fixture.child<QDialog>("accountDialog"));
    QTest::keyClicks(fixture.child<QLineEdit>("credentialField"),
        QString::fromUtf8(fixture.demoAccount(QStringLiteral("qovery")).credential));
    QTest::mouseClick(fixture.child<QPushButton>("primaryButton"), Qt::LeftButton);
    QTRY_COMPARE(session->state(), Session::State::Ready);
}

void tst_MainWindow::severalFailuresAreSummarised()
{
    WindowFixture fixture;
    const Session *good = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    const DemoAccount first =
        fixture.demoAccount(QStringLiteral("astronomer"), false, QStringLiteral("revoked"));
    const DemoAccount second =
        fixture.demoAccount(QStringLiteral("astronomer"), true, QStringLiteral("revoked"));
    QVERIFY(fixture.add(first) && fixture.add(second));
    QTRY_VERIFY(bar(fixture));
    QTRY_VERIFY(bar(fixture)->text().contains(QLatin1Char('2')));
    QVERIFY(bar(fixture)->text().contains(first.account.name));
    QVERIFY(bar(fixture)->text().contains(second.account.name));
    QVERIFY(!bar(fixture)->details().contains(QString::fromUtf8(first.credential)));
    QVERIFY(fixture.hasRows(good->tokens().size()));
}

void tst_MainWindow::forgottenCredentialAsksForSignIn()
{
    WindowFixture fixture;
    const DemoAccount demo = fixture.demoAccount(QStringLiteral("qovery"));
    Session *session = fixture.sessions.add(demo.account, Secret());
    QTRY_VERIFY(emptyHeadline(fixture).contains(demo.account.name));
    QTest::mouseClick(fixture.child<QPushButton>("emptyButton"), Qt::LeftButton);
    QTRY_VERIFY(fixture.child<QDialog>("accountDialog"));
    auto *credential = fixture.child<QLineEdit>("credentialField");
    QTest::keyClicks(credential, QString::fromUtf8(demo.credential));
    QTest::mouseClick(fixture.child<QPushButton>("primaryButton"), Qt::LeftButton);
    QTRY_COMPARE(session->state(), Session::State::Ready);
    QVERIFY(fixture.hasRows(session->tokens().size()));
}

void tst_MainWindow::noTokensHereOffersOne()
{
    WindowFixture fixture;
    FaultRule empty;
    empty.operation = QStringLiteral("listApiTokens");
    empty.fault.kind = Fault::Kind::Status;
    empty.fault.status = 200;
    empty.fault.headers = {{"Content-Type", "application/json"}};
    empty.fault.body = R"({"results":[]})";
    fixture.server.addFault(empty);
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    QCOMPARE(session->state(), Session::State::Ready);
    QTRY_COMPARE(emptyHeadline(fixture), QStringLiteral("No tokens here"));
    QTest::mouseClick(fixture.child<QPushButton>("emptyButton"), Qt::LeftButton);
    QTRY_VERIFY(fixture.child<QDialog>("createTokenDialog"));
}

void tst_MainWindow::startsWithWhatWasAskedFor()
{
    WindowFixture fixture;
    fixture.window->perform(LaunchRequest::NewToken);
    QVERIFY(!fixture.child<QDialog>("createTokenDialog")); // there is no account yet
    QVERIFY(fixture.add(fixture.demoAccount(QStringLiteral("qovery"))));
    QTRY_VERIFY(fixture.child<QDialog>("createTokenDialog"));
    fixture.child<QDialog>("createTokenDialog")->reject();
    QTRY_VERIFY(!fixture.child<QDialog>("createTokenDialog"));

    fixture.window->perform(LaunchRequest::Expiring);
    const auto *rows = fixture.child<QListWidget>("accountRows");
    QVERIFY(rows->currentItem()->text().contains(QStringLiteral("Expiring")));

    fixture.window->perform(LaunchRequest::NewToken);
    QTRY_VERIFY(fixture.child<QDialog>("createTokenDialog"));
}

void tst_MainWindow::aLaterRequestReplacesTheOneThatWaits()
{
    WindowFixture fixture;
    fixture.window->perform(LaunchRequest::NewToken);
    fixture.window->perform(LaunchRequest::Expiring);
    QVERIFY(fixture.add(fixture.demoAccount(QStringLiteral("qovery"))));
    QTest::qWait(50);
    QVERIFY(!fixture.child<QDialog>("createTokenDialog"));
}

void tst_MainWindow::deadDialogsTroubleStandsInTheBar()
{
    WindowFixture fixture;
    fixture.window->showTrouble(QStringLiteral("Something is wrong."), QStringLiteral("its details"));
    QTRY_VERIFY(bar(fixture));
    QCOMPARE(bar(fixture)->text(), QStringLiteral("Something is wrong."));
    QCOMPARE(bar(fixture)->details(), QStringLiteral("its details"));
    QTest::mouseClick(bar(fixture)->findChild<QWidget *>(QStringLiteral("messageBarClose")), Qt::LeftButton);
    QTRY_VERIFY(!bar(fixture));
}

void tst_MainWindow::quitsAtOnceWithNothingToLose()
{
    WindowFixture fixture;
    QVERIFY(fixture.window->close());
    QVERIFY(fixture.prompts.asked.isEmpty());
}

void tst_MainWindow::quitAsksForUnclaimedSecrets_data()
{
    QTest::addColumn<bool>("answer");
    QTest::newRow("stay") << false;
    QTest::newRow("quit") << true;
}

void tst_MainWindow::quitAsksForUnclaimedSecrets()
{
    QFETCH(bool, answer);
    WindowFixture fixture;
    (void)keepValue(fixture.safekeeper, Secret(QByteArray("demo-value")), Token{}, QStringLiteral("Acme"),
        KeptSecret::Origin::Created);
    fixture.prompts.nextAnswer = answer;
    QVERIFY(!fixture.window->close()); // not yet: it was asked
    QCOMPARE(fixture.prompts.asked.size(), 1);
    QCOMPARE(fixture.prompts.asked.first().objectName, QStringLiteral("quitQuestion"));
    QVERIFY(fixture.prompts.asked.first().text.contains(QLatin1Char('1')));
    QVERIFY(!fixture.prompts.asked.first().text.contains(QStringLiteral("demo-value")));
    QTRY_COMPARE(fixture.window->isVisible(), !answer);
    QCOMPARE(fixture.safekeeper.waiting().size(), 1);
}

void tst_MainWindow::quitAsksWhileOperationsRun()
{
    WindowFixture fixture;
    Session *session = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    FaultRule hang;
    hang.operation = QStringLiteral("rotateOrganizationApiToken");
    hang.fault.kind = Fault::Kind::Hang;
    fixture.server.addFault(hang);
    session->rotateToken(this, firstListed(*session).key())->onFinished(this, [](Result<IssueReceipt> &&) {});
    QTRY_COMPARE(session->runningOperations(), 1);
    QVERIFY(!fixture.window->close());
    QVERIFY(!fixture.window->close()); // one question is enough
    QCOMPARE(fixture.prompts.asked.size(), 1);
}

void tst_MainWindow::unclaimedSecretIsFoundAgain()
{
    WindowFixture fixture;
    QVERIFY(!fixture.child<QToolButton>("unclaimedButton"));
    const auto keep = [&fixture](const char *name) {
        Token token;
        token.name = QLatin1String(name);
        return keepValue(fixture.safekeeper, Secret(QByteArray("demo-value")), token, QStringLiteral("Acme"),
            KeptSecret::Origin::Created);
    };
    const QString first = keep("one");
    auto *button = fixture.child<QToolButton>("unclaimedButton");
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(fixture.child<QDialog>("secretDialog"));
    fixture.child<QDialog>("secretDialog")->close();
    (void)keep("two");
    QTest::mouseClick(button, Qt::LeftButton);
    const auto *menu = fixture.window->findChild<QMenu *>(QStringLiteral("unclaimedMenu"));
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().at(1)->trigger();
    QTRY_VERIFY(fixture.child<QDialog>("secretDialog"));
    for (const KeptSecret &kept : fixture.safekeeper.waiting())
        fixture.safekeeper.confirmStored(kept.id);
    QTRY_VERIFY(!fixture.child<QToolButton>("unclaimedButton"));
}

void tst_MainWindow::aCopiedValueFollowsTheSettingAndEndsWithTheWindow()
{
    WindowFixture fixture;
    keepValue(fixture.safekeeper, Secret(QByteArray("demo-value")), Token(), QStringLiteral("Acme"),
        KeptSecret::Origin::Created);
    fixture.settings.setValue(Settings::Key::ClipboardSeconds, 7);
    QTest::mouseClick(fixture.child<QToolButton>("unclaimedButton"), Qt::LeftButton);
    QTRY_VERIFY(fixture.child<QDialog>("secretDialog"));
    QTest::mouseClick(fixture.child<QPushButton>("copyButton"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("demo-value"));
    const auto *state = fixture.child<NoteLine>("secretState");
    QVERIFY2(state->text().endsWith(QLatin1String(" 7 s.")), qPrintable(state->text()));
    fixture.window.reset();
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void tst_MainWindow::statusTellsCountsAndMemory()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    auto *status = fixture.child<StatusArea>("statusArea");
    const QString total = QString::number(session->tokens().size());
    QTRY_VERIFY(status->text().startsWith(total));
    QTest::keyClicks(fixture.child<QLineEdit>("searchField"), QStringLiteral("terraform"));
    QTRY_VERIFY(status->text().startsWith(QStringLiteral("1 of ") + total));
    auto *memory = fixture.child<QToolButton>("vaultButton");
    QVERIFY(memory);
    QVERIFY(!memory->toolTip().isEmpty());
    QTest::mouseClick(memory, Qt::LeftButton);
    QTRY_VERIFY(bar(fixture));
    QVERIFY(!fixture.child<QWidget>("listingProgress"));

    fixture.server.clearFaults();
    FaultRule hang;
    hang.operation = QStringLiteral("listApiTokens");
    hang.fault.kind = Fault::Kind::Hang;
    fixture.server.addFault(hang);
    fixture.action("refreshAction")->trigger();
    QTRY_VERIFY(fixture.child<QWidget>("listingProgress"));
    QTRY_VERIFY(status->text().contains(session->account().name));
    QTest::mouseClick(fixture.child<QToolButton>("cancelListingButton"), Qt::LeftButton);
    QTRY_VERIFY(session->state() != Session::State::Loading);
    QTRY_VERIFY(!fixture.child<QWidget>("listingProgress"));
}

void tst_MainWindow::removesAnAccountAfterAsking()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("qovery")));
    const QString id = session->account().id;
    QVERIFY(!fixture.action("removeAccountAction")->isEnabled());
    QTest::keyClick(fixture.window.get(), Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(fixture.action("removeAccountAction")->isEnabled());
    fixture.prompts.nextAnswer = true;
    fixture.action("removeAccountAction")->trigger();
    QTRY_VERIFY(!fixture.sessions.find(id));
    QTRY_COMPARE(emptyHeadline(fixture), QStringLiteral("No accounts yet"));
    QVERIFY(!fixture.action("removeAccountAction")->isEnabled());
}

void tst_MainWindow::shortcutsAreUniqueAndListed()
{
    WindowFixture fixture;
    QHash<QString, QString> owners;
    int count = 0;
    for (const QAction *action : fixture.window->findChildren<QAction *>()) {
        for (const QKeySequence &key : action->shortcuts()) {
            const QString text = key.toString(QKeySequence::PortableText);
            QVERIFY2(!owners.contains(text), qPrintable(text));
            owners.insert(text, action->objectName());
        }
        if (!action->shortcuts().isEmpty() && action->isVisible())
            ++count;
    }
    QCOMPARE(owners.value(QStringLiteral("Ctrl+Q")), QStringLiteral("quitAction"));
    fixture.action("shortcutsAction")->trigger();
    QTRY_VERIFY(fixture.child<QDialog>("shortcutsDialog"));
    const auto *list = fixture.child<QTreeWidget>("shortcutList");
    QVERIFY(list->topLevelItemCount() >= count);
    QVERIFY(!list->findItems(QStringLiteral("New token"), Qt::MatchExactly).isEmpty());
}

void tst_MainWindow::themeChoiceIsKept()
{
    WindowFixture fixture;
    fixture.action("darkThemeAction")->trigger();
    QTRY_VERIFY(isDark(fixture.window->palette()));
    QCOMPARE(fixture.settings.value(Settings::Key::Theme).toString(), QStringLiteral("dark"));
    fixture.action("lightThemeAction")->trigger();
    QTRY_VERIFY(!isDark(fixture.window->palette()));
    fixture.action("compactRowsAction")->trigger();
    QVERIFY(fixture.settings.value(Settings::Key::CompactRows).toBool());
}

void tst_MainWindow::firstListingIsToldOnce()
{
    WindowFixture fixture;
    const DemoAccount demo = fixture.demoAccount(QStringLiteral("qovery"));
    fixture.sessions.add(demo.account, Secret(QByteArray(demo.credential)));
    QSignalSpy told(fixture.window.get(), &MainWindow::firstListingFinished);
    QTRY_COMPARE(told.size(), 1);
    fixture.sessions.refreshAll();
    QTRY_COMPARE(fixture.sessions.all().first()->state(), Session::State::Ready);
    QCOMPARE(told.size(), 1);
}

void tst_MainWindow::isUsableWhenSmall()
{
    WindowFixture fixture;
    const Session *session = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    QVERIFY(fixture.hasRows(session->tokens().size()));
    fixture.window->resize(100, 100);
    QVERIFY(QTest::qWaitFor([&fixture] { return fixture.window->size() == QSize(900, 560); }));
    const QRect inside = fixture.window->rect();
    for (const char *name : {"accountList", "tokenTable", "tokenDetails", "searchField", "statusArea"}) {
        const auto *widget = fixture.child<QWidget>(name);
        QVERIFY2(widget, name);
        const QRect shown(widget->mapTo(fixture.window.get(), QPoint()), widget->size());
        QVERIFY2(inside.contains(shown), name);
    }
    QVERIFY(fixture.table().width() >= 300);
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
