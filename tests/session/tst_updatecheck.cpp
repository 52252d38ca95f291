// SPDX-License-Identifier: MIT
#include "session/updatecheck.h"

#include "session/updatetext.h"
#include "store/settings.h"
#include "support/demofixture.h"
#include "support/signednotice.h"

#include <QTemporaryDir>

namespace {

using namespace std::chrono_literals;

/// A release server on the simulator: one file, as often as it is asked for.
struct ReleaseServer
{
    ReleaseServer() { isListening = server.start(); }

    void serve(const QByteArray &file)
    {
        Fault answer;
        answer.kind = Fault::Kind::Status;
        answer.status = 200;
        answer.body = file;
        misbehave(answer);
    }
    void misbehave(const Fault &fault)
    {
        server.clearFaults();
        FaultRule rule;
        rule.method = "GET";
        rule.pathContains = QStringLiteral("/tokenry/latest.json");
        rule.times = -1;
        rule.fault = fault;
        server.addFault(rule);
    }
    [[nodiscard]] UpdateSource source() const
    {
        UpdateSource source;
        source.address = server.qoveryUrl();
        source.address.setPath(QStringLiteral("/tokenry/latest.json"));
        source.publicKey = makers.publicKey();
        return source;
    }

    ManualClock clock;
    DemoServer server{{}, clock};
    Makers makers;
    bool isListening = false;
};

const QVersionNumber own(1, 2, 3);

QJsonObject dated(const QString &version, const char *issued, const char *expires = "2027-02-20T11:00:00Z")
{
    QJsonObject payload = Makers::payload(version);
    payload.insert(QStringLiteral("issued"), QLatin1String(issued));
    payload.insert(QStringLiteral("expires"), QLatin1String(expires));
    return payload;
}

} // namespace

