// SPDX-License-Identifier: MIT
#include "ui/newtokenform.h"

#include "core/capabilities.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/accountmark.h"
#include "ui/calmcombobox.h"
#include "ui/dialogtext.h"
#include "ui/expirypicker.h"
#include "ui/fieldform.h"
#include "ui/icons.h"
#include "ui/namefields.h"
#include "ui/namesuggestion.h"
#include "ui/noteline.h"
#include "ui/policyfield.h"
#include "ui/rolepicker.h"
#include "ui/targetpicker.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace {

const QString accountRow = QStringLiteral("account");
const QString placeRow = QStringLiteral("place");
const QString targetRow = QStringLiteral("target");
const QString nameRow = QStringLiteral("name");
const QString roleRow = QStringLiteral("role");
const QString kindRow = QStringLiteral("kind");
const QString policyRow = QStringLiteral("policyText");
const QString expiryRow = QStringLiteral("expiryDays");

bool canCreateNow(const Session &session)
{
    return session.capabilities().create.possible && session.state() != Session::State::NeedsCredential;
}

/// What a person would lose by leaving.
using Content = std::tuple<QString, QString, QString, std::optional<int>, QString, QString>;

} // namespace

class NewTokenForm::Private
{
public:
    Private(NewTokenForm &owner, Sessions &all);

    void build();
    void fillAccounts(const QString &preselected);
    void removeAccount(const QString &accountId);
    void followAccount();
    void fillPlaces();
    void fillKinds(const Capabilities &capabilities);
    void followKind();
    [[nodiscard]] TokenKindChoice kind() const;
    [[nodiscard]] QList<Token> namesakes() const;
    void followPlace();
    void checkName();
    void showTaken(const QString &message);
    [[nodiscard]] Content content() const;

    NewTokenForm &q;
    Sessions &sessions;
    FieldForm *form;
    CalmComboBox *accounts;
    CalmComboBox *places;
    TargetPicker *target;
    NameFields *names = nullptr;
    QPushButton *suggestion;
    RolePicker *role;
    CalmComboBox *kinds;
    PolicyField *policy;
    ExpiryPicker *expiry;
    NoteLine *hint;
    QString suggestedName;
    QString preferredRole;
    Content before;
};

NewTokenForm::Private::Private(NewTokenForm &owner, Sessions &all)
    : q(owner)
    , sessions(all)
    , form(new FieldForm(&owner))
    , accounts(new CalmComboBox)
    , places(new CalmComboBox)
    , target(new TargetPicker)
    , suggestion(new QPushButton)
    , role(new RolePicker)
    , kinds(new CalmComboBox)
    , policy(new PolicyField)
    , expiry(new ExpiryPicker(all.clock()))
    , hint(new NoteLine(&owner))
{ }

