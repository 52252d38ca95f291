// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "demo/demoserver.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "store/profile.h"
#include "support/manualclock.h"

#include <QByteArray>
#include <QTest>

#include <algorithm>

/// Real sessions on a real demo server, for tests of what shows them.
struct DemoDesk
{
    explicit DemoDesk(int extraTokens = 0)
        : server(optionsWith(extraTokens), clock)
        , profile(clock)
        , safekeeper(clock, profile)
        , sessions(clock, safekeeper, background)
    { }

    static DemoOptions optionsWith(int extraTokens)
    {
        DemoOptions options;
        options.extraTokens = extraTokens;
        return options;
    }

    /// Adds the accounts `--demo` opens with and waits until all are listed.
    [[nodiscard]] bool open()
    {
        if (!server.start())
            return false;
        const QList<DemoAccount> accounts = server.openingAccounts();
        for (const DemoAccount &demo : accounts) {
            QByteArray credential = demo.credential;
            sessions.add(demo.account, Secret(std::move(credential)));
        }
        return QTest::qWaitFor([this] { return isListed(); }, 20000);
    }

    [[nodiscard]] bool isListed() const
    {
        const QList<Session *> all = sessions.all();
        return std::all_of(all.cbegin(), all.cend(), [](const Session *session) {
            return session->state() == Session::State::Ready
                || session->state() == Session::State::Incomplete;
        });
    }

    [[nodiscard]] int tokenCount() const
    {
        int count = 0;
        const QList<Session *> all = sessions.all();
        for (const Session *session : all)
            count += int(session->tokens().size());
        return count;
    }

    ManualClock clock;
    Background background;
    DemoServer server;
    Profile profile;
    Safekeeper safekeeper;
    Sessions sessions;
};
