// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QObject>

#include <chrono>
#include <memory>

class QClipboard;

/// Puts a secret on the clipboard with the platform's "do not record" hints (KDE x-kde-passwordManagerHint,
/// Windows exclude-from-history formats, macOS concealed type), never to the X11 primary selection, reads it
/// back, counts down and clears only what is still ours: after the time, on request and at the program's end.
/// Thread: the GUI thread.
class SecretClipboard final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretClipboard)

public:
    explicit SecretClipboard(QClipboard &clipboard, QObject *parent = nullptr);
    ~SecretClipboard() override; ///< clears what is ours

    void setLifetime(std::chrono::seconds lifetime); ///< default 30 s, at least 1 s; holds from the next copy
    /// False when the clipboard did not take it (it was read back and differs).
    bool copy(const Secret &secret);
    /// Seconds until it is cleared; 0 when nothing of ours is there.
    [[nodiscard]] int secondsLeft() const;

public Q_SLOTS:
    /// Takes what is ours off the clipboard: on request, and whenever the program locks itself.
    void clearNow();

Q_SIGNALS:
    void secondsLeftChanged(int seconds);

private:
    class Private;
    std::unique_ptr<Private> d;
};
