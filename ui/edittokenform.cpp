// SPDX-License-Identifier: MIT
#include "ui/edittokenform.h"

#include "core/capabilities.h"
#include "core/clock.h"
#include "session/errortext.h"
#include "session/session.h"
#include "ui/fieldform.h"
#include "ui/namefields.h"
#include "ui/noteline.h"
#include "ui/roleeditor.h"
#include "ui/tokentext.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace {
const QString roleRow = QStringLiteral("role");
const QString expiryRow = QStringLiteral("expiryDays");
} // namespace

EditTokenForm::EditTokenForm(const Session &session, const Token &token, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_token(token)
    , m_form(new FieldForm(this))
    , m_names(new NameFields(m_form))
    , m_roles(new RoleEditor(session, token))
{
    m_names->setLimits(session.capabilities());
    m_names->setTexts(token.name, token.description);
    m_form->addGap();
    m_form->addField(roleRow, tr("&Roles"), m_roles, m_roles->focusTarget(), FieldForm::Placement::Beneath);
    m_form->addGap();
    auto *expiry = new NoteLine(m_form);
    expiry->setObjectName(QStringLiteral("expiryShown"));
    expiry->setNote(Tone::Plain, expiryText(session, clock));
    m_form->addField(expiryRow, tr("Expires"), expiry);
    if (session.capabilities().hasExpiry)
        m_form->setHint(
            expiryRow, tr("The expiry was set when the token was created and cannot be changed."));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);

    connect(m_names, &NameFields::changed, this, &EditTokenForm::changed);
    connect(m_names, &NameFields::nameLeft, this, [this] { m_names->checkName(); });
    connect(m_roles, &RoleEditor::changed, this, [this] {
        m_form->setError(roleRow, {});
        Q_EMIT changed();
    });
    connect(m_roles, &RoleEditor::retryRequested, this, &EditTokenForm::requestRoles);
}

QString EditTokenForm::expiryText(const Session &session, const Clock &clock) const
{
    if (!session.capabilities().hasExpiry)
        return tr("Not provided: this provider has no expiry.");
    const QString relative = momentText(m_token.expiresAt, clock.nowUtc(), tr("Never"));
    return m_token.expiresAt.isKnown() ? tr("%1 (%2)").arg(momentExact(m_token.expiresAt), relative)
                                       : relative;
}

void EditTokenForm::requestRoles()
{
    const QList<TokenTarget> targets = m_roles->neededTargets();
    for (const TokenTarget &target : targets)
        Q_EMIT rolesNeeded(target);
}

void EditTokenForm::setRoles(const QList<RoleChoice> &roles)
{
    m_roles->setRoles(roles);
}

void EditTokenForm::setRolesFailed(const ErrorText &text)
{
    m_roles->setRolesFailed(text);
}

bool EditTokenForm::check()
{
    m_form->clearErrors();
    m_names->check();
    if (!m_roles->isComplete())
        m_form->setError(roleRow, tr("Choose a role for the added workspace, or remove it again."));
    else if (m_roles->remaining() == 0 && !m_token.roles.isEmpty())
        m_form->setError(roleRow, tr("A token keeps at least one role. Delete the token instead."));
    return !m_form->focusFirstError();
}

TokenChange EditTokenForm::change() const
{
    TokenChange change;
    // Compared as the field shows it, so that a name with white space around it does not change unseen.
    if (m_names->name() != m_token.name.trimmed())
        change.name = m_names->name();
    if (m_names->description() != m_token.description)
        change.description = m_names->description();
    change.roles = m_roles->edits();
    return change;
}

void EditTokenForm::takeTextsAsSaved()
{
    m_token.name = m_names->name();
    m_token.description = m_names->description();
    Q_EMIT changed();
}

bool EditTokenForm::isChanged() const
{
    return !change().isEmpty() || !m_roles->isComplete();
}

QList<FieldError> EditTokenForm::showErrors(const QList<FieldError> &errors)
{
    const QList<FieldError> homeless = m_form->showErrors(errors);
    m_form->focusFirstError();
    return homeless;
}

void EditTokenForm::focusFirst()
{
    m_names->nameField()->setFocus();
}
