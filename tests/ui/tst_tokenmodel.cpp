// SPDX-License-Identifier: MIT
#include "demodesk.h"
#include "ui/rowindex.h"
#include "ui/tokenmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace {

Token makeToken(const QString &id)
{
    Token token;
    token.accountId = QStringLiteral("account");
    token.id = id;
    return token;
}

int rowNamed(const TokenModel &model, const QString &name)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.tokenAt(row).name == name)
            return row;
    }
    return -1;
}

} // namespace

class TestTokenModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryTokenOfEverySession();
    void followsListings();
    void followsRefreshes();
    void followsAccounts();
    void oneRowAtATimeCanGo();
    void statesFollowTheClock();
    void soonIsASetting();
    void cellsSayWhatIsNotKnown();
    void rolesOfCells();
    void headers();
    void rowIndexFindsEverything();
    void theOwnTokenIsMarked();
};

void TestTokenModel::theOwnTokenIsMarked()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    const TokenModel model(desk.sessions);
    const auto isOwn = [&model](int row) {
        return model.index(row, TokenModel::Name).data(TokenModel::OwnRole).toBool();
    };
    int owned = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const Session *session = model.sessionAt(row);
        QCOMPARE(isOwn(row), session->ownToken().is(model.tokenAt(row).id));
        const QModelIndex name = model.index(row, TokenModel::Name);
        QCOMPARE(name.data(Qt::ToolTipRole).toString().contains(QStringLiteral("signs in")), isOwn(row));
        QCOMPARE(
            name.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("signs in")), isOwn(row));
        owned += isOwn(row) ? 1 : 0;
    }
    QVERIFY(owned > 0);
    // Somebody says which one it is elsewhere: its rows follow.
    Session *unsure = nullptr;
    const QList<Session *> all = desk.sessions.all();
    for (Session *session : all) {
        if (session->ownToken().source == OwnToken::Source::NotKnown && session->hasTokens())
            unsure = session;
    }
    QVERIFY(unsure);
    const TokenKey key = unsure->tokens().constFirst().key();
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QVERIFY(desk.sessions.recordOwnToken(key.accountId, key.tokenId));
    QVERIFY(!changed.isEmpty());
    QVERIFY(isOwn(model.rowOf(key)));
}

void TestTokenModel::showsEveryTokenOfEverySession()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(model.rowCount() > 20);
    QCOMPARE(model.rowCount(), desk.tokenCount());
    for (int row = 0; row < model.rowCount(); ++row) {
        const Token &token = model.tokenAt(row);
        QCOMPARE(model.rowOf(token.key()), row);
        QVERIFY(model.sessionAt(row));
        QCOMPARE(model.sessionAt(row)->account().id, token.accountId);
        QCOMPARE(model.index(row, 0).data(TokenModel::KeyRole).value<TokenKey>(), token.key());
    }
    QCOMPARE(model.rowOf({QStringLiteral("no"), {}, QStringLiteral("no")}), -1);
}

void TestTokenModel::followsListings()
{
    DemoDesk desk(2500);
    TokenModel model(desk.sessions);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(desk.open());
    QVERIFY(model.rowCount() >= 2500);
    QCOMPARE(model.rowCount(), desk.tokenCount());
}

void TestTokenModel::followsRefreshes()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Session *session = model.sessionAt(0);
    // Without a token that some account signs in with, that one could not be listed again.
    const QString organization = session->account().organizationId;
    QVERIFY(!desk.server.addToken(organization, model.tokenAt(0).workspaceId, QStringLiteral("leaver"))
                 .isEmpty());
    desk.sessions.refreshAll();
    QTRY_VERIFY(desk.isListed() && rowNamed(model, QStringLiteral("leaver")) >= 0);
    const TokenKey gone = model.tokenAt(rowNamed(model, QStringLiteral("leaver"))).key();
    const int before = model.rowCount();
    QVERIFY(desk.server.removeToken(gone.tokenId));
    QVERIFY(!desk.server.addToken(organization, gone.workspaceId, QStringLiteral("newcomer")).isEmpty());
    desk.sessions.refreshAll();
    QTRY_VERIFY(desk.isListed() && model.rowOf(gone) < 0 && rowNamed(model, QStringLiteral("newcomer")) >= 0);
    QCOMPARE(model.rowCount(), desk.tokenCount());
    QVERIFY(model.rowCount() <= before + 1);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOf(model.tokenAt(row).key()), row);
}

void TestTokenModel::followsAccounts()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<Session *> all = desk.sessions.all();
    QVERIFY(all.size() >= 2);
    const QString removed = all.constFirst()->account().id;
    QVERIFY(model.accountNumberOf(removed) >= 0);
    desk.sessions.remove(removed);
    QCOMPARE(model.rowCount(), desk.tokenCount());
    QCOMPARE(model.accountNumberOf(removed), -1);
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(model.tokenAt(row).accountId != removed);
    const QList<DemoAccount> accounts = desk.server.openingAccounts();
    QByteArray credential = accounts.constFirst().credential;
    desk.sessions.add(accounts.constFirst().account, Secret(std::move(credential)));
    QTRY_VERIFY(desk.isListed());
    QCOMPARE(model.rowCount(), desk.tokenCount());
}

