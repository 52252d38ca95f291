// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "core/job.h"
#include "demo/demoserver.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "store/profile.h"
#include "support/manualclock.h"

#include <QTest>

#include <memory>
#include <optional>

/// A running simulator and everything a Session needs, in the order in which it must die.
class DemoFixture final
{
public:
    explicit DemoFixture(const DemoOptions &options = {});

    [[nodiscard]] DemoServer &server() { return *m_server; }
    [[nodiscard]] ManualClock &clock() { return m_clock; }
    [[nodiscard]] Background &background() { return m_background; }
    /// Null after killSafekeeper().
    [[nodiscard]] Safekeeper *safekeeper() { return m_safekeeper.get(); }
    [[nodiscard]] Profile &profile() { return m_profile; }
    void killSafekeeper() { m_safekeeper.reset(); }

    /// The first account of the simulator of that provider and rights, with or without workspaces.
    /// "astronomer v1": one of Astronomer that speaks the current generation.
    [[nodiscard]] DemoAccount account(const QString &provider, bool hasWorkspaces = false,
        const QString &role = QStringLiteral("owner")) const;
    /// Not listed yet. `account.id` is made up when empty.
    [[nodiscard]] std::unique_ptr<Session> session(const DemoAccount &account);
    /// Listed to its end.
    [[nodiscard]] std::unique_ptr<Session> listedSession(const DemoAccount &account);

    void addFault(const QString &operation, Fault::Kind kind, int times = 1, int skip = 0);
    void addFault(const QString &operation, const Fault &fault, int times = 1, int skip = 0);

private:
    ManualClock m_clock;
    Background m_background;
    std::unique_ptr<DemoServer> m_server;
    Profile m_profile;
    std::unique_ptr<Safekeeper> m_safekeeper;
};

/// What a job told its asker, once it did.
template <class T>
class Told final
{
public:
    Told(QObject *context, JobOf<T> *job)
        : m_result(std::make_shared<std::optional<Result<T>>>())
    {
        job->onFinished(context, [result = m_result, count = m_count](Result<T> &&told) {
            ++*count;
            result->emplace(std::move(told));
        });
    }

    [[nodiscard]] bool isThere() const { return m_result->has_value(); }
    /// How often the handler ran.
    [[nodiscard]] int count() const { return *m_count; }
    /// Precondition: isThere().
    [[nodiscard]] Result<T> &result() const { return **m_result; }

private:
    std::shared_ptr<std::optional<Result<T>>> m_result;
    std::shared_ptr<int> m_count = std::make_shared<int>(0);
};

template <class T>
Told(QObject *, JobOf<T> *) -> Told<T>;
