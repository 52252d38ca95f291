// SPDX-License-Identifier: MIT
#include "providers/precheck.h"

#include <QTest>

class TestPreCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksDrafts_data();
    void checksDrafts();
    void checksOnlyWhatChanges();
    void noLimitMeansNoLimit();
    void refusesALifetimeThatTheServiceDoesNotHave();
};

namespace {

Capabilities limited()
{
    Capabilities capabilities;
    capabilities.hasExpiry = true;
    capabilities.maxNameLength = 256;
    capabilities.maxDescriptionLength = 500;
    return capabilities;
}

TokenDraft draftOf(const QString &name, const QString &description = {}, std::optional<int> days = {})
{
    TokenDraft draft;
    draft.name = name;
    draft.description = description;
    draft.role.id = QStringLiteral("WORKSPACE_MEMBER");
    draft.expiryDays = days;
    return draft;
}

} // namespace

void TestPreCheck::checksDrafts_data()
{
    QTest::addColumn<TokenDraft>("draft");
    QTest::addColumn<QString>("field");
    const QString name = QStringLiteral("ci");
    const QString emoji = QString::fromUtf8("\xF0\x9F\x94\x91");
    TokenDraft roleless = draftOf(name);
    roleless.role = {};
    TokenDraft roleByName = roleless;
    roleByName.role.name = QStringLiteral("ADMIN");

    QTest::newRow("fine") << draftOf(name) << QString();
    QTest::newRow("no name") << draftOf(QString()) << QStringLiteral("name");
    QTest::newRow("blank name") << draftOf(QStringLiteral(" \t")) << QStringLiteral("name");
    QTest::newRow("name of 256") << draftOf(QString(256, QLatin1Char('x'))) << QString();
    QTest::newRow("name of 257") << draftOf(QString(257, QLatin1Char('x'))) << QStringLiteral("name");
    QTest::newRow("name of 256 emoji") << draftOf(emoji.repeated(256)) << QString();
    QTest::newRow("name of 257 emoji") << draftOf(emoji.repeated(257)) << QStringLiteral("name");
    QTest::newRow("description of 500") << draftOf(name, QString(500, QLatin1Char('x'))) << QString();
    QTest::newRow("description of 501")
        << draftOf(name, QString(501, QLatin1Char('x'))) << QStringLiteral("description");
    QTest::newRow("no role") << roleless << QStringLiteral("role");
    QTest::newRow("role without id") << roleByName << QString();
    QTest::newRow("1 day") << draftOf(name, {}, 1) << QString();
    QTest::newRow("3650 days") << draftOf(name, {}, 3650) << QString();
    QTest::newRow("0 days") << draftOf(name, {}, 0) << QStringLiteral("expiryDays");
    QTest::newRow("-1 days") << draftOf(name, {}, -1) << QStringLiteral("expiryDays");
    QTest::newRow("3651 days") << draftOf(name, {}, 3651) << QStringLiteral("expiryDays");
}

void TestPreCheck::checksDrafts()
{
    QFETCH(TokenDraft, draft);
    QFETCH(QString, field);
    const auto error = PreCheck::draft(draft, limited());
    QCOMPARE(error.has_value(), !field.isEmpty());
    if (!error)
        return;
    QCOMPARE(error->kind, Error::Kind::Invalid);
    QCOMPARE(error->outcome, Error::Outcome::NotSent);
    QCOMPARE(error->httpStatus, 0);
    QCOMPARE(error->fieldErrors.size(), 1);
    QCOMPARE(error->fieldErrors.first().field, field);
    QVERIFY(!error->fieldErrors.first().message.isEmpty());
    QVERIFY(!error->fieldErrors.first().message.contains(QLatin1String("%n")));
    QVERIFY(error->serverText.isEmpty());
}

void TestPreCheck::checksOnlyWhatChanges()
{
    TokenChange change;
    QVERIFY(!PreCheck::change(change, limited()));
    change.description = QString();
    QVERIFY(!PreCheck::change(change, limited()));
    change.description = QString(501, QLatin1Char('x'));
    QCOMPARE(PreCheck::change(change, limited())->fieldErrors.first().field, QStringLiteral("description"));
    change.description.reset();
    change.name = QStringLiteral(" ");
    QCOMPARE(PreCheck::change(change, limited())->fieldErrors.first().field, QStringLiteral("name"));
}

void TestPreCheck::noLimitMeansNoLimit()
{
    const QString longText(5000, QLatin1Char('x'));
    QVERIFY(!PreCheck::draft(draftOf(longText, longText), Capabilities()));
}

void TestPreCheck::refusesALifetimeThatTheServiceDoesNotHave()
{
    const auto error = PreCheck::draft(draftOf(QStringLiteral("ci"), {}, 30), Capabilities());
    QVERIFY(error);
    QCOMPARE(error->fieldErrors.first().field, QStringLiteral("expiryDays"));
}

QTEST_GUILESS_MAIN(TestPreCheck)
#include "tst_precheck.moc"
