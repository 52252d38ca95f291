// SPDX-License-Identifier: MIT
#include "session/reconciler.h"

#include "session/line.h"
#include "store/database.h"
#include "store/journal.h"
#include "support/demofixture.h"
#include "support/firstlisted.h"

#include <QTest>

using Doubt = Judgement::Doubt;
using State = OperationState;

namespace {

const QString qovery = QStringLiteral("qovery");
const QString astronomer = QStringLiteral("astronomer");
const QString currentAstronomer = QStringLiteral("astronomer v1");
const QString wantedName = QStringLiteral("reconciled");

/// One place, verb and the simulator's name for it.
struct Deed
{
    QString provider;
    bool inWorkspace;
    OperationVerb verb;
    QString operation;
};

QList<Deed> everyDeed()
{
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    return {{qovery, false, OperationVerb::Create, s("createApiToken")},
        {qovery, false, OperationVerb::Delete, s("deleteApiToken")},
        {astronomer, false, OperationVerb::Create, s("createOrganizationApiToken")},
        {astronomer, false, OperationVerb::Rotate, s("rotateOrganizationApiToken")},
        {astronomer, false, OperationVerb::Update, s("updateOrganizationApiToken")},
        {astronomer, false, OperationVerb::Delete, s("deleteOrganizationApiToken")},
        {astronomer, true, OperationVerb::Create, s("createWorkspaceApiToken")},
        {astronomer, true, OperationVerb::Rotate, s("rotateWorkspaceApiToken")},
        {astronomer, true, OperationVerb::Update, s("updateWorkspaceApiToken")},
        {astronomer, true, OperationVerb::Delete, s("deleteWorkspaceApiToken")},
        {astronomer, true, OperationVerb::Detach, s("deleteWorkspaceApiToken")},
        {currentAstronomer, false, OperationVerb::Create, s("createToken")},
        {currentAstronomer, false, OperationVerb::Rotate, s("rotateToken")},
        {currentAstronomer, false, OperationVerb::Update, s("updateToken")},
        {currentAstronomer, false, OperationVerb::Delete, s("deleteToken")},
        {currentAstronomer, true, OperationVerb::Create, s("createToken")},
        {currentAstronomer, true, OperationVerb::Rotate, s("rotateToken")},
        {currentAstronomer, true, OperationVerb::Delete, s("deleteToken")},
        {currentAstronomer, true, OperationVerb::Detach, s("updateTokenRoles")}};
}

Finding findingWhenDone(OperationVerb verb)
{
    switch (verb) {
    case OperationVerb::Create:
        return Finding::CreatedSecretLost;
    case OperationVerb::Rotate:
        return Finding::RotatedSecretLost;
    default:
        return Finding::Done;
    }
}

Fault statusFault(int status)
{
    Fault fault;
    fault.kind = Fault::Kind::Status;
    fault.status = status;
    return fault;
}

} // namespace

/// A journal, a line to the simulator and a clock of our own beside the simulator's.
class Desk final
{
public:
    explicit Desk(const QString &provider, bool hasWorkspaces = false)
        : m_account(demo.account(provider, hasWorkspaces))
        , ours(demo.clock().nowUtc())
    {
        m_account.account.id = QStringLiteral("account-1");
        if (!m_database.open(QStringLiteral(":memory:")))
            qFatal("no database");
        journal = std::make_unique<Journal>(m_database, ours);
        session = demo.listedSession(m_account);
        line = std::make_shared<Line>(
            m_account.account, Secret(QByteArray(m_account.credential)), ours, demo.background());
    }

    [[nodiscard]] const Account &account() const { return m_account.account; }

    /// As the program dies: the rows stay, the run is another.
    void restart() { journal = std::make_unique<Journal>(m_database, ours); }

    void pass(std::chrono::milliseconds time)
    {
        ours.advance(time);
        demo.clock().advance(time);
    }

    /// Requests that could change something, so far.
    [[nodiscard]] qsizetype mutations() const
    {
        const QList<SeenRequest> all = const_cast<Desk *>(this)->demo.server().requests();
        return std::count_if(all.cbegin(), all.cend(),
            [](const SeenRequest &request) { return request.method != "GET" || request.wasCommitted; });
    }

