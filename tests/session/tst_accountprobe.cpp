// SPDX-License-Identifier: MIT
#include "session/accountprobe.h"

#include "session/connecttext.h"
#include "support/demofixture.h"
#include "support/tlsfront.h"
#include "support/wine.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace {

using Remedy = ConnectTrouble::Remedy;
using Manages = AccountAbility::Manages;

Fault statusFault(int status, const QByteArray &body = {})
{
    Fault fault;
    fault.kind = Fault::Kind::Status;
    fault.status = status;
    fault.body = body;
    return fault;
}

bool holdsOrganization(const QList<Organization> &all, const QString &id)
{
    return std::any_of(all.cbegin(), all.cend(), [&id](const Organization &one) { return one.id == id; });
}

} // namespace

class TestAccountProbe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_demo = std::make_unique<DemoFixture>();
        Patience patience;
        patience.firstBackoff = std::chrono::milliseconds(1);
        m_probe = std::make_unique<AccountProbe>(m_demo->clock(), m_demo->background(), patience);
    }

    void cleanup()
    {
        m_probe.reset();
        m_demo.reset();
    }

    void organizationsAreFoundWithTheCredentialAlone_data() { providers(); }
    void organizationsAreFoundWithTheCredentialAlone()
    {
        QFETCH(QString, provider);
        const DemoAccount demo = use(provider);
        const Result<QList<Organization>> all = ask(m_probe->listOrganizations(this));
        QVERIFY(all.ok());
        QVERIFY(holdsOrganization(all.value(), demo.account.organizationId));
        // Nothing but that one read was sent.
        QCOMPARE(m_demo->server().requests().size(), 1);
        const Result<QList<Workspace>> workspaces =
            ask(m_probe->listWorkspaces(this, demo.account.organizationId));
        QVERIFY(workspaces.ok());
        QCOMPARE(workspaces.value().isEmpty(), provider == QLatin1String("qovery"));
    }

    void anOwnerMayManage_data() { astronomers(); }
    void anOwnerMayManage()
    {
        QFETCH(QString, provider);
        const AccountAbility ability = abilityOf(use(provider));
        QVERIFY(ability.isListable());
        QCOMPARE(ability.places.size(), 1);
        QVERIFY(ability.places.constFirst().tokens > 0);
        QVERIFY(ability.manages == Manages::Yes);
        QVERIFY(ability.ownToken);
        QVERIFY(ability.roles > 0);
        const auto lines = ConnectText::abilities(ability, situation());
        QVERIFY(lines.size() >= 3);
        QVERIFY(lines.at(0).state == ConnectText::Ability::State::Can);
        QVERIFY(lines.at(1).state == ConnectText::Ability::State::Can);
        QVERIFY(lines.at(1).text.contains(QLatin1String("Organization owner")));
        QVERIFY(lines.constLast().text.contains(ability.ownToken->name));
    }

    void aMemberMayNot_data() { astronomers(); }
    void aMemberMayNot()
    {
        QFETCH(QString, provider);
        const AccountAbility ability = abilityOf(use(provider, QStringLiteral("read-only")));
        const auto lines = ConnectText::abilities(ability, situation());
        for (const auto &line : lines)
            QVERIFY2(line.state != ConnectText::Ability::State::Can
                    || line.text.startsWith(QLatin1String("Lists"))
                    || line.text.contains(QLatin1String("this list")),
                qPrintable(line.text));
        if (ability.ownToken) {
            QVERIFY(ability.manages == Manages::No);
            QVERIFY(lines.at(1).text.contains(QLatin1String("Organization owner")));
        } else {
            QVERIFY(!ability.isListable());
            QVERIFY(lines.constFirst().state == ConnectText::Ability::State::Cannot);
        }
    }

    void workspacesAreLookedAtOneByOne()
    {
        const DemoAccount demo = use(QStringLiteral("astronomer v1"));
        const Result<QList<Workspace>> workspaces =
            ask(m_probe->listWorkspaces(this, demo.account.organizationId));
        QVERIFY(workspaces.ok());
        QStringList ids;
        for (const Workspace &workspace : workspaces.value())
            ids.append(workspace.id);
        const Result<AccountAbility> ability =
            ask(m_probe->findAbility(this, demo.account.organizationId, ids));
        QVERIFY(ability.ok());
        QCOMPARE(ability.value().places.size(), ids.size());
        QVERIFY(ability.value().manages == Manages::Yes);
    }

    void qoveryDoesNotTellWhatATokenMayDo()
    {
        const AccountAbility ability = abilityOf(use(QStringLiteral("qovery")));
        QVERIFY(ability.isListable());
        QVERIFY(ability.manages == Manages::NotTold);
        QVERIFY(ability.roles > 0);
        const auto lines = ConnectText::abilities(ability, situation());
        QCOMPARE(ability.places.size(), 2);
        QVERIFY(lines.at(1).text.contains(QLatin1String("policy tokens")));
        QVERIFY(lines.at(2).state == ConnectText::Ability::State::NotTold);
        QVERIFY(lines.at(3).state == ConnectText::Ability::State::Cannot);
    }

    void aRefusedTokenListIsPartOfTheAnswer()
    {
        const DemoAccount demo = use(QStringLiteral("qovery"));
        m_demo->addFault(QStringLiteral("listApiTokens"), statusFault(403), -1);
        m_demo->addFault(QStringLiteral("listPolicyApiTokens"), statusFault(403), -1);
        const AccountAbility ability = abilityOf(demo);
        QVERIFY(!ability.isListable());
        const auto lines = ConnectText::abilities(ability, situation());
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.constLast().state == ConnectText::Ability::State::Cannot);
        QVERIFY(lines.constFirst().state == ConnectText::Ability::State::Cannot);
        QVERIFY(lines.constFirst().text.contains(QLatin1String("no role")));
    }

    void stoppingIsNotAnAnswer()
    {
        const DemoAccount demo = use(QStringLiteral("astronomer v1"));
        m_demo->addFault(QStringLiteral("listTokens"), Fault::Kind::Hang, -1);
        auto *job = m_probe->findAbility(this, demo.account.organizationId, {});
        const Told told(this, job);
        QTRY_VERIFY(!m_demo->server().requests().isEmpty());
        job->abort();
        QTRY_VERIFY(told.isThere());
        QVERIFY(!told.result().ok());
        QVERIFY(told.result().error().kind == Error::Kind::Cancelled);
    }

    void troubleHasASentenceAndANextStep_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("remedy");
        QTest::addColumn<QString>("words");
        const QString qovery = QStringLiteral("qovery");
        const QString old = QStringLiteral("astronomer");
        const QString current = QStringLiteral("astronomer v1");
        const auto row = [](const char *name, const QString &provider, int status, const char *body,
                             Remedy remedy, const char *words) {
            QTest::newRow(name) << provider << status << QByteArray(body) << int(remedy)
                                << QString::fromLatin1(words);
        };
        row("revoked", qovery, 401, "", Remedy::OtherCredential, "revoked");
        row("address", current, 403, R"({"message":"IP address 10.0.0.1 is not in the allow list"})",
            Remedy::TryAgain, "network address");
        row("may not list", qovery, 403, "", Remedy::TypeIds, "may not list organizations");
        row("old API, 404", old, 404, "", Remedy::OtherGeneration, "no longer answers the old API");
        row("old API, 405", old, 405, "", Remedy::OtherGeneration, "no longer answers the old API");
        row("old API, 410", old, 410, "", Remedy::OtherGeneration, "no longer answers the old API");
        row("current API, 404", current, 404, "", Remedy::OtherGeneration, "does not answer the current API");
        row("no such path", qovery, 404, "", Remedy::CheckAddress, "does not answer like Qovery");
        row("page of a portal", qovery, 200, "<html>", Remedy::CheckAddress, "not what Qovery documents");
        row("broken", qovery, 500, "", Remedy::TryAgain, "status 500");
        row("too many", qovery, 429, "", Remedy::TryAgain, "fewer requests");
    }

    void troubleHasASentenceAndANextStep()
    {
        QFETCH(QString, provider);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, remedy);
        QFETCH(QString, words);
        use(provider);
        m_demo->addFault({}, statusFault(status, body), -1);
        const Result<QList<Organization>> refused = ask(m_probe->listOrganizations(this));
        QVERIFY(!refused.ok());
        const ConnectTrouble trouble = ConnectText::trouble(refused.error(), situation());
        QVERIFY2(trouble.what.contains(words), qPrintable(trouble.what));
        QCOMPARE(int(trouble.remedy), remedy);
        QVERIFY(!trouble.next.isEmpty());
        QCOMPARE(trouble.generation.isEmpty(), trouble.remedy != Remedy::OtherGeneration);
    }

    void aWrongWordIsSeenWhenItIsForced()
    {
        DemoAccount demo = m_demo->account(QStringLiteral("qovery"));
        demo.account.scheme = AuthScheme::Bearer;
        m_probe->use(demo.account, Secret(QByteArray(demo.credential)));
        const Result<QList<Organization>> refused = ask(m_probe->listOrganizations(this));
        QVERIFY(!refused.ok());
        const ConnectTrouble trouble = ConnectText::trouble(refused.error(), situation());
        QVERIFY(trouble.remedy == Remedy::OtherScheme);
        QVERIFY2(trouble.what.contains(QStringLiteral("“Bearer”")), qPrintable(trouble.what));
    }

    void theOrganizationOfAnotherIsTold()
    {
        const DemoAccount demo = use(QStringLiteral("astronomer v1"));
        const AccountAbility ability =
            abilityOf(DemoAccount{accountOf(QStringLiteral("cmelsewhere")), demo.credential, {}});
        QVERIFY(!ability.isListable());
        Error error = *ability.places.constFirst().error;
        error.kind = Error::Kind::Forbidden;
        ConnectText::Situation of = situation();
        of.account.organizationId = QStringLiteral("cmelsewhere");
        const ConnectTrouble trouble = ConnectText::trouble(error, of);
        QVERIFY2(trouble.what.contains(demo.account.organizationId), qPrintable(trouble.what));
        QVERIFY(trouble.remedy == Remedy::TypeIds);
    }

    void aCertificateOfTheCompanyAsksForItsFile()
    {
        if (isUnderWine())
            QSKIP("wine 8 does not import the key of a server of ours");
        TlsFront front(quint16(m_demo->server().qoveryUrl().port()), TlsFront::Certificate::Loopback, this);
        QVERIFY(front.isListening());
        DemoAccount demo = m_demo->account(QStringLiteral("qovery"));
        demo.account.baseUrl = front.url(demo.account.baseUrl);
        m_probe->use(demo.account, Secret(QByteArray(demo.credential)));
        const Result<QList<Organization>> refused = ask(m_probe->listOrganizations(this));
        QVERIFY(!refused.ok());
        const ConnectTrouble trouble = ConnectText::trouble(refused.error(), situation());
        QVERIFY2(trouble.remedy == Remedy::CaFile, qPrintable(trouble.what));
        QVERIFY2(trouble.what.contains(refused.error().technical), qPrintable(trouble.what));

        const QTemporaryDir folder;
        demo.account.caFile = folder.filePath(QStringLiteral("ca.pem"));
        QVERIFY(TlsFront::writeAuthority(demo.account.caFile));
        m_probe->use(demo.account, Secret(QByteArray(demo.credential)));
        QVERIFY(ask(m_probe->listOrganizations(this)).ok());
    }

    void nobodyAtTheAddressIsToldAsThat()
    {
        DemoAccount demo = m_demo->account(QStringLiteral("qovery"));
        demo.account.baseUrl.setPort(1);
        m_probe->use(demo.account, Secret(QByteArray(demo.credential)));
        const Result<QList<Organization>> refused = ask(m_probe->listOrganizations(this));
        QVERIFY(!refused.ok());
        const ConnectTrouble trouble = ConnectText::trouble(refused.error(), situation());
        QVERIFY2(trouble.what.contains(QLatin1String("no connection")), qPrintable(trouble.what));
        QVERIFY(trouble.remedy == Remedy::TryAgain);
    }

