// SPDX-License-Identifier: MIT
#include "demo/seedtable.h"

#include <QHash>

namespace {

QString u(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QList<SeedRow> qoveryProduction()
{
    return {
        {u("ci-deploy"), u("Deploys from the main branch"), u("devops"), 412},
        {u("terraform-prod"), u("State and plans of the platform repository"), u("admin"), 366},
        {u("grafana-exporter"), u("Reads deployment events"), u("viewer"), 240},
        {u("github-actions"), u("Preview environments"), u("devops"), 198},
        {u("argo-sync"), QString(), u("devops"), 120},
        {u("billing-report"), u("Monthly cost export"), u("billing"), 95},
        {u("backup-nightly"), u(""), u("viewer"), 61},
        {u("release-bot"), u("Tags and promotes releases"), u("Release manager"), 33},
        {u("déploiement-équipe-été"), u("Créé par l’équipe plateforme"), u("devops"), 21},
        {u("<b>bold</b><img src=x onerror=alert(1)>"), u("<i>no markup</i> & \"quotes\" \\ slashes"),
            u("viewer"), 14},
        {QString(256, u'w'), u("A name of 256 characters"), u("viewer"), 7},
        {u("🚀 launch-day 🎉"), u("Emoji 👩‍💻 in name and text"), u("viewer"), 2},
        {u("on-call-laptop"), u("Ada's second laptop"), u("admin"), 0.2},
    };
}

QList<SeedRow> qoveryDevelopment()
{
    return {
        {u("ci-deploy"), u("Deploys feature branches"), u("devops"), 300},
        {u("e2e-tests"), u("Creates and drops environments"), u("devops"), 150},
        {u("preview-cleaner"), QString(), u("devops"), 90},
        {u("מפתח-בדיקות"), u("שם בעברית"), u("viewer"), 45},
        {u("مفتاح-النشر"), u("اسم بالعربية"), u("viewer"), 30},
        {u("   leading-spaces"), u("Three blanks in front"), u("viewer"), 12},
        {u("workshop-2026"), u("For the training day"), u("viewer"), 3},
    };
}

QList<SeedRow> astronomerData()
{
    return {
        {u("ci-deploy"), u("Deploys DAGs from CI"), u("ORGANIZATION_MEMBER"), 200, 365, 0.05},
        {u("terraform-prod"), u("Workspaces and deployments as code"), u("ORGANIZATION_OWNER"), 355, 365,
            0.4},
        {u("dbt-nightly"), u("Starts the nightly models"), u("ORGANIZATION_MEMBER"), 80, 90, 0.6},
        {u("audit-export"), u("Audit log to the data lake"), u("ORGANIZATION_OWNER"), 30, 30, 0.01},
        {u("billing-sync"), u("Usage to the finance warehouse"), u("ORGANIZATION_BILLING_ADMIN"), 700, 0, 1},
        {u("old-jenkins"), u("Retired build server"), u("ORGANIZATION_MEMBER"), 500, 365, 140},
        {u("poc-airbyte"), u(""), u("ORGANIZATION_MEMBER"), 400, 60, -1},
        {u("grafana-exporter"), u("Metrics"), u("ORGANIZATION_MEMBER"), 60, 67, 0.002},
        {u("ci-deploy"), u("Same name twice is allowed here"), u("ORGANIZATION_MEMBER"), 15, 90, -1},
        {u("next-quarter"), u("Valid from next week on"), u("ORGANIZATION_MEMBER"), 1, 90, -1, 7},
        {u("データ連携トークン"), u("夜間バッチ用"), u("ORGANIZATION_MEMBER"), 44, 0, -1},
        {u("סנכרון-נתונים"), u(""), u("ORGANIZATION_MEMBER"), 9, 30, 2},
        {u("<b>ETL</b><img src=x>"), u("<script>alert(1)</script>"), u("ORGANIZATION_MEMBER"), 8, 365, 3},
        {QString(256, u'm'), QString(500, u'd'), u("ORGANIZATION_MEMBER"), 5, 3650, -1},
        {u("🔥 hotfix"), u("Emoji"), u("ORGANIZATION_MEMBER"), 0.5, 1, 0.1},
    };
}

QList<SeedRow> astronomerPipelines()
{
    return {
        {u("airflow-ci"), u("Image builds"), u("WORKSPACE_OPERATOR"), 170, 180, 0.1},
        {u("dag-author-sandbox"), u("For authors' laptops"), u("WORKSPACE_AUTHOR"), 40, 90, 5},
        {u("observability"), u("Reads task states"), u("WORKSPACE_MEMBER"), 220, 0, 0.003},
        {u("pagerduty-hook"), u(""), u("WORKSPACE_MEMBER"), 120, 90, 35},
        {u("spark-submit"), u("Batch cluster"), u("WORKSPACE_OPERATOR"), 88, 90, 0.2},
        {u("backfill-2026"), u("One-off"), u("WORKSPACE_AUTHOR"), 3, 30, -1},
        {u("handover"), u("Starts when the new team does"), u("WORKSPACE_OWNER"), 2, 60, -1, 14},
    };
}

QList<SeedRow> astronomerAnalytics()
{
    return {
        {u("looker-refresh"), u("Refreshes dashboards"), u("WORKSPACE_MEMBER"), 100, 365, 0.5},
        {u("dbt-nightly"), u("Analytics models"), u("WORKSPACE_OPERATOR"), 86, 90, 0.7},
        {u("notebook-share"), u(""), u("WORKSPACE_AUTHOR"), 60, 30, 31},
    };
}

QList<SeedRow> globex()
{
    return {
        {u("ci-deploy"), u("Deploys from CI"), u("ORGANIZATION_MEMBER"), 31, 90, 0.2},
        {u("terraform"), u("Infrastructure"), u("ORGANIZATION_OWNER"), 200, 0, 0.9},
        {u("finance-export"), u("Costs"), u("ORGANIZATION_BILLING_ADMIN"), 59, 60, 1.5},
        {u("legacy-scheduler"), u("Before the migration"), u("ORGANIZATION_MEMBER"), 800, 365, 460},
        {u("مزامنة"), u("اسم بالعربية"), u("ORGANIZATION_MEMBER"), 12, 90, -1},
        {u("loader-eu"), u("Loads the European sources"), u("ORGANIZATION_MEMBER"), 25, 30, 0.04},
    };
}

QList<SeedRow> globexReporting()
{
    return {
        {u("report-builder"), u("Weekly reports"), u("WORKSPACE_OPERATOR"), 66, 180, 1},
        {u("mailer"), u(""), u("WORKSPACE_MEMBER"), 500, 0, 200},
        {u("tableau-extract"), u("Extracts at six"), u("WORKSPACE_MEMBER"), 27, 30, 0.3},
    };
}

QList<SeedRow> globexSandbox()
{
    return {{u("try-out"), u("For everyone's experiments"), u("WORKSPACE_AUTHOR"), 4, 7, 0.1}};
}

} // namespace

QList<SeedRow> seedTable(const QString &name)
{
    using Table = QList<SeedRow> (*)();
    static const QHash<QString, Table> tables{{u("qovery-production"), qoveryProduction},
        {u("qovery-development"), qoveryDevelopment}, {u("astronomer-data"), astronomerData},
        {u("astronomer-pipelines"), astronomerPipelines}, {u("astronomer-analytics"), astronomerAnalytics},
        {u("globex"), globex}, {u("globex-reporting"), globexReporting},
        {u("globex-sandbox"), globexSandbox}};
    const Table table = tables.value(name);
    return table != nullptr ? table() : QList<SeedRow>();
}