    [[nodiscard]] QList<SeenRequest> requests() { return demo.server().requests(); }

    DemoFixture demo;

private:
    DemoAccount m_account;
    Database m_database;

public:
    ManualClock ours;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<Session> session;
    std::shared_ptr<Line> line;
};

class ReconcilerTest final : public QObject
{
    Q_OBJECT

private:
    TokenDraft draft(Desk &desk)
    {
        TokenDraft draft;
        draft.place = desk.session->places().constFirst();
        draft.name = wantedName;
        const Told roles(this, desk.line->provider().listRoles(this, draft.place));
        if (!QTest::qWaitFor([&roles] { return roles.isThere(); }) || !roles.result())
            qFatal("no roles");
        draft.role = roles.result().value().constFirst();
        return draft;
    }

    static Token tokenFor(Desk &desk, OperationVerb verb, bool inWorkspace)
    {
        QList<Token> tokens = desk.session->tokens();
        tokens.removeIf([&](const Token &token) {
            const TokenVerbs verbs = desk.session->verbs(token);
            const bool detaches = verbs.removalKind == RemovalKind::Detach;
            const bool isHome =
                inWorkspace ? token.scope == TokenScope::Workspace : token.scope == TokenScope::Organization;
            return verb == OperationVerb::Detach ? !detaches : !isHome || !verbs.remove.possible;
        });
        if (tokens.isEmpty())
            qFatal("no such token");
        return *std::min_element(
            tokens.cbegin(), tokens.cend(), [](const Token &a, const Token &b) { return a.id < b.id; });
    }

    static OperationFacts factsFor(
        Desk &desk, const Deed &deed, const TokenDraft &draft, const Token &token, const TokenChange &change)
    {
        const QString place = QStringLiteral("somewhere");
        if (deed.verb == OperationVerb::Create)
            return OperationFacts::ofCreate(desk.account(), place, draft, desk.session->tokens(), true);
        if (deed.verb == OperationVerb::Update)
            return OperationFacts::ofUpdate(desk.account(), place, token, change);
        return OperationFacts::of(deed.verb, desk.account(), place, token);
    }

