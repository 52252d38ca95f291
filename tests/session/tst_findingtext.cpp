// SPDX-License-Identifier: MIT
#include "session/findingtext.h"

#include <QTest>

using Action = FindingAction;
using Doubt = Judgement::Doubt;
using Verb = OperationVerb;

namespace {

const QList<Verb> verbs{Verb::Create, Verb::Rotate, Verb::Update, Verb::Delete, Verb::Detach};
const QList<Doubt> doubts{Doubt::None, Doubt::CouldNotLook, Doubt::ListIncomplete, Doubt::TooEarly,
    Doubt::NotTold, Doubt::Unreadable};

Account account()
{
    Account made;
    made.name = QStringLiteral("Acme prod");
    made.baseUrl = QUrl(QStringLiteral("https://api.example.com"));
    return made;
}

Judgement judgement(Finding finding, Doubt doubt = Doubt::None, int tokens = 0)
{
    Judgement made;
    made.finding = finding;
    made.doubt = doubt;
    for (int i = 0; i < tokens; ++i) {
        Token token;
        token.id = QString::number(i);
        token.createdAt = Moment::at(QDateTime({2026, 11, 22}, {12, 0}, Qt::UTC));
        made.tokens.append(token);
    }
    return made;
}

FindingText describe(
    const Judgement &judgement, Verb verb, bool canRotate = true, const QString &name = QStringLiteral("ci"))
{
    OperationFacts facts;
    facts.verb = verb;
    facts.tokenName = name;
    return describeFinding(judgement, facts, account(), canRotate);
}

QString all(const FindingText &text)
{
    return QStringList{text.what, text.meaning, text.next}.join(u'\n');
}

} // namespace

class FindingTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseHasSentences()
    {
        for (int value = 0; value <= int(Finding::SetAside); ++value) {
            for (const Verb verb : verbs) {
                for (const Doubt doubt : doubts) {
                    for (const int tokens : {0, 1, 3}) {
                        for (const bool canRotate : {false, true}) {
                            const auto finding = static_cast<Finding>(value);
                            const FindingText text =
                                describe(judgement(finding, doubt, tokens), verb, canRotate);
                            const QByteArray words =
                                (findingName(finding) + u' ' + verbName(verb) + u'\n' + all(text)).toUtf8();
                            const char *which = words.constData();
                            QVERIFY2(text.what.endsWith(u'.'), which);
                            QVERIFY2(text.meaning.isEmpty() || text.meaning.endsWith(u'.'), which);
                            QVERIFY2(text.next.isEmpty() || text.next.endsWith(u'.'), which);
                            QVERIFY2(!all(text).contains(u'!') && !all(text).contains(u'%'), which);
                            QVERIFY2(canRotate || finding == Finding::RotatedSecretLost
                                    || verb == Verb::Rotate || !text.actions.contains(Action::RotateIt),
                                which);
                            // What may be done is said, and what is said may be done.
                            if (finding != Finding::Done && finding != Finding::SetAside
                                && finding != Finding::Gone)
                                QVERIFY2(!text.actions.isEmpty() && !text.next.isEmpty(), which);
                            if (!isConclusive(finding))
                                QVERIFY2(text.actions.contains(Action::SetAside), which);
                        }
                    }
                }
            }
        }
    }

    void whatIsNotKnownIsNotSaidToBeDone()
    {
        for (const Verb verb : verbs) {
            for (const Doubt doubt : doubts) {
                const FindingText text = describe(judgement(Finding::StillUnknown, doubt), verb);
                QVERIFY2(text.what.startsWith(QStringLiteral("Whether")), qPrintable(text.what));
                QVERIFY(text.what.endsWith(QStringLiteral("is not known.")));
                QVERIFY(!text.actions.contains(Action::TryAgain));
            }
        }
    }

    void aCreatedTokenWithoutItsValueIsRotatedOrDeleted()
    {
        FindingText text = describe(judgement(Finding::CreatedSecretLost, Doubt::None, 1), Verb::Create);
        QVERIFY2(text.what.startsWith(QStringLiteral("“ci” was created at ")), qPrintable(text.what));
        QVERIFY(text.what.endsWith(QStringLiteral("; its value never reached us.")));
        QCOMPARE(text.actions, QList<Action>({Action::RotateIt, Action::DeleteIt}));

        text = describe(judgement(Finding::CreatedSecretLost), Verb::Create, false);
        QCOMPARE(text.what, QStringLiteral("“ci” was created; its value never reached us."));
        QCOMPARE(text.next, QStringLiteral("Delete it and create it again."));
        QCOMPARE(text.actions, QList<Action>{Action::DeleteIt});
    }

    void theCreatorIsNamedBecauseItMayBeAnother()
    {
        Judgement made = judgement(Finding::CreatedSecretLost, Doubt::None, 1);
        made.tokens.first().createdBy = QStringLiteral("Ada");
        QVERIFY(describe(made, Verb::Create).meaning.contains(QStringLiteral("Ada")));
    }

    void aLostRotationIsRotatedAgain()
    {
        const FindingText text =
            describe(judgement(Finding::RotatedSecretLost, Doubt::None, 1), Verb::Rotate);
        QCOMPARE(text.what, QStringLiteral("“ci” was rotated; the new value never reached us."));
        QCOMPARE(text.actions, QList<Action>{Action::RotateIt});
    }

    void notDoneMeansTryAgain()
    {
        for (const Verb verb : verbs)
            QCOMPARE(describe(judgement(Finding::NotDone), verb).actions, QList<Action>{Action::TryAgain});
    }

    void severalCandidatesAreCounted()
    {
        const FindingText text = describe(judgement(Finding::Ambiguous, Doubt::None, 2), Verb::Create);
        QCOMPARE(text.what, QStringLiteral("2 tokens named “ci” fit what was asked for."));
        QVERIFY(text.actions.contains(Action::RotateIt) && text.actions.contains(Action::DeleteIt));
    }

    void aFailedLookSaysWhy()
    {
        Judgement made = judgement(Finding::StillUnknown, Doubt::CouldNotLook);
        made.error = Error();
        made.error->kind = Error::Kind::Auth;
        made.error->outcome = Error::Outcome::NotSent;
        const FindingText text = describe(made, Verb::Delete);
        QVERIFY2(text.meaning.contains(QStringLiteral("no credential")), qPrintable(text.meaning));
        QCOMPARE(text.next, QStringLiteral("Sign in to this account."));
        QCOMPARE(text.actions.first(), Action::LookAgain);
    }

    void namesArePlainTextAndMayBeMissing()
    {
        const QString name = QStringLiteral("%1 %2 <b>x</b>");
        for (int value = 0; value <= int(Finding::SetAside); ++value) {
            const auto finding = static_cast<Finding>(value);
            for (const Verb verb : verbs) {
                const QString named = all(describe(judgement(finding, Doubt::None, 1), verb, true, name));
                if (named.contains(QStringLiteral("<b>")))
                    QVERIFY2(named.contains(u'“' + name + u'”'), qPrintable(named));
                const FindingText nameless = describe(judgement(finding), verb, true, {});
                QVERIFY2(!nameless.what.contains(u'“') || nameless.what.contains(QStringLiteral("Acme")),
                    qPrintable(nameless.what));
            }
        }
        QCOMPARE(describe(judgement(Finding::StillUnknown), Verb::Rotate, true, {}).what,
            QStringLiteral("Whether the token was rotated is not known."));
    }

    void theOwnTokenAsksForAnotherSignIn()
    {
        OperationFacts facts;
        facts.verb = Verb::Rotate;
        facts.tokenName = QStringLiteral("ci");
        facts.isOwnCredential = true;
        for (const Finding finding : {Finding::SignInRefused, Finding::RotatedSecretLost}) {
            const FindingText text = describeFinding(judgement(finding), facts, account(), true);
            QVERIFY(text.actions.contains(Action::SignIn));
            QVERIFY(all(text).contains(QStringLiteral("Acme prod")));
            QVERIFY(text.next.contains(QStringLiteral("another token")));
        }
        // Evidence is told as such.
        const FindingText refused =
            describeFinding(judgement(Finding::SignInRefused), facts, account(), true);
        QVERIFY(refused.meaning.contains(QStringLiteral("Most likely")));
        QVERIFY(
            !describe(judgement(Finding::RotatedSecretLost), Verb::Rotate).actions.contains(Action::SignIn));
    }
};

QTEST_GUILESS_MAIN(FindingTextTest)
#include "tst_findingtext.moc"
