// SPDX-License-Identifier: MIT
#include "session/openquestions.h"

#include "session/sessions.h"
#include "store/journal.h"
#include "support/demofixture.h"
#include "support/firstlisted.h"
#include "support/openvault.h"

#include <QTemporaryDir>

class OpenQuestionsTest final : public QObject
{
    Q_OBJECT

private:
    static TokenDraft draft(const QString &name)
    {
        TokenDraft made;
        made.name = name;
        made.role.id = made.role.name = QStringLiteral("ORGANIZATION_MEMBER");
        return made;
    }

private Q_SLOTS:
    void anUnansweredOperationIsLookedUpByItself_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("done") << int(Fault::Kind::CloseAfterCommit) << Finding::RotatedSecretLost;
        QTest::newRow("not done") << int(Fault::Kind::CloseBeforeCommit) << Finding::NotDone;
    }

    void anUnansweredOperationIsLookedUpByItself()
    {
        QFETCH(int, fault);
        QFETCH(Finding, finding);
        DemoFixture demo;
        Sessions sessions(demo.clock(), *demo.safekeeper(), demo.background());
        Allowances allowances;
        allowances.settling = std::chrono::milliseconds(300);
        OpenQuestions questions(sessions, allowances);
        const DemoAccount account = demo.account(QStringLiteral("astronomer"));
        Session *session = sessions.add(account.account, Secret(QByteArray(account.credential)));
        QTRY_COMPARE(session->state(), Session::State::Ready);
        demo.clock().advance(std::chrono::hours(1));
        demo.addFault(QStringLiteral("rotateOrganizationApiToken"), Fault::Kind(fault));
        Told told(this, session->rotateToken(this, firstListed(*session).key()));
        QTRY_VERIFY(told.isThere());
        QVERIFY(!told.result());
        QTRY_COMPARE(questions.all().size(), 1);
        const QString id = questions.all().first().operation.id;
        // "It did not happen" is believed at a second look, when the request cannot be on its way any more.
        QTest::qWait(50);
        demo.clock().advance(std::chrono::seconds(1));
        QTRY_VERIFY(!questions.find(id)->isLooking);
        QVERIFY(questions.find(id)->isAnswered());
        QCOMPARE(questions.find(id)->judgement->finding, finding);
        QCOMPARE(questions.find(id)->operation.state, OperationState::Resolved);
        questions.dismiss(id);
        QVERIFY(questions.all().isEmpty());
        QCOMPARE(demo.server().commits(QStringLiteral("rotateOrganizationApiToken")),
            finding == Finding::NotDone ? 0 : 1);
    }

    void whatAnEarlierRunLeftIsTakenUp()
    {
        DemoFixture demo;
        const QTemporaryDir folder;
        const DemoAccount account = demo.account(QStringLiteral("astronomer"));
        QString id;
        {
            Profile profile(demo.clock(), folder.path());
            Safekeeper keeper(demo.clock(), profile);
            QVERIFY(openVault(profile, demo.background()));
            Sessions sessions(demo.clock(), keeper, demo.background());
            Session *session = sessions.add(account.account, Secret(QByteArray(account.credential)));
            QTRY_COMPARE(session->state(), Session::State::Ready);
            demo.addFault(QStringLiteral("createOrganizationApiToken"), Fault::Kind::HangAfterCommit);
            bool isLeaving = false;
            auto *job = session->createToken(this, draft(QStringLiteral("left behind")));
            connect(job, &Job::leaving, this, [&isLeaving] { isLeaving = true; });
            QTRY_VERIFY(isLeaving);
            QTRY_COMPARE(demo.server().commits(QStringLiteral("createOrganizationApiToken")), 1);
            id = profile.journal().unfinished().value().value(0).id;
            // Another window on the profile has no business with it while this one lives.
            Profile second(demo.clock(), folder.path());
            Safekeeper secondKeeper(demo.clock(), second);
            Sessions secondSessions(demo.clock(), secondKeeper, demo.background());
            QVERIFY(OpenQuestions(secondSessions).all().isEmpty());
        }
        demo.clock().advance(std::chrono::minutes(10));
        Profile profile(demo.clock(), folder.path());
        Safekeeper keeper(demo.clock(), profile);
        Sessions sessions(demo.clock(), keeper, demo.background());
        sessions.openRemembered();
        OpenQuestions questions(sessions);
        QCOMPARE(questions.all().size(), 1);
        QVERIFY(!questions.find(id)->judgement);
        questions.look(id); // nobody is signed in: nothing happens
        QVERIFY(!questions.find(id)->isLooking);
        QVERIFY(openVault(profile, demo.background()));
        QTRY_VERIFY(questions.find(id)->isAnswered());
        QCOMPARE(questions.find(id)->judgement->finding, Finding::CreatedSecretLost);
        QCOMPARE(demo.server().commits(QStringLiteral("createOrganizationApiToken")), 1);
    }

    void aPersonMayEndAQuestion()
    {
        DemoFixture demo;
        const QTemporaryDir folder;
        QString id;
        {
            Profile profile(demo.clock(), folder.path());
            OperationFacts facts;
            facts.accountId = QStringLiteral("gone");
            facts.tokenName = QStringLiteral("ci");
            id = profile.journal().begin(facts).value();
        }
        Profile profile(demo.clock(), folder.path());
        Safekeeper keeper(demo.clock(), profile);
        Sessions sessions(demo.clock(), keeper, demo.background());
        OpenQuestions questions(sessions);
        QCOMPARE(questions.all().size(), 1);
        QVERIFY(!questions.session(questions.all().first()));
        questions.dismiss(id);
        QCOMPARE(questions.all().size(), 1);
        QVERIFY(questions.setAside(id));
        QVERIFY(questions.all().isEmpty());
        QCOMPARE(profile.journal().operation(id).value().finding(), Finding::SetAside);
    }
};

QTEST_GUILESS_MAIN(OpenQuestionsTest)
#include "tst_openquestions.moc"
