// SPDX-License-Identifier: MIT
#pragma once

#include "cli/clidesk.h"
#include "kill/killdeed.h"
#include "kill/killrun.h"
#include "kill/killtally.h"
#include "session/credentialbook.h"
#include "store/accountbook.h"

#include <QJsonArray>
#include <QMap>
#include <QRandomGenerator>
#include <QSet>

#include <deque>

/// One lane of the kill sweep: a provider's account on a simulator and a profile of its own, on which the
/// program is started, killed and started again, and what it says is compared with what the simulator did.
///
/// A value has *reached* the program at the latest when the journal says "kept". The program may also die
/// between reading the answer and that; nobody can have the value then, so all it can do is to say so: the
/// operation is unknown, and looking ends in "its value never reached us". Thread: any one, from its
/// construction to its end.
class KillLane final
{
public:
    struct Row
    {
        KillDeed deed;
        KillTally tally;
    };

    explicit KillLane(const QString &providerKey)
        : m_demo(m_desk.demo(providerKey))
        , m_providerKey(providerKey)
    {
        remember(QStringLiteral("acme"), m_demo.credential);
    }

    /// So many kills, each at an instant drawn uniformly from the time that the deed takes.
    void killAtRandomInstants(int kills, quint32 seed)
    {
        QRandomGenerator random(seed);
        const QList<KillDeed> deeds = KillDeed::forRandomInstants(m_providerKey);
        QList<qint64> durations; // ns
        const std::size_t first = m_rows.size();
        for (const KillDeed &deed : deeds) {
            m_rows.push_back({deed, {}});
            durations.append(typicalDuration(m_rows.size() - 1));
        }
        for (int made = 0; made < kills;) {
            const qsizetype i = made % deeds.size();
            const std::chrono::nanoseconds instant(
                static_cast<qint64>(random.generateDouble() * static_cast<double>(durations.at(i))));
            const QString where = QStringLiteral("killed after %1 ms").arg(double(instant.count()) / 1e6);
            if (attempt(first + static_cast<std::size_t>(i), where, {}, instant))
                ++made;
        }
    }

    /// Kills before each call that matters, the first, the second, and so on until a run passes unharmed.
    /// What comes before an operation's first row is the same for all and is swept once.
    void killAtEveryStep(const QString &killPoint, const QList<KillDeed> &deeds)
    {
        for (const KillDeed &deed : deeds) {
            m_rows.push_back({deed, {}});
            sweep(m_rows.size() - 1, killPoint);
        }
    }

    /// Lets the program look what became of all that is open, and compares the whole history with the truth.
    void settle()
    {
        KillTally &last = m_rows.back().tally;
        hear(program(words("resolve --json")));
        const QHash<QString, QJsonObject> history = journal(m_known.size() + 1);
        for (const Attempt &attempt : std::as_const(m_attempts))
            compare(attempt, history.value(attempt.operationId));
        const CliEnd again = program(words("resolve --json"));
        if (again.code != 0 || !again.json().array().isEmpty())
            last.addFalsehood(QStringLiteral("questions stay open: ") + QString::fromUtf8(again.out));
        const CliEnd sound = program(words("activity --verify --json"));
        if (sound.code != 0)
            last.addFalsehood(QStringLiteral("the journal is not sound: ") + QString::fromUtf8(sound.out));
        checkWaiting(last);
        checkCommits(last);
    }

    [[nodiscard]] const std::deque<Row> &rows() const { return m_rows; }

private:
    /// One run of a deed.
    struct Attempt
    {
        std::size_t row = 0;
        QString where; ///< for people
        QString tokenName; ///< nobody else bears it
        QString file; ///< where the value is to go with Target::File
        QString account = QStringLiteral("acme");
        int issuedBefore = 0; ///< values of the token that are older than the attempt
        QString operationId; ///< empty = none was begun
        QString state; ///< of the journal after the run
    };

