// SPDX-License-Identifier: MIT
#include "session/sessions.h"

#include "session/session.h"
#include "store/database.h"
#include "support/demofixture.h"
#include "support/openvault.h"

#include <QDir>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>

namespace {

const QString organization = QStringLiteral("b1c5f0f8-2f0a-4a7e-9a53-0c6a8f6f1a11");

Account good()
{
    Account account;
    account.providerKey = QStringLiteral("qovery");
    account.name = QStringLiteral("Acme");
    account.baseUrl = QUrl(QStringLiteral("https://api.example.com"));
    account.organizationId = organization;
    return account;
}

} // namespace

class SessionsTest final : public QObject
{
    Q_OBJECT

private:
    static bool complains(const QList<FieldError> &wrong, const QString &field)
    {
        for (const FieldError &error : wrong) {
            if (error.field == field && !error.message.isEmpty() && !error.code.isEmpty())
                return true;
        }
        return false;
    }

private Q_SLOTS:
    void validates_data()
    {
        QTest::addColumn<Account>("account");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QString &field,
                             const std::function<void(Account &)> &change) {
            Account account = good();
            change(account);
            QTest::newRow(name) << account << field;
        };
        const auto url = [](const char *text) {
            return [text](Account &a) { a.baseUrl = QUrl(QString::fromLatin1(text)); };
        };
        row("good", {}, [](Account &) {});
        row("no name", QStringLiteral("name"), [](Account &a) { a.name = QStringLiteral("  "); });
        row("no address", QStringLiteral("baseUrl"), url(""));
        row("no host", QStringLiteral("baseUrl"), url("https:///path"));
        row("other scheme", QStringLiteral("baseUrl"), url("ftp://example.com"));
        row("plain http", QStringLiteral("baseUrl"), url("http://example.com"));
        row("http to loopback", {}, url("http://127.0.0.1:8080/v1"));
        row("http to localhost", {}, url("http://localhost:8080"));
        row("http to loopback 6", {}, url("http://[::1]:8080"));
        row("almost loopback", QStringLiteral("baseUrl"), url("http://localhost.example.com"));
        row("user info", QStringLiteral("baseUrl"), url("https://user:word@example.com"));
        row("query", QStringLiteral("baseUrl"), url("https://example.com/?a=b"));
        row("fragment", QStringLiteral("baseUrl"), url("https://example.com/#a"));
        row("no organization", QStringLiteral("organizationId"),
            [](Account &a) { a.organizationId.clear(); });
        row("unknown provider", QStringLiteral("providerKey"),
            [](Account &a) { a.providerKey = QStringLiteral("x"); });
        row("workspace where there are none", QStringLiteral("workspaceIds"),
            [](Account &a) { a.workspaceIds = {QStringLiteral("w")}; });
        row("empty workspace", QStringLiteral("workspaceIds"), [](Account &a) {
            a.providerKey = QStringLiteral("astronomer");
            a.workspaceIds = {QStringLiteral("w"), QString()};
        });
        row("CA file by a part of its path", QStringLiteral("caFile"),
            [](Account &a) { a.caFile = QStringLiteral("root.pem"); });
        row("CA file that is not there", QStringLiteral("caFile"),
            [](Account &a) { a.caFile = QDir::temp().filePath(QStringLiteral("no-such-file.pem")); });
        row("CA file that is a folder", QStringLiteral("caFile"),
            [](Account &a) { a.caFile = QDir::tempPath(); });
        const auto proxy = [](const char *host, int port) {
            return [host, port](Account &a) {
                a.proxy = {ProxyChoice::Kind::Http, QString::fromLatin1(host), quint16(port), {}};
            };
        };
        row("proxy by name", {}, proxy("proxy.corp", 3128));
        row("proxy by address", {}, proxy("10.0.0.1", 65535));
        row("proxy by address 6", {}, proxy("fd00::1", 1));
        row("proxy without a host", QStringLiteral("proxyHost"), proxy(" ", 3128));
        row("proxy as a URL", QStringLiteral("proxyHost"), proxy("http://proxy.corp", 3128));
        row("proxy with a login", QStringLiteral("proxyHost"), proxy("mia:word@proxy.corp", 3128));
        row("proxy with a path", QStringLiteral("proxyHost"), proxy("proxy.corp/pac", 3128));
        row("proxy without a port", QStringLiteral("proxyPort"), proxy("proxy.corp", 0));
        const auto timeout = [](int seconds) {
            return [seconds](Account &a) { a.timeoutSeconds = seconds; };
        };
        row("usual time-out", {}, timeout(0));
        row("shortest time-out", {}, timeout(5));
        row("longest time-out", {}, timeout(600));
        row("too short a time-out", QStringLiteral("timeoutSeconds"), timeout(4));
        row("too long a time-out", QStringLiteral("timeoutSeconds"), timeout(601));
        row("negative time-out", QStringLiteral("timeoutSeconds"), timeout(-1));
        row("workspace twice", QStringLiteral("workspaceIds"), [](Account &a) {
            a.providerKey = QStringLiteral("astronomer");
            a.workspaceIds = {QStringLiteral("w"), QStringLiteral("w")};
        });
    }

    void validates()
    {
        QFETCH(Account, account);
        QFETCH(QString, field);
        DemoFixture demo;
        const Sessions sessions(demo.clock(), *demo.safekeeper(), demo.background());
        const QList<FieldError> wrong = sessions.validate(account);
        QCOMPARE(wrong.isEmpty(), field.isEmpty());
        if (!field.isEmpty())
            QVERIFY(complains(wrong, field));
    }

    void refusesNamesakesAndDuplicates()
    {
        DemoFixture demo;
        Sessions sessions(demo.clock(), *demo.safekeeper(), demo.background());
        DemoAccount first = demo.account(QStringLiteral("qovery"));
        first.account.name = QStringLiteral("Acme");
        const QString id = sessions.add(first.account, Secret(QByteArray(first.credential)))->account().id;
        QVERIFY(!id.isEmpty());

        Account namesake = good();
        namesake.name = QStringLiteral(" aCME ");
        QVERIFY(complains(sessions.validate(namesake), QStringLiteral("name")));

        Account duplicate = first.account;
        duplicate.name = QStringLiteral("Other");
        duplicate.baseUrl.setPath(QStringLiteral("/"));
        duplicate.organizationId = duplicate.organizationId.toUpper();
        QVERIFY(complains(sessions.validate(duplicate), QStringLiteral("organizationId")));

        // The account itself may stay as it is, with the credential it has.
        QVERIFY(sessions.validate(first.account, id, false).isEmpty());
        QVERIFY(complains(sessions.validate(good(), {}, false), QStringLiteral("credential")));
        Account elsewhere = first.account;
        elsewhere.baseUrl = QUrl(QStringLiteral("https://elsewhere.example.com"));
        QVERIFY(complains(sessions.validate(elsewhere, id, false), QStringLiteral("credential")));
        QVERIFY(sessions.validate(elsewhere, id, true).isEmpty());
    }

    void addsListsAndRemoves()
    {
        DemoFixture demo;
        Sessions sessions(demo.clock(), *demo.safekeeper(), demo.background());
        const QSignalSpy added(&sessions, &Sessions::added);
        const QSignalSpy removed(&sessions, &Sessions::removed);
        const DemoAccount account = demo.account(QStringLiteral("qovery"));
        Account pasted = account.account;
        pasted.organizationId = u' ' + pasted.organizationId + u'\n';
        Session *session = sessions.add(pasted, Secret(QByteArray(account.credential)));
        QCOMPARE(added.size(), 1);
        QCOMPARE(session->account().organizationId, account.account.organizationId);
        QCOMPARE(session->state(), Session::State::Loading);
        QTRY_COMPARE(session->state(), Session::State::Ready);
        const QString id = session->account().id;
        QCOMPARE(sessions.find(id), session);

        bool isThereWhileLeaving = false;
        connect(&sessions, &Sessions::aboutToRemove, this, [&](Session *leaving) {
            isThereWhileLeaving = leaving->account().id == id && !leaving->tokens().isEmpty();
        });
        sessions.remove(id);
        QVERIFY(isThereWhileLeaving);
        QCOMPARE(removed.size(), 1);
        QVERIFY(!sessions.find(id));
        QVERIFY(sessions.all().isEmpty());
        sessions.remove(id);
        QCOMPARE(removed.size(), 1);
    }

    void replacingKeepsPlaceAndCredential()
    {
        DemoFixture demo;
        Sessions sessions(demo.clock(), *demo.safekeeper(), demo.background());
        const DemoAccount one = demo.account(QStringLiteral("qovery"));
        const DemoAccount two = demo.account(QStringLiteral("astronomer"));
        Account account = sessions.add(one.account, Secret(QByteArray(one.credential)))->account();
        sessions.add(two.account, Secret(QByteArray(two.credential)));
        account.name = QStringLiteral("Renamed");
        Session *renamed = sessions.replace(account, Secret());
        QCOMPARE(sessions.all().constFirst(), renamed);
        QCOMPARE(sessions.all().size(), 2);
        QTRY_COMPARE(renamed->state(), Session::State::Ready);

        // Another origin never gets the credential of this one.
        account.baseUrl.setHost(QStringLiteral("localhost"));
        QCOMPARE(sessions.replace(account, Secret())->state(), Session::State::NeedsCredential);
    }

    void remembersAccountsWithoutCredentials()
    {
        DemoFixture demo;
        const QTemporaryDir folder;
        const DemoAccount account = demo.account(QStringLiteral("qovery"));
        QString id;
        {
            Profile profile(demo.clock(), folder.path());
            Safekeeper safekeeper(demo.clock(), profile);
            Sessions sessions(demo.clock(), safekeeper, demo.background());
            id = sessions.add(account.account, Secret(QByteArray(account.credential)))->account().id;
            sessions.add(good(), Secret(QByteArrayLiteral("qov_other")));
            sessions.remove(sessions.all().constLast()->account().id);
        }
        Profile profile(demo.clock(), folder.path());
        QVERIFY(!profile.isInMemory());
        Safekeeper safekeeper(demo.clock(), profile);
        Sessions again(demo.clock(), safekeeper, demo.background());
        const QSignalSpy added(&again, &Sessions::added);
        again.openRemembered();
        QCOMPARE(added.size(), 1);
        Session *session = again.find(id);
        QVERIFY(session);
        QCOMPARE(session->account().name, account.account.name);
        QCOMPARE(session->state(), Session::State::NeedsCredential);
        again.refreshAll();
        QCOMPARE(session->state(), Session::State::NeedsCredential);
        QVERIFY(complains(again.validate(session->account(), id, false), QStringLiteral("credential")));
    }

    void anOpenVaultRemembersCredentials()
    {
        DemoFixture demo;
        const QTemporaryDir folder;
        const DemoAccount account = demo.account(QStringLiteral("qovery"));
        QString id;
        {
            Profile profile(demo.clock(), folder.path());
            Safekeeper safekeeper(demo.clock(), profile);
            Sessions sessions(demo.clock(), safekeeper, demo.background());
            // Added before there was a vault: taken in when it is made.
            id = sessions.add(account.account, Secret(QByteArray(account.credential)))->account().id;
            QVERIFY(openVault(profile, demo.background()));
            QCOMPARE(profile.vault().names().value(), QStringList{QStringLiteral("credential/") + id});
        }
        Profile profile(demo.clock(), folder.path());
        Safekeeper safekeeper(demo.clock(), profile);
        Sessions again(demo.clock(), safekeeper, demo.background());
        again.openRemembered();
        Session *session = again.find(id);
        QCOMPARE(session->state(), Session::State::NeedsCredential);
        QVERIFY(openVault(profile, demo.background()));
        QTRY_COMPARE(session->state(), Session::State::Ready);

        profile.vault().lock();
        QCOMPARE(session->state(), Session::State::NeedsCredential);
        QVERIFY(session->hasTokens());
        QVERIFY(openVault(profile, demo.background()));
        QTRY_COMPARE(session->state(), Session::State::Ready);

        again.remove(id);
        QVERIFY(profile.vault().names().value().isEmpty());
    }

    void aCredentialThatNamesItsTokenIsRecognised()
    {
        DemoFixture demo;
        Sessions sessions(demo.clock(), *demo.safekeeper(), demo.background());
        const DemoAccount account = demo.account(QStringLiteral("astronomer"));
        Session *session = sessions.add(account.account, Secret(QByteArray(account.credential)));
        QCOMPARE(session->ownToken().source, OwnToken::Source::Told);
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QStringList owned;
        const QList<Token> tokens = session->tokens();
        for (const Token &token : tokens) {
            if (session->ownToken().is(token.id))
                owned.append(token.name);
        }
        QCOMPARE(owned, QStringList{QStringLiteral("tokenry")});
        // What the credential says needs nobody's word.
        QVERIFY(!sessions.recordOwnToken(session->account().id, QStringLiteral("another")));
        QVERIFY(session->ownToken().is(session->ownToken().tokenId));
        QCOMPARE(session->ownToken().source, OwnToken::Source::Told);
    }

    void aPersonsSignInIsNoToken()
    {
        DemoOptions options;
        options.qoveryEra = DemoOptions::QoveryEra::Seed;
        DemoFixture demo(options);
        Sessions sessions(demo.clock(), *demo.safekeeper(), demo.background());
        const DemoAccount person = demo.account(QStringLiteral("qovery"));
        const Session *session = sessions.add(person.account, Secret(QByteArray(person.credential)));
        QCOMPARE(session->ownToken().source, OwnToken::Source::NoToken);
        QVERIFY(!session->ownToken().mayBe(QStringLiteral("any")));
    }

    void aValueThatWasIssuedHereIsRecognised_data()
    {
        QTest::addColumn<bool>("isConfirmed");
        QTest::newRow("still kept") << false;
        QTest::newRow("let go") << true;
    }

    void aValueThatWasIssuedHereIsRecognised()
    {
        QFETCH(bool, isConfirmed);
        DemoFixture demo;
        const QTemporaryDir folder;
        const DemoAccount account = demo.account(QStringLiteral("qovery"));
        QString id;
        QString tokenId;
        {
            Profile profile(demo.clock(), folder.path());
            Safekeeper safekeeper(demo.clock(), profile);
            QVERIFY(openVault(profile, demo.background()));
            Sessions sessions(demo.clock(), safekeeper, demo.background());
            Session *session = sessions.add(account.account, Secret(QByteArray(account.credential)));
            id = session->account().id;
            QCOMPARE(session->ownToken().source, OwnToken::Source::NotKnown);
            QVERIFY(session->ownToken().mayBe(QStringLiteral("any")));
            Told roles(this, session->listRoles(this, {}));
            QTRY_VERIFY(roles.isThere());
            TokenDraft draft;
            draft.name = QStringLiteral("for tokenry");
            draft.role = roles.result().value().constFirst();
            Told created(this, session->createToken(this, draft));
            QTRY_VERIFY(created.isThere());
            tokenId = created.result().value().token.id;
            const QString kept = created.result().value().keptSecretId;
            // Were it the own token, its value would have been recognised.
            QVERIFY(!session->mayBeOwnToken(tokenId));
            QVERIFY(session->mayBeOwnToken(QStringLiteral("another")));
            QByteArray pasted = " Token " + safekeeper.secret(kept)->reveal().toByteArray() + '\n';
            if (isConfirmed)
                QVERIFY(safekeeper.confirmStored(kept));

            const QSignalSpy changed(session, &Session::ownTokenChanged);
            sessions.signIn(id, Secret(std::move(pasted)));
            QCOMPARE(changed.size(), 1);
            QCOMPARE(session->ownToken(), (OwnToken{OwnToken::Source::Recorded, tokenId}));
            profile.vault().lock();
            QVERIFY(openVault(profile, demo.background()));
            QVERIFY(session->ownToken().is(tokenId));
            // Facts change, the credential and what is known of it stay.
            Account renamed = session->account();
            renamed.name = QStringLiteral("Renamed");
            QVERIFY(sessions.replace(renamed, {})->ownToken().is(tokenId));
        }
        Profile profile(demo.clock(), folder.path());
        Safekeeper safekeeper(demo.clock(), profile);
        Sessions again(demo.clock(), safekeeper, demo.background());
        again.openRemembered();
        QVERIFY(openVault(profile, demo.background()));
        Session *session = again.find(id);
        QCOMPARE(session->ownToken(), (OwnToken{OwnToken::Source::Recorded, tokenId}));
        // Another value is another token.
        again.signIn(id, Secret(QByteArray(account.credential)));
        QCOMPARE(session->ownToken().source, OwnToken::Source::NotKnown);
        QVERIFY(profile.vault().names(QStringLiteral("own-token/")).value().isEmpty());
        // A token that is deleted is not waited for any more.
        QCOMPARE(profile.vault().names(QStringLiteral("issued/")).value().size(), 1);
        QTRY_COMPARE(session->state(), Session::State::Ready);
        Told removed(this, session->removeToken(this, {id, {}, tokenId}));
        QTRY_VERIFY(removed.isThere());
        QVERIFY(removed.result());
        QVERIFY(profile.vault().names(QStringLiteral("issued/")).value().isEmpty());
    }

    void aPersonMaySayWhichTokenItIs()
    {
        DemoFixture demo;
        const QTemporaryDir folder;
        const DemoAccount account = demo.account(QStringLiteral("qovery"));
        QString id;
        {
            Profile profile(demo.clock(), folder.path());
            Safekeeper safekeeper(demo.clock(), profile);
            QVERIFY(openVault(profile, demo.background()));
            Sessions sessions(demo.clock(), safekeeper, demo.background());
            id = sessions.add(account.account, Secret(QByteArray(account.credential)))->account().id;
            QVERIFY(!sessions.recordOwnToken(QStringLiteral("no account"), QStringLiteral("one")));
            QVERIFY(sessions.recordOwnToken(id, QStringLiteral("one")));
            QVERIFY(sessions.recordOwnToken(id, QStringLiteral("two")));
        }
        Profile profile(demo.clock(), folder.path());
        Safekeeper safekeeper(demo.clock(), profile);
        QVERIFY(openVault(profile, demo.background()));
        Sessions again(demo.clock(), safekeeper, demo.background());
        again.openRemembered();
        QVERIFY(again.find(id)->ownToken().is(QStringLiteral("two")));
        QVERIFY(again.recordOwnToken(id, {}));
        QCOMPARE(again.find(id)->ownToken().source, OwnToken::Source::NotKnown);
        QVERIFY(again.recordOwnToken(id, QStringLiteral("three")));
        again.remove(id);
        QVERIFY(profile.vault().names().value().isEmpty());
    }

    void aProfileThatFailsIsTold()
    {
        DemoFixture demo;
        const QTemporaryDir folder;
        Profile profile(demo.clock(), folder.path());
        Safekeeper safekeeper(demo.clock(), profile);
        Sessions sessions(demo.clock(), safekeeper, demo.background());
        QVERIFY(QSqlQuery(profile.database().connection()).exec(QStringLiteral("DROP TABLE accounts")));
        const QSignalSpy failed(&sessions, &Sessions::bookFailed);
        sessions.openRemembered();
        QCOMPARE(failed.size(), 1);
        Session *session = sessions.add(good(), Secret());
        QCOMPARE(failed.size(), 2);
        QCOMPARE(failed.at(1).at(0).value<Error>().kind, Error::Kind::Vault);
        QCOMPARE(sessions.all(), QList<Session *>{session});
    }
};

QTEST_GUILESS_MAIN(SessionsTest)
#include "tst_sessions.moc"
