// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QWidget>

#include <optional>

struct ErrorText;
class CalmComboBox;
class NoteLine;
class QPushButton;

/// One role out of those a provider offers. Nothing is chosen until a person chooses; administrative roles
/// are marked and warned about. What the chosen one may do stands below it where that is told. Also shows
/// that the roles are still loading, or why they could not be. objectNames "roleField", "roleDescription",
/// "roleNote", "roleRetry".
class RolePicker final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RolePicker)

public:
    explicit RolePicker(QWidget *parent = nullptr);

    void setLoading();
    void setFailed(const ErrorText &text);
    /// Chooses `preferred` (a role's name or id) when it is offered and not administrative.
    void setRoles(const QList<RoleChoice> &roles, const QString &preferred);
    [[nodiscard]] std::optional<RoleChoice> chosen() const;
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void changed();
    void retryRequested();

private:
    void showChosen();
    void showDescription();

    CalmComboBox *m_combo;
    NoteLine *m_description;
    NoteLine *m_note;
    QPushButton *m_retry;
    QList<RoleChoice> m_roles;
    QString m_preferred;
    bool m_isReady = false;
};

/// A role's entry in a list: its label, and the word that it may manage members or tokens.
[[nodiscard]] QString roleChoiceText(const RoleChoice &role);