void NewTokenForm::Private::build()
{
    accounts->setObjectName(QStringLiteral("accountField"));
    places->setObjectName(QStringLiteral("placeField"));
    kinds->setObjectName(QStringLiteral("kindField"));
    hint->setObjectName(QStringLiteral("tokenHint"));
    suggestion->setObjectName(QStringLiteral("nameSuggestion"));
    suggestion->setAutoDefault(false);
    suggestion->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    suggestion->hide();

    form->addField(accountRow, NewTokenForm::tr("&Account"), accounts);
    form->addField(placeRow, NewTokenForm::tr("&Place"), places);
    form->addField(targetRow, NewTokenForm::tr("&For"), target, target->focusTarget());
    form->addGap();
    names = new NameFields(form, suggestion);
    form->addGap();
    form->addField(roleRow, NewTokenForm::tr("&Role"), role, role->focusTarget());
    form->addField(kindRow, NewTokenForm::tr("&Kind"), kinds);
    form->addField(
        policyRow, NewTokenForm::tr("Po&licy"), policy, policy->focusTarget(), FieldForm::Placement::Beneath);
    form->addField(expiryRow, NewTokenForm::tr("&Expires after"), expiry, expiry->focusTarget());
    form->addUnlabelled(hint);

    auto *layout = new QVBoxLayout(&q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(form);

    QObject::connect(accounts, &QComboBox::currentIndexChanged, &q, [this] { followAccount(); });
    QObject::connect(places, &QComboBox::activated, &q, [this] { followPlace(); });
    QObject::connect(target, &TargetPicker::changed, &q, [this] { q.requestRoles(); });
    QObject::connect(names, &NameFields::nameEdited, &q, [this] { suggestion->hide(); });
    QObject::connect(names, &NameFields::nameLeft, &q, [this] { checkName(); });
    QObject::connect(suggestion, &QPushButton::clicked, &q, [this] {
        names->setName(suggestedName);
        names->nameField()->setFocus();
    });
    QObject::connect(role, &RolePicker::retryRequested, &q, [this] { q.requestRoles(); });
    QObject::connect(role, &RolePicker::changed, &q, [this] { form->setError(roleRow, {}); });
    QObject::connect(kinds, &QComboBox::currentIndexChanged, &q, [this] { followKind(); });
    QObject::connect(policy, &PolicyField::changed, &q, [this] { form->setError(policyRow, {}); });
    QObject::connect(expiry, &ExpiryPicker::changed, &q, [this] { form->setError(expiryRow, {}); });
    QObject::connect(&sessions, &Sessions::aboutToRemove, &q,
        [this](const Session *session) { removeAccount(session->account().id); });
}

void NewTokenForm::Private::fillAccounts(const QString &preselected)
{
    const QSignalBlocker quiet(accounts);
    const QList<Session *> all = sessions.all();
    for (const Session *session : all) {
        if (!canCreateNow(*session))
            continue;
        const Account &account = session->account();
        const auto provider = sessions.provider(account.providerKey);
        const QString tag = environmentTag(account);
        //: %1: an account's name; %2: what it is used for ("Production")
        const QString text =
            tag.isEmpty() ? account.name : NewTokenForm::tr("%1 (%2)").arg(account.name, tag);
        accounts->addUntrusted(provider ? providerIcon(provider->letter) : QIcon(), text, account.id);
    }
    accounts->setPlaceholderText(NewTokenForm::tr("No account can create tokens now"));
    accounts->setEnabled(accounts->count() > 0);
    const int wanted = accounts->findData(preselected);
    accounts->setCurrentIndex(wanted >= 0 || accounts->count() == 0 ? wanted : 0);
}

void NewTokenForm::Private::removeAccount(const QString &accountId)
{
    const int index = accounts->findData(accountId);
    if (index >= 0)
        accounts->removeItem(index);
}

void NewTokenForm::Private::fillPlaces()
{
    places->clear();
    const Session *session = q.session();
    const QList<TokenPlace> all = session ? session->places() : QList<TokenPlace>{};
    for (const TokenPlace &place : all)
        places->addUntrusted(QIcon(), session->placeName(place), place.workspaceId);
    form->setFieldVisible(placeRow, all.size() > 1);
}

void NewTokenForm::Private::fillKinds(const Capabilities &capabilities)
{
    kinds->clear();
    for (const TokenKindChoice &kind : capabilities.kinds) {
        kinds->addItem(kind.label, kind.key);
        kinds->setItemData(kinds->count() - 1, plainToolTip(kind.description), Qt::ToolTipRole);
    }
    form->setFieldVisible(kindRow, kinds->count() > 1);
}

TokenKindChoice NewTokenForm::Private::kind() const
{
    const Session *session = q.session();
    const int index = kinds->currentIndex();
    return session && index >= 0 ? session->capabilities().kinds.value(index) : TokenKindChoice{};
}

void NewTokenForm::Private::followKind()
{
    const Session *session = q.session();
    const Capabilities capabilities = session ? session->capabilities() : Capabilities{};
    const TokenKindChoice chosen = kind();
    policy->setLimit(capabilities.maxPolicyLength);
    form->setFieldVisible(policyRow, chosen.hasPolicy);
    form->setFieldVisible(expiryRow, capabilities.hasExpiry || chosen.hasExpiry);
    // The hint speaks of the usual kind.
    form->setHint(kindRow, kinds->currentIndex() > 0 ? chosen.description : QString());
    hint->setVisible(kinds->currentIndex() <= 0);
}

QList<Token> NewTokenForm::Private::namesakes() const
{
    QList<Token> tokens = q.session() ? q.session()->tokens() : QList<Token>{};
    tokens.removeIf([list = kind().list](const Token &token) { return token.list != list; });
    return tokens;
}

void NewTokenForm::Private::followPlace()
{
    {
        const QSignalBlocker quiet(target);
        target->follow(q.session(), q.place());
    }
    form->setFieldVisible(targetRow, target->hasChoice());
    q.requestRoles();
}

void NewTokenForm::Private::followAccount()
{
    fillPlaces();
    const Session *session = q.session();
    const Capabilities capabilities = session ? session->capabilities() : Capabilities{};
    fillKinds(capabilities);
    names->setLimits(capabilities);
    suggestion->hide();
    form->clearErrors();
    form->setFieldVisible(expiryRow, capabilities.hasExpiry);
    expiry->setMaximum(capabilities.maxExpiryDays);
    const QString noExpiry = session && !capabilities.hasExpiry
        ? NewTokenForm::tr("This provider has no expiry: the token works until it is deleted.")
        : QString();
    hint->setNote(Tone::Muted, capabilities.tokenHint.isEmpty() ? noExpiry : capabilities.tokenHint);
    followKind();
    Q_EMIT q.accountChanged();
    followPlace();
}

void NewTokenForm::Private::checkName()
{
    suggestion->hide();
    const Session *session = q.session();
    if (!names->checkName() || !session || !session->capabilities().hasUniqueNames)
        return;
    if (isNameTaken(names->name(), namesakes()))
        showTaken(NewTokenForm::tr("This name is taken."));
}

void NewTokenForm::Private::showTaken(const QString &message)
{
    const Session *session = q.session();
    if (!session)
        return;
    suggestedName = nextFreeName(names->name(), namesakes(), session->capabilities().maxNameLength);
    form->setError(nameRow, message);
    const QFontMetrics metrics = suggestion->fontMetrics();
    const QString shown =
        metrics.elidedText(quotedName(suggestedName), Qt::ElideMiddle, metrics.averageCharWidth() * 32);
    suggestion->setText(NewTokenForm::tr("Take %1").arg(withoutMnemonic(shown)));
    suggestion->setToolTip(plainToolTip(suggestedName));
    suggestion->show();
}

Content NewTokenForm::Private::content() const
{
    const std::optional<RoleChoice> chosen = role->chosen();
    return {names->name(), names->description(), chosen ? chosen->id : preferredRole, expiry->days(),
        kinds->currentData().toString(), policy->text()};
}

NewTokenForm::NewTokenForm(Sessions &sessions, const QString &accountId, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this, sessions))
{
    d->build();
    d->fillAccounts(accountId);
    d->followAccount();
    d->before = d->content();
}

