// SPDX-License-Identifier: MIT
#include "ui/tokendetails.h"

#include "core/account.h"
#include "core/clock.h"
#include "session/listingage.h"
#include "session/session.h"
#include "ui/accountmark.h"
#include "ui/facttext.h"
#include "ui/flowlayout.h"
#include "ui/icons.h"
#include "ui/statusbadge.h"
#include "ui/theme.h"
#include "ui/tokentext.h"

#include <QAction>
#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <map>

namespace {

/// The facts in the order they are shown.
enum class Fact {
    Account,
    Listed,
    SignIn,
    Id,
    ShortToken,
    Description,
    Scope,
    Kind,
    Roles,
    Expires,
    ValidFrom,
    Lifetime,
    LastUsed,
    LastRotated,
    Created,
    Updated
};

constexpr Fact allFacts[] = {Fact::Account, Fact::Listed, Fact::SignIn, Fact::Id, Fact::ShortToken,
    Fact::Description, Fact::Scope, Fact::Kind, Fact::Roles, Fact::Expires, Fact::ValidFrom, Fact::Lifetime,
    Fact::LastUsed, Fact::LastRotated, Fact::Created, Fact::Updated};

constexpr int margin = 16;
constexpr int groupGap = 16;
constexpr int rowGap = 8;

QString entityText(const TokenRole &role, const Session &session)
{
    switch (role.entityType) {
    case EntityType::Organization:
        return TokenDetails::tr("Organization");
    case EntityType::Workspace:
        return TokenDetails::tr("Workspace %1").arg(singleLine(session.placeName({role.entityId})));
    case EntityType::Deployment:
        return TokenDetails::tr("Deployment %1")
            .arg(singleLine(session.entityName(role.entityType, role.entityId)));
    case EntityType::Other:
        break;
    }
    return QStringLiteral("%1 %2").arg(roleLabel(role.entityTypeText), singleLine(role.entityId)).trimmed();
}

QString rolesByEntity(const Token &token, const Session &session)
{
    if (!token.areRolesTold)
        return TokenDetails::tr("not told by the list");
    if (token.roles.isEmpty())
        return TokenDetails::tr("no role");
    QStringList lines;
    for (const TokenRole &role : token.roles)
        lines.append(TokenDetails::tr("%1: %2").arg(entityText(role, session), roleLabel(role.role)));
    return lines.join(u'\n');
}

} // namespace

class TokenDetails::Private
{
public:
    struct Row
    {
        QLabel *label = nullptr;
        QWidget *field = nullptr; ///< what is shown or hidden
        FactText *text = nullptr;
    };

    Private(TokenDetails &details, const Clock &time, const QList<QAction *> &offered)
        : q(details)
        , clock(time)
        , actions(offered)
        , pages(new QStackedLayout(&q))
    { }

    void buildMessage();
    /// Made when the first token is shown: at the start there is none.
    void buildContent();
    void buildFacts(QVBoxLayout &column);
    void buildActions(QVBoxLayout &column);
    QWidget *idField(FactText *text);
    void setFact(Fact fact, const QString &text);
    void showState(const Token &token);
    void showMessage(const QString &text);
    void useColours();
    [[nodiscard]] QString labelOf(Fact fact) const;
    [[nodiscard]] QString exact(const Moment &moment, const QString &absentWord) const;
    [[nodiscard]] static QString withPerson(const QString &time, const QString &person);

    TokenDetails &q;
    const Clock &clock;
    const QList<QAction *> actions;
    QStackedLayout *pages;
    QLabel *message = nullptr;
    QScrollArea *area = nullptr;
    FactText *name = nullptr;
    StatusBadge *badge = nullptr;
    QToolButton *policy = nullptr;
    std::map<Fact, Row> rows;
    QString id;
    TokenKey shown;
    int soonDays = expiringSoonDays;
};

QString TokenDetails::Private::labelOf(Fact fact) const
{
    switch (fact) {
    case Fact::Account:
        return tr("Account");
    case Fact::Listed:
        return tr("Listed");
    case Fact::SignIn:
        return tr("Sign-in");
    case Fact::Id:
        return tr("Id");
    case Fact::ShortToken:
        return tr("Short form");
    case Fact::Description:
        return tr("Description");
    case Fact::Scope:
        return tr("Scope");
    case Fact::Kind:
        return tr("Kind");
    case Fact::Roles:
        return tr("Roles");
    case Fact::Expires:
        return tr("Expires");
    case Fact::ValidFrom:
        return tr("Valid from");
    case Fact::Lifetime:
        return tr("Lifetime");
    case Fact::LastUsed:
        return tr("Last used");
    case Fact::LastRotated:
        return tr("Last rotated");
    case Fact::Created:
        return tr("Created");
    case Fact::Updated:
        return tr("Updated");
    }
    return {};
}

