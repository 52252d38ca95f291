// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

/// One value of a YAML file, and where it stands. Looks into the text it was read from.
struct YamlScalar
{
    QList<QByteArray> path; ///< the keys that lead to it
    QByteArrayView raw; ///< as written, with quotes and all
    int line = 0; ///< from 1
    bool isContinued = false; ///< it goes on in the next lines

    /// The values of block mappings, in order; what is no such value (lists, blocks of text) is passed over.
    /// As strict as the little it understands: a tab in the indentation, a line that is neither entry nor
    /// continuation, and a key that is not indented like its siblings are errors (Invalid/NotSent) whose
    /// `technical` names the line. Pure, any thread.
    [[nodiscard]] static Result<QList<YamlScalar>> read(QByteArrayView text);

    /// Without quotes and comment; empty for null. An error for what needs more than this reader understands:
    /// anchors, aliases, tags, flow collections, text over several lines, escapes beyond \" and \\.
    [[nodiscard]] Result<QByteArray> value() const;
};
