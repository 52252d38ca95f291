// SPDX-License-Identifier: MIT
#include "ui/tokenactions.h"

#include "core/background.h"
#include "demo/demoserver.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "store/profile.h"
#include "support/firstlisted.h"

#include <QAction>
#include <QTest>

#include <algorithm>

/// Which verbs work for which selection, and what the others say.
class tst_TokenActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void hasExplicitKeysAndNames_data();
    void hasExplicitKeysAndNames();
    void followsSelectionAndCapability_data();
    void followsSelectionAndCapability();
    void saysSoWithoutAccounts();
    void saysSignInFirst();
    void showsDetachForAnotherPlace();
    void waitsForARunningOperation();
    void theOwnTokenIsSaidWhereNobodyKnows();

private:
    Session *add(const QString &providerKey, bool isWorkspace);
    QAction *named(TokenActions &actions, const QString &name) const;

    SystemClock m_clock;
    Background m_background;
    Profile m_profile{m_clock};
    Safekeeper m_safekeeper{m_clock, m_profile};
    DemoServer m_server{DemoOptions{}, m_clock};
    Sessions m_sessions{m_clock, m_safekeeper, m_background};
    Session *m_qovery = nullptr;
    Session *m_organization = nullptr;
    Session *m_workspace = nullptr;
};

Session *tst_TokenActions::add(const QString &providerKey, bool isWorkspace)
{
    for (const DemoAccount &demo : m_server.accounts()) {
        if (demo.account.providerKey == providerKey && demo.role == QLatin1String("owner")
            && demo.account.workspaceIds.isEmpty() != isWorkspace)
            return m_sessions.add(demo.account, Secret(QByteArray(demo.credential)));
    }
    return nullptr;
}

QAction *tst_TokenActions::named(TokenActions &actions, const QString &name) const
{
    return actions.findChild<QAction *>(name);
}

void tst_TokenActions::initTestCase()
{
    QVERIFY(m_server.start());
    m_qovery = add(QStringLiteral("qovery"), false);
    m_organization = add(QStringLiteral("astronomer"), false);
    m_workspace = add(QStringLiteral("astronomer"), true);
    for (const Session *session : {m_qovery, m_organization, m_workspace}) {
        QVERIFY(session);
        QTRY_COMPARE(session->state(), Session::State::Ready);
    }
}

void tst_TokenActions::theOwnTokenIsSaidWhereNobodyKnows()
{
    TokenActions actions(m_sessions, this);
    QVERIFY(actions.own->isCheckable());
    QVERIFY(!actions.own->isEnabled());
    // The credential tells.
    const TokenKey told{m_organization->account().id, {}, m_organization->ownToken().tokenId};
    actions.follow({told});
    QVERIFY(actions.own->isChecked());
    QVERIFY(!actions.own->isEnabled());
    QVERIFY(actions.own->toolTip().contains(QStringLiteral("credential itself")));
    // A person has to.
    const TokenKey some = firstListed(*m_qovery).key();
    actions.follow({some});
    QVERIFY(actions.own->isEnabled());
    QVERIFY(!actions.own->isChecked());
    QVERIFY(m_sessions.recordOwnToken(some.accountId, some.tokenId));
    QVERIFY(actions.own->isChecked());
    QVERIFY(m_sessions.recordOwnToken(some.accountId, {}));
    QVERIFY(!actions.own->isChecked());
}

void tst_TokenActions::hasExplicitKeysAndNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("keys");
    const auto row = [](const char *name, const char *keys) {
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(keys);
    };
    row("createAction", "Ctrl+N");
    row("duplicateAction", "Ctrl+D");
    row("updateAction", "Ctrl+E");
    row("rotateAction", "Ctrl+Shift+R");
    row("removeAction", "Del");
    row("copyIdAction", "Ctrl+C");
    row("refreshAction", "F5; Ctrl+R");
    row("cancelRefreshAction", "");
    row("addAccountAction", "Ctrl+Shift+N");
    row("findAction", "Ctrl+F; /");
}

void tst_TokenActions::hasExplicitKeysAndNames()
{
    QFETCH(QString, name);
    QFETCH(QString, keys);
    TokenActions actions(m_sessions, nullptr);
    const QAction *action = named(actions, name);
    QVERIFY(action);
    QCOMPARE(QKeySequence::listToString(action->shortcuts(), QKeySequence::PortableText), keys);
    QVERIFY(!action->text().isEmpty());
    QVERIFY(!action->icon().isNull());
    QVERIFY(!action->toolTip().isEmpty());
}

void tst_TokenActions::followsSelectionAndCapability_data()
{
    QTest::addColumn<QString>("selection");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isEnabled");
    const auto row = [](const char *selection, const char *name, bool isEnabled) {
        QTest::addRow("%s: %s", selection, name)
            << QString::fromLatin1(selection) << QString::fromLatin1(name) << isEnabled;
    };
    for (const char *selection : {"nothing", "qovery", "organization", "workspace", "two"}) {
        row(selection, "createAction", true);
        row(selection, "refreshAction", true);
        row(selection, "addAccountAction", true);
        row(selection, "findAction", true);
        row(selection, "cancelRefreshAction", false);
    }
    for (const char *verb : {"duplicateAction", "updateAction", "rotateAction", "removeAction"}) {
        row("nothing", verb, false);
        row("two", verb, false);
        row("organization", verb, true);
        row("workspace", verb, true);
    }
    row("qovery", "duplicateAction", true);
    row("qovery", "updateAction", false);
    row("qovery", "rotateAction", false);
    row("qovery", "removeAction", true);
    row("nothing", "copyIdAction", false);
    row("qovery", "copyIdAction", true);
    row("two", "copyIdAction", true);
}

