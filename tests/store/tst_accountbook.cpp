// SPDX-License-Identifier: MIT
#include "store/accountbook.h"

#include "store/database.h"

#include <QTemporaryDir>
#include <QTest>

namespace {

Account account(const QString &id)
{
    Account made;
    made.id = id;
    made.providerKey = QStringLiteral("astronomer");
    made.name = QStringLiteral("“Acmé” 🚀 ") + id;
    made.baseUrl = QUrl(QStringLiteral("https://api.example.com/v1alpha1"));
    made.organizationId = QStringLiteral("org'; DROP TABLE accounts; --");
    made.workspaceIds = {QStringLiteral("w1"), QStringLiteral("w,\"2\"")};
    made.scheme = AuthScheme::Bearer;
    made.isProduction = true;
    made.caFile = QStringLiteral("/etc/own 'ca'/root.pem");
    made.generation = QStringLiteral("v1");
    made.environment = QStringLiteral("staging <b>2</b>");
    made.colour = QStringLiteral("teal");
    made.proxy.kind = ProxyChoice::Kind::Socks5;
    made.proxy.host = QStringLiteral("proxy.example.com");
    made.proxy.port = 65535;
    made.proxy.user = QStringLiteral("o'neill");
    made.timeoutSeconds = 90;
    return made;
}

} // namespace

class AccountBookTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void remembersEveryField()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("book.db"));
        Account bare;
        bare.id = QStringLiteral("bare");
        {
            Database database;
            QVERIFY(database.open(file));
            AccountBook book(database);
            QVERIFY(book.load().value().isEmpty());
            QVERIFY(book.save(account(QStringLiteral("1"))));
            QVERIFY(book.save(bare));
        }
        Database database;
        QVERIFY(database.open(file));
        const QList<Account> loaded = AccountBook(database).load().value();
        QCOMPARE(loaded.size(), 2);
        QCOMPARE(loaded.at(0), account(QStringLiteral("1")));
        QCOMPARE(loaded.at(1).id, QStringLiteral("bare"));
        QVERIFY(loaded.at(1).workspaceIds.isEmpty());
        QCOMPARE(loaded.at(1).scheme, AuthScheme::Automatic);
        QVERIFY(!loaded.at(1).isProduction);
        QVERIFY(loaded.at(1).caFile.isEmpty());
        QVERIFY(loaded.at(1).generation.isEmpty());
    }

    void keepsTheOrderOfFirstInsertion()
    {
        Database database;
        QVERIFY(database.open(QStringLiteral(":memory:")));
        AccountBook book(database);
        for (const char *id : {"b", "a", "c"})
            QVERIFY(book.save(account(QLatin1String(id))));
        Account changed = account(QStringLiteral("b"));
        changed.name = QStringLiteral("changed");
        changed.isProduction = false;
        QVERIFY(book.save(changed));
        QVERIFY(book.remove(QStringLiteral("c")));
        QVERIFY(book.remove(QStringLiteral("not there")));
        QVERIFY(book.save(account(QStringLiteral("d"))));
        const QList<Account> loaded = book.load().value();
        QCOMPARE(
            loaded, (QList<Account>{changed, account(QStringLiteral("a")), account(QStringLiteral("d"))}));
    }

    void aClosedDatabaseIsAnError()
    {
        Database database;
        AccountBook book(database);
        QCOMPARE(book.load().error().kind, Error::Kind::Vault);
        QCOMPARE(book.save(account(QStringLiteral("1"))).error().kind, Error::Kind::Vault);
        QCOMPARE(book.remove(QStringLiteral("1")).error().kind, Error::Kind::Vault);
    }
};

QTEST_GUILESS_MAIN(AccountBookTest)
#include "tst_accountbook.moc"
