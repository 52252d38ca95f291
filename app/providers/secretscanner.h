// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"

#include <QByteArray>

/// Finds the text of one top-level member of a JSON object in its bytes, moves it into a Secret and blanks it
/// in place. It exists because QJsonDocument copies what it parses into memory that cannot be wiped.
/// Thread: any one; `body` must outlive it.
class SecretScanner final
{
public:
    explicit SecretScanner(QByteArray &body)
        : m_body(body)
    { }

    /// Empty when there is no such member or it is no text. The last one counts when the key repeats, as it
    /// does for JSON readers; all are blanked.
    [[nodiscard]] Secret take(const QByteArray &key);

private:
    void skipBlanks();
    [[nodiscard]] bool eat(char c);
    /// Moves behind the string that begins here; false when it does not end.
    [[nodiscard]] bool skipString(qsizetype &contentBegin, qsizetype &contentEnd);
    void skipValue();
    /// The text between two quotes as UTF-8, read as leniently as Qt reads it.
    [[nodiscard]] QByteArray decoded(qsizetype begin, qsizetype end) const;
    void blank(qsizetype begin, qsizetype end);

    QByteArray &m_body;
    qsizetype m_at = 0;
};
