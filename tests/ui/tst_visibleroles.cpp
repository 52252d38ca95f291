// SPDX-License-Identifier: MIT
#include "ui/visibleroles.h"

#include "pictures.h"
#include "ui/listingtrouble.h"
#include "ui/messagebar.h"
#include "windowfixture.h"

#include <QPushButton>
#include <QScrollBar>

#include <algorithm>

namespace {

DemoAccount currentAccount(const WindowFixture &fixture)
{
    DemoAccount demo = fixture.demoAccount(QStringLiteral("astronomer"));
    demo.account.generation = QStringLiteral("v1");
    demo.account.baseUrl = fixture.server.astronomerV1Url();
    return demo;
}

qsizetype reads(const WindowFixture &fixture)
{
    const QList<SeenRequest> seen = fixture.server.requests();
    return std::count_if(seen.cbegin(), seen.cend(),
        [](const SeenRequest &request) { return request.operation == QLatin1String("getToken"); });
}

} // namespace

/// What the window does by itself where an API leaves something out or is gone.
class TestVisibleRoles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesOfRowsOnScreenArrive();
    void withoutTheColumnNothingIsRead();
    void aServiceThatLeftTheOldApiIsFollowedWithOneClick();
    void aServiceThatAnswersNeitherIsTold();
};

void TestVisibleRoles::rolesOfRowsOnScreenArrive()
{
    DemoOptions options;
    options.extraTokens = 300;
    WindowFixture fixture(options);
    Session *session = fixture.add(currentAccount(fixture));
    QVERIFY(session);
    QTRY_VERIFY(fixture.rows() > 300);
    const QAbstractItemModel *model = fixture.table().model();
    const auto roleAt = [&](int row) {
        return model->index(row, TokenModel::Role).data(Qt::DisplayRole).toString();
    };
    const int below = fixture.rows() - 1;
    const QString unread = QStringLiteral("…");
    QCOMPARE(roleAt(below), unread);
    QCOMPARE(model->index(below, TokenModel::Role).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("role not read yet"));
    QTRY_VERIFY(roleAt(0) != unread);
    const int shown = fixture.table().rowAt(fixture.table().viewport()->height() - 1) + 1;
    QVERIFY(shown > 5);
    QTRY_VERIFY_WITH_TIMEOUT(reads(fixture) >= shown, 30'000);
    QTest::qWait(600);
    QVERIFY2(reads(fixture) <= shown + 1, "rows that nobody sees were read");
    QCOMPARE(roleAt(below), unread);

    fixture.table().verticalScrollBar()->setValue(fixture.table().verticalScrollBar()->maximum());
    QTRY_VERIFY(roleAt(below) != unread || roleAt(below - 1) != unread);
}

void TestVisibleRoles::withoutTheColumnNothingIsRead()
{
    WindowFixture fixture;
    fixture.table().setColumnHidden(TokenModel::Role, true);
    QVERIFY(fixture.add(currentAccount(fixture)));
    QTRY_VERIFY(fixture.rows() > 5);
    QTest::qWait(800);
    QCOMPARE(reads(fixture), 0);
    fixture.table().setColumnHidden(TokenModel::Role, false);
    QTRY_VERIFY(reads(fixture) > 0);
}

void TestVisibleRoles::aServiceThatLeftTheOldApiIsFollowedWithOneClick()
{
    WindowFixture fixture;
    FaultRule gone;
    gone.pathContains = QStringLiteral("/v1alpha1/");
    gone.times = -1;
    gone.fault.kind = Fault::Kind::Status;
    gone.fault.status = 410;
    fixture.server.addFault(gone);
    const DemoAccount demo = fixture.demoAccount(QStringLiteral("astronomer"));
    Session *session = fixture.add(demo);
    QVERIFY(session);
    QCOMPARE(session->state(), Session::State::Failed);
    const QString id = session->account().id;
    const ListingTrouble trouble = listingTrouble({session});
    QCOMPARE(trouble.movedAccountId, id);
    QCOMPARE(trouble.otherGeneration, QStringLiteral("v1"));
    QVERIFY(trouble.text.contains(QStringLiteral("no longer answers the old API")));

    QPushButton *button = nullptr;
    QTRY_VERIFY([&] {
        const QList<QPushButton *> all = fixture.window->findChildren<QPushButton *>();
        for (QPushButton *one : all) {
            if (one->isVisible() && one->text() == QLatin1String("Use the current API"))
                button = one;
        }
        return button != nullptr;
    }());
    savePictures(fixture.window.get(), QStringLiteral("generation-bar"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(fixture.rows() > 5);
    const Account now = fixture.sessions.find(id)->account();
    QCOMPARE(now.generation, QStringLiteral("v1"));
    QCOMPARE(now.baseUrl, fixture.server.astronomerV1Url());
    auto *bar = fixture.child<MessageBar>("listingBar");
    QVERIFY(bar);
    QVERIFY(bar->text().contains(QStringLiteral("uses the API v1 now")));
}

void TestVisibleRoles::aServiceThatAnswersNeitherIsTold()
{
    WindowFixture fixture;
    FaultRule gone;
    gone.pathContains = QStringLiteral("okens");
    gone.times = -1;
    gone.fault.kind = Fault::Kind::Status;
    gone.fault.status = 404;
    fixture.server.addFault(gone);
    Session *session = fixture.add(fixture.demoAccount(QStringLiteral("astronomer")));
    QVERIFY(session);
    const QString id = session->account().id;
    QPushButton *button = nullptr;
    QTRY_VERIFY([&] {
        const QList<QPushButton *> all = fixture.window->findChildren<QPushButton *>();
        for (QPushButton *one : all) {
            if (one->isVisible() && one->text() == QLatin1String("Use the current API"))
                button = one;
        }
        return button != nullptr;
    }());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(fixture.child<MessageBar>("listingBar"));
    QTRY_VERIFY(fixture.child<MessageBar>("listingBar")->text().contains(QStringLiteral("no token list")));
    QVERIFY(fixture.sessions.find(id)->account().generation != QLatin1String("v1"));
}

QTEST_MAIN(TestVisibleRoles)
#include "tst_visibleroles.moc"
