// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "core/job.h"
#include "net/httpclient.h"

#include <utility>

/// How a provider turns an HTTP job into a job of its own.
namespace AnswerJob {

/// Up to this size (bytes) an answer is read in less time (well under a millisecond) than another thread
/// needs to begin.
inline constexpr qsizetype smallAnswer = 32LL * 1024;

/// A job of `owner` that sends `request` and ends with `read(answer)`, read at once in this thread: for small
/// answers and for those with a secret, which must not travel between threads.
template <class T, class Read>
[[nodiscard]] JobOf<T> *readAtOnce(QObject *owner, HttpClient &client, const HttpRequest &request, Read read)
{
    auto *job = new JobOf<T>(owner);
    job->follow(client.send(job, request))->onFinished(job, [job, read](Result<HttpAnswer> &&answer) {
        if (answer.ok())
            job->deliver(read(std::move(answer).value()));
        else
            job->deliver(std::move(answer).error());
    });
    return job;
}

/// As readAtOnce, but `read`, a pure function of the answer, runs on a worker thread unless the answer is
/// small: for lists. `background` must outlive the job.
template <class T, class Read>
[[nodiscard]] JobOf<T> *readInBackground(
    QObject *owner, HttpClient &client, const HttpRequest &request, Background &background, Read read)
{
    auto *job = new JobOf<T>(owner);
    job->follow(client.send(job, request))
        ->onFinished(job, [job, &background, read](Result<HttpAnswer> &&answer) {
            if (!answer.ok()) {
                job->deliver(std::move(answer).error());
                return;
            }
            if (answer.value().body.size() <= smallAnswer) {
                job->deliver(read(std::move(answer).value()));
                return;
            }
            background.run(
                job, [read, body = std::move(answer).value()] { return read(body); },
                [job](Result<T> &&result) { job->deliver(std::move(result)); });
        });
    return job;
}

/// As readInBackground, but `read(answer, tell)` may tell before it ends, unless the answer is small:
/// `heard(news)` runs in the thread of `client`.
template <class T, class News, class Read, class Heard>
[[nodiscard]] JobOf<T> *readTelling(QObject *owner, HttpClient &client, const HttpRequest &request,
    Background &background, Read read, Heard heard)
{
    auto *job = new JobOf<T>(owner);
    job->follow(client.send(job, request))
        ->onFinished(job, [job, &background, read, heard](Result<HttpAnswer> &&answer) {
            if (!answer.ok()) {
                job->deliver(std::move(answer).error());
                return;
            }
            if (answer.value().body.size() <= smallAnswer) {
                job->deliver(read(std::move(answer).value(), [](const News &) {}));
                return;
            }
            background.runTelling<News>(
                job, [read, body = std::move(answer).value()](const auto &tell) { return read(body, tell); },
                heard, [job](Result<T> &&result) { job->deliver(std::move(result)); });
        });
    return job;
}

/// A job that refuses before anything left this machine.
template <class T>
[[nodiscard]] JobOf<T> *refused(QObject *owner, Error error)
{
    return finishedJob<T>(owner, Result<T>(std::move(error)));
}

} // namespace AnswerJob