void TestTokenModel::oneRowAtATimeCanGo()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    QSignalSpy removedRows(&model, &TokenModel::rowsRemoved);
    QSignalSpy resets(&model, &TokenModel::modelReset);
    QSignalSpy renumbered(&model, &TokenModel::renumbered);
    const TokenKey key = model.tokenAt(model.rowCount() / 2).key();
    Session *session = model.sessionAt(model.rowOf(key));
    QVERIFY(session);
    const Token last = model.tokenAt(model.rowCount() - 1);
    Q_EMIT session->tokensRemoved({key});
    QCOMPARE(removedRows.count(), 1);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(renumbered.count(), 1);
    QCOMPARE(model.rowOf(key), -1);
    QCOMPARE(model.rowOf(last.key()), model.rowCount() - 1);
    Q_EMIT session->tokensRemoved({key});
    QCOMPARE(renumbered.count(), 1);
}

void TestTokenModel::statesFollowTheClock()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    int row = 0;
    while (row < model.rowCount() && model.stateAt(row) != ExpiryState::Active)
        ++row;
    QVERIFY(row < model.rowCount());
    const QDateTime end = model.tokenAt(row).expiresAt.utc();
    QSignalSpy changes(&model, &TokenModel::dataChanged);
    desk.clock.set(end.addDays(-3));
    QCOMPARE(model.stateAt(row), ExpiryState::Active);
    model.tick();
    QCOMPARE(changes.count(), 1);
    QCOMPARE(model.stateAt(row), ExpiryState::ExpiringSoon);
    QCOMPARE(model.index(row, TokenModel::Expires).data().toString(), QStringLiteral("in 3 days"));
    desk.clock.set(end.addSecs(1));
    model.tick();
    QCOMPARE(model.stateAt(row), ExpiryState::Expired);
    QCOMPARE(model.index(row, TokenModel::Status).data().toString(), QStringLiteral("Expired"));
}

void TestTokenModel::soonIsASetting()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    const auto soonCount = [&model] {
        int count = 0;
        for (int row = 0; row < model.rowCount(); ++row)
            count += model.stateAt(row) == ExpiryState::ExpiringSoon;
        return count;
    };
    const int before = soonCount();
    model.setSoonDays(3650);
    QVERIFY(soonCount() > before);
    model.setSoonDays(0);
    QVERIFY(soonCount() < before);
}

void TestTokenModel::cellsSayWhatIsNotKnown()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    bool hasNotProvided = false;
    bool hasNever = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        const Moment &used = model.tokenAt(row).lastUsedAt;
        const QModelIndex cell = model.index(row, TokenModel::LastUsed);
        QCOMPARE(cell.data(TokenModel::MutedRole).toBool(), !used.isKnown());
        QCOMPARE(cell.data(TokenModel::SortRole).isValid(), used.isKnown());
        if (used.state() == Moment::State::NotProvided) {
            hasNotProvided = true;
            QCOMPARE(cell.data().toString(), QStringLiteral("not provided"));
        } else if (used.state() == Moment::State::Absent) {
            hasNever = true;
            QCOMPARE(cell.data().toString(), QStringLiteral("never used"));
        }
    }
    QVERIFY(hasNotProvided);
    QVERIFY(hasNever);
}

void TestTokenModel::rolesOfCells()
{
    DemoDesk desk;
    QVERIFY(desk.open());
    TokenModel model(desk.sessions);
    for (int row = 0; row < model.rowCount(); ++row) {
        const bool isProduction = model.sessionAt(row)->account().isProduction;
        QCOMPARE(model.index(row, 0).data(TokenModel::ProductionRole).toBool(), isProduction);
        QCOMPARE(model.index(row, 0).data(TokenModel::BusyRole).toBool(), false);
        QCOMPARE(model.index(row, 0).data(TokenModel::ExpiryStateRole).toInt(), int(model.stateAt(row)));
        for (int column = 0; column < TokenModel::ColumnCount; ++column) {
            const QString text = model.index(row, column).data().toString();
            QVERIFY(!text.isEmpty());
            QVERIFY(!text.contains(u'\n'));
            QVERIFY(!model.index(row, column).data(Qt::AccessibleTextRole).toString().isEmpty());
        }
    }
}

void TestTokenModel::headers()
{
    DemoDesk desk;
    TokenModel model(desk.sessions);
    QSet<QString> titles;
    for (int column = 0; column < TokenModel::ColumnCount; ++column)
        titles.insert(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    QCOMPARE(titles.size(), int(TokenModel::ColumnCount));
    QVERIFY(!titles.contains(QString()));
}

void TestTokenModel::rowIndexFindsEverything()
{
    std::vector<TokenPtr> tokens;
    RowIndex index;
    QCOMPARE(index.find(makeToken(QStringLiteral("0")).key(), tokens), -1);
    for (int row = 0; row < 5000; ++row) {
        tokens.push_back(std::make_shared<const Token>(makeToken(QString::number(row))));
        index.insert(RowIndex::hashOf(*tokens.back()), row);
    }
    for (int row = 0; row < 5000; ++row)
        QCOMPARE(index.find(makeToken(QString::number(row)).key(), tokens), row);
    QCOMPARE(index.find(makeToken(QStringLiteral("5000")).key(), tokens), -1);
    // What was appended in the meantime is found, too.
    for (int row = 5000; row < 7000; ++row)
        tokens.push_back(std::make_shared<const Token>(makeToken(QString::number(row))));
    for (int row = 0; row < 7000; ++row)
        QCOMPARE(index.find(makeToken(QString::number(row)).key(), tokens), row);
    QCOMPARE(index.find(makeToken(QStringLiteral("7000")).key(), tokens), -1);
    tokens.erase(tokens.begin(), tokens.begin() + 100);
    index.rebuild(tokens);
    QCOMPARE(index.find(makeToken(QStringLiteral("99")).key(), tokens), -1);
    QCOMPARE(index.find(makeToken(QStringLiteral("100")).key(), tokens), 0);
}

QTEST_MAIN(TestTokenModel)
#include "tst_tokenmodel.moc"