NewTokenForm::~NewTokenForm() = default;

void NewTokenForm::takeOver(const Token &model)
{
    const int place = d->places->findData(model.workspaceId);
    if (place >= 0)
        d->places->setCurrentIndex(place);
    const Session *own = session();
    const int limit = own ? own->capabilities().maxNameLength : 0;
    d->names->setTexts(
        nextFreeName(model.name, own ? own->tokens() : QList<Token>{}, limit), model.description);
    if (place >= 0)
        d->followPlace();
    const bool isForWorkspace = model.scope == TokenScope::Workspace;
    const auto isOfTarget = [&](const TokenRole &held) {
        if (!d->target->hasChoice() || model.scope == TokenScope::Organization)
            return true;
        return held.entityType == (isForWorkspace ? EntityType::Workspace : EntityType::Deployment);
    };
    for (const TokenRole &held : model.roles) {
        if (!isOfTarget(held))
            continue;
        if (model.scope != TokenScope::Organization && d->preferredRole.isEmpty())
            d->target->choose(held.entityType, held.entityId);
        const bool isOfPlace = place < 0 || model.workspaceId.isEmpty() || held.entityId == model.workspaceId;
        if (isOfPlace && d->preferredRole.isEmpty())
            d->preferredRole = held.roleId.isEmpty() ? held.role : held.roleId;
    }
    const int kind = d->kinds->findData(model.kind);
    if (kind >= 0)
        d->kinds->setCurrentIndex(kind);
    if (own && model.expiryPeriodDays > 0)
        d->expiry->setDays(std::min(model.expiryPeriodDays, own->capabilities().maxExpiryDays));
    d->before = d->content();
}

QString NewTokenForm::accountId() const
{
    return d->accounts->currentData().toString();
}

TokenPlace NewTokenForm::place() const
{
    return {d->places->currentData().toString()};
}

TokenTarget NewTokenForm::target() const
{
    return d->target->hasChoice() ? d->target->target() : TokenTarget(place());
}

Session *NewTokenForm::session() const
{
    return d->sessions.find(accountId());
}

void NewTokenForm::setRoles(const QList<RoleChoice> &roles)
{
    d->role->setRoles(roles, d->preferredRole);
}

void NewTokenForm::setRolesFailed(const ErrorText &text)
{
    d->role->setFailed(text);
}

void NewTokenForm::requestRoles()
{
    d->role->setLoading();
    if (session())
        Q_EMIT rolesNeeded(accountId(), target());
}

bool NewTokenForm::check()
{
    d->form->clearErrors();
    if (!session())
        d->form->setError(accountRow, tr("No account can create tokens now."));
    d->names->check();
    d->checkName();
    if (!d->role->chosen())
        d->form->setError(roleRow,
            d->role->isReady() ? tr("Choose what the token may do.") : tr("The roles are not loaded yet."));
    if (d->form->isFieldVisible(policyRow))
        d->form->setError(policyRow, d->policy->complaint());
    return !d->form->focusFirstError();
}

TokenDraft NewTokenForm::draft() const
{
    TokenDraft draft;
    draft.place = place();
    const TokenTarget wanted = target();
    if (wanted.workspaceId != draft.place.workspaceId)
        draft.workspaceId = wanted.workspaceId;
    draft.deploymentId = wanted.deploymentId;
    if (d->form->isFieldVisible(kindRow))
        draft.kind = d->kinds->currentData().toString();
    if (d->form->isFieldVisible(policyRow))
        draft.policyText = d->policy->text();
    draft.name = d->names->name();
    draft.description = d->names->description();
    draft.role = d->role->chosen().value_or(RoleChoice{});
    if (d->form->isFieldVisible(expiryRow))
        draft.expiryDays = d->expiry->days();
    return draft;
}

QList<FieldError> NewTokenForm::showErrors(const QList<FieldError> &errors)
{
    const QList<FieldError> homeless = d->form->showErrors(errors);
    const Session *own = session();
    const QString aboutName = d->form->error(nameRow);
    if (!aboutName.isEmpty() && own && own->capabilities().hasUniqueNames)
        d->showTaken(aboutName);
    d->form->focusFirstError();
    return homeless;
}

bool NewTokenForm::isChanged() const
{
    return d->content() != d->before;
}

void NewTokenForm::focusFirst()
{
    d->names->nameField()->setFocus();
    d->names->nameField()->selectAll();
}
