// SPDX-License-Identifier: MIT
#include "core/operationstate.h"

#include <QTest>

namespace {

const QStringList states{QStringLiteral("begun"), QStringLiteral("sent"), QStringLiteral("kept"),
    QStringLiteral("shown"), QStringLiteral("confirmed"), QStringLiteral("done"), QStringLiteral("refused"),
    QStringLiteral("unknown"), QStringLiteral("resolved")};

/// What may follow what, for operations that issue a value and for the others.
QStringList issuing()
{
    return QStringLiteral("begun>sent begun>kept begun>shown begun>refused begun>unknown begun>resolved "
                          "sent>kept sent>shown sent>refused sent>unknown sent>resolved "
                          "kept>shown kept>confirmed kept>resolved "
                          "shown>kept shown>shown shown>confirmed shown>resolved "
                          "unknown>unknown unknown>resolved")
        .split(u' ');
}

QStringList plain()
{
    return QStringLiteral("begun>sent begun>done begun>refused begun>unknown begun>resolved "
                          "sent>done sent>refused sent>unknown sent>resolved "
                          "unknown>unknown unknown>resolved")
        .split(u' ');
}

} // namespace

class OperationStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasItsWord()
    {
        for (const QString &word : states) {
            const auto state = stateFromName(word);
            QVERIFY2(state, qPrintable(word));
            QCOMPARE(stateName(*state), word);
        }
        QVERIFY(!stateFromName(QStringLiteral("Begun")));
        QVERIFY(!stateFromName(QString()));
    }

    void everyVerbHasItsWord()
    {
        for (const char *word : {"create", "rotate", "update", "delete", "detach"}) {
            const auto verb = verbFromName(QString::fromLatin1(word));
            QVERIFY2(verb, word);
            QCOMPARE(verbName(*verb), QString::fromLatin1(word));
        }
        QVERIFY(!verbFromName(QStringLiteral("remove")));
        QVERIFY(!verbFromName(QString()));
    }

    void onlyWhatTheTableSaysMayFollow_data()
    {
        QTest::addColumn<OperationVerb>("verb");
        QTest::addColumn<QStringList>("table");
        QTest::newRow("create") << OperationVerb::Create << issuing();
        QTest::newRow("rotate") << OperationVerb::Rotate << issuing();
        QTest::newRow("update") << OperationVerb::Update << plain();
        QTest::newRow("delete") << OperationVerb::Delete << plain();
        QTest::newRow("detach") << OperationVerb::Detach << plain();
    }

    void onlyWhatTheTableSaysMayFollow()
    {
        QFETCH(OperationVerb, verb);
        QFETCH(QStringList, table);
        for (const QString &from : states) {
            for (const QString &to : states) {
                const QString step = from + u'>' + to;
                const bool may = mayFollow(verb, *stateFromName(from), *stateFromName(to));
                QVERIFY2(may == table.contains(step), qPrintable(step));
            }
        }
    }

    void nothingFollowsTheEndAndEverythingElseGoesOn()
    {
        QStringList ends;
        for (const QString &from : states) {
            if (isFinal(*stateFromName(from)))
                ends.append(from);
            for (const QStringList &table : {issuing(), plain()}) {
                const bool goesOn = !table.filter(from + u'>').isEmpty();
                const bool isReached = !table.filter(u'>' + from).isEmpty() || from == states.first();
                if (isReached)
                    QCOMPARE(goesOn, !isFinal(*stateFromName(from)));
            }
        }
        QCOMPARE(ends,
            QStringList({QStringLiteral("confirmed"), QStringLiteral("done"), QStringLiteral("refused"),
                QStringLiteral("resolved")}));
    }
};

QTEST_GUILESS_MAIN(OperationStateTest)
#include "tst_operationstate.moc"
