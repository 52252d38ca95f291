// SPDX-License-Identifier: MIT
#include "ui/accountwizard.h"

#include "dialogfixture.h"
#include "pictures.h"
#include "scriptedprompts.h"
#include "support/proxyserver.h"
#include "support/tlsfront.h"
#include "ui/captureguard.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QRadioButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

namespace {

Fault statusFault(int status, const QByteArray &body = {})
{
    Fault fault;
    fault.kind = Fault::Kind::Status;
    fault.status = status;
    fault.body = body;
    return fault;
}

QByteArray expiredJwt()
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QByteArray(R"({"alg":"RS256"})").toBase64(options) + '.'
        + QByteArray(R"({"apiTokenId":"t","permissions":["organizationId:o"],"exp":1600000000})")
              .toBase64(options)
        + ".c2lnbmF0dXJl";
}

} // namespace

namespace {

/// A service behind an authority of its own, to which a proxy that asks for a login is the only way.
struct BehindProxy
{
    explicit BehindProxy(quint16 servicePort)
        : front(servicePort, TlsFront::Certificate::Elsewhere)
    {
        proxy.route(QStringLiteral("elsewhere.test"), front.serverPort());
        proxy.requireLogin("mia", "pro xy");
    }

    [[nodiscard]] bool isReady() const { return front.isListening() && proxy.isListening(); }

    TlsFront front;
    ProxyServer proxy;
};

} // namespace

