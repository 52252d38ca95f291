// SPDX-License-Identifier: MIT
#include "ui/targetpicker.h"

#include "core/capabilities.h"
#include "session/session.h"
#include "ui/calmcombobox.h"
#include "ui/dialogtext.h"
#include "ui/noteline.h"

#include <QCompleter>
#include <QLineEdit>
#include <QVBoxLayout>

namespace {

/// More than a person finds at a glance.
constexpr int mostAtAGlance = 12;

const QString &idOf(const TokenTarget &target)
{
    return target.deploymentId.isEmpty() ? target.workspaceId : target.deploymentId;
}

} // namespace

TargetPicker::TargetPicker(QWidget *parent)
    : QWidget(parent)
    , m_combo(new CalmComboBox(this))
    , m_note(new NoteLine(this))
{
    m_combo->setObjectName(QStringLiteral("targetField"));
    m_combo->setInsertPolicy(QComboBox::NoInsert);
    m_note->setObjectName(QStringLiteral("targetNote"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_combo);
    layout->addWidget(m_note);
    connect(m_combo, &QComboBox::currentIndexChanged, this, &TargetPicker::changed);
}

void TargetPicker::follow(Session *session, const TokenPlace &place)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_place = place;
    m_wantedId.clear();
    {
        const QSignalBlocker quiet(m_combo);
        m_combo->clear();
    }
    fill();
    if (!session)
        return;
    connect(session, &Session::workspacesChanged, this, &TargetPicker::fill);
    connect(session, &Session::deploymentsChanged, this, &TargetPicker::fill);
    if (session->capabilities().hasDeploymentTargets)
        session->loadDeployments();
}

bool TargetPicker::hasChoice() const
{
    if (!m_session)
        return false;
    const Capabilities &can = m_session->capabilities();
    return can.hasWorkspaceTargets || can.hasDeploymentTargets;
}

void TargetPicker::add(const QString &text, const TokenTarget &target)
{
    m_targets.append(target);
    m_combo->addUntrusted({}, text, idOf(target));
}

void TargetPicker::fill()
{
    const QString chosen = m_wantedId.isEmpty() ? m_combo->currentData().toString() : m_wantedId;
    const TokenTarget before = target();
    {
        const QSignalBlocker quiet(m_combo);
        m_combo->clear();
        m_targets.clear();
        if (m_session) {
            const Capabilities &can = m_session->capabilities();
            add(m_session->placeName(m_place), TokenTarget(m_place));
            const QList<Workspace> workspaces =
                can.hasWorkspaceTargets ? m_session->workspaces() : QList<Workspace>{};
            for (const Workspace &workspace : workspaces) {
                const QString name = workspace.name.isEmpty() ? workspace.id : workspace.name;
                add(tr("Workspace %1").arg(name), TokenTarget(m_place, workspace.id));
            }
            const QList<Deployment> deployments =
                can.hasDeploymentTargets ? m_session->deployments() : QList<Deployment>{};
            for (const Deployment &deployment : deployments) {
                const QString name = deployment.name.isEmpty() ? deployment.id : deployment.name;
                const QString home = m_session->entityName(EntityType::Workspace, deployment.workspaceId);
                //: %1: the deployment, %2: the workspace it is in
                add(tr("Deployment %1 (%2)").arg(name, home),
                    TokenTarget(m_place, deployment.workspaceId, deployment.id));
            }
        }
        const int index = m_combo->findData(chosen);
        if (index >= 0)
            m_wantedId.clear();
        m_combo->setCurrentIndex(index >= 0 ? index : (m_combo->count() > 0 ? 0 : -1));
        makeSearchable();
    }
    if (target() != before)
        Q_EMIT changed();
}

void TargetPicker::makeSearchable()
{
    const bool isLong = m_combo->count() > mostAtAGlance;
    if (isLong && !m_combo->isEditable()) {
        m_combo->setEditable(true);
        m_combo->completer()->setFilterMode(Qt::MatchContains);
        m_combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
        m_combo->completer()->setCaseSensitivity(Qt::CaseInsensitive);
        m_combo->setAccessibleDescription(tr("Type a part of a name to search."));
        connect(m_combo->lineEdit(), &QLineEdit::editingFinished, this, &TargetPicker::settleText);
    }
    if (isLong)
        m_note->setNote(Tone::Muted, tr("Type a part of a name to search."));
    else
        m_note->clear();
}

void TargetPicker::settleText()
{
    const int typed = m_combo->findText(m_combo->currentText(), Qt::MatchFixedString);
    if (typed >= 0)
        m_combo->setCurrentIndex(typed);
    else
        m_combo->setEditText(m_combo->itemText(m_combo->currentIndex()));
}

TokenTarget TargetPicker::target() const
{
    return m_targets.value(m_combo->currentIndex(), TokenTarget(m_place));
}

void TargetPicker::choose(EntityType type, const QString &id)
{
    if (type == EntityType::Organization || type == EntityType::Other)
        return;
    m_wantedId = id;
    fill();
}

QWidget *TargetPicker::focusTarget() const
{
    return m_combo;
}
