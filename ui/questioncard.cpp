// SPDX-License-Identifier: MIT
#include "ui/questioncard.h"

#include "session/session.h"
#include "ui/flowlayout.h"
#include "ui/glyphlabel.h"
#include "ui/theme.h"
#include "ui/tokentext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace {

constexpr int glyphExtent = 16;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString shortened(const QString &name)
{
    constexpr qsizetype longest = 80;
    const QString line = singleLine(name);
    return line.size() <= longest ? line : line.left(longest - 1) + QChar(u'…');
}

QString attempt(const OperationFacts &facts)
{
    const QString name = shortened(facts.tokenName);
    switch (facts.verb) {
    case OperationVerb::Create:
        return QuestionCard::tr("Creating “%1” got no answer.").arg(name);
    case OperationVerb::Rotate:
        return QuestionCard::tr("Rotating “%1” got no answer.").arg(name);
    case OperationVerb::Update:
        return QuestionCard::tr("Changing “%1” got no answer.").arg(name);
    case OperationVerb::Delete:
        return QuestionCard::tr("Deleting “%1” got no answer.").arg(name);
    case OperationVerb::Detach:
        break;
    }
    return QuestionCard::tr("Removing “%1” from its workspace got no answer.").arg(name);
}

QString candidateText(const Token &token)
{
    QStringList parts{token.id};
    if (token.createdAt.isKnown())
        parts.append(QuestionCard::tr("created %1").arg(momentExact(token.createdAt)));
    if (!token.createdBy.isEmpty())
        parts.append(QuestionCard::tr("by %1").arg(singleLine(token.createdBy)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QuestionCard::QuestionCard(const OpenQuestion &question, const Session *session, QWidget *parent)
    : QFrame(parent)
    , m_question(question)
    , m_session(session)
{
    setObjectName(QStringLiteral("questionCard"));
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *glyph = new GlyphLabel(glyphExtent, this);
    const bool isCalm = m_question.judgement
        && (m_question.judgement->finding == Finding::Done
            || m_question.judgement->finding == Finding::NotDone
            || m_question.judgement->finding == Finding::HalfDone);
    glyph->setGlyph(isCalm ? Glyph::Info : Glyph::Warning, isCalm ? Tone::Plain : Tone::Warning);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    const FindingText text = finding();
    setAccessibleName(text.what);
    addTexts(text, *column);
    addCandidates(text, *column);
    addButtons(text, *column);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    layout->addWidget(glyph, 0, Qt::AlignTop);
    layout->addLayout(column, 1);
}

bool QuestionCard::canRotate() const
{
    if (!m_session)
        return false;
    Token any;
    any.accountId = m_question.operation.facts.accountId;
    any.workspaceId = m_question.operation.facts.workspaceId;
    if (m_question.judgement && !m_question.judgement->tokens.isEmpty())
        any = m_question.judgement->tokens.first();
    return m_session->verbs(any).rotate.possible;
}

FindingText QuestionCard::unlooked() const
{
    FindingText text;
    text.what = attempt(m_question.operation.facts);
    text.meaning = tr("Whether it was done is not known.");
    if (m_question.isLooking) {
        text.next = tr("Looking at the provider…");
    } else if (!m_session) {
        text.next = tr("Its account is no longer here, so nobody can look. See the provider's own console.");
        text.actions = {FindingAction::SetAside};
    } else if (m_session->state() == Session::State::NeedsCredential) {
        text.next = tr("Sign in to the account, and Tokenry looks.");
        text.actions = {FindingAction::SetAside};
    } else {
        text.actions = {FindingAction::LookAgain, FindingAction::SetAside};
    }
    return text;
}

FindingText QuestionCard::finding() const
{
    if (!m_question.judgement)
        return unlooked();
    Account account;
    account.id = m_question.operation.facts.accountId;
    account.name = m_question.operation.facts.accountName;
    if (m_session)
        account = m_session->account();
    return describeFinding(*m_question.judgement, m_question.operation.facts, account, canRotate());
}

QString QuestionCard::origin() const
{
    const JournalOperation &operation = m_question.operation;
    QStringList parts{singleLine(operation.facts.accountName)};
    if (!operation.facts.placeName.isEmpty())
        parts.append(singleLine(operation.facts.placeName));
    if (operation.begunAt().isValid())
        parts.append(QLocale().toString(operation.begunAt().toLocalTime(), QLocale::ShortFormat));
    if (!operation.requestId().isEmpty())
        parts.append(tr("request %1").arg(singleLine(operation.requestId())));
    return parts.join(QStringLiteral(" · "));
}

void QuestionCard::addTexts(const FindingText &text, QVBoxLayout &column)
{
    QLabel *what = plainLabel(text.what, this);
    what->setObjectName(QStringLiteral("questionWhat"));
    QFont strong = what->font();
    strong.setWeight(QFont::DemiBold);
    what->setFont(strong);
    QStringList sentences{text.meaning, text.next};
    sentences.removeAll(QString());
    QLabel *meaning = plainLabel(sentences.join(QLatin1Char(' ')), this);
    meaning->setObjectName(QStringLiteral("questionMeaning"));
    meaning->setVisible(!sentences.isEmpty());
    QLabel *where = plainLabel(origin(), this);
    where->setObjectName(QStringLiteral("questionOrigin"));
    QPalette muted = where->palette();
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text})
        muted.setColor(role, themeColours(muted).mutedText);
    where->setPalette(muted);
    column.addWidget(what);
    column.addWidget(meaning);
    column.addWidget(where);
}

void QuestionCard::addCandidates(const FindingText &text, QVBoxLayout &column)
{
    if (!m_question.judgement || m_question.judgement->tokens.size() < 2)
        return;
    for (const Token &token : m_question.judgement->tokens) {
        auto *line = new QHBoxLayout;
        line->setSpacing(8);
        line->addWidget(plainLabel(candidateText(token), this), 1);
        const auto offer = [&](FindingAction action, const QString &name, const QString &label, auto signal) {
            if (!text.actions.contains(action))
                return;
            auto *button = new QPushButton(label, this);
            button->setObjectName(name);
            button->setAccessibleDescription(candidateText(token));
            connect(button, &QPushButton::clicked, this, [this, signal, key = token.key()] {
                Q_EMIT(this->*signal)(key);
            });
            line->addWidget(button, 0, Qt::AlignTop);
        };
        offer(FindingAction::RotateIt, QStringLiteral("rotateButton"), tr("Rotate…"),
            &QuestionCard::rotateRequested);
        offer(FindingAction::DeleteIt, QStringLiteral("deleteButton"), tr("Delete…"),
            &QuestionCard::deleteRequested);
        column.addLayout(line);
    }
}

void QuestionCard::addButtons(const FindingText &text, QVBoxLayout &column)
{
    auto *flow = new FlowLayout(8);
    const auto offer = [&](const QString &name, const QString &label, auto act) {
        auto *button = new QPushButton(label, this);
        button->setObjectName(name);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, act);
        flow->addWidget(button);
    };
    const OperationFacts &facts = m_question.operation.facts;
    const bool isOne = !m_question.judgement || m_question.judgement->tokens.size() < 2;
    const TokenKey key = m_question.judgement && m_question.judgement->tokens.size() == 1
        ? m_question.judgement->tokens.first().key()
        : TokenKey{facts.accountId, facts.workspaceId, m_question.operation.tokenId(), facts.list};
    if (m_session && m_session->state() == Session::State::NeedsCredential && !m_question.isAnswered())
        offer(QStringLiteral("signInButton"), tr("Sign in…"), [this] { Q_EMIT signInRequested(); });
    for (const FindingAction action : text.actions) {
        switch (action) {
        case FindingAction::TryAgain:
            if (m_session)
                offer(QStringLiteral("tryAgainButton"), tr("Try again…"),
                    [this] { Q_EMIT tryAgainRequested(); });
            break;
        case FindingAction::RotateIt:
            if (m_session && isOne)
                offer(QStringLiteral("rotateButton"), tr("Rotate…"),
                    [this, key] { Q_EMIT rotateRequested(key); });
            break;
        case FindingAction::DeleteIt:
            if (m_session && isOne)
                offer(QStringLiteral("deleteButton"), tr("Delete…"),
                    [this, key] { Q_EMIT deleteRequested(key); });
            break;
        case FindingAction::SignIn:
            // Offered above while there is no credential at all.
            if (m_session && m_session->state() != Session::State::NeedsCredential)
                offer(QStringLiteral("signInButton"), tr("Sign in…"), [this] { Q_EMIT signInRequested(); });
            break;
        case FindingAction::LookAgain:
            if (m_session && !m_question.isLooking)
                offer(QStringLiteral("lookButton"), tr("Look again"), [this] { Q_EMIT lookRequested(); });
            break;
        case FindingAction::SetAside:
            offer(QStringLiteral("setAsideButton"), tr("Set aside"), [this] { Q_EMIT setAsideRequested(); });
            break;
        }
    }
    if (m_question.isAnswered())
        offer(QStringLiteral("dismissButton"), tr("Got it"), [this] { Q_EMIT dismissRequested(); });
    column.addLayout(flow);
}
