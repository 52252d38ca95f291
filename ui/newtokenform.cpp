// SPDX-License-Identifier: MIT
#include "ui/newtokenform.h"

#include "core/capabilities.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/calmcombobox.h"
#include "ui/dialogtext.h"
#include "ui/expirypicker.h"
#include "ui/fieldform.h"
#include "ui/icons.h"
#include "ui/namefields.h"
#include "ui/namesuggestion.h"
#include "ui/noteline.h"
#include "ui/rolepicker.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace {

const QString accountRow = QStringLiteral("account");
const QString placeRow = QStringLiteral("place");
const QString nameRow = QStringLiteral("name");
const QString roleRow = QStringLiteral("role");
const QString expiryRow = QStringLiteral("expiryDays");

bool canCreateNow(const Session &session)
{
    return session.capabilities().create.possible && session.state() != Session::State::NeedsCredential;
}

/// What a person would lose by leaving.
using Content = std::tuple<QString, QString, QString, std::optional<int>>;

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
    void checkName();
    void showTaken(const QString &message);
    [[nodiscard]] Content content() const;

    NewTokenForm &q;
    Sessions &sessions;
    FieldForm *form;
    CalmComboBox *accounts;
    CalmComboBox *places;
    NameFields *names = nullptr;
    QPushButton *suggestion;
    RolePicker *role;
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
    , suggestion(new QPushButton)
    , role(new RolePicker)
    , expiry(new ExpiryPicker(all.clock()))
    , hint(new NoteLine(&owner))
{ }

void NewTokenForm::Private::build()
{
    accounts->setObjectName(QStringLiteral("accountField"));
    places->setObjectName(QStringLiteral("placeField"));
    hint->setObjectName(QStringLiteral("tokenHint"));
    suggestion->setObjectName(QStringLiteral("nameSuggestion"));
    suggestion->setAutoDefault(false);
    suggestion->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    suggestion->hide();

    form->addField(accountRow, NewTokenForm::tr("&Account"), accounts);
    form->addField(placeRow, NewTokenForm::tr("&Place"), places);
    form->addGap();
    names = new NameFields(form, suggestion);
    form->addGap();
    form->addField(roleRow, NewTokenForm::tr("&Role"), role, role->focusTarget());
    form->addField(expiryRow, NewTokenForm::tr("&Expires after"), expiry, expiry->focusTarget());
    form->addUnlabelled(hint);

    auto *layout = new QVBoxLayout(&q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(form);

    QObject::connect(accounts, &QComboBox::currentIndexChanged, &q, [this] { followAccount(); });
    QObject::connect(places, &QComboBox::activated, &q, [this] { q.requestRoles(); });
    QObject::connect(names, &NameFields::nameEdited, &q, [this] { suggestion->hide(); });
    QObject::connect(names, &NameFields::nameLeft, &q, [this] { checkName(); });
    QObject::connect(suggestion, &QPushButton::clicked, &q, [this] {
        names->setName(suggestedName);
        names->nameField()->setFocus();
    });
    QObject::connect(role, &RolePicker::retryRequested, &q, [this] { q.requestRoles(); });
    QObject::connect(role, &RolePicker::changed, &q, [this] { form->setError(roleRow, {}); });
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
        const QString text =
            account.isProduction ? NewTokenForm::tr("%1 (production)").arg(account.name) : account.name;
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

void NewTokenForm::Private::followAccount()
{
    fillPlaces();
    const Session *session = q.session();
    const Capabilities capabilities = session ? session->capabilities() : Capabilities{};
    names->setLimits(capabilities);
    suggestion->hide();
    form->clearErrors();
    form->setFieldVisible(expiryRow, capabilities.hasExpiry);
    expiry->setMaximum(capabilities.maxExpiryDays);
    const QString noExpiry = session && !capabilities.hasExpiry
        ? NewTokenForm::tr("This provider has no expiry: the token works until it is deleted.")
        : QString();
    hint->setNote(Tone::Muted, capabilities.tokenHint.isEmpty() ? noExpiry : capabilities.tokenHint);
    Q_EMIT q.accountChanged();
    q.requestRoles();
}

void NewTokenForm::Private::checkName()
{
    suggestion->hide();
    const Session *session = q.session();
    if (!names->checkName() || !session || !session->capabilities().hasUniqueNames)
        return;
    if (isNameTaken(names->name(), session->tokens()))
        showTaken(NewTokenForm::tr("This name is taken."));
}

void NewTokenForm::Private::showTaken(const QString &message)
{
    const Session *session = q.session();
    if (!session)
        return;
    suggestedName = nextFreeName(names->name(), session->tokens(), session->capabilities().maxNameLength);
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
    return {names->name(), names->description(), chosen ? chosen->id : preferredRole, expiry->days()};
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
    for (const TokenRole &held : model.roles) {
        const bool isOfPlace = place < 0 || model.workspaceId.isEmpty() || held.entityId == model.workspaceId;
        if (isOfPlace && d->preferredRole.isEmpty())
            d->preferredRole = held.roleId.isEmpty() ? held.role : held.roleId;
    }
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
        Q_EMIT rolesNeeded(accountId(), place());
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
    return !d->form->focusFirstError();
}

TokenDraft NewTokenForm::draft() const
{
    TokenDraft draft;
    draft.place = place();
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
