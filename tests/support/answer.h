// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"

#include <QTest>

#include <memory>
#include <optional>

/// Waits in a test for what a job ends with; an Error of kind Timeout when it does not end.
template <class T>
[[nodiscard]] Result<T> answerOf(JobOf<T> *job, int msecs = 60'000)
{
    // Shared, since the answer may come after the wait was given up.
    const auto answer = std::make_shared<std::optional<Result<T>>>();
    job->onFinished(job->parent(), [answer](Result<T> &&result) { answer->emplace(std::move(result)); });
    if (!QTest::qWaitFor([&answer] { return answer->has_value(); }, msecs)) {
        Error error;
        error.kind = Error::Kind::Timeout;
        error.technical = QStringLiteral("the test waited in vain");
        return error;
    }
    return *std::move(*answer);
}
