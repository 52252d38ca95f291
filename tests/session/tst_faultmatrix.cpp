// SPDX-License-Identifier: MIT
// Every fault of the simulator's dial against every operation of both providers.
#include "session/reconciler.h"
#include "store/journal.h"
#include "support/demofixture.h"
#include "support/firstlisted.h"

#include <QEventLoop>
#include <QTimer>

#include <cstdio>

using namespace std::chrono_literals;

namespace {

enum class Verb : quint8 { List, Get, Create, Update, Rotate, Delete, Detach };

/// One operation of one provider.
struct Column
{
    const char *name;
    const char *provider;
    Verb verb;
    const char *operation; ///< the simulator's name for it
};

constexpr Column columns[] = {
    {"Q list", "qovery", Verb::List, "listApiTokens"},
    {"Q create", "qovery", Verb::Create, "createApiToken"},
    {"Q delete", "qovery", Verb::Delete, "deleteApiToken"},
    {"A list", "astronomer", Verb::List, "listOrganizationApiTokens"},
    {"A get", "astronomer", Verb::Get, "getOrganizationApiToken"},
    {"A create", "astronomer", Verb::Create, "createOrganizationApiToken"},
    {"A update", "astronomer", Verb::Update, "updateOrganizationApiToken"},
    {"A rotate", "astronomer", Verb::Rotate, "rotateOrganizationApiToken"},
    {"A delete", "astronomer", Verb::Delete, "deleteOrganizationApiToken"},
    {"A detach", "astronomer", Verb::Detach, "deleteWorkspaceApiToken"},
    {"1 list", "astronomer v1", Verb::List, "listTokens"},
    {"1 get", "astronomer v1", Verb::Get, "getToken"},
    {"1 create", "astronomer v1", Verb::Create, "createToken"},
    {"1 update", "astronomer v1", Verb::Update, "updateToken"},
    {"1 rotate", "astronomer v1", Verb::Rotate, "rotateToken"},
    {"1 delete", "astronomer v1", Verb::Delete, "deleteToken"},
    {"1 detach", "astronomer v1", Verb::Detach, "updateTokenRoles"},
};

bool isRead(Verb verb)
{
    return verb == Verb::List || verb == Verb::Get;
}

bool issues(Verb verb)
{
    return verb == Verb::Create || verb == Verb::Rotate;
}

/// What is to be seen of one setting of the dial, in the words of the printed table: "ok"; "done"; "no value"
/// = done, and the value did not come along; "? kind" = the outcome is unknown; "no kind" = refused; the kind
/// alone for a read that failed; "*" = whatever is true.
struct Row
{
    const char *name;
    Fault fault;
    const char *read;
    const char *create;
    const char *rotate;
    const char *update;
    const char *remove;
    const char *why;
    const char *pages = nullptr; ///< of a list that has pages; null = as `read`
    const char *detach = nullptr; ///< of one that is a POST, whose answer has a body; null = as `remove`
};

Fault fault(Fault::Kind kind, qint64 number = 0)
{
    Fault made;
    made.kind = kind;
    made.number = number;
    return made;
}

Fault status(Fault::Kind kind, int code)
{
    Fault made = fault(kind);
    made.status = code;
    return made;
}

Fault drip(std::chrono::milliseconds interval)
{
    Fault made = fault(Fault::Kind::Drip);
    made.dripInterval = interval;
    return made;
}

/// The same for every change.
Row row(const char *name, const Fault &fault, const char *read, const char *change, const char *why)
{
    return {name, fault, read, change, change, change, change, why};
}

/// Only a list with pages can show it.
Row pagesRow(const char *name, const Fault &fault, const char *pages, const char *why)
{
    Row made = row(name, fault, "ok", "done", why);
    made.pages = pages;
    return made;
}

/// StatusAfterCommit is for statuses that say that nobody knows. A service that refuses and does it all the
/// same cannot be seen through, and no client could tell the truth of it.
QList<Row> rows()
{
    using K = Fault::Kind;
    const char *noAnswer = "no answer, so nobody knows until somebody looked";
    const char *noBody = "what removes has no body to read, and the value is not in what came";
    const char *saysNo = "the service says that it did not do it";
    const char *saysTrouble = "a service in trouble, or a gateway before it, may have done it";
    const char *tooMuch = "what is not read to its end tells nothing";
    return {
        row("None", fault(K::None), "ok", "done", "nothing is wrong"),
        row("Hang", fault(K::Hang), "timeout", "? timeout", noAnswer),
        row("HangAfterCommit", fault(K::HangAfterCommit), "timeout", "? timeout", noAnswer),
        row("CloseBeforeCommit", fault(K::CloseBeforeCommit), "network", "? network", noAnswer),
        row("CloseAfterCommit", fault(K::CloseAfterCommit), "network", "? network", noAnswer),
        row("ResetBeforeCommit", fault(K::ResetBeforeCommit), "network", "? network", noAnswer),
        row("ResetAfterCommit", fault(K::ResetAfterCommit), "network", "? network", noAnswer),
        row("Drip", drip(0ms), "ok", "done", "slow is not broken"),
        row("Drip, too slow", drip(50ms), "timeout", "? timeout", "half an answer is none"),
        {"TruncateBody", fault(K::TruncateBody), "network", "? protocol", "? protocol", "? protocol", "done",
            noBody, nullptr, "? protocol"},
        {"WrongContentType", fault(K::WrongContentType), "protocol", "done", "done", "? protocol", "done",
            "a value that came is kept, whatever it is called"},
        {"BrokenJson", fault(K::BrokenJson), "protocol", "? protocol", "? protocol", "? protocol", "done",
            noBody},
        {"WrongTypes", fault(K::WrongTypes), "protocol", "? protocol", "no value", "? protocol", "done",
            "a rotation was answered, by something that is no value; of a creation not even the id came"},
        {"MissingKeys", fault(K::MissingKeys), "protocol", "done", "done", "? protocol", "done",
            "a value that came is kept, even without an id"},
        {"EmptyBody", fault(K::EmptyBody), "protocol", "? protocol", "? protocol", "? protocol", "done",
            noBody},
        row("Status 400", status(K::Status, 400), "invalid", "no invalid", saysNo),
        row("Status 401", status(K::Status, 401), "auth", "no auth", saysNo),
        row("Status 403", status(K::Status, 403), "forbidden", "no forbidden", saysNo),
        row("Status 404", status(K::Status, 404), "not-found", "no not-found",
            "and while the list shows the token, it is not gone"),
        row("Status 408", status(K::Status, 408), "invalid", "? invalid", saysTrouble),
        row("Status 409", status(K::Status, 409), "conflict", "no conflict", saysNo),
        row("Status 429", status(K::Status, 429), "rate-limited", "no rate-limited", saysNo),
        row("Status 500", status(K::Status, 500), "server", "? server", saysTrouble),
        row("Status 503", status(K::Status, 503), "server", "? server", saysTrouble),
        row("StatusAfterCommit 500", status(K::StatusAfterCommit, 500), "server", "? server", saysTrouble),
        row("StatusAfterCommit 504", status(K::StatusAfterCommit, 504), "server", "? server", saysTrouble),
        row("StatusAfterCommit 408", status(K::StatusAfterCommit, 408), "invalid", "? invalid", saysTrouble),
        row("Redirect", fault(K::Redirect), "protocol", "no protocol",
            "never followed: it was not done here"),
        pagesRow("ShiftPages", fault(K::ShiftPages), "protocol", "a list that moves under every reading"),
        pagesRow("WrongTotal", fault(K::WrongTotal, 100'000), "protocol", "fewer came than were promised"),
        pagesRow("EndlessPages", fault(K::EndlessPages), "protocol", "a list without an end is given up"),
        pagesRow("RepeatedPages", fault(K::RepeatedPages), "protocol", "the same page is no second page"),
        pagesRow("IgnoreLimit", fault(K::IgnoreLimit), "ok", "short pages are pages"),
        pagesRow("RefuseLimit", fault(K::RefuseLimit, 100), "ok", "smaller pages are asked for"),
        row("HugeBody", fault(K::HugeBody, 3'000'000), "protocol", "? protocol", tooMuch),
        row("HugeHeader", fault(K::HugeHeader, 200'000), "*", "*", "how Qt gives up is its own affair"),
        row("GzipBomb", fault(K::GzipBomb, 30'000'000), "protocol", "? protocol", tooMuch),
        row("NotHttp", fault(K::NotHttp), "network", "? network", "that is no answer"),
    };
}

/// Two minutes of patience where an answer is to come, little where none does.
Patience patienceFor(const Fault &fault)
{
    Patience patience;
    const bool neverEnds = fault.kind == Fault::Kind::Hang || fault.kind == Fault::Kind::HangAfterCommit
        || fault.kind == Fault::Kind::HugeHeader
        || (fault.kind == Fault::Kind::Drip && fault.dripInterval > 0ms);
    patience.attemptDeadline = neverEnds ? 1500ms : 120s;
    patience.firstBackoff = 1ms;
    patience.largestAnswer = 2'000'000;
    patience.longestList = 3'000;
    return patience;
}

} // namespace

/// QTest::qWaitFor() sleeps between two turns of the event loop, and an answer that drips needs one a byte.
template <class Predicate>
bool turnUntil(Predicate isDone)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isDone())
            loop.quit();
    });
    look.start(2ms);
    QTimer::singleShot(2min, &loop, [&loop] { loop.exit(1); });
    return loop.exec() == 0;
}