private:
    static void astronomers()
    {
        QTest::addColumn<QString>("provider");
        QTest::newRow("v1alpha1") << QStringLiteral("astronomer");
        QTest::newRow("v1") << QStringLiteral("astronomer v1");
    }

    static void providers()
    {
        astronomers();
        QTest::newRow("qovery") << QStringLiteral("qovery");
    }

    DemoAccount use(const QString &provider, const QString &role = QStringLiteral("owner"))
    {
        const DemoAccount demo = m_demo->account(provider, false, role);
        m_probe->use(demo.account, Secret(QByteArray(demo.credential)));
        m_demo->server().clearRequests();
        return demo;
    }

    [[nodiscard]] Account accountOf(const QString &organizationId) const
    {
        Account account = m_probe->account();
        account.organizationId = organizationId;
        return account;
    }

    [[nodiscard]] ConnectText::Situation situation() const
    {
        return {accountOf({}), m_probe->facts(), m_demo->clock().nowUtc()};
    }

    AccountAbility abilityOf(const DemoAccount &demo)
    {
        Result<AccountAbility> found = ask(m_probe->findAbility(this, demo.account.organizationId, {}));
        if (!found)
            qFatal("Looking was stopped");
        return std::move(found).value();
    }

    template <class T>
    Result<T> ask(JobOf<T> *job)
    {
        const Told told(this, job);
        if (!QTest::qWaitFor([&told] { return told.isThere(); }, 30'000))
            qFatal("No answer");
        return std::move(told.result());
    }

    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<AccountProbe> m_probe;
};

QTEST_GUILESS_MAIN(TestAccountProbe)
#include "tst_accountprobe.moc"
