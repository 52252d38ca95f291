// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QPointer>
#include <QWidget>

class CalmComboBox;
class NoteLine;
class Session;

/// What a new token is for, by name: the account's list as a whole, one of its workspaces, one of its
/// deployments. A long list can be searched by typing a part of a name. Names that arrive later are filled
/// in. objectNames "targetField", "targetNote".
class TargetPicker final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TargetPicker)

public:
    explicit TargetPicker(QWidget *parent = nullptr);

    /// Asks the session for its deployments where it can have tokens for them. Null empties the picker.
    void follow(Session *session, const TokenPlace &place);
    /// There is more to choose from than the place as a whole.
    [[nodiscard]] bool hasChoice() const;
    [[nodiscard]] TokenTarget target() const;
    /// Chooses the one with that workspace or deployment, as soon as it is there.
    void choose(EntityType type, const QString &id);
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void changed();

private:
    void fill();
    void add(const QString &text, const TokenTarget &target);
    void makeSearchable();
    /// A typed text that is no entry gives way to the chosen entry.
    void settleText();

    CalmComboBox *m_combo;
    NoteLine *m_note;
    QPointer<Session> m_session;
    TokenPlace m_place;
    QList<TokenTarget> m_targets;
    QString m_wantedId; ///< not there yet
};
