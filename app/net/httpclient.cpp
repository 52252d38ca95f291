// SPDX-License-Identifier: MIT
#include "net/httpclient.h"

#include "net/httpdispatcher.h"
#include "net/httpexchange.h"

class HttpClient::Private
{
public:
    Private(HttpSettings settings, AuthorizationSupplier authorization, const Clock &clock)
        : dispatcher(std::move(settings), std::move(authorization), clock)
    { }

    HttpDispatcher dispatcher;
};

HttpClient::HttpClient(
    HttpSettings settings, AuthorizationSupplier authorization, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(settings), std::move(authorization), clock))
{
    connect(&d->dispatcher, &HttpDispatcher::gateClosed, this, &HttpClient::gateClosed);
    connect(&d->dispatcher, &HttpDispatcher::attemptFinished, this, &HttpClient::attemptFinished);
}

HttpClient::~HttpClient() = default;

JobOf<HttpAnswer> *HttpClient::send(QObject *owner, const HttpRequest &request)
{
    auto *job = new JobOf<HttpAnswer>(owner);
    new HttpExchange(d->dispatcher, request, job);
    return job;
}

void HttpClient::setProxyPassword(AuthorizationSupplier password)
{
    d->dispatcher.setProxyPassword(std::move(password));
}

void HttpClient::setLoginEnd(const QDateTime &end)
{
    d->dispatcher.setLoginEnd(end);
}

void HttpClient::setBudget(std::shared_ptr<RateBudget> budget)
{
    d->dispatcher.setBudget(std::move(budget));
}

void HttpClient::shareReads(ReadLanes &lanes)
{
    d->dispatcher.shareReads(lanes);
}

const HttpSettings &HttpClient::settings() const
{
    return d->dispatcher.settings();
}

QDateTime HttpClient::nowUtc() const
{
    return d->dispatcher.nowUtc();
}

QDateTime HttpClient::gatedUntil() const
{
    return d->dispatcher.gatedUntil();
}
