// SPDX-License-Identifier: MIT
#include "ui/tokenflows.h"

#include "pictures.h"
#include "support/answer.h"
#include "support/keptvalue.h"
#include "ui/facttext.h"
#include "ui/messagebar.h"
#include "ui/secretclipboard.h"
#include "ui/vaultflows.h"
#include "windowfixture.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

#include <algorithm>

/// From a click to the end of an operation, with everything a network can do to it in between.
class tst_TokenFlows final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void createEndsInTheSecretDialog();
    void conflictStandsInTheDialog();
    void failuresStandInTheDialog_data();
    void failuresStandInTheDialog();
    void cancelWhileBusyTellsTheTruth_data();
    void cancelWhileBusyTellsTheTruth();
    void outcomeIsToldWithoutTheDialog();
    void failureIsToldWithoutTheDialog();
    void createdWithoutAValueIsTold();
    void updateSaves();
    void aChangeOfAnotherIsShownBesideMine_data();
    void aChangeOfAnotherIsShownBesideMine();
    void theRulesOfAPolicyTokenAreRead();
    void rotateKeepsTheNewValue();
    void removeNeedsTheName();
    void aPersonSaysWhichTokenItIs();
    void rolesThatCannotBeListedAreTold();
    void showsASecretOnce();
    void goneTokenOpensNothing();

private:
    QWidget *dialog(const char *name) const;
    template <class Widget>
    Widget *in(const char *dialogName, const char *name) const
    {
        QWidget *found = dialog(dialogName);
        return found ? found->findChild<Widget *>(QLatin1String(name)) : nullptr;
    }
    void press(const char *dialogName, const char *button) const;
    bool fillCreate(const QString &name);
    QString barText(const char *dialogName) const;
    Token named(const Session &session, const QString &name) const;
    void fault(const char *operation, Fault::Kind kind, int status = 500,
        std::chrono::milliseconds latency = std::chrono::milliseconds(0));

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<SecretClipboard> m_clipboard;
    ScriptedPrompts m_prompts;
    std::unique_ptr<QWidget> m_parent;
    TokenFlows *m_flows = nullptr;
    Session *m_qovery = nullptr;
    Session *m_astronomer = nullptr;
};

