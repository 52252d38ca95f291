// SPDX-License-Identifier: MIT
#include "ui/accountdialog.h"

#include "dialogfixture.h"
#include "net/data/testcertificates.h"
#include "pictures.h"
#include "scriptedprompts.h"
#include "ui/captureguard.h"
#include "ui/credentialfield.h"
#include "ui/noteline.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

class TestAccountDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        delete m_dialog;
        m_accounts.clear();
        m_credential.clear();
    }

    void anAccountIsGivenAsTyped()
    {
        openEdit(QStringLiteral("astronomer"));
        QTest::keyClicks(line("nameField"), QStringLiteral("Acme data"));
        QTest::keyClicks(line("organizationField"), QStringLiteral("cm0org"));
        child<QPlainTextEdit>(m_dialog, "workspacesField")->setPlainText(QStringLiteral("w1, w2\nw1"));
        paste("credentialField", QStringLiteral(" Bearer abc.def\n"));
        QTest::mouseClick(child<QCheckBox>(m_dialog, "productionField"), Qt::LeftButton, {}, QPoint(8, 8));
        child<QComboBox>(m_dialog, "environmentField")->setCurrentText(QStringLiteral("Europe"));
        auto *colour = child<QComboBox>(m_dialog, "colourField");
        colour->setCurrentIndex(colour->findData(QStringLiteral("violet")));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_accounts.size(), 1);
        const Account account = m_accounts.first();
        QCOMPARE(account.providerKey, QStringLiteral("astronomer"));
        QCOMPARE(account.name, QStringLiteral("Acme data"));
        QCOMPARE(account.organizationId, QStringLiteral("cm0org"));
        QCOMPARE(account.workspaceIds, QStringList({QStringLiteral("w1"), QStringLiteral("w2")}));
        QVERIFY(account.isProduction);
        QCOMPARE(account.environment, QStringLiteral("Europe"));
        QCOMPARE(account.colour, QStringLiteral("violet"));
        QCOMPARE(m_credential, QByteArray("abc.def"));
        QTRY_VERIFY(!m_dialog);
    }

    void complaintsStandAtTheirFields()
    {
        openEdit(QStringLiteral("qovery"));
        line("baseUrlField")->setText(QStringLiteral("ftp://example.com"));
        press(m_dialog, "primaryButton");
        QVERIFY(m_accounts.isEmpty());
        for (const char *field : {"nameError", "baseUrlError", "organizationIdError", "credentialError"})
            QVERIFY2(child<NoteLine>(m_dialog, field)->isVisible(), field);
        QCOMPARE(QApplication::focusWidget(), line("nameField"));
    }

    void theSchemeIsAutomaticUnlessChosen()
    {
        openEdit(QStringLiteral("qovery"));
        auto *scheme = child<QComboBox>(m_dialog, "schemeField");
        QVERIFY(!scheme->isVisible());
        QCOMPARE(scheme->currentData().toInt(), int(AuthScheme::Automatic));
        press(m_dialog, "advancedButton");
        QVERIFY(scheme->isVisible());
        scheme->setCurrentIndex(scheme->findData(int(AuthScheme::Bearer)));
        line("nameField")->setText(QStringLiteral("Qovery"));
        line("organizationField")->setText(QStringLiteral("6f0c7f2e-5d0c-4f6e-9b5e-0d3c1f0a7b11"));
        paste("credentialField", QStringLiteral("qov_abc"));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.first().scheme, AuthScheme::Bearer);
    }

    void aCaFileIsChosenAndChecked()
    {
        const QTemporaryDir folder;
        const QString good = folder.filePath(QStringLiteral("root.pem"));
        QFile file(good);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(testcertificates::authority);
        file.close();
        QFile empty(folder.filePath(QStringLiteral("empty.pem")));
        QVERIFY(empty.open(QIODevice::WriteOnly));

        openEdit(QStringLiteral("astronomer"));
        line("nameField")->setText(QStringLiteral("Own"));
        line("organizationField")->setText(QStringLiteral("cm0org"));
        paste("credentialField", QStringLiteral("abc"));
        press(m_dialog, "advancedButton");
        m_prompts.nextFile = empty.fileName();
        press(m_dialog, "caFileBrowse");
        QTRY_COMPARE(line("caFileField")->text(), QDir::toNativeSeparators(empty.fileName()));
        QCOMPARE(m_prompts.askedFiles.last().purpose, FileQuestion::Purpose::Open);

        // Folded away again, it is brought back by the complaint about it.
        press(m_dialog, "advancedButton");
        QVERIFY(!line("caFileField")->isVisible());
        press(m_dialog, "primaryButton");
        QVERIFY(m_accounts.isEmpty());
        QVERIFY(line("caFileField")->isVisible());
        auto *complaint = child<NoteLine>(m_dialog, "caFileError");
        QVERIFY2(complaint->text().startsWith(QStringLiteral("There is no certificate")),
            qPrintable(complaint->text()));
        QCOMPARE(QApplication::focusWidget(), line("caFileField"));

        m_prompts.nextFile = QString();
        press(m_dialog, "caFileBrowse");
        QTest::qWait(10);
        QCOMPARE(line("caFileField")->text(), QDir::toNativeSeparators(empty.fileName()));
        QCOMPARE(QDir::fromNativeSeparators(m_prompts.askedFiles.last().path), empty.fileName());
        m_prompts.nextFile = good;
        press(m_dialog, "caFileBrowse");
        QTRY_VERIFY(complaint->text().isEmpty());
        press(m_dialog, "primaryButton");
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.first().caFile, good);
    }

    void theProxyHasTheFieldsItNeeds()
    {
        openEdit(QStringLiteral("qovery"));
        auto *kind = child<QComboBox>(m_dialog, "proxyField");
        QVERIFY(!kind->isVisible());
        child<QToolButton>(m_dialog, "advancedButton")->setChecked(true);
        QVERIFY(kind->isVisible());
        QCOMPARE(kind->currentData().toInt(), int(ProxyChoice::Kind::System));
        const auto chooseProxy = [kind](ProxyChoice::Kind choice) {
            kind->setCurrentIndex(kind->findData(int(choice)));
        };
        for (const auto none : {ProxyChoice::Kind::System, ProxyChoice::Kind::None}) {
            chooseProxy(none);
            for (const char *field :
                {"proxyHostField", "proxyPortField", "proxyUserField", "proxyPasswordField"})
                QVERIFY2(!child<QWidget>(m_dialog, field)->isVisible(), field);
        }
        chooseProxy(ProxyChoice::Kind::Socks5);
        for (const char *field : {"proxyHostField", "proxyPortField", "proxyUserField"})
            QVERIFY2(child<QWidget>(m_dialog, field)->isVisible(), field);
        QVERIFY(!child<QWidget>(m_dialog, "proxyPasswordField")->isVisible());
        QTest::keyClicks(line("proxyUserField"), QStringLiteral("mia"));
        QVERIFY(line("proxyPasswordField")->isVisible());
        QCOMPARE(line("proxyPasswordField")->echoMode(), QLineEdit::Password);
        child<QToolButton>(m_dialog, "advancedButton")->setChecked(false);
        QVERIFY(!line("proxyPasswordField")->isVisible());
    }

    void theNetworkIsGivenAsTyped()
    {
        openEdit(QStringLiteral("astronomer"));
        QTest::keyClicks(line("nameField"), QStringLiteral("Behind"));
        QTest::keyClicks(line("organizationField"), QStringLiteral("cm0org"));
        paste("credentialField", QStringLiteral("abc.def"));
        child<QToolButton>(m_dialog, "advancedButton")->setChecked(true);
        auto *kind = child<QComboBox>(m_dialog, "proxyField");
        kind->setCurrentIndex(kind->findData(int(ProxyChoice::Kind::Http)));
        press(m_dialog, "primaryButton");
        QVERIFY(m_accounts.isEmpty());
        QVERIFY(child<NoteLine>(m_dialog, "proxyHostError")->isVisible());
        QVERIFY(child<NoteLine>(m_dialog, "proxyPortError")->isVisible());
        QCOMPARE(QApplication::focusWidget(), line("proxyHostField"));
        QTest::keyClicks(line("proxyHostField"), QStringLiteral("proxy.corp"));
        child<QSpinBox>(m_dialog, "proxyPortField")->setFocus();
        child<QSpinBox>(m_dialog, "proxyPortField")->selectAll();
        QTest::keyClicks(child<QSpinBox>(m_dialog, "proxyPortField"), QStringLiteral("3128"));
        QTest::keyClicks(line("proxyUserField"), QStringLiteral("mia"));
        QTest::keyClicks(line("proxyPasswordField"), QStringLiteral(" pro xy "));
        child<QSpinBox>(m_dialog, "timeoutSecondsField")->setValue(3);
        press(m_dialog, "primaryButton");
        QVERIFY(m_accounts.isEmpty());
        QVERIFY(child<NoteLine>(m_dialog, "timeoutSecondsError")->isVisible());
        child<QSpinBox>(m_dialog, "timeoutSecondsField")->setValue(0);
        child<QSpinBox>(m_dialog, "timeoutSecondsField")->setFocus();
        savePictures(m_dialog, QStringLiteral("network-usual"));
        child<QSpinBox>(m_dialog, "timeoutSecondsField")->setValue(90);
        savePictures(m_dialog, QStringLiteral("network"));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_accounts.size(), 1);
        const ProxyChoice wanted{
            ProxyChoice::Kind::Http, QStringLiteral("proxy.corp"), 3128, QStringLiteral("mia")};
        QCOMPARE(m_accounts.first().proxy, wanted);
        QCOMPARE(m_accounts.first().timeoutSeconds, 90);
        QCOMPARE(m_proxyPassword, QByteArray(" pro xy "));
    }

    void editingShowsTheNetworkAndKeepsThePassword()
    {
        Account behind = m_fixture.add(QStringLiteral("qovery"))->account();
        behind.proxy = {ProxyChoice::Kind::Socks5, QStringLiteral("proxy.corp"), 1080, QStringLiteral("mia")};
        behind.timeoutSeconds = 30;
        m_fixture.sessions.replace(behind, {}, Secret(QByteArrayLiteral("secret")));
        open(AccountDialog::forEdit(m_fixture.sessions, m_prompts, behind, nullptr));
        QVERIFY(line("proxyHostField")->isVisible());
        QCOMPARE(line("proxyHostField")->text(), behind.proxy.host);
        QCOMPARE(child<QSpinBox>(m_dialog, "proxyPortField")->value(), 1080);
        QVERIFY(line("proxyPasswordField")->text().isEmpty());
        QVERIFY(!line("proxyPasswordField")->placeholderText().isEmpty());
        line("proxyHostField")->setText(QStringLiteral("other.corp"));
        QVERIFY(line("proxyPasswordField")->placeholderText().isEmpty()); // it was for the other one
        line("proxyHostField")->setText(behind.proxy.host);
        press(m_dialog, "primaryButton");
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_accounts.first(), behind);
        m_fixture.sessions.remove(behind.id);
    }

    void signingInAsksForThePasswordNobodyKnows()
    {
        Account behind = m_fixture.add(QStringLiteral("qovery"))->account();
        behind.proxy = {ProxyChoice::Kind::Socks5, QStringLiteral("proxy.corp"), 1080, QStringLiteral("mia")};
        m_fixture.sessions.replace(behind, {});
        open(AccountDialog::forSignIn(m_fixture.sessions, m_prompts, behind, nullptr));
        QVERIFY(line("proxyPasswordField")->isVisible());
        QVERIFY(!line("proxyHostField")->isVisible());
        paste("credentialField", QStringLiteral("abc"));
        QTest::keyClicks(line("proxyPasswordField"), QStringLiteral("secret"));
        press(m_dialog, "primaryButton");
        QCOMPARE(m_accounts.size(), 1);
        QCOMPARE(m_proxyPassword, QByteArray("secret"));
        m_fixture.sessions.remove(behind.id);
    }

    void asksThePlatformNotToBeCaptured()
    {
        openEdit(QStringLiteral("qovery"));
        QVERIFY(m_dialog->findChild<CaptureGuard *>());
    }

    void editingKeepsTheCredentialInUse()
    {
        const Session *session = m_fixture.add(QStringLiteral("qovery"));
        Account expected = session->account();
        open(AccountDialog::forEdit(m_fixture.sessions, m_prompts, expected, nullptr));
        QVERIFY(!child<QComboBox>(m_dialog, "providerField")->isEnabled());
        line("nameField")->setText(QStringLiteral("Renamed"));
        press(m_dialog, "primaryButton");
        expected.name = QStringLiteral("Renamed");
        QCOMPARE(m_accounts, QList<Account>{expected});
        QVERIFY(m_credential.isEmpty());
    }

    void signingInWantsTheCredentialAlone()
    {
        const Account account = m_fixture.add(QStringLiteral("astronomer"))->account();
        open(AccountDialog::forSignIn(m_fixture.sessions, m_prompts, account, nullptr));
        QVERIFY(!line("nameField")->isVisible());
        QCOMPARE(QApplication::focusWidget(), line("credentialField"));
        press(m_dialog, "primaryButton");
        QVERIFY(m_accounts.isEmpty());
        QVERIFY(child<NoteLine>(m_dialog, "credentialError")->isVisible());
        paste("credentialField", QStringLiteral("secret"));
        QTest::keyClick(line("credentialField"), Qt::Key_Return);
        QCOMPARE(m_accounts, QList<Account>{account});
        QCOMPARE(m_credential, QByteArray("secret"));
    }

    void theCredentialIsMaskedUntilLookedAt()
    {
        openEdit(QStringLiteral("qovery"));
        QCOMPARE(line("credentialField")->echoMode(), QLineEdit::Password);
        m_dialog->findChild<QAction *>(QStringLiteral("revealCredential"))->trigger();
        QCOMPARE(line("credentialField")->echoMode(), QLineEdit::Normal);
        QVERIFY(child<NoteLine>(m_dialog, "credentialNote")->text().contains(QStringLiteral("memory only")));
    }

    void credentialsAreFreedOfWhatIsPastedAlong_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QString>("credential");
        QTest::newRow("as it is") << "abc"
                                  << "abc";
        QTest::newRow("line end") << " abc\r\n"
                                  << "abc";
        QTest::newRow("bearer") << "Bearer abc"
                                << "abc";
        QTest::newRow("whole header") << "Authorization: Token qov_1"
                                      << "qov_1";
        QTest::newRow("quoted") << "\"abc\""
                                << "abc";
        QTest::newRow("quoted header value") << "'bearer abc'"
                                             << "abc";
        QTest::newRow("wrapped by a terminal") << "abc\n  def"
                                               << "abcdef";
        QTest::newRow("begins like a scheme") << "bearerabc"
                                              << "bearerabc";
        QTest::newRow("a scheme alone") << "token"
                                        << "token";
        QTest::newRow("nothing") << "  "
                                 << "";
    }
    void credentialsAreFreedOfWhatIsPastedAlong()
    {
        QFETCH(QString, pasted);
        QTEST(cleanedCredential(pasted), "credential");
    }

    void escapeGivesNothing()
    {
        openEdit(QStringLiteral("qovery"));
        QTest::keyClicks(line("nameField"), QStringLiteral("x"));
        QTest::keyClick(m_dialog, Qt::Key_Escape);
        QTRY_VERIFY(!m_dialog);
        QVERIFY(m_accounts.isEmpty());
    }