void TokenDetails::Private::buildContent()
{
    if (area)
        return;
    area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("tokenFacts"));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(groupGap);

    auto *head = new QVBoxLayout;
    head->setSpacing(4);
    name = new FactText(content);
    name->setObjectName(QStringLiteral("detailsName"));
    name->setAccessibleName(tr("Name"));
    QFont headline = name->font();
    headline.setPointSizeF(headline.pointSizeF() + 1);
    headline.setWeight(QFont::DemiBold);
    name->setFont(headline);
    badge = new StatusBadge(content);
    badge->setObjectName(QStringLiteral("detailsStatus"));
    head->addWidget(name);
    head->addWidget(badge);
    column->addLayout(head);

    buildActions(*column);
    buildFacts(*column);
    column->addStretch(1);
    area->setWidget(content);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    pages->addWidget(area);
    useColours();
}

void TokenDetails::Private::buildMessage()
{
    message = new QLabel;
    message->setObjectName(QStringLiteral("detailsMessage"));
    message->setTextFormat(Qt::PlainText);
    message->setAlignment(Qt::AlignCenter);
    message->setWordWrap(true);
    message->setContentsMargins(margin, margin, margin, margin);
    pages->addWidget(message);
}

void TokenDetails::Private::buildActions(QVBoxLayout &column)
{
    auto *flow = new FlowLayout(8);
    for (QAction *action : actions) {
        auto *button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({16, 16});
        flow->addWidget(button);
    }
    policy = new QToolButton;
    policy->setObjectName(QStringLiteral("showPolicyButton"));
    policy->setText(tr("Show policy"));
    policy->setToolTip(tr("Read the rules of this token from the provider"));
    flow->addWidget(policy);
    QObject::connect(policy, &QToolButton::clicked, &q, [this] { Q_EMIT q.policyRequested(shown); });
    column.addLayout(flow);
}

QWidget *TokenDetails::Private::idField(FactText *text)
{
    auto *field = new QWidget;
    auto *line = new QHBoxLayout(field);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    auto *button = new QToolButton(field);
    button->setObjectName(QStringLiteral("copyIdButton"));
    button->setAutoRaise(true);
    button->setIcon(glyphIcon(Glyph::Copy));
    button->setIconSize({16, 16});
    button->setToolTip(tr("Copy the id"));
    button->setAccessibleName(tr("Copy the id"));
    QObject::connect(
        button, &QToolButton::clicked, &q, [this] { QGuiApplication::clipboard()->setText(id); });
    button->setFixedSize(24, 24);
    line->addWidget(text, 1, Qt::AlignTop);
    line->addWidget(button, 0, Qt::AlignTop);
    return field;
}

void TokenDetails::Private::buildFacts(QVBoxLayout &column)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(rowGap);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const Fact fact : allFacts) {
        Row row;
        row.label = new QLabel(labelOf(fact));
        row.label->setTextFormat(Qt::PlainText);
        row.text = new FactText(nullptr);
        row.text->setAccessibleName(labelOf(fact));
        row.field = row.text;
        if (fact == Fact::Id || fact == Fact::ShortToken) {
            QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            fixed.setPointSizeF(q.font().pointSizeF());
            row.text->setFont(fixed);
        }
        if (fact == Fact::Listed)
            row.text->setObjectName(QStringLiteral("detailsListed"));
        if (fact == Fact::SignIn)
            row.text->setObjectName(QStringLiteral("detailsSignIn"));
        if (fact == Fact::Id) {
            row.text->setObjectName(QStringLiteral("detailsId"));
            row.field = idField(row.text);
        }
        grid->addWidget(row.label, line, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(row.field, line, 1, Qt::AlignTop);
        rows.emplace(fact, row);
        ++line;
    }
    column.addLayout(grid);
}

void TokenDetails::Private::useColours()
{
    // Muted is a colour, not a disabled state: a label stays readable for everyone.
    QPalette muted = q.palette();
    muted.setColor(QPalette::WindowText, themeColours(muted).mutedText);
    message->setPalette(muted);
    for (const auto &[fact, row] : rows)
        row.label->setPalette(muted);
}

void TokenDetails::Private::setFact(Fact fact, const QString &text)
{
    const Row &row = rows.at(fact);
    row.label->setVisible(!text.isEmpty());
    row.field->setVisible(!text.isEmpty());
    row.text->showText(text);
}

