// SPDX-License-Identifier: MIT
#include "ui/rolepicker.h"

#include "session/errortext.h"
#include "ui/calmcombobox.h"
#include "ui/dialogtext.h"
#include "ui/icons.h"
#include "ui/noteline.h"
#include "ui/tokentext.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace {

/// Lines of a server without what would move other text around.
QString plainLines(const QString &untrusted)
{
    QStringList lines = untrusted.split(u'\n');
    for (QString &line : lines)
        line = singleLine(line).trimmed();
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace

QString roleChoiceText(const RoleChoice &role)
{
    const QString label = role.label.isEmpty() ? role.name : role.label;
    return role.isAdministrative ? RolePicker::tr("%1 (admin)").arg(label) : label;
}

RolePicker::RolePicker(QWidget *parent)
    : QWidget(parent)
    , m_combo(new CalmComboBox(this))
    , m_description(new NoteLine(this))
    , m_note(new NoteLine(this))
    , m_retry(new QPushButton(tr("Try again"), this))
{
    m_combo->setObjectName(QStringLiteral("roleField"));
    m_description->setObjectName(QStringLiteral("roleDescription"));
    m_note->setObjectName(QStringLiteral("roleNote"));
    m_retry->setObjectName(QStringLiteral("roleRetry"));
    m_retry->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_combo);
    layout->addWidget(m_description);
    layout->addWidget(m_note);
    layout->addWidget(m_retry, 0, Qt::AlignLeft);
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this] {
        showChosen();
        Q_EMIT changed();
    });
    connect(m_retry, &QPushButton::clicked, this, &RolePicker::retryRequested);
    setLoading();
}

void RolePicker::setLoading()
{
    m_isReady = false;
    m_roles.clear();
    m_combo->clear();
    m_combo->setPlaceholderText(tr("Loading roles…"));
    m_combo->setEnabled(false);
    m_note->clear();
    showDescription();
    m_retry->hide();
}

void RolePicker::setFailed(const ErrorText &text)
{
    setLoading();
    m_combo->setPlaceholderText(tr("No roles"));
    m_note->setNote(Tone::Danger, text.next.isEmpty() ? text.what : text.what + QLatin1Char(' ') + text.next);
    m_retry->show();
}

void RolePicker::setRoles(const QList<RoleChoice> &roles, const QString &preferred)
{
    setLoading();
    m_isReady = true;
    m_roles = roles;
    m_preferred = preferred;
    m_combo->setPlaceholderText(roles.isEmpty() ? tr("No roles") : tr("Choose a role…"));
    m_combo->setEnabled(!roles.isEmpty());
    int chosenIndex = -1;
    {
        // QComboBox would choose the first entry by itself.
        const QSignalBlocker quiet(m_combo);
        for (const RoleChoice &role : roles) {
            const bool isPreferred = !preferred.isEmpty() && (role.name == preferred || role.id == preferred);
            if (isPreferred && !role.isAdministrative)
                chosenIndex = m_combo->count();
            m_combo->addUntrusted(
                role.isAdministrative ? glyphIcon(Glyph::Warning) : QIcon(), roleChoiceText(role), role.id);
        }
        m_combo->setCurrentIndex(-1);
    }
    m_combo->setCurrentIndex(chosenIndex);
    showChosen();
    Q_EMIT changed();
}

std::optional<RoleChoice> RolePicker::chosen() const
{
    const int index = m_combo->currentIndex();
    if (index < 0 || index >= m_roles.size())
        return std::nullopt;
    return m_roles.at(index);
}

QWidget *RolePicker::focusTarget() const
{
    return m_combo;
}

void RolePicker::showDescription()
{
    const std::optional<RoleChoice> role = chosen();
    const QString text = role ? plainLines(role->description) : QString();
    if (text.isEmpty())
        m_description->clear();
    else
        m_description->setNote(Tone::Muted, text);
    m_combo->setAccessibleDescription(text);
}

void RolePicker::showChosen()
{
    showDescription();
    const std::optional<RoleChoice> role = chosen();
    if (role && role->isAdministrative) {
        m_note->setNote(Tone::Warning,
            tr("Administrative: who holds this token may manage members or tokens. Choose it only if it "
               "needs that."));
        return;
    }
    for (const RoleChoice &offered : std::as_const(m_roles)) {
        const bool isPreferred = offered.name == m_preferred || offered.id == m_preferred;
        if (!role && isPreferred && !m_preferred.isEmpty() && offered.isAdministrative) {
            m_note->setNote(Tone::Muted,
                tr("The original has %1. Administrative roles are not taken over by themselves.")
                    .arg(quotedName(offered.label.isEmpty() ? offered.name : offered.label)));
            return;
        }
    }
    if (m_isReady && m_roles.isEmpty())
        m_note->setNote(Tone::Warning, tr("The provider offers no roles here, so no token can be created."));
    else
        m_note->clear();
}
