// SPDX-License-Identifier: MIT
#include "session/activity.h"

#include "session/journaldesk.h"
#include "support/demofixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>

using State = OperationState;

class ActivityTest final : public QObject
{
    Q_OBJECT

private:
    /// Everything a reader finds when it is asked for `wanted` at a time.
    static QList<ActivityEntry> readAll(const Activity &activity, const QString &filter, int wanted)
    {
        QObject owner;
        auto *reader = activity.reader(ActivityFilter(filter), &owner);
        QList<ActivityEntry> found;
        QObject::connect(reader, &ActivityReader::found, &owner,
            [&found](const QList<ActivityEntry> &entries) { found += entries; });
        while (!reader->hasEnded()) {
            const qsizetype before = found.size();
            reader->want(wanted);
            if (!QTest::qWaitFor([reader] { return !reader->isReading(); }, 60'000))
                qFatal("it does not pause");
            if (!reader->hasEnded() && found.size() == before)
                qFatal("it paused without news");
        }
        return found;
    }

    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void readsNewestFirst()
    {
        JournalDesk desk;
        QStringList ids;
        for (int i = 0; i < 250; ++i)
            ids.prepend(desk.begin(JournalSamples::rotate()));
        const Activity activity(desk.profile, desk.clock);
        for (const int wanted : {1, 99, 100, 101, 1000}) {
            QStringList read;
            const auto entries = readAll(activity, {}, wanted);
            for (const ActivityEntry &entry : entries)
                read.append(entry.operation.id);
            QCOMPARE(read, ids);
        }
    }

    void readsNoMoreThanIsWanted()
    {
        JournalDesk desk;
        desk.addMany(1000);
        const Activity activity(desk.profile, desk.clock);
        auto *reader = activity.reader({}, this);
        const QSignalSpy paused(reader, &ActivityReader::paused);
        reader->want(150);
        QCOMPARE(reader->readCount(), 0);
        QVERIFY(reader->isReading());
        QTRY_COMPARE(paused.size(), 1);
        QCOMPARE(reader->readCount(), 200);
        QVERIFY(!reader->hasEnded());
        QTest::qWait(20);
        QCOMPARE(reader->readCount(), 200);
        delete reader;
    }

    void findsByEveryWord_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("found");
        const auto row = [](const char *filter, int found) {
            QTest::newRow(filter) << QString::fromUtf8(filter) << found;
        };
        row("", 3);
        row("   ", 3);
        row("ROTATE", 1);
        row("fresh", 1);
        row("acme", 3);
        row("acme delete", 1);
        row("acme fresh delete", 0);
        row("req-77", 1);
        row("refused", 1);
        row("under way", 2);
        row("clt1", 2);
        row("2026-11-22", 3);
        row("data team", 1);
        row("<b>", 0);
    }

    void findsByEveryWord()
    {
        QFETCH(QString, filter);
        QFETCH(int, found);
        JournalDesk desk;
        desk.begin(JournalSamples::rotate());
        desk.begin(JournalSamples::create());
        EventDetails details;
        details.requestId = QStringLiteral("REQ-77");
        desk.advance(desk.begin(JournalSamples::remove()), State::Refused, details);
        const Activity activity(desk.profile, desk.clock);
        QCOMPARE(readAll(activity, filter, 10).size(), found);
    }

    void aBrokenDatabaseIsTold()
    {
        JournalDesk desk;
        desk.begin(JournalSamples::rotate());
        const Activity activity(desk.profile, desk.clock);
        QVERIFY(QSqlQuery(desk.profile.database().connection())
                    .exec(QStringLiteral("DROP TABLE journal_operations")));
        auto *reader = activity.reader({}, this);
        const QSignalSpy failed(reader, &ActivityReader::failed);
        reader->want(10);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(reader->hasEnded());
        QVERIFY(!reader->isReading());
        delete reader;
    }

    void newsComeTogetherAndLater()
    {
        JournalDesk desk;
        Activity activity(desk.profile, desk.clock);
        const QSignalSpy changed(&activity, &Activity::changed);
        const QString one = desk.begin(JournalSamples::rotate());
        const QString two = desk.begin(JournalSamples::create());
        desk.advance(one, State::Sent);
        QCOMPARE(changed.size(), 0);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toStringList(), QStringList({one, two}));
        desk.advance(two, State::Sent);
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(changed.at(1).at(0).toStringList(), QStringList{two});
    }

