// SPDX-License-Identifier: MIT
#include "ui/secretdialog.h"

#include "dialogfixture.h"
#include "scriptedprompts.h"
#include "support/keptvalue.h"
#include "ui/captureguard.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/secretclipboard.h"
#include "ui/secretfield.h"

#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

namespace {
const QString value = QStringLiteral("sk-demo-abcdefghijklmnop");
}

class TestSecretDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        clipboard().setText(QStringLiteral("before"));
        m_safekeeper = std::make_unique<Safekeeper>(m_clock, m_profile);
        m_sessions = std::make_unique<Sessions>(m_clock, *m_safekeeper, m_background);
        m_secrets = std::make_unique<SecretClipboard>(clipboard());
        m_folder = std::make_unique<QTemporaryDir>();
        m_prompts = std::make_unique<ScriptedPrompts>();
        Token token;
        token.name = QStringLiteral("ci-deploy");
        token.id = QStringLiteral("id-1");
        token.accountId = addAccount();
        m_id = keepValue(*m_safekeeper, Secret(value.toUtf8()), token, QStringLiteral("Acme"),
            KeptSecret::Origin::Created);
        m_dialog = new SecretDialog(*m_sessions, m_id, *m_secrets, *m_prompts, nullptr);
        QVERIFY(openAndWait(m_dialog));
    }

    void cleanup()
    {
        delete m_dialog;
        m_sessions.reset();
    }

    void isMaskedEverywhereUntilRevealed()
    {
        QCOMPARE(stateText(), QStringLiteral("Created. Not copied yet."));
        const QString masked = field()->toPlainText();
        QVERIFY(!masked.contains(value.left(4)));
        const QString heardBefore = everythingAccessible();
        QVERIFY2(heardBefore.contains(QStringLiteral("Copy as")), qPrintable(heardBefore));
        QVERIFY(heardBefore.contains(masked));
        QVERIFY(!heardBefore.contains(value.left(4)));
        QVERIFY(!m_dialog->windowTitle().contains(value.left(4)));
        press(m_dialog, "revealButton");
        QCOMPARE(field()->toPlainText(), value);
        QVERIFY(everythingAccessible().contains(value));
        QVERIFY(!m_dialog->windowTitle().contains(value.left(4)));
        press(m_dialog, "revealButton");
        QCOMPARE(field()->toPlainText(), masked);
        QVERIFY(!everythingAccessible().contains(value.left(4)));
    }

    void noOtherWayOfHandingItOnTellsIt()
    {
        const QString folder = m_folder->path();
        m_prompts->nextFile = m_folder->filePath(QStringLiteral("token.json"));
        choose("saveJson");
        QTRY_VERIFY(savedText().contains(QStringLiteral("token.json")));
        for (const char *form : {"copyValue", "copyHeader", "copyExport", "copyJson"}) {
            choose(form);
            QVERIFY(clipboard().text().contains(value));
            QVERIFY(!everythingAccessible().contains(value.left(4)));
        }
    }

    void theMaskDoesNotTellTheLength()
    {
        Token token;
        token.id = QStringLiteral("t-1");
        const QString id = keepValue(*m_safekeeper, Secret(QByteArray(900, 'x')), token,
            QStringLiteral("Acme"), KeptSecret::Origin::Rotated);
        SecretDialog other(*m_sessions, id, *m_secrets, *m_prompts, nullptr);
        other.setAttribute(Qt::WA_DeleteOnClose, false);
        QCOMPARE(child<SecretField>(&other, "secretField")->toPlainText(), field()->toPlainText());
        QCOMPARE(child<NoteLine>(&other, "secretState")->text(), QStringLiteral("Rotated. Not copied yet."));
    }

    void hidesItselfAfterAWhile()
    {
        press(m_dialog, "revealButton");
        auto *timer = m_dialog->findChild<QTimer *>(QStringLiteral("hideTimer"));
        QVERIFY(timer && timer->isActive());
        QCOMPARE(timer->interval(), 30'000);
        timer->start(1);
        QTRY_VERIFY(field()->isMasked());
    }

    void copiesAndCountsDown()
    {
        press(m_dialog, "copyButton");
        QCOMPARE(clipboard().text(), value);
        QVERIFY(field()->isMasked());
        QCOMPARE(stateText(), QStringLiteral("Copied and checked. Clears in 30 s."));
        press(m_dialog, "clearButton");
        QVERIFY(clipboard().text().isEmpty());
        QVERIFY(stateText().startsWith(QStringLiteral("Copied, and no longer")));
    }

    void copyingFromTheFieldGoesTheSameWay_data()
    {
        QTest::addColumn<bool>("isRevealed");
        QTest::newRow("masked") << false;
        QTest::newRow("revealed") << true;
    }
    void copyingFromTheFieldGoesTheSameWay()
    {
        QFETCH(bool, isRevealed);
        if (isRevealed)
            press(m_dialog, "revealButton");
        field()->setFocus();
        QTest::keySequence(field(), QKeySequence(QStringLiteral("Ctrl+A")));
        QTest::keySequence(field(), QKeySequence(QStringLiteral("Ctrl+C")));
        QCOMPARE(clipboard().text(), value);
        QCOMPARE(m_secrets->secondsLeft(), 30);
        m_secrets->clearNow();

        QContextMenuEvent menuEvent(
            QContextMenuEvent::Keyboard, QPoint(2, 2), field()->mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(field(), &menuEvent);
        auto *menu = field()->findChild<QMenu *>(QStringLiteral("secretFieldMenu"));
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 1);
        menu->actions().constFirst()->trigger();
        menu->close();
        QCOMPARE(m_secrets->secondsLeft(), 30);
    }

    void otherKeysThatCopyGoTheSameWay()
    {
        press(m_dialog, "revealButton");
        field()->setFocus();
        QTest::keyClick(field(), Qt::Key_Insert, Qt::ControlModifier);
        QCOMPARE(m_secrets->secondsLeft(), 30);
        m_secrets->clearNow();
        clipboard().setText(QStringLiteral("before"));
        QTest::keyClick(field(), Qt::Key_X, Qt::ControlModifier);
        QTest::keyClick(field(), Qt::Key_Delete, Qt::ShiftModifier);
        QCOMPARE(clipboard().text(), QStringLiteral("before"));
        QCOMPARE(field()->toPlainText(), value);
    }

    void nothingCanBeMarkedOrDraggedInTheField()
    {
        clipboard().setText(QStringLiteral("marked"), QClipboard::Selection);
        const QString primaryBefore = clipboard().text(QClipboard::Selection);
        press(m_dialog, "revealButton");
        QWidget *area = field()->viewport();
        QTest::mouseDClick(area, Qt::LeftButton, {}, QPoint(20, 10));
        QVERIFY(!field()->textCursor().hasSelection());
        QTest::mousePress(area, Qt::LeftButton, {}, QPoint(10, 10));
        for (int x = 20; x < 200; x += 20)
            QTest::mouseMove(area, QPoint(x, 14));
        QTest::mouseRelease(area, Qt::LeftButton, {}, QPoint(200, 14));
        QVERIFY(!field()->textCursor().hasSelection());
        QVERIFY(!field()->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
        QCOMPARE(clipboard().text(), QStringLiteral("before"));
        QCOMPARE(clipboard().text(QClipboard::Selection), primaryBefore);
    }

    void copiesInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("told");
        QTest::newRow("value") << QByteArray("copyValue") << value << QStringLiteral("Copied and checked.");
        QTest::newRow("header") << QByteArray("copyHeader") << QStringLiteral("Authorization: Token ") + value
                                << QStringLiteral("The Authorization header was copied");
        QTest::newRow("export") << QByteArray("copyExport")
                                << QStringLiteral("export QOVERY_API_TOKEN=") + value
                                << QStringLiteral("The export of QOVERY_API_TOKEN was copied");
        QTest::newRow("JSON")
            << QByteArray("copyJson")
            << QStringLiteral("{\"id\":\"id-1\",\"name\":\"ci-deploy\",\"value\":\"%1\"}").arg(value)
            << QStringLiteral("The JSON object was copied");
    }
    void copiesInEveryForm()
    {
        QFETCH(const QByteArray, entry);
        QFETCH(const QString, wanted);
        QFETCH(const QString, told);
        choose(entry.constData());
        QCOMPARE(clipboard().text(), wanted);
        QVERIFY2(stateText().startsWith(told), qPrintable(stateText()));
        QVERIFY(stateText().endsWith(QStringLiteral("Clears in 30 s.")));
#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
        QCOMPARE(
            clipboard().mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArray("secret"));
#endif
        press(m_dialog, "clearButton");
        QVERIFY(clipboard().text().isEmpty());
    }

    void theMenusNameTheVariables()
    {
        const auto texts = [this](const char *name) {
            QStringList all;
            for (const QAction *action : child<QMenu>(m_dialog, name)->actions())
                all.append(action->text());
            return all;
        };
        QCOMPARE(texts("copyAsMenu"),
            (QStringList{QStringLiteral("Value"), QStringLiteral("Authorization header"),
                QStringLiteral("export QOVERY_API_TOKEN=\u2026"),
                QStringLiteral("export CI_DEPLOY_TOKEN=\u2026"), QStringLiteral("JSON object")}));
        QCOMPARE(texts("saveAsMenu"),
            (QStringList{QStringLiteral("Value"), QStringLiteral("QOVERY_API_TOKEN=\u2026"),
                QStringLiteral("CI_DEPLOY_TOKEN=\u2026"), QStringLiteral("JSON object")}));
    }

    void savesInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QString>("suggested");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("value") << QByteArray("saveValue") << QStringLiteral("ci-deploy.txt") << value;
        QTest::newRow("settings line") << QByteArray("saveAssignment") << QStringLiteral("ci-deploy.env")
                                       << QStringLiteral("QOVERY_API_TOKEN=%1\n").arg(value);
        QTest::newRow("JSON")
            << QByteArray("saveJson") << QStringLiteral("ci-deploy.json")
            << QStringLiteral("{\"id\":\"id-1\",\"name\":\"ci-deploy\",\"value\":\"%1\"}\n").arg(value);
    }
    void savesInEveryForm()
    {
        QFETCH(const QByteArray, entry);
        QFETCH(const QString, suggested);
        QFETCH(const QString, wanted);
        const QString path = m_folder->filePath(QStringLiteral("kept"));
        m_prompts->nextFile = path;
        choose(entry.constData());
        QTRY_VERIFY(savedText().startsWith(QStringLiteral("Saved to")));
        QVERIFY(savedText().remove(QChar(0x200B)).contains(QDir::toNativeSeparators(path)));
        QCOMPARE(m_prompts->askedFiles.size(), 1);
        QCOMPARE(QFileInfo(m_prompts->askedFiles.first().path).fileName(), suggested);
        QCOMPARE(QString::fromUtf8(contentOf(path)), wanted);
#ifdef Q_OS_UNIX
        QCOMPARE(QFile::permissions(path) & ~(QFile::ReadUser | QFile::WriteUser),
            QFile::ReadOwner | QFile::WriteOwner);
#endif
        QVERIFY2(m_safekeeper->find(m_id), "Saved is not stored yet: the person says so");
        QCOMPARE(clipboard().text(), QStringLiteral("before"));

        // The next one is suggested beside it.
        m_prompts->nextFile.reset();
        choose("saveJson");
        QCOMPARE(QFileInfo(m_prompts->askedFiles.last().path).path(), m_folder->path());
    }

    void savedIsEnoughToConfirm()
    {
        m_prompts->nextFile = m_folder->filePath(QStringLiteral("kept"));
        choose("saveValue");
        QTRY_VERIFY(!savedText().isEmpty());
        press(m_dialog, "primaryButton");
        QTRY_VERIFY(!m_dialog);
        QVERIFY(!m_safekeeper->find(m_id));
    }

    void choosingNoFileChangesNothing()
    {
        m_prompts->nextFile = QString();
        choose("saveValue");
        QTest::qWait(20);
        QVERIFY(savedText().isEmpty());
        QVERIFY(!saveBar()->isVisible());
        QVERIFY(namesIn(*m_folder).isEmpty());
    }

    void aSharedFolderNeedsAWord()
    {
#ifndef Q_OS_UNIX
        QSKIP("A mode says nothing here");
#endif
        QVERIFY(QFile::setPermissions(m_folder->path(),
            QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
        m_prompts->nextFile = m_folder->filePath(QStringLiteral("kept"));
        choose("saveValue");
        QTRY_VERIFY(saveBar()->isVisible());
        QVERIFY(saveBar()->text().contains(QDir::toNativeSeparators(m_folder->path())));
        QVERIFY(namesIn(*m_folder).isEmpty());
        QVERIFY(QApplication::activeModalWidget() == m_dialog); // nothing lies over the dialog
        QTest::mouseClick(child<QToolButton>(m_dialog, "saveAnywayButton"), Qt::LeftButton);
        QTRY_VERIFY(!savedText().isEmpty());
        QVERIFY(!saveBar()->isVisible());
        QCOMPARE(QApplication::focusWidget(), child<QWidget>(m_dialog, "copyButton"));
        QCOMPARE(namesIn(*m_folder), QStringList{QStringLiteral("kept")});
    }

    void replacingNeedsAWord()
    {
        QFile old(m_folder->filePath(QStringLiteral("kept")));
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        m_prompts->nextFile = old.fileName();
        choose("saveValue");
        QTRY_VERIFY(saveBar()->isVisible());
        QVERIFY(saveBar()->text().contains(QStringLiteral("kept")));
        QCOMPARE(contentOf(old.fileName()), QByteArray("old"));

        m_prompts->nextFile = m_folder->filePath(QStringLiteral("other"));
        QTest::mouseClick(child<QToolButton>(m_dialog, "chooseAnotherFileButton"), Qt::LeftButton);
        QTRY_VERIFY(savedText().contains(QStringLiteral("other")));
        QCOMPARE(contentOf(old.fileName()), QByteArray("old"));
        QCOMPARE(contentOf(m_folder->filePath(QStringLiteral("other"))), value.toUtf8());

        m_prompts->nextFile = old.fileName();
        choose("saveValue");
        QTRY_VERIFY(saveBar()->isVisible());
        QTest::mouseClick(child<QToolButton>(m_dialog, "saveAnywayButton"), Qt::LeftButton);
        QTRY_VERIFY(savedText().contains(QStringLiteral("kept")));
        QCOMPARE(contentOf(old.fileName()), value.toUtf8());
    }

    void closingTheQuestionSavesNothing()
    {
        QFile old(m_folder->filePath(QStringLiteral("kept")));
        QVERIFY(old.open(QIODevice::WriteOnly));
        m_prompts->nextFile = old.fileName();
        choose("saveValue");
        QTRY_VERIFY(saveBar()->isVisible());
        QTest::mouseClick(child<QToolButton>(saveBar(), "messageBarClose"), Qt::LeftButton);
        QVERIFY(!saveBar()->isVisible());
        QVERIFY(QApplication::focusWidget() != primary(m_dialog));
        QTest::qWait(20);
        QVERIFY(contentOf(old.fileName()).isEmpty());
        QVERIFY(savedText().isEmpty());
    }

    void aFolderThatIsNotThereIsTold()
    {
        m_prompts->nextFile = m_folder->filePath(QStringLiteral("nowhere/kept"));
        choose("saveValue");
        QTRY_VERIFY(saveBar()->isVisible());
        QVERIFY2(saveBar()->text().startsWith(QStringLiteral("There is no folder")),
            qPrintable(saveBar()->text()));
        QVERIFY(m_safekeeper->find(m_id));
        QVERIFY(!child<QProgressBar>(m_dialog, "busyProgress")->isVisible());
        press(m_dialog, "primaryButton");
        QVERIFY2(m_dialog && m_dialog->isVisible(), "It counts as neither saved nor stored");
    }

    void asksThePlatformNotToBeCaptured()
    {
        QVERIFY(m_dialog->findChild<CaptureGuard *>());
    }

    void saysSoWhenTheCopyDidNotArrive()
    {
        QObject intruder;
        connect(&clipboard(), &QClipboard::dataChanged, &intruder, [] {
            if (clipboard().text() == value)
                clipboard().setText(QStringLiteral("intruder"));
        });
        press(m_dialog, "copyButton");
        QVERIFY(stateText().startsWith(QStringLiteral("Not copied")));
        press(m_dialog, "primaryButton");
        QVERIFY2(m_dialog, "It counts neither as copied nor as revealed");
    }

    void asksBeforeForgettingWhatNobodyLookedAt()
    {
        press(m_dialog, "primaryButton");
        auto *bar = child<MessageBar>(m_dialog, "confirmBar");
        QVERIFY(bar->isVisible());
        QVERIFY(m_safekeeper->find(m_id));
        press(m_dialog, "goBackButton");
        QVERIFY(!bar->isVisible());
        press(m_dialog, "primaryButton");
        press(m_dialog, "confirmAnywayButton");
        QTRY_VERIFY(!m_dialog);
        QVERIFY(!m_safekeeper->find(m_id));
    }

    void storedAfterACopyEndsIt()
    {
        press(m_dialog, "copyButton");
        press(m_dialog, "primaryButton");
        QTRY_VERIFY(!m_dialog);
        QVERIFY(!m_safekeeper->find(m_id));
        QVERIFY2(m_secrets->secondsLeft() > 0, "The clipboard keeps it for its time");
    }

    void everyOtherWayOutKeepsTheValue_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("keep for later") << 0;
        QTest::newRow("escape") << 1;
        QTest::newRow("close") << 2;
    }
    void everyOtherWayOutKeepsTheValue()
    {
        QFETCH(int, way);
        if (way == 0)
            press(m_dialog, "cancelButton");
        else if (way == 1)
            QTest::keyClick(m_dialog, Qt::Key_Escape);
        else
            m_dialog->close();
        QTRY_VERIFY(!m_dialog);
        QVERIFY(m_safekeeper->find(m_id));
    }

    void returnNeitherStoresNorCloses()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(m_dialog && m_dialog->isVisible());
        QVERIFY(m_safekeeper->find(m_id));
    }

    void returnStoresNothingAfterSavingEither()
    {
        m_prompts->nextFile = m_folder->filePath(QStringLiteral("kept"));
        choose("saveValue");
        QTRY_VERIFY(!savedText().isEmpty());
        QVERIFY(!primary(m_dialog)->isDefault());
        QTest::keyClick(m_dialog, Qt::Key_Return);
        QVERIFY(m_dialog && m_dialog->isVisible());
        QVERIFY(m_safekeeper->find(m_id));
    }

    void saysThatItIsInMemoryOnlyWhileItIs()
    {
        QVERIFY(!m_safekeeper->isDurable());
        QVERIFY(child<NoteLine>(m_dialog, "secretMemoryOnly")->isVisible());
    }

    void closesWhenTheValueWasStoredElsewhere()
    {
        QVERIFY(m_safekeeper->confirmStored(m_id));
        QTRY_VERIFY(!m_dialog);
    }

