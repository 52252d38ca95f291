// SPDX-License-Identifier: MIT
#pragma once

#include "core/credentialfacts.h"
#include "session/foundcredential.h"
#include "ui/wizardpage.h"

class AccountForm;
class FlowLayout;
class NoteLine;
class QPushButton;
class QVBoxLayout;

/// What the account signs in with: pasted, taken from where the provider's own tools keep it, or from a
/// `.env` file that is chosen or dropped here; and how the service is reached. Says at once what the
/// credential's form tells. objectNames "originButton0"…, "envFileButton", "credentialNotes",
/// "useProviderButton"; the fields are those of AccountForm.
class CredentialPage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CredentialPage)

public:
    CredentialPage(WizardState &state, DialogFrame &frame);

    [[nodiscard]] QString headline() const override;
    [[nodiscard]] QString verb() const override { return tr("Connect"); }
    void enter(bool isForward) override;
    [[nodiscard]] bool finish() override;
    void focusFirst() override;
    void showAdvanced();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void offerOrigins();
    void chooseEnvFile();
    void readEnvFile(const QString &path);
    void take(FoundCredential &&found);
    /// What the credential in the field tells.
    [[nodiscard]] CredentialFacts facts() const;
    void recognize();
    void useOtherProvider();

    AccountForm *m_form;
    FlowLayout *m_origins;
    QVBoxLayout *m_notes;
    QWidget *m_noteBox;
    QPushButton *m_otherProvider;
    QString m_otherProviderKey;
    QString m_shownProvider;
};