void tst_TokenActions::followsSelectionAndCapability()
{
    QFETCH(QString, selection);
    QFETCH(QString, name);
    QFETCH(bool, isEnabled);
    const TokenKey qovery = firstListed(*m_qovery).key();
    const TokenKey organization = firstListed(*m_organization, TokenScope::Organization).key();
    const TokenKey workspace = firstListed(*m_workspace, TokenScope::Workspace).key();
    const QHash<QString, QList<TokenKey>> selections{
        {QStringLiteral("nothing"), {}},
        {QStringLiteral("qovery"), {qovery}},
        {QStringLiteral("organization"), {organization}},
        {QStringLiteral("workspace"), {workspace}},
        {QStringLiteral("two"), {qovery, organization}},
    };
    TokenActions actions(m_sessions, nullptr);
    actions.follow(selections.value(selection));
    const QAction *action = named(actions, name);
    QCOMPARE(action->isEnabled(), isEnabled);
    QVERIFY(!action->toolTip().isEmpty());
    QVERIFY(!action->statusTip().isEmpty());
    if (isEnabled)
        return;
    QCOMPARE(action->toolTip(), action->statusTip()); // both are the reason
    const bool isProviders = selection == QLatin1String("qovery");
    const TokenVerbs verbs = m_qovery->verbs(firstListed(*m_qovery));
    if (isProviders && name == QLatin1String("updateAction"))
        QCOMPARE(action->toolTip(), verbs.update.reason);
    else if (isProviders && name == QLatin1String("rotateAction"))
        QCOMPARE(action->toolTip(), verbs.rotate.reason);
    else if (name == QLatin1String("updateAction"))
        QCOMPARE(action->toolTip(), QStringLiteral("Select one token"));
}

void tst_TokenActions::saysSoWithoutAccounts()
{
    Sessions none(m_clock, m_safekeeper, m_background);
    TokenActions actions(none, nullptr);
    QVERIFY(!actions.create->isEnabled());
    QCOMPARE(actions.create->toolTip(), QStringLiteral("Add an account first"));
    QVERIFY(!actions.refresh->isEnabled());
    QVERIFY(actions.addAccount->isEnabled());
}

void tst_TokenActions::saysSignInFirst()
{
    Sessions locked(m_clock, m_safekeeper, m_background);
    locked.add(m_qovery->account(), Secret());
    TokenActions actions(locked, nullptr);
    QCOMPARE(locked.all().first()->state(), Session::State::NeedsCredential);
    QVERIFY(!actions.create->isEnabled());
    QCOMPARE(actions.create->toolTip(), QStringLiteral("Sign in to an account first"));
}

void tst_TokenActions::showsDetachForAnotherPlace()
{
    const QList<Token> tokens = m_workspace->tokens();
    const auto find = [this, &tokens](RemovalKind kind) {
        const auto found = std::find_if(tokens.begin(), tokens.end(),
            [this, kind](const Token &token) { return m_workspace->verbs(token).removalKind == kind; });
        return found == tokens.end() ? TokenKey{} : found->key();
    };
    const TokenKey detachable = find(RemovalKind::Detach);
    const TokenKey deletable = find(RemovalKind::Delete);
    QVERIFY(!detachable.tokenId.isEmpty() && !deletable.tokenId.isEmpty());
    TokenActions actions(m_sessions, nullptr);
    actions.follow({deletable});
    QCOMPARE(actions.remove->text(), QStringLiteral("De&lete…"));
    const auto glyph = actions.remove->icon().pixmap(16, 16).toImage();
    actions.follow({detachable});
    QCOMPARE(actions.remove->text(), QStringLiteral("Remove from &workspace…"));
    QVERIFY(actions.remove->icon().pixmap(16, 16).toImage() != glyph);
}

void tst_TokenActions::waitsForARunningOperation()
{
    FaultRule slow;
    slow.operation = QStringLiteral("rotateOrganizationApiToken");
    slow.fault.latency = std::chrono::milliseconds(200);
    m_server.addFault(slow);
    const auto tokens = m_organization->tokens();
    const auto found = std::find_if(tokens.begin(), tokens.end(),
        [](const Token &token) { return token.name == QLatin1String("dbt-nightly"); });
    QVERIFY(found != tokens.end());
    const TokenKey key = found->key();
    TokenActions actions(m_sessions, nullptr);
    actions.follow({key});
    QVERIFY(actions.rotate->isEnabled());
    bool isDone = false;
    m_organization->rotateToken(this, key)->onFinished(
        this, [&isDone](Result<IssueReceipt> &&) { isDone = true; });
    QTRY_VERIFY(!actions.rotate->isEnabled());
    QCOMPARE(actions.rotate->toolTip(), QStringLiteral("An operation runs on this token"));
    QTRY_VERIFY(isDone);
    QTRY_VERIFY(actions.rotate->isEnabled());
}

QTEST_MAIN(tst_TokenActions)
#include "tst_tokenactions.moc"
