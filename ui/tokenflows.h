// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QObject>

#include <memory>

class Prompts;
class QWidget;
class SecretClipboard;
class Sessions;
class VaultFlows;
struct OperationFacts;

/// What happens between a click and the end of an operation: opens the dialog, runs the session's operation,
/// shows the error in the dialog or hands the new value's dialog over. One method a verb; several may be
/// under way at once. What issues a value begins only when it can be kept: the vault comes first. When a
/// dialog goes away before its operation ends, the operation goes on and its end is told by reported() or
/// troubled(). Ownership: of MainWindow. Thread: the GUI thread.
class TokenFlows final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenFlows)

public:
    TokenFlows(
        Sessions &sessions, SecretClipboard &clipboard, VaultFlows &vault, Prompts &prompts, QWidget *window);
    ~TokenFlows() override;

    void createToken(const QString &accountId);
    void duplicateToken(const TokenKey &key);
    /// The same operation once more, as a new one: nothing is sent before the person says so.
    void tryAgain(const OperationFacts &facts);
    /// Reads the rules of a policy token and shows them.
    void showPolicy(const TokenKey &key);
    void updateToken(const TokenKey &key);
    void rotateToken(const TokenKey &key);
    void removeToken(const TokenKey &key);
    /// The person says that the account signs in with this token, or takes that back.
    void toggleOwnToken(const TokenKey &key);
    void addAccount();
    /// `isAboutWay`: how it reaches the network is what is wrong with it.
    void editAccount(const QString &accountId, bool isAboutWay = false);
    void signIn(const QString &accountId);
    void showSecret(const QString &keptSecretId);

Q_SIGNALS:
    /// A finished operation in one sentence, for the status bar; `key` is the row it is about.
    void reported(const QString &sentence, const TokenKey &key);
    /// What a person must know of an operation and no dialog can tell any more; `details` may be copied.
    void troubled(const QString &text, const QString &details);

private:
    class Private;
    std::unique_ptr<Private> d;
};