/// One operation under one fault, from a fresh simulator to what looking told in the end.
class Cell final : public QObject
{
    Q_OBJECT

public:
    Cell(const Row &row, const Column &column)
        : m_row(row)
        , m_column(column)
        , m_demo(optionsFor(row))
        , m_account(m_demo.account(QString::fromLatin1(column.provider), column.verb == Verb::Detach))
    {
        m_account.account.id = QStringLiteral("account-1");
        m_session = std::make_unique<Session>(m_account.account, Secret(QByteArray(m_account.credential)),
            m_demo.clock(), *m_demo.safekeeper(), m_demo.background(), nullptr, patienceFor(row.fault));
    }

    [[nodiscard]] QString name() const
    {
        return QStringLiteral("%1, %2").arg(
            QString::fromLatin1(m_row.name), QString::fromLatin1(m_column.name));
    }

    /// Lists without a fault, then does it with one.
    void start()
    {
        if (m_column.verb == Verb::List) {
            setDial();
            m_session->refresh();
            return;
        }
        m_session->refresh();
        if (!turnUntil([this] { return m_session->state() == Session::State::Ready; }))
            qFatal("not listed");
        setDial();
        act();
    }

    [[nodiscard]] bool hasEnded() const
    {
        if (m_column.verb == Verb::List)
            return m_session->state() != Session::State::Loading;
        return m_hasEnded;
    }

