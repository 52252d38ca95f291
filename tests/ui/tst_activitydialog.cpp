// SPDX-License-Identifier: MIT
#include "ui/activitydialog.h"

#include "scriptedprompts.h"
#include "session/journaldesk.h"
#include "ui/activitydetails.h"
#include "ui/activitytable.h"
#include "ui/messagebar.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using State = OperationState;

namespace {

/// The window over a journal in memory, and the way to its widgets.
struct Stand
{
    Stand()
        : activity(desk.profile, desk.clock)
    { }

    void open()
    {
        dialog = std::make_unique<ActivityDialog>(activity, prompts, nullptr);
        dialog->show();
        if (!QTest::qWaitForWindowActive(dialog.get()))
            qFatal("the window does not open");
        settle();
    }

    void settle() const
    {
        const auto *model = qobject_cast<ActivityModel *>(table()->model());
        if (!QTest::qWaitFor([model] { return !model->isReading(); }, 60'000))
            qFatal("it reads on");
    }

    template <class Widget>
    [[nodiscard]] Widget *child(const char *name) const
    {
        auto *found = dialog->findChild<Widget *>(QLatin1String(name));
        if (!found)
            qFatal("There is no %s", name);
        return found;
    }

    [[nodiscard]] ActivityTable *table() const { return child<ActivityTable>("activityTable"); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    [[nodiscard]] QString bar() const { return child<MessageBar>("activityBar")->text(); }
    [[nodiscard]] QString countText() const { return child<QLabel>("activityCount")->text(); }
    [[nodiscard]] QString headline() const { return child<QTextEdit>("activityHeadline")->toPlainText(); }
    [[nodiscard]] QTableWidget *steps() const { return child<QTableWidget>("activitySteps"); }
    void press(const char *button) const { QTest::mouseClick(child<QPushButton>(button), Qt::LeftButton); }
    void clickRow(int row) const
    {
        const QModelIndex index = table()->model()->index(row, ActivityModel::TokenColumn);
        QTest::mouseClick(
            table()->viewport(), Qt::LeftButton, Qt::NoModifier, table()->visualRect(index).center());
    }

    JournalDesk desk;
    Activity activity;
    ScriptedPrompts prompts;
    std::unique_ptr<ActivityDialog> dialog;
};

/// One operation of every outcome, oldest first.
void fillWithEverything(JournalDesk &desk)
{
    const auto token = [](const char *name) { return QString::fromUtf8(name); };
    const auto on = [](OperationVerb verb, const QString &id, const QString &name) {
        return OperationFacts::of(
            verb, JournalSamples::account(), QStringLiteral("Organization"), JournalSamples::token(id, name));
    };
    const auto answered = [](int status, const char *request) {
        EventDetails details;
        details.httpStatus = status;
        details.requestId = QString::fromLatin1(request);
        return details;
    };
    const auto failed = [&answered](int status, const char *request, const char *kind, const char *outcome) {
        EventDetails details = answered(status, request);
        details.errorKind = QString::fromLatin1(kind);
        details.outcome = QString::fromLatin1(outcome);
        return details;
    };
    const auto finding = [](Finding found) {
        EventDetails details;
        details.finding = found;
        return details;
    };
    const auto later = [&desk] { desk.clock.advance(std::chrono::minutes(97)); };

    QString id = desk.begin(JournalSamples::create(token("deploy-bot")));
    desk.advance(id, State::Sent);
    EventDetails issued = answered(200, "req_01HF4ZK8T2");
    issued.tokenId = QStringLiteral("clw4d0aa1000008l4h3f9b2c7");
    desk.advance(id, State::Kept, issued);
    desk.advance(id, State::Shown);
    desk.advance(id, State::Confirmed);
    later();
    id = desk.begin(on(OperationVerb::Rotate, QStringLiteral("clw4d0aa1"), token("nightly export")));
    desk.advance(id, State::Sent);
    desk.advance(id, State::Unknown, failed(504, "req_01HF4ZM9", "server", "unknown"));
    desk.advance(id, State::Resolved, finding(Finding::RotatedSecretLost));
    later();
    id = desk.begin(JournalSamples::update());
    desk.advance(id, State::Sent);
    desk.advance(id, State::Done, answered(200, "req_01HF5000"));
    later();
    id = desk.begin(on(OperationVerb::Delete, QStringLiteral("clw9"),
        token("a token whose name is so long that no table of this world could show all of it at once")));
    desk.advance(id, State::Sent);
    desk.advance(id, State::Refused, failed(403, "req_01HF5AAAA", "forbidden", "refused"));
    later();
    id = desk.begin(on(OperationVerb::Detach, QStringLiteral("clw7"), token("<b>bold</b> & أحمد")));
    desk.advance(id, State::Sent);
    desk.advance(id, State::Unknown, failed(0, "", "timeout", "unknown"));
    desk.advance(id, State::Resolved, finding(Finding::NotDone));
    later();
    id = desk.begin(on(OperationVerb::Rotate, QStringLiteral("clw2"), token("billing reader")));
    desk.advance(id, State::Sent);
    desk.advance(id, State::Unknown, failed(0, "", "network", "unknown"));
    desk.advance(id, State::Unknown, finding(Finding::Ambiguous));
    later();
    id = desk.begin(JournalSamples::create(token("grafana")));
    desk.advance(id, State::Sent);
    desk.advance(id, State::Unknown, failed(0, "", "timeout", "unknown"));
    desk.advance(id, State::Resolved, finding(Finding::SetAside));
    later();
    id = desk.begin(on(OperationVerb::Rotate, QStringLiteral("clw3"), token("ci")));
    desk.advance(id, State::Sent);
    desk.advance(id, State::Kept, answered(200, "req_01HF6BBBB"));
    later();
    desk.advance(
        desk.begin(on(OperationVerb::Delete, QStringLiteral("clw5"), token("old-runner"))), State::Sent);
}

} // namespace

class TestActivityDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyJournalSaysSo()
    {
        Stand stand;
        stand.open();
        QVERIFY(stand.child<QWidget>("activityEmptyState")->isVisible());
        QVERIFY(!stand.table()->isVisible());
        QVERIFY(!stand.child<QPushButton>("emptyButton")->isVisible());
        QVERIFY(!stand.child<QPushButton>("exportCsvButton")->isEnabled());
        QVERIFY(!stand.child<QWidget>("activityDetails")->isVisible());
        const auto *text = stand.child<QLabel>("emptyText");
        QVERIFY(text->height() >= text->heightForWidth(text->width()));
        QCOMPARE(stand.countText(), QStringLiteral("0 operations"));
        // The first operation takes its place.
        stand.desk.begin(JournalSamples::rotate());
        QTRY_VERIFY(stand.table()->isVisible());
        QCOMPARE(stand.countText(), QStringLiteral("1 operation"));
        QVERIFY(stand.headline().startsWith(QStringLiteral("Rotate")));
    }

    void showsTheStepsOfTheSelectedOperation()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        QCOMPARE(stand.rows(), 9);
        QCOMPARE(stand.table()->currentIndex().row(), 0);
        stand.clickRow(8);
        QVERIFY(stand.headline().contains(QStringLiteral("deploy-bot")));
        QCOMPARE(stand.steps()->rowCount(), 5);
        QVERIFY(stand.steps()->item(2, 2)->text().contains(QStringLiteral("req_01HF4ZK8T2")));
        QCOMPARE(stand.child<QTextEdit>("activitySentence")->toPlainText(),
            QStringLiteral("It was done, and the new value is stored."));
        // By keys as well.
        stand.table()->setFocus();
        QTest::keyClick(stand.table(), Qt::Key_Up);
        QVERIFY(stand.headline().contains(QStringLiteral("nightly export")));
        QTest::keyClick(stand.table(), Qt::Key_Home);
        QVERIFY(stand.headline().contains(QStringLiteral("old-runner")));
        QTest::keyClick(stand.table(), Qt::Key_End);
        QVERIFY(stand.headline().contains(QStringLiteral("deploy-bot")));
    }

