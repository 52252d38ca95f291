// SPDX-License-Identifier: MIT
#include "session/judgement.h"

#include <QTest>

using Doubt = Judgement::Doubt;
using State = OperationState;

namespace {

/// Minutes after the operation began.
Moment minute(double minutes)
{
    return Moment::at(QDateTime({2026, 11, 22}, {12, 0}, Qt::UTC).addMSecs(qint64(minutes * 60'000)));
}

constexpr double hour = 60;
constexpr double day = 24 * hour;

Account account()
{
    Account account;
    account.id = QStringLiteral("account-1");
    account.organizationId = QStringLiteral("org");
    return account;
}

JournalOperation operationOf(const OperationFacts &facts, const QList<QPair<State, double>> &steps)
{
    JournalOperation operation;
    operation.id = QStringLiteral("op");
    operation.facts = facts;
    for (const auto &[state, at] : steps) {
        JournalEvent event;
        event.position = operation.events.size() + 1;
        event.state = state;
        event.at = minute(at).utc();
        operation.events.append(event);
        operation.state = state;
    }
    return operation;
}

/// Begun at 0, sent, given up after one minute.
JournalOperation unanswered(const OperationFacts &facts)
{
    return operationOf(facts, {{State::Begun, 0}, {State::Sent, 0}, {State::Unknown, 1}});
}

Token tokenOf(const QString &id, const QString &name, const Moment &createdAt)
{
    Token token;
    token.accountId = account().id;
    token.id = id;
    token.name = name;
    token.createdAt = createdAt;
    token.startsAt = createdAt;
    token.expiresAt = Moment::absent();
    token.roles = {{EntityType::Organization, QStringLiteral("org"), {}, QStringLiteral("id-1"),
        QStringLiteral("MEMBER")}};
    return token;
}

TokenDraft draftOf(const QString &name, std::optional<int> days = {})
{
    TokenDraft draft;
    draft.name = name;
    draft.role.id = QStringLiteral("id-1");
    draft.role.name = QStringLiteral("MEMBER");
    draft.expiryDays = days;
    return draft;
}

OperationFacts create(const QList<Token> &known = {}, std::optional<int> days = {})
{
    return OperationFacts::ofCreate(
        account(), QStringLiteral("Organization"), draftOf(QStringLiteral("fresh"), days), known, true);
}

Token fresh(double createdAt, const QString &id = QStringLiteral("new"))
{
    return tokenOf(id, QStringLiteral("fresh"), minute(createdAt));
}

/// The token that is rotated, changed or removed, as it was known before.
Token known()
{
    Token token = tokenOf(QStringLiteral("t1"), QStringLiteral("ci"), minute(-100 * day));
    token.description = QStringLiteral("deploys");
    token.updatedAt = minute(-50 * day);
    token.shortToken = QStringLiteral("aaa");
    return token;
}

OperationFacts on(OperationVerb verb, const Token &token = known())
{
    return OperationFacts::of(verb, account(), QStringLiteral("Organization"), token);
}

Sighting complete(const QList<Token> &tokens = {}, double lookedAt = 10)
{
    return {tokens, true, {}, minute(lookedAt).utc()};
}

Sighting partial(const QList<Token> &tokens = {}, double lookedAt = 10)
{
    Error error;
    error.kind = Error::Kind::Server;
    return {tokens, false, error, minute(lookedAt).utc()};
}

} // namespace

class JudgementTest final : public QObject
{
    Q_OBJECT

private:
    static void table()
    {
        QTest::addColumn<JournalOperation>("operation");
        QTest::addColumn<Sighting>("sighting");
        QTest::addColumn<Finding>("finding");
        QTest::addColumn<QStringList>("ids");
        QTest::addColumn<Doubt>("doubt");
        QTest::addColumn<bool>("hasUniqueNames");
    }

    static void row(const QByteArray &name, const JournalOperation &operation, const Sighting &sighting,
        Finding finding, const QStringList &ids = {}, Doubt doubt = Doubt::None, bool hasUniqueNames = false)
    {
        QTest::newRow(name.constData()) << operation << sighting << finding << ids << doubt << hasUniqueNames;
    }

    static void check()
    {
        QFETCH(JournalOperation, operation);
        QFETCH(Sighting, sighting);
        QFETCH(Finding, finding);
        QFETCH(QStringList, ids);
        QFETCH(Doubt, doubt);
        QFETCH(bool, hasUniqueNames);
        Allowances allowances;
        allowances.hasUniqueNames = hasUniqueNames;
        const Judgement judgement = judge(operation, sighting, allowances);
        QCOMPARE(findingName(judgement.finding), findingName(finding));
        QCOMPARE(judgement.doubt, doubt);
        QStringList seen;
        for (const Token &token : judgement.tokens)
            seen.append(token.id);
        QCOMPARE(seen, ids);
        QCOMPARE(judgement.error.has_value(), doubt == Doubt::CouldNotLook);
        QCOMPARE(judgement.lookAgainAt.isValid(), doubt == Doubt::TooEarly);
    }

private Q_SLOTS:
    void createFindings_data()
    {
        table();
        const auto operation = unanswered(create());
        const QStringList news{QStringLiteral("new")};
        row("nothing there", operation, complete(), Finding::NotDone);
        row("there", operation, complete({fresh(0.5)}), Finding::CreatedSecretLost, news);
        row("spaces around the name", operation,
            complete({tokenOf(QStringLiteral("new"), QStringLiteral("fresh "), minute(0))}),
            Finding::CreatedSecretLost, news);
        row("another name", operation,
            complete({tokenOf(QStringLiteral("x"), QStringLiteral("Fresh"), minute(0))}), Finding::NotDone);
        row("the service's clock is slow", operation, complete({fresh(-14.9)}), Finding::CreatedSecretLost,
            news);
        row("the service's clock is fast", operation, complete({fresh(1 + 5 + 14.9)}, 60),
            Finding::CreatedSecretLost, news);
        row("the service's clock is fast, looked at once", operation, complete({fresh(16.5)}, 2),
            Finding::CreatedSecretLost, news);
        row("hours too early", operation, complete({fresh(-5 * hour)}), Finding::Ambiguous, news);
        row("hours too late", operation, complete({fresh(5 * hour)}, 6 * hour), Finding::Ambiguous, news);
        row("days too early", operation, complete({fresh(-3 * day)}), Finding::NotDone);
        row("days too late", operation, complete({fresh(3 * day)}, 4 * day), Finding::NotDone);
        row("no creation time", operation,
            complete({tokenOf(QStringLiteral("new"), QStringLiteral("fresh"), Moment())}), Finding::Ambiguous,
            news);
        row("unreadable creation time", operation,
            complete({tokenOf(
                QStringLiteral("new"), QStringLiteral("fresh"), Moment::fromText(QStringLiteral("soon")))}),
            Finding::Ambiguous, news);

        const auto withNamesake = unanswered(create({fresh(-3 * day, QStringLiteral("old"))}));
        row("the old namesake only", withNamesake, complete({fresh(-3 * day, QStringLiteral("old"))}),
            Finding::NotDone);
        row("the old namesake in capitals, made today", withNamesake,
            complete({fresh(0.2, QStringLiteral("OLD"))}), Finding::NotDone);
        row("the old namesake and a new one", withNamesake,
            complete({fresh(-3 * day, QStringLiteral("old")), fresh(0.2)}), Finding::CreatedSecretLost, news);

        row("two in the window", operation, complete({fresh(0.2), fresh(0.4, QStringLiteral("other"))}),
            Finding::Ambiguous, {QStringLiteral("new"), QStringLiteral("other")});
        Token otherRole = fresh(0.3, QStringLiteral("other"));
        otherRole.roles.first().role = QStringLiteral("OWNER");
        otherRole.roles.first().roleId = QStringLiteral("id-2");
        row("of another role only", operation, complete({otherRole}), Finding::Ambiguous,
            {QStringLiteral("other")});
        row("of another role as well", operation, complete({otherRole, fresh(0.2)}),
            Finding::CreatedSecretLost, news);
        row("of another role hours ago", operation, complete({[otherRole]() mutable {
            otherRole.createdAt = minute(-3 * hour);
            return otherRole;
        }()}),
            Finding::NotDone);
        Token noRole = fresh(0.3);
        noRole.roles.clear();
        row("no role told", operation, complete({noRole}), Finding::CreatedSecretLost, news);
        Token onlyRoleId = fresh(0.3);
        onlyRoleId.roles.first().role.clear();
        row("only a role's id told", operation, complete({onlyRoleId}), Finding::CreatedSecretLost, news);

        const auto ninety = unanswered(create({}, 90));
        Token period = fresh(0.3);
        period.expiryPeriodDays = 90;
        period.expiresAt = minute(90 * day);
        row("the wanted lifetime", ninety, complete({period}), Finding::CreatedSecretLost, news);
        period.expiryPeriodDays = 30;
        row("another lifetime", ninety, complete({period}), Finding::Ambiguous, news);
        Token end = fresh(0.3);
        end.expiresAt = minute(90 * day + 20 * hour);
        row("the wanted end, rounded", ninety, complete({end}), Finding::CreatedSecretLost, news);
        end.expiresAt = minute(80 * day);
        row("another end", ninety, complete({end}), Finding::Ambiguous, news);
        row("no end though one was wanted", ninety, complete({fresh(0.3)}), Finding::Ambiguous, news);
        row("an end though none was wanted", operation, complete({end}), Finding::Ambiguous, news);
        Token untold = fresh(0.3);
        untold.expiresAt = Moment();
        row("a provider without lifetimes", ninety, complete({untold}), Finding::CreatedSecretLost, news);

        row("could not look", operation, partial(), Finding::StillUnknown, {}, Doubt::CouldNotLook);
        row("half a list with one", operation, partial({fresh(0.5)}), Finding::Ambiguous, news);
        row("half a list with one, unique names", operation, partial({fresh(0.5)}),
            Finding::CreatedSecretLost, news, Doubt::None, true);
        Sighting silent = partial();
        silent.error.reset();
        row("half a list, nobody says why", operation, silent, Finding::StillUnknown, {},
            Doubt::ListIncomplete);

        // The program died: when the request ended is not known.
        const auto died = operationOf(create(), {{State::Begun, 0}, {State::Sent, 0}});
        row("died, there", died, complete({fresh(3)}, 2 * day), Finding::CreatedSecretLost, news);
        row("died, another one hours later", died, complete({fresh(3 * hour)}, 2 * day), Finding::Ambiguous,
            news);
        row("died, another one days later", died, complete({fresh(2 * day)}, 3 * day), Finding::NotDone);
        row("died before sending", operationOf(create(), {{State::Begun, 0}}), complete(), Finding::NotDone);

        row("too early to be gone", operation, complete({}, 1.1), Finding::StillUnknown, {}, Doubt::TooEarly);
        row("early, and there", operation, complete({fresh(0.5)}, 1.1), Finding::CreatedSecretLost, news);
        row("early, and doubtful", operation, complete({otherRole}, 1.1), Finding::StillUnknown,
            {QStringLiteral("other")}, Doubt::TooEarly);
        row("just late enough", operation, complete({}, 1.25), Finding::NotDone);
        row("our clock was set back", operation, complete({}, -hour), Finding::NotDone);

        JournalOperation learnt = operation;
        learnt.events.last().details.tokenId = QStringLiteral("new");
        row("the id is known", learnt, complete({fresh(-3 * day)}), Finding::CreatedSecretLost, news);
        row("the id is known, half a list", learnt, partial({fresh(0)}), Finding::CreatedSecretLost, news);
        row("the id is known and gone", learnt, complete({fresh(0, QStringLiteral("other"))}), Finding::Gone);
        row("the id is known, could not look", learnt, partial(), Finding::StillUnknown, {},
            Doubt::CouldNotLook);
    }

    void createFindings() { check(); }

    void rotateFindings_data()
    {
        table();
        const QStringList one{QStringLiteral("t1")};
        const auto operation = unanswered(on(OperationVerb::Rotate));
        const auto with = [](auto change) {
            Token token = known();
            change(token);
            return complete({token});
        };

        // A provider that tells the time of the last rotation.
        row("rotated at a time", operation, with([](Token &t) { t.lastRotatedAt = minute(0.5); }),
            Finding::RotatedSecretLost, one);
        row("rotated at a time, slow clock", operation, with([](Token &t) { t.lastRotatedAt = minute(-14); }),
            Finding::RotatedSecretLost, one);
        row("rotated hours before", operation, with([](Token &t) { t.lastRotatedAt = minute(-5 * hour); }),
            Finding::Ambiguous, one);
        row("rotated days before", operation, with([](Token &t) { t.lastRotatedAt = minute(-3 * day); }),
            Finding::NotDone, one);
        row("rotated again later", operation, with([](Token &t) { t.lastRotatedAt = minute(3 * day); }),
            Finding::Ambiguous, one);
        Token rotatedBefore = known();
        rotatedBefore.lastRotatedAt = minute(-10);
        row("the rotation known before, within the allowance",
            unanswered(on(OperationVerb::Rotate, rotatedBefore)), complete({rotatedBefore}), Finding::NotDone,
            one);

        // One that tells the short form and the last change.
        row("as before", operation, complete({known()}), Finding::NotDone, one);
        row("another value, changed now", operation, with([](Token &t) {
            t.shortToken = QStringLiteral("bbb");
            t.updatedAt = minute(0.5);
        }),
            Finding::RotatedSecretLost, one);
        row("another value, changed before", operation, with([](Token &t) {
            t.shortToken = QStringLiteral("bbb");
            t.updatedAt = minute(-2 * hour);
        }),
            Finding::Ambiguous, one);
        row("another value, no time", operation, with([](Token &t) {
            t.shortToken = QStringLiteral("bbb");
            t.updatedAt = Moment();
        }),
            Finding::Ambiguous, one);
        row("the same value, changed now", operation, with([](Token &t) { t.updatedAt = minute(0.5); }),
            Finding::Ambiguous, one);
        row("the same value, changed before", operation,
            with([](Token &t) { t.updatedAt = minute(-2 * day); }), Finding::NotDone, one);

        // One that tells the last change only.
        Token plain = known();
        plain.shortToken.clear();
        const auto plainOperation = unanswered(on(OperationVerb::Rotate, plain));
        row("no short form, as before", plainOperation, complete({plain}), Finding::NotDone, one);
        row("no short form, changed now", plainOperation, with([](Token &t) { t.updatedAt = minute(0.5); }),
            Finding::Ambiguous, one);

        // One that tells nothing.
        Token silent = plain;
        silent.updatedAt = Moment();
        row("nothing told", unanswered(on(OperationVerb::Rotate, silent)), complete({silent}),
            Finding::StillUnknown, one, Doubt::NotTold);
        silent.updatedAt = Moment::absent();
        row("never changed, it says", unanswered(on(OperationVerb::Rotate, silent)), complete({silent}),
            Finding::StillUnknown, one, Doubt::NotTold);

        row("gone", operation, complete(), Finding::Gone);
        row("could not look", operation, partial(), Finding::StillUnknown, {}, Doubt::CouldNotLook);
        row("half a list has it", operation, partial({known()}), Finding::NotDone, one);
        Token capitals = known();
        capitals.id = QStringLiteral("T1");
        row("ids in another case", operation, complete({capitals}), Finding::NotDone, {QStringLiteral("T1")});
        row("too early", operation, complete({known()}, 1.2), Finding::StillUnknown, one, Doubt::TooEarly);
        row(
            "early, and rotated", operation,
            [] {
                Token token = known();
                token.lastRotatedAt = minute(1);
                return complete({token}, 1.1);
            }(),
            Finding::RotatedSecretLost, one);
    }

    void rotateFindings() { check(); }

    void updateFindings_data()
    {
        table();
        const QStringList one{QStringLiteral("t1")};
        const auto wanting = [](auto change) {
            TokenChange wanted;
            change(wanted);
            return unanswered(
                OperationFacts::ofUpdate(account(), QStringLiteral("Organization"), known(), wanted));
        };
        const auto with = [](auto change) {
            Token token = known();
            change(token);
            return complete({token});
        };
        const auto name = wanting([](TokenChange &c) { c.name = QStringLiteral("ci 2"); });
        row("the wanted name", name, with([](Token &t) { t.name = QStringLiteral("ci 2"); }), Finding::Done,
            one);
        row("the old name", name, complete({known()}), Finding::NotDone, one);
        row("a third name", name, with([](Token &t) { t.name = QStringLiteral("mine"); }), Finding::NotDone,
            one);
        const auto text = wanting([](TokenChange &c) { c.description = QString(); });
        row("the description is gone", text, with([](Token &t) { t.description.clear(); }), Finding::Done,
            one);
        row("the description is still there", text, complete({known()}), Finding::NotDone, one);
        const auto both = wanting([](TokenChange &c) {
            c.name = QStringLiteral("ci 2");
            c.description = QStringLiteral("x");
        });
        row("only half of it", both, with([](Token &t) { t.name = QStringLiteral("ci 2"); }),
            Finding::NotDone, one);

        const auto role = wanting([](TokenChange &c) {
            c.roles = {{EntityType::Workspace, QStringLiteral("ws"), QStringLiteral("OWNER")},
                {EntityType::Deployment, QStringLiteral("dep"), QString()}};
        });
        const TokenRole owner{EntityType::Workspace, QStringLiteral("WS"), {}, {}, QStringLiteral("OWNER")};
        const TokenRole deployment{
            EntityType::Deployment, QStringLiteral("dep"), {}, {}, QStringLiteral("ADMIN")};
        row("the wanted roles", role, with([&](Token &t) { t.roles.append(owner); }), Finding::Done, one);
        row("a role that should be gone", role, with([&](Token &t) {
            t.roles += {owner, deployment};
        }),
            Finding::NotDone, one);
        row("a role that should be there", role, complete({known()}), Finding::NotDone, one);
        row("another role", role, with([&](Token &t) {
            t.roles.append(owner);
            t.roles.last().role = QStringLiteral("MEMBER");
        }),
            Finding::NotDone, one);
        row("no roles told", role, with([](Token &t) { t.roles.clear(); }), Finding::StillUnknown, one,
            Doubt::NotTold);
        const auto nameAndRole = wanting([](TokenChange &c) {
            c.name = QStringLiteral("ci 2");
            c.roles = {{EntityType::Organization, QStringLiteral("short-name"), QStringLiteral("MEMBER")}};
        });
        row("no roles told, but the name is the old one", nameAndRole,
            with([](Token &t) { t.roles.clear(); }), Finding::NotDone, one);
        row("the name without its role", nameAndRole, with([](Token &t) {
            t.name = QStringLiteral("ci 2");
            t.roles.first().role = QStringLiteral("OWNER");
        }),
            Finding::HalfDone, one);
        row("the organization by another id", nameAndRole,
            with([](Token &t) { t.name = QStringLiteral("ci 2"); }), Finding::Done, one);

        row("gone", name, complete(), Finding::Gone);
        row("could not look", name, partial(), Finding::StillUnknown, {}, Doubt::CouldNotLook);
        row("too early", name, complete({known()}, 1.2), Finding::StillUnknown, one, Doubt::TooEarly);
        row(
            "early, and done", name,
            [] {
                Token token = known();
                token.name = QStringLiteral("ci 2");
                return complete({token}, 1.1);
            }(),
            Finding::Done, one);
    }

    void updateFindings() { check(); }

    void removeFindings_data()
    {
        table();
        const QStringList one{QStringLiteral("t1")};
        Token attached = known();
        attached.workspaceId = QStringLiteral("ws");
        const QList<QPair<QByteArray, OperationFacts>> kinds{
            {"delete", on(OperationVerb::Delete)}, {"detach", on(OperationVerb::Detach, attached)}};
        for (const auto &[word, facts] : kinds) {
            const auto operation = unanswered(facts);
            const auto name = [word = word](const char *rest) { return word + ", " + rest; };
            row(name("absent"), operation, complete(), Finding::Done);
            row(name("absent, early"), operation, complete({}, 1.05), Finding::Done);
            row(name("present"), operation, complete({known()}), Finding::NotDone, one);
            row(name("present in half a list"), operation, partial({known()}), Finding::NotDone, one);
            row(name("present, early"), operation, complete({known()}, 1.2), Finding::StillUnknown, one,
                Doubt::TooEarly);
            row(name("absent from half a list"), operation, partial(), Finding::StillUnknown, {},
                Doubt::CouldNotLook);
            row(name("another one is there"), operation,
                complete({tokenOf(QStringLiteral("t2"), QStringLiteral("ci"), minute(0))}), Finding::Done);
        }
    }

    void removeFindings() { check(); }

    void nobodyJudgesWhatNobodyCanRead()
    {
        JournalOperation operation = unanswered(create());
        operation.events.first().isDamaged = true;
        for (const JournalOperation &each : {operation, JournalOperation()}) {
            const Judgement judgement = judge(each, complete({fresh(0)}), {});
            QCOMPARE(judgement.finding, Finding::StillUnknown);
            QCOMPARE(judgement.doubt, Doubt::Unreadable);
        }
    }

    void absurdTimesAreNoTrouble()
    {
        JournalOperation operation = unanswered(create());
        operation.events.last().at = QDateTime();
        QCOMPARE(judge(operation, complete({fresh(0.5)}), {}).finding, Finding::CreatedSecretLost);
        QCOMPARE(judge(operation, complete(), {}).finding, Finding::NotDone);
        Token ancient = fresh(0);
        ancient.createdAt = Moment::at(QDateTime({1970, 1, 1}, {0, 0}, Qt::UTC));
        QCOMPARE(judge(operation, complete({ancient}), {}).finding, Finding::NotDone);
    }

    void aRefusedSignInSpeaksForTheRotationOfTheOwnToken_data()
    {
        QTest::addColumn<bool>("isOwn");
        QTest::addColumn<int>("httpStatus");
        QTest::addColumn<Moment>("expiresAt");
        QTest::addColumn<Finding>("expected");
        const Moment never = Moment::absent();
        QTest::newRow("own") << true << 401 << never << Finding::SignInRefused;
        QTest::newRow("lives on") << true << 401 << minute(day) << Finding::SignInRefused;
        QTest::newRow("ran out") << true << 401 << minute(5) << Finding::StillUnknown;
        QTest::newRow("not asked at all") << true << 0 << never << Finding::StillUnknown;
        QTest::newRow("another token") << false << 401 << never << Finding::StillUnknown;
    }

    void aRefusedSignInSpeaksForTheRotationOfTheOwnToken()
    {
        QFETCH(bool, isOwn);
        QFETCH(int, httpStatus);
        QFETCH(Moment, expiresAt);
        QFETCH(Finding, expected);
        Token token = known();
        token.expiresAt = expiresAt;
        OperationFacts facts = on(OperationVerb::Rotate, token);
        facts.isOwnCredential = isOwn;
        Sighting refused = partial();
        refused.error->kind = Error::Kind::Auth;
        refused.error->httpStatus = httpStatus;
        const Judgement judgement = judge(unanswered(facts), refused, {});
        QCOMPARE(judgement.finding, expected);
        QVERIFY(!isConclusive(judgement.finding));
        QVERIFY(judgement.error.has_value());
        // The token that is seen decides as ever.
        QCOMPARE(judge(unanswered(facts), complete({token}), {}).finding, Finding::NotDone);
    }
};

QTEST_GUILESS_MAIN(JudgementTest)
#include "tst_judgement.moc"