QString TokenDetails::Private::exact(const Moment &moment, const QString &absentWord) const
{
    const QString relative = momentText(moment, clock.nowUtc(), absentWord);
    return moment.isKnown() ? tr("%1\n%2").arg(momentExact(moment), relative) : relative;
}

QString TokenDetails::Private::withPerson(const QString &time, const QString &person)
{
    return person.isEmpty() ? time : tr("%1 by %2").arg(time, singleLine(person));
}

void TokenDetails::Private::showState(const Token &token)
{
    const QDateTime now = clock.nowUtc();
    const ExpiryState state = expiryState(token, now, soonDays);
    QString addition;
    if (state == ExpiryState::Pending)
        addition = tr("starts %1").arg(momentText(token.startsAt, now, {}));
    else if (state == ExpiryState::Active)
        addition = tr("expires %1").arg(momentText(token.expiresAt, now, {}));
    else if (token.expiresAt.isKnown())
        addition = momentText(token.expiresAt, now, {});
    badge->showState(state, addition);
}

void TokenDetails::Private::showMessage(const QString &text)
{
    shown = {};
    message->setText(text);
    pages->setCurrentWidget(message);
}

TokenDetails::TokenDetails(const Clock &clock, const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, clock, actions))
{
    setObjectName(QStringLiteral("tokenDetails"));
    setAccessibleName(tr("Details of the selected token"));
    d->buildMessage();
    d->useColours();
    showNothing();
}

TokenDetails::~TokenDetails() = default;

void TokenDetails::showNothing()
{
    d->showMessage(tr("Select a token to see everything that is known of it."));
}

void TokenDetails::showSeveral(int count)
{
    d->showMessage(tr("%n tokens are selected.", nullptr, count));
}

void TokenDetails::setSoonDays(int days)
{
    d->soonDays = days;
}

void TokenDetails::showToken(const Token &token, const Session &session)
{
    d->buildContent();
    const Account &account = session.account();
    const QString accountName = singleLine(account.name);
    const QString tag = environmentTag(account);
    const QString name = singleLine(token.name);
    d->id = token.id;
    d->name->showText(name.isEmpty() ? tr("no name") : name);
    d->showState(token);
    d->policy->setVisible(token.list == TokenList::Policy);
    d->setFact(Fact::Account, tag.isEmpty() ? accountName : accountName + u'\n' + tag);
    d->setFact(Fact::Listed,
        session.hasEarlierRows() ? tr("%1\n%2, not confirmed since")
                                       .arg(ListingAge::exact(session.listedAt()),
                                           ListingAge::text(session.listedAt(), d->clock.nowUtc()))
                                 : QString());
    d->setFact(Fact::SignIn,
        session.ownToken().is(token.id) ? tr("Tokenry signs in to this account with this token") : QString());
    d->setFact(Fact::Id, token.id);
    d->setFact(Fact::ShortToken, token.shortToken);
    d->setFact(Fact::Description, token.description);
    d->setFact(Fact::Scope, scopeText(token, session.placeName(token.place()), session.homeName(token)));
    d->setFact(Fact::Kind, roleLabel(token.kind));
    d->setFact(Fact::Roles, rolesByEntity(token, session));
    d->setFact(Fact::Expires, d->exact(token.expiresAt, tr("never expires")));
    d->setFact(Fact::ValidFrom, token.startsAt.isKnown() ? d->exact(token.startsAt, {}) : QString());
    d->setFact(Fact::Lifetime,
        token.expiryPeriodDays == 1      ? tr("1 day")
            : token.expiryPeriodDays > 0 ? tr("%n days", nullptr, token.expiryPeriodDays)
                                         : QString());
    d->setFact(Fact::LastUsed, d->exact(token.lastUsedAt, tr("never used")));
    d->setFact(
        Fact::LastRotated, token.lastRotatedAt.isKnown() ? d->exact(token.lastRotatedAt, {}) : QString());
    d->setFact(
        Fact::Created, Private::withPerson(d->exact(token.createdAt, tr("not provided")), token.createdBy));
    const bool hasUpdate = token.updatedAt.isKnown() || !token.updatedBy.isEmpty();
    d->setFact(Fact::Updated,
        hasUpdate ? Private::withPerson(d->exact(token.updatedAt, tr("not provided")), token.updatedBy)
                  : QString());
    if (!(d->shown == token.key()))
        d->area->verticalScrollBar()->setValue(0);
    d->shown = token.key();
    d->pages->setCurrentWidget(d->area);
}

void TokenDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        d->useColours();
}
