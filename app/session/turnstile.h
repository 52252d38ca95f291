// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

/// How many list requests of one account may be under way at once, over all of its lists.
/// Thread: one.
class Turnstile final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Turnstile)

public:
    explicit Turnstile(int places)
        : m_free(places)
    { }

    [[nodiscard]] bool tryEnter();
    void leave();
    /// Takes back a tryEnter() that was not used; nobody is told.
    void giveBack() { ++m_free; }

Q_SIGNALS:
    /// A place is free. Connect queued: it is emitted from destructors too.
    void freed();

private:
    int m_free;
};
