// SPDX-License-Identifier: MIT
#include "session/operationtext.h"

#include <QTest>

using Kind = OperationOutcome::Kind;
using State = OperationState;
using Damage = JournalCheck::Damage;

namespace {

JournalOperation operation(State state, std::optional<Finding> finding = {}, const QString &outcome = {})
{
    JournalOperation made;
    made.facts.verb = OperationVerb::Rotate;
    made.state = state;
    JournalEvent begun;
    JournalEvent last;
    last.state = state;
    last.details.finding = finding;
    last.details.outcome = outcome;
    made.events = {begun, last};
    return made;
}

} // namespace

class OperationTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEndHasItsWord_data()
    {
        QTest::addColumn<JournalOperation>("operation");
        QTest::addColumn<QString>("word");
        QTest::addColumn<Kind>("kind");
        const auto row = [](const JournalOperation &made, const char *word, Kind kind) {
            QTest::newRow(qPrintable(stateName(made.state) + u' ' + QString::fromLatin1(word)))
                << made << QString::fromLatin1(word) << kind;
        };
        row(operation(State::Begun), "Under way", Kind::UnderWay);
        row(operation(State::Sent), "Under way", Kind::UnderWay);
        row(operation(State::Kept), "Value waits", Kind::Waiting);
        row(operation(State::Shown), "Value shown", Kind::Waiting);
        row(operation(State::Confirmed), "Done, value stored", Kind::Good);
        row(operation(State::Done), "Done", Kind::Good);
        row(operation(State::Refused, {}, QStringLiteral("refused")), "Refused", Kind::Failed);
        row(operation(State::Refused, {}, QStringLiteral("not-sent")), "Not sent", Kind::Failed);
        row(operation(State::Unknown), "Unknown", Kind::Open);
        row(operation(State::Unknown, Finding::StillUnknown), "Unknown", Kind::Open);
        row(operation(State::Unknown, Finding::Ambiguous), "Ambiguous", Kind::Open);
        row(operation(State::Resolved, Finding::NotDone), "Not done", Kind::Failed);
        row(operation(State::Resolved, Finding::CreatedSecretLost), "Created, value lost", Kind::Lost);
        row(operation(State::Resolved, Finding::RotatedSecretLost), "Rotated, value lost", Kind::Lost);
        row(operation(State::Resolved, Finding::Done), "Done", Kind::Good);
        row(operation(State::Resolved, Finding::Gone), "Token gone", Kind::Failed);
        row(operation(State::Resolved, Finding::SetAside), "Set aside", Kind::SetAside);
        row(operation(State::Resolved), "Unknown", Kind::Open);
    }

    void everyEndHasItsWord()
    {
        QFETCH(JournalOperation, operation);
        QFETCH(QString, word);
        QFETCH(Kind, kind);
        const OperationOutcome outcome = OperationText::outcome(operation, true);
        QCOMPARE(outcome.word, word);
        QCOMPARE(outcome.kind, kind);
        QVERIFY(outcome.sentence.endsWith(u'.'));
    }

    void whatADeadProgramLeftIsUnknown()
    {
        for (const State state : {State::Begun, State::Sent}) {
            const OperationOutcome outcome = OperationText::outcome(operation(state), false);
            QCOMPARE(outcome.kind, Kind::Open);
            QCOMPARE(outcome.word, QStringLiteral("Unknown"));
        }
    }

    void aDamagedOneSaysSo()
    {
        JournalOperation damaged = operation(State::Done);
        damaged.isDamaged = true;
        QCOMPARE(OperationText::outcome(damaged, true).word, QStringLiteral("Damaged entry"));
        QCOMPARE(OperationText::outcome(damaged, true).kind, Kind::Open);
    }

    void whatWasWantedIsTold()
    {
        OperationFacts facts;
        facts.verb = OperationVerb::Update;
        QVERIFY(OperationText::wanted(facts).isEmpty());
        facts.wanted.name = QStringLiteral("%1 <b>");
        facts.wanted.description = QString();
        facts.wanted.roles = {{EntityType::Workspace, QStringLiteral("ws"), QStringLiteral("OWNER")},
            {EntityType::Workspace, QStringLiteral("other"), QString()}};
        QCOMPARE(OperationText::wanted(facts),
            QStringLiteral("Name: %1 <b>\nNo description\nRole on ws: OWNER\nNo role on other"));
        facts = {};
        facts.wanted.roles = {{EntityType::Organization, QStringLiteral("o"), QStringLiteral("viewer")}};
        facts.expiryDays = 90;
        QCOMPARE(OperationText::wanted(facts), QStringLiteral("Role: viewer\nLifetime in days: 90"));
    }

    void everyStepIsASentence()
    {
        for (int state = 0; state <= int(State::Resolved); ++state) {
            for (const OperationVerb verb : {OperationVerb::Create, OperationVerb::Rotate,
                     OperationVerb::Update, OperationVerb::Delete, OperationVerb::Detach}) {
                QVERIFY(!OperationText::verb(verb).isEmpty());
                JournalEvent event;
                event.state = static_cast<State>(state);
                QVERIFY(OperationText::step(event, verb).endsWith(u'.'));
                for (int finding = 0; finding <= int(Finding::SetAside); ++finding) {
                    event.details.finding = static_cast<Finding>(finding);
                    QVERIFY(OperationText::step(event, verb).endsWith(u'.'));
                }
            }
        }
    }

    void theJournalsStateIsSaid()
    {
        QCOMPARE(OperationText::check({}), QStringLiteral("The journal is empty."));
        QCOMPARE(OperationText::check({1234, Damage::None, 0}),
            QStringLiteral("The journal is whole. Entries as they were written: 1,234."));
        QCOMPARE(OperationText::check({56, Damage::Altered, 57}),
            QStringLiteral("Entry 57 is not what was written. Sound entries before it: 56."));
        QSet<QString> sentences;
        for (int damage = 1; damage <= int(Damage::IndexWrong); ++damage) {
            const QString text = OperationText::check({3, static_cast<Damage>(damage), 4});
            QVERIFY(!text.contains(u'%'));
            sentences.insert(text);
        }
        QCOMPARE(sentences.size(), int(Damage::IndexWrong));
    }
};

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication application(argc, argv);
    OperationTextTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_operationtext.moc"
