// SPDX-License-Identifier: MIT
#include "session/policy.h"

#include <QTest>

class PolicyTest final : public QObject
{
    Q_OBJECT

private:
    const QDateTime m_now{{2026, 11, 22}, {12, 0}, Qt::UTC};

    static Policy read(const QByteArray &rules, QString &problem)
    {
        return Policy::read("{\"format\": \"tokenry-policy-1\", \"rules\": [" + rules + "]}", problem);
    }
    static PolicyRule rule(const QByteArray &text)
    {
        QString problem;
        const Policy policy = read(text, problem);
        if (policy.rules.isEmpty())
            qFatal("%s", qUtf8Printable(problem));
        return policy.rules.first();
    }
    [[nodiscard]] Token token() const
    {
        Token token;
        token.id = QStringLiteral("tok-1");
        token.name = QStringLiteral("ci-deploy");
        token.createdAt = Moment::at(m_now.addDays(-40));
        token.expiresAt = Moment::at(m_now.addDays(50));
        token.lastUsedAt = Moment::at(m_now.addDays(-10));
        TokenRole role;
        role.role = QStringLiteral("WORKSPACE_OPERATOR");
        token.roles = {role};
        return token;
    }
    /// "wrong", "right" or "not told".
    [[nodiscard]] QString verdict(const QByteArray &text, const Token &about) const
    {
        const auto complaint = rule(text).complaint(about, m_now);
        if (!complaint)
            return QStringLiteral("not told");
        return complaint->isEmpty() ? QStringLiteral("right") : QStringLiteral("wrong");
    }

private Q_SLOTS:
    void whatIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *rules) {
            QTest::newRow(name) << QByteArray("{\"format\": \"tokenry-policy-1\", \"rules\": [") + rules
                    + "]}";
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("another format") << QByteArray(R"({"format": "x", "rules": []})");
        row("no rules", "");
        row("no id", R"({"kind": "must-expire"})");
        row("unknown kind", R"({"id": "a", "kind": "must-shine"})");
        row("unknown key", R"({"id": "a", "kind": "must-expire", "day": 3})");
        row("no days", R"({"id": "a", "kind": "unused"})");
        row("days as text", R"({"id": "a", "kind": "unused", "days": "3"})");
        row("half a day", R"({"id": "a", "kind": "unused", "days": 1.5})");
        row("less than a day", R"({"id": "a", "kind": "unused", "days": 0})");
        row("bad pattern", "{\"id\": \"a\", \"kind\": \"name-pattern\", \"pattern\": \"(\"}");
        row("no roles", R"({"id": "a", "kind": "forbidden-roles", "roles": []})");
        row("roles as text", R"({"id": "a", "kind": "forbidden-roles", "roles": "OWNER"})");
        row("bad severity", R"({"id": "a", "kind": "must-expire", "severity": "fatal"})");
        row("bad accounts", R"({"id": "a", "kind": "must-expire", "accounts": "acme"})");
        row("id twice", R"({"id": "a", "kind": "must-expire"}, {"id": "a", "kind": "must-expire"})");
    }

    void whatIsRefused()
    {
        QFETCH(QByteArray, text);
        QString problem;
        QVERIFY(Policy::read(text, problem).rules.isEmpty());
        QVERIFY(!problem.isEmpty());
    }

    void lifetimes()
    {
        Token about = token();
        QCOMPARE(
            verdict(R"({"id": "a", "kind": "max-lifetime", "days": 90})", about), QStringLiteral("right"));
        QCOMPARE(
            verdict(R"({"id": "a", "kind": "max-lifetime", "days": 89})", about), QStringLiteral("wrong"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "must-expire"})", about), QStringLiteral("right"));
        about.expiresAt = Moment::absent();
        QCOMPARE(
            verdict(R"({"id": "a", "kind": "max-lifetime", "days": 90})", about), QStringLiteral("wrong"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "must-expire"})", about), QStringLiteral("wrong"));
        about.expiresAt = Moment();
        QCOMPARE(
            verdict(R"({"id": "a", "kind": "max-lifetime", "days": 90})", about), QStringLiteral("not told"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "must-expire"})", about), QStringLiteral("not told"));
    }

    void namesAndRoles()
    {
        const Token about = token();
        QCOMPARE(verdict(R"({"id": "a", "kind": "name-pattern", "pattern": "ci-[a-z]+"})", about),
            QStringLiteral("right"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "name-pattern", "pattern": "ci"})", about), // the whole name
            QStringLiteral("wrong"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "forbidden-roles", "roles": ["workspace_operator"]})", about),
            QStringLiteral("wrong"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "forbidden-roles", "roles": ["OWNER"]})", about),
            QStringLiteral("right"));
    }

    void useAndRotation()
    {
        Token about = token();
        QCOMPARE(verdict(R"({"id": "a", "kind": "unused", "days": 11})", about), QStringLiteral("right"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "unused", "days": 10})", about), QStringLiteral("wrong"));
        QCOMPARE(
            verdict(R"({"id": "a", "kind": "rotate-every", "days": 41})", about), QStringLiteral("right"));
        QCOMPARE(
            verdict(R"({"id": "a", "kind": "rotate-every", "days": 40})", about), QStringLiteral("wrong"));
        about.lastRotatedAt = Moment::at(m_now.addDays(-1));
        QCOMPARE(
            verdict(R"({"id": "a", "kind": "rotate-every", "days": 40})", about), QStringLiteral("right"));
        about.lastUsedAt = Moment::absent();
        QCOMPARE(verdict(R"({"id": "a", "kind": "unused", "days": 41})", about), QStringLiteral("right"));
        QCOMPARE(verdict(R"({"id": "a", "kind": "unused", "days": 40})", about), QStringLiteral("wrong"));
        about.lastUsedAt = Moment();
        QCOMPARE(verdict(R"({"id": "a", "kind": "unused", "days": 40})", about), QStringLiteral("not told"));
    }

    void whatARuleIsAbout()
    {
        const PolicyRule about = rule(
            R"({"id": "a", "kind": "must-expire", "severity": "note", "accounts": ["acme"], "filter": "deploy"})");
        QCOMPARE(about.severity, PolicyRule::Severity::Note);
        QVERIFY(about.concerns(token(), QStringLiteral("ACME"), {}));
        QVERIFY(!about.concerns(token(), QStringLiteral("other"), {}));
        Token other = token();
        other.name = QStringLiteral("backup");
        QVERIFY(!about.concerns(other, QStringLiteral("acme"), {}));
    }
};

QTEST_GUILESS_MAIN(PolicyTest)
#include "tst_policy.moc"