QWidget *tst_TokenFlows::dialog(const char *name) const
{
    const QList<QDialog *> found = m_parent->findChildren<QDialog *>(QLatin1String(name));
    for (QDialog *candidate : found) {
        if (candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

void tst_TokenFlows::press(const char *dialogName, const char *button) const
{
    auto *found = in<QPushButton>(dialogName, button);
    QVERIFY(found);
    QVERIFY(found->isEnabled());
    QTest::mouseClick(found, Qt::LeftButton);
}

QString tst_TokenFlows::barText(const char *dialogName) const
{
    const QWidget *found = dialog(dialogName);
    if (!found)
        return {};
    for (const MessageBar *bar : found->findChildren<MessageBar *>()) {
        if (bar->isVisible())
            return bar->text();
    }
    return {};
}

Token tst_TokenFlows::named(const Session &session, const QString &name) const
{
    const QList<Token> tokens = session.tokens();
    const auto found = std::find_if(
        tokens.begin(), tokens.end(), [&name](const Token &token) { return token.name == name; });
    return found == tokens.end() ? Token{} : *found;
}

void tst_TokenFlows::fault(
    const char *operation, Fault::Kind kind, int status, std::chrono::milliseconds latency)
{
    FaultRule rule;
    rule.operation = QLatin1String(operation);
    rule.fault.kind = kind;
    rule.fault.status = status;
    rule.fault.latency = latency;
    m_fixture->server.addFault(rule);
}

bool tst_TokenFlows::fillCreate(const QString &name)
{
    m_flows->createToken(m_qovery->account().id);
    auto *nameField = in<QLineEdit>("createTokenDialog", "nameField");
    auto *role = in<QComboBox>("createTokenDialog", "roleField");
    if (!nameField || !role || !QTest::qWaitFor([role] { return role->count() > 0; }))
        return false;
    QTest::keyClicks(nameField, name);
    role->setCurrentIndex(role->findText(QStringLiteral("devops"), Qt::MatchContains));
    return role->currentIndex() >= 0;
}

void tst_TokenFlows::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->isListening);
    m_qovery = m_fixture->add(m_fixture->demoAccount(QStringLiteral("qovery")));
    m_astronomer = m_fixture->add(m_fixture->demoAccount(QStringLiteral("astronomer")));
    QVERIFY(m_qovery && m_astronomer);
    m_clipboard = std::make_unique<SecretClipboard>(*QGuiApplication::clipboard());
}

void tst_TokenFlows::init()
{
    m_parent = std::make_unique<QWidget>();
    m_parent->show();
    auto *vault = new VaultFlows(m_fixture->door, m_fixture->settings, *m_clipboard, m_parent.get());
    m_flows = new TokenFlows(m_fixture->sessions, *m_clipboard, *vault, m_prompts, m_parent.get());
}

void tst_TokenFlows::cleanup()
{
    m_parent.reset();
    m_fixture->server.clearFaults();
    for (const KeptSecret &kept : m_fixture->safekeeper.waiting())
        m_fixture->safekeeper.confirmStored(kept.id);
}

void tst_TokenFlows::createEndsInTheSecretDialog()
{
    QSignalSpy reports(m_flows, &TokenFlows::reported);
    const int before = m_fixture->server.commits(QStringLiteral("createApiToken"));
    QVERIFY(fillCreate(QStringLiteral("flow-created")));
    press("createTokenDialog", "primaryButton");
    QTRY_VERIFY(dialog("secretDialog"));
    QTRY_VERIFY(!dialog("createTokenDialog"));
    QCOMPARE(m_fixture->server.commits(QStringLiteral("createApiToken")), before + 1);
    QCOMPARE(reports.size(), 1);
    const Token token = named(*m_qovery, QStringLiteral("flow-created"));
    QCOMPARE(reports.first().at(1).value<TokenKey>(), token.key());
    QVERIFY(reports.first().at(0).toString().contains(QStringLiteral("flow-created")));
    QCOMPARE(m_fixture->safekeeper.waiting().size(), 1);
}

void tst_TokenFlows::conflictStandsInTheDialog()
{
    QVERIFY(fillCreate(QStringLiteral("flow-taken")));
    // Someone else takes the name between our last listing and our request.
    m_fixture->server.addToken(m_qovery->account().organizationId, {}, QStringLiteral("flow-taken"));
    press("createTokenDialog", "primaryButton");
    QTRY_VERIFY(!barText("createTokenDialog").isEmpty());
    QVERIFY(in<QPushButton>("createTokenDialog", "primaryButton")->isEnabled());
    QVERIFY(!dialog("secretDialog"));
    QCOMPARE(m_fixture->safekeeper.waiting().size(), 0);
    QVERIFY(barText("createTokenDialog").contains(QStringLiteral("flow-taken")));
}

void tst_TokenFlows::failuresStandInTheDialog_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isCommitted");
    QTest::newRow("401") << int(Fault::Kind::Status) << 401 << false;
    QTest::newRow("403") << int(Fault::Kind::Status) << 403 << false;
    QTest::newRow("500") << int(Fault::Kind::Status) << 500 << false;
    QTest::newRow("closed before") << int(Fault::Kind::CloseBeforeCommit) << 0 << false;
    QTest::newRow("closed after") << int(Fault::Kind::CloseAfterCommit) << 0 << true;
    QTest::newRow("reset after") << int(Fault::Kind::ResetAfterCommit) << 0 << true;
    QTest::newRow("truncated") << int(Fault::Kind::TruncateBody) << 0 << true;
}

void tst_TokenFlows::failuresStandInTheDialog()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(bool, isCommitted);
    const int before = m_fixture->server.commits(QStringLiteral("createApiToken"));
    const QString name = QStringLiteral("flow-failed-") + QString::number(kind) + QString::number(status);
    QVERIFY(fillCreate(name));
    fault("createApiToken", Fault::Kind(kind), status);
    press("createTokenDialog", "primaryButton");
    QTRY_VERIFY(!barText("createTokenDialog").isEmpty());
    QCOMPARE(m_fixture->server.commits(QStringLiteral("createApiToken")) - before, isCommitted ? 1 : 0);
    QVERIFY(!dialog("secretDialog"));
    QVERIFY(in<QPushButton>("createTokenDialog", "primaryButton")->isEnabled());
}

void tst_TokenFlows::cancelWhileBusyTellsTheTruth_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("nothing was done") << int(Fault::Kind::Hang);
    QTest::newRow("it was done") << int(Fault::Kind::HangAfterCommit);
}

