// SPDX-License-Identifier: MIT
#pragma once

#include "demo/wirerequest.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

/// The JSON body of a request, judged as a schema judges it. Each check notes the first thing that is wrong;
/// what it then returns is of no use, and error() is asked once at the end.
class RequestBody final
{
public:
    /// Takes application/json with one object in it.
    explicit RequestBody(const WireRequest &request);
    /// A part of another body, named `path` in what is reported.
    RequestBody(const QJsonObject &object, const QString &path);

    /// additionalProperties: false
    void allowOnly(const QStringList &keys);
    void require(const QStringList &keys);
    /// A text of so many characters; empty when the key is absent.
    QString text(const QString &key, int minimum, int maximum);
    /// One of `words`; empty when the key is absent.
    QString word(const QString &key, const QStringList &words);
    /// An integer within bounds; none when the key is absent.
    std::optional<int> integer(const QString &key, int minimum, int maximum);

    [[nodiscard]] bool has(const QString &key) const { return m_object.contains(key); }
    [[nodiscard]] QJsonValue value(const QString &key) const { return m_object.value(key); }
    void complain(const QString &text, const QString &field = {});
    /// What is wrong; empty when all is well.
    [[nodiscard]] QString error() const { return m_error; }
    /// The property that is wrong, with its path; empty when it is the body as a whole.
    [[nodiscard]] QString field() const { return m_field; }

private:
    [[nodiscard]] QString named(const QString &key) const { return m_path + key; }

    QJsonObject m_object;
    QString m_path;
    QString m_error;
    QString m_field;
};
