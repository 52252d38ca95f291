// SPDX-License-Identifier: MIT
#include "core/token.h"
#include "session/tokensearch.h"
#include "ui/tokentext.h"

#include <QTest>
#include <QTimeZone>

namespace {

const QDateTime now({2026, 11, 22}, {12, 0}, Qt::UTC);

Token tokenWithRoles(const QStringList &roles)
{
    Token token;
    for (const QString &name : roles) {
        TokenRole role;
        role.role = name;
        token.roles.append(role);
    }
    return token;
}

} // namespace

class TestTokenText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void distances_data();
    void distances();
    void whatIsNoInstant();
    void tooltips();
    void stateWordsDiffer();
    void roles_data();
    void roles();
    void roleLabels_data();
    void roleLabels();
    void scopes();
    void removalVerbs();
    void singleLines_data();
    void singleLines();
    void folding_data();
    void folding();
};

void TestTokenText::distances_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    constexpr qint64 hour = 3600;
    constexpr qint64 day = 24 * hour;
    QTest::newRow("now") << qint64(0) << QStringLiteral("today");
    QTest::newRow("one hour") << hour << QStringLiteral("today");
    QTest::newRow("one hour ago") << -hour << QStringLiteral("today");
    QTest::newRow("next morning") << 13 * hour << QStringLiteral("tomorrow");
    QTest::newRow("last night") << -13 * hour << QStringLiteral("yesterday");
    QTest::newRow("one day") << day << QStringLiteral("in 1 day");
    QTest::newRow("one day ago") << -day << QStringLiteral("1 day ago");
    QTest::newRow("rounds down") << 13 * day - 1 << QStringLiteral("in 12 days");
    QTest::newRow("past rounds down too") << -(4 * day - 1) << QStringLiteral("3 days ago");
    QTest::newRow("ninety days") << 90 * day << QStringLiteral("in 90 days");
    QTest::newRow("months") << 200 * day << QStringLiteral("in 6 months");
    QTest::newRow("months ago") << -400 * day << QStringLiteral("13 months ago");
    QTest::newRow("years") << 3650 * day << QStringLiteral("in 9 years");
    QTest::newRow("years ago") << -800 * day << QStringLiteral("2 years ago");
}

void TestTokenText::distances()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(momentText(Moment::at(now.addSecs(seconds)), now, QStringLiteral("never")), text);
}

void TestTokenText::whatIsNoInstant()
{
    const QString never = QStringLiteral("never used");
    QCOMPARE(momentText(Moment::absent(), now, never), never);
    QCOMPARE(momentText(Moment(), now, never), QStringLiteral("not provided"));
    QCOMPARE(momentText(Moment::fromText(QStringLiteral("next\nTuesday")), now, never),
        QStringLiteral("“next Tuesday”"));
    QVERIFY(momentExact(Moment::absent()).isEmpty());
    QVERIFY(momentExact(Moment()).isEmpty());
}

void TestTokenText::tooltips()
{
    const Moment moment = Moment::at(QDateTime({2026, 3, 4}, {5, 6, 7}, Qt::UTC));
    const QString tip = momentTooltip(moment, QString());
    QVERIFY2(tip.contains(QStringLiteral("2026-03-04 05:06:07 UTC")), qPrintable(tip));
    QVERIFY(tip.contains(momentExact(moment)));
    QVERIFY(momentExact(moment).contains(QStringLiteral("Mar 2026")));
    QCOMPARE(
        momentTooltip(Moment::absent(), QStringLiteral("never expires")), QStringLiteral("never expires"));
    QVERIFY(momentTooltip(Moment::fromText(QStringLiteral("soon")), {}).contains(QStringLiteral("“soon”")));
    QVERIFY(!momentTooltip(Moment(), {}).isEmpty());
}

void TestTokenText::stateWordsDiffer()
{
    QSet<QString> words;
    for (int state = 0; state <= int(ExpiryState::Unknown); ++state)
        words.insert(expiryStateWord(ExpiryState(state)));
    QCOMPARE(words.size(), 7);
    QVERIFY(!words.contains(QString()));
}

