// SPDX-License-Identifier: MIT
#include "ui/providerpage.h"

#include "session/sessions.h"
#include "ui/icons.h"
#include "ui/wizardstate.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace {
constexpr int hintIndent = 24;
const char providerProperty[] = "providerKey";
} // namespace

ProviderPage::ProviderPage(WizardState &state, DialogFrame &frame)
    : WizardPage(state, frame)
    , m_choices(new QButtonGroup(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const QList<ProviderInfo> providers = state.sessions.providers();
    for (const ProviderInfo &info : providers) {
        auto *choice = new QRadioButton(info.name, this);
        choice->setObjectName(QStringLiteral("provider-") + info.key);
        choice->setProperty(providerProperty, info.key);
        choice->setIcon(providerIcon(info.letter));
        choice->setAccessibleDescription(info.credentialHint);
        m_choices->addButton(choice);
        auto *hint = new QLabel(info.credentialHint, this);
        hint->setTextFormat(Qt::PlainText);
        hint->setWordWrap(true);
        hint->setContentsMargins(hintIndent, 0, 0, 8);
        hint->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(choice);
        layout->addWidget(hint);
    }
    layout->addStretch(1);
}

QString ProviderPage::headline() const
{
    return tr("Whose tokens do you want to see?");
}

void ProviderPage::enter(bool)
{
    const QList<QAbstractButton *> choices = m_choices->buttons();
    for (QAbstractButton *choice : choices) {
        if (choice->property(providerProperty).toString() == state().account.providerKey)
            choice->setChecked(true);
    }
    if (!m_choices->checkedButton() && !choices.isEmpty())
        choices.constFirst()->setChecked(true);
}

bool ProviderPage::finish()
{
    const QAbstractButton *chosen = m_choices->checkedButton();
    if (!chosen)
        return false;
    const QString key = chosen->property(providerProperty).toString();
    if (state().account.providerKey != key) {
        state().account = Account();
        state().account.providerKey = key;
    }
    return true;
}

void ProviderPage::focusFirst()
{
    if (QAbstractButton *chosen = m_choices->checkedButton())
        chosen->setFocus();
}
