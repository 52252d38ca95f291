// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/token.h"

#include <QDialog>

#include <memory>

struct ErrorText;
class Clock;
class Session;

/// Asks before rotate, delete or detach: headline with token and account, what will happen in plain words,
/// and for delete and detach a field where the token's name must be typed. The dangerous button is never the
/// default; Esc and Return are safe: Return never confirms. Production accounts wear their mark. Emits
/// confirmed() and waits busy, like TokenDialog. Deletes itself when closed.
///
/// Where the account itself signs in with the token, other words than the name must be typed: "give up Acme".
/// Where nobody knows that, the dialog asks: "ownYes", "ownNo".
///
/// The name is compared as it is shown (one line, without control characters). Where it is hard to type
/// (right to left, no keyboard characters, over 64 characters, empty) the end of the id may be typed instead.
/// objectName "rotateDialog" / "removeDialog"; "typedName", "primaryButton", "cancelButton".
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmDialog)

public:
    static ConfirmDialog *forRotate(
        const Session &session, const Token &token, const Clock &clock, QWidget *parent);
    static ConfirmDialog *forRemoval(
        const Session &session, const Token &token, RemovalKind kind, const Clock &clock, QWidget *parent);
    ~ConfirmDialog() override;

    /// For removal: the person was told, or said, that the account signs in with this token, and typed the
    /// words for it.
    [[nodiscard]] bool givesUpOwnToken() const;
    void setBusy(bool busy);
    void showError(const ErrorText &text);

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    void confirmed();
    void abortRequested(); ///< Cancel while busy

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Private;
    explicit ConfirmDialog(std::unique_ptr<Private> priv, QWidget *parent);
    std::unique_ptr<Private> d;
};
