// SPDX-License-Identifier: MIT
#include "providers/jsondom.h"

#include "providers/textpool.h"

#include <string>

namespace {

QString fromView(std::string_view text)
{
    return text.empty() ? QString() : QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

DomObject::DomObject(simdjson::dom::element element)
    : m_exists(element.get(m_object) == simdjson::SUCCESS)
{
    if (m_exists)
        m_next = m_object.begin();
}

std::optional<simdjson::dom::element> DomObject::value(QLatin1String key) const
{
    if (!m_exists)
        return {};
    const std::string_view name(key.data(), static_cast<std::size_t>(key.size()));
    const auto end = m_object.end();
    const auto start = m_next;
    for (auto member = start; member != end; ++member) {
        if (member.key_equals(name))
            return found(member);
    }
    for (auto member = m_object.begin(); member != start; ++member) {
        if (member.key_equals(name))
            return found(member);
    }
    return {};
}

simdjson::dom::element DomObject::found(simdjson::dom::object::iterator member) const
{
    m_next = member;
    ++m_next;
    return member.value();
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

QString text(const DomObject &object, QLatin1String key, TextPool &pool)
{
    const auto value = object.value(key);
    std::string_view view;
    return value && value->get(view) == simdjson::SUCCESS ? pool.shared(view) : QString();
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
        return Moment::fromUtf8(QByteArrayView(view.data(), static_cast<qsizetype>(view.size())));
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
