// SPDX-License-Identifier: MIT
#include "ui/questionsdialog.h"

#include "ui/questioncard.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

QuestionsDialog::QuestionsDialog(OpenQuestions &questions, QWidget *parent)
    : QDialog(parent)
    , m_questions(questions)
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("questionsDialog"));
    setWindowTitle(tr("Unanswered operations"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *introduction = new QLabel(
        tr("Tokenry sent these and got no answer that tells. It looks at the provider; it never sends a "
           "change a second time by itself."),
        this);
    introduction->setWordWrap(true);
    m_area->setObjectName(QStringLiteral("questionArea"));
    m_area->setAccessibleName(tr("Unanswered operations"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("closeButton"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    layout->addWidget(introduction);
    layout->addWidget(m_area, 1);
    layout->addWidget(buttons);
    resize(600, 440);
    connect(&m_questions, &OpenQuestions::changed, this, &QuestionsDialog::rebuild, Qt::QueuedConnection);
    rebuild();
}

void QuestionsDialog::rebuild()
{
    const int position = m_area->verticalScrollBar()->value();
    m_list = new QWidget;
    m_list->setObjectName(QStringLiteral("questionList"));
    m_column = new QVBoxLayout(m_list);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    const QList<OpenQuestion> all = m_questions.all();
    for (const OpenQuestion &question : all)
        addCard(question);
    if (all.isEmpty()) {
        auto *none = new QLabel(tr("Nothing is unanswered."), m_list);
        none->setObjectName(QStringLiteral("noQuestions"));
        none->setAlignment(Qt::AlignCenter);
        m_column->addWidget(none, 1);
    } else {
        m_column->addStretch(1);
    }
    m_area->setWidget(m_list); // deletes the former one
    m_area->verticalScrollBar()->setValue(position);
}

void QuestionsDialog::addCard(const OpenQuestion &question)
{
    auto *card = new QuestionCard(question, m_questions.session(question), m_list);
    const QString id = question.operation.id;
    const OperationFacts facts = question.operation.facts;
    // What the person goes on with needs no further word about its answer.
    const auto goOn = [this, id] { m_questions.dismiss(id); };
    connect(card, &QuestionCard::tryAgainRequested, this, [this, facts, goOn] {
        Q_EMIT tryAgainRequested(facts);
        goOn();
    });
    connect(card, &QuestionCard::rotateRequested, this, [this, goOn](const TokenKey &key) {
        Q_EMIT rotateRequested(key);
        goOn();
    });
    connect(card, &QuestionCard::deleteRequested, this, [this, goOn](const TokenKey &key) {
        Q_EMIT deleteRequested(key);
        goOn();
    });
    connect(card, &QuestionCard::signInRequested, this,
        [this, facts] { Q_EMIT signInRequested(facts.accountId); });
    connect(card, &QuestionCard::lookRequested, this, [this, id] { m_questions.look(id); });
    connect(card, &QuestionCard::setAsideRequested, this, [this, id] { (void)m_questions.setAside(id); });
    connect(card, &QuestionCard::dismissRequested, this, goOn);
    m_column->addWidget(card);
}
