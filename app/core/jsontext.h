// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

#include <cstring>

// Writing JSON straight as text: for lists of thousands of tokens, where building a tree of values first
// costs ten times as much as the text itself. All functions are pure.

/// Appends the text as a JSON string, quotes included.
void appendJsonText(QByteArray &json, QStringView text);
/// Appends `"name":` and then the text; with a comma in front unless an object or list has just been opened.
void appendJsonMember(QByteArray &json, QByteArrayView name, QStringView text);
/// The same with a value that is JSON already.
void appendJsonRawMember(QByteArray &json, QByteArrayView name, QByteArrayView value);
/// Appends an instant (ms since 1970 UTC) as a JSON string: RFC 3339 with milliseconds and `Z`. Null for a
/// year that has no four digits.
void appendJsonDate(QByteArray &json, qint64 msecs);
/// The same as a member.
void appendJsonDateMember(QByteArray &json, QByteArrayView name, qint64 msecs);

/// A long text of JSON, written piece by piece into memory of its own. Thread: one.
class JsonText final
{
public:
    /// `room`: bytes that it will have, as far as one knows.
    explicit JsonText(qsizetype room = 0);
    Q_DISABLE_COPY_MOVE(JsonText)

    /// What is JSON already: names with their colons, brackets, words.
    void raw(QByteArrayView json)
    {
        std::memcpy(room(json.size()), json.data(), size_t(json.size()));
        m_at += json.size();
    }
    void text(QStringView text); ///< as appendJsonText()
    void date(qint64 msecs); ///< as appendJsonDate()
    /// What was written; nothing is left.
    [[nodiscard]] QByteArray take();

private:
    /// Where so many more bytes can be written.
    [[nodiscard]] char *room(qsizetype bytes)
    {
        if (m_end - m_at < bytes)
            grow(bytes);
        return m_at;
    }
    void grow(qsizetype bytes);

    QByteArray m_bytes; ///< as long as it has room
    char *m_at; ///< behind what was written
    char *m_end;
};
