// SPDX-License-Identifier: MIT
#include "ui/namingpage.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/dialogframe.h"
#include "ui/fieldform.h"
#include "ui/markfields.h"
#include "ui/messagebar.h"
#include "ui/tokentext.h"
#include "ui/wizardstate.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace {

QString nameRow(qsizetype index)
{
    const QString row = QStringLiteral("accountName");
    return index == 0 ? row : row + QString::number(index + 1);
}

} // namespace

NamingPage::NamingPage(WizardState &state, DialogFrame &frame)
    : WizardPage(state, frame)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
}

QString NamingPage::headline() const
{
    return state().targets.size() > 1 ? tr("What shall the accounts be called?")
                                      : tr("What shall the account be called?");
}

QString NamingPage::verb() const
{
    return state().targets.size() > 1 ? tr("Add accounts") : tr("Add account");
}

QString NamingPage::suggestion(qsizetype index) const
{
    const WizardTarget &target = state().targets.at(index);
    const auto info = state().sessions.provider(state().account.providerKey);
    const QString base = target.organization.name.isEmpty() ? (info ? info->name : QString())
                                                            : singleLine(target.organization.name);
    const auto isTaken = [this](const QString &name) {
        const QList<Session *> sessions = state().sessions.all();
        for (const Session *session : sessions) {
            if (session->account().name.compare(name, Qt::CaseInsensitive) == 0)
                return true;
        }
        return false;
    };
    QString name = base;
    for (int number = 2; isTaken(name); ++number)
        name = tr("%1 %2").arg(base).arg(number);
    return name;
}

void NamingPage::enter(bool isForward)
{
    if (!isForward)
        return;
    Account marked;
    if (m_marks)
        m_marks->apply(marked);
    delete m_form;
    m_names.clear();
    m_form = new FieldForm(this);
    for (qsizetype i = 0; i < state().targets.size(); ++i) {
        const WizardTarget &target = state().targets.at(i);
        auto *name = new QLineEdit(suggestion(i));
        name->setObjectName(nameRow(i) + QStringLiteral("Field"));
        m_form->addField(nameRow(i), i == 0 ? tr("&Name") : tr("Name"), name);
        m_form->setHint(nameRow(i), tr("Organization %1").arg(target.organization.id));
        connect(name, &QLineEdit::textEdited, m_form, [this] { m_form->clearErrors(); });
        m_names.append(name);
    }
    m_form->addGap();
    m_marks = new MarkFields(*m_form);
    m_marks->show(marked);
    m_layout->addWidget(m_form);
    m_form->show(); // the layout would do it later, and the focus is wanted now
}

bool NamingPage::finish()
{
    QList<Account> accounts;
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        const WizardTarget &target = state().targets.at(i);
        Account account = state().account;
        account.id.clear();
        account.name = m_names.at(i)->text().trimmed();
        account.organizationId = target.organization.id;
        account.workspaceIds = target.workspaceIds;
        m_marks->apply(account);
        accounts.append(account);
    }
    if (!check(accounts))
        return false;
    state().accounts = accounts;
    return true;
}

bool NamingPage::check(const QList<Account> &accounts)
{
    m_form->clearErrors();
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        QList<FieldError> wrong = state().sessions.validate(accounts.at(i));
        for (qsizetype j = 0; j < i; ++j) {
            if (accounts.at(j).name.compare(accounts.at(i).name, Qt::CaseInsensitive) == 0)
                wrong.append({QStringLiteral("name"), {}, tr("Another of these accounts has this name.")});
        }
        QStringList sentences;
        for (const FieldError &error : std::as_const(wrong))
            sentences.append(error.message);
        if (!sentences.isEmpty())
            m_form->setError(nameRow(i), sentences.join(u' '));
    }
    return !m_form->focusFirstError();
}

void NamingPage::focusFirst()
{
    if (m_names.isEmpty())
        return;
    m_names.constFirst()->setFocus();
    m_names.constFirst()->selectAll();
}
