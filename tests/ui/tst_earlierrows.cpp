// SPDX-License-Identifier: MIT
#include "session/listingage.h"
#include "store/accountbook.h"
#include "store/database.h"
#include "store/tokencache.h"
#include "ui/accountlist.h"
#include "ui/accountrowdelegate.h"
#include "ui/facttext.h"
#include "ui/messagebar.h"
#include "windowfixture.h"

#include <QAction>
#include <QListWidget>
#include <QSqlQuery>
#include <QStatusBar>
#include <QTemporaryDir>

namespace {

/// The window over a profile on the disk, as in a second start.
struct SecondStart
{
    SecondStart(const QString &directory, const Clock &clock)
        : profile(clock, directory)
        , safekeeper(clock, profile)
        , door(profile, keychain, background, PasswordKeySource::Cost::least())
        , sessions(clock, safekeeper, background)
    {
        sessions.openRemembered();
        window = std::make_unique<MainWindow>(sessions, door, settings, prompts);
        window->resize(1180, 760);
        window->show();
    }

    [[nodiscard]] TokenTable &table() const
    {
        return *window->findChild<TokenTable *>(QStringLiteral("tokenTable"));
    }
    [[nodiscard]] QListWidgetItem *accountRow(const QString &name) const
    {
        return window->findChild<QListWidget *>(QStringLiteral("accountRows"))
            ->findItems(name, Qt::MatchExactly)
            .value(0);
    }
    [[nodiscard]] QString statusText() const
    {
        return window->findChild<QWidget *>(QStringLiteral("statusText"))->toolTip();
    }

    Background background;
    Profile profile;
    Safekeeper safekeeper;
    Settings settings{QString()};
    FakeKeychain keychain;
    VaultDoor door;
    Sessions sessions;
    ScriptedPrompts prompts;
    std::unique_ptr<MainWindow> window;
};

} // namespace

/// What a person sees of rows that an earlier run listed.
class EarlierRowsTest final : public QObject
{
    Q_OBJECT

private:
    /// A profile whose account was listed three days ago.
    void remember(const Account &account, const QList<Token> &tokens)
    {
        SystemClock clock;
        Profile profile(clock, m_folder->path());
        QVERIFY(profile.accounts().save(account));
        CachedListing listing;
        listing.accountId = account.id;
        listing.listedAt = QDateTime::currentDateTimeUtc().addDays(-3);
        for (Token token : tokens) {
            token.accountId = account.id;
            listing.tokens.append(std::make_shared<const Token>(token));
        }
        QVERIFY(TokenCache(profile.filePath()).save(account, listing));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowFixture> m_fixture;
    Account m_account;
    QByteArray m_credential;
    QList<Token> m_tokens;
    SystemClock m_clock;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_fixture = std::make_unique<WindowFixture>();
        const DemoAccount demo = m_fixture->demoAccount(QStringLiteral("astronomer"));
        const Session *session = m_fixture->add(demo);
        QVERIFY(session);
        m_account = session->account();
        m_credential = demo.credential;
        m_tokens = session->tokens();
        remember(m_account, m_tokens);
    }
    void cleanup() { m_fixture.reset(); }

    void theyAreShownWithTheirAge()
    {
        SecondStart start(m_folder->path(), m_clock);
        QTRY_COMPARE(start.table().model()->rowCount(), int(m_tokens.size()));
        const QString age = ListingAge::text(QDateTime::currentDateTimeUtc().addDays(-3), m_clock.nowUtc());
        QTRY_COMPARE(start.accountRow(m_account.name)->data(AccountRowDelegate::CountRole).toString(), age);
        QVERIFY(start.accountRow(m_account.name)->toolTip().contains(QStringLiteral("not confirmed")));
        QTRY_VERIFY2(start.statusText().contains(age), qPrintable(start.statusText()));
        start.table().selectRow(0);
        FactText *listed = nullptr;
        QTRY_VERIFY(listed = start.window->findChild<FactText *>(QStringLiteral("detailsListed")));
        QTRY_VERIFY(listed->isVisible());
        QVERIFY(listed->toPlainText().contains(age));

        // The service answers: the age goes, the rows stay.
        start.sessions.find(m_account.id)->signIn(Secret(QByteArray(m_credential)));
        QTRY_COMPARE(start.sessions.find(m_account.id)->state(), Session::State::Ready);
        QTRY_COMPARE(start.accountRow(m_account.name)->data(AccountRowDelegate::CountRole).toString(),
            QLocale().toString(m_tokens.size()));
        QTRY_VERIFY(!start.statusText().contains(age));
        QTRY_VERIFY(!listed->isVisible());
        QCOMPARE(start.table().model()->rowCount(), int(m_tokens.size()));
    }

    void withoutTheNetworkActionsSayWhy()
    {
        SecondStart start(m_folder->path(), m_clock);
        QTRY_COMPARE(start.table().model()->rowCount(), int(m_tokens.size()));
        Session *session = start.sessions.find(m_account.id);
        FaultRule rule;
        rule.times = -1;
        rule.fault.kind = Fault::Kind::ResetBeforeCommit;
        m_fixture->server.addFault(rule);
        session->signIn(Secret(QByteArray(m_credential)));
        QTRY_COMPARE_WITH_TIMEOUT(session->state(), Session::State::Failed, 60'000);
        QVERIFY(session->isOffline());
        QCOMPARE(start.table().model()->rowCount(), int(m_tokens.size()));
        start.table().selectRow(0);
        for (const char *name : {"updateAction", "removeAction", "createAction"}) {
            const auto *action = start.window->findChild<QAction *>(QLatin1String(name));
            QTRY_VERIFY2(!action->isEnabled(), name);
            QVERIFY2(action->toolTip().contains(QStringLiteral("could not be reached")),
                qPrintable(action->toolTip()));
        }
        QVERIFY(start.window->findChild<QAction *>(QStringLiteral("refreshAction"))->isEnabled());
        m_fixture->server.clearFaults();
        start.window->findChild<QAction *>(QStringLiteral("refreshAction"))->trigger();
        QTRY_COMPARE(session->state(), Session::State::Ready);
        QTRY_VERIFY(start.window->findChild<QAction *>(QStringLiteral("createAction"))->isEnabled());
    }

    void aDamagedListIsToldInTheBar()
    {
        {
            Database database;
            QVERIFY(database.open(m_folder->filePath(QStringLiteral("tokenry.db"))));
            QSqlQuery query(database.connection());
            QVERIFY(query.exec(QStringLiteral("UPDATE listings SET content = zeroblob(9)")));
        }
        SecondStart start(m_folder->path(), m_clock);
        auto *bar = start.window->findChild<MessageBar *>(QStringLiteral("listingBar"));
        QTRY_VERIFY2(bar->text().contains(QStringLiteral("damaged")), qPrintable(bar->text()));
        QVERIFY(bar->text().contains(m_account.name));
        QVERIFY(start.sessions.find(m_account.id));
    }
};

QTEST_MAIN(EarlierRowsTest)
#include "tst_earlierrows.moc"
