// SPDX-License-Identifier: MIT
#include "ui/selfrotationdialog.h"

#include "core/clock.h"
#include "session/selfrotation.h"
#include "session/selfrotationtext.h"
#include "session/session.h"
#include "ui/confirmtext.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/flowlayout.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/rotationsteps.h"
#include "ui/tokentext.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

using Step = SelfRotationState::Step;
using Progress = SelfRotationState::Progress;

QString sentencesOf(const ErrorText &text)
{
    QStringList sentences{text.what, text.meaning, text.next};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

} // namespace

class SelfRotationDialog::Private
{
public:
    Private(SelfRotationDialog *dialog, const Session &session, const Token &about)
        : q(dialog)
        , token(about)
        , account(session.account())
        , placeName(session.placeName(about.place()))
        , frame(new DialogFrame(dialog))
        , steps(new RotationSteps)
    { }

    void build(const QList<ConfirmFact> &facts);
    QWidget *buildPlan(const QList<ConfirmFact> &facts) const;
    QWidget *buildOffers();
    QPushButton *offer(QLayout &layout, const QString &name, const QString &label);
    void show();
    void showEnd(const SelfRotationState &state);

    SelfRotationDialog *const q;
    const Token token;
    const Account account;
    const QString placeName;
    DialogFrame *frame;
    RotationSteps *steps;
    QWidget *plan = nullptr;
    QWidget *offers = nullptr;
    QPushButton *showValue = nullptr;
    QPushButton *verifyAgain = nullptr;
    QPushButton *keepAgain = nullptr;
    QPushButton *signIn = nullptr;
    QPointer<SelfRotation> rotation;
};

QWidget *SelfRotationDialog::Private::buildPlan(const QList<ConfirmFact> &facts) const
{
    auto *group = new QWidget;
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const QStringList sentences = SelfRotationText::plan(singleLine(account.name));
    for (const QString &sentence : sentences) {
        auto *label = new QLabel(sentence, group);
        label->setObjectName(QStringLiteral("consequence"));
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    for (const ConfirmFact &fact : facts) {
        if (!fact.isWarning)
            continue;
        auto *warning = new NoteLine(group);
        warning->setNote(Tone::Warning, SelfRotationDialog::tr("%1: %2").arg(fact.label, fact.value));
        layout->addWidget(warning);
    }
    return group;
}

QPushButton *SelfRotationDialog::Private::offer(QLayout &layout, const QString &name, const QString &label)
{
    auto *button = new QPushButton(label);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->hide();
    layout.addWidget(button);
    return button;
}

QWidget *SelfRotationDialog::Private::buildOffers()
{
    auto *group = new QWidget;
    auto *flow = new FlowLayout(8);
    group->setLayout(flow);
    showValue =
        offer(*flow, QStringLiteral("showValueButton"), SelfRotationDialog::tr("&Show the new value"));
    keepAgain = offer(*flow, QStringLiteral("keepAgainButton"), SelfRotationDialog::tr("&Keep it again"));
    verifyAgain = offer(*flow, QStringLiteral("verifyAgainButton"), SelfRotationDialog::tr("Chec&k again"));
    signIn = offer(*flow, QStringLiteral("signInButton"), SelfRotationDialog::tr("Sign &in…"));
    QObject::connect(showValue, &QPushButton::clicked, q, [this] {
        if (rotation)
            Q_EMIT q->showValueRequested(rotation->receipt().keptSecretId);
    });
    QObject::connect(keepAgain, &QPushButton::clicked, q, [this] {
        if (rotation)
            rotation->keepAgain();
    });
    QObject::connect(verifyAgain, &QPushButton::clicked, q, [this] {
        if (rotation)
            rotation->verifyAgain();
    });
    QObject::connect(signIn, &QPushButton::clicked, q, &SelfRotationDialog::signInRequested);
    group->hide();
    return group;
}

void SelfRotationDialog::Private::build(const QList<ConfirmFact> &facts)
{
    q->setObjectName(QStringLiteral("selfRotationDialog"));
    q->setWindowTitle(SelfRotationDialog::tr("Rotate the token Tokenry signs in with"));
    q->setAttribute(Qt::WA_DeleteOnClose);
    frame->header().setGlyph(Glyph::Rotate, Tone::Danger);
    frame->header().setHeadline(SelfRotationDialog::tr("Rotate %1, which Tokenry signs in with"), token.name);
    frame->header().setAccount(account, placeName);
    plan = buildPlan(facts);
    offers = buildOffers();
    frame->addToBody(plan);
    frame->addToBody(steps);
    frame->addToBody(offers);
    frame->setPrimary(SelfRotationDialog::tr("Rotate token"), SelfRotationDialog::tr("Rotating…"),
        DialogFrame::Danger::Yes);
    frame->cancelButton()->setFocus();
    QObject::connect(frame, &DialogFrame::primaryClicked, q, &SelfRotationDialog::confirmed);
    QObject::connect(frame, &DialogFrame::cancelClicked, q, &QDialog::close);
}

void SelfRotationDialog::Private::show()
{
    const SelfRotationState &state = rotation->state();
    steps->showState(state);
    frame->setBusy(!state.isFinished);
    steps->parentWidget()->setEnabled(true); // nothing in there takes input, and grey steps are hard to read
    frame->setCancelLabel(SelfRotationDialog::tr("Close"));
    plan->setVisible(false);
    offers->setVisible(state.isFinished);
    if (state.isFinished)
        showEnd(state);
    else
        frame->messageBar().showText(MessageBar::Tone::Info,
            SelfRotationDialog::tr("This goes on also when the window is closed; its end is told then."));
}

void SelfRotationDialog::Private::showEnd(const SelfRotationState &state)
{
    const ErrorText text = SelfRotationText::outcome(state, singleLine(token.name), account);
    const bool isRotated = state.isDone(Step::Rotate);
    const bool isGood = isRotated && state.isDone(Step::Keep) && state.isDone(Step::Verify);
    const bool isUnknown = state.of(Step::Rotate) == Progress::Unknown;
    const bool isBad = state.of(Step::Rotate) == Progress::Failed || state.of(Step::Keep) == Progress::Failed;
    frame->messageBar().showText(isGood ? MessageBar::Tone::Info
            : isBad                     ? MessageBar::Tone::Error
                                        : MessageBar::Tone::Warning,
        sentencesOf(text), text.details);
    showValue->setVisible(!rotation->receipt().keptSecretId.isEmpty());
    keepAgain->setVisible(isRotated && !state.isValueMissing && state.of(Step::Keep) == Progress::Failed);
    verifyAgain->setVisible(state.of(Step::Verify) == Progress::Failed);
    signIn->setVisible(isUnknown || state.isValueMissing || state.of(Step::Verify) == Progress::Failed);
    // What was refused may be tried again; what may have been done may not.
    frame->setPrimaryVisible(state.of(Step::Rotate) == Progress::Failed);
    frame->cancelButton()->setFocus();
}

SelfRotationDialog::SelfRotationDialog(
    const Session &session, const Token &token, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, session, token))
{
    d->build(confirmFacts(session, token, clock.nowUtc()));
}

SelfRotationDialog::~SelfRotationDialog() = default;

void SelfRotationDialog::follow(SelfRotation *rotation)
{
    if (d->rotation)
        d->rotation->disconnect(this);
    d->rotation = rotation;
    connect(rotation, &SelfRotation::changed, this, [this] { d->show(); });
    d->show();
}
