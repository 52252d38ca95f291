// SPDX-License-Identifier: MIT
#include "session/line.h"

#include "core/background.h"
#include "net/data/testcertificates.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "store/profile.h"
#include "support/manualclock.h"
#include "support/rawserver.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

/// Whom an account trusts.
class TestLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("Qt has no TLS here");
    }
    void init();
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_usual); }

    void trustsItsOwnFile();
    void nobodyElseTrustsIt();
    void trustsTheSystemToo();
    void anotherAuthorityIsNotEnough();
    void aFileThatIsGoneStopsTheAccount();

private:
    [[nodiscard]] std::unique_ptr<Session> list(const QString &caFile);
    [[nodiscard]] QString fileWith(const char *certificate);

    QSslConfiguration m_usual = QSslConfiguration::defaultConfiguration();
    ManualClock m_clock;
    Profile m_profile{m_clock};
    Background m_background;
    std::unique_ptr<Safekeeper> m_safekeeper;
    std::unique_ptr<RawServer> m_server;
    QTemporaryDir m_folder;
};

void TestLine::init()
{
    m_safekeeper = std::make_unique<Safekeeper>(m_clock, m_profile);
    m_server = std::make_unique<RawServer>();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(QByteArray(testcertificates::trusted)));
    tls.setPrivateKey(QSslKey(QByteArray(testcertificates::trustedKey), QSsl::Ec));
    m_server->useTls(tls);
    m_server->otherwise(RawServer::answer(200, "{\"results\":[]}", "Content-Type: application/json\r\n"));
}

QString TestLine::fileWith(const char *certificate)
{
    QFile file(m_folder.filePath(QStringLiteral("root.pem")));
    if (!file.open(QIODevice::WriteOnly) || file.write(certificate) <= 0)
        qFatal("The file cannot be written");
    return file.fileName();
}

std::unique_ptr<Session> TestLine::list(const QString &caFile)
{
    Account account;
    account.id = QStringLiteral("account");
    account.providerKey = QStringLiteral("qovery");
    account.baseUrl = m_server->url();
    account.organizationId = QStringLiteral("b1c5f0f8-2f0a-4a7e-9a53-0c6a8f6f1a11");
    account.caFile = caFile;
    auto session =
        std::make_unique<Session>(account, Secret(QByteArray("qov_a")), m_clock, *m_safekeeper, m_background);
    session->refresh();
    if (!QTest::qWaitFor([&session] { return session->state() != Session::State::Loading; }, 20'000))
        qFatal("The listing does not end");
    return session;
}

void TestLine::trustsItsOwnFile()
{
    const auto session = list(fileWith(testcertificates::authority));
    QCOMPARE(session->state(), Session::State::Ready);
    QVERIFY(!m_server->requests().isEmpty());
    QCOMPARE(m_server->requests().first().header("Authorization"), QByteArray("Token qov_a"));
}

void TestLine::nobodyElseTrustsIt()
{
    const auto trusting = list(fileWith(testcertificates::authority));
    QCOMPARE(trusting->state(), Session::State::Ready);
    const qsizetype before = m_server->requests().size();
    const auto other = list({});
    QCOMPARE(other->state(), Session::State::Failed);
    QCOMPARE(other->error()->kind, Error::Kind::Tls);
    QCOMPARE(m_server->requests().size(), before);
}

void TestLine::trustsTheSystemToo()
{
    // As if the system knew the test's authority.
    QSslConfiguration system = m_usual;
    system.addCaCertificate(QSslCertificate(QByteArray(testcertificates::authority)));
    QSslConfiguration::setDefaultConfiguration(system);
    QCOMPARE(list(fileWith(testcertificates::selfSigned))->state(), Session::State::Ready);
}

void TestLine::anotherAuthorityIsNotEnough()
{
    const auto session = list(fileWith(testcertificates::selfSigned));
    QCOMPARE(session->state(), Session::State::Failed);
    QCOMPARE(session->error()->kind, Error::Kind::Tls);
    QVERIFY(m_server->requests().isEmpty());
}

void TestLine::aFileThatIsGoneStopsTheAccount()
{
    const QString file = fileWith(testcertificates::authority);
    QVERIFY(QFile::remove(file));
    const auto session = list(file);
    QCOMPARE(session->state(), Session::State::Failed);
    QCOMPARE(session->error()->kind, Error::Kind::Tls);
    QCOMPARE(session->error()->outcome, Error::Outcome::NotSent);
    QVERIFY2(session->error()->technical.contains(file), qPrintable(session->error()->technical));
    QCOMPARE(m_server->connectionCount(), 0);
}

QTEST_GUILESS_MAIN(TestLine)
#include "tst_line.moc"
