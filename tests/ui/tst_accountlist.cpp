// SPDX-License-Identifier: MIT
#include "ui/accountlist.h"

#include "pictures.h"
#include "ui/accountrowdelegate.h"
#include "windowfixture.h"

#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

/// The pane at the left: rows, counts, states, and what a person can do with mouse and keys.
class tst_AccountList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsViewsAndAccountsWithCounts();
    void emitsWhatIsChosen();
    void headingsCannotBeChosen();
    void keysActOnAccounts_data();
    void keysActOnAccounts();
    void contextMenuActsOnItsAccount();
    void showsTroubleAndLock();
    void tellsTheHealth();
    void followsRemoval();

private:
    QListWidgetItem *row(AccountList &list, const QString &text) const;
    void click(AccountList &list, const QString &text) const;

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<TokenModel> m_model;
    std::unique_ptr<TokenFilter> m_filter;
    Session *m_qovery = nullptr;
};

QListWidgetItem *tst_AccountList::row(AccountList &list, const QString &text) const
{
    auto *rows = list.findChild<QListWidget *>(QStringLiteral("accountRows"));
    return rows->findItems(text, Qt::MatchExactly).value(0);
}

void tst_AccountList::click(AccountList &list, const QString &text) const
{
    auto *rows = list.findChild<QListWidget *>(QStringLiteral("accountRows"));
    QTest::mouseClick(
        rows->viewport(), Qt::LeftButton, Qt::NoModifier, rows->visualItemRect(row(list, text)).center());
}

void tst_AccountList::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->isListening);
    m_qovery = m_fixture->add(m_fixture->demoAccount(QStringLiteral("qovery")));
    QVERIFY(m_qovery);
    m_model = std::make_unique<TokenModel>(m_fixture->sessions);
    m_filter = std::make_unique<TokenFilter>(*m_model);
    QTRY_COMPARE(m_filter->totalCount(), int(m_qovery->tokens().size()));
}

void tst_AccountList::showsViewsAndAccountsWithCounts()
{
    AccountList list(m_fixture->sessions, *m_filter);
    const QString count = QString::number(m_qovery->tokens().size());
    QTRY_COMPARE(
        row(list, QStringLiteral("All tokens"))->data(AccountRowDelegate::CountRole).toString(), count);
    const QListWidgetItem *account = row(list, m_qovery->account().name);
    QVERIFY(account);
    QCOMPARE(account->data(AccountRowDelegate::CountRole).toString(), count);
    QCOMPARE(account->data(AccountRowDelegate::ProductionRole).toBool(), m_qovery->account().isProduction);
    QVERIFY(account->data(Qt::AccessibleTextRole).toString().contains(count));
    QVERIFY(row(list, QStringLiteral("Expiring soon")));
    QVERIFY(row(list, QStringLiteral("Expired")));
}

void tst_AccountList::emitsWhatIsChosen()
{
    AccountList list(m_fixture->sessions, *m_filter);
    list.resize(220, 500);
    list.show();
    QSignalSpy views(&list, &AccountList::viewChosen);
    QSignalSpy accounts(&list, &AccountList::accountChosen);
    QSignalSpy adds(&list, &AccountList::addRequested);
    click(list, m_qovery->account().name);
    QCOMPARE(accounts.size(), 1);
    QCOMPARE(accounts.first().first().toString(), m_qovery->account().id);
    click(list, QStringLiteral("Expired"));
    QCOMPARE(views.size(), 1);
    QCOMPARE(views.first().first().value<TokenFilter::View>(), TokenFilter::View::Expired);
    QTest::mouseClick(list.findChild<QPushButton *>(QStringLiteral("addAccountButton")), Qt::LeftButton);
    QCOMPARE(adds.size(), 1);
    list.showSelection(TokenFilter::View::All, m_qovery->account().id);
    QCOMPARE(accounts.size(), 1); // told from outside is not chosen by a person
    QVERIFY(row(list, m_qovery->account().name)->isSelected());
}

void tst_AccountList::headingsCannotBeChosen()
{
    AccountList list(m_fixture->sessions, *m_filter);
    list.resize(220, 500);
    list.show();
    list.showSelection(TokenFilter::View::All, {});
    QSignalSpy views(&list, &AccountList::viewChosen);
    QSignalSpy accounts(&list, &AccountList::accountChosen);
    click(list, QStringLiteral("ACCOUNTS"));
    QCOMPARE(views.size() + accounts.size(), 0);
    QVERIFY(row(list, QStringLiteral("All tokens"))->isSelected());
    auto *rows = list.findChild<QListWidget *>(QStringLiteral("accountRows"));
    QTest::keyClick(rows, Qt::Key_End);
    QCOMPARE(accounts.size(), 1);
}

void tst_AccountList::keysActOnAccounts_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("edits");
    QTest::addColumn<int>("removals");
    QTest::newRow("Return") << int(Qt::Key_Return) << 1 << 0;
    QTest::newRow("F2") << int(Qt::Key_F2) << 1 << 0;
    QTest::newRow("Delete") << int(Qt::Key_Delete) << 0 << 1;
}

