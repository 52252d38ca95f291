// SPDX-License-Identifier: MIT
#include "cli/clidesk.h"

#include "store/database.h"

#include <QFile>
#include <QJsonArray>
#include <QSqlError>
#include <QSqlQuery>
#include <algorithm>

class CliListsTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliDesk> m_desk;
    DemoAccount m_account;

    [[nodiscard]] CliDesk &desk() const { return *m_desk; }
    QString addToken(const char *name) const
    {
        return desk().server().addToken(m_account.account.organizationId, {}, QString::fromUtf8(name));
    }
    [[nodiscard]] static QStringList namesOf(const CliEnd &end)
    {
        QStringList names;
        const QJsonArray tokens = end.json().object().value(QLatin1String("tokens")).toArray();
        for (const QJsonValue token : tokens)
            names.append(token.toObject().value(QLatin1String("name")).toString());
        return names;
    }
    /// Makes a token that lives so many days.
    void create(const char *name, int days) const
    {
        const CliEnd end = desk().runOpen(
            QStringList{QStringLiteral("create"), QStringLiteral("--name"), QString::fromUtf8(name),
                QStringLiteral("--expiry-days"), QString::number(days)}
            + words("--role ORGANIZATION_MEMBER --yes"));
        QCOMPARE(end.code, 0);
    }

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<CliDesk>();
        m_account = desk().demo(QStringLiteral("astronomer"));
        QVERIFY(desk().remember(m_account, QStringLiteral("acme")));
    }

    void offlineShowsWhatWasListedLast()
    {
        const CliEnd nothing = desk().run(words("list --offline"));
        QCOMPARE(nothing.code, 0);
        QVERIFY(nothing.err.contains("no list of it is kept"));
        const CliEnd online = desk().runOpen(words("list --json"));
        QCOMPARE(online.code, 0);
        QVERIFY(!namesOf(online).isEmpty());
        desk().server().clearRequests();
        const CliEnd offline = desk().run(words("list --offline --json --no-vault"));
        QCOMPARE(offline.code, 0);
        QCOMPARE(namesOf(offline), namesOf(online));
        QVERIFY(!offline.json().object().value(QLatin1String("complete")).toBool(true));
        QVERIFY2(desk().server().requests().isEmpty(), "nobody is asked");
        QVERIFY2(offline.err.contains("acme: as of") || offline.err.contains("day"), offline.err.constData());
        QCOMPARE(desk().run(words("list --offline --credential-env X")).code, 2);
    }

    void policyTokensAreMadeListedAndDeleted()
    {
        const DemoAccount qovery = desk().demo(QStringLiteral("qovery"));
        QVERIFY(desk().remember(qovery, QStringLiteral("clouds")));
        const QString rules = desk().path(QStringLiteral("rules.rego"));
        {
            QFile file(rules);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("default allow := false\n");
        }
        const QStringList create =
            words("create --account clouds --name reader --role viewer --yes --policy-file");
        QCOMPARE(desk().runOpen(create + QStringList{desk().path(QStringLiteral("absent"))}).code, 2);
        const CliEnd made = desk().runOpen(create + QStringList{rules} + words("--expiry-days 30"));
        QVERIFY2(made.code == 0, made.err.constData());
        QCOMPARE(desk().server().commits(QStringLiteral("createPolicyApiToken")), 1);
        const CliEnd listed = desk().runOpen(
            words("list --account clouds --format csv --columns name,kind,creator --filter reader"));
        QCOMPARE(listed.code, 0);
        QVERIFY2(listed.out.contains("reader,POLICY,tokenry"), listed.out.constData());
        const CliEnd hers = desk().runOpen(words("list --account clouds --json --creator tokenry"));
        QCOMPARE(hers.code, 0);
        QVERIFY(namesOf(hers).contains(QStringLiteral("reader")));
        const CliEnd byWords = desk().runOpen({QStringLiteral("list"), QStringLiteral("--account"),
            QStringLiteral("clouds"), QStringLiteral("--json"), QStringLiteral("--filter"),
            QStringLiteral("creator:tokenry kind:\"policy token\"")});
        QCOMPARE(byWords.code, 0);
        QCOMPARE(namesOf(byWords), QStringList{QStringLiteral("reader")});
        QCOMPARE(desk().run(words("list --account clouds --creator ada --filter creator:bob")).code, 2);
        const CliEnd nobodys =
            desk().runOpen(words("list --account clouds --json --creator nobody-like-that"));
        QCOMPARE(nobodys.code, 0);
        QVERIFY(namesOf(nobodys).isEmpty());
        QCOMPARE(desk().runOpen(words("delete reader --account clouds --yes")).code, 0);
        QCOMPARE(desk().server().commits(QStringLiteral("deletePolicyApiToken")), 1);
        const CliEnd elsewhere = desk().runOpen(
            words("create --account acme --name x --role ORGANIZATION_MEMBER --yes --policy-file")
            + QStringList{rules});
        QCOMPARE(elsewhere.code, 2);
    }

    void aDamagedListIsDroppedAndTold()
    {
        QCOMPARE(desk().runOpen(words("list")).code, 0);
        {
            Database database;
            QVERIFY(database.open(desk().path(QStringLiteral("tokenry.db"))));
            QSqlQuery query(database.connection());
            QVERIFY(query.exec(QStringLiteral("UPDATE listings SET content = zeroblob(20)")));
            QCOMPARE(query.numRowsAffected(), 1);
        }
        const CliEnd dropped = desk().run(words("list --offline"));
        QCOMPARE(dropped.code, 0);
        QVERIFY(dropped.err.contains("damaged"));
        QCOMPARE(desk().runOpen(words("list")).code, 0);
        QVERIFY(!desk().run(words("list --offline")).err.contains("damaged"));
    }

    void filteredAndSorted()
    {
        QVERIFY(!addToken("zz-Übung one").isEmpty());
        QVERIFY(!addToken("aa-übung two").isEmpty());
        const CliEnd two = desk().runOpen(
            QStringList{QStringLiteral("list"), QStringLiteral("--filter"), QStringLiteral("UBUNG")}
            + words("--json --sort name"));
        QCOMPARE(two.code, 0);
        QCOMPARE(namesOf(two), (QStringList{QStringLiteral("aa-übung two"), QStringLiteral("zz-Übung one")}));
        const CliEnd one = desk().runOpen(
            QStringList{QStringLiteral("list"), QStringLiteral("--filter"), QStringLiteral("ubung one ACME")}
            + words("--json --sort -name"));
        QCOMPARE(namesOf(one), QStringList(QStringLiteral("zz-Übung one")));
        QCOMPARE(desk().runOpen(words("list --sort nothing")).code, 2);
        QCOMPARE(desk().runOpen(words("list --columns name,nothing")).code, 2);
        QCOMPARE(desk().runOpen(words("list --format yaml")).code, 2);
    }

    void namesAreInOrderWhateverTheyBeginWith()
    {
        for (const char *name : {"order backup-000001", "Order Backup-000000", "order backup-000001-old",
                 "ORDER BACKUP-000001-older", "order", "order äpfel", "Order Äpfel 2", "order ß", "order st",
                 "order ss", "order \u3042", "order \U0001F600", "order zz", "order backup-0000010"})
            QVERIFY(!addToken(name).isEmpty());
        QStringList names = namesOf(desk().runOpen(words("list --json --filter order")));
        QCOMPARE(names.size(), 14);
        for (QString &name : names)
            name = name.toCaseFolded();
        QStringList inOrder = names;
        std::sort(inOrder.begin(), inOrder.end());
        QCOMPARE(names, inOrder);
    }

    void spreadsheetsAreNotAttacked()
    {
        QVERIFY(!addToken("=HYPERLINK(\"http://x\")").isEmpty());
        const CliEnd csv =
            desk().runOpen(words("list --format csv --columns name,account --filter HYPERLINK"));
        QCOMPARE(csv.code, 0);
        QCOMPARE(csv.out, QByteArray("name,account\r\n\"'=HYPERLINK(\"\"http://x\"\")\",acme\r\n"));
    }

    void markdownStaysATable()
    {
        QVERIFY(!addToken("a|b <script> [x](y)").isEmpty());
        const CliEnd text = desk().runOpen(words("list --format markdown --columns name --filter a|b"));
        QCOMPARE(text.code, 0);
        QCOMPARE(text.out, QByteArray("| NAME |\n| --- |\n| a\\|b \\<script\\> \\[x\\](y) |\n"));
    }

    void oneTokenIsShown()
    {
        const QString id = addToken("shown-one");
        const CliEnd byId = desk().runOpen(words("show --json") + QStringList(id));
        QCOMPARE(byId.code, 0);
        QCOMPARE(byId.json().array().at(0).toObject().value(QLatin1String("name")).toString(),
            QStringLiteral("shown-one"));
        QVERIFY(desk().runOpen(words("show shown-one")).out.contains(id.toUtf8()));
        QCOMPARE(desk().runOpen(words("show nothing")).code, 1);
    }

    void theTokenTheAccountSignsInWithIsMarked()
    {
        CliDesk other;
        QVERIFY(other.remember(other.demo(QStringLiteral("astronomer")), QStringLiteral("acme")));
        const QJsonArray rows =
            other.runOpen(words("list --json")).json().object().value(QLatin1String("tokens")).toArray();
        QStringList own;
        for (const QJsonValue row : rows) {
            QVERIFY(row.toObject().value(QLatin1String("isOwnCredential")).isBool());
            if (row.toObject().value(QLatin1String("isOwnCredential")).toBool())
                own.append(row.toObject().value(QLatin1String("name")).toString());
        }
        QCOMPARE(own, QStringList{QStringLiteral("tokenry")});
        QVERIFY(other.runOpen(words("show tokenry")).out.contains("signs in with this token"));
        QVERIFY(!other.runOpen(words("show --json tokenry")).out.contains("\"isOwnCredential\": false"));

        // Where nothing tells, nothing is claimed.
        CliDesk unsure;
        QVERIFY(unsure.remember(unsure.demo(QStringLiteral("qovery")), QStringLiteral("acme")));
        const QJsonArray unknown =
            unsure.runOpen(words("list --json")).json().object().value(QLatin1String("tokens")).toArray();
        QVERIFY(!unknown.isEmpty());
        for (const QJsonValue row : unknown)
            QVERIFY(row.toObject().value(QLatin1String("isOwnCredential")).isNull());
    }

    void rolesAreListed()
    {
        const CliEnd json = desk().runOpen(words("roles --json"));
        QCOMPARE(json.code, 0);
        QVERIFY(json.json().array().size() >= 3);
        QVERIFY(desk().runOpen(words("roles")).out.contains("ORGANIZATION_MEMBER"));
    }

    void expiringIsAFinding()
    {
        create("short-lived", 3);
        create("long-lived", 300);
        const CliEnd soon = desk().runOpen(words("expiring --within 4d --filter x --json"));
        QCOMPARE(soon.code, 2); // it has no such option
        const CliEnd found = desk().runOpen(words("expiring --within 4d --json"));
        QCOMPARE(found.code, 3);
        QVERIFY(namesOf(found).contains(QStringLiteral("short-lived")));
        QVERIFY(!namesOf(found).contains(QStringLiteral("long-lived")));
        QVERIFY(desk().runOpen(words("expiring --within 4d")).out.contains("short-lived"));
        QCOMPARE(desk().runOpen(words("expiring --within soon")).code, 2);
        QCOMPARE(desk().runOpen(words("expiring --within 1h")).code, 0);
    }

    void aCalendarOfExpiries()
    {
        create("calendar-one", 3);
        const CliEnd end = desk().runOpen(words("ics --alarm-days 2"));
        QCOMPARE(end.code, 0);
        QVERIFY(end.out.startsWith("BEGIN:VCALENDAR\r\n") && end.out.endsWith("END:VCALENDAR\r\n"));
        QVERIFY(QByteArray(end.out).replace("\r\n ", "").contains("calendar-one"));
        QVERIFY(end.out.contains("TRIGGER:-P2D"));
        QCOMPARE(end.out.count("BEGIN:VEVENT"), end.out.count("\r\nUID:"));
        const auto uids = [](const QByteArray &text) {
            QSet<QByteArray> found;
            for (const QByteArray &line : text.split('\n')) {
                if (line.startsWith("UID:"))
                    found.insert(line);
            }
            return found;
        };
        QCOMPARE(uids(desk().runOpen(words("ics")).out), uids(end.out));
    }

    void exportedWholeOrNotAtAll()
    {
        const QString path = desk().path(QStringLiteral("tokens.csv"));
        const QStringList arguments{QStringLiteral("export"), path};
        QCOMPARE(desk().runOpen(arguments).code, 0);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("name,id,account,"));
        QVERIFY(text.count('\n') > 3);
        QCOMPARE(desk().runOpen(arguments).code, 2); // it exists
        FaultRule rule;
        rule.operation = QStringLiteral("listOrganizationApiTokens");
        rule.fault.kind = Fault::Kind::Status;
        rule.fault.status = 403;
        desk().server().addFault(rule);
        const QString other = desk().path(QStringLiteral("tokens.json"));
        QCOMPARE(desk().runOpen(QStringList{QStringLiteral("export"), other}).code, 4);
        QVERIFY(!QFile::exists(other));
        QCOMPARE(desk().runOpen(words("export tokens.txt")).code, 2);
    }

    void theJournalIsReadAndLookedOver()
    {
        create("journaled", 10);
        create("another", 10);
        const CliEnd all = desk().run(words("activity --json"));
        QCOMPARE(all.code, 0);
        QCOMPARE(all.json().object().value(QLatin1String("operations")).toArray().size(), 2);
        const CliEnd some = desk().run(words("activity --json --filter journaled"));
        QCOMPARE(some.json().object().value(QLatin1String("operations")).toArray().size(), 1);
        QCOMPARE(desk()
                     .run(words("activity --json --limit 1"))
                     .json()
                     .object()
                     .value(QLatin1String("operations"))
                     .toArray()
                     .size(),
            1);
        QVERIFY(desk().run(words("activity")).out.contains("journaled"));
        const QString path = desk().path(QStringLiteral("activity.csv"));
        QCOMPARE(desk().run(words("activity --export") + QStringList(path)).code, 0);
        QVERIFY(QFile::exists(path));

        QCOMPARE(desk().run(words("activity --verify")).code, 0);
        {
            SystemClock clock;
            Profile profile(clock, desk().folder());
            QSqlQuery query(profile.database().connection());
            QVERIFY(query.exec(QStringLiteral("DROP TRIGGER journal_is_not_changed")));
            QVERIFY2(query.exec(QStringLiteral("UPDATE journal SET state = 'done' WHERE position = 2")),
                qPrintable(query.lastError().text()));
        }
        const CliEnd damaged = desk().run(words("activity --verify --json"));
        QCOMPARE(damaged.code, 3);
        QVERIFY(!damaged.json().object().value(QLatin1String("sound")).toBool(true));
    }
};

QTEST_GUILESS_MAIN(CliListsTest)
#include "tst_clilists.moc"