    void followsTheSelectedOperation()
    {
        Stand stand;
        const QString id = stand.desk.begin(JournalSamples::rotate());
        stand.open();
        QCOMPARE(stand.steps()->rowCount(), 1);
        stand.desk.begin(JournalSamples::create());
        QTRY_COMPARE(stand.rows(), 2);
        QCOMPARE(stand.table()->currentIndex().row(), 1);
        stand.desk.advance(id, State::Sent);
        QTRY_COMPARE(stand.steps()->rowCount(), 2);
        QVERIFY(stand.headline().startsWith(QStringLiteral("Rotate")));
    }

    void filtersAsItIsTyped()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        auto *filter = stand.child<QLineEdit>("activityFilter");
        stand.table()->setFocus();
        QTest::keyClick(stand.table(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(filter->hasFocus());
        QTest::keyClicks(filter, QStringLiteral("value lost"));
        stand.settle();
        QCOMPARE(stand.rows(), 1);
        QVERIFY(stand.headline().contains(QStringLiteral("nightly export")));
        QCOMPARE(stand.countText(), QStringLiteral("1 of 9 operations"));

        QTest::keyClicks(filter, QStringLiteral(" and more"));
        stand.settle();
        QCOMPARE(stand.rows(), 0);
        QVERIFY(stand.child<QWidget>("activityEmptyState")->isVisible());
        QVERIFY(!stand.child<QWidget>("activityDetails")->isVisible());
        stand.press("emptyButton");
        stand.settle();
        QCOMPARE(stand.rows(), 9);
        QVERIFY(stand.child<QWidget>("activityDetails")->isVisible());
        QVERIFY(filter->hasFocus());

        QTest::keyClicks(filter, QStringLiteral("rotate"));
        stand.settle();
        QCOMPARE(stand.rows(), 3);
        QTest::keyClick(filter, Qt::Key_Down);
        QVERIFY(stand.table()->hasFocus());
        QTest::keyClick(stand.table(), Qt::Key_F, Qt::ControlModifier);
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(filter->text().isEmpty());
        QVERIFY(stand.dialog->isVisible());
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(stand.table()->hasFocus());
        QTest::keyClick(stand.table(), Qt::Key_Escape);
        QVERIFY(!stand.dialog->isVisible());
    }

    void returnPressesNoButton()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        QTest::keyClick(stand.child<QLineEdit>("activityFilter"), Qt::Key_Return);
        QTest::keyClick(stand.table(), Qt::Key_Return);
        QVERIFY(stand.dialog->isVisible());
        QVERIFY(stand.prompts.askedFiles.isEmpty());
        QVERIFY(stand.bar().isEmpty());
    }

