// SPDX-License-Identifier: MIT
#include "net/sharednetwork.h"
#include "providers/catalog.h"
#include "session/accountprobe.h"
#include "session/line.h"
#include "session/sessions.h"
#include "store/accountbook.h"
#include "support/answer.h"
#include "support/demofixture.h"
#include "support/openvault.h"
#include "support/proxyserver.h"
#include "support/tlsfront.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <array>

namespace {

const QByteArray password = "pr0xy-c4nary-9981";

QByteArray base64(const QByteArray &text)
{
    return text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray jwtEnding(const QDateTime &end)
{
    return base64("{\"alg\":\"RS256\"}") + '.'
        + base64("{\"exp\":" + QByteArray::number(end.toSecsSinceEpoch()) + '}') + '.' + base64("signature");
}

} // namespace

/// Accounts behind a proxy, TLS of their own and a service that counts: through Sessions, as the window uses
/// it.
class TestAccountNetwork final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void listsBehindProxyAndPrivateAuthority_data();
    void listsBehindProxyAndPrivateAuthority();
    void wrongLoginIsTold();
    void passwordIsKeptInTheVaultAndForgotten();
    void lockedVaultForgetsThePassword();
    void anotherProxyDoesNotGetThePassword();
    void theGenerationIsAskedForTheSameWay();
    void timeoutAndUserAgent();
    void ordinaryUseProvokesNo429();
    void manyWorkspacesProvokeNo429();
    void withoutTheBudgetItWould();
    void twoAccountsShareOneBudget();
    void ratesAreThoseOfTheDocuments();
    void healthFollowsAnswers();
    void expiredLoginIsNoEmptyList();
    void endOfTheCredential();
    void clocksThatDiffer_data();
    void clocksThatDiffer();

private:
    void serve(const DemoOptions &options);
    [[nodiscard]] DemoAccount behindProxy(
        const QString &provider, ProxyChoice::Kind kind, const QString &user);
    [[nodiscard]] static bool isListed(const Session *session)
    {
        return QTest::qWaitFor([session] { return session->state() != Session::State::Loading; }, 60'000);
    }
    /// Every status of a hundred reads and a bulk of changes, as fast as the line lets them go.
    [[nodiscard]] QHash<int, int> hurry(Line &line);

    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<TlsFront> m_front;
    std::unique_ptr<ProxyServer> m_proxy;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAccountNetwork::serve(const DemoOptions &options)
{
    m_demo = std::make_unique<DemoFixture>(options);
    m_front = std::make_unique<TlsFront>(
        static_cast<quint16>(m_demo->server().qoveryUrl().port()), TlsFront::Certificate::Elsewhere);
    m_proxy = std::make_unique<ProxyServer>();
    m_proxy->route(QStringLiteral("elsewhere.test"), m_front->serverPort());
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(TlsFront::writeAuthority(m_folder->filePath(QStringLiteral("authority.pem"))));
}

void TestAccountNetwork::init()
{
    serve({});
}

void TestAccountNetwork::cleanup()
{
    m_demo.reset();
    m_front.reset();
    m_proxy.reset();
}

DemoAccount TestAccountNetwork::behindProxy(
    const QString &provider, ProxyChoice::Kind kind, const QString &user)
{
    DemoAccount demo = m_demo->account(provider);
    demo.account.baseUrl = m_front->url(demo.account.baseUrl);
    demo.account.caFile = m_folder->filePath(QStringLiteral("authority.pem"));
    demo.account.proxy = {kind, QStringLiteral("127.0.0.1"), m_proxy->serverPort(), user};
    return demo;
}

void TestAccountNetwork::listsBehindProxyAndPrivateAuthority_data()
{
    QTest::addColumn<ProxyChoice::Kind>("kind");
    QTest::newRow("HTTP") << ProxyChoice::Kind::Http;
    QTest::newRow("SOCKS5") << ProxyChoice::Kind::Socks5;
}

void TestAccountNetwork::listsBehindProxyAndPrivateAuthority()
{
    QFETCH(const ProxyChoice::Kind, kind);
    m_proxy->requireLogin("mia", password);
    Sessions sessions(m_demo->clock(), *m_demo->safekeeper(), m_demo->background());
    const DemoAccount demo = behindProxy(QStringLiteral("qovery"), kind, QStringLiteral("mia"));
    QVERIFY(sessions.validate(demo.account).isEmpty());
    const Session *session =
        sessions.add(demo.account, Secret(QByteArray(demo.credential)), Secret(QByteArray(password)));
    QVERIFY(isListed(session));
    QCOMPARE(session->state(), Session::State::Ready);
    QVERIFY(session->hasTokens());
    QVERIFY(m_proxy->tunnels() > 0);
    QCOMPARE(session->health().state, AccountHealth::State::Connected);
}

void TestAccountNetwork::wrongLoginIsTold()
{
    m_proxy->requireLogin("mia", password);
    Sessions sessions(m_demo->clock(), *m_demo->safekeeper(), m_demo->background());
    const DemoAccount demo =
        behindProxy(QStringLiteral("qovery"), ProxyChoice::Kind::Http, QStringLiteral("mia"));
    Session *session = sessions.add(demo.account, Secret(QByteArray(demo.credential)));
    QVERIFY(session->lacksProxyPassword());
    QVERIFY(isListed(session));
    QCOMPARE(session->state(), Session::State::Failed);
    QCOMPARE(session->error()->proxy, ProxyTrouble::LoginWanted);
    sessions.signIn(session->account().id, Secret(QByteArray(demo.credential)), Secret(QByteArray("wrong")));
    QVERIFY(isListed(session));
    QCOMPARE(session->error()->proxy, ProxyTrouble::LoginRefused);
    QCOMPARE(session->health().state, AccountHealth::State::Offline);
    sessions.signIn(session->account().id, Secret(QByteArray(demo.credential)), Secret(QByteArray(password)));
    QVERIFY(isListed(session));
    QCOMPARE(session->state(), Session::State::Ready);
}

void TestAccountNetwork::passwordIsKeptInTheVaultAndForgotten()
{
    m_proxy->requireLogin("mia", password);
    QTemporaryDir folder;
    Profile profile(m_demo->clock(), folder.path());
    QVERIFY(openVault(profile, m_demo->background()));
    Safekeeper safekeeper(m_demo->clock(), profile);
    const DemoAccount demo =
        behindProxy(QStringLiteral("qovery"), ProxyChoice::Kind::Http, QStringLiteral("mia"));
    QString id;
    {
        Sessions sessions(m_demo->clock(), safekeeper, m_demo->background());
        id = sessions.add(demo.account, Secret(QByteArray(demo.credential)), Secret(QByteArray(password)))
                 ->account()
                 .id;
    }
    QCOMPARE(profile.vault().names(QStringLiteral("proxy/")).value().size(), 1);
    QCOMPARE(profile.accounts().load().value().constFirst().proxy, demo.account.proxy);
    Sessions sessions(m_demo->clock(), safekeeper, m_demo->background());
    sessions.openRemembered();
    const Session *session = sessions.find(id);
    QVERIFY(isListed(session));
    QCOMPARE(session->state(), Session::State::Ready);
    // An edit that leaves the proxy alone keeps its password.
    Account renamed = session->account();
    renamed.name = QStringLiteral("Other");
    session = sessions.replace(renamed, {});
    QVERIFY(isListed(session));
    QCOMPARE(session->state(), Session::State::Ready);
    sessions.remove(id);
    QVERIFY(profile.vault().names(QStringLiteral("proxy/")).value().isEmpty());
}

void TestAccountNetwork::lockedVaultForgetsThePassword()
{
    m_proxy->requireLogin("mia", password);
    QTemporaryDir folder;
    Profile profile(m_demo->clock(), folder.path());
    QVERIFY(openVault(profile, m_demo->background()));
    Safekeeper safekeeper(m_demo->clock(), profile);
    const DemoAccount demo =
        behindProxy(QStringLiteral("qovery"), ProxyChoice::Kind::Http, QStringLiteral("mia"));
    Sessions sessions(m_demo->clock(), safekeeper, m_demo->background());
    const Session *session =
        sessions.add(demo.account, Secret(QByteArray(demo.credential)), Secret(QByteArray(password)));
    QVERIFY(isListed(session));
    profile.vault().lock();
    QVERIFY(session->lacksProxyPassword());
    QCOMPARE(session->state(), Session::State::NeedsCredential);
    QVERIFY(openVault(profile, m_demo->background()));
    QVERIFY(!session->lacksProxyPassword());
    QVERIFY(isListed(session));
    QCOMPARE(session->state(), Session::State::Ready);
}

void TestAccountNetwork::anotherProxyDoesNotGetThePassword()
{
    Sessions sessions(m_demo->clock(), *m_demo->safekeeper(), m_demo->background());
    const DemoAccount demo =
        behindProxy(QStringLiteral("qovery"), ProxyChoice::Kind::Http, QStringLiteral("mia"));
    const Session *session =
        sessions.add(demo.account, Secret(QByteArray(demo.credential)), Secret(QByteArray(password)));
    Account moved = session->account();
    moved.proxy.host = QStringLiteral("localhost");
    session = sessions.replace(moved, {});
    QVERIFY(session->lacksProxyPassword());
}

void TestAccountNetwork::theGenerationIsAskedForTheSameWay()
{
    m_proxy->requireLogin("mia", password);
    const DemoAccount demo =
        behindProxy(QStringLiteral("astronomer"), ProxyChoice::Kind::Http, QStringLiteral("mia"));
    AccountProbe probe(m_demo->clock(), m_demo->background());
    probe.use(demo.account, Secret(QByteArray(demo.credential)), Secret(QByteArray(password)));
    const auto report = answerOf(probe.findGenerations(this, demo.account.organizationId));
    QVERIFY(bool(report));
    QCOMPARE(report.value().newestAnswering(), QStringLiteral("v1"));
    QCOMPARE(m_proxy->refusedLogins(), 0);
    // Without the password nothing is known of the service.
    probe.use(demo.account, Secret(QByteArray(demo.credential)));
    const auto blind = answerOf(probe.findGenerations(this, demo.account.organizationId));
    QVERIFY(bool(blind) && blind.value().newestAnswering().isEmpty());
}

void TestAccountNetwork::timeoutAndUserAgent()
{
    DemoAccount demo = m_demo->account(QStringLiteral("qovery"));
    demo.account.timeoutSeconds = 7;
    const Line line(demo.account, Secret(QByteArray(demo.credential)), m_demo->clock(), m_demo->background());
    QCOMPARE(line.http().settings().attemptDeadline, std::chrono::milliseconds(7000));
    demo.account.timeoutSeconds = 0;
    const Line usual(
        demo.account, Secret(QByteArray(demo.credential)), m_demo->clock(), m_demo->background());
    QCOMPARE(usual.http().settings().attemptDeadline, Patience().attemptDeadline);

    const auto session = m_demo->listedSession(demo);
    QByteArray agent;
    for (const auto &[name, value] : m_demo->server().requests().constFirst().headers) {
        if (name == "user-agent")
            agent = value;
    }
    QVERIFY2(agent.startsWith("Tokenry/" TOKENRY_VERSION " ("), agent.constData());
}

QHash<int, int> TestAccountNetwork::hurry(Line &line)
{
    QHash<int, int> statuses;
    QObject owner;
    connect(&line.http(), &HttpClient::attemptFinished, &owner,
        [&statuses](const HttpLogEntry &entry) { ++statuses[entry.status]; });
    int open = 0;
    const auto count = [&open](auto *job, QObject *context) {
        ++open;
        job->onFinished(context, [&open](auto &&) { --open; });
    };
    for (int i = 0; i < 60; ++i)
        count(line.provider().listTokens(&owner, line.provider().places().constFirst(), {0, 20}), &owner);
    for (int i = 0; i < 20; ++i) {
        TokenDraft draft;
        draft.place = line.provider().places().constFirst();
        draft.name = QStringLiteral("bulk %1").arg(i);
        draft.role.id = QStringLiteral("ORGANIZATION_MEMBER");
        draft.role.name = draft.role.id;
        count(line.provider().createToken(&owner, draft), &owner);
    }
    if (!QTest::qWaitFor([&open] { return open == 0; }, 60'000))
        statuses.insert(-1, 1);
    return statuses;
}

void TestAccountNetwork::ordinaryUseProvokesNo429()
{
    DemoOptions options;
    options.enforcesRateLimits = true;
    serve(options);
    const DemoAccount demo = behindProxy(QStringLiteral("astronomer"), ProxyChoice::Kind::Http, {});
    Line line(demo.account, Secret(QByteArray(demo.credential)), m_demo->clock(), m_demo->background());
    const QHash<int, int> statuses = hurry(line);
    QCOMPARE(statuses.value(-1), 0);
    QCOMPARE(statuses.value(429), 0);
    QCOMPARE(statuses.value(200), 80);
}

void TestAccountNetwork::manyWorkspacesProvokeNo429()
{
    DemoOptions options;
    options.enforcesRateLimits = true;
    serve(options);
    DemoAccount demo = behindProxy(QStringLiteral("astronomer"), ProxyChoice::Kind::Http, {});
    // Each is a list of its own; that the simulator does not know most of them changes nothing of its count.
    for (int i = 0; i < 60; ++i)
        demo.account.workspaceIds.append(QStringLiteral("clworkspace%1").arg(i, 14, 10, QLatin1Char('0')));
    const auto session = m_demo->session(demo);
    m_demo->server().clearRequests();
    session->refresh();
    QVERIFY(QTest::qWaitFor([&session] { return session->state() != Session::State::Loading; }, 60'000));
    const QList<SeenRequest> seen = m_demo->server().requests();
    QVERIFY2(seen.size() >= 60, qPrintable(QString::number(seen.size())));
    QVERIFY(session->error().has_value());
    QVERIFY2(session->error()->kind != Error::Kind::RateLimited, "the rates were passed");
    // Whoever is refused for haste is asked again, so every list was asked for once.
    QSet<QByteArray> targets;
    for (const SeenRequest &request : seen)
        targets.insert(request.target);
    QCOMPARE(seen.size(), targets.size());
}

/// On the loopback nothing is slowed down; so this also shows that the simulator does count.
void TestAccountNetwork::withoutTheBudgetItWould()
{
    DemoOptions options;
    options.enforcesRateLimits = true;
    serve(options);
    const DemoAccount demo = m_demo->account(QStringLiteral("astronomer"));
    Line line(demo.account, Secret(QByteArray(demo.credential)), m_demo->clock(), m_demo->background());
    QVERIFY(hurry(line).value(429) > 0);
}

void TestAccountNetwork::twoAccountsShareOneBudget()
{
    DemoOptions options;
    options.enforcesRateLimits = true;
    serve(options);
    const DemoAccount demo = behindProxy(QStringLiteral("astronomer"), ProxyChoice::Kind::Http, {});
    const auto network = std::make_shared<SharedNetwork>();
    std::array<std::unique_ptr<Line>, 2> lines;
    QHash<int, int> statuses;
    QObject owner;
    int open = 0;
    for (auto &line : lines) {
        line = std::make_unique<Line>(demo.account, Secret(QByteArray(demo.credential)), m_demo->clock(),
            m_demo->background(), Patience(), network);
        connect(&line->http(), &HttpClient::attemptFinished, &owner,
            [&statuses](const HttpLogEntry &entry) { ++statuses[entry.status]; });
        for (int i = 0; i < 30; ++i) {
            ++open;
            line->provider()
                .listTokens(&owner, line->provider().places().constFirst(), {0, 20})
                ->onFinished(&owner, [&open](Result<TokenPage> &&) { --open; });
        }
    }
    QVERIFY(QTest::qWaitFor([&open] { return open == 0; }, 60'000));
    QCOMPARE(statuses.value(429), 0);
    QCOMPARE(statuses.value(200), 60);
}

void TestAccountNetwork::ratesAreThoseOfTheDocuments()
{
    QCOMPARE(providerInfo(QStringLiteral("astronomer"))->rates, (RateLimits{25, 10, 5}));
    QCOMPARE(providerInfo(QStringLiteral("qovery"))->rates, RateLimits());
}

void TestAccountNetwork::healthFollowsAnswers()
{
    const DemoAccount demo = m_demo->account(QStringLiteral("qovery"));
    const auto session = m_demo->session(demo);
    QSignalSpy changes(session.get(), &Session::healthChanged);
    QCOMPARE(session->health().state, AccountHealth::State::NotKnown);
    session->refresh();
    QVERIFY(isListed(session.get()));
    QCOMPARE(session->health().state, AccountHealth::State::Connected);
    QCOMPARE(changes.size(), 1);
    const QDateTime connected = m_demo->clock().nowUtc();

    m_demo->clock().advance(std::chrono::minutes(5));
    for (const char *list : {"listApiTokens", "listPolicyApiTokens"})
        m_demo->addFault(QLatin1String(list), Fault::Kind::ResetBeforeCommit, -1);
    session->refresh();
    QVERIFY(isListed(session.get()));
    QCOMPARE(session->health().state, AccountHealth::State::Offline);
    QCOMPARE(session->health().since, m_demo->clock().nowUtc());
    QCOMPARE(session->health().answeredAt, connected);
    QCOMPARE(changes.size(), 2);

    m_demo->server().clearFaults();
    session->refresh();
    QVERIFY(isListed(session.get()));
    QCOMPARE(session->health().state, AccountHealth::State::Connected);

    session->signIn(Secret(QByteArrayLiteral("qov_nobodys_value_0123456789")));
    QVERIFY(isListed(session.get()));
    QCOMPARE(session->health().state, AccountHealth::State::Refused);
    QCOMPARE(session->state(), Session::State::Failed);
}

void TestAccountNetwork::expiredLoginIsNoEmptyList()
{
    const QDateTime end = m_demo->clock().nowUtc().addDays(-3);
    DemoAccount demo = m_demo->account(QStringLiteral("astronomer"));
    demo.credential = jwtEnding(end);
    const auto session = m_demo->session(demo);
    session->refresh();
    QVERIFY(isListed(session.get()));
    QCOMPARE(session->state(), Session::State::Failed);
    QCOMPARE(session->health().state, AccountHealth::State::Expired);
    QCOMPARE(session->health().since, end);
    QCOMPARE(session->error()->kind, Error::Kind::Auth);
    QCOMPARE(session->error()->loginEnded, end);

    demo.credential = jwtEnding(m_demo->clock().nowUtc().addDays(1));
    const auto unknown = m_demo->session(demo);
    unknown->refresh();
    QVERIFY(isListed(unknown.get()));
    QCOMPARE(unknown->health().state, AccountHealth::State::Refused);
    QVERIFY(!unknown->error()->loginEnded.isValid());
}

void TestAccountNetwork::endOfTheCredential()
{
    const QDateTime end({2027, 1, 2}, {3, 4, 5}, Qt::UTC);
    QCOMPARE(credentialEnd(Secret(jwtEnding(end))), end);
    QCOMPARE(credentialEnd(Secret(QByteArray("Bearer " + jwtEnding(end)))), end);
    QVERIFY(!credentialEnd(Secret(QByteArrayLiteral("qov_abc"))).isValid());
    QVERIFY(!credentialEnd(Secret()).isValid());
    for (const char *exp : {"\"soon\"", "-5", "0", "null", "1e300"}) {
        const QByteArray claims = "{\"exp\":" + QByteArray(exp) + '}';
        QVERIFY2(!credentialEnd(Secret(QByteArray(base64("{}") + '.' + base64(claims) + '.' + base64("s"))))
                      .isValid(),
            exp);
    }
}

void TestAccountNetwork::clocksThatDiffer_data()
{
    QTest::addColumn<int>("ahead");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("hardly") << 50 << false;
    QTest::newRow("ahead") << 300 << true;
    QTest::newRow("behind") << -300 << true;
}

void TestAccountNetwork::clocksThatDiffer()
{
    QFETCH(const int, ahead);
    QFETCH(const bool, isTold);
    const ManualClock theirs(m_demo->clock().nowUtc().addSecs(-ahead));
    DemoServer server({}, theirs);
    QVERIFY(server.start());
    const auto session = m_demo->session(server.openingAccounts().constFirst());
    QSignalSpy changes(session.get(), &Session::healthChanged);
    session->refresh();
    QVERIFY(isListed(session.get()));
    QCOMPARE(session->state(), Session::State::Ready);
    QCOMPARE(session->health().clockAhead.count(), isTold ? ahead : 0);
    QCOMPARE(changes.size(), 1);
}

QTEST_GUILESS_MAIN(TestAccountNetwork)
#include "tst_accountnetwork.moc"