    /// Sessions live in the main thread only, so this is written past them.
    void remember(const QString &name, const QByteArray &credential)
    {
        SystemClock clock;
        Background background;
        Profile profile(clock, m_desk.folder());
        Account account = m_demo.account;
        account.id = account.name = name;
        const bool isDone = openVault(profile, background) && profile.accounts().save(account).ok()
            && CredentialBook(profile).remember(name, Secret(QByteArray(credential)), OwnToken()).ok();
        if (!isDone)
            qFatal("The account is not remembered");
    }

    /// A token of the attempt's name, and an account that signs in with it.
    void signUp(Attempt &attempt)
    {
        const CliEnd made =
            program(words("create --account acme --role ORGANIZATION_OWNER --expiry-days 30 --yes --name")
                + QStringList(attempt.tokenName));
        const QList<IssuedValue> issued = issuedFor(attempt);
        if (made.code != 0 || issued.size() != 1)
            qFatal("The account's own token is not made: %s", made.err.constData());
        const QHash<QString, QJsonObject> newest = journal(1);
        for (auto operation = newest.cbegin(); operation != newest.cend(); ++operation) {
            m_known.insert(operation.key());
            m_waiting.insert(operation.key(), issued.first().value);
        }
        remember(attempt.tokenName, issued.first().value);
        attempt.account = attempt.tokenName;
        attempt.issuedBefore = 1;
        ++m_signUps;
    }

