// SPDX-License-Identifier: MIT
#pragma once

#include "core/moment.h"

#include <QByteArray>
#include <QLatin1String>
#include <QString>

#include <simdjson.h>

#include <memory>
#include <optional>

class TextPool;

/// An object in a JsonDom; one that is not there has no members. Valid as long as the document it is of.
///
/// Looks for a key from the one that was found last: who asks in the order in which a service writes, walks
/// over the members once. Thread: one.
class DomObject final
{
public:
    DomObject() = default;
    explicit DomObject(simdjson::dom::element element);

    /// None when the key is missing. Where it is there twice, one of both.
    [[nodiscard]] std::optional<simdjson::dom::element> value(QLatin1String key) const;

private:
    [[nodiscard]] simdjson::dom::element found(simdjson::dom::object::iterator member) const;

    simdjson::dom::object m_object;
    mutable simdjson::dom::object::iterator m_next; ///< behind the member that was found last
    bool m_exists = false;
};

/// A JSON document for long lists: simdjson reads a page of 1,000 tokens in a tenth of the time that Qt's
/// tree of values takes. What it refuses (a number beyond 64 bits too) is left to Qt's reader, which is
/// lenient and says where a text is broken. Thread: one.
///
/// Reading takes memory of fourteen times the text; each thread keeps that of its last document, within
/// limits, for the next one.
class JsonDom final
{
public:
    JsonDom();
    ~JsonDom();
    Q_DISABLE_COPY_MOVE(JsonDom)

    /// False when the text is no object, and then there is no root. A text with 64 bytes of room behind it
    /// is not copied.
    [[nodiscard]] bool read(const QByteArray &json);
    [[nodiscard]] const DomObject &root() const { return m_root; }

private:
    struct Memory;
    std::unique_ptr<Memory> m_memory;
    DomObject m_root;
};

/// The same words as for Qt's objects, see providers/jsonreader.h.
namespace JsonReader {

[[nodiscard]] QString text(const DomObject &object, QLatin1String key);
/// The same for a text that many tokens have.
[[nodiscard]] QString text(const DomObject &object, QLatin1String key, TextPool &pool);
[[nodiscard]] qint64 wholeNumber(const DomObject &object, QLatin1String key, qint64 fallback);
[[nodiscard]] Moment moment(const DomObject &object, QLatin1String key, const Moment &whenMissing);
[[nodiscard]] DomObject objectAt(const DomObject &object, QLatin1String key);
/// None when the key is missing or no list.
[[nodiscard]] std::optional<simdjson::dom::array> listAt(const DomObject &object, QLatin1String key);

} // namespace JsonReader