    /// The fault is over; looks where the outcome is not known.
    void startLook()
    {
        m_commits = commits();
        m_demo.server().clearFaults();
        if (isRead(m_column.verb))
            return;
        m_operation = lastOperation();
        if (m_operation.state != OperationState::Unknown)
            return;
        m_demo.clock().advance(20s);
        m_reconciler = std::make_unique<Reconciler>(m_demo.safekeeper()->journal(), m_demo.clock());
        m_isLooking = true;
        m_session->lookUp(this, *m_reconciler, m_operation.id)
            ->onFinished(this, [this](Result<Judgement> &&) { m_isLooking = false; });
    }

    [[nodiscard]] bool hasLooked() const { return !m_isLooking; }

    /// The cell's words for the table.
    [[nodiscard]] QString text() const
    {
        if (m_column.verb == Verb::List) {
            return m_session->state() == Session::State::Ready
                ? QStringLiteral("ok")
                : kindName(m_session->error().value_or(Error{}).kind);
        }
        if (!m_error && issues(m_column.verb) && !m_hasValue)
            return QStringLiteral("no value");
        if (!m_error)
            return isRead(m_column.verb) ? QStringLiteral("ok") : QStringLiteral("done");
        if (isRead(m_column.verb))
            return kindName(m_error->kind);
        switch (m_error->outcome) {
        case Error::Outcome::NotSent:
            return QStringLiteral("not sent");
        case Error::Outcome::Refused:
            return QStringLiteral("no ") + kindName(m_error->kind);
        case Error::Outcome::Unknown:
            break;
        }
        return QStringLiteral("? ") + kindName(m_error->kind);
    }

    [[nodiscard]] QString expected() const
    {
        switch (m_column.verb) {
        case Verb::List:
            if (m_row.pages && qstrncmp(m_column.provider, "astronomer", 10) == 0)
                return QString::fromLatin1(m_row.pages);
            [[fallthrough]];
        case Verb::Get:
            return QString::fromLatin1(m_row.read);
        case Verb::Create:
            return QString::fromLatin1(m_row.create);
        case Verb::Update:
            return QString::fromLatin1(m_row.update);
        case Verb::Rotate:
            return QString::fromLatin1(m_row.rotate);
        case Verb::Detach:
            if (m_row.detach && qstrcmp(m_column.provider, "astronomer v1") == 0)
                return QString::fromLatin1(m_row.detach);
            break;
        case Verb::Delete:
            break;
        }
        return QString::fromLatin1(m_row.remove);
    }