    void readsOnWhenItIsScrolled()
    {
        Stand stand;
        stand.desk.addMany(1000);
        stand.open();
        const int first = stand.rows();
        QVERIFY(first >= 200 && first < 1000);
        QCOMPARE(stand.countText(), QStringLiteral("The newest %1 of 1,000 operations").arg(first));
        for (int i = 0; i < 10 && stand.rows() < 1000; ++i) {
            QTest::keyClick(stand.table(), Qt::Key_End);
            QTest::qWait(20);
            stand.settle();
        }
        QCOMPARE(stand.rows(), 1000);
        QTRY_COMPARE(stand.countText(), QStringLiteral("1,000 operations"));
    }

    void verifies()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        auto *button = stand.child<QPushButton>("verifyButton");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(!button->isEnabled());
        QTRY_VERIFY(button->isEnabled());
        QVERIFY(button->hasFocus());
        QVERIFY2(stand.bar().startsWith(QStringLiteral("The journal is whole.")), qPrintable(stand.bar()));

        QSqlQuery query(stand.desk.profile.database().connection());
        QVERIFY(query.exec(QStringLiteral("DROP TRIGGER journal_is_not_changed")));
        QVERIFY(query.exec(QStringLiteral("UPDATE journal SET at = at + 1 WHERE position = 4")));
        stand.press("verifyButton");
        QTRY_VERIFY(button->isEnabled());
        QVERIFY2(stand.bar().contains(QStringLiteral("Entry 4 is not what was written.")),
            qPrintable(stand.bar()));
    }

