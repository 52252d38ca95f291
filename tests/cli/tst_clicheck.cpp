// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#include <QJsonArray>
#include <QXmlStreamReader>

class CliCheckTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;

    [[nodiscard]] QStringList check(const QByteArray &rules, const char *more = "") const
    {
        QFile file(m_desk->path(QStringLiteral("policy.json")));
        if (file.open(QIODevice::WriteOnly))
            file.write("{\"format\": \"tokenry-policy-1\", \"rules\": [" + rules + "]}");
        return QStringList{QStringLiteral("check"), QStringLiteral("--policy"), file.fileName()}
        + words(more);
    }

    static constexpr const char *m_rule =
        R"({"id": "named", "kind": "name-pattern", "pattern": "[a-z]+", "filter": "odd", "severity": "warning"})";

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<CliDesk>();
        const DemoAccount demo = m_desk->demo(QStringLiteral("astronomer"));
        QVERIFY(m_desk->remember(demo, QStringLiteral("acme")));
        QVERIFY(!m_desk->server()
                     .addToken(demo.account.organizationId, {}, QStringLiteral("Odd <&> \"one\""))
                     .isEmpty());
    }

    void aFindingAndNone()
    {
        const CliEnd found = m_desk->runOpen(check(m_rule));
        QCOMPARE(found.code, 3);
        QVERIFY(found.out.contains("Odd <&>") && found.out.contains("warning"));
        const CliEnd json = m_desk->runOpen(check(m_rule, "--json"));
        QCOMPARE(json.code, 3);
        const QJsonArray findings = json.json().object().value(QLatin1String("findings")).toArray();
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.at(0).toObject().value(QLatin1String("rule")).toString(), QStringLiteral("named"));
        const CliEnd none = m_desk->runOpen(check(R"({"id": "a", "kind": "name-pattern", "pattern": ".*"})"));
        QCOMPARE(none.code, 0);
        QVERIFY(none.out.isEmpty());
        QByteArray note(m_rule);
        const CliEnd told = m_desk->runOpen(check(note.replace("warning", "note")));
        QCOMPARE(told.code, 0);
        QVERIFY(!told.out.isEmpty());
    }

    void sarif()
    {
        const CliEnd end = m_desk->runOpen(check(m_rule, "--format sarif"));
        QCOMPARE(end.code, 3);
        const QJsonObject log = end.json().object();
        QCOMPARE(log.value(QLatin1String("version")).toString(), QStringLiteral("2.1.0"));
        const QJsonObject run = log.value(QLatin1String("runs")).toArray().at(0).toObject();
        const QJsonObject driver =
            run.value(QLatin1String("tool")).toObject().value(QLatin1String("driver")).toObject();
        QVERIFY(!driver.value(QLatin1String("name")).toString().isEmpty());
        const QJsonArray rules = driver.value(QLatin1String("rules")).toArray();
        const QJsonArray results = run.value(QLatin1String("results")).toArray();
        QCOMPARE(results.size(), 1);
        for (const QJsonValue value : results) {
            const QJsonObject result = value.toObject();
            QVERIFY(!result.value(QLatin1String("message"))
                         .toObject()
                         .value(QLatin1String("text"))
                         .toString()
                         .isEmpty());
            QCOMPARE(rules.at(result.value(QLatin1String("ruleIndex")).toInt(-1))
                         .toObject()
                         .value(QLatin1String("id")),
                result.value(QLatin1String("ruleId")));
            QVERIFY(QStringList({QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("note")})
                        .contains(result.value(QLatin1String("level")).toString()));
            QVERIFY(!result.value(QLatin1String("partialFingerprints")).toObject().isEmpty());
        }
    }

    void junit()
    {
        const CliEnd end = m_desk->runOpen(check(m_rule, "--format junit"));
        QCOMPARE(end.code, 3);
        QXmlStreamReader reader(end.out);
        int cases = 0;
        int failures = 0;
        QString told;
        QString message;
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            cases += int(reader.name() == QLatin1String("testcase"));
            if (reader.name() == QLatin1String("testsuite"))
                told = reader.attributes().value(QLatin1String("failures")).toString();
            if (reader.name() == QLatin1String("failure")) {
                ++failures;
                message = reader.attributes().value(QLatin1String("message")).toString();
            }
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(cases, 1);
        QCOMPARE(failures, 1);
        QCOMPARE(told, QStringLiteral("1"));
        QVERIFY(!message.isEmpty());
    }

    void thePolicyInTheHelpIsOne()
    {
        const CliEnd help = runCli(words("check --help"));
        const QByteArray policy = help.out.sliced(help.out.indexOf("{\"format\""));
        QFile file(m_desk->path(QStringLiteral("documented.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(policy.first(policy.indexOf("]}\n") + 2));
        file.close();
        const CliEnd end = m_desk->runOpen(words("check --json --policy") + QStringList(file.fileName()));
        QVERIFY2(end.code == 3, end.err.constData());
    }

    void aPolicyThatIsNone()
    {
        QCOMPARE(m_desk->runOpen(check("{}")).code, 2);
        QCOMPARE(m_desk->runOpen(words("check --policy /nowhere/at/all")).code, 2);
        QCOMPARE(m_desk->runOpen(words("check")).code, 2);
    }
};

QTEST_GUILESS_MAIN(CliCheckTest)
#include "tst_clicheck.moc"
