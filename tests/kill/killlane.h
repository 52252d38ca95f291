// SPDX-License-Identifier: MIT
#pragma once

#include "cli/clidesk.h"
#include "kill/killdeed.h"
#include "kill/killrun.h"
#include "kill/killtally.h"

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
        remember();
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
    void killAtEveryStep(const QString &killPoint)
    {
        constexpr int tooMany = 1000; // then something begins anew again and again
        const QString notePath = m_desk.path(QStringLiteral("steps.txt"));
        const QList<KillDeed> deeds = KillDeed::forEveryStep(m_providerKey);
        for (const KillDeed &deed : deeds) {
            m_rows.push_back({deed, {}});
            bool isHarmed = true;
            int step = 1;
            for (; isHarmed && step < tooMany; ++step) {
                QFile::remove(notePath);
                isHarmed = attempt(m_rows.size() - 1, QStringLiteral("killed at step %1").arg(step),
                    {{QStringLiteral("LD_PRELOAD"), killPoint},
                        {QStringLiteral("TOKENRY_KILL_STEP"), QString::number(step)},
                        {QStringLiteral("TOKENRY_KILL_NOTE"), notePath}});
            }
            if (isHarmed || lineCount(notePath) == 0)
                m_rows.back().tally.addFalsehood(QStringLiteral("the sweep of %1 ended at step %2")
                                                     .arg(QString::fromLatin1(deed.name))
                                                     .arg(step));
        }
    }

    /// Lets the program look what became of all that is open, and compares it with the truth. Last.
    void settle()
    {
        const QJsonArray told = program(words("resolve --json")).json().array();
        QHash<QString, QJsonObject> findings;
        for (const QJsonValue &each : told)
            findings.insert(each.toObject().value(QLatin1String("operation")).toString(), each.toObject());
        for (const Attempt &attempt : std::as_const(m_attempts))
            compare(attempt, findings.take(attempt.operationId));
        KillTally &last = m_rows.back().tally;
        if (!findings.isEmpty())
            last.addFalsehood(QStringLiteral("%1 answered operations are asked about").arg(findings.size()));

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
        QString operationId; ///< empty = none was begun
        QString state; ///< of the journal after the run
    };

    /// Sessions live in the main thread only, so the program itself adds the account.
    void remember()
    {
        SystemClock clock;
        Background background;
        Profile profile(clock, m_desk.folder());
        if (!openVault(profile, background))
            qFatal("The vault is not made");
        const Account &account = m_demo.account;
        const QString variable = QStringLiteral("TOKENRY_DEMO_CREDENTIAL");
        const QStringList arguments = words("accounts add --name acme --provider")
            + QStringList{account.providerKey, QStringLiteral("--organization"), account.organizationId,
                QStringLiteral("--base-url"), account.baseUrl.toString(), QStringLiteral("--credential-env"),
                variable};
        const KillRun added =
            KillRun::of(onProfile(arguments), password, {{variable, QString::fromUtf8(m_demo.credential)}});
        if (added.end.code != 0)
            qFatal("The account is not added: %s", added.end.err.constData());
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
        return onProfile(arguments + words("--yes --json"));
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
        if (deed.verb == OperationVerb::Rotate)
            m_desk.server().addToken(m_demo.account.organizationId, {}, attempt.tokenName);
        setDial(deed);
        const KillRun run = KillRun::of(argumentsFor(deed, attempt), password, variables, instant);
        m_desk.server().clearFaults();
        m_lastDuration = run.took;
        inspect(attempt, run);
        m_attempts.append(attempt);
        return run.wasKilled;
    }

    /// What the simulator gave to the token of that attempt.
    [[nodiscard]] QList<IssuedValue> issuedFor(const Attempt &attempt)
    {
        QList<IssuedValue> issued = m_desk.server().issuedValues();
        issued.removeIf(
            [&attempt](const IssuedValue &value) { return value.tokenName != attempt.tokenName; });
        return issued;
    }

    void inspect(Attempt &attempt, const KillRun &run)
    {
        KillTally &tally = m_rows[attempt.row].tally;
        readJournal(attempt, tally);
        if (run.wasKilled)
            ++tally.lastStates[attempt.state.isEmpty() ? QStringLiteral("-") : attempt.state];
        ++(run.wasKilled ? tally.kills : tally.unharmed);
        if (!run.wasKilled && run.end.code != expectedCode(m_rows[attempt.row].deed))
            tally.addFalsehood(QStringLiteral("%1: code %2: %3")
                                   .arg(attempt.where)
                                   .arg(run.end.code)
                                   .arg(QString::fromUtf8(run.end.err)));
        if (attempt.state == QLatin1String("kept") || attempt.state == QLatin1String("shown"))
            demandOffer(attempt, tally);
        else if (attempt.state == QLatin1String("confirmed"))
            demandFile(attempt, tally);
        if (!attempt.operationId.isEmpty())
            checkWaiting(tally);
        checkWords(attempt, run.end, tally);
    }

    [[nodiscard]] static int expectedCode(const KillDeed &deed)
    {
        switch (deed.fault) {
        case Fault::Kind::None:
            return 0;
        case Fault::Kind::Status:
            return 4;
        default:
            return 5;
        }
    }

    /// The one operation that was not there before, and how far it came.
    void readJournal(Attempt &attempt, KillTally &tally)
    {
        const CliEnd end = program(words("activity --json --limit 3"));
        const QJsonArray operations = end.json().object().value(QLatin1String("operations")).toArray();
        if (end.code != 0 || (operations.isEmpty() && !m_known.isEmpty()))
            tally.addFalsehood(attempt.where + QStringLiteral(": no journal: ") + QString::fromUtf8(end.err));
        for (const QJsonValue &value : operations) {
            const QJsonObject operation = value.toObject();
            const QString id = operation.value(QLatin1String("id")).toString();
            if (m_known.contains(id))
                continue;
            m_known.insert(id);
            const QString name =
                operation.value(QLatin1String("token")).toObject().value(QLatin1String("name")).toString();
            if (name != attempt.tokenName || !attempt.operationId.isEmpty())
                tally.addFalsehood(attempt.where + QStringLiteral(": the journal has another operation"));
            attempt.operationId = id;
            attempt.state = operation.value(QLatin1String("state")).toString();
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
    void compare(const Attempt &attempt, const QJsonObject &told)
    {
        KillTally &tally = m_rows[attempt.row].tally;
        const KillDeed &deed = m_rows[attempt.row].deed;
        const QList<IssuedValue> issued = issuedFor(attempt);
        const bool isOpen = attempt.state == QLatin1String("begun") || attempt.state == QLatin1String("sent")
            || attempt.state == QLatin1String("unknown");
        const bool isHad = attempt.state == QLatin1String("kept") || attempt.state == QLatin1String("shown")
            || attempt.state == QLatin1String("confirmed");
        if (issued.size() > 1)
            tally.addFalsehood(attempt.where + QStringLiteral(": done twice"));
        if (isHad != !issued.isEmpty() && !isOpen)
            tally.addFalsehood(QStringLiteral("%1: the journal says “%2”, issued were %3")
                                   .arg(attempt.where, attempt.state)
                                   .arg(issued.size()));
        if (told.isEmpty() == isOpen)
            tally.addFalsehood(attempt.where + QStringLiteral(": an open question that is not told"));
        if (!isOpen || told.isEmpty())
            return;
        const QString finding = told.value(QLatin1String("finding")).toString();
        ++tally.findings[finding];
        tally.lateAnswers += static_cast<int>(issued.size());
        const Finding lost =
            deed.verb == OperationVerb::Rotate ? Finding::RotatedSecretLost : Finding::CreatedSecretLost;
        const Finding truth = issued.isEmpty() ? Finding::NotDone : lost;
        const auto said = findingFromName(finding);
        const bool isToken =
            issued.isEmpty() || told.value(QLatin1String("token")).toString() == issued.first().tokenId;
        if (!said || (isConclusive(*said) && (*said != truth || !isToken)))
            tally.addFalsehood(QStringLiteral("%1: found “%2”, the truth is “%3”")
                                   .arg(attempt.where, finding, findingName(truth)));
    }

    /// No request that changed something is without an attempt.
    void checkCommits(KillTally &tally)
    {
        int issued = 0;
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
    std::chrono::nanoseconds m_lastDuration{0};
};
