// SPDX-License-Identifier: MIT
#include "session/generationprobe.h"
#include "session/generationtext.h"

#include "support/answer.h"
#include "support/demofixture.h"

namespace {

using Heard = GenerationAnswer::Verdict;

const QString older = QStringLiteral("v1alpha1");
const QString current = QStringLiteral("v1");

} // namespace

class TestGenerationProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_demo.reset(); }
    void tellsWhatIsThere_data();
    void tellsWhatIsThere();
    void asksBothAtOnceAndOnlyReads();
    void refusedSignInTellsNothing();
    void noConnectionTellsNothing();
    void brokenServerTellsNothing();
    void missingOrganizationIsNotSent();
    void providerOfOneGenerationIsNotAsked();
    void abortEndsIt();
    void switchesTheAddress_data();
    void switchesTheAddress();

private:
    /// Every request to the token paths of that generation is answered with that status.
    void answerWith(const QString &generation, int status);
    [[nodiscard]] GenerationReport probe(const Account &account, const QByteArray &credential);

    std::unique_ptr<DemoFixture> m_demo;
    Account m_account;
    QByteArray m_credential;
    QObject m_owner;
};

void TestGenerationProbe::init()
{
    m_demo = std::make_unique<DemoFixture>();
    const DemoAccount demo = m_demo->account(QStringLiteral("astronomer"));
    m_account = demo.account;
    m_credential = demo.credential;
    m_demo->server().clearRequests();
}

void TestGenerationProbe::answerWith(const QString &generation, int status)
{
    FaultRule rule;
    rule.pathContains = u'/' + generation + u'/';
    rule.times = -1;
    rule.fault.kind = Fault::Kind::Status;
    rule.fault.status = status;
    m_demo->server().addFault(rule);
}

GenerationReport TestGenerationProbe::probe(const Account &account, const QByteArray &credential)
{
    Patience patience;
    patience.firstBackoff = std::chrono::milliseconds(1);
    auto result = answerOf(GenerationProbe::start(
        &m_owner, account, Secret(QByteArray(credential)), m_demo->clock(), m_demo->background(), patience));
    return result ? result.value() : GenerationReport{};
}

void TestGenerationProbe::tellsWhatIsThere_data()
{
    QTest::addColumn<int>("olderStatus"); // 0 = it answers
    QTest::addColumn<int>("currentStatus");
    QTest::addColumn<QString>("newest");
    QTest::addColumn<bool>("isOlderGone");
    QTest::addColumn<bool>("isCurrentGone");
    QTest::addColumn<QString>("sentence"); // for an account that speaks the older one
    QTest::addColumn<QString>("currentSentence"); // for one that speaks the current one
    const auto gone = QStringLiteral("This server no longer answers the old API v1alpha1. It answers v1.");
    const auto notYet =
        QStringLiteral("This server does not answer the API v1. It answers the older v1alpha1.");
    const auto neither = QStringLiteral("This address answers no token list of any generation "
                                        "(v1alpha1, v1). Check the address and the organization.");
    QTest::newRow("both") << 0 << 0 << current << false << false << QString() << QString();
    for (const int status : {404, 405, 410}) {
        QTest::addRow("only the current one, %d", status)
            << status << 0 << current << true << false << gone << QString();
        QTest::addRow("only the older one, %d", status)
            << 0 << status << older << false << true << QString() << notYet;
    }
    // Both 404: the organization may be wrong as well.
    QTest::newRow("neither, 404") << 404 << 404 << QString() << false << false << neither << neither;
    QTest::newRow("neither, 410") << 410 << 405 << QString() << true << true << neither << neither;
    QTest::newRow("older gone, current refuses the sign-in")
        << 410 << 401 << QString() << true << false << QString() << QString();
    QTest::newRow("older perhaps gone, current refuses the sign-in")
        << 404 << 401 << QString() << false << false << QString() << QString();
    QTest::newRow("older forbidden") << 403 << 0 << current << false << false << QString() << QString();
}

void TestGenerationProbe::tellsWhatIsThere()
{
    QFETCH(int, olderStatus);
    QFETCH(int, currentStatus);
    if (olderStatus != 0)
        answerWith(older, olderStatus);
    if (currentStatus != 0)
        answerWith(current, currentStatus);
    const GenerationReport report = probe(m_account, m_credential);
    QCOMPARE(report.answers.size(), 2);
    QCOMPARE(report.answers.at(0).generation.key, older);
    QCOMPARE(report.answers.at(1).generation.key, current);
    QCOMPARE(report.answers.at(1).generation.baseUrl, m_demo->server().astronomerV1Url());
    QCOMPARE(report.hasAnswered(older), olderStatus == 0);
    QCOMPARE(report.hasAnswered(current), currentStatus == 0);
    QTEST(report.newestAnswering(), "newest");
    QTEST(report.isGone(older), "isOlderGone");
    QTEST(report.isGone(current), "isCurrentGone");
    QTEST(GenerationText::sentence(report, older), "sentence");
    QTEST(GenerationText::sentence(report, current), "currentSentence");
}