    template <class T>
    std::optional<Error> errorOf(Desk &desk, JobOf<T> *job, qsizetype seenBefore, bool hangs)
    {
        const Told<T> told(this, job);
        if (hangs) {
            if (!QTest::qWaitFor([&] { return desk.mutations() > seenBefore; }, 60'000))
                qFatal("the request did not arrive");
            job->abort();
        }
        if (!QTest::qWaitFor([&told] { return told.isThere(); }, 60'000))
            qFatal("no end");
        return told.result() ? std::nullopt : std::optional<Error>(told.result().error());
    }

    /// Does it under a fault and journals what the program would; the operation's id.
    QString perform(Desk &desk, const Deed &deed, Fault::Kind fault)
    {
        const bool isCreate = deed.verb == OperationVerb::Create;
        const TokenDraft wanted = isCreate ? draft(desk) : TokenDraft();
        const Token token = isCreate ? Token() : tokenFor(desk, deed.verb, deed.inWorkspace);
        TokenChange change;
        change.name = wantedName;
        const QString id = desk.journal->begin(factsFor(desk, deed, wanted, token, change)).value();
        if (!desk.journal->advance(id, State::Sent))
            qFatal("not sent");

        desk.demo.addFault(deed.operation, fault);
        const bool hangs = fault == Fault::Kind::Hang || fault == Fault::Kind::HangAfterCommit;
        const qsizetype before = desk.mutations();
        Provider &provider = desk.line->provider();
        std::optional<Error> error;
        switch (deed.verb) {
        case OperationVerb::Create:
            error = errorOf(desk, provider.createToken(this, wanted), before, hangs);
            break;
        case OperationVerb::Rotate:
            error = errorOf(desk, provider.rotateToken(this, token.key()), before, hangs);
            break;
        case OperationVerb::Update:
            error = errorOf(desk, provider.updateToken(this, token.key(), change), before, hangs);
            break;
        case OperationVerb::Delete:
        case OperationVerb::Detach:
            error = errorOf(desk, provider.removeToken(this, token.key()), before, hangs);
            break;
        }
        if (!error || error->outcome != Error::Outcome::Unknown)
            qFatal("the outcome is not unknown");
        desk.pass(std::chrono::seconds(1));
        if (!desk.journal->advance(id, State::Unknown, EventDetails::of(*error)))
            qFatal("not unknown");
        return id;
    }

    Judgement look(Desk &desk, const QString &id)
    {
        Reconciler reconciler(*desk.journal, desk.ours);
        const qsizetype before = desk.mutations();
        const Told told(this, reconciler.look(this, desk.line, id));
        if (!QTest::qWaitFor([&told] { return told.isThere(); }, 20'000))
            qFatal("no finding");
        if (!told.result())
            qFatal("%s", qUtf8Printable(told.result().error().technical));
        if (desk.mutations() != before)
            qFatal("looking changed something");
        return told.result().value();
    }

    static Deed deedOf(const QString &operation)
    {
        const QList<Deed> all = everyDeed();
        return *std::find_if(
            all.cbegin(), all.cend(), [&](const Deed &deed) { return deed.operation == operation; });
    }

private Q_SLOTS:
    void findsTheTruthAndChangesNothing_data()
    {
        QTest::addColumn<int>("deed");
        QTest::addColumn<Fault::Kind>("fault");
        QTest::addColumn<bool>("isDone");
        const QList<Deed> deeds = everyDeed();
        for (int i = 0; i < deeds.size(); ++i) {
            const QByteArray name = deeds.at(i).operation.toLatin1()
                + (deeds.at(i).verb == OperationVerb::Detach ? " (detach)" : "");
            const auto row = [&](const char *fault, Fault::Kind kind, bool isDone) {
                QTest::newRow((name + ", " + fault).constData()) << i << kind << isDone;
            };
            row("closed before", Fault::Kind::CloseBeforeCommit, false);
            row("closed after", Fault::Kind::CloseAfterCommit, true);
            row("reset before", Fault::Kind::ResetBeforeCommit, false);
            row("reset after", Fault::Kind::ResetAfterCommit, true);
            row("hangs before", Fault::Kind::Hang, false);
            row("hangs after", Fault::Kind::HangAfterCommit, true);
        }
    }

    void findsTheTruthAndChangesNothing()
    {
        QFETCH(int, deed);
        QFETCH(Fault::Kind, fault);
        QFETCH(bool, isDone);
        const Deed wanted = everyDeed().at(deed);
        Desk desk(wanted.provider, wanted.inWorkspace);
        const QString id = perform(desk, wanted, fault);
        QCOMPARE(desk.demo.server().commits(wanted.operation), isDone ? 1 : 0);
        desk.pass(std::chrono::seconds(20));

        const Judgement judgement = look(desk, id);
        const Finding expected = isDone ? findingWhenDone(wanted.verb) : Finding::NotDone;
        QCOMPARE(findingName(judgement.finding), findingName(expected));
        QCOMPARE(desk.demo.server().commits(wanted.operation), isDone ? 1 : 0);

        const JournalOperation operation = desk.journal->operation(id).value();
        QCOMPARE(operation.state, State::Resolved);
        QCOMPARE(operation.finding(), expected);
        if (expected == Finding::CreatedSecretLost) {
            QCOMPARE(judgement.tokens.size(), 1);
            QCOMPARE(judgement.tokens.first().name, wantedName);
            QCOMPARE(operation.tokenId(), judgement.tokens.first().id);
        }
        QVERIFY(desk.journal->unfinished().value().isEmpty());
    }

    void clocksMayDisagree_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<Finding>("expected");
        QTest::newRow("ten minutes slow") << -10 << Finding::CreatedSecretLost;
        QTest::newRow("ten minutes fast") << 10 << Finding::CreatedSecretLost;
        QTest::newRow("three hours slow") << -180 << Finding::Ambiguous;
        QTest::newRow("three hours fast") << 180 << Finding::Ambiguous;
    }

    void clocksMayDisagree()
    {
        QFETCH(int, minutes);
        QFETCH(Finding, expected);
        Desk desk(astronomer);
        desk.demo.clock().advance(std::chrono::minutes(minutes));
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseAfterCommit);
        desk.pass(std::chrono::seconds(20));
        QCOMPARE(findingName(look(desk, id).finding), findingName(expected));
    }

    void aNamesakeFromBeforeIsNotOurs()
    {
        Desk desk(astronomer);
        desk.demo.server().addToken(desk.account().organizationId, {}, wantedName);
        desk.session->refresh();
        QTRY_COMPARE(desk.session->state(), Session::State::Ready);
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseBeforeCommit);
        desk.pass(std::chrono::seconds(20));
        QCOMPARE(look(desk, id).finding, Finding::NotDone);
    }

    void twoOfTheNameAreToldAsSuch()
    {
        Desk desk(astronomer);
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseAfterCommit);
        const QString other = desk.demo.server().addToken(desk.account().organizationId, {}, wantedName);
        desk.pass(std::chrono::seconds(20));
        const Judgement judgement = look(desk, id);
        QCOMPARE(judgement.finding, Finding::Ambiguous);
        QCOMPARE(judgement.tokens.size(), 2);
        QVERIFY(judgement.tokens.first().id == other || judgement.tokens.last().id == other);
        QCOMPARE(desk.journal->operation(id).value().state, State::Unknown);
        QCOMPARE(desk.journal->operation(id).value().finding(), Finding::Ambiguous);
        // A person says: enough.
        Reconciler reconciler(*desk.journal, desk.ours);
        QVERIFY(reconciler.setAside(id));
        QCOMPARE(desk.journal->operation(id).value().finding(), Finding::SetAside);
        QVERIFY(desk.journal->unfinished().value().isEmpty());
        QVERIFY(!reconciler.setAside(id));
    }

    void anotherPersonsChangeMakesARotationDoubtful()
    {
        Desk desk(astronomer);
        const Deed rotation = deedOf(QStringLiteral("rotateOrganizationApiToken"));
        const Token token = tokenFor(desk, OperationVerb::Rotate, false);
        const QString id = perform(desk, rotation, Fault::Kind::CloseBeforeCommit);
        TokenChange change;
        change.description = QStringLiteral("changed by somebody else");
        const Told updated(this, desk.line->provider().updateToken(this, token.key(), change));
        QTRY_VERIFY(updated.isThere());
        QVERIFY(updated.result());
        desk.pass(std::chrono::seconds(20));
        QCOMPARE(look(desk, id).finding, Finding::Ambiguous);
    }

    void aTokenThatIsGoneIsToldAsSuch()
    {
        for (const char *operation : {"rotateOrganizationApiToken", "updateOrganizationApiToken"}) {
            Desk desk(astronomer);
            const Deed deed = deedOf(QString::fromLatin1(operation));
            const QString id = perform(desk, deed, Fault::Kind::CloseBeforeCommit);
            QVERIFY(desk.demo.server().removeToken(desk.journal->operation(id).value().facts.tokenId));
            desk.pass(std::chrono::seconds(20));
            QCOMPARE(look(desk, id).finding, Finding::Gone);
        }
    }

    void whatCannotBeSeenStaysUnknown_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("read");
        QTest::addColumn<Fault::Kind>("fault");
        const auto row = [](const char *name, const char *operation, const char *read, Fault::Kind fault) {
            QTest::newRow(name) << QString::fromLatin1(operation) << QString::fromLatin1(read) << fault;
        };
        row("list closed", "deleteOrganizationApiToken", "listOrganizationApiTokens",
            Fault::Kind::CloseBeforeCommit);
        row("list broken", "createOrganizationApiToken", "listOrganizationApiTokens",
            Fault::Kind::BrokenJson);
        row("list too short", "deleteOrganizationApiToken", "listOrganizationApiTokens",
            Fault::Kind::WrongTotal);
        row("token closed", "rotateOrganizationApiToken", "getOrganizationApiToken",
            Fault::Kind::CloseBeforeCommit);
        row("token broken", "rotateOrganizationApiToken", "getOrganizationApiToken", Fault::Kind::WrongTypes);
    }

    void whatCannotBeSeenStaysUnknown()
    {
        QFETCH(QString, operation);
        QFETCH(QString, read);
        QFETCH(Fault::Kind, fault);
        Desk desk(astronomer);
        const Deed deed = deedOf(operation);
        const QString id = perform(desk, deed, Fault::Kind::CloseAfterCommit);
        desk.pass(std::chrono::seconds(20));
        Fault trouble;
        trouble.kind = fault;
        trouble.number = 100'000; // tokens, for the total that is not true
        desk.demo.addFault(read, trouble, -1);

        const Judgement judgement = look(desk, id);
        QCOMPARE(judgement.finding, Finding::StillUnknown);
        QCOMPARE(judgement.doubt, Doubt::CouldNotLook);
        QVERIFY(judgement.error);
        QCOMPARE(desk.journal->operation(id).value().state, State::Unknown);
        const qsizetype rows = desk.journal->operation(id).value().events.size();
        look(desk, id);
        QCOMPARE(desk.journal->operation(id).value().events.size(), rows);

        desk.demo.server().clearFaults();
        QCOMPARE(look(desk, id).finding, findingWhenDone(deed.verb));
        QCOMPARE(desk.journal->operation(id).value().state, State::Resolved);
    }

    void aForbiddenLookIsNoAnswer()
    {
        Desk desk(qovery);
        const QString id = perform(desk, everyDeed().at(1), Fault::Kind::CloseAfterCommit);
        desk.pass(std::chrono::seconds(20));
        desk.demo.addFault(QStringLiteral("listApiTokens"), statusFault(403), -1);
        const Judgement judgement = look(desk, id);
        QCOMPARE(judgement.finding, Finding::StillUnknown);
        QCOMPARE(judgement.error->kind, Error::Kind::Forbidden);
    }

    /// What a service does a moment after it hung up is still found.
    void tooEarlyIsLookedAtASecondTime()
    {
        Desk desk(astronomer);
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseBeforeCommit);
        Allowances allowances;
        allowances.settling = std::chrono::milliseconds(300);
        Reconciler reconciler(*desk.journal, desk.ours, allowances);
        desk.demo.server().clearRequests();
        const Told told(this, reconciler.look(this, desk.line, id));
        QTRY_VERIFY(!desk.requests().isEmpty());
        QTest::qWait(100);
        QVERIFY(!told.isThere());
        desk.demo.server().addToken(desk.account().organizationId, {}, wantedName);
        desk.pass(std::chrono::milliseconds(400));
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().value().finding, Finding::CreatedSecretLost);
        QVERIFY(desk.requests().size() >= 2);
    }

    /// The second look must not be early as well: nobody looks a third time.
    void theWaitIsLongEnough()
    {
        Desk desk(astronomer);
        const SystemClock clock;
        Database database;
        QVERIFY(database.open(QStringLiteral(":memory:")));
        Journal journal(database, clock);
        Allowances allowances;
        allowances.settling = std::chrono::milliseconds(1'500);
        Reconciler reconciler(journal, clock, allowances);
        const OperationFacts facts =
            OperationFacts::ofCreate(desk.account(), QStringLiteral("x"), draft(desk), {}, true);
        std::vector<Told<Judgement>> told;
        for (int i = 0; i < 12; ++i) {
            const QString id = journal.begin(facts).value();
            QVERIFY(journal.advance(id, State::Unknown));
            told.emplace_back(this, reconciler.look(this, desk.line, id));
            QTest::qWait(17); // coarse timers are gathered at round times; these begin between them
        }
        QTRY_VERIFY(std::all_of(
            told.cbegin(), told.cend(), [](const Told<Judgement> &each) { return each.isThere(); }));
        for (const Told<Judgement> &each : told)
            QCOMPARE(each.result().value().finding, Finding::NotDone);
    }

    void afterASecondLookItSaysThatItIsTooEarly()
    {
        Desk desk(astronomer);
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseBeforeCommit);
        Allowances allowances;
        allowances.settling = std::chrono::milliseconds(50);
        Reconciler reconciler(*desk.journal, desk.ours, allowances); // whose clock stands still
        const Told told(this, reconciler.look(this, desk.line, id));
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().value().doubt, Doubt::TooEarly);
        QCOMPARE(desk.journal->operation(id).value().state, State::Unknown);
    }

    void whatADeadProgramLeftIsLookedAt_data()
    {
        QTest::addColumn<bool>("isSent");
        QTest::newRow("begun") << false;
        QTest::newRow("sent") << true;
    }

    void whatADeadProgramLeftIsLookedAt()
    {
        QFETCH(bool, isSent);
        Desk desk(astronomer);
        const TokenDraft wanted = draft(desk);
        const QString id = desk.journal
                               ->begin(OperationFacts::ofCreate(
                                   desk.account(), QStringLiteral("x"), wanted, desk.session->tokens(), true))
                               .value();
        if (isSent)
            QVERIFY(desk.journal->advance(id, State::Sent));
        Reconciler early(*desk.journal, desk.ours);
        const Told refused(this, early.look(this, desk.line, id));
        QTRY_VERIFY(refused.isThere());
        QCOMPARE(refused.result().error().kind, Error::Kind::Conflict);

        desk.restart();
        desk.pass(std::chrono::hours(5));
        QCOMPARE(desk.journal->unfinished().value().size(), 1);
        QCOMPARE(look(desk, id).finding, Finding::NotDone);
        QCOMPARE(desk.journal->operation(id).value().state, State::Resolved);
    }

    void whatHasItsAnswerIsNotLookedAt()
    {
        Desk desk(astronomer);
        const Token token = tokenFor(desk, OperationVerb::Rotate, false);
        const QString id =
            desk.journal
                ->begin(OperationFacts::of(OperationVerb::Rotate, desk.account(), QStringLiteral("x"), token))
                .value();
        QVERIFY(desk.journal->advance(id, State::Kept));
        desk.restart();
        desk.demo.server().clearRequests();
        Reconciler reconciler(*desk.journal, desk.ours);
        for (const QString &each : {id, QStringLiteral("nobody")}) {
            const Told told(this, reconciler.look(this, desk.line, each));
            QTRY_VERIFY(told.isThere());
            QVERIFY(!told.result());
        }
        QVERIFY(desk.requests().isEmpty());
        QCOMPARE(desk.journal->operation(id).value().state, State::Kept);
    }

    void withoutACredentialNothingIsAsked()
    {
        Desk desk(astronomer);
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseAfterCommit);
        desk.demo.server().clearRequests();
        desk.line->setCredential(Secret());
        Reconciler reconciler(*desk.journal, desk.ours);
        const Told told(this, reconciler.look(this, desk.line, id));
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().value().finding, Finding::StillUnknown);
        QCOMPARE(told.result().value().doubt, Doubt::CouldNotLook);
        QCOMPARE(told.result().value().error->kind, Error::Kind::Auth);
        QVERIFY(desk.requests().isEmpty());
    }

    void itCanBeStopped()
    {
        Desk desk(astronomer);
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseAfterCommit);
        desk.pass(std::chrono::seconds(20));
        desk.demo.addFault(QStringLiteral("listOrganizationApiTokens"), Fault::Kind::Hang);
        Reconciler reconciler(*desk.journal, desk.ours);
        auto *job = reconciler.look(this, desk.line, id);
        const Told told(this, job);
        desk.demo.server().clearRequests();
        QTRY_VERIFY(!desk.requests().isEmpty());
        job->abort();
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().kind, Error::Kind::Cancelled);
        QCOMPARE(told.result().error().outcome, Error::Outcome::NotSent);
        QCOMPARE(told.count(), 1);
        QCOMPARE(desk.journal->operation(id).value().state, State::Unknown);
        // The way is free again.
        QCOMPARE(look(desk, id).finding, Finding::CreatedSecretLost);
    }

    void itsOwnerMayGo()
    {
        Desk desk(astronomer);
        const QString id = perform(desk, everyDeed().at(2), Fault::Kind::CloseAfterCommit);
        desk.pass(std::chrono::seconds(20));
        auto reconciler = std::make_unique<Reconciler>(*desk.journal, desk.ours);
        {
            QObject owner;
            reconciler->look(&owner, desk.line, id)->onFinished(&owner, [](Result<Judgement> &&) {
                QFAIL("nobody is there to be told");
            });
        }
        // Without the reconciler the finding is told and not written.
        const Told told(this, reconciler->look(this, desk.line, id));
        reconciler.reset();
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().value().finding, Finding::CreatedSecretLost);
        QCOMPARE(desk.journal->operation(id).value().state, State::Unknown);
    }
};

QTEST_GUILESS_MAIN(ReconcilerTest)
#include "tst_reconciler.moc"