    [[nodiscard]] CliEnd program(const QStringList &arguments)
    {
        return KillRun::of(onProfile(arguments), password).end;
    }
    [[nodiscard]] QStringList onProfile(const QStringList &arguments) const
    {
        QStringList all{QStringLiteral("--profile"), m_desk.folder()};
        all += arguments;
        const bool needsVault = arguments.first() != QLatin1String("activity")
            && arguments.mid(0, 2).join(u' ') != QLatin1String("secrets list");
        return needsVault ? all + words("--password-stdin") : all;
    }
    [[nodiscard]] static int lineCount(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('\n')) : 0;
    }

    [[nodiscard]] QStringList argumentsFor(const KillDeed &deed, const Attempt &attempt) const
    {
        QStringList arguments;
        if (deed.verb == OperationVerb::Rotate)
            arguments = QStringList{QStringLiteral("rotate"), attempt.tokenName};
        else if (deed.providerKey() == QLatin1String("qovery"))
            arguments = words("create --role viewer --name") + QStringList(attempt.tokenName);
        else
            arguments = words("create --role ORGANIZATION_MEMBER --expiry-days 30 --name")
                + QStringList(attempt.tokenName);
        if (deed.target == KillDeed::Target::File)
            arguments += QStringList{QStringLiteral("--secret-file"), attempt.file};
        else if (deed.target == KillDeed::Target::Output)
            arguments += QStringLiteral("--secret-stdout");
        return onProfile(
            arguments + QStringList{QStringLiteral("--account"), attempt.account} + words("--yes --json"));
    }

    void setDial(const KillDeed &deed)
    {
        FaultRule rule;
        rule.operation = deed.request();
        rule.fault.kind = deed.fault;
        rule.fault.status = 403;
        if (deed.isSlow)
            rule.fault.latency = slowness;
        m_desk.server().clearFaults();
        m_desk.server().addFault(rule);
    }

    [[nodiscard]] qint64 typicalDuration(std::size_t row)
    {
        constexpr int runs = 2;
        qint64 sum = 0;
        for (int i = 0; i < runs; ++i) {
            attempt(row, QStringLiteral("not killed"));
            sum += m_lastDuration.count();
        }
        return sum / runs;
    }

    void sweep(std::size_t row, const QString &killPoint)
    {
        constexpr int tooMany = 1000; // then something begins anew again and again
        const QString notePath = m_desk.path(QStringLiteral("steps.txt"));
        constexpr int margin = 5;
        const bool isIssue = m_rows[row].deed.act == KillDeed::Act::Issue;
        int step = isIssue ? std::max(0, m_stepOfFirstRow - margin) : 0;
        bool isHarmed = true;
        while (isHarmed && step < tooMany) {
            ++step;
            QFile::remove(notePath);
            isHarmed = attempt(row, QStringLiteral("killed at step %1").arg(step),
                {{QStringLiteral("LD_PRELOAD"), killPoint},
                    {QStringLiteral("TOKENRY_KILL_STEP"), QString::number(step)},
                    {QStringLiteral("TOKENRY_KILL_NOTE"), notePath}});
            if (m_stepOfFirstRow == 0 && !m_attempts.last().operationId.isEmpty())
                m_stepOfFirstRow = step;
        }
        // The last run passed because there were no more steps, and not because nobody counted them.
        const int reached = lineCount(notePath);
        if (isHarmed || reached == 0 || reached >= step)
            m_rows[row].tally.addFalsehood(QStringLiteral("the sweep of %1 ended at step %2 of %3")
                                               .arg(QString::fromLatin1(m_rows[row].deed.name))
                                               .arg(step)
                                               .arg(reached));
    }

    /// Runs the deed once, then the program anew, to see what it says; whether the kill reached it.
    bool attempt(std::size_t row, const QString &where, const QHash<QString, QString> &variables = {},
        const KillRun::Instant &instant = {})
    {
        const KillDeed &deed = m_rows[row].deed;
        Attempt attempt;
        attempt.row = row;
        attempt.where = QStringLiteral("%1, %2").arg(QString::fromLatin1(deed.name), where);
        attempt.tokenName = QStringLiteral("value-%1").arg(m_attempts.size());
        attempt.file = m_desk.path(attempt.tokenName + QStringLiteral(".token"));
        if (deed.isOwn)
            signUp(attempt);
        else if (deed.verb == OperationVerb::Rotate)
            m_desk.server().addToken(m_demo.account.organizationId, {}, attempt.tokenName);
        QStringList arguments = argumentsFor(deed, attempt);
        if (deed.act != KillDeed::Act::Issue)
            arguments = prepare(deed, attempt, arguments);
        setDial(deed);
        const KillRun run = KillRun::of(arguments, password, variables, instant);
        m_desk.server().clearFaults();
        m_lastDuration = run.took;
        inspect(attempt, run);
        m_attempts.append(attempt);
        if (deed.act == KillDeed::Act::Resolve && run.wasKilled)
            hear(program(words("resolve --json"))); // the next look is for one question again
        return run.wasKilled;
    }

    /// Does what comes before a later run; that run's arguments.
    [[nodiscard]] QStringList prepare(const KillDeed &deed, Attempt &attempt, const QStringList &issuing)
    {
        KillTally &tally = m_rows[attempt.row].tally;
        setDial(deed);
        const CliEnd issued = KillRun::of(issuing, password).end;
        m_desk.server().clearFaults();
        readJournal(attempt, tally);
        if (issued.code != (deed.fault == Fault::Kind::None ? 0 : 5) || attempt.operationId.isEmpty())
            tally.addFalsehood(attempt.where + QStringLiteral(": the operation failed"));
        if (attempt.state == QLatin1String("kept"))
            m_waiting.insert(attempt.operationId, issuedFor(attempt).value(0).value);
        const QStringList id{attempt.operationId};
        switch (deed.act) {
        case KillDeed::Act::Show:
            return onProfile(words("secrets show --json") + id);
        case KillDeed::Act::Confirm:
            demandOffer(attempt, tally); // only what was seen can be confirmed
            return onProfile(words("secrets confirm") + id);
        case KillDeed::Act::Resolve:
            return onProfile(words("resolve --json"));
        case KillDeed::Act::Issue:
            break;
        }
        return issuing;
    }

    /// What the simulator gave to the token of that attempt.
    [[nodiscard]] QList<IssuedValue> issuedFor(const Attempt &attempt)
    {
        QList<IssuedValue> issued = m_desk.server().issuedValues();
        issued.removeIf(
            [&attempt](const IssuedValue &value) { return value.tokenName != attempt.tokenName; });
        return issued.mid(attempt.issuedBefore);
    }

    void inspect(Attempt &attempt, const KillRun &run)
    {
        const KillDeed &deed = m_rows[attempt.row].deed;
        KillTally &tally = m_rows[attempt.row].tally;
        readJournal(attempt, tally);
        if (run.wasKilled)
            ++tally.lastStates[attempt.state.isEmpty() ? QStringLiteral("-") : attempt.state];
        ++(run.wasKilled ? tally.kills : tally.unharmed);
        if (!run.wasKilled && run.end.code != expectedCode(deed))
            tally.addFalsehood(QStringLiteral("%1: code %2: %3")
                                   .arg(attempt.where)
                                   .arg(run.end.code)
                                   .arg(QString::fromUtf8(run.end.err)));
        if (attempt.state == QLatin1String("kept") || attempt.state == QLatin1String("shown"))
            demandOffer(attempt, tally);
        else if (attempt.state == QLatin1String("confirmed") && deed.act == KillDeed::Act::Confirm)
            m_waiting.remove(attempt.operationId);
        else if (attempt.state == QLatin1String("confirmed"))
            demandFile(attempt, tally);
        const bool hasValue = attempt.state == QLatin1String("kept")
            || attempt.state == QLatin1String("shown") || attempt.state == QLatin1String("confirmed");
        if (deed.isOwn && hasValue)
            demandAccess(attempt, tally);
        if (!attempt.operationId.isEmpty())
            checkWaiting(tally);
        checkWords(attempt, run.end, tally);
    }

    [[nodiscard]] static int expectedCode(const KillDeed &deed)
    {
        if (deed.act != KillDeed::Act::Issue || deed.fault == Fault::Kind::None)
            return 0;
        return deed.fault == Fault::Kind::Status ? 4 : 5;
    }

    /// The newest operations by id, as the program tells them.
    [[nodiscard]] QHash<QString, QJsonObject> journal(qsizetype count)
    {
        const CliEnd end = program(words("activity --json --limit") + QStringList(QString::number(count)));
        const QJsonArray operations = end.json().object().value(QLatin1String("operations")).toArray();
        if (end.code != 0 || (operations.isEmpty() && !m_known.isEmpty()))
            m_rows.back().tally.addFalsehood(QStringLiteral("no journal: ") + QString::fromUtf8(end.err));
        QHash<QString, QJsonObject> byId;
        for (const QJsonValue &value : operations)
            byId.insert(value.toObject().value(QLatin1String("id")).toString(), value.toObject());
        return byId;
    }

    /// How far the attempt's operation came: the one that was not there before.
    void readJournal(Attempt &attempt, KillTally &tally)
    {
        const QHash<QString, QJsonObject> newest = journal(3);
        for (auto operation = newest.cbegin(); operation != newest.cend(); ++operation) {
            const QString &id = operation.key();
            if (!m_known.contains(id)) {
                m_known.insert(id);
                const QJsonObject token = operation.value().value(QLatin1String("token")).toObject();
                const bool isOurs = token.value(QLatin1String("name")).toString() == attempt.tokenName;
                if (!isOurs || !attempt.operationId.isEmpty())
                    tally.addFalsehood(attempt.where + QStringLiteral(": the journal has another operation"));
                attempt.operationId = id;
            }
            if (id == attempt.operationId)
                attempt.state = operation.value().value(QLatin1String("state")).toString();
        }
    }

    /// The program hands out, byte by byte, the value that was issued.
    void demandOffer(const Attempt &attempt, KillTally &tally)
    {
        const QList<IssuedValue> issued = issuedFor(attempt);
        const CliEnd shown = program(words("secrets show") + QStringList(attempt.operationId));
        if (shown.code != 0 || issued.size() != 1 || shown.out != issued.first().value + '\n') {
            tally.addLoss(QStringLiteral("%1: %2: code %3, %4 issued: %5")
                              .arg(attempt.where, attempt.state)
                              .arg(shown.code)
                              .arg(issued.size())
                              .arg(QString::fromUtf8(shown.err)));
            return;
        }
        ++tally.offered;
        m_waiting.insert(attempt.operationId, issued.first().value);
    }

    void demandFile(const Attempt &attempt, KillTally &tally)
    {
        const QList<IssuedValue> issued = issuedFor(attempt);
        QFile file(attempt.file);
        const bool isThere = file.open(QIODevice::ReadOnly) && issued.size() == 1
            && file.readAll() == issued.first().value + '\n';
        if (isThere)
            ++tally.delivered;
        else
            tally.addLoss(attempt.where + QStringLiteral(": confirmed, and not in the file"));
    }

    /// What a look told of each question.
    void hear(const CliEnd &look)
    {
        const QJsonArray told = look.json().array();
        for (const QJsonValue &each : told)
            m_told.insert(each.toObject().value(QLatin1String("operation")).toString(), each.toObject());
    }

    /// The value came into the vault as a credential at once.
    void demandAccess(const Attempt &attempt, KillTally &tally)
    {
        const CliEnd end = program(words("accounts test --account") + QStringList(attempt.account));
        if (end.code != 0)
            tally.addLoss(
                attempt.where + QStringLiteral(": the account's access: ") + QString::fromUtf8(end.err));
    }

    /// All that was ever offered is still offered, and nothing else.
    void checkWaiting(KillTally &tally)
    {
        const CliEnd end = program(words("secrets list --json"));
        QStringList ids;
        const QJsonArray listed = end.json().array();
        for (const QJsonValue &each : listed)
            ids.append(each.toObject().value(QLatin1String("id")).toString());
        for (auto waiting = m_waiting.cbegin(); waiting != m_waiting.cend(); ++waiting) {
            if (ids.removeAll(waiting.key()) != 1)
                tally.addLoss(QStringLiteral("a value is not offered any more: ") + waiting.key());
        }
        if (!ids.isEmpty() || end.code != 0)
            tally.addFalsehood(QStringLiteral("offered, and not there: ") + ids.join(u' '));
    }

    /// What the program had said when it died.
    void checkWords(const Attempt &attempt, const CliEnd &end, KillTally &tally)
    {
        const KillDeed::Act act = m_rows[attempt.row].deed.act;
        if (act == KillDeed::Act::Confirm)
            return; // it says nothing but that
        if (act == KillDeed::Act::Resolve) {
            hear(end);
            return;
        }
        const QList<IssuedValue> issued = issuedFor(attempt);
        const QJsonObject facts = end.json().object(); // empty while the line is not whole
        const QString place = facts.value(QLatin1String("value")).toString();
        bool isTrue = true;
        if (place == QLatin1String("vault"))
            isTrue = m_waiting.contains(attempt.operationId);
        else if (place == QLatin1String("file"))
            isTrue = QFileInfo::exists(attempt.file);
        else if (place == QLatin1String("stdout"))
            isTrue = issued.size() == 1
                && facts.value(QLatin1String("secret")).toString().toUtf8() == issued.first().value;
        else if (!facts.isEmpty())
            isTrue = false;
        const QString outcome = end.jsonError().value(QLatin1String("outcome")).toString();
        const bool saysNo = outcome == QLatin1String("refused") || outcome == QLatin1String("not-sent");
        if (!isTrue || (saysNo && !issued.isEmpty()))
            tally.addFalsehood(
                QStringLiteral("%1: it said: %2%3").arg(attempt.where, place, QString::fromUtf8(end.err)));
    }

    /// What the program says of an attempt in the end, and what the simulator did.
    void compare(const Attempt &attempt, const QJsonObject &operation)
    {
        KillTally &tally = m_rows[attempt.row].tally;
        if (m_settled.contains(attempt.operationId))
            return;
        const QList<IssuedValue> issued = issuedFor(attempt);
        const QString state = operation.value(QLatin1String("state")).toString();
        if (issued.size() > 1)
            tally.addFalsehood(attempt.where + QStringLiteral(": done twice"));
        if (state == QLatin1String("resolved")) {
            compareFinding(attempt, operation, tally);
            return;
        }
        // The old value was the account's credential, so nobody can look; that it is refused is all there is.
        const QString finding = operation.value(QLatin1String("finding")).toString();
        const bool isRefused = finding == findingName(Finding::SignInRefused);
        if (m_rows[attempt.row].deed.isOwn && isRefused && !issued.isEmpty()) {
            m_settled.insert(attempt.operationId);
            ++tally.findings[finding];
            ++tally.lateAnswers;
            (void)program(words("resolve --set-aside") + QStringList(attempt.operationId));
            return;
        }
        const bool isHad = state == QLatin1String("kept") || state == QLatin1String("shown")
            || state == QLatin1String("confirmed");
        const bool isNotDone = state.isEmpty() || state == QLatin1String("refused");
        if (isHad == issued.isEmpty() || isHad == isNotDone)
            tally.addFalsehood(QStringLiteral("%1: in the end it is “%2”, issued were %3")
                                   .arg(attempt.where, state)
                                   .arg(issued.size()));
    }

    void compareFinding(const Attempt &attempt, const QJsonObject &operation, KillTally &tally)
    {
        const QList<IssuedValue> issued = issuedFor(attempt);
        const QString finding = operation.value(QLatin1String("finding")).toString();
        m_settled.insert(attempt.operationId);
        ++tally.findings[finding];
        tally.lateAnswers += static_cast<int>(issued.size());
        const bool isRotation = m_rows[attempt.row].deed.verb == OperationVerb::Rotate;
        const Finding lost = isRotation ? Finding::RotatedSecretLost : Finding::CreatedSecretLost;
        const QString truth = findingName(issued.isEmpty() ? Finding::NotDone : lost);
        const QJsonObject token = operation.value(QLatin1String("token")).toObject();
        const bool isToken =
            issued.isEmpty() || token.value(QLatin1String("id")).toString() == issued.first().tokenId;
        // What was said aloud must be what was written down; a killed look may not have come to say it.
        const QJsonObject told = m_told.value(attempt.operationId);
        const bool isToldSo = told.isEmpty() ? m_rows[attempt.row].deed.act == KillDeed::Act::Resolve
                                             : told.value(QLatin1String("finding")).toString() == finding;
        if (finding != truth || !isToken || !isToldSo)
            tally.addFalsehood(
                QStringLiteral("%1: found “%2”, the truth is “%3”, told was “%4”")
                    .arg(attempt.where, finding, truth, told.value(QLatin1String("finding")).toString()));
    }

    /// No request that changed something is without an attempt.
    void checkCommits(KillTally &tally)
    {
        int issued = m_signUps;
        for (const Attempt &attempt : std::as_const(m_attempts))
            issued += static_cast<int>(issuedFor(attempt).size());
        QSet<QString> requests;
        for (const Row &row : m_rows)
            requests.insert(row.deed.request());
        int commits = 0;
        for (const QString &request : std::as_const(requests))
            commits += m_desk.server().commits(request);
        if (commits != issued)
            tally.addFalsehood(
                QStringLiteral("%1 changes at the service, %2 known").arg(commits).arg(issued));
    }

    static constexpr std::chrono::milliseconds slowness{100};
    static inline const QByteArray password = QByteArrayLiteral("correct horse\n");

    CliDesk m_desk;
    DemoAccount m_demo;
    QString m_providerKey;
    std::deque<Row> m_rows; ///< which stay where they are
    QList<Attempt> m_attempts;
    QSet<QString> m_known; ///< operations of the journal
    QMap<QString, QByteArray> m_waiting; ///< by operation
    QHash<QString, QJsonObject> m_told; ///< what looking told, by operation
    QSet<QString> m_settled; ///< operations whose finding was compared
    int m_stepOfFirstRow = 0; ///< 0 = not known yet
    int m_signUps = 0; ///< tokens that are no attempt's
    std::chrono::nanoseconds m_lastDuration{0};
};
