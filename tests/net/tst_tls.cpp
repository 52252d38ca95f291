// SPDX-License-Identifier: MIT
#include "net/clientfixture.h"
#include "net/data/testcertificates.h"
#include "net/tlstext.h"

#include <QSslKey>
#include <QTest>
#include <QTimer>

using namespace std::chrono_literals;
using Method = HttpRequest::Method;

namespace {

QSslConfiguration serverSide(const char *certificate, const char *key)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(QByteArray(certificate)));
    configuration.setPrivateKey(QSslKey(QByteArray(key), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace

/// A server is trusted or nothing is sent, and the reason is said in words.
class TestTls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_fixture = std::make_unique<ClientFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void untrusted_data();
    void untrusted();
    void trusted_data();
    void trusted();
    void closedDuringTheHandshake();
    void neverFinishedHandshake();
    void abortKnowsWhetherItLeft_data();
    void abortKnowsWhetherItLeft();
    void text();

private:
    void useTls(const char *certificate, const char *key)
    {
        m_fixture->server.useTls(serverSide(certificate, key));
        m_fixture->settings.baseUrl = m_fixture->server.url();
    }
    void trustTestAuthority()
    {
        m_fixture->settings.extraAuthorities = {QSslCertificate(QByteArray(testcertificates::authority))};
    }

    std::unique_ptr<ClientFixture> m_fixture;
};

void TestTls::initTestCase()
{
    if (!QSslSocket::supportsSsl())
        QSKIP("Qt has no TLS here");
}

void TestTls::untrusted_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("trustsAuthority");
    QTest::addColumn<QStringList>("words");
    using namespace testcertificates;
    for (const Method method : {Method::Get, Method::Post, Method::Delete}) {
        const int number = static_cast<int>(method);
        QTest::addRow("self-signed, %d", number)
            << method << QByteArray(selfSigned) << QByteArray(selfSignedKey) << false
            << QStringList({QStringLiteral("self-signed"), QStringLiteral("self made")});
        QTest::addRow("unknown issuer, %d", number)
            << method << QByteArray(::testcertificates::trusted) << QByteArray(trustedKey) << false
            << QStringList({QStringLiteral("loopback.test"), QStringLiteral("Tokenry test authority")});
        QTest::addRow("other host, %d", number)
            << method << QByteArray(elsewhere) << QByteArray(elsewhereKey) << true
            << QStringList({QStringLiteral("host name"), QStringLiteral("elsewhere.test"),
                   QStringLiteral("Tokenry test authority")});
    }
}

void TestTls::untrusted()
{
    QFETCH(const Method, method);
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const bool, trustsAuthority);
    QFETCH(const QStringList, words);
    useTls(certificate.constData(), key.constData());
    if (trustsAuthority)
        trustTestAuthority();
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QVERIFY(!call->result->ok());
    QCOMPARE(call->error().kind, Error::Kind::Tls);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
    for (const QString &word : words)
        QVERIFY2(call->error().technical.contains(word), qPrintable(call->error().technical));
    QVERIFY(m_fixture->server.requests().isEmpty());
    QCOMPARE(m_fixture->log.size(), 1);
}

void TestTls::trusted_data()
{
    QTest::addColumn<Method>("method");
    QTest::newRow("GET") << Method::Get;
    QTest::newRow("POST") << Method::Post;
    QTest::newRow("DELETE") << Method::Delete;
}

void TestTls::trusted()
{
    QFETCH(const Method, method);
    useTls(testcertificates::trusted, testcertificates::trustedKey);
    trustTestAuthority();
    const auto call = m_fixture->send(method);
    QTRY_VERIFY(call->isDone());
    QVERIFY2(call->result->ok(), call->result->ok() ? "" : qPrintable(call->error().technical));
    QCOMPARE(m_fixture->server.requests().size(), 1);

    m_fixture->server.otherwise(RawServer::bytesThenClose({}));
    if (method == Method::Get)
        return;
    const auto unanswered = m_fixture->send(method);
    QTRY_VERIFY(unanswered->isDone());
    QCOMPARE(unanswered->error().outcome, Error::Outcome::Unknown);
    QTest::qWait(30);
    QCOMPARE(m_fixture->server.requests().size(), 2);
}

void TestTls::closedDuringTheHandshake()
{
    QTcpServer deaf;
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    connect(&deaf, &QTcpServer::newConnection, this, [&deaf] {
        QTcpSocket *socket = deaf.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->close(); });
    });
    m_fixture->settings.baseUrl = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(deaf.serverPort()));
    const auto call = m_fixture->send(Method::Delete);
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
}

void TestTls::neverFinishedHandshake()
{
    QTcpServer deaf;
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    m_fixture->settings.baseUrl = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(deaf.serverPort()));
    m_fixture->settings.attemptDeadline = 100ms;
    const auto call = m_fixture->post();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().kind, Error::Kind::Timeout);
    QCOMPARE(call->error().outcome, Error::Outcome::NotSent);
}

void TestTls::abortKnowsWhetherItLeft_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<Method>("method");
    QTest::newRow("TLS, POST") << true << Method::Post;
    QTest::newRow("TLS, DELETE") << true << Method::Delete;
    QTest::newRow("plain, POST") << false << Method::Post;
    QTest::newRow("plain, DELETE") << false << Method::Delete;
}

/// Stops at ever later moments around the one at which the bytes go out.
void TestTls::abortKnowsWhetherItLeft()
{
    QFETCH(const bool, isTls);
    QFETCH(const Method, method);
    if (isTls)
        useTls(testcertificates::trusted, testcertificates::trustedKey);
    trustTestAuthority();
    m_fixture->server.otherwise(RawServer::hang());
    int notSent = 0;
    for (int step = 0; step < 40; ++step) {
        const qsizetype before = m_fixture->server.requests().size();
        const auto call = m_fixture->send(method);
        QTimer::singleShot(std::chrono::milliseconds(step / 3), Qt::PreciseTimer, call->job, &Job::abort);
        QTRY_VERIFY(call->isDone());
        QCOMPARE(call->error().kind, Error::Kind::Cancelled);
        // The server lives in this thread and needs a moment to read what has arrived.
        QTRY_VERIFY(m_fixture->server.openConnections().isEmpty());
        const bool hasArrived = m_fixture->server.requests().size() > before;
        if (call->error().outcome == Error::Outcome::NotSent) {
            ++notSent;
            QVERIFY(!hasArrived);
        }
    }
    // Without TLS nothing tells whether it left, so it counts as sent.
    QVERIFY(notSent > 0 || !isTls);
    const qsizetype before = m_fixture->server.requests().size();
    const auto call = m_fixture->send(method);
    QTRY_COMPARE(m_fixture->server.requests().size(), before + 1);
    call->job->abort();
    QTRY_VERIFY(call->isDone());
    QCOMPARE(call->error().outcome, Error::Outcome::Unknown);
}

void TestTls::text()
{
    QCOMPARE(tlsText({}, QStringLiteral("why not")), QStringLiteral("why not"));
    const QSslCertificate certificate{QByteArray(testcertificates::trusted)};
    const QSslError expired(QSslError::CertificateExpired, certificate);
    const QString once = tlsText({expired}, {});
    QVERIFY2(once.contains(QLatin1String("loopback.test, Tokenry tests")), qPrintable(once));
    QVERIFY(once.contains(QLatin1String("issued by Tokenry test authority, Tokenry tests")));
    QCOMPARE(tlsText({expired, expired}, {}), once);
    QVERIFY(tlsText({expired, QSslError(QSslError::NoPeerCertificate)}, {})
                .startsWith(once + QLatin1String("; ")));
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
