// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "core/clock.h"
#include "core/job.h"
#include "demo/demoserver.h"
#include "net/httpclient.h"
#include "providers/catalog.h"
#include "providers/provider.h"

#include <QTest>
#include <QTestEventLoop>

#include <algorithm>
#include <optional>

/// A provider signed in at a simulator on a real socket, with waiting made short.
class ProviderHarness final
{
public:
    explicit ProviderHarness(DemoOptions options = {})
        : m_server(std::move(options), m_clock)
    {
        m_isStarted = m_server.start();
    }

    [[nodiscard]] bool isStarted() const { return m_isStarted; }
    [[nodiscard]] DemoServer &server() { return m_server; }
    [[nodiscard]] Provider &provider() { return *m_provider; }
    [[nodiscard]] const Account &account() const { return m_account; }
    [[nodiscard]] const QByteArray &credential() const { return m_credential; }

    /// Signs in with the first demo account of that provider and right; `isWorkspace` picks one that lists
    /// workspaces.
    bool signIn(const QString &providerKey, const QString &role, bool isWorkspace = false)
    {
        const QList<DemoAccount> accounts = m_server.accounts();
        const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const DemoAccount &demo) {
            return demo.account.providerKey == providerKey && demo.role == role
                && demo.account.workspaceIds.isEmpty() != isWorkspace;
        });
        if (found == accounts.end())
            return false;
        use(found->account, found->credential);
        return true;
    }

    void use(const Account &account, const QByteArray &credential)
    {
        m_account = account;
        m_account.id = QStringLiteral("account-1");
        m_credential = credential;
        HttpSettings settings;
        settings.baseUrl = m_account.baseUrl;
        settings.userAgent = QByteArrayLiteral("tokenry-test");
        settings.firstBackoff = std::chrono::milliseconds(1);
        settings.longestBackoff = std::chrono::milliseconds(5);
        settings.attemptDeadline = std::chrono::seconds(10);
        settings.proxy.kind = ProxyChoice::Kind::None;
        m_provider.reset();
        m_client = std::make_unique<HttpClient>(
            settings, [this] { return authorizationHeader(m_account, Secret(QByteArray(m_credential))); },
            m_clock);
        m_provider = makeProvider(m_account, *m_client, m_background);
        m_server.clearRequests();
    }

    /// A fault for the next request of that method; `times` -1 = for all.
    void breakNext(const Fault &fault, const QByteArray &method = {}, int times = 1)
    {
        FaultRule rule;
        rule.method = method;
        rule.times = times;
        rule.fault = fault;
        m_server.addFault(rule);
    }

    /// The result of a job; none when it did not finish in time.
    template <class T>
    [[nodiscard]] std::optional<Result<T>> wait(JobOf<T> *job)
    {
        auto result = std::make_shared<std::optional<Result<T>>>();
        QTestEventLoop loop;
        job->onFinished(&loop, [result, &loop](Result<T> &&value) {
            result->emplace(std::move(value));
            loop.exitLoop();
        });
        loop.enterLoop(60); // s; hundreds of requests under wine beside other work take half of it
        return std::move(*result);
    }

    /// What arrived since signing in or the last clearRequests(), "METHOD target".
    [[nodiscard]] QList<QByteArray> seen() const
    {
        QList<QByteArray> lines;
        const QList<SeenRequest> requests = m_server.requests();
        for (const SeenRequest &request : requests)
            lines.append(request.method + ' ' + request.target);
        return lines;
    }

    [[nodiscard]] static QByteArray header(const SeenRequest &request, const QByteArray &name)
    {
        for (const auto &[key, value] : request.headers) {
            if (key == name)
                return value;
        }
        return {};
    }

    [[nodiscard]] QObject *owner() { return &m_owner; }

private:
    SystemClock m_clock;
    DemoServer m_server;
    Background m_background;
    QObject m_owner;
    Account m_account;
    QByteArray m_credential;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<Provider> m_provider;
    bool m_isStarted = false;
};