class TestUpdateCheck final : public QObject
{
    Q_OBJECT

private:
    static UpdateFinding found(UpdateCheck &check)
    {
        QObject owner;
        Told told(&owner, check.look(&owner));
        if (!QTest::qWaitFor([&told] { return told.isThere(); }, 15'000) || !told.result())
            return {UpdateFinding::State::NotBelieved, {}, UpdateDoubt::None};
        return told.result().value();
    }
    static std::optional<Error> trouble(UpdateCheck &check)
    {
        QObject owner;
        Told told(&owner, check.look(&owner));
        if (!QTest::qWaitFor([&told] { return told.isThere(); }, 30'000) || told.result())
            return {};
        return told.result().error();
    }

private Q_SLOTS:
    void tellsNewerSameAndOlderVersionsApart_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("isNewer");
        QTest::newRow("patch") << QStringLiteral("1.2.4") << true;
        QTest::newRow("by number, not by letter") << QStringLiteral("1.10.0") << true;
        QTest::newRow("same") << QStringLiteral("1.2.3") << false;
        QTest::newRow("older is never offered") << QStringLiteral("1.2.2") << false;
        QTest::newRow("much older") << QStringLiteral("0.99.0") << false;
    }
    void tellsNewerSameAndOlderVersionsApart()
    {
        QFETCH(const QString, version);
        QFETCH(const bool, isNewer);
        ReleaseServer release;
        QVERIFY(release.isListening);
        release.serve(release.makers.file(Makers::payload(version)));
        Settings settings{QString()};
        UpdateCheck check(release.clock, settings, release.source(), own);
        const UpdateFinding finding = found(check);
        QCOMPARE(finding.state, isNewer ? UpdateFinding::State::Newer : UpdateFinding::State::UpToDate);
        QCOMPARE(finding.notice.version.toString(), version);
    }

    /// One GET of one file, and nothing in it that tells who asks.
    void sendsNothingOfThePerson()
    {
        ReleaseServer release;
        release.serve(release.makers.file(Makers::payload(QStringLiteral("1.2.3"))));
        Settings settings{QString()};
        UpdateCheck check(release.clock, settings, release.source(), own);
        QCOMPARE(found(check).state, UpdateFinding::State::UpToDate);
        QCOMPARE(release.server.requests().size(), 1);
        const SeenRequest request = release.server.requests().first();
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.target, QByteArray("/tokenry/latest.json"));
        QVERIFY(request.body.isEmpty());
        QStringList names;
        for (const auto &[name, value] : request.headers) {
            names.append(QString::fromLatin1(name));
            if (name == "user-agent")
                QCOMPARE(value, QByteArray("Tokenry"));
            QVERIFY(!value.contains(TOKENRY_VERSION));
        }
        names.sort();
        QCOMPARE(names.join(u' '),
            QStringLiteral(
                "accept accept-encoding accept-language cache-control connection host pragma user-agent"));
    }

    void refusesWhatIsForgedStaleOrReplayed()
    {
        ReleaseServer release;
        Makers others;
        Settings settings{QString()};
        UpdateCheck check(release.clock, settings, release.source(), own);
        const auto doubt = [&](const QByteArray &file) {
            release.serve(file);
            const UpdateFinding finding = found(check);
            return finding.state == UpdateFinding::State::NotBelieved ? finding.doubt : UpdateDoubt::None;
        };
        QCOMPARE(doubt(others.file(Makers::payload(QStringLiteral("9.0.0")))), UpdateDoubt::NotSigned);
        QCOMPARE(doubt("<html>Log in to the hotel</html>"), UpdateDoubt::NotANotice);
        const QString newer = QStringLiteral("1.3.0");
        QCOMPARE(doubt(release.makers.file(dated(newer, "2026-01-01T00:00:00Z", "2026-11-22T12:00:00Z"))),
            UpdateDoubt::OutOfDate);
        QCOMPARE(
            doubt(release.makers.file(dated(newer, "2026-11-24T00:00:00Z"))), UpdateDoubt::FromTheFuture);
        QVERIFY(
            settings.value(Settings::Key::UpdateNewestIssue).toString().isEmpty()); // none of them counted
        QCOMPARE(doubt(release.makers.file(dated(newer, "2026-11-20T00:00:00Z"))), UpdateDoubt::None);
        QCOMPARE(doubt(release.makers.file(dated(newer, "2026-11-20T00:00:00Z"))), UpdateDoubt::None);
        QCOMPARE(doubt(release.makers.file(dated(newer, "2026-11-19T23:59:59Z"))), UpdateDoubt::Older);
        // A release that was taken back is signed anew, with an older version and a later date.
        QCOMPARE(doubt(release.makers.file(dated(QStringLiteral("1.2.3"), "2026-11-21T00:00:00Z"))),
            UpdateDoubt::None);
    }

    void remembersTheNewestDateAcrossRuns()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        ReleaseServer release;
        {
            Settings settings(file);
            UpdateCheck check(release.clock, settings, release.source(), own);
            release.serve(release.makers.file(dated(QStringLiteral("1.3.0"), "2026-11-20T00:00:00Z")));
            QCOMPARE(found(check).state, UpdateFinding::State::Newer);
            check.setWish(true);
        }
        Settings settings(file);
        UpdateCheck check(release.clock, settings, release.source(), own);
        QCOMPARE(check.wish(), UpdateCheck::Wish::Wanted);
        QVERIFY(!check.isDue());
        release.serve(release.makers.file(dated(QStringLiteral("1.2.3"), "2026-11-01T00:00:00Z")));
        QCOMPARE(found(check).doubt, UpdateDoubt::Older);
    }

    void aServerThatCannotBeAskedIsAnError_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("expected");
        QTest::newRow("closes") << int(Fault::Kind::CloseBeforeCommit) << int(Error::Kind::Network);
        QTest::newRow("speaks something else") << int(Fault::Kind::NotHttp) << int(Error::Kind::Network);
        QTest::newRow("redirects") << int(Fault::Kind::Redirect) << int(Error::Kind::Protocol);
        QTest::newRow("fails") << int(Fault::Kind::Status) << int(Error::Kind::Server);
        QTest::newRow("endless") << int(Fault::Kind::HugeBody) << int(Error::Kind::Protocol);
        QTest::newRow("bomb") << int(Fault::Kind::GzipBomb) << int(Error::Kind::Protocol);
    }
    void aServerThatCannotBeAskedIsAnError()
    {
        QFETCH(const int, kind);
        QFETCH(const int, expected);
        ReleaseServer release;
        Fault fault;
        fault.kind = Fault::Kind(kind);
        fault.number = 10'000'000;
        fault.location = "http://127.0.0.1:1/";
        release.misbehave(fault);
        Settings settings{QString()};
        UpdateCheck check(release.clock, settings, release.source(), own);
        const auto error = trouble(check);
        QVERIFY(error);
        QCOMPARE(int(error->kind), expected);
        QVERIFY(settings.value(Settings::Key::UpdateReadAt).toString().isEmpty());
        const UpdateText text = describeUpdateTrouble(*error, release.source().address);
        QVERIFY(text.sentence.startsWith(QStringLiteral("Whether a newer version exists is not known.")));
        QVERIFY(text.details.contains(QStringLiteral("latest.json")));
    }

