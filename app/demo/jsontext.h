// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringView>

/// Appends the text as a JSON string, quotes included. Writing the text of large lists by hand is what keeps
/// a page of 1,000 tokens under a few milliseconds.
void appendJsonText(QByteArray &json, QStringView text);
/// Appends `"name":` and then the text; with a comma in front unless an object or list has just been opened.
void appendJsonMember(QByteArray &json, const char *name, QStringView text);
/// The same with a value that is JSON already.
void appendJsonRawMember(QByteArray &json, const char *name, const QByteArray &value);