    void exportsWhatTheFilterShows()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        QTemporaryDir folder;
        QTest::keyClicks(stand.child<QLineEdit>("activityFilter"), QStringLiteral("rotate"));
        stand.settle();
        stand.prompts.nextFile = folder.filePath(QStringLiteral("history"));
        stand.press("exportJsonButton");
        QTRY_VERIFY(stand.bar().startsWith(QStringLiteral("Operations exported: 3.")));
        QCOMPARE(stand.prompts.askedFiles.size(), 1);
        const FileQuestion asked = stand.prompts.askedFiles.first();
        QCOMPARE(asked.purpose, FileQuestion::Purpose::Save);
        QVERIFY(asked.path.endsWith(QStringLiteral(".json")));
        QFile file(folder.filePath(QStringLiteral("history.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(object.value(QLatin1String("operations")).toArray().size(), 3);
    }

    void asksBeforeItReplacesAFile()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("old.csv"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        stand.prompts.nextFile = path;
        stand.prompts.nextAnswer = false;
        stand.press("exportCsvButton");
        QTRY_COMPARE(stand.prompts.asked.size(), 1);
        QVERIFY(stand.prompts.asked.first().isDangerous);
        QTest::qWait(50);
        QCOMPARE(QFileInfo(path).size(), 3);
        QVERIFY(stand.bar().isEmpty());

        stand.prompts.nextAnswer = true;
        stand.press("exportCsvButton");
        QTRY_VERIFY(stand.bar().startsWith(QStringLiteral("Operations exported: 9.")));
        QVERIFY(QFileInfo(path).size() > 500);
        QVERIFY(stand.child<QPushButton>("exportCsvButton")->isEnabled());
    }

    void noFileChosenDoesNothing()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        stand.prompts.nextFile = QString();
        stand.press("exportCsvButton");
        QTRY_COMPARE(stand.prompts.askedFiles.size(), 1);
        QTest::qWait(20);
        QVERIFY(stand.bar().isEmpty());
        QVERIFY(stand.child<QPushButton>("exportCsvButton")->isEnabled());
    }

    void aFileThatCannotBeWrittenIsTold()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        stand.prompts.nextFile = QStringLiteral("/proc/nowhere/a.csv");
        stand.press("exportCsvButton");
        QTRY_VERIFY(stand.bar().startsWith(QStringLiteral("The file was not written: /proc/nowhere/a.csv")));
        QVERIFY(!stand.child<MessageBar>("activityBar")->details().isEmpty());
        QVERIFY(stand.child<QPushButton>("exportCsvButton")->isEnabled());
    }

