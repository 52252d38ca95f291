// SPDX-License-Identifier: MIT
#include "ui/prompts.h"

#include "dialogfixture.h"

#include <QLabel>

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