void TestGenerationProbe::asksBothAtOnceAndOnlyReads()
{
    (void)probe(m_account, m_credential);
    const QList<SeenRequest> seen = m_demo->server().requests();
    QCOMPARE(seen.size(), 2);
    for (const SeenRequest &request : seen) {
        QCOMPARE(request.method, QByteArray("GET"));
        QVERIFY2(request.target.contains("limit=1"), request.target.constData());
        QVERIFY(!request.wasCommitted);
    }
    QVERIFY(std::any_of(seen.begin(), seen.end(),
        [](const SeenRequest &request) { return request.operation == QLatin1String("listTokens"); }));
    QVERIFY(std::any_of(seen.begin(), seen.end(), [](const SeenRequest &request) {
        return request.operation == QLatin1String("listOrganizationApiTokens");
    }));
}

void TestGenerationProbe::refusedSignInTellsNothing()
{
    const GenerationReport report = probe(m_account, QByteArrayLiteral("nobody"));
    QCOMPARE(report.answers.size(), 2);
    for (const GenerationAnswer &answer : report.answers) {
        QCOMPARE(answer.verdict, Heard::NotTold);
        QCOMPARE(answer.error->kind, Error::Kind::Auth);
        QVERIFY(!report.isGone(answer.generation.key));
    }
    QVERIFY(report.newestAnswering().isEmpty());
    QVERIFY(GenerationText::offer(report, older).isEmpty());
    QVERIFY(GenerationText::sentence(report, older).isEmpty());
}

void TestGenerationProbe::noConnectionTellsNothing()
{
    m_account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1/v1"));
    const GenerationReport report = probe(m_account, m_credential);
    QCOMPARE(report.answers.size(), 2);
    for (const GenerationAnswer &answer : report.answers) {
        QCOMPARE(answer.verdict, Heard::NotTold);
        QCOMPARE(answer.error->kind, Error::Kind::Network);
    }
    QVERIFY(GenerationText::sentence(report, current).isEmpty());
}

void TestGenerationProbe::brokenServerTellsNothing()
{
    answerWith(older, 503);
    const GenerationReport report = probe(m_account, m_credential);
    QCOMPARE(report.find(older)->verdict, Heard::NotTold);
    QVERIFY(!report.isGone(older));
    QCOMPARE(report.newestAnswering(), current);
}

void TestGenerationProbe::missingOrganizationIsNotSent()
{
    m_account.organizationId.clear();
    const GenerationReport report = probe(m_account, m_credential);
    QCOMPARE(report.answers.size(), 2);
    for (const GenerationAnswer &answer : report.answers) {
        QCOMPARE(answer.verdict, Heard::NotTold);
        QCOMPARE(answer.error->outcome, Error::Outcome::NotSent);
    }
    QVERIFY(m_demo->server().requests().isEmpty());
}

void TestGenerationProbe::providerOfOneGenerationIsNotAsked()
{
    const DemoAccount qovery = m_demo->account(QStringLiteral("qovery"));
    QVERIFY(probe(qovery.account, qovery.credential).answers.isEmpty());
    QVERIFY(m_demo->server().requests().isEmpty());
}

void TestGenerationProbe::abortEndsIt()
{
    FaultRule rule;
    rule.times = -1;
    rule.fault.kind = Fault::Kind::Hang;
    m_demo->server().addFault(rule);
    auto *job = GenerationProbe::start(
        &m_owner, m_account, Secret(QByteArray(m_credential)), m_demo->clock(), m_demo->background());
    const Told told(&m_owner, job);
    QTRY_COMPARE(m_demo->server().requests().size(), 2);
    job->abort();
    QTRY_VERIFY(told.isThere());
    QVERIFY(!told.result());
    QCOMPARE(told.result().error().kind, Error::Kind::Cancelled);
}

void TestGenerationProbe::switchesTheAddress_data()
{
    QTest::addColumn<QUrl>("before");
    QTest::addColumn<QString>("generation");
    QTest::addColumn<QUrl>("after");
    QTest::newRow("public") << QUrl(QStringLiteral("https://api.astronomer.io/v1alpha1")) << current
                            << QUrl(QStringLiteral("https://api.astronomer.io/v1"));
    QTest::newRow("back") << QUrl(QStringLiteral("https://api.astronomer.io/v1/")) << older
                          << QUrl(QStringLiteral("https://api.astronomer.io/v1alpha1"));
    QTest::newRow("behind a prefix") << QUrl(QStringLiteral("https://proxy.example/astro/v1alpha1"))
                                     << current << QUrl(QStringLiteral("https://proxy.example/astro/v1"));
    QTest::newRow("no generation in it") << QUrl(QStringLiteral("https://proxy.example/")) << current
                                         << QUrl(QStringLiteral("https://proxy.example/v1"));
    QTest::newRow("unknown generation")
        << QUrl(QStringLiteral("https://api.astronomer.io/v1")) << QStringLiteral("v7")
        << QUrl(QStringLiteral("https://api.astronomer.io/v1"));
}

void TestGenerationProbe::switchesTheAddress()
{
    QFETCH(QUrl, before);
    QFETCH(QString, generation);
    m_account.baseUrl = before;
    m_account.generation = current;
    const Account after = GenerationProbe::speaking(m_account, generation);
    QTEST(after.baseUrl, "after");
    QCOMPARE(after.generation, generation == QLatin1String("v7") ? current : generation);
    QCOMPARE(after.organizationId, m_account.organizationId);
}

QTEST_GUILESS_MAIN(TestGenerationProbe)
#include "tst_generationprobe.moc"