class TestAccountWizard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<DialogFixture>();
        m_home = std::make_unique<QTemporaryDir>();
        m_variables.clear();
        m_accounts.clear();
        m_prompts.nextFile.reset();
    }

    void cleanup()
    {
        delete m_wizard;
        m_fixture.reset();
    }

    void fromACredentialToAnAccount_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::newRow("qovery") << QStringLiteral("qovery");
        QTest::newRow("astronomer") << QStringLiteral("astronomer");
    }

    void fromACredentialToAnAccount()
    {
        QFETCH(QString, provider);
        const DemoAccount demo = account(provider);
        open();
        goToCredential(provider);
        enter(demo);
        QVERIFY(m_fixture->sessions.all().isEmpty());
        connectWell();
        QCOMPARE(tree()->topLevelItemCount(), 1);
        QCOMPARE(tree()->topLevelItem(0)->checkState(0), Qt::Checked);
        next(); // what it may do
        QTRY_VERIFY(isReady());
        QVERIFY(child<QWidget>(m_wizard, "abilityLines")->findChildren<NoteLine *>().size() >= 2);
        next(); // names
        QTRY_VERIFY(line("accountNameField")->isVisible());
        QCOMPARE(QApplication::focusWidget(), line("accountNameField"));
        QTest::keyClicks(line("accountNameField"), QStringLiteral("Acme"));
        child<QComboBox>(m_wizard, "environmentField")->setCurrentText(QStringLiteral("Production"));
        auto *colour = child<QComboBox>(m_wizard, "colourField");
        colour->setCurrentIndex(colour->findData(QStringLiteral("amber")));
        QVERIFY(m_accounts.isEmpty());
        next();
        QCOMPARE(m_accounts.size(), 1);
        const Account &made = m_accounts.constFirst();
        QCOMPARE(made.name, QStringLiteral("Acme"));
        QCOMPARE(made.providerKey, provider);
        QCOMPARE(made.organizationId, demo.account.organizationId);
        QCOMPARE(made.baseUrl, demo.account.baseUrl);
        QCOMPARE(made.environment, QStringLiteral("Production"));
        QCOMPARE(made.colour, QStringLiteral("amber"));
        QVERIFY(made.isProduction);
        QCOMPARE(m_credential, demo.credential);
        QTRY_VERIFY(!m_wizard);
    }

    void theKeyboardIsEnough()
    {
        const DemoAccount demo = account(QStringLiteral("qovery"));
        open();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), line("credentialField"));
        enter(demo);
        line("credentialField")->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(QApplication::focusWidget(), tree());
        QTest::keyClick(primary(m_wizard), Qt::Key_Return);
        QTRY_VERIFY(isReady());
        QTest::keyClick(primary(m_wizard), Qt::Key_Return);
        QTRY_COMPARE(QApplication::focusWidget(), line("accountNameField"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(m_accounts.size(), 1);
    }

    void severalOrganizationsMakeSeveralAccounts()
    {
        QJsonArray results;
        const QStringList ids{QStringLiteral("11111111-1111-4111-8111-111111111111"),
            QStringLiteral("22222222-2222-4222-8222-222222222222")};
        for (int i = 0; i < 9; ++i) {
            const QString id = ids.value(i, QStringLiteral("3333333%1-3333-4333-8333-333333333333").arg(i));
            results.append(QJsonObject{{QStringLiteral("id"), id},
                {QStringLiteral("name"), QStringLiteral("<b>Org</b> %1").arg(i)}});
        }
        const QJsonDocument body(QJsonObject{{QStringLiteral("results"), results}});
        addFault(QStringLiteral("listOrganizations"), statusFault(200, body.toJson()));
        open();
        goToCredential(QStringLiteral("qovery"));
        enter(account(QStringLiteral("qovery")));
        connectWell();
        QCOMPARE(tree()->topLevelItemCount(), 9);
        // A search narrows what is shown, not what is ticked.
        for (const int i : {1, 0}) {
            line("placeSearch")->setText(QStringLiteral("org</b> %1").arg(i));
            QVERIFY(!tree()->topLevelItem(i)->isHidden());
            QVERIFY(tree()->topLevelItem(1 - i)->isHidden());
            tree()->topLevelItem(i)->setCheckState(0, Qt::Checked);
        }
        next();
        QTRY_VERIFY(isReady());
        next();
        QTRY_VERIFY(line("accountName2Field")->isVisible());
        QCOMPARE(line("accountNameField")->text(), QStringLiteral("<b>Org</b> 0"));
        line("accountName2Field")->setText(line("accountNameField")->text());
        next();
        QVERIFY(child<NoteLine>(m_wizard, "accountName2Error")->isVisible());
        line("accountName2Field")->setText(QStringLiteral("Other"));
        next();
        QCOMPARE(m_accounts.size(), 2);
        QCOMPARE(m_accounts.at(0).organizationId, ids.at(0));
        QCOMPARE(m_accounts.at(1).organizationId, ids.at(1));
        QCOMPARE(m_accounts.at(1).name, QStringLiteral("Other"));
    }

    void workspacesAreOfferedByName()
    {
        const DemoAccount demo = account(QStringLiteral("astronomer"));
        open();
        goToCredential(QStringLiteral("astronomer"));
        enter(demo);
        connectWell();
        QTreeWidgetItem *organization = tree()->topLevelItem(0);
        QTRY_COMPARE(organization->childCount(), 2);
        QCOMPARE(organization->child(0)->text(0), QStringLiteral("Analytics"));
        organization->child(1)->setCheckState(0, Qt::Checked);
        next();
        QTRY_VERIFY(isReady());
        next();
        next();
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.constFirst().workspaceIds.size(), 1);
    }

    void noWorkspaceRoleIsExplained()
    {
        addFault(QStringLiteral("listWorkspaces"),
            statusFault(200, R"({"workspaces":[],"totalCount":0,"offset":0,"limit":1000})"));
        open();
        goToCredential(QStringLiteral("astronomer"));
        enter(account(QStringLiteral("astronomer")));
        connectWell();
        QTreeWidgetItem *organization = tree()->topLevelItem(0);
        QTRY_COMPARE(organization->childCount(), 1);
        savePictures(m_wizard, QStringLiteral("wizard-noworkspaces"));
        QVERIFY2(organization->child(0)->text(0).contains(QLatin1String("no role in any")),
            qPrintable(organization->child(0)->text(0)));
        QVERIFY(organization->child(0)->text(0).contains(organization->text(0))); // its name, no id
        QVERIFY(tree()->visualItemRect(organization->child(0)).height()
            > tree()->visualItemRect(organization).height()); // nothing of it is cut
        QVERIFY(child<QWidget>(m_wizard, "typeIdsButton")->isVisible());
        press(m_wizard, "typeIdsButton");
        QVERIFY(line("typedWorkspacesField")->isVisible());
    }

    void aWrongWordIsToldAndPutRight()
    {
        open();
        goToCredential(QStringLiteral("qovery"));
        const DemoAccount demo = account(QStringLiteral("qovery"));
        way(demo);
        paste(QStringLiteral("Authorization: Bearer ") + QString::fromUtf8(demo.credential));
        QVERIFY(notes().contains(QStringLiteral("“Bearer”")));
        QCOMPARE(line("credentialField")->text(), QString::fromUtf8(demo.credential));
        connectWell();
        QVERIFY(tree()->topLevelItemCount() > 0);
    }

    void aForcedWrongWordCanBeChanged()
    {
        open();
        goToCredential(QStringLiteral("qovery"));
        const DemoAccount demo = account(QStringLiteral("qovery"));
        enter(demo);
        auto *scheme = child<QComboBox>(m_wizard, "schemeField");
        scheme->setCurrentIndex(scheme->findText(QStringLiteral("Bearer")));
        connectBadly(QStringLiteral("“Bearer”"));
        remedy();
        QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    }

    void anExpiredCredentialIsToldBeforeAndAfter()
    {
        open();
        goToCredential(QStringLiteral("astronomer"));
        way(account(QStringLiteral("astronomer")));
        paste(QString::fromLatin1(expiredJwt()));
        QVERIFY2(notes().contains(QLatin1String("expired on")), qPrintable(notes()));
        connectBadly(QStringLiteral("it expired on"));
        remedy();
        QVERIFY(line("credentialField")->isVisible());
    }

    void aCredentialOfAnotherProviderCanGoThere()
    {
        open();
        goToCredential(QStringLiteral("astronomer"));
        QVERIFY(!child<QWidget>(m_wizard, "useProviderButton")->isVisible());
        paste(QStringLiteral("qov_something"));
        QVERIFY2(notes().contains(QLatin1String("of Qovery, not of Astronomer")), qPrintable(notes()));
        press(m_wizard, "useProviderButton");
        QVERIFY(child<QLabel>(m_wizard, "headline")->text().contains(QLatin1String("Qovery")));
        QCOMPARE(line("credentialField")->text(), QStringLiteral("qov_something"));
        QVERIFY(!child<QWidget>(m_wizard, "useProviderButton")->isVisible());
    }

    void theOrganizationOfAnotherIsTold()
    {
        const DemoAccount demo = account(QStringLiteral("astronomer"));
        addFault(QStringLiteral("listOrganizationApiTokens"), statusFault(403));
        open();
        goToCredential(QStringLiteral("astronomer"));
        enter(demo);
        connectWell();
        tree()->topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        press(m_wizard, "typeIdsButton");
        line("typedOrganizationField")->setText(QStringLiteral("cmelsewhere"));
        next();
        QTRY_VERIFY(isReady());
        QVERIFY2(abilities().contains(QLatin1String("Cannot list")), qPrintable(abilities()));
        QVERIFY2(abilities().contains(demo.account.organizationId), qPrintable(abilities()));
    }

    void whatARoleLacksIsSaid()
    {
        open();
        goToCredential(QStringLiteral("astronomer"));
        enter(account(QStringLiteral("astronomer"), QStringLiteral("read-only")));
        connectWell();
        next();
        QTRY_VERIFY(isReady());
        QVERIFY2(abilities().contains(QLatin1String("Cannot")), qPrintable(abilities()));
    }

    void anAddressThatIsNotAllowedIsTold()
    {
        troubleAt(QStringLiteral("astronomer"),
            statusFault(403, R"({"message":"Your IP address is not in the allow list"})"),
            QStringLiteral("network address of this computer"));
        m_fixture->server.clearFaults();
        remedy(); // another network, so once more
        QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    }

    void theOtherGenerationIsOffered_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {404, 405, 410})
            QTest::addRow("%d", status) << status;
    }

    void theOtherGenerationIsOffered()
    {
        QFETCH(int, status);
        FaultRule rule;
        rule.pathContains = QStringLiteral("/v1alpha1/");
        rule.times = -1;
        rule.fault = statusFault(status);
        m_fixture->server.addFault(rule);
        open();
        goToCredential(QStringLiteral("astronomer"));
        enter(account(QStringLiteral("astronomer")));
        connectBadly(QStringLiteral("no longer answers the old API"));
        remedyThenFinish();
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.constFirst().generation, QStringLiteral("v1"));
        QCOMPARE(m_accounts.constFirst().baseUrl, m_fixture->server.astronomerV1Url());
    }

    void theOlderGenerationIsOfferedWhereThereIsNoOther()
    {
        FaultRule rule;
        rule.pathContains = QStringLiteral("/v1/");
        rule.times = -1;
        rule.fault = statusFault(404);
        m_fixture->server.addFault(rule);
        DemoAccount demo = account(QStringLiteral("astronomer"));
        demo.account.baseUrl = m_fixture->server.astronomerV1Url();
        open();
        goToCredential(QStringLiteral("astronomer"));
        enter(demo);
        connectBadly(QStringLiteral("does not answer the current API"));
        remedyThenFinish();
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.constFirst().generation, QStringLiteral("v1alpha1"));
    }

    void anInspectedConnectionAsksForACaFile()
    {
        TlsFront front(quint16(m_fixture->server.qoveryUrl().port()), TlsFront::Certificate::Loopback, this);
        QVERIFY(front.isListening());
        DemoAccount demo = account(QStringLiteral("qovery"));
        demo.account.baseUrl = front.url(demo.account.baseUrl);
        open();
        goToCredential(QStringLiteral("qovery"));
        enter(demo);
        connectBadly(QStringLiteral("No trusted connection"));
        QVERIFY2(bar()->text().contains(QLatin1String("Tokenry tests")), qPrintable(bar()->text()));
        const QString file = m_home->filePath(QStringLiteral("ca.pem"));
        QVERIFY(TlsFront::writeAuthority(file));
        m_prompts.nextFile = file;
        remedyThenFinish();
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.constFirst().caFile, file);
    }

    void aProxyThatWantsALoginIsTold()
    {
        BehindProxy network(quint16(m_fixture->server.qoveryUrl().port()));
        QVERIFY(network.isReady());
        enterBehind(network, account(QStringLiteral("qovery")));
        connectBadly(QStringLiteral("asks for a login"));
        savePictures(m_wizard, QStringLiteral("wizard-proxy"));
        remedy();
        QVERIFY(line("proxyUserField")->isVisible());
        line("proxyUserField")->setText(QStringLiteral("mia"));
        line("proxyPasswordField")->setText(QStringLiteral("wrong"));
        connectBadly(QStringLiteral("does not take the login"));
        remedy();
        line("proxyPasswordField")->setText(QStringLiteral("pro xy"));
        connectWell();
        next();
        QTRY_VERIFY(isReady());
        next();
        next();
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.constFirst().proxy.user, QStringLiteral("mia"));
        QCOMPARE(m_proxyPassword, QByteArray("pro xy"));
    }

    void theOtherGenerationIsFoundThroughTheProxy()
    {
        FaultRule rule;
        rule.pathContains = QStringLiteral("/v1alpha1/organizations/");
        rule.times = -1;
        rule.fault = statusFault(404);
        m_fixture->server.addFault(rule);
        const DemoAccount demo = account(QStringLiteral("astronomer"));
        BehindProxy network(quint16(demo.account.baseUrl.port()));
        QVERIFY(network.isReady());
        enterBehind(network, demo);
        line("proxyUserField")->setText(QStringLiteral("mia"));
        line("proxyPasswordField")->setText(QStringLiteral("pro xy"));
        // The organizations are listed; only the token paths are gone.
        connectWell();
        next();
        savePictures(m_wizard, QStringLiteral("wizard-ability"));
        QAction *offer = m_wizard->findChild<QAction *>(QStringLiteral("generationAction"));
        QVERIFY(offer);
        QTRY_COMPARE(offer->text(), QStringLiteral("Use v1"));
        offer->trigger();
        QTRY_VERIFY(isReady());
        next();
        next();
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.constFirst().generation, QStringLiteral("v1"));
        QCOMPARE(network.proxy.refusedLogins(), 0);
    }

    void nobodyThereIsTold()
    {
        DemoAccount demo = account(QStringLiteral("qovery"));
        demo.account.baseUrl.setPort(1);
        open();
        goToCredential(QStringLiteral("qovery"));
        enter(demo);
        connectBadly(QStringLiteral("no connection"));
    }

    void connectingCanBeStopped()
    {
        Fault fault;
        fault.kind = Fault::Kind::Hang;
        addFault(QStringLiteral("listOrganizations"), fault);
        open();
        goToCredential(QStringLiteral("qovery"));
        enter(account(QStringLiteral("qovery")));
        next();
        QTRY_VERIFY(child<QWidget>(m_wizard, "busyProgress")->isVisible());
        press(m_wizard, "cancelButton");
        QTRY_VERIFY(bar()->isVisible());
        QVERIFY(m_wizard && m_wizard->isVisible());
        QVERIFY(bar()->text().contains(QLatin1String("stopped")));
        press(m_wizard, "backButton");
        QVERIFY(line("credentialField")->isVisible());
        QVERIFY(!bar()->isVisible());
        press(m_wizard, "cancelButton");
        QTRY_VERIFY(!m_wizard);
        QVERIFY(m_accounts.isEmpty());
        QVERIFY(m_fixture->sessions.all().isEmpty());
    }

    void aVariableIsTakenOnRequestOnly()
    {
        const DemoAccount demo = account(QStringLiteral("qovery"));
        m_variables.insert(QStringLiteral("QOVERY_CLI_ACCESS_TOKEN"), demo.credential);
        open();
        goToCredential(QStringLiteral("qovery"));
        QVERIFY(line("credentialField")->text().isEmpty());
        auto *button = child<QPushButton>(m_wizard, "originButton0");
        QVERIFY(button->text().contains(QLatin1String("QOVERY_CLI_ACCESS_TOKEN")));
        press(m_wizard, "originButton0");
        QCOMPARE(line("credentialField")->text(), QString::fromUtf8(demo.credential));
        QVERIFY(notes().contains(QLatin1String("API token of Qovery")));
    }

    void aBrokenFileOfTheToolIsExplained()
    {
        QVERIFY(QDir(m_home->path()).mkpath(QStringLiteral(".astro")));
        write(QStringLiteral(".astro/config.yaml"), "context: a\n\tcontexts:\n");
        open();
        goToCredential(QStringLiteral("astronomer"));
        press(m_wizard, "originButton0");
        QVERIFY(bar()->isVisible());
        QVERIFY2(bar()->text().contains(QLatin1String("line 2")), qPrintable(bar()->text()));
        QVERIFY(bar()->text().contains(QLatin1String("~/.astro/config.yaml")));
    }

    void anEnvFileIsChosenOrDropped()
    {
        const QString path = write(QStringLiteral("ci.env"), "export ASTRO_API_TOKEN='abc'\n");
        m_prompts.nextFile = path;
        open();
        goToCredential(QStringLiteral("astronomer"));
        press(m_wizard, "envFileButton");
        QTRY_COMPARE(line("credentialField")->text(), QStringLiteral("abc"));
        line("credentialField")->clear();

        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QWidget *page = child<QWidget>(m_wizard, "credentialNotes")->parentWidget();
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction | Qt::MoveAction, &mime, Qt::LeftButton, {});
        QApplication::sendEvent(page, &drop);
        QCOMPARE(line("credentialField")->text(), QStringLiteral("abc"));
        QVERIFY(QFile::exists(path));
    }

    void complaintsStandAtTheirFields()
    {
        open();
        goToCredential(QStringLiteral("qovery"));
        next();
        QVERIFY(child<NoteLine>(m_wizard, "credentialError")->isVisible());
        child<QToolButton>(m_wizard, "advancedButton")->setChecked(true);
        line("baseUrlField")->setText(QStringLiteral("ftp://example.com"));
        paste(QStringLiteral("qov_x"));
        next();
        QVERIFY(child<NoteLine>(m_wizard, "baseUrlError")->isVisible());
        line("baseUrlField")->setText(m_fixture->server.qoveryUrl().toString());
        next(); // refused, since there is no such token
        QTRY_VERIFY(bar()->isVisible());
        press(m_wizard, "typeIdsButton");
        line("typedOrganizationField")->setText(QStringLiteral("no uuid"));
        next();
        QVERIFY(child<NoteLine>(m_wizard, "typedOrganizationError")->isVisible());
    }

    void theGenerationAndTheAddressFollowEachOther()
    {
        open();
        goToCredential(QStringLiteral("astronomer"));
        child<QToolButton>(m_wizard, "advancedButton")->setChecked(true);
        auto *field = child<QComboBox>(m_wizard, "generationField");
        QCOMPARE(field->currentData().toString(), QStringLiteral("v1"));
        QCOMPARE(line("baseUrlField")->text(), QStringLiteral("https://api.astronomer.io/v1"));
        field->setCurrentIndex(field->findData(QStringLiteral("v1alpha1")));
        QCOMPARE(line("baseUrlField")->text(), QStringLiteral("https://api.astronomer.io/v1alpha1"));
        line("baseUrlField")->setText(QStringLiteral("https://proxy.example.com/astro/v1/"));
        QCOMPARE(field->currentData().toString(), QStringLiteral("v1"));
    }

    void asksThePlatformNotToBeCaptured()
    {
        open();
        QVERIFY(m_wizard->findChild<CaptureGuard *>());
    }

    void everyControlHasANameForAssistiveTechnology()
    {
        open();
        goToCredential(QStringLiteral("astronomer"));
        enter(account(QStringLiteral("astronomer")));
        connectWell();
        QVERIFY(!tree()->accessibleName().isEmpty());
        QVERIFY(!line("placeSearch")->accessibleName().isEmpty());
        const QList<QAbstractButton *> buttons = m_wizard->findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (button->isVisible())
                QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                    qPrintable(button->objectName()));
        }
    }