void tst_TokenFlows::cancelWhileBusyTellsTheTruth()
{
    QFETCH(int, kind);
    const Token token = named(*m_astronomer, QStringLiteral("ci-deploy"));
    fault("rotateOrganizationApiToken", Fault::Kind(kind));
    m_flows->rotateToken(token.key());
    QVERIFY(dialog("rotateDialog"));
    m_fixture->server.clearRequests();
    press("rotateDialog", "primaryButton");
    const auto isSent = [this] {
        const QList<SeenRequest> seen = m_fixture->server.requests();
        return std::any_of(seen.begin(), seen.end(), [](const SeenRequest &request) {
            return request.operation == QLatin1String("rotateOrganizationApiToken");
        });
    };
    QTRY_VERIFY(isSent());
    QVERIFY(m_astronomer->isBusy(token.key()));
    press("rotateDialog", "cancelButton");
    // From here nobody knows whether the old value works; the dialog stays and says so.
    QTRY_VERIFY(!barText("rotateDialog").isEmpty());
    QTRY_VERIFY(!m_astronomer->isBusy(token.key()));
    QVERIFY(dialog("rotateDialog"));
    press("rotateDialog", "cancelButton");
    QTRY_VERIFY(!dialog("rotateDialog"));
}

void tst_TokenFlows::outcomeIsToldWithoutTheDialog()
{
    QSignalSpy reports(m_flows, &TokenFlows::reported);
    const Token token = named(*m_astronomer, QStringLiteral("dbt-nightly"));
    fault("rotateOrganizationApiToken", Fault::Kind::None, 0, std::chrono::milliseconds(100));
    m_flows->rotateToken(token.key());
    press("rotateDialog", "primaryButton");
    delete dialog("rotateDialog");
    QTRY_COMPARE(reports.size(), 1);
    QCOMPARE(reports.first().at(1).value<TokenKey>(), token.key());
    QCOMPARE(m_fixture->safekeeper.waiting().size(), 1);
    QVERIFY(!dialog("secretDialog")); // it waits in the status bar instead of jumping up
}

void tst_TokenFlows::failureIsToldWithoutTheDialog()
{
    QSignalSpy troubles(m_flows, &TokenFlows::troubled);
    const Token token = named(*m_astronomer, QStringLiteral("billing-sync"));
    fault("rotateOrganizationApiToken", Fault::Kind::Status, 403, std::chrono::milliseconds(100));
    m_flows->rotateToken(token.key());
    press("rotateDialog", "primaryButton");
    delete dialog("rotateDialog");
    QTRY_COMPARE(troubles.size(), 1);
    QVERIFY(troubles.first().at(0).toString().contains(QStringLiteral("billing-sync")));
    QVERIFY(troubles.first().at(1).toString().contains(QStringLiteral("403")));
}

void tst_TokenFlows::createdWithoutAValueIsTold()
{
    QSignalSpy troubles(m_flows, &TokenFlows::troubled);
    QSignalSpy reports(m_flows, &TokenFlows::reported);
    QVERIFY(fillCreate(QStringLiteral("flow-no-value")));
    FaultRule rule;
    rule.operation = QStringLiteral("createApiToken");
    rule.fault.kind = Fault::Kind::StatusAfterCommit;
    rule.fault.status = 201;
    rule.fault.headers = {{"Content-Type", "application/json"}};
    rule.fault.body = R"({"id":"11111111-2222-4333-8444-555555555555","name":"flow-no-value",)"
                      R"("created_at":"2026-01-01T00:00:00Z"})";
    m_fixture->server.addFault(rule);
    press("createTokenDialog", "primaryButton");
    QTRY_COMPARE(troubles.size(), 1);
    QVERIFY(troubles.first().at(0).toString().contains(QStringLiteral("never reached us")));
    QCOMPARE(reports.size(), 0);
    QTRY_VERIFY(!dialog("createTokenDialog"));
    QVERIFY(!dialog("secretDialog"));
}

void tst_TokenFlows::updateSaves()
{
    QSignalSpy reports(m_flows, &TokenFlows::reported);
    const Token token = named(*m_astronomer, QStringLiteral("audit-export"));
    m_flows->updateToken(token.key());
    auto *nameField = in<QLineEdit>("updateTokenDialog", "nameField");
    QVERIFY(nameField);
    nameField->selectAll();
    QTest::keyClicks(nameField, QStringLiteral("flow-renamed"));
    press("updateTokenDialog", "primaryButton");
    QTRY_COMPARE(reports.size(), 1);
    QTRY_VERIFY(!dialog("updateTokenDialog"));
    QCOMPARE(m_astronomer->token(token.key())->name, QStringLiteral("flow-renamed"));
}

void tst_TokenFlows::aChangeOfAnotherIsShownBesideMine_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::newRow("overwrite") << QByteArrayLiteral("primaryButton");
    QTest::newRow("theirs") << QByteArrayLiteral("takeTheirsButton");
    QTest::newRow("back") << QByteArrayLiteral("cancelButton");
}

