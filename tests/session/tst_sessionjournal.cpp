// SPDX-License-Identifier: MIT
// What the journal says of every operation, against the simulator.
#include "store/journal.h"
#include "support/demofixture.h"
#include "support/firstlisted.h"
#include "support/openvault.h"

#include <QTemporaryDir>

namespace {

using S = OperationState;
using States = QList<OperationState>;

TokenDraft draft(const QString &name)
{
    TokenDraft made;
    made.name = name;
    made.role.id = made.role.name = QStringLiteral("ORGANIZATION_MEMBER");
    made.expiryDays = 30;
    return made;
}

} // namespace

class SessionJournalTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<Session> m_session;

    [[nodiscard]] Journal &journal() { return m_demo->safekeeper()->journal(); }

    /// The newest operation.
    [[nodiscard]] JournalOperation last() { return journal().operations(1).value().value(0); }

    [[nodiscard]] States states()
    {
        States all;
        for (const JournalEvent &event : last().events)
            all.append(event.state);
        return all;
    }

    [[nodiscard]] TokenKey some() const { return firstListed(*m_session).key(); }

private Q_SLOTS:
    void init()
    {
        m_demo = std::make_unique<DemoFixture>();
        m_session = m_demo->listedSession(m_demo->account(QStringLiteral("astronomer")));
    }

    void cleanup()
    {
        m_session.reset();
        m_demo.reset();
    }

    void aCreateIsFollowedStepByStep()
    {
        // The row is there before anything leaves, and "sent" before the server can have it.
        States atLeaving;
        auto *job = m_session->createToken(this, draft(QStringLiteral("journaled")));
        QCOMPARE(states(), States{S::Begun});
        connect(job, &Job::leaving, this, [&] { atLeaving = states(); });
        Told told(this, job);
        QTRY_VERIFY(told.isThere());
        QVERIFY(told.result());
        QCOMPARE(atLeaving, (States{S::Begun, S::Sent}));
        QCOMPARE(states(), (States{S::Begun, S::Sent, S::Kept}));
        const JournalOperation operation = last();
        QCOMPARE(operation.id, told.result().value().keptSecretId);
        QCOMPARE(operation.facts.verb, OperationVerb::Create);
        QCOMPARE(operation.facts.tokenName, QStringLiteral("journaled"));
        QCOMPARE(operation.tokenId(), told.result().value().token.id);
        QVERIFY(operation.facts.knewNamesakes);
        QVERIFY(m_demo->safekeeper()->confirmStored(operation.id));
        QCOMPARE(states(), (States{S::Begun, S::Sent, S::Kept, S::Confirmed}));
        QVERIFY(journal().unfinished().value().isEmpty());
        QVERIFY(journal().verify().ok());
    }

    void aHalfDoneUpdateIsNeitherDoneNorRefused()
    {
        m_session = m_demo->listedSession(m_demo->account(QStringLiteral("astronomer v1")));
        Fault refused;
        refused.kind = Fault::Kind::Status;
        refused.status = 403;
        m_demo->addFault(QStringLiteral("updateTokenRoles"), refused);
        const TokenKey key = firstListed(*m_session, TokenScope::Organization).key();
        TokenChange change;
        change.name = QStringLiteral("renamed");
        change.roles = {{EntityType::Organization, m_session->account().organizationId,
            QStringLiteral("ORGANIZATION_MEMBER")}};
        Told changed(this, m_session->updateToken(this, key, change));
        QTRY_VERIFY(changed.isThere());
        QVERIFY(!changed.result());
        QVERIFY(changed.result().error().isHalfDone);
        QCOMPARE(states(), (States{S::Begun, S::Sent, S::Resolved}));
        QCOMPARE(last().finding(), std::optional(Finding::HalfDone));
        // The row shows what was saved.
        QTRY_COMPARE(m_session->token(key)->name, QStringLiteral("renamed"));
    }

    void rolesThatTheListLeftOutAreReadOnce()
    {
        m_session = m_demo->listedSession(m_demo->account(QStringLiteral("astronomer v1")));
        const TokenKey key = firstListed(*m_session, TokenScope::Organization).key();
        QVERIFY(!m_session->token(key)->areRolesTold);
        m_demo->server().clearRequests();
        m_session->loadRoles(key);
        m_session->loadRoles(key);
        QTRY_VERIFY(m_session->token(key)->areRolesTold);
        QVERIFY(!m_session->token(key)->roles.isEmpty());
        m_session->loadRoles(key);
        QTest::qWait(50);
        QCOMPARE(m_demo->server().requests().size(), 1);
    }

    void rotateUpdateAndDelete()
    {
        const TokenKey key = some();
        Told rotated(this, m_session->rotateToken(this, key));
        QTRY_VERIFY(rotated.isThere());
        QVERIFY(rotated.result());
        QCOMPARE(states(), (States{S::Begun, S::Sent, S::Kept}));
        QCOMPARE(last().facts.tokenId, key.tokenId);

        TokenChange change;
        change.description = QStringLiteral("changed");
        Told updated(this, m_session->updateToken(this, key, change));
        QTRY_VERIFY(updated.isThere());
        QVERIFY(updated.result());
        QCOMPARE(states(), (States{S::Begun, S::Sent, S::Done}));
        QCOMPARE(last().facts.verb, OperationVerb::Update);

        Told removed(this, m_session->removeToken(this, key));
        QTRY_VERIFY(removed.isThere());
        QVERIFY(removed.result());
        QCOMPARE(states(), (States{S::Begun, S::Sent, S::Done}));
        QCOMPARE(last().facts.verb, OperationVerb::Delete);
    }

    void aRefusalIsOneAndAnUnansweredRequestIsNot_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<OperationState>("expected");
        QTest::newRow("closed after the change") << int(Fault::Kind::CloseAfterCommit) << S::Unknown;
        QTest::newRow("closed before the change") << int(Fault::Kind::CloseBeforeCommit) << S::Unknown;
    }

    void aRefusalIsOneAndAnUnansweredRequestIsNot()
    {
        QFETCH(int, fault);
        QFETCH(OperationState, expected);
        m_demo->addFault(QStringLiteral("rotateOrganizationApiToken"), Fault::Kind(fault));
        Told told(this, m_session->rotateToken(this, some()));
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().outcome, Error::Outcome::Unknown);
        QCOMPARE(states(), (States{S::Begun, S::Sent, expected}));
        QCOMPARE(journal().unfinished().value().size(), 1);
    }

    void aServersNoIsARefusal()
    {
        TokenDraft wrong = draft(QStringLiteral("wrong role"));
        wrong.role.id = wrong.role.name = QStringLiteral("NO_SUCH_ROLE");
        Told told(this, m_session->createToken(this, wrong));
        QTRY_VERIFY(told.isThere());
        QVERIFY(!told.result());
        QCOMPARE(last().state, S::Refused);
        QVERIFY(journal().unfinished().value().isEmpty());
    }

    void whatWasStoppedBeforeItLeftIsARefusal()
    {
        auto *job = m_session->createToken(this, draft(QStringLiteral("stopped")));
        job->abort();
        Told told(this, job);
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().outcome, Error::Outcome::NotSent);
        QCOMPARE(states(), (States{S::Begun, S::Refused}));
    }

    void aLockedVaultRefusesWhatIssuesAValue()
    {
        const QTemporaryDir folder;
        Profile profile(m_demo->clock(), folder.path());
        Safekeeper keeper(m_demo->clock(), profile);
        QVERIFY(openVault(profile, m_demo->background()));
        const DemoAccount demo = m_demo->account(QStringLiteral("astronomer"));
        Account account = demo.account;
        account.id = QStringLiteral("locked");
        Session session(
            account, Secret(QByteArray(demo.credential)), m_demo->clock(), keeper, m_demo->background());
        session.refresh();
        QTRY_COMPARE(session.state(), Session::State::Ready);
        profile.vault().lock();
        const TokenKey key = firstListed(session).key();
        Told created(this, session.createToken(this, draft(QStringLiteral("never"))));
        Told rotated(this, session.rotateToken(this, key));
        QTRY_VERIFY(created.isThere() && rotated.isThere());
        QCOMPARE(created.result().error().trouble, StoreTrouble::VaultLocked);
        QCOMPARE(rotated.result().error().outcome, Error::Outcome::NotSent);
        QVERIFY(profile.journal().unfinished().value().isEmpty());
        QCOMPARE(profile.journal().count().value(), 0);
        // What issues nothing needs no vault.
        TokenChange change;
        change.description = QStringLiteral("changed");
        Told updated(this, session.updateToken(this, key, change));
        QTRY_VERIFY(updated.isThere());
        QVERIFY(updated.result());
    }
};

QTEST_GUILESS_MAIN(SessionJournalTest)
#include "tst_sessionjournal.moc"