    void looksOverTheJournalInSteps()
    {
        JournalDesk desk;
        for (int i = 0; i < 700; ++i)
            desk.begin(JournalSamples::rotate());
        const Activity activity(desk.profile, desk.clock);
        const Told sound(this, activity.verify(this));
        QTRY_VERIFY(sound.isThere());
        QVERIFY(sound.result().value().isSound());
        QCOMPARE(sound.result().value().sound, 700);

        QSqlQuery query(desk.profile.database().connection());
        QVERIFY(query.exec(QStringLiteral("DROP TRIGGER journal_is_not_changed")));
        QVERIFY(query.exec(QStringLiteral("UPDATE journal SET at = 0 WHERE position = 650")));
        const Told broken(this, activity.verify(this));
        QTRY_VERIFY(broken.isThere());
        QCOMPARE(broken.result().value().damage, JournalCheck::Damage::Altered);
        QCOMPARE(broken.result().value().position, 650);

        auto *stopped = activity.verify(this);
        const Told told(this, stopped);
        stopped->abort();
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().kind, Error::Kind::Cancelled);
    }

    void exportsWhatMatches()
    {
        JournalDesk desk;
        desk.begin(JournalSamples::rotate());
        desk.begin(JournalSamples::create());
        const Activity activity(desk.profile, desk.clock);
        QTemporaryDir folder;
        const QString csv = folder.filePath(QStringLiteral("a.csv"));
        const Told all(this, activity.exportTo(this, {}, ActivityFormat::Csv, csv));
        QVERIFY(!QFileInfo::exists(csv));
        QTRY_VERIFY(all.isThere());
        QCOMPARE(all.result().value(), 2);
        QCOMPARE(contents(csv).count("\r\n"), 3);
        QVERIFY(contents(csv).startsWith("begun_at,"));

        const QString json = folder.filePath(QStringLiteral("a.json"));
        const Told one(this,
            activity.exportTo(this, ActivityFilter(QStringLiteral("fresh")), ActivityFormat::Json, json));
        QTRY_VERIFY(one.isThere());
        QCOMPARE(one.result().value(), 1);
        const QJsonObject object = QJsonDocument::fromJson(contents(json)).object();
        QCOMPARE(object.value(QLatin1String("operations")).toArray().size(), 1);
        QCOMPARE(object.value(QLatin1String("head")).toObject().value(QLatin1String("position")).toInt(), 2);

        // An empty history is a proper file as well.
        const Told none(this,
            activity.exportTo(this, ActivityFilter(QStringLiteral("nothing")), ActivityFormat::Json, json));
        QTRY_VERIFY(none.isThere());
        QCOMPARE(none.result().value(), 0);
        QVERIFY(QJsonDocument::fromJson(contents(json)).object().contains(QLatin1String("operations")));
    }

    void aFileThatCannotBeWrittenIsTold()
    {
        JournalDesk desk;
        desk.begin(JournalSamples::rotate());
        const Activity activity(desk.profile, desk.clock);
        const Told told(this,
            activity.exportTo(this, {}, ActivityFormat::Csv, QStringLiteral("/proc/nowhere/activity.csv")));
        QTRY_VERIFY(told.isThere());
        QVERIFY(!told.result());
        QVERIFY(!told.result().error().technical.isEmpty());
        QCOMPARE(told.count(), 1);
    }

    void aStoppedExportLeavesTheOldFile()
    {
        JournalDesk desk;
        desk.addMany(5000);
        const Activity activity(desk.profile, desk.clock);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.csv"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        auto *job = activity.exportTo(this, {}, ActivityFormat::Csv, path);
        const Told told(this, job);
        QTest::qWait(5);
        job->abort();
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().kind, Error::Kind::Cancelled);
        QCOMPARE(contents(path), QByteArray("old"));
        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    /// The event loop goes round while a hundred thousand operations are searched.
    void aHundredThousandOperationsDoNotStopTheWindow()
    {
        JournalDesk desk;
        desk.addMany(100'000);
        const Activity activity(desk.profile, desk.clock);
        auto *reader = activity.reader(ActivityFilter(QStringLiteral("nobody has this")), this);
        QElapsedTimer timer;
        QList<qint64> pauses;
        connect(reader, &ActivityReader::progressed, this, [&] { pauses.append(timer.restart()); });
        timer.start();
        reader->want(20);
        QTRY_VERIFY_WITH_TIMEOUT(!reader->isReading(), 60'000);
        QCOMPARE(reader->readCount(), 100'000);
        QVERIFY(pauses.size() > 1000);
        std::sort(pauses.begin(), pauses.end());
        // Half of them; a busy machine may hold up some.
        QVERIFY2(
            pauses.at(pauses.size() / 2) < 50, qPrintable(QString::number(pauses.at(pauses.size() / 2))));
        delete reader;
    }

    void noSecretIsExported()
    {
        JournalDesk desk;
        Token token = JournalSamples::token();
        token.shortToken = QStringLiteral("CANARY");
        desk.begin(
            OperationFacts::of(OperationVerb::Rotate, JournalSamples::account(), QStringLiteral("p"), token));
        const Activity activity(desk.profile, desk.clock);
        QTemporaryDir folder;
        for (const ActivityFormat format : {ActivityFormat::Csv, ActivityFormat::Json}) {
            const QString path = folder.filePath(QStringLiteral("f"));
            const Told told(this, activity.exportTo(this, {}, format, path));
            QTRY_VERIFY(told.isThere());
            QVERIFY(contents(path).contains("clt1"));
            QVERIFY(!contents(path).contains("CANARY"));
        }
    }
};

QTEST_GUILESS_MAIN(ActivityTest)
#include "tst_activity.moc"
