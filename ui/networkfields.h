// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/secret.h"

#include <QObject>

class CalmComboBox;
class FieldForm;
class PasswordField;
class QLineEdit;
class QSpinBox;

/// How an account's requests reach the network, as rows of a form: the proxy with its login, and how long a
/// request may take. Field names "proxy", "proxyHost", "proxyPort", "proxyUser", "proxyPassword" and
/// "timeoutSeconds", as Sessions::validate() calls them; objectNames the same with "Field" behind.
class NetworkFields final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkFields)

public:
    /// Adds its rows to the form and lives as long.
    explicit NetworkFields(FieldForm *form);

    /// `mayKeepPassword`: an empty password means that the present one stays.
    void show(const Account &account, bool mayKeepPassword);
    void writeTo(Account &account) const;
    /// The proxy's password as typed, moved out; the field is empty then. Empty without a user.
    [[nodiscard]] Secret takePassword();

    /// All rows, as far as the chosen proxy has them, or none.
    void setShown(bool shown);
    /// Where a login is to be entered: at its user, or at the choice of the proxy.
    void focus();
    /// The password alone, for an account whose proxy asks for one that nobody knows any more.
    void showPasswordOnly();
    /// Whether the fields say anything but the usual.
    [[nodiscard]] bool isChanged() const;
    [[nodiscard]] static bool hasField(const QString &name);

private:
    void followKind();
    [[nodiscard]] ProxyChoice::Kind kind() const;

    FieldForm *m_form;
    CalmComboBox *m_kind;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_user;
    PasswordField *m_password;
    QSpinBox *m_timeout;
    ProxyChoice m_before; ///< whose password may stay
    bool m_mayKeepPassword = false;
    bool m_isShown = false;
};
