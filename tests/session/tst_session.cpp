// SPDX-License-Identifier: MIT
#include "session/session.h"

#include "support/demofixture.h"
#include "support/firstlisted.h"

#include <QSignalSpy>

#include <algorithm>

namespace {

const QString qovery = QStringLiteral("qovery");
const QString astronomer = QStringLiteral("astronomer");

Fault statusFault(int status)
{
    Fault fault;
    fault.kind = Fault::Kind::Status;
    fault.status = status;
    return fault;
}

Fault slowFault(int msecs)
{
    Fault fault;
    fault.latency = std::chrono::milliseconds(msecs);
    return fault;
}

Token byName(const Session &session, const QString &name)
{
    const QList<Token> tokens = session.tokens();
    for (const Token &token : tokens) {
        if (token.name == name)
            return token;
    }
    return {};
}

/// A token that can be rotated and deleted where it stands.
Token ownToken(const Session &session)
{
    const QList<Token> tokens = session.tokens();
    for (const Token &token : tokens) {
        const TokenVerbs verbs = session.verbs(token);
        const bool isOwn = verbs.rotate.possible && verbs.update.possible
            && verbs.removalKind == RemovalKind::Delete && token.roles.size() == 1
            && token.expiresAt.isKnown() && token.startsAt.isKnown() && !token.description.isEmpty();
        if (isOwn)
            return token;
    }
    return {};
}

QByteArray valueOf(DemoFixture &demo, const QString &keptId)
{
    const Secret *secret = demo.safekeeper()->secret(keptId);
    return secret ? secret->reveal().toByteArray() : QByteArray();
}

} // namespace

class SessionTest final : public QObject
{
    Q_OBJECT

private:
    /// A draft of the first role the session offers at its first place.
    std::optional<TokenDraft> draft(Session &session, const QString &name)
    {
        TokenDraft draft;
        draft.place = session.places().constFirst();
        draft.name = name;
        draft.description = QStringLiteral("made by a test");
        const Told roles(this, session.listRoles(this, draft.place));
        if (!QTest::qWaitFor([&roles] { return roles.isThere(); }) || !roles.result())
            return {};
        draft.role = roles.result().value().constFirst();
        return draft;
    }

private Q_SLOTS:
    void withoutACredentialItWaits()
    {
        DemoFixture demo;
        DemoAccount account = demo.account(qovery);
        const QByteArray credential = account.credential;
        account.credential.clear();
        auto session = demo.session(account);
        QCOMPARE(session->state(), Session::State::NeedsCredential);
        session->refresh();
        QCOMPARE(session->state(), Session::State::NeedsCredential);

        const Told removed(this, session->removeToken(this, {account.account.id, {}, QStringLiteral("x")}));
        QTRY_VERIFY(removed.isThere());
        QCOMPARE(removed.result().error().kind, Error::Kind::Auth);
        QCOMPARE(removed.result().error().outcome, Error::Outcome::NotSent);
        QVERIFY(demo.server().requests().isEmpty());

        session->signIn(Secret(QByteArray(credential)));
        QCOMPARE(session->state(), Session::State::Loading);
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QVERIFY(!session->tokens().isEmpty());
    }

    void listsEveryOpeningAccount()
    {
        DemoFixture demo;
        const QList<DemoAccount> accounts = demo.server().openingAccounts();
        for (const DemoAccount &account : accounts) {
            auto session = demo.session(account);
            QCOMPARE(session->state(), Session::State::Idle);
            const QSignalSpy upserted(session.get(), &Session::tokensUpserted);
            session->refresh();
            QTRY_COMPARE(session->state(), Session::State::Ready);
            qint64 truth = 0;
            for (const QString &id : account.account.workspaceIds)
                truth += demo.server().tokenCount(id);
            if (account.account.workspaceIds.isEmpty())
                truth = demo.server().tokenCount(account.account.organizationId);
            QCOMPARE(session->tokens().size(), truth);
            QCOMPARE(session->progress().loaded, truth);
            QCOMPARE(session->listedAt(), demo.clock().nowUtc());
            QVERIFY(!session->error());
            qint64 told = 0;
            for (const auto &call : upserted)
                told += call.at(0).value<TokenPtrs>().size();
            QCOMPARE(told, truth);
        }
    }