private:
    static QClipboard &clipboard()
    {
        return *QGuiApplication::clipboard();
    }
    [[nodiscard]] SecretField *field() const
    {
        return child<SecretField>(m_dialog, "secretField");
    }
    [[nodiscard]] QString stateText() const
    {
        return child<NoteLine>(m_dialog, "secretState")->text();
    }

    [[nodiscard]] QString savedText() const
    {
        return child<NoteLine>(m_dialog, "savedState")->text();
    }

    /// An account of Qovery's that nobody can reach; its session only tells whose token it is.
    QString addAccount()
    {
        Account account;
        account.providerKey = QStringLiteral("qovery");
        account.name = QStringLiteral("Acme");
        account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:9"));
        account.organizationId = QStringLiteral("organization");
        return m_sessions->add(account, Secret())->account().id;
    }

    /// Clicks on an entry of one of the two menus, as it is in the menu's window.
    void choose(const char *entry)
    {
        auto *action = child<QAction>(m_dialog, entry);
        auto *menu = qobject_cast<QMenu *>(action->parent());
        auto *button = qobject_cast<QPushButton *>(menu->parent());
        // A button runs its menu in a loop of its own while it is pressed; open it as a person sees it.
        menu->popup(button->mapToGlobal(QPoint(0, button->height())));
        if (!QTest::qWaitForWindowExposed(menu))
            qFatal("The menu does not open");
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    }

    [[nodiscard]] MessageBar *saveBar() const
    {
        return child<MessageBar>(m_dialog, "saveBar");
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QStringList namesIn(const QTemporaryDir &folder)
    {
        return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden);
    }

    /// Every text assistive technology gets, from the dialog down through the whole tree.
    [[nodiscard]] QString everythingAccessible() const
    {
        QString all = m_dialog->windowTitle() + QLatin1Char('\n');
        collect(QAccessible::queryAccessibleInterface(m_dialog.data()), all);
        return all;
    }
    static void collect(QAccessibleInterface *face, QString &all)
    {
        if (!face)
            return;
        for (int part = QAccessible::Name; part <= QAccessible::Accelerator; ++part)
            all += face->text(static_cast<QAccessible::Text>(part)) + QLatin1Char('\n');
        all += face->text(QAccessible::DebugDescription) + QLatin1Char('\n');
        if (QAccessibleTextInterface *text = face->textInterface()) {
            all += text->text(0, text->characterCount()) + QLatin1Char('\n');
            int start = 0;
            int end = 0;
            all += text->attributes(0, &start, &end) + QLatin1Char('\n');
        }
        if (QAccessibleValueInterface *number = face->valueInterface())
            all += number->currentValue().toString() + QLatin1Char('\n');
        for (int i = 0; i < face->childCount(); ++i)
            collect(face->child(i), all);
    }

    ManualClock m_clock;
    Profile m_profile{m_clock};
    Background m_background;
    std::unique_ptr<Safekeeper> m_safekeeper;
    std::unique_ptr<Sessions> m_sessions;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedPrompts> m_prompts;
    std::unique_ptr<SecretClipboard> m_secrets;
    QString m_id;
    QPointer<SecretDialog> m_dialog;
};

QTEST_MAIN(TestSecretDialog)
#include "tst_secretdialog.moc"
