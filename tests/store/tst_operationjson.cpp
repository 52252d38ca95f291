// SPDX-License-Identifier: MIT
#include "store/operationjson.h"

#include "store/journalsamples.h"

#include <QTest>

namespace {

/// Field by field, since TokenChange has no comparison.
void compare(const OperationFacts &read, const OperationFacts &written)
{
    QCOMPARE(read.verb, written.verb);
    QCOMPARE(read.accountId, written.accountId);
    QCOMPARE(read.accountName, written.accountName);
    QCOMPARE(read.providerKey, written.providerKey);
    QCOMPARE(read.organizationId, written.organizationId);
    QCOMPARE(read.workspaceId, written.workspaceId);
    QCOMPARE(read.placeName, written.placeName);
    QCOMPARE(read.tokenId, written.tokenId);
    QCOMPARE(read.tokenName, written.tokenName);
    QCOMPARE(read.isOwnCredential, written.isOwnCredential);
    QCOMPARE(read.wanted.name, written.wanted.name);
    QCOMPARE(read.wanted.description, written.wanted.description);
    QCOMPARE(read.wanted.roles, written.wanted.roles);
    QCOMPARE(read.expiryDays, written.expiryDays);
    QCOMPARE(read.updatedAt, written.updatedAt);
    QCOMPARE(read.lastRotatedAt, written.lastRotatedAt);
    QCOMPARE(read.expiresAt, written.expiresAt);
    QCOMPARE(read.valueMark, written.valueMark);
    QCOMPARE(read.namesakes, written.namesakes);
    QCOMPARE(read.knewNamesakes, written.knewNamesakes);
}

} // namespace

class OperationJsonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void factsComeBackAsTheyWere_data()
    {
        QTest::addColumn<OperationFacts>("facts");
        QTest::newRow("create") << JournalSamples::create();
        QTest::newRow("rotate") << JournalSamples::rotate();
        QTest::newRow("update") << JournalSamples::update();
        QTest::newRow("delete") << JournalSamples::remove();
        OperationFacts odd = JournalSamples::rotate();
        odd.verb = OperationVerb::Detach;
        odd.isOwnCredential = true;
        odd.tokenName = QStringLiteral("<b>\"x\"\n\u202Eأ\U0001F511</b>");
        odd.updatedAt = Moment::fromText(QStringLiteral("yesterday"));
        odd.lastRotatedAt = Moment::at(QDateTime({2026, 1, 1}, {1, 2, 3, 4}, Qt::UTC));
        odd.expiresAt = Moment();
        QTest::newRow("odd") << odd;
        QTest::newRow("nothing") << OperationFacts();
    }

    void factsComeBackAsTheyWere()
    {
        QFETCH(OperationFacts, facts);
        const QString text = OperationJson::text(facts);
        OperationFacts read;
        QVERIFY(OperationJson::read(text, read));
        compare(read, facts);
        QCOMPARE(OperationJson::text(read), text);
    }

    void theFactsOfACreateKnowTheNamesakes()
    {
        const OperationFacts facts = JournalSamples::create();
        QCOMPARE(facts.namesakes, QStringList{QStringLiteral("clt2")});
        QVERIFY(facts.knewNamesakes);
        QCOMPARE(facts.wanted.roles,
            QList<RoleEdit>(
                {{EntityType::Workspace, QStringLiteral("cl-ws"), QStringLiteral("WORKSPACE_MEMBER")}}));
    }

    void theShortFormIsNotWritten()
    {
        const OperationFacts facts = JournalSamples::rotate();
        QCOMPARE(facts.valueMark.size(), 16);
        QVERIFY(!OperationJson::text(facts).contains(QStringLiteral("abc123")));
        Token other = JournalSamples::token();
        other.shortToken = QStringLiteral("abc124");
        QVERIFY(OperationFacts::markOf(other) != facts.valueMark);
        other.shortToken.clear();
        QVERIFY(OperationFacts::markOf(other).isEmpty());
    }

    void onlyTheNameThatIsLookedForMayBeLong()
    {
        const QString endless(100'000, u'n');
        OperationFacts facts = JournalSamples::rotate();
        facts.tokenName = endless;
        facts.accountName = endless;
        QVERIFY(OperationJson::text(facts).size() < 3000);
        OperationFacts wanted = JournalSamples::create(endless);
        OperationFacts read;
        QVERIFY(OperationJson::read(OperationJson::text(wanted), read));
        QCOMPARE(read.tokenName, endless);
    }

    void detailsComeBackAsTheyWere()
    {
        EventDetails details;
        details.httpStatus = 504;
        details.requestId = QStringLiteral("req-1");
        details.tokenId = QStringLiteral("clt9");
        details.errorKind = QStringLiteral("server");
        details.outcome = QStringLiteral("unknown");
        details.finding = Finding::CreatedSecretLost;
        EventDetails read;
        QVERIFY(OperationJson::read(OperationJson::text(details), read));
        QCOMPARE(read, details);
        QCOMPARE(OperationJson::text(EventDetails()), QStringLiteral("{}"));
    }

    void aRequestIdIsOneLineOfBearableLength()
    {
        EventDetails details;
        details.requestId = QStringLiteral("a\r\nb\u202E") + QString(5000, u'c');
        EventDetails read;
        QVERIFY(OperationJson::read(OperationJson::text(details), read));
        QCOMPARE(read.requestId.size(), 200);
        QVERIFY(read.requestId.startsWith(QStringLiteral("abcc")));
    }

    void ofAnErrorOnlyTheFactsAreTaken()
    {
        Error error;
        error.kind = Error::Kind::Server;
        error.outcome = Error::Outcome::Unknown;
        error.httpStatus = 502;
        error.requestId = QStringLiteral("r");
        error.serverText = QStringLiteral("SERVERWORDS");
        error.technical = QStringLiteral("SERVERWORDS");
        error.request = QStringLiteral("SERVERWORDS");
        error.fieldErrors = {{QStringLiteral("SERVERWORDS"), {}, QStringLiteral("SERVERWORDS")}};
        const QString text = OperationJson::text(EventDetails::of(error));
        QCOMPARE(
            text, QStringLiteral(R"({"error":"server","outcome":"unknown","request":"r","status":502})"));
    }

    void whatCannotBeReadIsTold_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text); };
        row("");
        row("{");
        row("[]");
        row("null");
        row("{}");
        row(R"({"verb":"explode"})");
        row(R"({"verb":7})");
        row(R"({"verb":"rotate","token":{}})");
        row(R"({"verb":"rotate","wanted":[]})");
        row(R"({"verb":"update","wanted":{"roles":[7],"name":3}})");
        row(R"({"verb":"create","expiryDays":-1})");
        row(R"({"verb":"create","expiryDays":1e300})");
        row(R"({"verb":"create","namesakes":"x"})");
        row(R"({"verb":"create","knewNamesakes":"yes"})");
        row(R"({"verb":"rotate","before":{"updatedAt":{}}})");
    }

    void whatCannotBeReadIsTold()
    {
        QFETCH(QString, text);
        OperationFacts facts;
        QVERIFY(!OperationJson::read(text, facts));
    }

    void detailsThatCannotBeReadAreTold_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "nonsense", "[1]", R"({"status":"200"})", R"({"status":-4})",
                 R"({"finding":"whatever"})", R"({"finding":null})", R"({"request":[]})"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }

    void detailsThatCannotBeReadAreTold()
    {
        QFETCH(QString, text);
        EventDetails details;
        QVERIFY(!OperationJson::read(text, details));
        QVERIFY(!details.finding);
    }

    void everyFindingHasItsWord()
    {
        for (int value = 0; value <= int(Finding::SetAside); ++value) {
            const auto finding = static_cast<Finding>(value);
            QVERIFY(!findingName(finding).isEmpty());
            QCOMPARE(findingFromName(findingName(finding)), finding);
            QCOMPARE(isConclusive(finding),
                finding != Finding::Ambiguous && finding != Finding::SignInRefused
                    && finding != Finding::StillUnknown);
        }
        QVERIFY(!findingFromName(QString()));
    }
};

QTEST_GUILESS_MAIN(OperationJsonTest)
#include "tst_operationjson.moc"
