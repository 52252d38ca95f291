// SPDX-License-Identifier: MIT
#include "ui/rolerow.h"

#include "ui/calmcombobox.h"
#include "ui/elidedlabel.h"
#include "ui/icons.h"
#include "ui/rolepicker.h"
#include "ui/tokentext.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace {
constexpr int administrativeRole = Qt::UserRole + 1;
}

QString entityTypeText(const TokenRole &role)
{
    switch (role.entityType) {
    case EntityType::Organization:
        return RoleRow::tr("Organization");
    case EntityType::Workspace:
        return RoleRow::tr("Workspace");
    case EntityType::Deployment:
        return RoleRow::tr("Deployment");
    case EntityType::Other:
        break;
    }
    return singleLine(role.entityTypeText);
}

RoleRow::RoleRow(
    const TokenRole &role, const QString &entityName, Origin origin, Removal removal, QWidget *parent)
    : QWidget(parent)
    , m_role(role)
    , m_origin(origin)
    , m_entity(new ElidedLabel(this))
    , m_combo(new CalmComboBox(this))
    , m_remove(new QPushButton(this))
{
    const QString type = entityTypeText(role);
    const QString name = singleLine(entityName);
    const QString whole = name.isEmpty() || name == type ? type : tr("%1 (%2)").arg(name, type.toLower());
    m_entity->setObjectName(QStringLiteral("entityOf_") + role.entityId);
    m_entity->setUntrusted(whole);
    m_entity->setBuddy(m_combo);

    m_combo->setObjectName(QStringLiteral("roleOf_") + role.entityId);
    m_combo->setMinimumContentsLength(10);
    m_combo->setPlaceholderText(tr("Choose a role…"));
    m_remove->setObjectName(QStringLiteral("removeRole_") + role.entityId);
    m_remove->setAutoDefault(false);
    m_remove->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    QSizePolicy keepsRoom = m_remove->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_remove->setSizePolicy(keepsRoom);
    m_remove->setVisible(removal == Removal::Possible);
    m_remove->setAccessibleName(tr("Remove the role in %1").arg(whole));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_entity, 4);
    layout->addWidget(m_combo, 5);
    layout->addWidget(m_remove);

    connect(m_combo, &QComboBox::currentIndexChanged, this, &RoleRow::changed);
    connect(m_remove, &QPushButton::clicked, this, &RoleRow::toggleGone);
    setChoices({});
    showGone();
}

void RoleRow::setChoices(const QList<RoleChoice> &roles)
{
    const QString chosen = chosenRole().isEmpty() ? m_role.role : chosenRole();
    const QSignalBlocker quiet(m_combo);
    m_combo->clear();
    for (const RoleChoice &role : roles) {
        const QString value = role.id.isEmpty() ? role.name : role.id;
        m_combo->addUntrusted(
            role.isAdministrative ? glyphIcon(Glyph::Warning) : QIcon(), roleChoiceText(role), value);
        m_combo->setItemData(m_combo->count() - 1, role.isAdministrative, administrativeRole);
    }
    if (!m_role.role.isEmpty() && m_combo->findData(m_role.role) < 0)
        m_combo->addUntrusted(QIcon(), roleLabel(m_role.role), m_role.role);
    m_combo->setCurrentIndex(chosen.isEmpty() ? -1 : m_combo->findData(chosen));
    // A list of one, the present role, is not a choice.
    m_combo->setEnabled(!roles.isEmpty() && !m_isGone);
}

QString RoleRow::chosenRole() const
{
    return m_combo->currentData().toString();
}

bool RoleRow::isChosenAdministrative() const
{
    return m_combo->currentData(administrativeRole).toBool();
}

QWidget *RoleRow::focusTarget() const
{
    return m_combo;
}

void RoleRow::toggleGone()
{
    if (isAdded()) {
        Q_EMIT discarded();
        return;
    }
    m_isGone = !m_isGone;
    showGone();
    Q_EMIT changed();
}

void RoleRow::showGone()
{
    QFont font = m_entity->font();
    font.setStrikeOut(m_isGone);
    m_entity->setFont(font);
    m_combo->setEnabled(!m_isGone && m_combo->count() > 1);
    m_remove->setText(m_isGone ? tr("Keep") : tr("Remove"));
}
