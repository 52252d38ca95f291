// SPDX-License-Identifier: MIT
#include "demo/astronomeranswer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

WireResponse astronomeranswer::json(const QByteArray &json)
{
    WireResponse response;
    response.contentType = "application/json";
    response.body = json;
    return response;
}

WireResponse astronomeranswer::refuse(int status, const QString &message)
{
    const QJsonObject body{{QStringLiteral("message"), message},
        {QStringLiteral("requestId"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
        {QStringLiteral("statusCode"), status}};
    WireResponse response = json(QJsonDocument(body).toJson(QJsonDocument::Compact));
    response.status = status;
    return response;
}

WireResponse astronomeranswer::refuseCall(const ServiceCall &call)
{
    if (call.refusal != 405)
        return refuse(call.refusal, QStringLiteral("no such path"));
    WireResponse response = refuse(405, QStringLiteral("method not allowed"));
    response.addHeader("Allow", call.allowedMethods);
    return response;
}

WireResponse astronomeranswer::noContent()
{
    WireResponse response;
    response.status = 204;
    return response;
}

WireResponse astronomeranswer::tooManyRequests()
{
    WireResponse response;
    response.status = 429;
    response.contentType = "text/plain";
    response.addHeader("Retry-After", "1");
    response.body = "Too Many Requests";
    return response;
}

QStringList astronomeranswer::directed(const QStringList &fields)
{
    QStringList words;
    for (const QString &field : fields)
        words << field + QStringLiteral(":asc") << field + QStringLiteral(":desc");
    return words;
}
