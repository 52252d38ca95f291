// SPDX-License-Identifier: MIT
#include "ui/prompts.h"

#include "dialogfixture.h"

#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>

#include <optional>

class TestPrompts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_answer.reset();
        m_window = std::make_unique<QWidget>();
        m_window->show();
    }

    void answersYesByTheVerb()
    {
        QDialog *dialog = ask(false);
        QCOMPARE(primary(dialog)->text(), QStringLiteral("Remove account"));
        press(dialog, "primaryButton");
        QTRY_COMPARE(m_answer, std::optional(true));
    }

    void answersNoByCancel()
    {
        press(ask(false), "cancelButton");
        QTRY_COMPARE(m_answer, std::optional(false));
    }

    void answersNoByEscape()
    {
        QTest::keyClick(ask(true), Qt::Key_Escape);
        QTRY_COMPARE(m_answer, std::optional(false));
    }

    void returnIsTheSafeChoiceOfADangerousQuestion()
    {
        QDialog *dialog = ask(true);
        QVERIFY(!primary(dialog)->isDefault());
        QVERIFY(primary(dialog)->property("danger").toBool());
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_COMPARE(m_answer, std::optional(false));
    }

    void returnConfirmsAHarmlessQuestion()
    {
        QTest::keyClick(ask(false), Qt::Key_Return);
        QTRY_COMPARE(m_answer, std::optional(true));
    }

    void showsConsequencesAsPlainText()
    {
        const auto *text = child<QLabel>(ask(false), "questionText");
        QCOMPARE(text->textFormat(), Qt::PlainText);
        QCOMPARE(text->text(), QStringLiteral("<i>Its</i> tokens stay."));
    }

    void nobodyIsAnsweredAfterTheWindowDied()
    {
        QPointer<QDialog> dialog = ask(false);
        m_window.reset();
        QVERIFY(!dialog);
        QTest::qWait(0);
        QVERIFY(!m_answer);
    }

    void suggestsAFileAndReturnsTheChosenOne()
    {
        const QTemporaryDir folder;
        std::optional<QString> chosen;
        FileQuestion question;
        question.objectName = QStringLiteral("saveDialog");
        question.purpose = FileQuestion::Purpose::Save;
        question.path = folder.filePath(QStringLiteral("ci.env"));
        m_prompts.chooseFile(m_window.get(), question, [&chosen](const QString &path) { chosen = path; });
        auto *dialog = child<QFileDialog>(m_window.get(), "saveDialog");
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
        auto *name = child<QLineEdit>(dialog, "fileNameEdit");
        QCOMPARE(name->text(), QStringLiteral("ci.env"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(chosen, std::optional(question.path));
    }

    void asksNobodyTwiceAboutReplacing()
    {
        const QTemporaryDir folder;
        QFile there(folder.filePath(QStringLiteral("ci.env")));
        QVERIFY(there.open(QIODevice::WriteOnly));
        std::optional<QString> chosen;
        FileQuestion question;
        question.objectName = QStringLiteral("saveDialog");
        question.purpose = FileQuestion::Purpose::Save;
        question.path = there.fileName();
        m_prompts.chooseFile(m_window.get(), question, [&chosen](const QString &path) { chosen = path; });
        auto *dialog = child<QFileDialog>(m_window.get(), "saveDialog");
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QTest::keyClick(child<QLineEdit>(dialog, "fileNameEdit"), Qt::Key_Return);
        QTRY_COMPARE(chosen, std::optional(question.path));
    }

    void noFileIsAnAnswerToo()
    {
        std::optional<QString> chosen;
        FileQuestion question;
        question.objectName = QStringLiteral("openDialog");
        question.path = QDir::tempPath();
        m_prompts.chooseFile(m_window.get(), question, [&chosen](const QString &path) { chosen = path; });
        auto *dialog = child<QFileDialog>(m_window.get(), "openDialog");
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(dialog->fileMode(), QFileDialog::ExistingFile);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_COMPARE(chosen, std::optional(QString()));
    }

private:
    QDialog *ask(bool isDangerous)
    {
        m_prompts.ask(m_window.get(),
            {QStringLiteral("removeAccountDialog"), QStringLiteral("Remove the account?"),
                QStringLiteral("<i>Its</i> tokens stay."), QStringLiteral("Remove account"), {}, isDangerous},
            [this](bool confirmed) { m_answer = confirmed; });
        auto *dialog = child<QDialog>(m_window.get(), "removeAccountDialog");
        if (!QTest::qWaitForWindowActive(dialog))
            qFatal("The dialog did not open");
        return dialog;
    }

    DialogPrompts m_prompts;
    std::unique_ptr<QWidget> m_window;
    std::optional<bool> m_answer;
};

QTEST_MAIN(TestPrompts)
#include "tst_prompts.moc"
