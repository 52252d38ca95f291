// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QWidget>

class CalmComboBox;
class ElidedLabel;
class QPushButton;

/// One role of a token in the RoleEditor: entity, role, and whether it stays.
class RoleRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoleRow)

public:
    enum class Origin { Existing, Added };
    enum class Removal { Never, Possible };

    RoleRow(const TokenRole &role, const QString &entityName, Origin origin, Removal removal,
        QWidget *parent = nullptr);

    [[nodiscard]] const TokenRole &role() const { return m_role; }
    [[nodiscard]] bool isAdded() const { return m_origin == Origin::Added; }
    [[nodiscard]] bool isGone() const { return m_isGone; }
    /// Offers these; the present role stays among them even when it is none of them.
    void setChoices(const QList<RoleChoice> &roles);
    /// As the API wants it; empty while nothing is chosen.
    [[nodiscard]] QString chosenRole() const;
    [[nodiscard]] bool isChosenAdministrative() const;
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void changed();
    void discarded(); ///< an added row was taken away again

private:
    void toggleGone();
    void showGone();

    TokenRole m_role;
    Origin m_origin;
    bool m_isGone = false;
    ElidedLabel *m_entity;
    CalmComboBox *m_combo;
    QPushButton *m_remove;
};

/// "Organization", "Workspace", "Deployment", or the provider's own word.
[[nodiscard]] QString entityTypeText(const TokenRole &role);
