// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/secret.h"

#include <QLineEdit>

/// Where a person types or pastes a credential: masked, with an eye to look at it, and freed of what gets
/// pasted along (white space, line ends, "Authorization:", "Bearer", "Token", quotes).
class CredentialField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CredentialField)

public:
    explicit CredentialField(QWidget *parent = nullptr);

    /// Empties the field.
    [[nodiscard]] Secret take();
    [[nodiscard]] bool isEmpty() const { return text().isEmpty(); }
    /// A copy of what is in it.
    [[nodiscard]] Secret copy() const;
    /// Replaces what is in it.
    void put(const Secret &credential);
    /// The word that was pasted before the credential and taken off; Automatic = none was.
    [[nodiscard]] AuthScheme pastedScheme() const { return m_pastedScheme; }

private:
    void setRevealed(bool revealed);
    void clean();

    QAction *m_reveal;
    AuthScheme m_pastedScheme = AuthScheme::Automatic;
};

/// The credential in what was pasted.
[[nodiscard]] QString cleanedCredential(const QString &pasted);
