// SPDX-License-Identifier: MIT
#pragma once

#include <QPlainTextEdit>

/// Shows a value masked or in clear. Masked it holds a fixed row of dots, which tells neither the value nor
/// its length to anyone, assistive technology included. Nothing can be selected in it, so nothing reaches the
/// clipboard, the X11 primary selection or a drag past SecretClipboard: Ctrl+C and the context menu only ask
/// for a copy of the whole.
class SecretField final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretField)

public:
    explicit SecretField(QWidget *parent = nullptr);

    void mask();
    void showClear(const QString &value);
    [[nodiscard]] bool isMasked() const { return m_isMasked; }

Q_SIGNALS:
    void copyRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool m_isMasked = true;
};