void tst_TokenFlows::aChangeOfAnotherIsShownBesideMine()
{
    QFETCH(QByteArray, button);
    QSignalSpy reports(m_flows, &TokenFlows::reported);
    const QString operation = QStringLiteral("updateOrganizationApiToken");
    const Token token = named(*m_astronomer, QStringLiteral("poc-airbyte"));
    QVERIFY(!token.id.isEmpty());
    m_flows->updateToken(token.key());
    const auto description = [this] {
        QPlainTextEdit *shown = nullptr;
        for (auto *field : dialog("updateTokenDialog")->findChildren<QPlainTextEdit *>()) {
            if (field->isVisible())
                shown = field;
        }
        return shown;
    };
    savePictures(dialog("updateTokenDialog"), QStringLiteral("roles"));
    const QString mine = QStringLiteral("mine, then %1").arg(QString::fromLatin1(button));
    description()->setPlainText(mine);

    const DemoAccount demo = m_fixture->demoAccount(QStringLiteral("astronomer"));
    Session other(m_astronomer->account(), Secret(QByteArray(demo.credential)), m_fixture->clock,
        m_fixture->safekeeper, m_fixture->background);
    TokenChange change;
    change.description = QStringLiteral("theirs, then %1").arg(QString::fromLatin1(button));
    bool isChanged = false;
    other.updateToken(this, token.key(), change)->onFinished(this, [&isChanged](Result<Token> &&result) {
        isChanged = result.ok();
    });
    QTRY_VERIFY(isChanged);

    const int commits = m_fixture->server.commits(operation);
    press("updateTokenDialog", "primaryButton");
    QTRY_VERIFY(dialog("conflictDialog"));
    savePictures(dialog("conflictDialog"), QStringLiteral("conflict"));
    QCOMPARE(m_fixture->server.commits(operation), commits);
    const auto cell = [this](const char *name) {
        auto *text = in<FactText>("conflictDialog", name);
        return text ? text->toPlainText() : QString();
    };
    QCOMPARE(cell("conflictShown_name"), token.name);
    QCOMPARE(cell("conflictMine_name"), token.name);
    QCOMPARE(cell("conflictNow_description"), *change.description);
    QVERIFY(cell("conflictShown_description") != *change.description);
    QCOMPARE(cell("conflictMine_description"), mine);
    QVERIFY(in<QLabel>("conflictDialog", "conflictTold")->text().contains(QStringLiteral("changed it")));

    press("conflictDialog", button.constData());
    QTRY_VERIFY(!dialog("conflictDialog"));
    if (button == "primaryButton") {
        QTRY_COMPARE(reports.size(), 1);
        QTRY_VERIFY(!dialog("updateTokenDialog"));
        QCOMPARE(m_astronomer->token(token.key())->description, mine);
        QCOMPARE(m_fixture->server.commits(operation), commits + 1);
        return;
    }
    QVERIFY(dialog("updateTokenDialog"));
    QCOMPARE(m_fixture->server.commits(operation), commits);
    const bool isTheirs = button == "takeTheirsButton";
    QTRY_VERIFY(description());
    QTRY_COMPARE(description()->toPlainText(), isTheirs ? *change.description : mine);
    QCOMPARE(in<QPushButton>("updateTokenDialog", "primaryButton")->isEnabled(), !isTheirs);
}

void tst_TokenFlows::theRulesOfAPolicyTokenAreRead()
{
    TokenDraft draft;
    draft.place = {QString(), TokenList::Policy};
    draft.name = QStringLiteral("reader %1").arg(qHash(this));
    draft.kind = QStringLiteral("POLICY");
    draft.policyText =
        QStringLiteral("default allow := false\n\nallow if {\n    input.method == \"GET\"\n}\n");
    const auto roles = answerOf(m_qovery->listRoles(this, draft.target()));
    QVERIFY(roles && !roles.value().isEmpty());
    draft.role = roles.value().constFirst();
    QVERIFY(bool(answerOf(m_qovery->createToken(this, draft))));
    const Token token = named(*m_qovery, draft.name);
    QCOMPARE(token.list, TokenList::Policy);
    m_flows->showPolicy(token.key());
    QTRY_VERIFY(dialog("policyDialog"));
    savePictures(dialog("policyDialog"), QStringLiteral("policy"));
    QCOMPARE(in<QPlainTextEdit>("policyDialog", "policyShown")->toPlainText().trimmed(),
        draft.policyText.trimmed());
    press("policyDialog", "cancelButton");
    QTRY_VERIFY(!dialog("policyDialog"));
}

