// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/error.h"

#include <QWidget>

#include <optional>

class CalmComboBox;
class CredentialField;
class FieldForm;
class MarkFields;
class NetworkFields;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;
class Prompts;
class Sessions;

/// The fields of an account. objectNames "providerField", "generationField", "nameField", "baseUrlField",
/// "baseUrlReset", "organizationField", "workspacesField", "credentialField", "advancedButton",
/// "schemeField", "caFileField", "caFileBrowse", and those of NetworkFields and MarkFields.
class AccountForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountForm)

public:
    /// Connect: credential and way to a service that is no account yet; the provider is set from outside.
    enum class Purpose { Connect, Edit, SignIn };

    /// The references must outlive the form. `account` is what is edited or signed in to.
    AccountForm(Sessions &sessions, Prompts &prompts, Purpose purpose, const Account &account,
        QWidget *parent = nullptr);

    /// Complains at the fields and focuses the first wrong one; true when all is well.
    bool check();
    [[nodiscard]] Account account() const;
    [[nodiscard]] CredentialField *credential() const { return m_credential; }
    [[nodiscard]] NetworkFields *network() const { return m_network; }
    void focusFirst();
    /// With Connect: which provider it is about. Its public address is shown unless one was typed.
    void setProvider(const QString &key);
    /// With Connect: address, generation, scheme, CA file and network as they are there. `mayKeepPassword`:
    /// an empty password of the proxy means that the one given before stays.
    void showWay(const Account &account, bool mayKeepPassword);
    /// With Connect: an empty credential is fine, one was given before.
    void setCredentialKept(bool isKept);
    void openAdvanced();
    /// The same, with the proxy in focus.
    void openWay();

private:
    void buildFields();
    void buildAdvanced();
    void fillProviders();
    void showAccount();
    void followProvider();
    void fillGenerations();
    /// An address that ends with the name of a generation chooses it, and the other way round.
    void followAddress();
    void followGeneration();
    [[nodiscard]] QUrl publicAddress() const;
    void showResetButton();
    void setAdvanced(bool shown);
    void browseCaFile();
    [[nodiscard]] std::optional<ProviderInfo> provider() const;
    [[nodiscard]] QList<FieldError> problems() const;

    Sessions &m_sessions;
    Prompts &m_prompts;
    Purpose m_purpose;
    Account m_edited;
    QString m_providerBefore;
    bool m_isCredentialKept = false;
    FieldForm *m_form;
    CalmComboBox *m_provider;
    CalmComboBox *m_generation;
    QLineEdit *m_name;
    QLineEdit *m_baseUrl;
    QPushButton *m_reset;
    QLineEdit *m_organization;
    QPlainTextEdit *m_workspaces;
    CredentialField *m_credential;
    QToolButton *m_advanced;
    CalmComboBox *m_scheme;
    QLineEdit *m_caFile;
    QPushButton *m_browse;
    NetworkFields *m_network = nullptr;
    MarkFields *m_marks = nullptr;
};
