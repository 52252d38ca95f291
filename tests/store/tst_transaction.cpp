// SPDX-License-Identifier: MIT
#include "store/transaction.h"

#include "store/database.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

class TransactionTest final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;

    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("t.db")); }

    void write(int number)
    {
        QVERIFY(QSqlQuery(m_database->connection())
                    .exec(QStringLiteral("INSERT INTO t VALUES (%1)").arg(number)));
    }

    static QList<int> numbers(const Database &database)
    {
        QList<int> found;
        QSqlQuery query(database.connection());
        query.exec(QStringLiteral("SELECT x FROM t ORDER BY x"));
        while (query.next())
            found.append(query.value(0).toInt());
        return found;
    }

private Q_SLOTS:
    void init()
    {
        QFile::remove(file());
        m_database = std::make_unique<Database>();
        QVERIFY(m_database->open(file()));
        QVERIFY(QSqlQuery(m_database->connection()).exec(QStringLiteral("CREATE TABLE t (x INTEGER)")));
    }

    void cleanup() { m_database.reset(); }

    void nothingIsSeenByOthersBeforeCommit()
    {
        Database other;
        QVERIFY(other.open(file()));
        Transaction transaction(*m_database);
        QVERIFY(!transaction.error());
        write(1);
        write(2);
        QCOMPARE(numbers(other), QList<int>());
        QVERIFY(transaction.commit());
        QCOMPARE(numbers(other), QList<int>({1, 2}));
        QVERIFY(!transaction.commit());
    }

    void whatIsNotCommittedIsTakenBack()
    {
        {
            Transaction transaction(*m_database);
            write(1);
        }
        QCOMPARE(numbers(*m_database), QList<int>());
        Transaction transaction(*m_database);
        write(2);
        QVERIFY(transaction.commit());
        QCOMPARE(numbers(*m_database), QList<int>({2}));
    }

    void anInnerOneGoesWithTheOutermost()
    {
        {
            Transaction outer(*m_database);
            write(1);
            Transaction inner(*m_database);
            write(2);
            QVERIFY(inner.commit());
        }
        QCOMPARE(numbers(*m_database), QList<int>());
    }

    void anInnerOneTakesOnlyItsOwnBack()
    {
        Transaction outer(*m_database);
        write(1);
        {
            Transaction inner(*m_database);
            write(2);
        }
        write(3);
        QVERIFY(outer.commit());
        QCOMPARE(numbers(*m_database), QList<int>({1, 3}));
    }

    void aClosedDatabaseIsAnError()
    {
        Database closed;
        Transaction transaction(closed);
        QVERIFY(transaction.error());
        const Result<Nothing> committed = transaction.commit();
        QVERIFY(!committed);
        QCOMPARE(committed.error().kind, Error::Kind::Vault);
    }
};

QTEST_GUILESS_MAIN(TransactionTest)
#include "tst_transaction.moc"
