// SPDX-License-Identifier: MIT
#include "ui/roleeditor.h"

#include "core/capabilities.h"
#include "session/errortext.h"
#include "session/session.h"
#include "ui/calmcombobox.h"
#include "ui/noteline.h"
#include "ui/rolerow.h"
#include "ui/tokentext.h"

#include <QBoxLayout>
#include <QPushButton>

#include <algorithm>

class RoleEditor::Private
{
public:
    explicit Private(RoleEditor &editor)
        : q(editor)
        , rowLayout(new QVBoxLayout)
        , addField(new CalmComboBox(&editor))
        , addButton(new QPushButton(RoleEditor::tr("Add"), &editor))
        , note(new NoteLine(&editor))
        , retry(new QPushButton(RoleEditor::tr("Try again"), &editor))
    { }

    void build();
    void readDeployments(const Session &session);
    RoleRow *addRow(const TokenRole &role, RoleRow::Origin origin);
    void addWorkspace();
    void discard(RoleRow *row);
    void fillWorkspaces();
    void showNote();
    [[nodiscard]] QString entityName(const TokenRole &role) const;
    [[nodiscard]] bool isEditable(const TokenRole &role) const;

    RoleEditor &q;
    QVBoxLayout *rowLayout;
    CalmComboBox *addField;
    QPushButton *addButton;
    NoteLine *note;
    QPushButton *retry;
    QList<RoleRow *> rows;
    QList<RoleChoice> choices; ///< of every kind of entity told so far
    QList<Workspace> workspaces;
    Token token;
    QHash<QString, QString> deploymentNames; ///< by id, of the token's roles
    QString deploymentHome; ///< the workspace of the first deployment it has a role on
    bool hasRoleEdits = false;
    bool hasDeploymentRoles = false; ///< the provider can tell which there are
    bool mayAddWorkspaces = false;
};

void RoleEditor::Private::readDeployments(const Session &session)
{
    const QList<Deployment> all = session.deployments();
    for (const TokenRole &role : std::as_const(token.roles)) {
        if (role.entityType != EntityType::Deployment)
            continue;
        deploymentNames.insert(role.entityId, session.entityName(role.entityType, role.entityId));
        for (const Deployment &deployment : all) {
            if (deploymentHome.isEmpty() && deployment.id.compare(role.entityId, Qt::CaseInsensitive) == 0)
                deploymentHome = deployment.workspaceId;
        }
    }
}

bool RoleEditor::Private::isEditable(const TokenRole &role) const
{
    if (role.entityType == EntityType::Deployment)
        return hasRoleEdits && hasDeploymentRoles;
    return hasRoleEdits
        && (role.entityType == EntityType::Organization || role.entityType == EntityType::Workspace);
}

QString RoleEditor::Private::entityName(const TokenRole &role) const
{
    if (role.entityType == EntityType::Organization)
        return {};
    if (role.entityType == EntityType::Deployment)
        return deploymentNames.value(role.entityId, role.entityId);
    const auto named = std::find_if(workspaces.cbegin(), workspaces.cend(), [&](const Workspace &workspace) {
        return workspace.id == role.entityId && !workspace.name.isEmpty();
    });
    return named != workspaces.cend() ? named->name : role.entityId;
}

void RoleEditor::Private::build()
{
    addField->setObjectName(QStringLiteral("addWorkspaceField"));
    addField->setAccessibleName(RoleEditor::tr("Workspace to add"));
    addField->setPlaceholderText(RoleEditor::tr("Add a workspace…"));
    addButton->setObjectName(QStringLiteral("addWorkspaceButton"));
    addButton->setAutoDefault(false);
    note->setObjectName(QStringLiteral("rolesNote"));
    retry->setObjectName(QStringLiteral("roleRetry"));
    retry->setAutoDefault(false);
    retry->hide();

    auto *addLine = new QHBoxLayout;
    addLine->setSpacing(8);
    addLine->addWidget(addField, 1);
    addLine->addWidget(addButton);
    rowLayout->setSpacing(4);
    auto *layout = new QVBoxLayout(&q);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(rowLayout);
    layout->addLayout(addLine);
    layout->addWidget(note);
    layout->addWidget(retry, 0, Qt::AlignLeft);
    for (const TokenRole &role : std::as_const(token.roles))
        addRow(role, RoleRow::Origin::Existing);
    fillWorkspaces();
    showNote();

    QObject::connect(addField, &QComboBox::currentIndexChanged, &q,
        [this](int index) { addButton->setEnabled(index >= 0); });
    QObject::connect(addButton, &QPushButton::clicked, &q, [this] { addWorkspace(); });
    QObject::connect(retry, &QPushButton::clicked, &q, [this] {
        retry->hide();
        showNote();
        Q_EMIT q.retryRequested();
    });
}

RoleRow *RoleEditor::Private::addRow(const TokenRole &role, RoleRow::Origin origin)
{
    const bool isRemovable = isEditable(role) && role.entityType == EntityType::Workspace && mayAddWorkspaces;
    auto *row = new RoleRow(role, entityName(role), origin,
        isRemovable ? RoleRow::Removal::Possible : RoleRow::Removal::Never, &q);
    rowLayout->addWidget(row);
    rows.append(row);
    QObject::connect(row, &RoleRow::changed, &q, [this] {
        showNote();
        Q_EMIT q.changed();
    });
    // Later, since the row's own button led here.
    QObject::connect(
        row, &RoleRow::discarded, &q, [this, row] { discard(row); }, Qt::QueuedConnection);
    return row;
}

