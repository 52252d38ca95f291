// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QStringView>

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
