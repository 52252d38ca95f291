// SPDX-License-Identifier: MIT
// The token that an account itself signs in with, on the command line.
#include "cli/clidesk.h"

#include <QFile>
#include <QJsonArray>

class CliOwnTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;
    DemoAccount m_account;

    [[nodiscard]] CliDesk &desk() const { return *m_desk; }
    [[nodiscard]] bool isOldLive() const { return desk().server().isValidSecret(m_account.credential); }
    void addFault(const char *operation, Fault::Kind kind) const
    {
        FaultRule rule;
        rule.operation = QString::fromLatin1(operation);
        rule.fault.kind = kind;
        desk().server().addFault(rule);
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<CliDesk>();
        m_account = desk().demo(QStringLiteral("astronomer"));
        QVERIFY(desk().remember(m_account, QStringLiteral("acme")));
    }

    void rotatingItReplacesTheCredential()
    {
        const CliEnd end = desk().runOpen(words("rotate tokenry --yes --json"));
        QCOMPARE(end.code, 0);
        QVERIFY(end.err.contains("signs in to"));
        QVERIFY(end.err.contains("signs in with the new value"));
        QCOMPARE(end.json().object().value(QLatin1String("value")).toString(), QStringLiteral("vault"));
        QVERIFY(!isOldLive());
        QCOMPARE(desk().server().commits(QStringLiteral("rotateOrganizationApiToken")), 1);
        // The next run signs in with it, and the value waits.
        QCOMPARE(desk().runOpen(words("list")).code, 0);
        const QString id = end.json().object().value(QLatin1String("operation")).toString();
        const CliEnd shown = desk().runOpen(words("secrets show") + QStringList(id));
        QCOMPARE(shown.code, 0);
        QVERIFY(desk().server().isValidSecret(shown.out.trimmed()));
        // Once more, with the new one, into a file.
        const CliEnd again = desk().runOpen(
            words("rotate tokenry --yes --secret-file") + QStringList(desk().path(QStringLiteral("value"))));
        QCOMPARE(again.code, 0);
        QFile file(desk().path(QStringLiteral("value")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(desk().server().isValidSecret(file.readAll().trimmed()));
        QCOMPARE(desk().runOpen(words("list")).code, 0);
    }

    void anUnansweredRotationIsToldAndResolved()
    {
        addFault("rotateOrganizationApiToken", Fault::Kind::CloseAfterCommit);
        const CliEnd end = desk().runOpen(words("rotate tokenry --yes"));
        QCOMPARE(end.code, 5);
        QVERIFY(!isOldLive());
        const CliEnd look = desk().runOpen(words("resolve --json"));
        QCOMPARE(look.code, 5); // evidence, no proof
        const QJsonObject question = look.json().array().at(0).toObject();
        QCOMPARE(question.value(QLatin1String("finding")).toString(), QStringLiteral("sign-in-refused"));
        QVERIFY(question.value(QLatin1String("next")).toString().contains(QLatin1String("another token")));
    }

    void inMemoryItIsSaidThatNothingIsDurable()
    {
        const CliEnd end = desk().run(words("rotate tokenry --yes --memory-vault --secret-stdout "
                                            "--credential-env TEST_CREDENTIAL"),
            {}, {{QStringLiteral("TEST_CREDENTIAL"), QString::fromLatin1(m_account.credential)}});
        QCOMPARE(end.code, 0);
        QVERIFY(desk().server().isValidSecret(end.out.trimmed()));
        QVERIFY(end.err.contains("in memory only"));
        QVERIFY(end.err.contains("it is dead"));
    }

    void deletingItNeedsAWord()
    {
        const CliEnd end = desk().runOpen(words("delete tokenry --yes"));
        QCOMPARE(end.code, 2);
        QVERIFY(end.err.contains("--own-credential"));
        QVERIFY(isOldLive());
        QVERIFY(desk().operations().isEmpty());
        const CliEnd givenUp = desk().runOpen(words("delete tokenry --yes --own-credential"));
        QCOMPARE(givenUp.code, 0);
        QVERIFY(givenUp.err.contains("loses its access"));
        QVERIFY(!isOldLive());
        QCOMPARE(desk().runOpen(words("list")).code, 4);
        QVERIFY(runCli(words("delete --help")).out.contains("--own-credential"));
        QVERIFY(runCli(words("man")).out.contains("own\\-credential"));
    }

    void whereNobodyKnowsItIsSaid()
    {
        CliDesk unsure;
        QVERIFY(unsure.remember(unsure.demo(QStringLiteral("qovery")), QStringLiteral("unsure")));
        const QJsonArray tokens =
            unsure.runOpen(words("list --json")).json().object().value(QLatin1String("tokens")).toArray();
        QString other;
        for (const QJsonValue token : tokens) {
            if (!token.toObject()
                     .value(QLatin1String("name"))
                     .toString()
                     .startsWith(QLatin1String("tokenry")))
                other = token.toObject().value(QLatin1String("id")).toString();
        }
        const CliEnd end = unsure.runOpen(words("delete --yes") + QStringList(other));
        QCOMPARE(end.code, 0);
        QVERIFY(end.err.contains("is not known"));
    }
};

QTEST_GUILESS_MAIN(CliOwnTest)
#include "tst_cliown.moc"
