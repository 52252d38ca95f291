// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/token.h"

#include <QDialog>

#include <memory>

struct ErrorText;
class Session;

/// Asks before rotate, delete or detach: headline with token and account, what will happen in plain words,
/// and for delete and detach a field where the token's name must be typed. The dangerous button is never the
/// default; Esc and Return are safe. Production accounts wear their mark. Emits confirmed() and waits busy,
/// like TokenDialog. objectName "rotateDialog" / "removeDialog".
class ConfirmDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmDialog)

public:
    static ConfirmDialog *forRotate(const Session &session, const Token &token, QWidget *parent);
    static ConfirmDialog *forRemoval(
        const Session &session, const Token &token, RemovalKind kind, QWidget *parent);
    ~ConfirmDialog() override;

    void setBusy(bool busy);
    void showError(const ErrorText &text);

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    void confirmed();
    void abortRequested(); ///< Cancel while busy

private:
    class Private;
    explicit ConfirmDialog(std::unique_ptr<Private> priv, QWidget *parent);
    std::unique_ptr<Private> d;
};
