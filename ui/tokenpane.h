// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"
#include "ui/emptystate.h"
#include "ui/listingtrouble.h"
#include "ui/messagebar.h"

#include <QWidget>

#include <memory>
#include <optional>

class QStackedWidget;
class QTimer;
class Session;
class Sessions;
class TokenFilter;
class TokenTable;
class VisibleRoles;

/// The middle of the window: the table, what stands in its place when it is empty, and the bar above it
/// that tells what went wrong. objectName "tokenPane".
class TokenPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenPane)

public:
    TokenPane(Sessions &sessions, TokenFilter &filter, QWidget *parent = nullptr);
    ~TokenPane() override;

    [[nodiscard]] TokenTable &table() const { return *m_table; }
    /// Selects a row, or as soon as it is there: new rows reach the table a moment after the session.
    void select(const TokenKey &key);
    /// Shows a message in the bar until the person closes it; then the listings' troubles come back. `action`
    /// is a button in it, owned by the caller.
    void showNotice(
        MessageBar::Tone tone, const QString &text, const QString &details = {}, QAction *action = nullptr);
    /// Another bar, beneath, for what has nothing to do with the listings; owned by the pane.
    [[nodiscard]] MessageBar *makeNewsBar();

Q_SIGNALS:
    void addAccountRequested();
    void signInRequested(const QString &accountId);
    /// The person wants to change how requests of the account reach the network.
    void editWayRequested(const QString &accountId);
    void createRequested();
    void clearFilterRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Help { None, AddAccount, SignIn, Retry, EditWay, ChangeGeneration, ClearFilter, Create };
    struct Emptiness
    {
        EmptyState::Content content;
        Help help = Help::None;
        QString accountId; ///< for SignIn, and for Retry where only a new credential helps
    };

    void watch(Session *session);
    void refreshLater();
    void refresh();
    void refreshTable();
    void selectWanted();
    void refreshBar(const ListingTrouble &trouble);
    void actOnBar();
    void actOnEmptiness();
    /// Signs in again where the credential was refused; else lists again what failed.
    void helpFailed(const QString &refusedAccountId);
    /// Asks the service, then goes over to the other generation of its API if it answers that one.
    void changeGeneration(const QString &accountId);
    [[nodiscard]] QList<Session *> shownSessions() const;
    [[nodiscard]] bool isFirstLoading() const;
    [[nodiscard]] Emptiness emptiness() const;
    [[nodiscard]] Emptiness emptinessOf(const QList<Session *> &shown) const;

    Sessions &m_sessions;
    TokenFilter &m_filter;
    MessageBar *m_bar;
    QStackedWidget *m_stack;
    TokenTable *m_table;
    EmptyState *m_empty = nullptr; ///< made when there is something to explain
    QAction *m_barAction;
    QAction *m_barRetry; ///< beside m_barAction where that does something else
    std::unique_ptr<VisibleRoles> m_visibleRoles; ///< made with the first rows
    QTimer *m_refreshTimer;
    bool m_isStale = true; ///< what is shown; nobody looked while it became so
    QTimer *m_wantedTimer; ///< runs while a row is waited for
    TokenKey m_wanted;
    bool m_hasNotice = false;
    std::optional<ListingTrouble> m_shownTrouble;
    std::optional<ListingTrouble> m_closedTrouble; ///< the person has seen it
    Emptiness m_emptiness;
};
