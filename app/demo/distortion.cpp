// SPDX-License-Identifier: MIT
#include "demo/distortion.h"

#include "demo/gzipzeros.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

/// Numbers for texts, objects for lists, all the way down.
QJsonValue withWrongTypes(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().size();
    QJsonObject result;
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < list.size(); ++i)
            result.insert(QString::number(i), withWrongTypes(list.at(i)));
        return result;
    }
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            result.insert(member.key(), withWrongTypes(member.value()));
        return result;
    }
    return value;
}

/// `key` gone wherever it stands.
QJsonValue withoutKey(const QJsonValue &value, const QString &key)
{
    if (value.isArray()) {
        QJsonArray result;
        const QJsonArray list = value.toArray();
        for (const QJsonValue &item : list)
            result.append(withoutKey(item, key));
        return result;
    }
    if (!value.isObject())
        return value;
    QJsonObject result;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() != key)
            result.insert(member.key(), withoutKey(member.value(), key));
    }
    return result;
}

/// The key whose absence hurts most: a page's list, else the id.
QString mostNeededKey(const QJsonObject &object)
{
    for (const QString &key :
        {QStringLiteral("apiTokens"), QStringLiteral("tokens"), QStringLiteral("workspaces")}) {
        if (object.contains(key))
            return key;
    }
    return QStringLiteral("id");
}

QByteArray jsonText(const QJsonValue &value)
{
    return (value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject()))
        .toJson(QJsonDocument::Compact);
}

QJsonValue jsonValue(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace

bool distortion::comesBeforeCommit(Fault::Kind kind)
{
    switch (kind) {
    case Fault::Kind::Hang:
    case Fault::Kind::CloseBeforeCommit:
    case Fault::Kind::ResetBeforeCommit:
    case Fault::Kind::Status:
    case Fault::Kind::Redirect:
    case Fault::Kind::NotHttp:
        return true;
    default:
        return false;
    }
}

WireResponse distortion::madeUp(const Fault &fault)
{
    WireResponse response;
    response.headers = fault.headers;
    if (fault.kind == Fault::Kind::Redirect) {
        response.status = 307;
        response.addHeader("Location", fault.location);
        return response;
    }
    response.status = fault.status;
    response.body = fault.body;
    const auto isContentType = [](const auto &header) {
        return header.first.compare("content-type", Qt::CaseInsensitive) == 0;
    };
    if (std::none_of(fault.headers.cbegin(), fault.headers.cend(), isContentType) && !fault.body.isEmpty()) {
        const bool isJson = fault.body.startsWith('{') || fault.body.startsWith('[');
        response.contentType = isJson ? "application/json" : "text/plain";
    }
    return response;
}

WireResponse distortion::apply(const Fault &fault, WireResponse response)
{
    switch (fault.kind) {
    case Fault::Kind::WrongContentType:
        response.contentType = "text/html";
        break;
    case Fault::Kind::BrokenJson:
        response.body.chop(qMin(qsizetype(3), response.body.size()));
        break;
    case Fault::Kind::WrongTypes:
        response.body = jsonText(withWrongTypes(jsonValue(response.body)));
        break;
    case Fault::Kind::MissingKeys: {
        const QJsonValue value = jsonValue(response.body);
        const QString key =
            fault.body.isEmpty() ? mostNeededKey(value.toObject()) : QString::fromUtf8(fault.body);
        response.body = jsonText(withoutKey(value, key));
        break;
    }
    case Fault::Kind::EmptyBody:
        response.body.clear();
        break;
    case Fault::Kind::StatusAfterCommit:
    case Fault::Kind::Status:
    case Fault::Kind::Redirect:
        return madeUp(fault);
    case Fault::Kind::HugeBody:
        response.status = 200;
        response.padding = fault.number;
        break;
    case Fault::Kind::HugeHeader:
        response.addHeader("X-Filler", QByteArray(fault.number, 'x'));
        break;
    case Fault::Kind::GzipBomb:
        response.status = 200;
        response.addHeader("Content-Encoding", "gzip");
        response.body = gzipOfZeros(fault.number);
        break;
    default:
        break;
    }
    return response;
}
