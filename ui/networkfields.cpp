// SPDX-License-Identifier: MIT
#include "ui/networkfields.h"

#include "session/accountrules.h"
#include "ui/calmcombobox.h"
#include "ui/fieldform.h"
#include "ui/passwordfield.h"

#include <QLineEdit>
#include <QSpinBox>

#include <array>

namespace {

const QString proxyRow = QStringLiteral("proxy");
const QString proxyHostRow = QStringLiteral("proxyHost");
const QString proxyPortRow = QStringLiteral("proxyPort");
const QString proxyUserRow = QStringLiteral("proxyUser");
const QString proxyPasswordRow = QStringLiteral("proxyPassword");
const QString timeoutRow = QStringLiteral("timeoutSeconds");

constexpr int largestPort = 65535;

} // namespace

NetworkFields::NetworkFields(FieldForm *form)
    : QObject(form)
    , m_form(form)
    , m_kind(new CalmComboBox)
    , m_host(new QLineEdit)
    , m_port(new QSpinBox)
    , m_user(new QLineEdit)
    , m_password(new PasswordField)
    , m_timeout(new QSpinBox)
{
    m_kind->setObjectName(QStringLiteral("proxyField"));
    m_kind->addItem(tr("As this computer is set"), static_cast<int>(ProxyChoice::Kind::System));
    m_kind->addItem(tr("None"), static_cast<int>(ProxyChoice::Kind::None));
    m_kind->addItem(tr("HTTP proxy"), static_cast<int>(ProxyChoice::Kind::Http));
    m_kind->addItem(tr("SOCKS 5 proxy"), static_cast<int>(ProxyChoice::Kind::Socks5));
    m_host->setObjectName(QStringLiteral("proxyHostField"));
    m_port->setObjectName(QStringLiteral("proxyPortField"));
    m_port->setRange(0, largestPort);
    m_port->setSpecialValueText(tr("Not set"));
    m_port->setGroupSeparatorShown(false);
    m_user->setObjectName(QStringLiteral("proxyUserField"));
    m_password->setObjectName(QStringLiteral("proxyPasswordField"));
    m_timeout->setObjectName(QStringLiteral("timeoutSecondsField"));
    m_timeout->setRange(0, AccountRules::longestTimeout);
    m_timeout->setSpecialValueText(tr("As usual"));
    m_timeout->setSuffix(tr(" s"));
    // From "as usual" to the shortest that is allowed, without the seconds between.
    m_timeout->setSingleStep(AccountRules::shortestTimeout);

    form->addField(proxyRow, tr("Pro&xy"), m_kind);
    form->addField(proxyHostRow, tr("Proxy &host"), m_host);
    form->addField(proxyPortRow, tr("Proxy por&t"), m_port);
    form->addField(proxyUserRow, tr("Proxy &user"), m_user);
    form->addField(proxyPasswordRow, tr("Proxy passwor&d"), m_password);
    form->addField(timeoutRow, tr("Ti&me-out"), m_timeout);
    form->setHint(proxyUserRow, tr("Left empty, the proxy asks for no login."));
    form->setHint(timeoutRow, tr("How long one request may take; a minute as usual."));

    connect(m_kind, &QComboBox::currentIndexChanged, this, &NetworkFields::followKind);
    const auto follow = [this] {
        m_form->clearErrors();
        followKind();
    };
    connect(m_host, &QLineEdit::textChanged, this, follow);
    connect(m_port, &QSpinBox::valueChanged, this, follow);
    connect(m_user, &QLineEdit::textChanged, this, follow);
    connect(m_password, &QLineEdit::textChanged, form, &FieldForm::clearErrors);
    connect(m_timeout, &QSpinBox::valueChanged, form, &FieldForm::clearErrors);
    followKind();
}

bool NetworkFields::hasField(const QString &name)
{
    const std::array all{proxyRow, proxyHostRow, proxyPortRow, proxyUserRow, proxyPasswordRow, timeoutRow};
    return std::find(all.begin(), all.end(), name) != all.end();
}

ProxyChoice::Kind NetworkFields::kind() const
{
    return static_cast<ProxyChoice::Kind>(m_kind->currentData().toInt());
}

void NetworkFields::show(const Account &account, bool mayKeepPassword)
{
    m_before = account.proxy;
    m_mayKeepPassword = mayKeepPassword;
    m_kind->setCurrentIndex(m_kind->findData(static_cast<int>(account.proxy.kind)));
    m_host->setText(account.proxy.host);
    m_port->setValue(account.proxy.port);
    m_user->setText(account.proxy.user);
    m_timeout->setValue(account.timeoutSeconds);
    followKind();
}

void NetworkFields::writeTo(Account &account) const
{
    account.proxy = {};
    account.proxy.kind = kind();
    if (account.proxy.isManual()) {
        account.proxy.host = m_host->text().trimmed();
        account.proxy.port = static_cast<quint16>(m_port->value());
        account.proxy.user = m_user->text().trimmed();
    }
    account.timeoutSeconds = m_timeout->value();
}

Secret NetworkFields::takePassword()
{
    Secret password = m_password->take();
    Account account;
    writeTo(account);
    return account.proxy.user.isEmpty() ? Secret() : std::move(password);
}

bool NetworkFields::isChanged() const
{
    return kind() != ProxyChoice::Kind::System || m_timeout->value() != 0;
}

void NetworkFields::setShown(bool shown)
{
    m_isShown = shown;
    followKind();
}

void NetworkFields::showPasswordOnly()
{
    m_form->setFieldVisible(proxyPasswordRow, true);
    m_form->setHint(proxyPasswordRow, tr("Of %1 at the proxy %2.").arg(m_before.user, m_before.host));
}

void NetworkFields::focus()
{
    QWidget *first = m_kind;
    if (m_before.isManual())
        first = m_before.user.isEmpty() ? static_cast<QWidget *>(m_user) : m_password;
    first->setFocus(Qt::OtherFocusReason);
}

void NetworkFields::followKind()
{
    Account typed;
    writeTo(typed);
    const bool isManual = m_isShown && typed.proxy.isManual();
    m_form->setFieldVisible(proxyRow, m_isShown);
    m_form->setFieldVisible(timeoutRow, m_isShown);
    for (const QString &row : {proxyHostRow, proxyPortRow, proxyUserRow})
        m_form->setFieldVisible(row, isManual);
    m_form->setFieldVisible(proxyPasswordRow, isManual && !typed.proxy.user.isEmpty());
    const bool mayStay = m_mayKeepPassword && typed.proxy == m_before;
    m_password->setPlaceholderText(mayStay ? tr("Left empty, the present one stays") : QString());
}