private:
    void open(AccountDialog *dialog)
    {
        m_dialog = dialog;
        connect(dialog, &AccountDialog::submitted, this, [this, dialog](const Account &account) {
            m_accounts.append(account);
            m_credential = dialog->takeCredential().reveal().toByteArray();
            m_proxyPassword = dialog->takeProxyPassword().reveal().toByteArray();
        });
        QVERIFY(openAndWait(dialog));
    }

    [[nodiscard]] QLineEdit *line(const char *name) const { return child<QLineEdit>(m_dialog, name); }

    /// An account of that provider of which nothing else is known.
    void openEdit(const QString &provider)
    {
        const ProviderInfo info = m_fixture.sessions.provider(provider).value_or(ProviderInfo{});
        Account account;
        account.id = QStringLiteral("edited");
        account.providerKey = provider;
        account.baseUrl = info.baseUrl;
        account.generation = info.generationAt(info.baseUrl);
        open(AccountDialog::forEdit(m_fixture.sessions, m_prompts, account, nullptr));
    }

    void paste(const char *name, const QString &text) const
    {
        QGuiApplication::clipboard()->setText(text);
        line(name)->setFocus();
        QTest::keySequence(line(name), QKeySequence(QStringLiteral("Ctrl+V")));
    }

    DialogFixture m_fixture;
    ScriptedPrompts m_prompts;
    QPointer<AccountDialog> m_dialog;
    QList<Account> m_accounts;
    QByteArray m_credential;
    QByteArray m_proxyPassword;
};

QTEST_MAIN(TestAccountDialog)
#include "tst_accountdialog.moc"
