// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QMultiHash>
#include <QSet>

#include <array>
#include <string_view>
#include <unordered_map>

/// Lets equal texts and equal role lists of one page share their memory: 100,000 tokens mostly repeat a few
/// role names, entity ids and creators. Lives as long as the parsing of one page. Thread: one.
class TextPool final
{
public:
    /// The same text, with the memory of an equal one seen before.
    [[nodiscard]] QString shared(const QString &text);
    /// `utf8` must live as long as this.
    [[nodiscard]] QString shared(std::string_view utf8);
    /// Lists whose texts are this pool's own.
    [[nodiscard]] QList<TokenRole> shared(const QList<TokenRole> &roles);

private:
    /// A text that was asked for lately: most are asked for again at once, and need not be hashed then.
    struct Recent
    {
        std::string_view utf8;
        QString text;
    };

    QSet<QString> m_texts;
    std::unordered_map<std::string_view, QString> m_utf8Texts;
    std::array<Recent, 32> m_recent;
    QMultiHash<size_t, QList<TokenRole>> m_roleLists;
};
