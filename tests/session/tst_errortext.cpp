// SPDX-License-Identifier: MIT
#include "session/errortext.h"

#include <QTest>

namespace {

using Kind = Error::Kind;
using Outcome = Error::Outcome;

const QList<Kind> kinds{Kind::Network, Kind::Timeout, Kind::Proxy, Kind::Tls, Kind::Auth, Kind::Forbidden,
    Kind::NotFound, Kind::Conflict, Kind::Invalid, Kind::RateLimited, Kind::Server, Kind::Protocol,
    Kind::Unsupported, Kind::Vault, Kind::Cancelled};
const QList<Outcome> outcomes{Outcome::NotSent, Outcome::Refused, Outcome::Unknown};
const QList<Verb> verbs{
    Verb::List, Verb::ListRoles, Verb::Create, Verb::Update, Verb::Rotate, Verb::Delete, Verb::Detach};

Account account()
{
    Account made;
    made.name = QStringLiteral("Acme prod");
    made.baseUrl = QUrl(QStringLiteral("https://user:canary-secret@api.example.com/v1?key=canary-secret"));
    made.organizationId = QStringLiteral("org-1");
    return made;
}

Error error(Kind kind, Outcome outcome, int status = 0)
{
    Error made;
    made.kind = kind;
    made.outcome = outcome;
    made.httpStatus = status;
    made.when = QDateTime({2026, 11, 22}, {12, 0}, Qt::UTC);
    return made;
}

QString all(const ErrorText &text)
{
    return QStringList{text.what, text.meaning, text.next, text.details}.join(u'\n');
}

} // namespace

Q_DECLARE_METATYPE(Verb)

class ErrorTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseHasSentences()
    {
        for (const Kind kind : kinds) {
            for (const Outcome outcome : outcomes) {
                for (const Verb verb : verbs) {
                    const ErrorText text =
                        describeError(error(kind, outcome), verb, QStringLiteral("ci"), account());
                    const QString which =
                        QStringLiteral("%1 %2 %3").arg(kindName(kind), outcomeName(outcome)).arg(int(verb));
                    const bool isRead = verb == Verb::List || verb == Verb::ListRoles;
                    QVERIFY2(text.what.endsWith(u'.'), qPrintable(which));
                    QVERIFY2(text.next.endsWith(u'.'), qPrintable(which));
                    QVERIFY2(isRead || text.meaning.endsWith(u'.'), qPrintable(which));
                    QVERIFY2(!all(text).contains(u'!') && !all(text).contains(QStringLiteral("please")),
                        qPrintable(which));
                    QVERIFY2(!all(text).contains(u'<'), qPrintable(which));
                    QVERIFY2(!all(text).contains(QStringLiteral("%1")), qPrintable(which));
                    QVERIFY2(!all(text).contains(QStringLiteral("canary")), qPrintable(which));
                    if (!isRead && outcome == Outcome::Unknown)
                        QVERIFY2(text.meaning.contains(QStringLiteral("may")), qPrintable(which));
                }
            }
        }
    }

    void aProxyIsToldApartFromTheService_data()
    {
        QTest::addColumn<ProxyTrouble>("trouble");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("next");
        QTest::newRow("unreachable") << ProxyTrouble::Unreachable << QStringLiteral("cannot be reached")
                                     << QStringLiteral("Check the network and the proxy");
        QTest::newRow("wanted") << ProxyTrouble::LoginWanted << QStringLiteral("asks for a login")
                                << QStringLiteral("Enter the proxy's user name");
        QTest::newRow("refused") << ProxyTrouble::LoginRefused << QStringLiteral("refused the login")
                                 << QStringLiteral("Correct the proxy's user name");
        QTest::newRow("no way") << ProxyTrouble::WayRefused << QStringLiteral("does not let through")
                                << QStringLiteral("Ask those who run the proxy");
    }

    void aProxyIsToldApartFromTheService()
    {
        QFETCH(const ProxyTrouble, trouble);
        QFETCH(const QString, what);
        QFETCH(const QString, next);
        Error failed = error(Kind::Proxy, Outcome::NotSent);
        failed.proxy = trouble;
        Account behind = account();
        behind.proxy = {ProxyChoice::Kind::Http, QStringLiteral("proxy.corp"), 3128, QStringLiteral("mia")};
        const ErrorText text = describeError(failed, Verb::Create, QStringLiteral("ci"), behind);
        QVERIFY2(text.what.contains(QStringLiteral("proxy.corp:3128 ") + what), qPrintable(text.what));
        QVERIFY2(text.next.startsWith(next), qPrintable(text.next));
        QCOMPARE(text.meaning, QStringLiteral("No token was made."));
        QVERIFY(text.details.contains(QStringLiteral("proxy.corp:3128")));
        const ErrorText system = describeError(failed, Verb::List, {}, account());
        QVERIFY2(
            system.what.contains(QStringLiteral("the proxy of this computer ")), qPrintable(system.what));
    }

    void anExpiredSignInSaysWhen()
    {
        Error refused = error(Kind::Auth, Outcome::Refused, 401);
        refused.loginEnded = QDateTime({2026, 11, 3}, {9, 30}, Qt::UTC);
        const ErrorText text = describeError(refused, Verb::List, {}, account());
        QVERIFY2(text.what.contains(QStringLiteral("the sign-in of “Acme prod” expired on ")),
            qPrintable(text.what));
        QCOMPARE(text.next, QStringLiteral("Sign in again with a new credential."));
    }

    void aHalfDoneUpdateSaysWhichHalf()
    {
        Error half = error(Kind::Forbidden, Outcome::Refused, 403);
        half.isHalfDone = true;
        ErrorText text = describeError(half, Verb::Update, QStringLiteral("ci"), account());
        QVERIFY(text.what.startsWith(
            QStringLiteral("The name and description of “ci” were saved, its roles were not: ")));
        QCOMPARE(text.meaning, QStringLiteral("The roles are as they were."));
        QCOMPARE(text.next, QStringLiteral("Set the roles again."));
        half.outcome = Outcome::Unknown;
        text = describeError(half, Verb::Update, QStringLiteral("ci"), account());
        QCOMPARE(text.what,
            QStringLiteral(
                "The name and description of “ci” were saved; whether its roles were is not known."));
        QCOMPARE(text.meaning, QStringLiteral("The roles may have been changed."));
    }

    void aGenerationThatIsGoneSaysSo_data()
    {
        QTest::addColumn<QString>("generation");
        QTest::addColumn<int>("status");
        QTest::addColumn<Verb>("verb");
        QTest::addColumn<bool>("isTold");
        const QString old = QStringLiteral("v1alpha1");
        QTest::newRow("list, gone") << old << 410 << Verb::List << true;
        QTest::newRow("list, none named") << QString() << 405 << Verb::List << true;
        QTest::newRow("list, not found") << old << 404 << Verb::List << true;
        QTest::newRow("rotate, wrong method") << old << 405 << Verb::Rotate << true;
        QTest::newRow("rotate, not found") << old << 404 << Verb::Rotate << false;
        QTest::newRow("another trouble") << old << 403 << Verb::List << false;
    }

    void aGenerationThatIsGoneSaysSo()
    {
        QFETCH(QString, generation);
        QFETCH(int, status);
        QFETCH(Verb, verb);
        QFETCH(bool, isTold);
        Account astronomer = account();
        astronomer.providerKey = QStringLiteral("astronomer");
        astronomer.generation = generation;
        const Kind kind = status == 405 ? Kind::Invalid : status == 403 ? Kind::Forbidden : Kind::NotFound;
        const ErrorText text =
            describeError(error(kind, Outcome::Refused, status), verb, QStringLiteral("ci"), astronomer);
        QCOMPARE(text.what.contains(QStringLiteral("no longer answers the old API")), isTold);
        QCOMPARE(text.next.contains(QStringLiteral("hoose the API generation v1 in the account")), isTold);
    }

    void aServerThatKnowsTheOlderGenerationOnlySaysSo()
    {
        Account astronomer = account();
        astronomer.providerKey = QStringLiteral("astronomer");
        astronomer.generation = QStringLiteral("v1");
        const QString choose = QStringLiteral("hoose the API generation v1alpha1 in the account");
        const ErrorText gone =
            describeError(error(Kind::NotFound, Outcome::Refused, 410), Verb::List, {}, astronomer);
        QVERIFY2(gone.what.contains(QStringLiteral("this server does not answer the API v1")),
            qPrintable(gone.what));
        QVERIFY(gone.next.contains(choose));
        // A 404 may as well speak of the organization.
        const ErrorText perhaps =
            describeError(error(Kind::NotFound, Outcome::Refused, 404), Verb::List, {}, astronomer);
        QVERIFY2(
            perhaps.what.contains(QStringLiteral("or answers an older API only")), qPrintable(perhaps.what));
        QVERIFY(perhaps.next.contains(choose) && perhaps.next.contains(QStringLiteral("organization")));
        Account qovery = account();
        const ErrorText other =
            describeError(error(Kind::NotFound, Outcome::Refused, 404), Verb::List, {}, qovery);
        QVERIFY(!other.next.contains(QStringLiteral("generation")));
    }

    void anUnansweredRotateSaysSo()
    {
        const ErrorText text = describeError(
            error(Kind::Network, Outcome::Unknown), Verb::Rotate, QStringLiteral("ci"), account());
        QCOMPARE(text.what, QStringLiteral("Rotate was sent but not answered."));
        QCOMPARE(text.meaning, QStringLiteral("The old value may already be dead."));
        QCOMPARE(text.next, QStringLiteral("Look again, or rotate once more."));
    }

    void aDoneThatCouldNotBeReadIsNotCalledUnanswered()
    {
        const ErrorText created = describeError(
            error(Kind::Protocol, Outcome::Unknown, 201), Verb::Create, QStringLiteral("ci"), account());
        QCOMPARE(created.what, QStringLiteral("“ci” was created, its value never reached us."));
        const ErrorText rotated = describeError(
            error(Kind::Protocol, Outcome::Unknown, 200), Verb::Rotate, QStringLiteral("ci"), account());
        QVERIFY(rotated.what.contains(QStringLiteral("its new value never reached us")));
        QVERIFY(rotated.meaning.contains(QStringLiteral("old value is dead")));
    }

    void aTakenNameAsksForAnother()
    {
        const ErrorText text = describeError(
            error(Kind::Conflict, Outcome::Refused, 409), Verb::Create, QStringLiteral("ci"), account());
        QCOMPARE(text.what, QStringLiteral("“ci” was not created: its name is taken."));
        QCOMPARE(text.meaning, QStringLiteral("No token was made."));
        QCOMPARE(text.next, QStringLiteral("Choose another name."));
    }

    void aBusyTokenIsNoTakenName()
    {
        const ErrorText text = describeError(
            error(Kind::Conflict, Outcome::NotSent), Verb::Rotate, QStringLiteral("ci"), account());
        QVERIFY(text.what.contains(QStringLiteral("another operation")));
        QCOMPARE(text.next, QStringLiteral("Wait until it has ended."));
    }

    void aRefusedSignInNamesTheOtherWord_data()
    {
        QTest::addColumn<int>("scheme");
        QTest::addColumn<QString>("words");
        QTest::newRow("token") << int(AuthScheme::Token) << QStringLiteral("“Bearer” instead of “Token”");
        QTest::newRow("bearer") << int(AuthScheme::Bearer) << QStringLiteral("“Token” instead of “Bearer”");
        QTest::newRow("automatic") << int(AuthScheme::Automatic) << QStringLiteral("“Token” or “Bearer”");
    }

    void aRefusedSignInNamesTheOtherWord()
    {
        QFETCH(int, scheme);
        QFETCH(QString, words);
        Account made = account();
        made.scheme = static_cast<AuthScheme>(scheme);
        const ErrorText text = describeError(error(Kind::Auth, Outcome::Refused, 401), Verb::List, {}, made);
        QVERIFY(text.what.contains(QStringLiteral("Acme prod")));
        QVERIFY2(text.next.contains(words), qPrintable(text.next));
    }

    void forbiddenNamesBothReasons()
    {
        const ErrorText text =
            describeError(error(Kind::Forbidden, Outcome::Refused, 403), Verb::List, {}, account());
        QVERIFY(text.what.contains(QStringLiteral("organization is wrong")));
        QVERIFY(text.what.contains(QStringLiteral("role")));
    }

    void aRateLimitSaysHowLong()
    {
        Error limited = error(Kind::RateLimited, Outcome::Refused, 429);
        limited.retryAfter = std::chrono::milliseconds(41'500);
        QVERIFY(describeError(limited, Verb::List, {}, account()).next.contains(QStringLiteral("42")));
        limited.retryAfter = std::chrono::minutes(20);
        QVERIFY(describeError(limited, Verb::List, {}, account()).next.contains(QStringLiteral("20")));
    }

    void tlsNamesReasonAndIssuer()
    {
        Error untrusted = error(Kind::Tls, Outcome::NotSent);
        untrusted.technical = QStringLiteral("self-signed, issued by Example Proxy CA");
        const ErrorText text = describeError(untrusted, Verb::List, {}, account());
        QVERIFY(text.what.contains(QStringLiteral("Example Proxy CA")));
        QVERIFY(text.what.contains(QStringLiteral("api.example.com")));
    }

    void fieldErrorsAreRepeated()
    {
        Error invalid = error(Kind::Invalid, Outcome::Refused, 400);
        invalid.fieldErrors = {
            {QStringLiteral("name"), QStringLiteral("too_long"), QStringLiteral("too long")}};
        const ErrorText text = describeError(invalid, Verb::Create, QStringLiteral("ci"), account());
        QVERIFY(text.next.contains(QStringLiteral("name: too long")));
    }

    void detailsListTheFacts()
    {
        Error failed = error(Kind::Server, Outcome::Refused, 500);
        failed.requestId = QStringLiteral("req-77");
        failed.request = QStringLiteral("GET /organization/org-1/apiToken");
        failed.serverText = QStringLiteral("boom");
        const QString details = describeError(failed, Verb::List, {}, account()).details;
        for (const char *fact : {"list tokens", "Acme prod", "https://api.example.com/v1", "org-1",
                 "GET /organization/org-1/apiToken", "500", "req-77", "refused", "2026-11-22T12:00:00.000Z",
                 "boom"})
            QVERIFY2(details.contains(QLatin1String(fact)), fact);
        QVERIFY(!details.contains(QStringLiteral("canary")));
    }

    void namesWithPercentSignsStayWhole()
    {
        const ErrorText text = describeError(error(Kind::Conflict, Outcome::Refused, 409), Verb::Create,
            QStringLiteral("100%1 %2 <b>"), account());
        QCOMPARE(text.what, QStringLiteral("“100%1 %2 <b>” was not created: its name is taken."));
    }
};

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "tst_errortext.moc"
