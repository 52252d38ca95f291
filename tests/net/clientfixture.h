// SPDX-License-Identifier: MIT
#pragma once

#include "net/httpclient.h"
#include "support/manualclock.h"
#include "support/rawserver.h"

#include <QPointer>

#include <memory>
#include <optional>

/// One call of a client and everything that was said about it.
struct Call
{
    QPointer<JobOf<HttpAnswer>> job;
    std::optional<Result<HttpAnswer>> result;
    QList<std::pair<int, std::chrono::milliseconds>> waits; ///< what retryScheduled told
    int answers = 0;

    [[nodiscard]] bool isDone() const { return result.has_value(); }
    [[nodiscard]] const Error &error() const { return result->error(); }
};

/// A client of a RawServer, with settings that make faults quick.
class ClientFixture
{
public:
    ClientFixture()
    {
        settings.baseUrl = server.url();
        settings.userAgent = "Tokenry/test";
        settings.firstBackoff = std::chrono::milliseconds(1);
    }

    /// Made at the first use, so that a test can change the settings before.
    [[nodiscard]] HttpClient &client()
    {
        if (!m_client) {
            m_client = std::make_unique<HttpClient>(
                settings, [this] { return credential; }, clock);
            QObject::connect(m_client.get(), &HttpClient::attemptFinished, m_client.get(),
                [this](const HttpLogEntry &entry) { log += entry; });
            QObject::connect(m_client.get(), &HttpClient::gateClosed, m_client.get(),
                [this](std::chrono::milliseconds wait) { gates += wait; });
        }
        return *m_client;
    }
    void destroyClient() { m_client.reset(); }

    std::shared_ptr<Call> send(const HttpRequest &request, QObject *owner = nullptr)
    {
        auto call = std::make_shared<Call>();
        call->job = client().send(owner ? owner : &m_owner, request);
        QObject::connect(call->job, &Job::retryScheduled, call->job,
            [call = call.get()](int attempt, std::chrono::milliseconds wait) {
                call->waits.append({attempt, wait});
            });
        call->job->onFinished(&m_owner, [call](Result<HttpAnswer> &&result) {
            ++call->answers;
            call->result.emplace(std::move(result));
        });
        return call;
    }
    std::shared_ptr<Call> send(HttpRequest::Method method, const QString &path = QStringLiteral("/things"))
    {
        HttpRequest request;
        request.method = method;
        request.path = path;
        if (method == HttpRequest::Method::Post)
            request.json = QByteArrayLiteral("{\"name\":\"ci\"}");
        return send(request);
    }
    std::shared_ptr<Call> get(const QString &path = QStringLiteral("/things"))
    {
        return send(HttpRequest::Method::Get, path);
    }
    std::shared_ptr<Call> post(const QString &path = QStringLiteral("/things"))
    {
        return send(HttpRequest::Method::Post, path);
    }

    RawServer server;
    HttpSettings settings;
    QByteArray credential = "Token top-secret";
    ManualClock clock;
    QList<HttpLogEntry> log;
    QList<std::chrono::milliseconds> gates;

private:
    QObject m_owner;
    std::unique_ptr<HttpClient> m_client;
};
