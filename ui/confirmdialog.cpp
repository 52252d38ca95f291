// SPDX-License-Identifier: MIT
#include "ui/confirmdialog.h"

#include "core/account.h"
#include "core/clock.h"
#include "session/errortext.h"
#include "session/session.h"
#include "ui/confirmtext.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/dialogtext.h"
#include "ui/fieldform.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/tokentext.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

class ConfirmDialog::Private
{
public:
    void build(ConfirmDialog &dialog);
    [[nodiscard]] int labelWidth() const;
    QWidget *buildFacts();
    QWidget *buildConsequences();
    QWidget *buildTypedName(ConfirmDialog &dialog);
    QWidget *buildOwnQuestion(ConfirmDialog &dialog);
    /// Which words are asked for, by what is known of the token.
    void showWanted();
    [[nodiscard]] bool isConfirmed() const;

    DialogFrame *frame = nullptr;
    QLineEdit *typedName = nullptr;
    Token token;
    Account account;
    QString objectName;
    QString placeName;
    QString headline; ///< %1 = the token's name
    QString verb;
    QString busyLabel;
    QStringList consequences;
    QList<ConfirmFact> facts;
    Glyph glyph = Glyph::Rotate;
    bool mustTypeName = false;
    RemovalKind removal = RemovalKind::Delete;
    /// The account signs in with it: known, or said; none = the person has not said yet.
    std::optional<bool> isOwn = false;
    FieldForm *typedForm = nullptr;
    QLabel *wanted = nullptr;
    NoteLine *ownWarning = nullptr;
};

namespace {

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

NoteLine *mutedLabel(const QString &text, QWidget *parent)
{
    auto *label = new NoteLine(parent);
    label->setNote(Tone::Muted, text);
    label->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    return label;
}

/// For marking and copying; a long one runs out at the right edge and is marked whole nevertheless.
QLabel *selectableName(const QString &name, const QString &objectName)
{
    QLabel *label = plainLabel(name);
    label->setObjectName(objectName);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter);
    label->setToolTip(plainToolTip(name));
    return label;
}

} // namespace

int ConfirmDialog::Private::labelWidth() const
{
    const QFontMetrics metrics(frame->font());
    int width = std::max(metrics.horizontalAdvance(ConfirmDialog::tr("&Type the name")),
        metrics.horizontalAdvance(ConfirmDialog::tr("&Type the words")));
    for (const ConfirmFact &fact : facts)
        width = std::max(width, metrics.horizontalAdvance(fact.label));
    return width;
}

QWidget *ConfirmDialog::Private::buildFacts()
{
    auto *group = new QWidget;
    auto *grid = new QGridLayout(group);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, labelWidth());
    if (mustTypeName && !nameToType(token).isEmpty()) {
        grid->addWidget(mutedLabel(ConfirmDialog::tr("Name"), group), 0, 0, Qt::AlignTop);
        grid->addWidget(selectableName(nameToType(token), QStringLiteral("nameToType")), 0, 1);
    }
    for (const ConfirmFact &fact : std::as_const(facts)) {
        const int row = grid->rowCount();
        grid->addWidget(mutedLabel(fact.label, group), row, 0, Qt::AlignTop);
        auto *value = new NoteLine(group);
        value->setNote(fact.isWarning ? Tone::Warning : Tone::Plain, singleLine(fact.value));
        grid->addWidget(value, row, 1);
    }
    return group;
}

QWidget *ConfirmDialog::Private::buildConsequences()
{
    auto *group = new QWidget;
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (const QString &sentence : std::as_const(consequences)) {
        QLabel *label = plainLabel(sentence);
        label->setObjectName(QStringLiteral("consequence"));
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    return group;
}

QWidget *ConfirmDialog::Private::buildTypedName(ConfirmDialog &dialog)
{
    typedForm = new FieldForm;
    typedForm->setLabelWidth(labelWidth());
    typedName = new QLineEdit;
    typedName->setObjectName(QStringLiteral("typedName"));
    wanted = selectableName(giveUpPhrase(account.name), QStringLiteral("phraseToType"));
    typedForm->addField(QStringLiteral("phraseToType"), ConfirmDialog::tr("Words"), wanted);
    typedForm->addField(QStringLiteral("typedName"), ConfirmDialog::tr("&Type the name"), typedName);
    QObject::connect(
        typedName, &QLineEdit::textChanged, &dialog, [this] { frame->setPrimaryEnabled(isConfirmed()); });
    showWanted();
    return typedForm;
}

QWidget *ConfirmDialog::Private::buildOwnQuestion(ConfirmDialog &dialog)
{
    auto *group = new QWidget;
    group->setObjectName(QStringLiteral("ownQuestion"));
    const QString question =
        ConfirmDialog::tr("Does Tokenry sign in to %1 with this token?").arg(quotedName(account.name));
    group->setAccessibleName(question);
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    QLabel *label = plainLabel(question);
    label->setWordWrap(true);
    layout->addWidget(label);
    const auto addAnswer = [&](const QString &name, const QString &text, bool answer) {
        auto *button = new QRadioButton(text, group);
        button->setObjectName(name);
        button->setAccessibleDescription(question);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); // all of it takes a click
        layout->addWidget(button);
        QObject::connect(button, &QRadioButton::toggled, &dialog, [this, answer](bool isChosen) {
            if (!isChosen)
                return;
            isOwn = answer;
            showWanted();
        });
    };
    addAnswer(QStringLiteral("ownNo"), ConfirmDialog::tr("&No, with another one"), false);
    addAnswer(QStringLiteral("ownYes"), ConfirmDialog::tr("&Yes, with this one"), true);
    return group;
}

