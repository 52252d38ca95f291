// SPDX-License-Identifier: MIT
#include "providers/jsondom.h"

#include "providers/textpool.h"

#include <QThreadStorage>

#include <string>
#include <utility>

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

struct JsonDom::Memory
{
    /// Pages of a list are about as long as each other, but never quite.
    [[nodiscard]] bool makeRoom(std::size_t bytes)
    {
        constexpr std::size_t step = 256 * 1024;
        const std::size_t wanted = (bytes + step - 1) / step * step;
        if (bytes < step)
            return true; // asked for as it is read
        return (document.capacity() >= bytes || document.allocate(wanted) == simdjson::SUCCESS)
            && (parser.capacity() >= bytes || parser.allocate(wanted) == simdjson::SUCCESS);
    }
    [[nodiscard]] bool isWorthKeeping() const
    {
        constexpr std::size_t longest = 1024 * 1024;
        return parser.capacity() <= longest && document.capacity() <= longest;
    }

    simdjson::dom::parser parser;
    simdjson::dom::document document;

    /// What this thread's last document left; null when there is nothing.
    [[nodiscard]] static Memory *&spare()
    {
        // Not thread_local: what that destroys at a thread's end does not link with mingw-w64.
        static QThreadStorage<Memory *> spares;
        return spares.localData();
    }
};

JsonDom::JsonDom()
    : m_memory(std::exchange(Memory::spare(), nullptr))
{
    if (!m_memory)
        m_memory = std::make_unique<Memory>();
}

JsonDom::~JsonDom()
{
    if (Memory *&spare = Memory::spare(); !spare && m_memory->isWorthKeeping())
        spare = m_memory.release();
}

bool JsonDom::read(const QByteArray &json)
{
    simdjson::dom::element root;
    const auto length = static_cast<std::size_t>(json.size());
    const bool hasRoom = json.capacity() - json.size() >= qsizetype(simdjson::SIMDJSON_PADDING);
    if (!m_memory->makeRoom(length)
        || m_memory->parser.parse_into_document(m_memory->document, json.constData(), length, !hasRoom)
                .get(root)
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