void TestTokenText::roles_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("one") << QStringList{QStringLiteral("WORKSPACE_OPERATOR")}
                         << QStringLiteral("Workspace operator");
    QTest::newRow("of the organization")
        << QStringList{QStringLiteral("ORGANIZATION_BILLING_ADMIN")} << QStringLiteral("Billing admin");
    QTest::newRow("three") << QStringList{QStringLiteral("ADMIN"), QStringLiteral("a"), QStringLiteral("b")}
                           << QStringLiteral("Admin, +2");
}

void TestTokenText::roles()
{
    QFETCH(QStringList, roles);
    QFETCH(QString, text);
    QCOMPARE(rolesText(tokenWithRoles(roles)), text);
}

void TestTokenText::roleLabels_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("label");
    QTest::newRow("constant") << QStringLiteral("WORKSPACE_OPERATOR") << QStringLiteral("Workspace operator");
    QTest::newRow("own word") << QStringLiteral("Release crew") << QStringLiteral("Release crew");
    QTest::newRow("lower case") << QStringLiteral("devops") << QStringLiteral("devops");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("only bars") << QStringLiteral("__") << QStringLiteral("__");
    QTest::newRow("line break") << QStringLiteral("a\nb") << QStringLiteral("a b");
}

void TestTokenText::roleLabels()
{
    QFETCH(QString, role);
    QFETCH(QString, label);
    QCOMPARE(roleLabel(role), label);
}

void TestTokenText::scopes()
{
    Token token;
    const QString place = QStringLiteral("Data");
    QCOMPARE(scopeText(token, place), QStringLiteral("Organization"));
    token.workspaceId = QStringLiteral("w1");
    QCOMPARE(scopeText(token, place), QStringLiteral("Organization, in Data"));
    token.scope = TokenScope::Workspace;
    QCOMPARE(scopeText(token, place), place);
    token.scope = TokenScope::Other;
    token.scopeText = QStringLiteral("FLEET");
    QCOMPARE(scopeText(token, place), QStringLiteral("Fleet"));
    token.scopeText.clear();
    QVERIFY(!scopeText(token, place).isEmpty());
}

void TestTokenText::removalVerbs()
{
    QCOMPARE(removalVerb(RemovalKind::Delete), QStringLiteral("Delete"));
    QCOMPARE(removalVerb(RemovalKind::Detach), QStringLiteral("Remove from workspace"));
}

void TestTokenText::singleLines_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << QStringLiteral("ci deploy") << QStringLiteral("ci deploy");
    QTest::newRow("inner spaces stay") << QStringLiteral("a  b") << QStringLiteral("a  b");
    QTest::newRow("line breaks") << QStringLiteral("a\r\nb\tc") << QStringLiteral("a b c");
    QTest::newRow("paragraphs") << QStringLiteral("a\u2029b") << QStringLiteral("a b");
    QTest::newRow("control") << QStringLiteral("a\u0007\u001bb") << QStringLiteral("ab");
    QTest::newRow("overrides") << QStringLiteral("a\u202Etxt.exe\u2066b\u200F")
                               << QStringLiteral("atxt.exeb");
    QTest::newRow("right to left stays") << QStringLiteral("مفتاح") << QStringLiteral("مفتاح");
    QTest::newRow("emoji stays") << QStringLiteral("🔑 key") << QStringLiteral("🔑 key");
    QTest::newRow("html stays text") << QStringLiteral("<b>x</b>") << QStringLiteral("<b>x</b>");
}

void TestTokenText::singleLines()
{
    QFETCH(QString, raw);
    QFETCH(QString, line);
    QCOMPARE(singleLine(raw), line);
}

void TestTokenText::folding_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("case") << QStringLiteral("CI-Deploy") << QStringLiteral("ci-deploy");
    QTest::newRow("accent") << QStringLiteral("Café") << QStringLiteral("cafe");
    QTest::newRow("cyrillic") << QStringLiteral("КЛЮЧ") << QStringLiteral("ключ");
}

void TestTokenText::folding()
{
    QFETCH(QString, text);
    QFETCH(QString, folded);
    QCOMPARE(QString::fromUtf8(foldedForSearch(text)), folded);
}

QTEST_MAIN(TestTokenText)
#include "tst_tokentext.moc"