void ConfirmDialog::Private::showWanted()
{
    const bool isGivenUp = isOwn.value_or(false);
    ownWarning->setNote(Tone::Warning, isGivenUp ? ownTokenConsequence(removal, account.name) : QString());
    typedForm->setFieldVisible(QStringLiteral("phraseToType"), isGivenUp);
    typedForm->setLabel(QStringLiteral("typedName"),
        isGivenUp ? ConfirmDialog::tr("&Type the words") : ConfirmDialog::tr("&Type the name"));
    QString hint;
    if (isGivenUp && isHardToType(account.name))
        hint = ConfirmDialog::tr("Paste the words, or type: %1").arg(giveUpPhrase(idTail(token.id)));
    else if (!isGivenUp && isHardToType(token))
        hint = ConfirmDialog::tr("Paste the name, or type the last characters of the token id: %1")
                   .arg(idTail(token.id));
    typedForm->setHint(QStringLiteral("typedName"), hint);
    frame->setPrimaryEnabled(isConfirmed());
}

bool ConfirmDialog::Private::isConfirmed() const
{
    if (!isOwn)
        return false;
    return *isOwn ? givesUp(typedName->text(), account.name, token) : isConfirmedBy(typedName->text(), token);
}

void ConfirmDialog::Private::build(ConfirmDialog &dialog)
{
    dialog.setObjectName(objectName);
    dialog.setWindowTitle(verb);
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    frame = new DialogFrame(&dialog);
    frame->header().setGlyph(glyph, Tone::Danger);
    frame->header().setHeadline(headline, token.name);
    frame->header().setAccount(account, placeName);
    frame->addToBody(buildConsequences());
    ownWarning = new NoteLine(&dialog);
    ownWarning->setObjectName(QStringLiteral("ownWarning"));
    frame->addToBody(ownWarning);
    frame->addToBody(buildFacts());
    frame->setPrimary(verb, busyLabel, DialogFrame::Danger::Yes);
    if (mustTypeName) {
        if (!isOwn)
            frame->addToBody(buildOwnQuestion(dialog));
        frame->addToBody(buildTypedName(dialog));
        typedName->setFocus();
    } else {
        frame->cancelButton()->setFocus();
    }
}

ConfirmDialog::ConfirmDialog(std::unique_ptr<Private> priv, QWidget *parent)
    : QDialog(parent)
    , d(std::move(priv))
{
    d->build(*this);
    connect(d->frame, &DialogFrame::primaryClicked, this, [this] {
        d->frame->messageBar().clear();
        Q_EMIT confirmed();
    });
    connect(d->frame, &DialogFrame::cancelClicked, this, &ConfirmDialog::reject);
}

ConfirmDialog::~ConfirmDialog() = default;

ConfirmDialog *ConfirmDialog::forRotate(
    const Session &session, const Token &token, const Clock &clock, QWidget *parent)
{
    auto priv = std::make_unique<Private>();
    priv->token = token;
    priv->account = session.account();
    priv->objectName = QStringLiteral("rotateDialog");
    priv->placeName = session.placeName(token.place());
    priv->headline = tr("Rotate %1");
    priv->verb = tr("Rotate token");
    priv->busyLabel = tr("Rotating…");
    priv->consequences = rotateConsequences();
    priv->facts = confirmFacts(session, token, clock.nowUtc());
    priv->glyph = Glyph::Rotate;
    return new ConfirmDialog(std::move(priv), parent);
}

ConfirmDialog *ConfirmDialog::forRemoval(
    const Session &session, const Token &token, RemovalKind kind, const Clock &clock, QWidget *parent)
{
    const bool isDetach = kind == RemovalKind::Detach;
    auto priv = std::make_unique<Private>();
    priv->token = token;
    priv->account = session.account();
    priv->objectName = QStringLiteral("removeDialog");
    priv->placeName = session.placeName(token.place());
    priv->headline = isDetach ? tr("Remove %1 from the workspace") : tr("Delete %1");
    priv->verb = isDetach ? tr("Remove from workspace") : tr("Delete token");
    priv->busyLabel = isDetach ? tr("Removing…") : tr("Deleting…");
    priv->consequences = removalConsequences(kind, priv->placeName);
    priv->facts = confirmFacts(session, token, clock.nowUtc());
    priv->glyph = removalGlyph(kind);
    priv->mustTypeName = true;
    priv->removal = kind;
    if (session.mayBeOwnToken(token.id))
        priv->isOwn = session.ownToken().isKnown() ? std::optional<bool>(true) : std::nullopt;
    return new ConfirmDialog(std::move(priv), parent);
}

bool ConfirmDialog::givesUpOwnToken() const
{
    return d->isOwn.value_or(false);
}

void ConfirmDialog::setBusy(bool busy)
{
    d->frame->setBusy(busy);
}

void ConfirmDialog::showError(const ErrorText &text)
{
    d->frame->setBusy(false);
    d->frame->messageBar().showError(text);
    d->frame->reveal(&d->frame->messageBar());
}

void ConfirmDialog::reject()
{
    if (d->frame->isBusy())
        Q_EMIT abortRequested();
    else
        QDialog::reject();
}

void ConfirmDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && d->typedName && d->typedName->hasFocus()) {
        // Neither "cancel" nor "do it": it leads on to the button, which wants a press of its own.
        if (d->frame->primaryButton()->isEnabled())
            d->frame->primaryButton()->setFocus(Qt::TabFocusReason);
        event->accept();
        return;
    }
    QDialog::keyPressEvent(event);
}