    void tellsOnlyWhatChanged()
    {
        DemoFixture demo;
        const DemoAccount account = demo.account(astronomer);
        auto session = demo.listedSession(account);
        const QSignalSpy upserted(session.get(), &Session::tokensUpserted);
        const QSignalSpy removed(session.get(), &Session::tokensRemoved);
        session->refresh();
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QCOMPARE(upserted.size(), 0);
        QCOMPARE(removed.size(), 0);

        const QString gone = ownToken(*session).id;
        QVERIFY(demo.server().removeToken(gone));
        const QString added =
            demo.server().addToken(account.account.organizationId, {}, QStringLiteral("new one"));
        session->refresh();
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QCOMPARE(upserted.size(), 1);
        const auto news = upserted.at(0).at(0).value<TokenPtrs>();
        QCOMPARE(news.size(), 1);
        QCOMPARE(news.constFirst()->id, added);
        QCOMPARE(removed.size(), 1);
        const auto lost = removed.at(0).at(0).value<QList<TokenKey>>();
        QCOMPARE(lost.size(), 1);
        QCOMPARE(lost.constFirst().tokenId, gone);
    }

    void aRefusedSignInKeepsTheRows()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const qsizetype rows = session->tokens().size();
        const QDateTime listedAt = session->listedAt();
        demo.clock().advance(std::chrono::minutes(5));
        const QSignalSpy removed(session.get(), &Session::tokensRemoved);
        session->signIn(Secret(QByteArrayLiteral("eyJhbGciOiJub25lIn0.e30.nobody")));
        QTRY_COMPARE(session->state(), Session::State::Failed);
        QCOMPARE(session->error()->kind, Error::Kind::Auth);
        QCOMPARE(session->tokens().size(), rows);
        QCOMPARE(session->listedAt(), listedAt);
        QCOMPARE(removed.size(), 0);
    }

    void aPlaceThatFailsLeavesTheOthers()
    {
        DemoFixture demo;
        DemoAccount account = demo.account(astronomer, true);
        account.account.workspaceIds.append(QStringLiteral("cm000000000000000000nowhere"));
        auto session = demo.session(account);
        session->refresh();
        QTRY_COMPARE(session->state(), Session::State::Incomplete);
        QVERIFY(!session->tokens().isEmpty());
        QVERIFY(session->error());
        QVERIFY(!session->listedAt().isValid());
    }

    void aStoppedListingKeepsWhatCame()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        demo.addFault(QStringLiteral("listOrganizationApiTokens"), Fault::Kind::Hang);
        session->refresh();
        QCOMPARE(session->state(), Session::State::Loading);
        session->cancelRefresh();
        QCOMPARE(session->state(), Session::State::Ready);
        QVERIFY(!session->tokens().isEmpty());
    }

    void aNewListingDropsTheAnswersOfTheOld()
    {
        DemoFixture demo;
        const DemoAccount account = demo.account(astronomer);
        auto session = demo.listedSession(account);
        demo.addFault(QStringLiteral("listOrganizationApiTokens"), slowFault(200));
        session->refresh(); // answered late
        const QString added =
            demo.server().addToken(account.account.organizationId, {}, QStringLiteral("later"));
        session->refresh();
        QTRY_COMPARE(session->state(), Session::State::Ready);
        const TokenKey key{
            account.account.id.isEmpty() ? QStringLiteral("account-1") : account.account.id, {}, added};
        QVERIFY(session->token(key));
        QTest::qWait(300);
        QVERIFY(session->token(key));
        QCOMPARE(session->state(), Session::State::Ready);
    }

    void namesWorkspaces()
    {
        DemoFixture demo;
        const DemoAccount account = demo.account(astronomer, true);
        auto session = demo.session(account);
        const QString id = account.account.workspaceIds.constFirst();
        QCOMPARE(session->placeName({id}), id);
        QCOMPARE(session->workspaces().size(), account.account.workspaceIds.size());
        const QSignalSpy changed(session.get(), &Session::workspacesChanged);
        session->refresh();
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(session->placeName({id}) != id);
        QVERIFY(session->placeName({}) != QString());
        QTRY_COMPARE(session->state(), Session::State::Ready);
    }

    void createsAToken_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::addColumn<bool>("inWorkspace");
        QTest::addColumn<QString>("operation");
        QTest::newRow("qovery") << qovery << false << QStringLiteral("createApiToken");
        QTest::newRow("organization") << astronomer << false << QStringLiteral("createOrganizationApiToken");
        QTest::newRow("workspace") << astronomer << true << QStringLiteral("createWorkspaceApiToken");
    }

    void createsAToken()
    {
        QFETCH(QString, provider);
        QFETCH(bool, inWorkspace);
        QFETCH(QString, operation);
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(provider, inWorkspace));
        const auto wanted = draft(*session, QStringLiteral("fresh"));
        QVERIFY(wanted);
        const QSignalSpy upserted(session.get(), &Session::tokensUpserted);
        const Told created(this, session->createToken(this, *wanted));
        QCOMPARE(session->runningOperations(), 1);
        QTRY_VERIFY(created.isThere());
        QCOMPARE(session->runningOperations(), 0);
        QVERIFY(created.result());
        const IssueReceipt &receipt = created.result().value();
        QVERIFY(demo.server().isValidSecret(valueOf(demo, receipt.keptSecretId)));
        QCOMPARE(demo.server().commits(operation), 1);
        QCOMPARE(upserted.size(), 1);
        QCOMPARE(session->token(receipt.token.key())->name, QStringLiteral("fresh"));
        QCOMPARE(demo.safekeeper()->waiting().constFirst().origin, KeptSecret::Origin::Created);

        // The list agrees: nothing of what the answer told is different there.
        session->refresh();
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QVERIFY(session->token(receipt.token.key()));
    }

    void updatesAToken()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const Token before = ownToken(*session);
        demo.clock().advance(std::chrono::hours(1));
        TokenChange change;
        change.name = QStringLiteral("renamed");
        change.description = QString();
        const Told updated(this, session->updateToken(this, before.key(), change));
        QVERIFY(session->isBusy(before.key()));
        QTRY_VERIFY(updated.isThere());
        QVERIFY(!session->isBusy(before.key()));
        QVERIFY(updated.result());
        const Token after = *session->token(before.key());
        QCOMPARE(after.name, QStringLiteral("renamed"));
        QCOMPARE(after.description, QString());
        QCOMPARE(after.roles, before.roles);
        QCOMPARE(after.expiresAt, before.expiresAt);
        QVERIFY(after.updatedAt.msecs() > before.updatedAt.msecs());
    }

    void aRefusedPolicyListSpoilsNoOther()
    {
        DemoFixture demo;
        auto owner = demo.listedSession(demo.account(qovery));
        QVERIFY(!owner->isPolicyListRefused());
        auto draftOf = draft(*owner, QStringLiteral("guarded"));
        QVERIFY(draftOf);
        draftOf->kind = QStringLiteral("POLICY");
        draftOf->policyText = QStringLiteral("default allow := false");
        const Told created(this, owner->createToken(this, *draftOf));
        QTRY_VERIFY(created.isThere());
        QVERIFY(created.result());
        const Token token = created.result().value().token;
        QCOMPARE(token.list, TokenList::Policy);
        owner->refresh();
        QTRY_COMPARE(owner->state(), Session::State::Ready);
        QVERIFY(owner->token(token.key()));
        const Told text(this, owner->readPolicy(this, token.key()));
        QTRY_VERIFY(text.isThere());
        QCOMPARE(text.result().value(), draftOf->policyText);

        demo.addFault(QStringLiteral("listPolicyApiTokens"), statusFault(403));
        owner->refresh();
        QTRY_COMPARE(owner->state(), Session::State::Ready);
        QVERIFY(owner->isPolicyListRefused());
        QVERIFY2(!owner->token(token.key()), "what may not be seen is not claimed");
        QVERIFY(owner->hasTokens());
        demo.addFault(QStringLiteral("listPolicyApiTokens"), statusFault(404));
        owner->refresh();
        QTRY_COMPARE(owner->state(), Session::State::Ready);
        QVERIFY(!owner->isPolicyListRefused());

        const Told found(this, owner->findTokens(this, {{}, QStringLiteral("nobody-like-that")}));
        QTRY_VERIFY(found.isThere());
        QVERIFY(found.result() && found.result().value().isEmpty());

        const Told removed(this, owner->removeToken(this, token.key()));
        QTRY_VERIFY(removed.isThere());
        QVERIFY(removed.result());
        QCOMPARE(demo.server().commits(QStringLiteral("deletePolicyApiToken")), 1);
    }

    void anUpdateGuardsTheChangeOfAnother_data()
    {
        QTest::addColumn<QString>("provider");
        QTest::newRow("v1alpha1") << QStringLiteral("astronomer");
        QTest::newRow("v1") << QStringLiteral("astronomer v1");
    }
    void anUpdateGuardsTheChangeOfAnother()
    {
        QFETCH(QString, provider);
        DemoFixture demo;
        auto mine = demo.listedSession(demo.account(provider));
        auto theirs = demo.listedSession(demo.account(provider));
        const QList<Token> tokens = mine->tokens();
        const auto row = std::find_if(tokens.cbegin(), tokens.cend(), [&mine](const Token &token) {
            return token.scope == TokenScope::Organization && mine->verbs(token).update.possible
                && !mine->ownToken().is(token.id);
        });
        QVERIFY(row != tokens.cend());
        const Token shown = *row;
        demo.clock().advance(std::chrono::hours(1));
        TokenChange other;
        other.description = QStringLiteral("theirs");
        const Told first(this, theirs->updateToken(this, shown.key(), other));
        QTRY_VERIFY(first.isThere());
        QVERIFY(first.result());

        const auto commitCount = [&demo] {
            return demo.server().commits(QStringLiteral("updateOrganizationApiToken"))
                + demo.server().commits(QStringLiteral("updateToken"));
        };
        const int commits = commitCount();
        QCOMPARE(commits, 1);
        TokenChange change;
        change.name = QStringLiteral("mine");
        const Told refused(this, mine->updateToken(this, shown.key(), change, shown));
        QTRY_VERIFY(refused.isThere());
        QVERIFY(refused.result());
        QVERIFY(refused.result().value().isConflict);
        QCOMPARE(refused.result().value().token.description, QStringLiteral("theirs"));
        QCOMPARE(commitCount(), commits);
        QVERIFY2(mine->token(shown.key())->description == QLatin1String("theirs"), "the row shows it");

        // Decided anew upon what is now: mine is saved, theirs stays where mine says nothing.
        const Token now = refused.result().value().token;
        demo.clock().advance(std::chrono::hours(1));
        const Told saved(this, mine->updateToken(this, shown.key(), change, now));
        QTRY_VERIFY(saved.isThere());
        QVERIFY(saved.result());
        QVERIFY(!saved.result().value().isConflict);
        QCOMPARE(mine->token(shown.key())->name, QStringLiteral("mine"));
        QCOMPARE(mine->token(shown.key())->description, QStringLiteral("theirs"));
    }

    void aGuardThatCannotReadSendsNothing()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const Token shown = ownToken(*session);
        demo.addFault(QStringLiteral("getOrganizationApiToken"), statusFault(403));
        TokenChange change;
        change.name = QStringLiteral("mine");
        const Told refused(this, session->updateToken(this, shown.key(), change, shown));
        QTRY_VERIFY(refused.isThere());
        QVERIFY(!refused.result());
        QCOMPARE(refused.result().error().outcome, Error::Outcome::NotSent);
        QCOMPARE(refused.result().error().kind, Error::Kind::Forbidden);
        QCOMPARE(demo.server().commits(QStringLiteral("updateOrganizationApiToken")), 0);
        QVERIFY(!session->isBusy(shown.key()));
    }

    void rotatesAToken()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const auto wanted = draft(*session, QStringLiteral("turns"));
        QVERIFY(wanted);
        const Told created(this, session->createToken(this, *wanted));
        QTRY_VERIFY(created.isThere());
        const TokenKey key = created.result().value().token.key();
        const QByteArray oldValue = valueOf(demo, created.result().value().keptSecretId);

        const Told rotated(this, session->rotateToken(this, key));
        QTRY_VERIFY(rotated.isThere());
        QVERIFY(rotated.result());
        const QByteArray newValue = valueOf(demo, rotated.result().value().keptSecretId);
        QVERIFY(newValue != oldValue);
        QVERIFY(demo.server().isValidSecret(newValue));
        QVERIFY(!demo.server().isValidSecret(oldValue));
        QCOMPARE(session->token(key)->name, QStringLiteral("turns"));
        QCOMPARE(session->token(key)->createdAt, created.result().value().token.createdAt);
    }

    void theSecondOperationOnATokenIsRefused()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const TokenKey key = ownToken(*session).key();
        const QSignalSpy busy(session.get(), &Session::busyChanged);
        const Told first(this, session->rotateToken(this, key));
        const Told second(this, session->removeToken(this, key));
        QTRY_VERIFY(first.isThere() && second.isThere());
        QVERIFY(first.result());
        QCOMPARE(second.result().error().kind, Error::Kind::Conflict);
        QCOMPARE(second.result().error().outcome, Error::Outcome::NotSent);
        QVERIFY(!second.result().error().technical.isEmpty());
        QCOMPARE(demo.server().commits(QStringLiteral("deleteOrganizationApiToken")), 0);
        QCOMPARE(busy.size(), 2);
        QVERIFY(!session->isBusy(key));
    }

    void removesAToken()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(qovery));
        const Token token = firstListed(*session);
        const QSignalSpy removed(session.get(), &Session::tokensRemoved);
        const Told told(this, session->removeToken(this, token.key()));
        QTRY_VERIFY(told.isThere());
        QVERIFY(told.result());
        QCOMPARE(removed.size(), 1);
        QVERIFY(!session->token(token.key()));
        QCOMPARE(demo.server().commits(QStringLiteral("deleteApiToken")), 1);
    }

    void whatIsAlreadyGoneCountsAsRemoved()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const Token token = ownToken(*session);
        QVERIFY(demo.server().removeToken(token.id));
        const Told told(this, session->removeToken(this, token.key()));
        QTRY_VERIFY(told.isThere());
        QVERIFY(told.result());
        QVERIFY(!session->token(token.key()));
    }

    /// A proxy or a wrong address may say so of a token that lives.
    void aNoMeansGoneOnlyWhenTheListSaysSo_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isGone");
        QTest::newRow("403, gone") << 403 << true;
        QTest::newRow("403, still there") << 403 << false;
        QTest::newRow("404, gone") << 404 << true;
        QTest::newRow("404, still there") << 404 << false;
    }

    void aNoMeansGoneOnlyWhenTheListSaysSo()
    {
        QFETCH(int, status);
        QFETCH(bool, isGone);
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(qovery));
        const Token token = firstListed(*session);
        if (isGone)
            QVERIFY(demo.server().removeToken(token.id));
        demo.addFault(QStringLiteral("deleteApiToken"), statusFault(status));
        const Told told(this, session->removeToken(this, token.key()));
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().ok(), isGone);
        QCOMPARE(session->token(token.key()).has_value(), !isGone);
        QVERIFY(!session->isBusy(token.key()));
        if (!isGone)
            QCOMPARE(told.result().error().httpStatus, status);
    }

    void detachingLeavesTheOtherLists()
    {
        DemoFixture demo;
        const DemoAccount account = demo.account(astronomer, true);
        auto session = demo.listedSession(account);
        Token attached;
        const QList<Token> tokens = session->tokens();
        for (const Token &token : tokens) {
            if (session->verbs(token).removalKind == RemovalKind::Detach)
                attached = token;
        }
        QVERIFY(!attached.id.isEmpty());
        const int before = demo.server().tokenCount(account.account.organizationId);
        const Told told(this, session->removeToken(this, attached.key()));
        QTRY_VERIFY(told.isThere());
        QVERIFY(told.result());
        QVERIFY(!session->token(attached.key()));
        QCOMPARE(demo.server().tokenCount(account.account.organizationId), before);
    }

    void theSecretOutlivesWhoAskedForIt()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const auto wanted = draft(*session, QStringLiteral("orphan"));
        QVERIFY(wanted);
        demo.addFault(QStringLiteral("createOrganizationApiToken"), slowFault(100));
        auto owner = std::make_unique<QObject>();
        const Told told(owner.get(), session->createToken(owner.get(), *wanted));
        QTRY_COMPARE(demo.server().commits(QStringLiteral("createOrganizationApiToken")), 1);
        owner.reset();
        QTRY_COMPARE(demo.safekeeper()->waiting().size(), 1);
        QVERIFY(demo.server().isValidSecret(valueOf(demo, demo.safekeeper()->waiting().constFirst().id)));
        QVERIFY(!byName(*session, QStringLiteral("orphan")).id.isEmpty());
        QVERIFY(!told.isThere());
        QTRY_COMPARE(session->runningOperations(), 0);
    }

    void theSecretOutlivesTheSession()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const auto wanted = draft(*session, QStringLiteral("late"));
        QVERIFY(wanted);
        demo.addFault(QStringLiteral("createOrganizationApiToken"), slowFault(100));
        const Told told(this, session->createToken(this, *wanted));
        QTest::qWait(30);
        session.reset();
        QTRY_VERIFY(told.isThere());
        QVERIFY(told.result());
        QVERIFY(demo.server().isValidSecret(valueOf(demo, told.result().value().keptSecretId)));
        QCOMPARE(told.count(), 1);
    }

    void theAskerIsToldWhenTheKeeperDies()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const TokenKey key = ownToken(*session).key();
        demo.addFault(QStringLiteral("rotateOrganizationApiToken"), Fault::Kind::Hang);
        const Told told(this, session->rotateToken(this, key));
        QTest::qWait(30);
        session.reset();
        demo.killSafekeeper();
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().kind, Error::Kind::Cancelled);
        QCOMPARE(told.result().error().outcome, Error::Outcome::Unknown);
    }

    void anUnansweredCreateIsLookedFor_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("isDone");
        QTest::newRow("closed after") << int(Fault::Kind::CloseAfterCommit) << true;
        QTest::newRow("reset after") << int(Fault::Kind::ResetAfterCommit) << true;
        QTest::newRow("closed before") << int(Fault::Kind::CloseBeforeCommit) << false;
        QTest::newRow("cut answer") << int(Fault::Kind::TruncateBody) << true;
    }

    void anUnansweredCreateIsLookedFor()
    {
        QFETCH(int, kind);
        QFETCH(bool, isDone);
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(qovery));
        const auto wanted = draft(*session, QStringLiteral("perhaps"));
        QVERIFY(wanted);
        demo.addFault(QStringLiteral("createApiToken"), static_cast<Fault::Kind>(kind));
        const Told told(this, session->createToken(this, *wanted));
        QTRY_VERIFY(told.isThere());
        QVERIFY(!told.result());
        QCOMPARE(told.result().error().outcome, Error::Outcome::Unknown);
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QCOMPARE(!byName(*session, QStringLiteral("perhaps")).id.isEmpty(), isDone);
        QCOMPARE(demo.server().commits(QStringLiteral("createApiToken")), isDone ? 1 : 0);
        QVERIFY(demo.safekeeper()->waiting().isEmpty());
    }

    void anUnansweredDeleteIsLookedFor()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const TokenKey key = ownToken(*session).key();
        demo.addFault(QStringLiteral("deleteOrganizationApiToken"), Fault::Kind::CloseAfterCommit);
        const Told told(this, session->removeToken(this, key));
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().outcome, Error::Outcome::Unknown);
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QVERIFY(!session->token(key));
        QCOMPARE(demo.server().commits(QStringLiteral("deleteOrganizationApiToken")), 1);
    }

    void abortingAHangingRotateIsUnknown()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const Token before = ownToken(*session);
        demo.clock().advance(std::chrono::hours(1));
        demo.addFault(QStringLiteral("rotateOrganizationApiToken"), Fault::Kind::HangAfterCommit);
        auto *job = session->rotateToken(this, before.key());
        const Told told(this, job);
        QTRY_COMPARE(demo.server().commits(QStringLiteral("rotateOrganizationApiToken")), 1);
        job->abort();
        QTRY_VERIFY(told.isThere());
        QCOMPARE(told.result().error().outcome, Error::Outcome::Unknown);
        QCOMPARE(told.count(), 1);
        QVERIFY(!session->isBusy(before.key()));
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QVERIFY(*session->token(before.key()) != before); // the list shows that it was rotated
        QCOMPARE(demo.server().commits(QStringLiteral("rotateOrganizationApiToken")), 1);
    }

    void aListingDoesNotUndoAnOperation()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const auto wanted = draft(*session, QStringLiteral("meanwhile"));
        QVERIFY(wanted);
        const Token doomed = ownToken(*session);
        // The page is made before the changes and arrives after them.
        Fault late;
        late.kind = Fault::Kind::Drip;
        late.dripInterval = std::chrono::milliseconds(0);
        late.latency = std::chrono::milliseconds(0);
        demo.addFault(QStringLiteral("listOrganizationApiTokens"), late);
        const int seen = int(demo.server().requests().size());
        session->refresh();
        QTRY_VERIFY(demo.server().requests().size() > seen);
        const Told created(this, session->createToken(this, *wanted));
        const Told removed(this, session->removeToken(this, doomed.key()));
        QTRY_VERIFY(created.isThere() && removed.isThere());
        QCOMPARE(session->state(), Session::State::Loading);
        QTRY_COMPARE_WITH_TIMEOUT(session->state(), Session::State::Ready, 60'000);
        QVERIFY(session->token(created.result().value().token.key()));
        QVERIFY(!session->token(doomed.key()));
    }

    void reloadsAToken()
    {
        DemoFixture demo;
        auto session = demo.listedSession(demo.account(astronomer));
        const Token token = ownToken(*session);
        const Told there(this, session->reloadToken(this, token.key()));
        QTRY_VERIFY(there.isThere());
        QVERIFY(there.result());
        QCOMPARE(there.result().value().id, token.id);
        QVERIFY(demo.server().removeToken(token.id));
        const Told gone(this, session->reloadToken(this, token.key()));
        QTRY_VERIFY(gone.isThere());
        QCOMPARE(gone.result().error().kind, Error::Kind::NotFound);
        QVERIFY(!session->token(token.key()));
    }

    void anAccountOfAnUnknownProviderSaysSo()
    {
        DemoFixture demo;
        DemoAccount account = demo.account(qovery);
        account.account.providerKey = QStringLiteral("of the future");
        auto session = demo.session(account);
        QVERIFY(!session->capabilities().create.possible);
        QVERIFY(!session->capabilities().create.reason.isEmpty());
        session->refresh();
        QTRY_COMPARE(session->state(), Session::State::Failed);
        QCOMPARE(session->error()->kind, Error::Kind::Unsupported);
        QVERIFY(demo.server().requests().isEmpty());
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
