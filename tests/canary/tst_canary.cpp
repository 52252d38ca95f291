// SPDX-License-Identifier: MIT
// Distinctive secrets through every flow of the real window; meanwhile and afterwards they are nowhere but
// where a person asked for them.
#include "support/canaryscan.h"
#include "support/ownhome.h"
#include "support/screentext.h"
#include "ui/secretfield.h"
#include "ui/windowfixture.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QMutex>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

namespace {

const QString firstPassword = QStringLiteral("Kanari3nvogel & 42 Koerner");
const QString secondPassword = QStringLiteral("Zeis1g % 17 Hanfsamen + x");
const QString wrongPassword = QStringLiteral("Wellensitt1ch = 99 Kolben");
const QString proxyPassword = QStringLiteral("Pr0xyKanari3nvogel7Login93");
const QString wrongCredential = QStringLiteral("qov_never0Valid7Canary3Credential5Of2Nobody");
const QByteArray inventedValue =
    "eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOiJub3RfYV9zdWNjZXNzIn0.dGhlIGludmVudGVkIG9uZQ";

std::unique_ptr<OwnHome> home;
QMutex messageLock; // network threads log too
QByteArray messages;

void collect(QtMsgType, const QMessageLogContext &context, const QString &text)
{
    const QMutexLocker locker(&messageLock);
    messages += QByteArray(context.category) + ' ' + text.toUtf8() + '\n';
}

/// One run of the program on a folder.
struct Run
{
    Run(const QString &folder, FakeKeychain &keychain)
        : profile(clock, folder)
        , keeper(clock, profile)
        , door(profile, keychain, background, PasswordKeySource::Cost::least())
        , sessions(clock, keeper, background)
        , settings(QDir(folder).filePath(QStringLiteral("settings.ini")))
        , window(sessions, door, settings, prompts)
    {
        settings.setValue(Settings::Key::ClipboardSeconds, 1);
        sessions.openRemembered();
        window.show();
        window.openVault();
    }

    /// In the dialog that is open before the rest of the window.
    template <class Widget>
    [[nodiscard]] Widget *child(const char *name) const
    {
        const QList<Widget *> found = window.findChildren<Widget *>(QLatin1String(name));
        Widget *behind = nullptr;
        for (Widget *widget : found) {
            if (widget->isVisible() && widget->window() != &window)
                return widget;
            if (widget->isVisible())
                behind = widget;
        }
        return behind;
    }

    SystemClock clock;
    Background background;
    Profile profile;
    Safekeeper keeper;
    VaultDoor door;
    Sessions sessions;
    Settings settings;
    ScriptedPrompts prompts;
    MainWindow window;
};

} // namespace

class CanaryTest final : public QObject
{
    Q_OBJECT

public:
    static void initMain() { home = std::make_unique<OwnHome>(); }

private:
    SystemClock m_clock;
    std::unique_ptr<DemoServer> m_server;
    FakeKeychain m_keychain;
    CanaryScan m_scan;
    std::unique_ptr<Run> m_run;
    QStringList m_askedFiles;
    int m_looks = 0;
    bool m_hasFailed = false;

    [[nodiscard]] Run &run() const { return *m_run; }
    void start() { m_run = std::make_unique<Run>(home->path(QStringLiteral("data/tokenry")), m_keychain); }