private:
    void open()
    {
        CredentialSources sources(
            {[this](const QString &name) { return m_variables.value(name); }, m_home->path()});
        m_wizard = new AccountWizard(m_fixture->sessions, m_prompts, std::move(sources), nullptr);
        connect(m_wizard, &AccountWizard::submitted, this, [this](const QList<Account> &accounts) {
            m_accounts = accounts;
            m_credential = m_wizard->credential().reveal().toByteArray();
            m_proxyPassword = m_wizard->proxyPassword().reveal().toByteArray();
        });
        QVERIFY(openAndWait(m_wizard));
    }

    [[nodiscard]] DemoAccount account(
        const QString &provider, const QString &role = QStringLiteral("owner")) const
    {
        const QList<DemoAccount> all = m_fixture->server.accounts();
        for (const DemoAccount &demo : all) {
            if (demo.account.providerKey == provider && demo.role == role
                && demo.account.workspaceIds.isEmpty())
                return demo;
        }
        qFatal("The simulator has no such account");
    }

    void goToCredential(const QString &provider)
    {
        child<QRadioButton>(m_wizard, QStringLiteral("provider-") + provider)->click();
        next();
        QVERIFY(line("credentialField")->isVisible());
    }

    void way(const DemoAccount &demo)
    {
        child<QToolButton>(m_wizard, "advancedButton")->setChecked(true);
        line("baseUrlField")->setText(demo.account.baseUrl.toString());
    }

    /// Opens the wizard and types what leads there but the proxy's login.
    void enterBehind(const BehindProxy &network, DemoAccount demo)
    {
        demo.account.baseUrl = network.front.url(demo.account.baseUrl);
        const QString file = m_home->filePath(QStringLiteral("ca.pem"));
        QVERIFY(TlsFront::writeAuthority(file));
        open();
        goToCredential(demo.account.providerKey);
        enter(demo);
        line("caFileField")->setText(file);
        auto *kind = child<QComboBox>(m_wizard, "proxyField");
        kind->setCurrentIndex(kind->findData(int(ProxyChoice::Kind::Http)));
        line("proxyHostField")->setText(QStringLiteral("127.0.0.1"));
        child<QSpinBox>(m_wizard, "proxyPortField")->setValue(network.proxy.serverPort());
    }
    void enter(const DemoAccount &demo)
    {
        way(demo);
        paste(QString::fromUtf8(demo.credential));
    }

    void paste(const QString &text)
    {
        QGuiApplication::clipboard()->setText(text);
        line("credentialField")->setFocus();
        line("credentialField")->selectAll();
        line("credentialField")->paste();
    }

    void next() { press(m_wizard, "primaryButton"); }
    /// What the bar offers, then on to the end with the one organization that is found.
    void remedyThenFinish()
    {
        remedy();
        QTRY_COMPARE(tree()->topLevelItemCount(), 1);
        QTRY_VERIFY(isReady());
        next();
        QTRY_VERIFY(isReady());
        next();
        next();
    }
    [[nodiscard]] bool isReady() const { return primary(m_wizard)->isEnabled(); }

    void connectWell()
    {
        next();
        QTRY_VERIFY2(isReady(), qPrintable(bar()->text()));
        QVERIFY2(tree()->topLevelItemCount() > 0, qPrintable(bar()->text()));
    }

    void connectBadly(const QString &words)
    {
        next();
        QTRY_VERIFY(isReady());
        QTRY_VERIFY(bar()->isVisible());
        QVERIFY2(bar()->text().contains(words), qPrintable(bar()->text()));
    }

    void troubleAt(const QString &provider, const Fault &fault, const QString &words)
    {
        addFault({}, fault);
        open();
        goToCredential(provider);
        enter(account(provider));
        connectBadly(words);
    }

    void remedy()
    {
        const QList<QToolButton *> buttons = bar()->findChildren<QToolButton *>();
        QAction *action = m_wizard->findChild<QAction *>(QStringLiteral("remedyAction"));
        QVERIFY(action);
        for (QToolButton *button : buttons) {
            if (button->defaultAction() == action || button->text() == action->text()) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        const QList<QPushButton *> others = bar()->findChildren<QPushButton *>();
        for (QPushButton *button : others) {
            if (button->text() == action->text()) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL("The bar offers nothing");
    }

    void addFault(const QString &operation, const Fault &fault)
    {
        FaultRule rule;
        rule.operation = operation;
        rule.times = -1;
        rule.fault = fault;
        m_fixture->server.addFault(rule);
    }

    QString write(const QString &name, const QByteArray &content)
    {
        const QString path = m_home->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The file cannot be written");
        return path;
    }

    [[nodiscard]] QString texts(const char *box) const
    {
        QStringList lines;
        const QList<NoteLine *> notes = child<QWidget>(m_wizard, box)->findChildren<NoteLine *>();
        for (const NoteLine *note : notes)
            lines.append(note->text());
        return lines.join(u'\n');
    }

    [[nodiscard]] QString notes() const { return texts("credentialNotes"); }
    [[nodiscard]] QString abilities() const { return texts("abilityLines"); }
    [[nodiscard]] QLineEdit *line(const char *name) const { return child<QLineEdit>(m_wizard, name); }
    [[nodiscard]] QTreeWidget *tree() const { return child<QTreeWidget>(m_wizard, "placeTree"); }
    [[nodiscard]] MessageBar *bar() const { return child<MessageBar>(m_wizard, "messageBar"); }

    std::unique_ptr<DialogFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_home;
    QHash<QString, QByteArray> m_variables;
    ScriptedPrompts m_prompts;
    QPointer<AccountWizard> m_wizard;
    QList<Account> m_accounts;
    QByteArray m_credential;
    QByteArray m_proxyPassword;
};

QTEST_MAIN(TestAccountWizard)
#include "tst_accountwizard.moc"