    /// What is said against what the simulator did; empty when all of it is so.
    [[nodiscard]] QStringList falsehoods()
    {
        QStringList wrong;
        const auto demand = [&wrong](bool isTrue, const QString &words) {
            if (!isTrue)
                wrong.append(words);
        };
        demand(commits() == m_commits, QStringLiteral("looking changed something"));
        if (isRead(m_column.verb)) {
            demand(m_commits == 0, QStringLiteral("reading changed something"));
            return wrong;
        }
        demand(m_commits <= 1, QStringLiteral("done %1 times").arg(m_commits));
        demand(changesAtServer() == m_commits, QStringLiteral("something else was changed"));
        demand(changesSent() <= 1, QStringLiteral("sent %1 times").arg(changesSent()));
        const JournalOperation now = lastOperation();
        const QString state = stateName(m_operation.state);
        if (!m_error) {
            demand(m_commits == 1, QStringLiteral("told as done, and it was not"));
            demand(m_operation.state == stateWhenDone(), QStringLiteral("journal: ") + state);
            demand(!m_hasValue || isValueRight(), QStringLiteral("the value is not the one that was issued"));
            const bool isLost = issues(m_column.verb) && !m_hasValue;
            demand(!isLost || m_operation.finding() == truth(), QStringLiteral("a lost value is not told"));
        } else if (m_error->outcome == Error::Outcome::Unknown) {
            demand(m_operation.state == OperationState::Unknown, QStringLiteral("journal: ") + state);
            demand(now.state == OperationState::Resolved && now.finding() == truth(),
                QStringLiteral("looking told: ")
                    + findingName(now.finding().value_or(Finding::StillUnknown)));
        } else {
            demand(m_commits == 0, QStringLiteral("told as not done, and it was"));
            demand(m_operation.state == OperationState::Refused, QStringLiteral("journal: ") + state);
        }
        return wrong;
    }

    [[nodiscard]] bool isCommitted() const { return m_commits > 0; }

private:
    static DemoOptions optionsFor(const Row &row)
    {
        DemoOptions options;
        // So that there is more than one page where the fault is about pages.
        if (row.fault.kind >= Fault::Kind::ShiftPages && row.fault.kind <= Fault::Kind::RefuseLimit)
            options.extraTokens = 1500;
        return options;
    }

    void setDial() { m_demo.addFault(QString::fromLatin1(m_column.operation), m_row.fault, -1); }

    [[nodiscard]] int commits() { return m_demo.server().commits(QString::fromLatin1(m_column.operation)); }
    [[nodiscard]] qsizetype changesSent()
    {
        const QList<SeenRequest> all = m_demo.server().requests();
        return std::count_if(
            all.cbegin(), all.cend(), [](const SeenRequest &request) { return request.method != "GET"; });
    }
    [[nodiscard]] qsizetype changesAtServer()
    {
        const QList<SeenRequest> all = m_demo.server().requests();
        return std::count_if(
            all.cbegin(), all.cend(), [](const SeenRequest &request) { return request.wasCommitted; });
    }
    [[nodiscard]] JournalOperation lastOperation()
    {
        return m_demo.safekeeper()->journal().operations(1).value().value(0);
    }

    void act()
    {
        switch (m_column.verb) {
        case Verb::Get:
            follow(m_session->reloadToken(this, tokenFor().key()));
            return;
        case Verb::Create:
            create();
            return;
        case Verb::Update: {
            TokenChange change;
            change.name = QStringLiteral("changed");
            follow(m_session->updateToken(this, tokenFor().key(), change));
            return;
        }
        case Verb::Rotate:
            followIssue(m_session->rotateToken(this, tokenFor().key()));
            return;
        case Verb::Delete:
        case Verb::Detach:
            follow(m_session->removeToken(this, tokenFor().key()));
            return;
        case Verb::List:
            return;
        }
    }

    void create()
    {
        TokenDraft draft;
        draft.place = m_session->places().constFirst();
        draft.name = QStringLiteral("made");
        const Told roles(this, m_session->listRoles(this, draft.place));
        if (!turnUntil([&roles] { return roles.isThere(); }) || !roles.result())
            qFatal("no roles");
        draft.role = roles.result().value().constFirst();
        followIssue(m_session->createToken(this, draft));
    }

    /// The oldest that the verb can be done with.
    [[nodiscard]] Token tokenFor() const
    {
        QList<Token> tokens = m_session->tokens();
        tokens.removeIf([this](const Token &token) {
            const TokenVerbs verbs = m_session->verbs(token);
            const bool detaches = verbs.removalKind == RemovalKind::Detach;
            if (m_column.verb == Verb::Detach)
                return !detaches;
            return detaches || token.scope != TokenScope::Organization
                || token.name == QLatin1String("tokenry");
        });
        if (tokens.isEmpty())
            qFatal("no such token");
        return *std::min_element(tokens.cbegin(), tokens.cend(), [](const Token &a, const Token &b) {
            return a.createdAt.msecs() != b.createdAt.msecs() ? a.createdAt.msecs() < b.createdAt.msecs()
                                                              : a.id < b.id;
        });
    }