    void asksOnceAndNotOnTheFirstDay()
    {
        ReleaseServer release;
        Settings settings{QString()};
        UpdateCheck check(release.clock, settings, release.source(), own);
        QCOMPARE(check.wish(), UpdateCheck::Wish::NotAsked);
        QVERIFY(!check.isTimeToAsk());
        QVERIFY(!check.isDue());
        release.clock.advance(23h);
        QVERIFY(!check.isTimeToAsk());
        release.clock.advance(1h);
        QVERIFY(check.isTimeToAsk());
        check.setWish(false);
        QVERIFY(!check.isTimeToAsk());
        QVERIFY(!check.isDue());
        release.clock.advance(24h * 365);
        QVERIFY(!check.isTimeToAsk());
        QVERIFY(!check.isDue());
    }

    void looksOnceAWeekAndTriesAgainAfterADay()
    {
        ReleaseServer release;
        Settings settings{QString()};
        UpdateCheck check(release.clock, settings, release.source(), own);
        check.setWish(true);
        QVERIFY(check.isDue());
        Fault failing;
        failing.kind = Fault::Kind::Status; // 500
        release.misbehave(failing);
        QVERIFY(trouble(check));
        QVERIFY(!check.isDue());
        release.clock.advance(24h);
        QVERIFY(check.isDue());
        release.serve(release.makers.file(Makers::payload(QStringLiteral("1.2.3"))));
        QCOMPARE(found(check).state, UpdateFinding::State::UpToDate);
        release.clock.advance(24h * 6);
        QVERIFY(!check.isDue());
        release.clock.advance(24h);
        QVERIFY(check.isDue());
        QVERIFY(!check.isOverdue());
        release.clock.advance(24h * 21);
        QVERIFY(check.isOverdue());
        // A clock that was put back makes nobody wait for years.
        release.clock.set(QDateTime({2020, 1, 1}, {0, 0}, Qt::UTC));
        QVERIFY(check.isDue());
    }

    void everyDoubtHasASentenceOfItsOwn()
    {
        QStringList sentences;
        for (const UpdateDoubt doubt : {UpdateDoubt::NotANotice, UpdateDoubt::NotSigned,
                 UpdateDoubt::OutOfDate, UpdateDoubt::FromTheFuture, UpdateDoubt::Older}) {
            const UpdateText text = describeUpdate({UpdateFinding::State::NotBelieved, {}, doubt}, own,
                QUrl(QStringLiteral("https://tokenry.example/latest.json")));
            QVERIFY(text.sentence.contains(QStringLiteral("tokenry.example")));
            QVERIFY(!sentences.contains(text.sentence));
            sentences.append(text.sentence);
        }
    }
};

QTEST_GUILESS_MAIN(TestUpdateCheck)
#include "tst_updatecheck.moc"
