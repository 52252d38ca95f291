// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#include <QJsonArray>

/// Tokens for a workspace or a deployment, by their ids, in the current generation of Astronomer's API.
class CliTargetsTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;
    QString m_deployment;

    [[nodiscard]] CliDesk &desk() const { return *m_desk; }
    [[nodiscard]] static QStringList create(const QString &more)
    {
        return words("create --name made --never-expires --yes --account acme")
            + more.split(u' ', Qt::SkipEmptyParts);
    }
    [[nodiscard]] QJsonObject shown(const QString &name) const
    {
        const CliEnd end = desk().runOpen(QStringList{QStringLiteral("show"), name} + words("--json"));
        return end.json().array().first().toObject();
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<CliDesk>();
        DemoAccount demo = desk().demo(QStringLiteral("astronomer"));
        demo.account.baseUrl = desk().server().astronomerV1Url();
        demo.account.generation = QStringLiteral("v1");
        QVERIFY(desk().remember(demo, QStringLiteral("acme")));
        m_deployment = desk().server().deploymentIds(demo.account.organizationId).constFirst();
    }

    void createsForADeployment()
    {
        const CliEnd made = desk().runOpen(create(
            QStringLiteral("--role Deployment_Viewer --kind DIRECT_ACCESS --deployment ") + m_deployment));
        QCOMPARE(made.code, 0);
        QCOMPARE(desk().server().commits(QStringLiteral("createToken")), 1);
        const QJsonObject token = shown(QStringLiteral("made"));
        QCOMPARE(token.value(QLatin1String("scope")).toString(), QStringLiteral("deployment"));
        const QJsonObject role = token.value(QLatin1String("roles")).toArray().first().toObject();
        QCOMPARE(role.value(QLatin1String("entityId")).toString(), m_deployment);
        QCOMPARE(role.value(QLatin1String("entityName")).toString(), QStringLiteral("production"));
    }

    void createsForAWorkspace()
    {
        const QString id = desk().demo(QStringLiteral("astronomer"), true).account.workspaceIds.constFirst();
        QCOMPARE(desk().runOpen(create(QStringLiteral("--role WORKSPACE_AUTHOR --workspace ") + id)).code, 0);
        const QJsonObject role =
            shown(QStringLiteral("made")).value(QLatin1String("roles")).toArray().first().toObject();
        QCOMPARE(role.value(QLatin1String("entityId")).toString(), id);
        QCOMPARE(role.value(QLatin1String("entityName")).toString(), QStringLiteral("Pipelines"));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("more");
        QTest::addColumn<int>("code");
        QTest::newRow("unknown deployment") << QStringLiteral("--role X --deployment nowhere") << 1;
        QTest::newRow("unknown kind") << QStringLiteral("--role ORGANIZATION_MEMBER --kind ODD") << 2;
        QTest::newRow("role of another scope")
            << QStringLiteral("--role WORKSPACE_OWNER --deployment %1") << 1;
    }

    void refuses()
    {
        QFETCH(QString, more);
        QFETCH(int, code);
        const QString whole = more.contains(u'%') ? more.arg(m_deployment) : more;
        QCOMPARE(desk().runOpen(create(whole)).code, code);
        QCOMPARE(desk().server().commits(QStringLiteral("createToken")), 0);
    }
};

QTEST_GUILESS_MAIN(CliTargetsTest)
#include "tst_clitargets.moc"
