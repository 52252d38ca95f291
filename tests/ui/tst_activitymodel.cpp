// SPDX-License-Identifier: MIT
#include "ui/activitymodel.h"

#include "session/journaldesk.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using State = OperationState;

class TestActivityModel final : public QObject
{
    Q_OBJECT

private:
    static bool isQuiet(const ActivityModel &model)
    {
        return QTest::qWaitFor([&model] { return !model.isReading(); }, 60'000);
    }

    static QString cell(const ActivityModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }

private Q_SLOTS:
    void showsTheNewestFirst()
    {
        JournalDesk desk;
        desk.begin(JournalSamples::rotate());
        EventDetails details;
        details.requestId = QStringLiteral("req-1");
        desk.advance(desk.begin(JournalSamples::remove()), State::Done, details);
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.isReading());
        QVERIFY(isQuiet(model));
        QVERIFY(model.hasEnded());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, 0, ActivityModel::What), QStringLiteral("Delete"));
        QCOMPARE(cell(model, 0, ActivityModel::Outcome), QStringLiteral("Done"));
        QCOMPARE(cell(model, 0, ActivityModel::RequestId), QStringLiteral("req-1"));
        QCOMPARE(cell(model, 1, ActivityModel::AccountColumn), QStringLiteral("Acme prod"));
        QCOMPARE(cell(model, 1, ActivityModel::TokenColumn), QStringLiteral("ci"));
        QCOMPARE(cell(model, 1, ActivityModel::Outcome), QStringLiteral("Under way"));
        QVERIFY(cell(model, 1, ActivityModel::Time).contains(QStringLiteral("2026")));
        QCOMPARE(
            model.index(1, 0).data(ActivityModel::KindRole).toInt(), int(OperationOutcome::Kind::UnderWay));
    }

    void readsOnInPages()
    {
        JournalDesk desk;
        desk.addMany(1050);
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        QVERIFY(isQuiet(model));
        QCOMPARE(model.rowCount(), 200);
        int pages = 1;
        while (model.canFetchMore({})) {
            model.fetchMore({});
            QVERIFY(!model.canFetchMore({}));
            QVERIFY(isQuiet(model));
            ++pages;
        }
        QCOMPARE(model.rowCount(), 1050);
        QVERIFY(pages >= 6);
        QCOMPARE(cell(model, 0, ActivityModel::TokenColumn), QStringLiteral("many 1049"));
        QCOMPARE(cell(model, 1049, ActivityModel::TokenColumn), QStringLiteral("many 0"));
    }

    void filters()
    {
        JournalDesk desk;
        desk.addMany(500);
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        model.setFilter(QStringLiteral("\"many 77\""));
        QVERIFY(isQuiet(model));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(model.hasEnded());
        QCOMPARE(model.readCount(), 500);
        model.setFilter(QStringLiteral("t499"));
        QVERIFY(isQuiet(model));
        QCOMPARE(model.rowCount(), 1);
        const QSignalSpy reset(&model, &ActivityModel::modelReset);
        model.setFilter(QStringLiteral("  T499 "));
        QCOMPARE(reset.size(), 0);
        model.setFilter({});
        QVERIFY(isQuiet(model));
        QCOMPARE(model.rowCount(), 200);
    }

    void takesInWhatHappens()
    {
        JournalDesk desk;
        const QString first = desk.begin(JournalSamples::rotate());
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        const QAbstractItemModelTester tester(&model);
        // Before the first bite, so that both would find it.
        desk.begin(JournalSamples::create(QStringLiteral("early")));
        QVERIFY(isQuiet(model));
        QTest::qWait(10);
        QCOMPARE(model.rowCount(), 2);

        const QString news = desk.begin(JournalSamples::create(QStringLiteral("late")));
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(model.operationIdAt(0), news);
        QCOMPARE(model.operationIdAt(2), first);
        const QSignalSpy changed(&model, &ActivityModel::dataChanged);
        desk.advance(first, State::Kept);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(cell(model, 2, ActivityModel::Outcome), QStringLiteral("Value waits"));
        QCOMPARE(model.rowCount(), 3);
    }

    void newsMustMatchTheFilter()
    {
        JournalDesk desk;
        desk.addMany(300);
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        model.setFilter(QStringLiteral("fresh"));
        QVERIFY(isQuiet(model));
        QCOMPARE(model.rowCount(), 0);
        desk.begin(JournalSamples::rotate());
        const QString id = desk.begin(JournalSamples::create());
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.operationIdAt(0), id);
        // One that matches no more does not vanish from under the hand.
        model.setFilter(QStringLiteral("under way"));
        QVERIFY(isQuiet(model));
        QCOMPARE(model.rowCount(), 2);
        desk.advance(id, State::Refused);
        QTRY_COMPARE(cell(model, 0, ActivityModel::Outcome), QStringLiteral("Refused"));
        QCOMPARE(model.rowCount(), 2);
    }

    void whatIsNotReadYetComesInItsTurn()
    {
        JournalDesk desk;
        const QString old = desk.begin(JournalSamples::rotate());
        desk.addMany(450);
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        QVERIFY(isQuiet(model));
        QCOMPARE(model.rowCount(), 200);
        desk.advance(old, State::Refused);
        QTest::qWait(20);
        QCOMPARE(model.rowCount(), 200);
        while (model.canFetchMore({})) {
            model.fetchMore({});
            QVERIFY(isQuiet(model));
        }
        QCOMPARE(model.rowCount(), 451);
        QCOMPARE(model.operationIdAt(450), old);
        QCOMPARE(cell(model, 450, ActivityModel::Outcome), QStringLiteral("Refused"));
    }

    void aBrokenDatabaseIsTold()
    {
        JournalDesk desk;
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        QVERIFY(isQuiet(model));
        QVERIFY(!model.error());
        QVERIFY(QSqlQuery(desk.profile.database().connection())
                    .exec(QStringLiteral("DROP TABLE journal_operations")));
        model.setFilter(QStringLiteral("x"));
        QVERIFY(isQuiet(model));
        QVERIFY(model.error());
    }

    void namesAreOneLine()
    {
        JournalDesk desk;
        Token token = JournalSamples::token();
        token.name = QStringLiteral("<b>a\nb</b>\u202E");
        desk.begin(
            OperationFacts::of(OperationVerb::Rotate, JournalSamples::account(), QStringLiteral("p"), token));
        Activity activity(desk.profile, desk.clock);
        ActivityModel model(activity);
        QVERIFY(isQuiet(model));
        const QString shown = cell(model, 0, ActivityModel::TokenColumn);
        QVERIFY(shown.contains(QStringLiteral("<b>")));
        QVERIFY(!shown.contains(u'\n') && !shown.contains(QChar(0x202E)));
    }
};

QTEST_MAIN(TestActivityModel)
#include "tst_activitymodel.moc"
