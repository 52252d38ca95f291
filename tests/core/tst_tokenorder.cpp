// SPDX-License-Identifier: MIT
#include "core/tokenorder.h"

#include "support/tokenvalues.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <random>

namespace {

Token token(const QString &name, const QString &id, const QString &workspaceId = {})
{
    Token made;
    made.name = name;
    made.id = id;
    made.workspaceId = workspaceId;
    return made;
}

} // namespace

class TokenOrderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsByNameThenIdThenWorkspace()
    {
        const QList<Token> wanted{token(QStringLiteral("alpha"), QStringLiteral("3")),
            token(QStringLiteral("  Beta "), QStringLiteral("1")),
            token(QStringLiteral("beta"), QStringLiteral("2")),
            token(QStringLiteral("token 9"), QStringLiteral("9")),
            token(QStringLiteral("token 10"), QStringLiteral("4"), QStringLiteral("a")),
            token(QStringLiteral("token 10"), QStringLiteral("4"), QStringLiteral("b")),
            token(QStringLiteral("token 10"), QStringLiteral("5"))};
        std::mt19937 random(1);
        for (int i = 0; i < 50; ++i) {
            TokenPtrs mixed = sharedOf(wanted);
            std::shuffle(mixed.begin(), mixed.end(), random);
            QCOMPARE(valuesOf(sortedByName(mixed)), wanted);
        }
    }

    void sortsNothing() { QVERIFY(sortedByName({}).isEmpty()); }

    /// The numbers that names are made into for the sort never contradict the names.
    void sortsManyAsTheirNamesSay()
    {
        const QString letters = QStringLiteral("aAbB\u00e4\u00df019 -_\u05d0\u4e2d");
        QRandomGenerator random(7);
        QList<Token> tokens;
        for (int i = 0; i < 3000; ++i) {
            QString name = QStringLiteral("backup-");
            for (int at = random.bounded(12); at > 0; --at)
                name += letters.at(random.bounded(int(letters.size())));
            tokens.append(token(name, QString::number(i)));
        }
        const QList<Token> sorted = valuesOf(sortedByName(sharedOf(tokens)));
        QCOMPARE(sorted.size(), tokens.size());
        for (qsizetype i = 1; i < sorted.size(); ++i) {
            const int names = compareTokenNames(sorted.at(i - 1), sorted.at(i));
            QVERIFY(names < 0 || (names == 0 && sorted.at(i - 1).id < sorted.at(i).id));
        }
    }
};

QTEST_APPLESS_MAIN(TokenOrderTest)
#include "tst_tokenorder.moc"