    template <class T>
    void follow(JobOf<T> *job)
    {
        job->onFinished(this, [this](Result<T> &&result) {
            if (!result)
                m_error = result.error();
            m_hasEnded = true;
        });
    }

    void followIssue(JobOf<IssueReceipt> *job)
    {
        job->onFinished(this, [this](Result<IssueReceipt> &&result) {
            if (result)
                m_keptId = result.value().keptSecretId;
            else
                m_error = result.error();
            m_hasValue = !m_keptId.isEmpty();
            m_hasEnded = true;
        });
    }

    [[nodiscard]] OperationState stateWhenDone() const
    {
        if (!issues(m_column.verb))
            return OperationState::Done;
        return m_hasValue ? OperationState::Kept : OperationState::Resolved;
    }
    [[nodiscard]] bool isValueRight()
    {
        const Secret *value = m_demo.safekeeper()->secret(m_keptId);
        return value && value->reveal() == m_demo.server().issuedValues().last().value;
    }
    [[nodiscard]] Finding truth() const
    {
        if (m_commits == 0)
            return Finding::NotDone;
        if (m_column.verb == Verb::Create)
            return Finding::CreatedSecretLost;
        return m_column.verb == Verb::Rotate ? Finding::RotatedSecretLost : Finding::Done;
    }

    const Row &m_row;
    const Column &m_column;
    DemoFixture m_demo;
    DemoAccount m_account;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Reconciler> m_reconciler;
    JournalOperation m_operation; ///< as it stood when the asker had been told
    std::optional<Error> m_error;
    QString m_keptId;
    int m_commits = 0;
    bool m_hasEnded = false;
    bool m_hasValue = false;
    bool m_isLooking = false;
};

/// The outcome that a person is told of, under every fault, is the expected one and the truth.
class FaultMatrixTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultOfTheDialHasARow()
    {
        QSet<int> kinds;
        const QList<Row> all = rows();
        for (const Row &row : all)
            kinds.insert(int(row.fault.kind));
        for (int kind = 0; kind <= int(Fault::Kind::NotHttp); ++kind)
            QVERIFY2(kinds.contains(kind), qPrintable(QString::number(kind)));
    }

    void everyFaultAndEveryOperation()
    {
        QStringList wrong;
        print(QStringLiteral("fault"), [](const Column &column) { return QString::fromLatin1(column.name); });
        const QList<Row> all = rows();
        for (const Row &row : all) {
            std::vector<std::unique_ptr<Cell>> cells;
            for (const Column &column : columns) {
                cells.push_back(std::make_unique<Cell>(row, column));
                cells.back()->start();
            }
            QVERIFY2(waitFor(cells, &Cell::hasEnded), row.name);
            for (const auto &cell : cells)
                cell->startLook();
            QVERIFY2(waitFor(cells, &Cell::hasLooked), row.name);
            print(QString::fromLatin1(row.name), [&](const Column &column) {
                const auto &cell = cells.at(static_cast<std::size_t>(&column - columns));
                return cell->text() + (cell->isCommitted() ? QStringLiteral(" 1") : QString());
            });
            for (const auto &cell : cells) {
                if (cell->expected() != QLatin1String("*") && cell->text() != cell->expected())
                    wrong.append(
                        QStringLiteral("%1: “%2”, expected “%3”: %4")
                            .arg(cell->name(), cell->text(), cell->expected(), QString::fromUtf8(row.why)));
                const QStringList falsehoods = cell->falsehoods();
                for (const QString &falsehood : falsehoods)
                    wrong.append(cell->name() + QStringLiteral(": ") + falsehood);
            }
        }
        // One message would be cut.
        for (const QString &each : std::as_const(wrong))
            std::printf("%s\n", qUtf8Printable(each));
        QVERIFY(wrong.isEmpty());
    }

private:
    template <class Predicate>
    static bool waitFor(const std::vector<std::unique_ptr<Cell>> &cells, Predicate isDone)
    {
        return turnUntil([&] {
            return std::all_of(
                cells.cbegin(), cells.cend(), [isDone](const auto &cell) { return ((*cell).*isDone)(); });
        });
    }

    template <class Words>
    static void print(const QString &head, Words words)
    {
        QString line = head.leftJustified(22);
        for (const Column &column : columns)
            line += u' ' + words(column).leftJustified(14);
        std::printf("%s\n", qUtf8Printable(line.trimmed()));
        std::fflush(stdout);
    }
};

QTEST_GUILESS_MAIN(FaultMatrixTest)
#include "tst_faultmatrix.moc"