/// One error answer and what must come of it.
struct ErrorCase
{
    int status = 0;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;
    Error::Kind kind = Error::Kind::Server;
    QString serverText;
    QString requestId;
};
Q_DECLARE_METATYPE(ErrorCase)

/// Every status of the documents with every shape of body they know (api/qovery.md 1.4, api/astronomer.md).
inline QList<QPair<QByteArray, ErrorCase>> errorCases()
{
    using Kind = Error::Kind;
    const QList<QPair<int, Kind>> statuses{{400, Kind::Invalid}, {401, Kind::Auth}, {403, Kind::Forbidden},
        {404, Kind::NotFound}, {409, Kind::Conflict}, {429, Kind::RateLimited}, {500, Kind::Server}};
    struct Shape
    {
        QByteArray name;
        QByteArray contentType;
        QByteArray body;
        QString text;
        QString requestId;
    };
    const QString said = QStringLiteral("said by the server");
    const QByteArray json = "application/json";
    const QList<Shape> shapes{
        {"empty", {}, {}, {}, QStringLiteral("head-1")},
        {"detail", json, R"({"status":400,"error":"Bad","detail":"said by the server"})", said,
            QStringLiteral("head-1")},
        {"message", json, R"({"message":"said by the server","requestId":"body-1","statusCode":400})", said,
            QStringLiteral("body-1")},
        {"problem", "application/problem+json",
            R"({"type":"about:blank","title":"said by the server","status":400})", said,
            QStringLiteral("head-1")},
        {"error", json, R"({"timestamp":"2026-01-01T00:00:00Z","error":"said by the server","path":"/x"})",
            said, QStringLiteral("head-1")},
        {"nested error", json, R"({"error":{"code":"x","message":"said by the server"}})", said,
            QStringLiteral("head-1")},
        {"HTML", "text/html", "<html><body><h1>said by the server</h1></body></html>", said,
            QStringLiteral("head-1")},
        {"text", "text/plain", " said by the server\n", said, QStringLiteral("head-1")},
    };
    QList<QPair<QByteArray, ErrorCase>> cases;
    for (const auto &[status, kind] : statuses) {
        for (const Shape &shape : shapes) {
            ErrorCase one{
                status, shape.body, {{"X-Request-Id", "head-1"}}, kind, shape.text, shape.requestId};
            if (!shape.contentType.isEmpty())
                one.headers.append({"Content-Type", shape.contentType});
            cases.append({QByteArray::number(status) + ' ' + shape.name, one});
        }
    }
    return cases;
}

inline Fault faultOf(const ErrorCase &errorCase)
{
    Fault fault;
    fault.kind = Fault::Kind::Status;
    fault.status = errorCase.status;
    fault.body = errorCase.body;
    fault.headers = errorCase.headers;
    return fault;
}

/// What is wrong with `error` as the outcome of `errorCase`; empty = nothing. A change answered by 5xx may
/// have happened all the same.
inline QString mismatch(const Error &error, const ErrorCase &errorCase, bool isMutating)
{
    const auto outcome =
        isMutating && errorCase.status >= 500 ? Error::Outcome::Unknown : Error::Outcome::Refused;
    QStringList wrong;
    if (error.kind != errorCase.kind)
        wrong.append(QStringLiteral("kind ") + kindName(error.kind));
    if (error.outcome != outcome)
        wrong.append(QStringLiteral("outcome ") + outcomeName(error.outcome));
    if (error.httpStatus != errorCase.status)
        wrong.append(QStringLiteral("status %1").arg(error.httpStatus));
    if (error.serverText != errorCase.serverText)
        wrong.append(QStringLiteral("text ") + error.serverText);
    if (error.requestId != errorCase.requestId)
        wrong.append(QStringLiteral("request id ") + error.requestId);
    return wrong.join(QStringLiteral("; "));
}
