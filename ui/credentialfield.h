// SPDX-License-Identifier: MIT
#pragma once

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

private:
    void setRevealed(bool revealed);
    void clean();

    QAction *m_reveal;
};

/// The credential in what was pasted.
[[nodiscard]] QString cleanedCredential(const QString &pasted);
