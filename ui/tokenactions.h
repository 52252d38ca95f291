// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/token.h"

#include <QObject>

class QAction;
class Session;
class Sessions;

/// Every verb of the window as a QAction with text, glyph, explicit shortcut, tooltip and objectName; enabled
/// by Capabilities and selection, and when grey its tooltip and status tip say why. Toolbar, menus, context
/// menu and details pane show the same actions. It follows the sessions by itself and is told the selection.
class TokenActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenActions)

public:
    TokenActions(Sessions &sessions, QObject *parent);

    QAction *create = nullptr; ///< Ctrl+N
    QAction *duplicate = nullptr; ///< Ctrl+D
    QAction *update = nullptr; ///< Ctrl+E
    QAction *rotate = nullptr; ///< Ctrl+Shift+R
    QAction *remove = nullptr; ///< Del in the table
    QAction *own = nullptr; ///< checkable: Tokenry signs in with it
    QAction *copyId = nullptr; ///< Ctrl+C in the table
    QAction *refresh = nullptr; ///< F5, Ctrl+R
    QAction *cancelRefresh = nullptr; ///< the status area's button
    QAction *addAccount = nullptr; ///< Ctrl+Shift+N
    QAction *find = nullptr; ///< Ctrl+F, /

    /// Sets enabled states and reasons for these rows.
    void follow(const QList<TokenKey> &selection);

private:
    struct One
    {
        Session *session = nullptr;
        Token token;
    };

    void watch(Session *session);
    void judgeAll();
    [[nodiscard]] Verdict createVerdict() const;
    [[nodiscard]] static QString offlineReason(const Session &session);
    [[nodiscard]] Verdict oneRowVerdict(const std::optional<One> &one) const;
    [[nodiscard]] std::optional<One> selectedOne() const;
    void showRemovalKind(RemovalKind kind);
    void judgeOwn(const std::optional<One> &one);

    Sessions &m_sessions;
    QList<TokenKey> m_selection;
};
