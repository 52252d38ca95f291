// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>

/// Checks JSON against a description in the words of JSON Schema, of which it knows: type, enum, const,
/// pattern, minimum, required, properties, additionalProperties (false), items, minItems, uniqueItems, anyOf
/// and $ref to "#/definitions/…". A word it does not know is a complaint, so that none is overlooked.
class JsonForm final
{
public:
    explicit JsonForm(QJsonObject description)
        : m_root(std::move(description))
    { }

    /// What is wrong, each with its path; empty = it fits.
    [[nodiscard]] QStringList complaints(const QJsonValue &value) const
    {
        QStringList found;
        check(value, m_root, QStringLiteral("$"), found);
        return found;
    }

private:
    static QString typeOf(const QJsonValue &value)
    {
        switch (value.type()) {
        case QJsonValue::Null:
            return QStringLiteral("null");
        case QJsonValue::Bool:
            return QStringLiteral("boolean");
        case QJsonValue::Double:
            return value.toDouble() == double(value.toInteger()) ? QStringLiteral("integer")
                                                                 : QStringLiteral("number");
        case QJsonValue::String:
            return QStringLiteral("string");
        case QJsonValue::Array:
            return QStringLiteral("array");
        case QJsonValue::Object:
            return QStringLiteral("object");
        case QJsonValue::Undefined:
            break;
        }
        return QStringLiteral("nothing");
    }

    [[nodiscard]] QJsonObject resolved(const QJsonObject &form) const
    {
        const QString reference = form.value(QLatin1String("$ref")).toString();
        const QString name = reference.section(u'/', -1);
        return reference.isEmpty()
            ? form
            : m_root.value(QLatin1String("definitions")).toObject().value(name).toObject();
    }

    void check(
        const QJsonValue &value, const QJsonObject &given, const QString &path, QStringList &found) const
    {
        static const QSet<QString> known{QStringLiteral("$comment"), QStringLiteral("definitions"),
            QStringLiteral("type"), QStringLiteral("enum"), QStringLiteral("const"),
            QStringLiteral("pattern"), QStringLiteral("minimum"), QStringLiteral("required"),
            QStringLiteral("properties"), QStringLiteral("additionalProperties"), QStringLiteral("items"),
            QStringLiteral("minItems"), QStringLiteral("uniqueItems"), QStringLiteral("anyOf")};
        const QJsonObject form = resolved(given);
        const QStringList words = form.keys();
        for (const QString &word : words) {
            if (!known.contains(word))
                found += QStringLiteral("%1: the description's word \"%2\" is not known").arg(path, word);
        }
        checkType(value, form, path, found);
        checkText(value, form, path, found);
        checkObject(value, form, path, found);
        checkArray(value, form, path, found);
        checkAnyOf(value, form, path, found);
    }

    static void checkType(
        const QJsonValue &value, const QJsonObject &form, const QString &path, QStringList &found)
    {
        const QString wanted = form.value(QLatin1String("type")).toString();
        const QString is = typeOf(value);
        const bool fits = wanted.isEmpty() || wanted == is
            || (wanted == QLatin1String("number") && is == QLatin1String("integer"));
        if (!fits)
            found += QStringLiteral("%1: is %2, not %3").arg(path, is, wanted);
        if (form.contains(QLatin1String("minimum"))
            && value.toDouble() < form.value(QLatin1String("minimum")).toDouble())
            found += path + QStringLiteral(": is too small");
    }

    static void checkText(
        const QJsonValue &value, const QJsonObject &form, const QString &path, QStringList &found)
    {
        if (form.contains(QLatin1String("enum"))
            && !form.value(QLatin1String("enum")).toArray().contains(value))
            found += path + QStringLiteral(": is none of the allowed values");
        if (form.contains(QLatin1String("const")) && form.value(QLatin1String("const")) != value)
            found += path + QStringLiteral(": is not the one allowed value");
        const QString pattern = form.value(QLatin1String("pattern")).toString();
        if (!pattern.isEmpty() && !QRegularExpression(pattern).match(value.toString()).hasMatch())
            found += path + QStringLiteral(": does not have the form ") + pattern;
    }

    void checkObject(
        const QJsonValue &value, const QJsonObject &form, const QString &path, QStringList &found) const
    {
        if (!value.isObject())
            return;
        const QJsonObject object = value.toObject();
        const QJsonArray required = form.value(QLatin1String("required")).toArray();
        for (const QJsonValue name : required) {
            if (!object.contains(name.toString()))
                found += QStringLiteral("%1: has no %2").arg(path, name.toString());
        }
        const QJsonObject properties = form.value(QLatin1String("properties")).toObject();
        const bool isClosed = form.contains(QLatin1String("additionalProperties"));
        for (auto member = object.begin(); member != object.end(); ++member) {
            const QString inner = path + u'.' + member.key();
            if (properties.contains(member.key()))
                check(member.value(), properties.value(member.key()).toObject(), inner, found);
            else if (isClosed)
                found += inner + QStringLiteral(": must not be there");
        }
    }

    void checkArray(
        const QJsonValue &value, const QJsonObject &form, const QString &path, QStringList &found) const
    {
        if (!value.isArray())
            return;
        const QJsonArray array = value.toArray();
        if (array.size() < form.value(QLatin1String("minItems")).toInteger())
            found += path + QStringLiteral(": has too few items");
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString inner = QStringLiteral("%1[%2]").arg(path).arg(i);
            if (form.contains(QLatin1String("items")))
                check(array.at(i), form.value(QLatin1String("items")).toObject(), inner, found);
            for (qsizetype j = 0; form.value(QLatin1String("uniqueItems")).toBool() && j < i; ++j) {
                if (array.at(j) == array.at(i))
                    found += inner + QStringLiteral(": is there twice");
            }
        }
    }

    void checkAnyOf(
        const QJsonValue &value, const QJsonObject &form, const QString &path, QStringList &found) const
    {
        const QJsonArray choices = form.value(QLatin1String("anyOf")).toArray();
        if (choices.isEmpty())
            return;
        for (const QJsonValue choice : choices) {
            QStringList complaints;
            check(value, choice.toObject(), path, complaints);
            if (complaints.isEmpty())
                return;
        }
        found += path + QStringLiteral(": fits none of the choices");
    }

    QJsonObject m_root;
};
