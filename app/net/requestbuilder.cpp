// SPDX-License-Identifier: MIT
#include "net/requestbuilder.h"

#include "net/httpclient.h"
#include "net/loopback.h"

#include <QSslConfiguration>

#include <algorithm>

namespace {

/// Qt refuses an answer that grows by more than 40 times beyond this many bytes.
constexpr qint64 decompressionAlarm = 10LL * 1024 * 1024;

/// QUrlQuery leaves '+' as it is, which servers read as a space; so every pair is escaped here.
QString encodedQuery(const QUrlQuery &query)
{
    QByteArray text;
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(key) + '=' + QUrl::toPercentEncoding(value);
    }
    return QString::fromLatin1(text);
}

/// QUrl walks up the path at "..", escaped or not, so an id of dots would address something else entirely.
bool hasDotSegment(const QString &path)
{
    const QStringList segments = path.split(QLatin1Char('/'));
    return std::any_of(segments.begin(), segments.end(), [](const QString &segment) {
        const QString plain = QUrl::fromPercentEncoding(segment.toUtf8());
        return plain == QLatin1String(".") || plain == QLatin1String("..");
    });
}

QUrl requestUrl(const HttpSettings &settings, const HttpRequest &request)
{
    QUrl url = settings.baseUrl;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path + request.path, QUrl::TolerantMode);
    const QString query = encodedQuery(request.query);
    url.setQuery(query.isEmpty() ? QString() : query, QUrl::StrictMode);
    url.setFragment(QString());
    return url;
}

} // namespace

QByteArray methodName(const HttpRequest &request)
{
    switch (request.method) {
    case HttpRequest::Method::Get:
        return QByteArrayLiteral("GET");
    case HttpRequest::Method::Post:
        return QByteArrayLiteral("POST");
    case HttpRequest::Method::Delete:
        return QByteArrayLiteral("DELETE");
    }
    return {};
}

QString requestLine(const HttpRequest &request)
{
    return QString::fromLatin1(methodName(request)) + QLatin1Char(' ') + request.path;
}

QString refusal(const HttpSettings &settings, const HttpRequest &request)
{
    const QUrl &url = settings.baseUrl;
    if (!url.isValid() || url.host().isEmpty())
        return HttpClient::tr("The address of the service is not complete.");
    if (!url.userInfo().isEmpty())
        return HttpClient::tr("The address of the service must not contain a user name or password.");
    const bool mayBePlain = settings.allowPlainHttp || isLoopback(url);
    if (url.scheme() != QLatin1String("https") && !(url.scheme() == QLatin1String("http") && mayBePlain))
        return HttpClient::tr("The address of the service must begin with https.");
    const bool isPath = request.path.startsWith(QLatin1Char('/')) && !hasDotSegment(request.path);
    if (!isPath || (request.json && !request.isMutating()))
        return HttpClient::tr("The request is malformed.");
    return {};
}

bool isHeaderValue(const QByteArray &value)
{
    return std::none_of(value.begin(), value.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
}

QNetworkRequest networkRequest(
    const HttpSettings &settings, const HttpRequest &request, const QByteArray &authorization)
{
    QNetworkRequest result(requestUrl(settings, request));
    result.setRawHeader("Accept", request.accept);
    if (!settings.userAgent.isEmpty())
        result.setRawHeader("User-Agent", settings.userAgent);
    if (!authorization.isEmpty())
        result.setRawHeader("Authorization", authorization);
    if (request.isMutating()) {
        if (request.json)
            result.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        result.setHeader(QNetworkRequest::ContentLengthHeader, request.json ? request.json->size() : 0);
        result.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    }
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setDecompressedSafetyCheckThreshold(std::min(settings.maxBodyBytes, decompressionAlarm));
    if (!settings.extraAuthorities.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(settings.extraAuthorities);
        result.setSslConfiguration(tls);
    }
    return result;
}
