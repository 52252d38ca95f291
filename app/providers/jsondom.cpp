// SPDX-License-Identifier: MIT
#include "providers/jsondom.h"

#include <string>

namespace {

QString fromView(std::string_view text)
{
    return text.empty() ? QString() : QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

DomObject::DomObject(simdjson::dom::element element)
    : m_exists(element.get(m_object) == simdjson::SUCCESS)
{ }

std::optional<simdjson::dom::element> DomObject::value(QLatin1String key) const
{
    simdjson::dom::element element;
    const std::string_view name(key.data(), static_cast<std::size_t>(key.size()));
    if (!m_exists || m_object.at_key(name).get(element) != simdjson::SUCCESS)
        return {};
    return element;
}

bool JsonDom::read(const QByteArray &json)
{
    simdjson::dom::element root;
    const bool hasRoom = json.capacity() - json.size() >= qsizetype(simdjson::SIMDJSON_PADDING);
    if (m_parser.parse(json.constData(), static_cast<std::size_t>(json.size()), !hasRoom).get(root)
            != simdjson::SUCCESS
        || !root.is_object())
        return false;
    m_root = DomObject(root);
    return true;
}

namespace JsonReader {

QString text(const DomObject &object, QLatin1String key)
{
    const auto value = object.value(key);
    std::string_view view;
    return value && value->get(view) == simdjson::SUCCESS ? fromView(view) : QString();
}

qint64 wholeNumber(const DomObject &object, QLatin1String key, qint64 fallback)
{
    const auto value = object.value(key);
    int64_t whole = 0;
    if (value && value->get(whole) == simdjson::SUCCESS)
        return whole;
    double number = 0;
    constexpr double limit = 9007199254740992.0; // beyond 2^53 a double is no exact number
    const bool isExact =
        value && value->get(number) == simdjson::SUCCESS && number >= -limit && number <= limit;
    return isExact && double(qint64(number)) == number ? qint64(number) : fallback;
}

Moment moment(const DomObject &object, QLatin1String key, const Moment &whenMissing)
{
    const auto value = object.value(key);
    if (!value || value->is_null())
        return whenMissing;
    std::string_view view;
    if (value->get(view) == simdjson::SUCCESS)
        return Moment::fromText(fromView(view));
    return Moment::fromText(fromView(simdjson::minify(*value)));
}

DomObject objectAt(const DomObject &object, QLatin1String key)
{
    const auto value = object.value(key);
    return value ? DomObject(*value) : DomObject();
}

std::optional<simdjson::dom::array> listAt(const DomObject &object, QLatin1String key)
{
    const auto value = object.value(key);
    simdjson::dom::array list;
    if (!value || value->get(list) != simdjson::SUCCESS)
        return {};
    return list;
}

} // namespace JsonReader