    void click(const char *name) const
    {
        auto *button = run().child<QWidget>(name);
        QVERIFY2(button, name);
        QVERIFY2(button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton, {}, {8, button->height() / 2});
    }
    void type(const char *field, const QString &text) const
    {
        auto *edit = run().child<QLineEdit>(field);
        QVERIFY2(edit, field);
        edit->setFocus();
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    void act(const char *action) const
    {
        auto *found = run().window.findChild<QAction *>(QLatin1String(action));
        QVERIFY2(found, action);
        QVERIFY2(found->isEnabled(), action);
        found->trigger();
    }
    [[nodiscard]] bool isOpen(const char *dialog) const { return run().child<QDialog>(dialog) != nullptr; }

    /// What everybody can see and read now, while nothing is shown in clear but in `shown`.
    void look(const char *when, const QWidget *shown = nullptr)
    {
        ++m_looks;
        const QStringList onScreen = ScreenText::find(m_scan, shown);
        QVERIFY2(onScreen.isEmpty(), qPrintable(QLatin1String(when) + u'\n' + onScreen.join(u'\n')));
        QVERIFY(ScreenText::looked() > 100 || !m_run);
        const QStringList inFiles = m_scan.findBelow(home->path(), m_askedFiles);
        QVERIFY2(inFiles.isEmpty(), qPrintable(QLatin1String(when) + u'\n' + inFiles.join(u'\n')));
    }
    /// Waits until the clipboard has let go of it.
    void waitForClipboard()
    {
        QTRY_VERIFY_WITH_TIMEOUT(ScreenText::findOnClipboard(m_scan).isEmpty(), 10'000);
    }
    void learn(const char *name)
    {
        const QList<KeptSecret> waiting = run().keeper.waiting();
        QVERIFY2(!waiting.isEmpty(), name);
        const QByteArray value = run().keeper.secret(waiting.last().id)->reveal().toByteArray();
        QVERIFY2(m_server->isValidSecret(value), name);
        m_scan.add(QLatin1String(name), value);
    }
    QString askedFile(const char *name)
    {
        m_askedFiles.append(home->path(QLatin1String(name)));
        return m_askedFiles.last();
    }

    void addAccount(
        const QString &provider, const QString &name, const DemoAccount &demo, const QString &credential)
    {
        const auto isReady = [this] {
            const auto *button = run().child<QPushButton>("primaryButton");
            return button && button->isEnabled();
        };
        act("addAccountAction");
        QTRY_VERIFY(isOpen("accountWizard"));
        click(qPrintable(QStringLiteral("provider-") + provider));
        click("primaryButton");
        click("advancedButton");
        type("baseUrlField", demo.account.baseUrl.toString());
        type("credentialField", credential);
        look("a credential is typed");
        click("primaryButton");
        QTRY_VERIFY(isReady());
        look("connecting has ended");
        if (!run().child<QTreeWidget>("placeTree")) {
            copyDetails();
            look("the details of the trouble are open");
            click("typeIdsButton");
            type("typedOrganizationField", demo.account.organizationId);
        }
        click("primaryButton");
        QTRY_VERIFY(isReady());
        look("what it may do is told");
        click("primaryButton");
        type("accountNameField", name);
        click("primaryButton");
        QTRY_VERIFY(!isOpen("accountWizard"));
    }
    [[nodiscard]] Session *session(const QString &name) const
    {
        const QList<Session *> all = run().sessions.all();
        for (Session *one : all) {
            if (one->account().name == name)
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] bool isReady(const QString &name) const
    {
        const Session *found = session(name);
        return found && found->state() == Session::State::Ready;
    }
    [[nodiscard]] TokenKey key(const QString &account, const QString &token) const
    {
        const QList<Token> tokens = session(account)->tokens();
        for (const Token &one : tokens) {
            if (one.name == token)
                return one.key();
        }
        return {};
    }
    void jumpTo(const QString &account) const
    {
        for (int i = 1; i <= 9; ++i) {
            auto *jump = run().window.findChild<QAction *>(QStringLiteral("jumpAction%1").arg(i));
            if (jump && jump->text() == account)
                jump->trigger();
        }
    }
    bool select(const TokenKey &wanted) const
    {
        jumpTo(run().sessions.find(wanted.accountId)->account().name);
        auto *table = run().window.findChild<TokenTable *>(QStringLiteral("tokenTable"));
        const auto *filter = qobject_cast<TokenFilter *>(table->model());
        if (!QTest::qWaitFor([filter, wanted] { return filter->rowOf(wanted) >= 0; }))
            return false;
        const QModelIndex index = filter->index(filter->rowOf(wanted), TokenModel::Name);
        table->scrollTo(index);
        QTest::mouseClick(
            table->viewport(), Qt::LeftButton, Qt::NoModifier, table->visualRect(index).center());
        return table->selectedKeys() == QList<TokenKey>{wanted};
    }
    void fillCreate(const QString &account, const QString &name)
    {
        act("createAction");
        QTRY_VERIFY(isOpen("createTokenDialog"));
        auto *accounts = run().child<QComboBox>("accountField");
        accounts->setCurrentIndex(accounts->findData(session(account)->account().id));
        auto *role = run().child<QComboBox>("roleField");
        QTRY_VERIFY(role->count() > 0);
        type("nameField", name);
        role->setCurrentIndex(role->count() - 1);
    }
    void leaveCreate()
    {
        click("cancelButton");
        if (isOpen("createTokenDialog")
            && QTest::qWaitFor([this] { return run().child<QWidget>("discardChangesButton"); }, 2000))
            click("discardChangesButton");
        QTRY_VERIFY(!isOpen("createTokenDialog"));
    }
    void answerWith(const char *operation, int status, const QByteArray &body,
        Fault::Kind kind = Fault::Kind::Status, const QByteArray &requestId = "req-1") const
    {
        FaultRule rule;
        rule.operation = QLatin1String(operation);
        rule.fault.kind = kind;
        rule.fault.status = status;
        rule.fault.headers = {{"Content-Type", "application/json"}, {"X-Request-Id", requestId}};
        rule.fault.body = body;
        m_server->addFault(rule);
    }
    /// Opens the details of the message and copies them.
    void copyDetails()
    {
        auto *details = run().child<QToolButton>("messageBarDetailsButton");
        QVERIFY(details);
        if (!details->isChecked())
            QTest::mouseClick(details, Qt::LeftButton);
        QTRY_VERIFY(run().child<QWidget>("messageBarCopyDetails"));
        click("messageBarCopyDetails");
        QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
        QCOMPARE(ScreenText::findOnClipboard(m_scan), QStringList());
    }
    void unlock(const QString &password)
    {
        QTRY_VERIFY(isOpen("unlockDialog"));
        type("passwordField", password);
        look("a password is typed");
        click("primaryButton");
    }

private Q_SLOTS:
    // Each step stands on those before it.
    void init()
    {
        if (m_hasFailed)
            QSKIP("an earlier step has failed");
    }
    void cleanup() { m_hasFailed = m_hasFailed || QTest::currentTestFailed(); }

    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
        qInstallMessageHandler(collect);
        m_server = std::make_unique<DemoServer>(DemoOptions(), m_clock);
        QVERIFY(m_server->start());
        QAccessible::setActive(true);
        m_scan.add(QStringLiteral("the first password"), firstPassword.toUtf8());
        m_scan.add(QStringLiteral("the second password"), secondPassword.toUtf8());
        m_scan.add(QStringLiteral("the wrong password"), wrongPassword.toUtf8());
        m_scan.add(QStringLiteral("the proxy's password"), proxyPassword.toUtf8());
        m_scan.add(QStringLiteral("the wrong credential"), wrongCredential.toUtf8());
        m_scan.add(QStringLiteral("the invented value"), inventedValue);
        start();
    }

    void theLookFindsWhatIsThere()
    {
        const QByteArray decoy = "a decoy that is to be found";
        CanaryScan scan;
        scan.add(QStringLiteral("decoy"), decoy);
        QCOMPARE(ScreenText::find(scan), QStringList());
        const QString text = QString::fromUtf8(decoy);
        QLineEdit field;
        field.setObjectName(QStringLiteral("decoyField"));
        const auto finds = [&scan] {
            return ScreenText::find(scan).join(u'\n').contains(QStringLiteral("decoyField"));
        };
        field.setToolTip(text);
        QVERIFY(finds());
        field.setToolTip({});
        QVERIFY(!finds());
        field.setAccessibleDescription(text);
        QVERIFY(finds());
        field.setAccessibleDescription({});
        field.setWindowTitle(text);
        QVERIFY(finds());
        field.setWindowTitle({});
        field.setProperty("anything", decoy.toBase64());
        QVERIFY(finds());
        field.setProperty("anything", {});
        field.setText(text);
        QVERIFY(finds());
        // Dots on the screen hide it while it is typed, and no longer.
        field.setEchoMode(QLineEdit::Password);
        field.show();
        QVERIFY(!finds());
        field.hide();
        QVERIFY(finds());
        QGuiApplication::clipboard()->setText(text);
        QVERIFY(!ScreenText::findOnClipboard(scan).isEmpty());
        QGuiApplication::clipboard()->clear();
    }

    void aPasswordIsChosen()
    {
        click("vaultButton");
        QTRY_VERIFY(isOpen("protectionDialog"));
        click("passwordChoice");
        type("passwordField", firstPassword);
        type("repeatField", firstPassword + QLatin1Char('x'));
        look("a new password is typed");
        click("primaryButton");
        look("the two differ");
        type("repeatField", firstPassword);
        click("primaryButton");
        QTRY_COMPARE(run().door.state(), VaultDoor::State::Open);
        QTRY_VERIFY(!isOpen("protectionDialog"));
        look("the vault is made");
    }

    void accountsAreAdded()
    {
        const auto named = [this](const char *provider) {
            const QList<DemoAccount> all = m_server->accounts();
            for (const DemoAccount &demo : all) {
                if (demo.account.providerKey == QLatin1String(provider) && demo.role == QLatin1String("owner")
                    && demo.account.workspaceIds.isEmpty())
                    return demo;
            }
            return DemoAccount();
        };
        const DemoAccount qovery = named("qovery");
        const DemoAccount astronomer = named("astronomer");
        m_scan.add(QStringLiteral("Qovery's credential"), qovery.credential);
        m_scan.add(QStringLiteral("Astronomer's credential"), astronomer.credential);

        // The first time with a credential that is none, to a server that repeats it.
        const QByteArray wrong = wrongCredential.toUtf8();
        for (const char *operation : {"listOrganizations", "listApiTokens", "listApiTokens"})
            answerWith(
                operation, 401, "{\"message\":\"Unknown token " + wrong + "\"}", Fault::Kind::Status, wrong);
        addAccount(QStringLiteral("qovery"), QStringLiteral("Acme"), qovery, wrongCredential);
        QTRY_VERIFY(run().child<QWidget>("listingBar"));
        look("the credential is refused");
        copyDetails();
        look("the details of the refusal are open");
        jumpTo(QStringLiteral("Acme"));
        act("signInAction");
        QTRY_VERIFY(isOpen("accountDialog"));
        type("credentialField", QString::fromUtf8(qovery.credential));
        click("primaryButton");
        QTRY_VERIFY(isReady(QStringLiteral("Acme")));
        addAccount(QStringLiteral("astronomer"), QStringLiteral("Astra"), astronomer,
            QString::fromUtf8(astronomer.credential));
        QTRY_VERIFY(isReady(QStringLiteral("Astra")));
        jumpTo(QStringLiteral("Acme"));
        act("editAccountAction");
        QTRY_VERIFY(isOpen("accountDialog"));
        look("an account is edited");
        // On the loopback nobody asks this proxy, which is nowhere; its login is kept all the same.
        click("advancedButton");
        auto *proxy = run().child<QComboBox>("proxyField");
        proxy->setCurrentIndex(proxy->findData(int(ProxyChoice::Kind::Http)));
        type("proxyHostField", QStringLiteral("127.0.0.1"));
        run().child<QSpinBox>("proxyPortField")->setValue(9);
        type("proxyUserField", QStringLiteral("mia"));
        type("proxyPasswordField", proxyPassword);
        look("a proxy's password is typed");
        click("primaryButton");
        QTRY_VERIFY(!isOpen("accountDialog"));
        QTRY_VERIFY(isReady(QStringLiteral("Acme")));
        jumpTo(QStringLiteral("Acme"));
        act("editAccountAction");
        QTRY_VERIFY(isOpen("accountDialog"));
        look("an account with a proxy is edited");
        click("cancelButton");
        QTRY_VERIFY(!isOpen("accountDialog"));
        look("accounts are there");
    }

    void aNewValueInEveryForm()
    {
        fillCreate(QStringLiteral("Acme"), QStringLiteral("canary-one"));
        click("primaryButton");
        QTRY_VERIFY(isOpen("secretDialog"));
        learn("a created value");
        look("a new value is masked");
        click("revealButton");
        look("a new value is shown", run().child<SecretField>("secretField"));
        QVERIFY(!ScreenText::find(m_scan).isEmpty()); // the person sees it
        click("revealButton");
        look("it is masked again");

        for (const char *form : {"copyValue", "copyHeader", "copyExport", "copyJson"}) {
            act(form);
            QVERIFY2(!ScreenText::findOnClipboard(m_scan).isEmpty(), form);
            look(form);
        }
        waitForClipboard();
        click("copyButton");
        QVERIFY(!ScreenText::findOnClipboard(m_scan).isEmpty());
        click("clearButton");
        QCOMPARE(ScreenText::findOnClipboard(m_scan), QStringList());
        int number = 0;
        for (const char *form : {"saveValue", "saveAssignment", "saveJson"}) {
            const QString path = askedFile(QByteArray("saved-" + QByteArray::number(++number)).constData());
            run().prompts.nextFile = path;
            act(form);
            if (QTest::qWaitFor([this] { return run().child<QWidget>("saveAnywayButton") != nullptr; }, 300))
                click("saveAnywayButton");
            QTRY_VERIFY2(QFile::exists(path), form);
            look(form);
        }
        QVERIFY(m_scan.findBelow(home->path()).size() >= 3);
        QTRY_VERIFY(run().child<QPushButton>("primaryButton")->isEnabled());
        click("primaryButton");
        QTRY_VERIFY(!isOpen("secretDialog"));
        QVERIFY(run().keeper.waiting().isEmpty());
        look("the value is confirmed");
    }

    void aRotatedValueIsLeftLockedAndFetched()
    {
        QVERIFY(select(key(QStringLiteral("Astra"), QStringLiteral("dbt-nightly"))));
        act("rotateAction");
        QTRY_VERIFY(isOpen("rotateDialog"));
        click("primaryButton");
        QTRY_VERIFY(isOpen("secretDialog"));
        learn("a rotated value");
        look("a rotated value is masked");
        click("copyButton");
        click("revealButton");
        act("lockAction");
        QTRY_VERIFY(!isOpen("secretDialog"));
        QCOMPARE(ScreenText::findOnClipboard(m_scan), QStringList());
        look("locked");
        act("unlockAction");
        unlock(wrongPassword);
        QTRY_VERIFY(run().child<QWidget>("passwordError"));
        look("the wrong password");
        unlock(firstPassword);
        QTRY_COMPARE(run().door.state(), VaultDoor::State::Open);
        QTRY_VERIFY(!isOpen("unlockDialog"));
        look("unlocked");

        // The program ends with the value unclaimed, and starts again.
        run().prompts.nextAnswer = true;
        run().window.close();
        QTRY_VERIFY(!run().window.isVisible());
        m_run.reset();
        look("ended");
        start();
        unlock(firstPassword);
        QTRY_COMPARE(run().door.state(), VaultDoor::State::Open);
        QTRY_VERIFY(!isOpen("unlockDialog"));
        QTRY_VERIFY(isReady(QStringLiteral("Acme")) && isReady(QStringLiteral("Astra")));
        click("unclaimedButton");
        QTRY_VERIFY(isOpen("secretDialog"));
        look("offered again");
        click("copyButton");
        waitForClipboard();
        click("primaryButton");
        QTRY_VERIFY(!isOpen("secretDialog"));
        look("confirmed");
    }

    void refusalsThatRepeatTheCredential_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("behind");
        QTest::newRow("message") << 403 << QByteArray("{\"message\":\"no: ") << QByteArray("\"}");
        QTest::newRow("raw") << 422 << QByteArray("<html>") << QByteArray("</html>");
        QTest::newRow("field") << 422 << QByteArray("{\"fieldErrors\":[{\"field\":\"name\",\"message\":\"")
                               << QByteArray("\"}]}");
        QTest::newRow("unknown") << 500 << QByteArray("{\"detail\":\"") << QByteArray("\"}");
    }
    void refusalsThatRepeatTheCredential()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, behind);
        QByteArray own;
        const QList<DemoAccount> all = m_server->accounts();
        for (const DemoAccount &demo : all) {
            if (demo.account.organizationId == session(QStringLiteral("Acme"))->account().organizationId
                && demo.role == QLatin1String("owner"))
                own = demo.credential;
        }
        QVERIFY(!own.isEmpty());
        for (const QByteArray &echoed : {own, inventedValue}) {
            answerWith("createApiToken", status, before + echoed + behind, Fault::Kind::Status, echoed);
            fillCreate(QStringLiteral("Acme"), QStringLiteral("canary-refused"));
            click("primaryButton");
            QTRY_VERIFY(run().child<QPushButton>("primaryButton")->isEnabled());
            look("a refusal stands in the dialog");
            if (run().child<QToolButton>("messageBarDetailsButton"))
                copyDetails();
            leaveCreate();
        }
        answerWith("listApiTokens", status, before + own + behind, Fault::Kind::Status, own);
        act("refreshAction");
        QTRY_VERIFY(session(QStringLiteral("Acme"))->state() != Session::State::Loading);
        look("the listing is refused");
    }

    void answersThatAreNoSuccess()
    {
        // Done, its value in a place where none belongs.
        answerWith("createApiToken", 201,
            R"({"id":"11111111-2222-4333-8444-555555555555","name":"canary-lost","value":")" + inventedValue
                + R"(","created_at":"2026-01-01T00:00:00Z"})",
            Fault::Kind::StatusAfterCommit);
        fillCreate(QStringLiteral("Acme"), QStringLiteral("canary-lost"));
        click("primaryButton");
        QTRY_VERIFY(!isOpen("createTokenDialog"));
        look("a value was never found");
        // Nobody answered: a question, looked up.
        answerWith("createApiToken", 0, {}, Fault::Kind::CloseAfterCommit);
        fillCreate(QStringLiteral("Acme"), QStringLiteral("canary-unknown"));
        click("primaryButton");
        QTRY_VERIFY(run().child<QPushButton>("primaryButton")->isEnabled());
        QTRY_VERIFY(run().child<QWidget>("unansweredButton"));
        look("nobody answered");
        leaveCreate();
        click("unansweredButton");
        QTRY_VERIFY(isOpen("questionsDialog"));
        look("unanswered operations");
        click("closeButton");
        QTRY_VERIFY(!isOpen("questionsDialog"));
    }

    void theActivityAndItsExports()
    {
        act("activityAction");
        QTRY_VERIFY(isOpen("activityDialog"));
        auto *table = run().child<QAbstractItemView>("activityTable");
        QVERIFY(table);
        QTRY_VERIFY(table->model()->rowCount() >= 8);
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            table->setCurrentIndex(table->model()->index(row, 0));
            QTest::qWait(1);
            if (row < 4)
                look("an operation's steps");
        }
        table->selectAll();
        QTest::keySequence(table, QKeySequence::Copy);
        QCOMPARE(ScreenText::findOnClipboard(m_scan), QStringList());
        run().prompts.nextFile = home->path(QStringLiteral("activity.csv"));
        click("exportCsvButton");
        QTRY_VERIFY(QFileInfo(*run().prompts.nextFile).size() > 100);
        QTRY_VERIFY(run().child<QPushButton>("exportJsonButton")->isEnabled());
        run().prompts.nextFile = home->path(QStringLiteral("activity.json"));
        click("exportJsonButton");
        QTRY_VERIFY(QFileInfo(*run().prompts.nextFile).size() > 100);
        click("verifyButton");
        QTRY_VERIFY(run().child<QPushButton>("verifyButton")->isEnabled());
        look("the activity is exported");
        click("closeButton");
        QTRY_VERIFY(!isOpen("activityDialog"));
    }

    void aTokenIsDeletedAndAnAccountRemoved()
    {
        const TokenKey gone = key(QStringLiteral("Acme"), QStringLiteral("canary-one"));
        QVERIFY(select(gone));
        act("copyIdAction");
        QCOMPARE(ScreenText::findOnClipboard(m_scan), QStringList());
        act("removeAction");
        QTRY_VERIFY(isOpen("removeDialog"));
        if (run().child<QLineEdit>("typedName"))
            type("typedName", QStringLiteral("canary-one"));
        click("primaryButton");
        QTRY_VERIFY(!isOpen("removeDialog"));
        look("a token is deleted");
        jumpTo(QStringLiteral("Acme"));
        run().prompts.nextAnswer = true;
        act("removeAccountAction");
        QTRY_COMPARE(run().sessions.all().size(), 1);
        look("an account is removed");
    }

    void thePasswordChangesAndTheKeychainTakesOver()
    {
        act("protectionAction");
        QTRY_VERIFY(isOpen("protectionDialog"));
        type("passwordField", secondPassword);
        type("repeatField", secondPassword);
        click("primaryButton");
        QTRY_VERIFY(!isOpen("protectionDialog"));
        look("another password");
        act("protectionAction");
        QTRY_VERIFY(isOpen("protectionDialog"));
        click("keychainChoice");
        QTRY_VERIFY(run().child<QPushButton>("primaryButton")->isEnabled());
        click("primaryButton");
        QTRY_VERIFY(!isOpen("protectionDialog"));
        QCOMPARE(run().door.protection(), VaultDoor::Protection::Keychain);
        look("the keychain");
        for (const QByteArray &entry : std::as_const(m_keychain.entries))
            QCOMPARE(m_scan.findIn(entry), QStringList());
    }

    void theWindowsThatTellAboutTheProgram()
    {
        for (const auto &[action, dialog] :
            {std::pair{"aboutAction", "aboutDialog"}, {"shortcutsAction", "shortcutsDialog"}}) {
            act(action);
            QTRY_VERIFY2(isOpen(dialog), dialog);
            look(dialog);
            run().child<QDialog>(dialog)->close();
            QTRY_VERIFY2(!isOpen(dialog), dialog);
        }
    }

    void afterTheEnd()
    {
        run().window.close();
        m_run.reset();
        look("after the end");
        QCOMPARE(ScreenText::findOnClipboard(m_scan), QStringList());
        QVERIFY(m_looks > 40);
        QVERIFY(m_scan.count() >= 9);
        int looked = 0;
        (void)m_scan.findBelow(home->path(), {}, &looked);
        QVERIFY(looked >= 7); // database, settings, exports, saved values
    }

    void nothingWasLogged()
    {
        const QMutexLocker locker(&messageLock);
        QVERIFY(messages.size() > 1000); // there was something to read
        QCOMPARE(m_scan.findIn(messages), QStringList());
    }

    void cleanupTestCase()
    {
        m_run.reset();
        qInstallMessageHandler(nullptr);
        home.reset();
    }
};

QTEST_MAIN(CanaryTest)
#include "tst_canary.moc"