void RoleEditor::Private::addWorkspace()
{
    const QString id = addField->currentData().toString();
    if (id.isEmpty())
        return;
    TokenRole role;
    role.entityType = EntityType::Workspace;
    role.entityId = id;
    RoleRow *row = addRow(role, RoleRow::Origin::Added);
    q.setRoles({});
    fillWorkspaces();
    row->focusTarget()->setFocus();
    Q_EMIT q.changed();
}

void RoleEditor::Private::discard(RoleRow *row)
{
    rows.removeOne(row);
    row->deleteLater();
    fillWorkspaces();
    addField->setFocus();
    Q_EMIT q.changed();
}

void RoleEditor::Private::fillWorkspaces()
{
    addField->clear();
    for (const Workspace &workspace : std::as_const(workspaces)) {
        const bool isListed = std::any_of(rows.cbegin(), rows.cend(),
            [&](const RoleRow *row) { return row->role().entityId == workspace.id; });
        if (!isListed)
            addField->addUntrusted(
                QIcon(), workspace.name.isEmpty() ? workspace.id : workspace.name, workspace.id);
    }
    addField->setCurrentIndex(-1);
    addButton->setEnabled(false);
    addField->setVisible(mayAddWorkspaces);
    addButton->setVisible(mayAddWorkspaces);
    addField->setEnabled(addField->count() > 0);
    addField->setPlaceholderText(addField->count() > 0 ? RoleEditor::tr("Add a workspace…")
                                                       : RoleEditor::tr("No further workspace is known"));
}

void RoleEditor::Private::showNote()
{
    if (!hasRoleEdits) {
        note->setNote(Tone::Muted, RoleEditor::tr("This provider does not let roles be changed."));
        return;
    }
    const bool isAdministrative = std::any_of(rows.cbegin(), rows.cend(), [](const RoleRow *row) {
        return !row->isGone() && row->isChosenAdministrative() && row->chosenRole() != row->role().role;
    });
    if (isAdministrative)
        note->setNote(Tone::Warning,
            RoleEditor::tr("Administrative: who holds this token may manage members or tokens."));
    else
        note->clear();
}

RoleEditor::RoleEditor(const Session &session, const Token &token, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this))
{
    d->token = token;
    d->workspaces = session.workspaces();
    d->hasRoleEdits = session.capabilities().hasRoleEdits;
    d->mayAddWorkspaces =
        d->hasRoleEdits && token.scope == TokenScope::Organization && token.place().isOrganization();
    d->hasDeploymentRoles = session.capabilities().hasDeploymentTargets;
    d->readDeployments(session);
    d->build();
}

RoleEditor::~RoleEditor() = default;

QList<TokenTarget> RoleEditor::neededTargets() const
{
    QList<TokenTarget> places;
    if (!d->hasRoleEdits)
        return places;
    const auto held = [this](EntityType type) {
        return std::find_if(d->token.roles.cbegin(), d->token.roles.cend(),
            [type](const TokenRole &role) { return role.entityType == type; });
    };
    if (held(EntityType::Organization) != d->token.roles.cend())
        places.append(TokenPlace{});
    if (const auto workspace = held(EntityType::Workspace); workspace != d->token.roles.cend())
        places.append(TokenPlace{workspace->entityId});
    else if (d->mayAddWorkspaces && !d->workspaces.isEmpty())
        places.append(TokenPlace{d->workspaces.first().id});
    const auto deployment = held(EntityType::Deployment);
    if (d->hasDeploymentRoles && deployment != d->token.roles.cend())
        places.append({TokenPlace{}, d->deploymentHome, deployment->entityId});
    return places;
}

void RoleEditor::setRoles(const QList<RoleChoice> &roles)
{
    for (const RoleChoice &role : roles) {
        if (!d->choices.contains(role))
            d->choices.append(role);
    }
    d->retry->hide();
    for (RoleRow *row : std::as_const(d->rows)) {
        QList<RoleChoice> fitting;
        for (const RoleChoice &choice : std::as_const(d->choices)) {
            if (choice.entityType == row->role().entityType && d->isEditable(row->role()))
                fitting.append(choice);
        }
        row->setChoices(fitting);
    }
    d->showNote();
}

void RoleEditor::setRolesFailed(const ErrorText &text)
{
    d->note->setNote(Tone::Danger, tr("%1 The roles stay as they are.").arg(text.what));
    d->retry->show();
}

QList<RoleEdit> RoleEditor::edits() const
{
    QList<RoleEdit> edits;
    for (const RoleRow *row : std::as_const(d->rows)) {
        const TokenRole &role = row->role();
        if (row->isGone())
            edits.append({role.entityType, role.entityId, {}});
        else if (!row->chosenRole().isEmpty() && row->chosenRole() != role.role)
            edits.append({role.entityType, role.entityId, row->chosenRole()});
    }
    return edits;
}

bool RoleEditor::isComplete() const
{
    return std::none_of(d->rows.cbegin(), d->rows.cend(),
        [](const RoleRow *row) { return row->isAdded() && row->chosenRole().isEmpty(); });
}

int RoleEditor::remaining() const
{
    return static_cast<int>(
        std::count_if(d->rows.cbegin(), d->rows.cend(), [](const RoleRow *row) { return !row->isGone(); }));
}

QWidget *RoleEditor::focusTarget() const
{
    return d->rows.isEmpty() ? static_cast<QWidget *>(d->addField) : d->rows.first()->focusTarget();
}
