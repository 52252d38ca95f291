// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"
#include "session/openquestions.h"

#include <QDialog>

class QScrollArea;
class QVBoxLayout;

/// Every operation whose answer did not arrive, with what looking told and what may be done about it. Not
/// modal; follows OpenQuestions while it is open. Deletes itself when closed. objectName "questionsDialog".
class QuestionsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(QuestionsDialog)

public:
    /// `questions` must outlive the dialog.
    QuestionsDialog(OpenQuestions &questions, QWidget *parent);

Q_SIGNALS:
    void tryAgainRequested(const OperationFacts &facts);
    void rotateRequested(const TokenKey &key);
    void deleteRequested(const TokenKey &key);
    void signInRequested(const QString &accountId);

private:
    void rebuild();
    void addCard(const OpenQuestion &question);

    OpenQuestions &m_questions;
    QScrollArea *m_area;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_column = nullptr;
};