    void mayBeClosedWhileItWorks()
    {
        Stand stand;
        stand.desk.addMany(20'000);
        stand.open();
        QTemporaryDir folder;
        stand.prompts.nextFile = folder.filePath(QStringLiteral("a.csv"));
        stand.press("exportCsvButton");
        stand.press("verifyButton");
        QTest::qWait(10);
        stand.dialog.reset();
        QTest::qWait(50);
        QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
    }

    void copiesTheRowAndTheRequestId()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        stand.table()->setFocus();
        QTest::keyClick(stand.table(), Qt::Key_End);
        QTest::keyClick(stand.table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("req_01HF4ZK8T2"));
        QTest::keyClick(stand.table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\t'), int(ActivityModel::ColumnCount) - 1);
    }

    void everythingHasANameAndAKey()
    {
        Stand stand;
        fillWithEverything(stand.desk);
        stand.open();
        const QList<QPushButton *> buttons = stand.dialog->findChildren<QPushButton *>();
        for (const QPushButton *button : buttons)
            QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
        for (const char *name : {"exportCsvButton", "exportJsonButton", "verifyButton"})
            QVERIFY2(stand.child<QPushButton>(name)->text().contains(u'&'), name);
        for (const char *name : {"activityFilter", "activityTable", "activitySteps"})
            QVERIFY2(!stand.child<QWidget>(name)->accessibleName().isEmpty(), name);
        // The tab key reaches them all and goes round.
        QStringList reached;
        stand.child<QWidget>("activityFilter")->setFocus();
        for (int i = 0; i < 30; ++i) {
            reached.append(stand.dialog->focusWidget()->objectName());
            QTest::keyClick(stand.dialog->focusWidget(), Qt::Key_Tab);
        }
        for (const char *name : {"activityFilter", "activityTable", "activitySteps", "exportCsvButton",
                 "exportJsonButton", "verifyButton", "closeButton"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
    }

    void aHundredThousandOperationsOpenAtOnce()
    {
        Stand stand;
        stand.desk.addMany(100'000);
        QElapsedTimer timer;
        timer.start();
        stand.open();
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(stand.rows() < 1000);
        QVERIFY(stand.countText().contains(QStringLiteral("100,000")));
    }

    /// For eyes: set TOKENRY_SHOTS to a folder.
    void looksAsItShould_data()
    {
        QTest::addColumn<ThemeMode>("mode");
        QTest::addColumn<QString>("scene");
        for (const char *scene :
            {"full", "selected", "empty", "nothing", "sound", "damaged", "small", "rtl"}) {
            QTest::newRow(qPrintable(QStringLiteral("%1-light").arg(QLatin1String(scene))))
                << ThemeMode::Light << QString::fromLatin1(scene);
            QTest::newRow(qPrintable(QStringLiteral("%1-dark").arg(QLatin1String(scene))))
                << ThemeMode::Dark << QString::fromLatin1(scene);
        }
    }

    void looksAsItShould()
    {
        QFETCH(ThemeMode, mode);
        QFETCH(QString, scene);
        applyTheme(*qApp, mode);
        if (scene == QLatin1String("rtl"))
            QApplication::setLayoutDirection(Qt::RightToLeft);
        Stand stand;
        if (scene != QLatin1String("empty"))
            fillWithEverything(stand.desk);
        stand.open();
        if (scene == QLatin1String("small"))
            stand.dialog->resize(stand.dialog->minimumSize());
        if (scene == QLatin1String("selected") || scene == QLatin1String("small"))
            stand.clickRow(stand.rows() > 3 && scene == QLatin1String("selected") ? 5 : 1);
        if (scene == QLatin1String("nothing")) {
            QTest::keyClicks(stand.child<QLineEdit>("activityFilter"), QStringLiteral("no such thing"));
            stand.settle();
        }
        if (scene == QLatin1String("damaged")) {
            QSqlQuery query(stand.desk.profile.database().connection());
            QVERIFY(query.exec(QStringLiteral("DROP TRIGGER journal_is_not_changed")));
            QVERIFY(query.exec(QStringLiteral("UPDATE journal SET content = '' WHERE position = 7")));
        }
        if (scene == QLatin1String("sound") || scene == QLatin1String("damaged")) {
            stand.press("verifyButton");
            QTRY_VERIFY(!stand.bar().isEmpty());
            QTest::mouseMove(stand.dialog.get(), {5, 5});
        }
        QTest::qWait(20);
        const QImage image = stand.dialog->grab().toImage();
        QApplication::setLayoutDirection(Qt::LeftToRight);
        applyTheme(*qApp, ThemeMode::Light);
        QVERIFY(!image.isNull());
        const QString folder = qEnvironmentVariable("TOKENRY_SHOTS");
        if (!folder.isEmpty())
            QVERIFY(
                image.save(QStringLiteral("%1/%2.png").arg(folder, QLatin1String(QTest::currentDataTag()))));
    }
};

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication application(argc, argv);
    applyTheme(application, ThemeMode::Light);
    TestActivityDialog test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_activitydialog.moc"
