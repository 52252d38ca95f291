// SPDX-License-Identifier: MIT
#include "session/selfrotation.h"

#include "session/credentialbook.h"
#include "session/openquestions.h"
#include "session/reconciler.h"
#include "session/safekeeper.h"
#include "session/selfrotationtext.h"
#include "session/sessions.h"
#include "store/database.h"
#include "store/journal.h"
#include "support/demofixture.h"
#include "support/openvault.h"

#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>

namespace {

using Step = SelfRotationState::Step;
using Progress = SelfRotationState::Progress;
using S = OperationState;

const QString rotateOperation = QStringLiteral("rotateOrganizationApiToken");
const QString getOperation = QStringLiteral("getOrganizationApiToken");

/// One run of the program on a profile on disk.
struct SelfRotationRun
{
    SelfRotationRun(DemoFixture &demo, const QString &folder)
        : profile(demo.clock(), folder)
        , safekeeper(demo.clock(), profile)
        , sessions(demo.clock(), safekeeper, demo.background())
    {
        Allowances allowances;
        allowances.settling = std::chrono::milliseconds(0);
        questions = std::make_unique<OpenQuestions>(sessions, allowances);
    }

    Profile profile;
    Safekeeper safekeeper;
    Sessions sessions;
    std::unique_ptr<OpenQuestions> questions;
};

} // namespace

class SelfRotationTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DemoFixture> m_demo;
    std::unique_ptr<QTemporaryDir> m_folder;
    DemoAccount m_account;
    QString m_id;

    [[nodiscard]] std::unique_ptr<SelfRotationRun> start()
    {
        auto run = std::make_unique<SelfRotationRun>(*m_demo, m_folder->path());
        if (!openVault(run->profile, m_demo->background()))
            qFatal("The vault does not open");
        if (m_id.isEmpty())
            m_id =
                run->sessions.add(m_account.account, Secret(QByteArray(m_account.credential)))->account().id;
        else
            run->sessions.openRemembered();
        Session *session = run->sessions.find(m_id);
        if (!QTest::qWaitFor([session] { return session->state() != Session::State::Loading; }, 20'000))
            qFatal("The account is not listed");
        return run;
    }

    [[nodiscard]] Session &session(SelfRotationRun &run) const { return *run.sessions.find(m_id); }

    [[nodiscard]] TokenKey ownKey(SelfRotationRun &run) const
    {
        return {m_id, {}, session(run).ownToken().tokenId};
    }

    [[nodiscard]] static SelfRotation::Persistence impatient()
    {
        SelfRotation::Persistence patience;
        patience.first = std::chrono::milliseconds(1);
        patience.longest = std::chrono::milliseconds(2);
        patience.total = std::chrono::milliseconds(4);
        return patience;
    }

    /// To its end.
    [[nodiscard]] SelfRotationState rotate(SelfRotationRun &run) const
    {
        QObject watcher;
        SelfRotation *rotation = SelfRotation::start(session(run), &watcher, ownKey(run), impatient());
        const QSignalSpy finished(rotation, &SelfRotation::finished);
        if (!QTest::qWaitFor([&finished] { return !finished.isEmpty(); }, 20'000))
            qFatal("The rotation does not end");
        return rotation->state();
    }

    [[nodiscard]] bool isLive(const Secret &value) const
    {
        return m_demo->server().isValidSecret(value.reveal().toByteArray());
    }
    [[nodiscard]] bool isOldLive() const { return m_demo->server().isValidSecret(m_account.credential); }
    [[nodiscard]] Secret kept(SelfRotationRun &run) const
    {
        return CredentialBook(run.profile).credential(m_id);
    }
    [[nodiscard]] static JournalOperation last(SelfRotationRun &run)
    {
        return run.profile.journal().operations(1).value().value(0);
    }
    [[nodiscard]] static bool sql(SelfRotationRun &run, const char *statement)
    {
        return QSqlQuery(run.profile.database().connection()).exec(QString::fromLatin1(statement));
    }
    /// The account lists with what it has.
    [[nodiscard]] bool works(SelfRotationRun &run) const
    {
        session(run).refresh();
        return QTest::qWaitFor([&] { return session(run).state() == Session::State::Ready; }, 20'000);
    }

private Q_SLOTS:
    void init()
    {
        m_demo = std::make_unique<DemoFixture>();
        m_folder = std::make_unique<QTemporaryDir>();
        m_account = m_demo->account(QStringLiteral("astronomer"));
        m_id.clear();
    }

    void goesOverToTheNewValue()
    {
        auto run = start();
        const QString tokenId = session(*run).ownToken().tokenId;
        QVERIFY(!tokenId.isEmpty());
        const SelfRotationState state = rotate(*run);
        for (const Step step : SelfRotationState::allSteps)
            QCOMPARE(state.of(step), Progress::Done);
        QVERIFY(!state.error && state.isDurable && !state.isValueMissing);
        QCOMPARE(m_demo->server().commits(rotateOperation), 1);
        QVERIFY(!isOldLive());

        // The vault has it twice: as the credential, and for the person.
        const JournalOperation operation = last(*run);
        QVERIFY(operation.facts.isOwnCredential);
        QCOMPARE(operation.state, S::Kept);
        const Secret *waiting = run->safekeeper.secret(operation.id);
        QVERIFY(waiting && isLive(*waiting));
        QVERIFY(run->safekeeper.find(operation.id)->isCredential);
        QVERIFY(kept(*run).isSameAs(*waiting));
        QVERIFY(session(*run).ownToken().is(tokenId));
        QCOMPARE(session(*run).runningOperations(), 0);
        QVERIFY(!session(*run).isBusy(ownKey(*run)));
        QVERIFY(works(*run));

        // A restart goes on with it, also when the waiting value was taken.
        QVERIFY(run->safekeeper.confirmStored(operation.id));
        run.reset();
        run = start();
        QCOMPARE(session(*run).state(), Session::State::Ready);
        QVERIFY(run->safekeeper.waiting().isEmpty());
    }

    void anOrdinaryRotationOfItGoesTheSameWay()
    {
        auto run = start();
        Told told(this, session(*run).rotateToken(this, ownKey(*run)));
        QTRY_VERIFY_WITH_TIMEOUT(told.isThere(), 20'000);
        QVERIFY(told.result());
        const IssueReceipt receipt = told.result().value();
        QVERIFY(receipt.own && receipt.own->isDone(Step::Switch));
        QCOMPARE(receipt.keptSecretId, last(*run).id);
        QVERIFY(isLive(kept(*run)));
        // Any other token is rotated as ever.
        Token other;
        const QList<Token> tokens = session(*run).tokens();
        for (const Token &token : tokens) {
            if (!session(*run).ownToken().is(token.id) && token.scope == TokenScope::Organization)
                other = token;
        }
        const Secret before = kept(*run);
        Told ordinary(this, session(*run).rotateToken(this, other.key()));
        QTRY_VERIFY_WITH_TIMEOUT(ordinary.isThere(), 20'000);
        QVERIFY(ordinary.result());
        QVERIFY(!ordinary.result().value().own);
        QVERIFY(kept(*run).isSameAs(before));
        QVERIFY(!last(*run).facts.isOwnCredential);
    }

    void nothingIsSentForAnotherToken()
    {
        auto run = start();
        QObject watcher;
        SelfRotation *rotation =
            SelfRotation::start(session(*run), &watcher, {m_id, {}, QStringLiteral("another")});
        const QSignalSpy finished(rotation, &SelfRotation::finished);
        QVERIFY(finished.isEmpty());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(rotation->state().error->outcome, Error::Outcome::NotSent);
        QCOMPARE(rotation->state().of(Step::Rotate), Progress::Failed);
        QCOMPARE(m_demo->server().commits(rotateOperation), 0);
    }

    void aLockedVaultBeginsNothing()
    {
        auto run = start();
        const TokenKey key = ownKey(*run);
        run->profile.vault().lock();
        QObject watcher;
        SelfRotation *rotation = SelfRotation::start(session(*run), &watcher, key);
        const QSignalSpy finished(rotation, &SelfRotation::finished);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(rotation->state().of(Step::Rotate), Progress::Failed);
        QCOMPARE(run->profile.journal().count().value(), 0);
        QVERIFY(isOldLive());
    }

    void aRefusalLeavesAllAsItWas()
    {
        m_account = m_demo->account(QStringLiteral("astronomer"), false, QStringLiteral("read-only"));
        auto run = start();
        const SelfRotationState state = rotate(*run);
        QCOMPARE(state.of(Step::Rotate), Progress::Failed);
        QCOMPARE(state.of(Step::Keep), Progress::Waiting);
        QCOMPARE(last(*run).state, S::Refused);
        QVERIFY(isOldLive());
        QVERIFY(kept(*run).isSameAs(Secret(QByteArray(m_account.credential))));
        const ErrorText text = SelfRotationText::outcome(state, QStringLiteral("x"), m_account.account);
        QVERIFY(text.meaning.contains(QStringLiteral("goes on with the value it has")));
    }

    void anAnswerLostBeforeTheChange()
    {
        auto run = start();
        m_demo->addFault(rotateOperation, Fault::Kind::CloseBeforeCommit);
        m_demo->clock().advance(std::chrono::hours(48));
        const SelfRotationState state = rotate(*run);
        QCOMPARE(state.of(Step::Rotate), Progress::Unknown);
        QVERIFY(isOldLive());
        QVERIFY(SelfRotationText::outcome(state, QStringLiteral("x"), m_account.account)
                    .meaning.contains(QStringLiteral("may already be dead")));
        // The old value answers and nothing moved: not done.
        const QString id = last(*run).id;
        QTRY_COMPARE_WITH_TIMEOUT(last(*run).state, S::Resolved, 20'000);
        QCOMPARE(run->questions->find(id)->judgement->finding, Finding::NotDone);
        QCOMPARE(m_demo->server().commits(rotateOperation), 0);
        QVERIFY(works(*run));
    }

    void anAnswerLostAfterTheChange_data()
    {
        QTest::addColumn<bool>("restarts");
        QTest::newRow("in the same run") << false;
        QTest::newRow("after a restart") << true;
    }

    void anAnswerLostAfterTheChange()
    {
        QFETCH(bool, restarts);
        auto run = start();
        const QString tokenId = session(*run).ownToken().tokenId;
        m_demo->clock().advance(std::chrono::hours(48));
        m_demo->addFault(rotateOperation, Fault::Kind::CloseAfterCommit);
        const SelfRotationState state = rotate(*run);
        QCOMPARE(state.of(Step::Rotate), Progress::Unknown);
        QVERIFY(!isOldLive());
        const QString id = last(*run).id;
        if (restarts) {
            run.reset();
            run = start();
        }
        // The sign-in is refused: evidence, and no proof.
        QTRY_VERIFY_WITH_TIMEOUT(run->questions->find(id) && run->questions->find(id)->judgement, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(
            run->questions->find(id)->judgement->finding, Finding::SignInRefused, 20'000);
        QVERIFY(!run->questions->find(id)->isAnswered());
        QCOMPARE(last(*run).state, S::Unknown);
        QCOMPARE(last(*run).finding(), Finding::SignInRefused);
        QTRY_COMPARE_WITH_TIMEOUT(session(*run).state(), Session::State::Failed, 20'000);

        // Signed in with another token, the look tells: rotated, its value lost.
        run->sessions.signIn(m_id, Secret(QByteArray(personCredential())));
        QTRY_COMPARE_WITH_TIMEOUT(session(*run).state(), Session::State::Ready, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(last(*run).state, S::Resolved, 20'000);
        QCOMPARE(last(*run).finding(), Finding::RotatedSecretLost);
        QVERIFY(!session(*run).ownToken().is(tokenId));
        QCOMPARE(m_demo->server().commits(rotateOperation), 1);
    }

    void aValueThatTheServiceRefusesAtFirstIsTriedAgain()
    {
        auto run = start();
        Fault refused;
        refused.kind = Fault::Kind::Status;
        refused.status = 401;
        m_demo->addFault(getOperation, refused, 2);
        const SelfRotationState state = rotate(*run);
        QVERIFY(state.isDone(Step::Verify));
        QVERIFY(!state.error);
        QVERIFY(works(*run));
    }

    void aValueThatStaysRefusedIsUsedAllTheSame()
    {
        auto run = start();
        Fault refused;
        refused.kind = Fault::Kind::Status;
        refused.status = 401;
        m_demo->addFault(getOperation, refused, 50);
        QObject watcher;
        SelfRotation *rotation = SelfRotation::start(session(*run), &watcher, ownKey(*run), impatient());
        const QSignalSpy finished(rotation, &SelfRotation::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QCOMPARE(rotation->state().of(Step::Verify), Progress::Failed);
        QVERIFY(rotation->state().isDone(Step::Keep) && rotation->state().isDone(Step::Switch));
        QCOMPARE(rotation->state().error->kind, Error::Kind::Auth);
        QVERIFY(isLive(kept(*run)));
        QVERIFY(SelfRotationText::outcome(rotation->state(), QStringLiteral("x"), m_account.account)
                    .what.contains(QStringLiteral("not verified")));
        QVERIFY(works(*run));
        m_demo->server().clearFaults();
        rotation->verifyAgain();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 20'000);
        QVERIFY(rotation->state().isDone(Step::Verify));
        QVERIFY(!rotation->state().error);
    }

    void aVaultThatFailsAtTheCommitLosesNothing()
    {
        auto run = start();
        // Every write of a record fails, the row in the same transaction with it.
        QVERIFY(sql(*run,
            "CREATE TRIGGER full BEFORE INSERT ON vault_records BEGIN SELECT raise(ABORT, 'full'); END"));
        const SelfRotationState state = rotate(*run);
        QVERIFY(state.isDone(Step::Rotate) && state.isDone(Step::Verify) && state.isDone(Step::Switch));
        QCOMPARE(state.of(Step::Keep), Progress::Failed);
        QCOMPARE(state.error->kind, Error::Kind::Vault);
        QVERIFY(!state.isDurable);
        QVERIFY(!isOldLive());
        QVERIFY(works(*run)); // the session has it in memory
        QVERIFY(kept(*run).isSameAs(Secret(QByteArray(m_account.credential)))); // all or nothing
        const QString id = last(*run).id;
        QCOMPARE(last(*run).state, S::Sent);
        QVERIFY(run->safekeeper.find(id)->trouble);
        QVERIFY(isLive(*run->safekeeper.secret(id)));
        QVERIFY(SelfRotationText::outcome(state, QStringLiteral("x"), m_account.account)
                    .meaning.contains(QStringLiteral("memory alone")));

        QVERIFY(sql(*run, "DROP TRIGGER full"));
        QVERIFY(run->safekeeper.keepAgain(id));
        QVERIFY(isLive(kept(*run)));
        QCOMPARE(last(*run).state, S::Kept);
        run.reset();
        run = start();
        QCOMPARE(session(*run).state(), Session::State::Ready);
    }

    void aValueTheVaultDidNotTakeIsNoCredentialAfterANewSignIn()
    {
        auto run = start();
        QVERIFY(sql(*run,
            "CREATE TRIGGER full BEFORE INSERT ON vault_records BEGIN SELECT raise(ABORT, 'full'); END"));
        (void)rotate(*run);
        QVERIFY(sql(*run, "DROP TRIGGER full"));
        const QByteArray person = personCredential();
        run->sessions.signIn(m_id, Secret(QByteArray(person)));
        QVERIFY(run->safekeeper.keepAgain(last(*run).id));
        QVERIFY(kept(*run).isSameAs(Secret(QByteArray(person))));
    }

    void anAnswerWithoutAValueIsSaid()
    {
        auto run = start();
        Fault without;
        without.kind = Fault::Kind::MissingKeys;
        without.body = QByteArrayLiteral("token");
        m_demo->addFault(rotateOperation, without);
        const SelfRotationState state = rotate(*run);
        QVERIFY(state.isDone(Step::Rotate) && state.isValueMissing);
        QCOMPARE(state.of(Step::Keep), Progress::Failed);
        QCOMPARE(last(*run).state, S::Resolved);
        QCOMPARE(last(*run).finding(), Finding::RotatedSecretLost);
        QTRY_COMPARE_WITH_TIMEOUT(session(*run).state(), Session::State::Failed, 20'000);
    }

    void theProgramDiesBetweenTheSteps_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("isRotated");
        QTest::newRow("begun, never sent") << int(S::Begun) << false;
        QTest::newRow("sent, not done") << int(S::Sent) << false;
        QTest::newRow("sent and done") << int(S::Sent) << true;
        QTest::newRow("kept, not verified") << int(S::Kept) << true;
    }

    void theProgramDiesBetweenTheSteps()
    {
        QFETCH(int, state);
        QFETCH(bool, isRotated);
        auto run = start();
        m_demo->clock().advance(std::chrono::hours(48));
        if (state == int(S::Sent) && !isRotated) {
            m_demo->addFault(rotateOperation, Fault::Kind::Hang);
        } else if (state == int(S::Sent)) {
            m_demo->addFault(rotateOperation, Fault::Kind::HangAfterCommit);
        } else if (state == int(S::Kept)) {
            m_demo->addFault(getOperation, Fault::Kind::Hang);
        }
        {
            QObject watcher;
            SelfRotation *rotation = SelfRotation::start(session(*run), &watcher, ownKey(*run));
            if (state == int(S::Sent) && !isRotated) {
                const QSignalSpy leaving(rotation, &SelfRotation::leaving);
                QTRY_COMPARE_WITH_TIMEOUT(leaving.size(), 1, 20'000);
            } else if (state == int(S::Sent)) {
                QTRY_COMPARE_WITH_TIMEOUT(m_demo->server().commits(rotateOperation), 1, 20'000);
            } else if (state == int(S::Kept)) {
                bool isKept = false;
                connect(
                    &run->safekeeper, &Safekeeper::credentialKept, &watcher, [&isKept] { isKept = true; });
                QTRY_VERIFY_WITH_TIMEOUT(isKept, 20'000);
                QVERIFY(!rotation->state().isDone(Step::Switch));
            }
            run.reset(); // nothing of what is under way gets a further word
        }
        QCOMPARE(isOldLive(), !isRotated);
        run = start();
        const JournalOperation operation = last(*run);
        if (state == int(S::Kept)) {
            QCOMPARE(operation.state, S::Kept);
            QCOMPARE(run->safekeeper.waiting().size(), 1);
            QVERIFY(isLive(*run->safekeeper.secret(operation.id)));
            QVERIFY(kept(*run).isSameAs(*run->safekeeper.secret(operation.id)));
            QCOMPARE(session(*run).state(), Session::State::Ready);
            return;
        }
        QVERIFY(run->safekeeper.waiting().isEmpty());
        const Finding expected = isRotated ? Finding::SignInRefused : Finding::NotDone;
        QTRY_VERIFY_WITH_TIMEOUT(
            run->questions->find(operation.id) && run->questions->find(operation.id)->judgement, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(run->questions->find(operation.id)->judgement->finding, expected, 20'000);
        QCOMPARE(session(*run).state() == Session::State::Ready, !isRotated);
    }

    void theAccountIsMadeAnewMeanwhile()
    {
        auto run = start();
        QObject watcher;
        SelfRotation *rotation = SelfRotation::start(session(*run), &watcher, ownKey(*run), impatient());
        const QSignalSpy finished(rotation, &SelfRotation::finished);
        Account renamed = session(*run).account();
        renamed.name = QStringLiteral("Renamed");
        run->sessions.replace(renamed, {});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QVERIFY(isLive(kept(*run)));
        QVERIFY(works(*run));
    }

    void aLockMeanwhileEndsTheLookAndKeepsTheValue()
    {
        auto run = start();
        QObject watcher;
        Fault refused;
        refused.kind = Fault::Kind::Status;
        refused.status = 401;
        m_demo->addFault(getOperation, refused, 50);
        SelfRotation *rotation = SelfRotation::start(session(*run), &watcher, ownKey(*run));
        const QSignalSpy finished(rotation, &SelfRotation::finished);
        QTRY_VERIFY_WITH_TIMEOUT(rotation->state().isDone(Step::Keep), 20'000);
        run->profile.vault().lock();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20'000);
        QCOMPARE(rotation->state().of(Step::Verify), Progress::Failed);
        QCOMPARE(session(*run).state(), Session::State::NeedsCredential);
        QVERIFY(openVault(run->profile, m_demo->background()));
        QTRY_COMPARE_WITH_TIMEOUT(session(*run).state(), Session::State::Ready, 20'000);
        QVERIFY(isLive(kept(*run)));
    }

    void aVaultInMemoryIsNotDurableAndSaysSo()
    {
        auto run = std::make_unique<SelfRotationRun>(*m_demo, m_folder->path());
        QVERIFY(run->profile.vault().becomeMemoryOnly());
        m_id = run->sessions.add(m_account.account, Secret(QByteArray(m_account.credential)))->account().id;
        QTRY_COMPARE_WITH_TIMEOUT(session(*run).state(), Session::State::Ready, 20'000);
        const SelfRotationState state = rotate(*run);
        QVERIFY(state.isDone(Step::Keep) && state.isDone(Step::Switch) && !state.isDurable);
        QVERIFY(SelfRotationText::outcome(state, QStringLiteral("x"), m_account.account)
                    .meaning.contains(QStringLiteral("memory only")));
        QVERIFY(works(*run));
    }

    void nobodyNeedsToWatch()
    {
        auto run = start();
        QPointer<SelfRotation> rotation;
        {
            QObject watcher;
            rotation = SelfRotation::start(session(*run), &watcher, ownKey(*run), impatient());
        }
        QVERIFY(rotation);
        QTRY_VERIFY_WITH_TIMEOUT(!rotation, 20'000);
        QVERIFY(isLive(kept(*run)));
        QVERIFY(works(*run));
    }

    void theOwnTokenIsNotRemovedUnlessItIsGivenUp()
    {
        auto run = start();
        const TokenKey key = ownKey(*run);
        Told spared(this, session(*run).removeToken(this, key));
        QTRY_VERIFY(spared.isThere());
        QCOMPARE(spared.result().error().kind, Error::Kind::OwnToken);
        QCOMPARE(spared.result().error().outcome, Error::Outcome::NotSent);
        QCOMPARE(run->profile.journal().count().value(), 0);
        QVERIFY(isOldLive());
        Told givenUp(this, session(*run).removeToken(this, key, Session::OwnTokenRule::GiveUp));
        QTRY_VERIFY_WITH_TIMEOUT(givenUp.isThere(), 20'000);
        QVERIFY(givenUp.result());
        QVERIFY(!isOldLive());
        QVERIFY(last(*run).facts.isOwnCredential);
    }

private:
    /// Another owner's sign-in at the same organization.
    [[nodiscard]] QByteArray personCredential() const
    {
        const QList<DemoAccount> all = m_demo->server().accounts();
        for (const DemoAccount &account : all) {
            if (account.account.providerKey == m_account.account.providerKey
                && account.account.organizationId == m_account.account.organizationId
                && account.role == QStringLiteral("owner") && account.account.workspaceIds.isEmpty()
                && account.credential != m_account.credential)
                return account.credential;
        }
        qFatal("The simulator has no such account");
    }
};

QTEST_GUILESS_MAIN(SelfRotationTest)
#include "tst_selfrotation.moc"