void tst_TokenFlows::rotateKeepsTheNewValue()
{
    const Token token = named(*m_astronomer, QStringLiteral("poc-airbyte"));
    m_flows->rotateToken(token.key());
    press("rotateDialog", "primaryButton");
    QTRY_VERIFY(dialog("secretDialog"));
    const QList<KeptSecret> waiting = m_fixture->safekeeper.waiting();
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(waiting.first().origin, KeptSecret::Origin::Rotated);
    const QByteArray value = m_fixture->safekeeper.secret(waiting.first().id)->reveal().toByteArray();
    QVERIFY(!value.isEmpty());
}

void tst_TokenFlows::removeNeedsTheName()
{
    QSignalSpy reports(m_flows, &TokenFlows::reported);
    const Token token = named(*m_qovery, QStringLiteral("argo-sync"));
    m_flows->removeToken(token.key());
    QVERIFY(!in<QPushButton>("removeDialog", "primaryButton")->isEnabled());
    QTest::keyClicks(in<QLineEdit>("removeDialog", "typedName"), token.name);
    // Nobody knows which token this account signs in with, so the person is asked.
    QVERIFY(!in<QPushButton>("removeDialog", "primaryButton")->isEnabled());
    QTest::mouseClick(in<QRadioButton>("removeDialog", "ownNo"), Qt::LeftButton);
    press("removeDialog", "primaryButton");
    QTRY_COMPARE(reports.size(), 1);
    QTRY_VERIFY(!dialog("removeDialog"));
    QVERIFY(!m_qovery->token(token.key()));
}

void tst_TokenFlows::aPersonSaysWhichTokenItIs()
{
    QSignalSpy reports(m_flows, &TokenFlows::reported);
    const Token token = named(*m_qovery, QStringLiteral("tokenry"));
    m_flows->toggleOwnToken(token.key());
    QCOMPARE(reports.size(), 1);
    QVERIFY(m_qovery->ownToken().is(token.id));
    // From then on no other one is asked about, and this one is guarded.
    m_flows->removeToken(token.key());
    QVERIFY(!dialog("removeDialog")->findChild<QRadioButton *>());
    QTest::keyClicks(in<QLineEdit>("removeDialog", "typedName"), token.name);
    QVERIFY(!in<QPushButton>("removeDialog", "primaryButton")->isEnabled());
    press("removeDialog", "cancelButton");
    m_flows->toggleOwnToken(token.key());
    QCOMPARE(reports.size(), 2);
    QCOMPARE(m_qovery->ownToken().source, OwnToken::Source::NotKnown);
}

void tst_TokenFlows::rolesThatCannotBeListedAreTold()
{
    fault("listAvailableRoles", Fault::Kind::Status, 403);
    m_flows->createToken(m_qovery->account().id);
    auto *retry = in<QPushButton>("createTokenDialog", "roleRetry");
    QVERIFY(retry);
    QTRY_VERIFY(retry->isVisible());
    QTest::mouseClick(retry, Qt::LeftButton);
    auto *role = in<QComboBox>("createTokenDialog", "roleField");
    QTRY_VERIFY(role->count() > 0);
    QCOMPARE(role->currentIndex(), -1); // chosen by a person or not at all
}

void tst_TokenFlows::showsASecretOnce()
{
    Token token;
    token.name = QStringLiteral("kept");
    const QString id = keepValue(m_fixture->safekeeper, Secret(QByteArray("demo-value")), token,
        QStringLiteral("Acme"), KeptSecret::Origin::Created);
    m_flows->showSecret(id);
    m_flows->showSecret(id);
    QCOMPARE(m_parent->findChildren<QDialog *>(QStringLiteral("secretDialog")).size(), 1);
    m_flows->showSecret(QStringLiteral("unknown"));
    QCOMPARE(m_parent->findChildren<QDialog *>().size(), 1);
}

void tst_TokenFlows::goneTokenOpensNothing()
{
    const TokenKey gone{m_qovery->account().id, {}, QStringLiteral("gone")};
    m_flows->updateToken(gone);
    m_flows->rotateToken(gone);
    m_flows->removeToken(gone);
    m_flows->duplicateToken(gone);
    m_flows->editAccount(QStringLiteral("gone"));
    m_flows->signIn(QStringLiteral("gone"));
    QVERIFY(m_parent->findChildren<QDialog *>().isEmpty());
}

QTEST_MAIN(tst_TokenFlows)
#include "tst_tokenflows.moc"