void tst_AccountList::keysActOnAccounts()
{
    QFETCH(int, key);
    AccountList list(m_fixture->sessions, *m_filter);
    QSignalSpy edits(&list, &AccountList::editRequested);
    QSignalSpy removals(&list, &AccountList::removeRequested);
    auto *rows = list.findChild<QListWidget *>(QStringLiteral("accountRows"));
    list.showSelection(TokenFilter::View::All, {});
    QTest::keyClick(rows, Qt::Key(key));
    QCOMPARE(edits.size() + removals.size(), 0); // a view is nothing to edit or remove
    list.showSelection(TokenFilter::View::All, m_qovery->account().id);
    QTest::keyClick(rows, Qt::Key(key));
    QTEST(int(edits.size()), "edits");
    QTEST(int(removals.size()), "removals");
}

void tst_AccountList::contextMenuActsOnItsAccount()
{
    AccountList list(m_fixture->sessions, *m_filter);
    list.resize(220, 500);
    list.show();
    list.showSelection(TokenFilter::View::All, m_qovery->account().id);
    QSignalSpy refreshes(&list, &AccountList::refreshRequested);
    auto *rows = list.findChild<QListWidget *>(QStringLiteral("accountRows"));
    Q_EMIT rows->customContextMenuRequested(
        rows->visualItemRect(row(list, m_qovery->account().name)).center());
    const QPointer<QMenu> menu = list.findChild<QMenu *>(QStringLiteral("accountMenu"));
    QVERIFY(menu && menu->isVisible());
    QCOMPARE(menu->actions().size(), 5);
    auto *refresh = menu->findChild<QAction *>(QStringLiteral("menuRefresh"));
    QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(refresh).center());
    QCOMPARE(refreshes.size(), 1);
    QCOMPARE(refreshes.first().first().toString(), m_qovery->account().id);
    QTRY_VERIFY(!menu);
}

void tst_AccountList::showsTroubleAndLock()
{
    AccountList list(m_fixture->sessions, *m_filter);
    const Session *revoked =
        m_fixture->add(m_fixture->demoAccount(QStringLiteral("qovery"), false, QStringLiteral("revoked")));
    QVERIFY(revoked);
    const auto mark = [this, &list](const Session *session) {
        return AccountRowDelegate::Mark(
            row(list, session->account().name)->data(AccountRowDelegate::MarkRole).toInt());
    };
    QTRY_COMPARE(mark(revoked), AccountRowDelegate::Mark::Trouble);
    Account forgotten = m_qovery->account();
    forgotten.id.clear();
    forgotten.name = QStringLiteral("Locked one");
    const Session *locked = m_fixture->sessions.add(forgotten, Secret());
    QTRY_COMPARE(mark(locked), AccountRowDelegate::Mark::Locked);
    QTRY_COMPARE(mark(m_qovery), AccountRowDelegate::Mark::None);
    m_fixture->sessions.remove(revoked->account().id);
    m_fixture->sessions.remove(locked->account().id);
}

void tst_AccountList::tellsTheHealth()
{
    AccountList list(m_fixture->sessions, *m_filter);
    list.resize(220, 500);
    list.show();
    const auto health = [this, &list](const Session *session) {
        return row(list, session->account().name)->data(AccountRowDelegate::HealthRole).toString();
    };
    const auto tip = [this, &list](
                         const Session *session) { return row(list, session->account().name)->toolTip(); };
    QTRY_VERIFY(tip(m_qovery).contains(QStringLiteral("Connected; the last answer came at")));
    QVERIFY(health(m_qovery).isEmpty()); // nothing to do about it
    const Session *revoked =
        m_fixture->add(m_fixture->demoAccount(QStringLiteral("qovery"), false, QStringLiteral("revoked")));
    QVERIFY(revoked);
    QTRY_COMPARE(health(revoked), QStringLiteral("Refused"));
    QVERIFY(tip(revoked).contains(QStringLiteral("refuses the sign-in")));
    auto *rows = list.findChild<QListWidget *>(QStringLiteral("accountRows"));
    QVERIFY(rows->visualItemRect(row(list, revoked->account().name)).height()
        > rows->visualItemRect(row(list, m_qovery->account().name)).height());
    savePictures(&list, QStringLiteral("health"));
    m_fixture->sessions.remove(revoked->account().id);
}

void tst_AccountList::followsRemoval()
{
    AccountList list(m_fixture->sessions, *m_filter);
    Account other = m_fixture->demoAccount(QStringLiteral("astronomer")).account;
    const Session *session = m_fixture->sessions.add(other, Secret());
    const QString name = session->account().name;
    list.showSelection(TokenFilter::View::All, session->account().id);
    QVERIFY(row(list, name));
    m_fixture->sessions.remove(session->account().id);
    QVERIFY(!row(list, name));
    QVERIFY(row(list, QStringLiteral("All tokens"))->isSelected());
}

QTEST_MAIN(tst_AccountList)
#include "tst_accountlist.moc"
