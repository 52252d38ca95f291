// SPDX-License-Identifier: MIT
#include "providers/yamlscalar.h"

#include "core/notsent.h"
#include "core/secret.h"

namespace {

Error yamlError(int line, const QString &what)
{
    return notSentError(Error::Kind::Invalid, QStringLiteral("line %1: %2").arg(line).arg(what));
}

qsizetype indentOf(QByteArrayView line)
{
    qsizetype count = 0;
    while (count < line.size() && line.at(count) == ' ')
        ++count;
    return count;
}

/// Where the key of an entry ends: a colon with a blank or nothing after it; -1 for none.
qsizetype keyEnd(QByteArrayView entry)
{
    const char quote = entry.isEmpty() ? '\0' : entry.front();
    qsizetype from = 0;
    if (quote == '"' || quote == '\'') {
        from = entry.indexOf(quote, 1);
        if (from < 0)
            return -1;
    }
    for (qsizetype at = entry.indexOf(':', from); at >= 0; at = entry.indexOf(':', at + 1)) {
        if (at + 1 == entry.size() || entry.at(at + 1) == ' ')
            return at;
    }
    return -1;
}

QByteArray keyOf(QByteArrayView written)
{
    written = written.trimmed();
    const bool isQuoted = written.size() >= 2 && written.front() == written.back()
        && (written.front() == '"' || written.front() == '\'');
    return (isQuoted ? written.sliced(1, written.size() - 2) : written).toByteArray();
}

/// Reads line after line, remembering which mapping it is in.
class YamlWalk final
{
public:
    [[nodiscard]] std::optional<Error> take(QByteArrayView line, int number);

    QList<YamlScalar> scalars;

private:
    struct Level
    {
        qsizetype indent = 0;
        QByteArray key;
    };

    [[nodiscard]] std::optional<Error> takeEntry(QByteArrayView entry, qsizetype indent, int number);
    [[nodiscard]] QList<QByteArray> path() const;

    QList<Level> m_levels;
    qsizetype m_blockIndent = -1; ///< everything deeper is text of a block; -1 = no block
    bool m_hasValue = false; ///< the newest entry has a value on its own line
};

QList<QByteArray> YamlWalk::path() const
{
    QList<QByteArray> keys;
    for (const Level &level : m_levels)
        keys.append(level.key);
    return keys;
}

std::optional<Error> YamlWalk::take(QByteArrayView line, int number)
{
    const qsizetype indent = indentOf(line);
    const QByteArrayView entry = line.sliced(indent).trimmed();
    if (m_blockIndent >= 0 && (entry.isEmpty() || indent > m_blockIndent))
        return {};
    m_blockIndent = -1;
    if (indent < line.size() && line.at(indent) == '\t')
        return yamlError(number, QStringLiteral("a tab where only blanks may stand"));
    const bool isMarker = indent == 0 && (entry == "---" || entry == "...");
    if (entry.isEmpty() || entry.startsWith('#') || isMarker)
        return {};
    if (entry == "-" || entry.startsWith("- ")) {
        // A list: nothing in it is asked for, so all that is deeper is passed over.
        m_blockIndent = indent;
        return {};
    }
    if (m_hasValue && !m_levels.isEmpty() && indent > m_levels.constLast().indent) {
        scalars.last().isContinued = true;
        return {};
    }
    return takeEntry(entry, indent, number);
}

std::optional<Error> YamlWalk::takeEntry(QByteArrayView entry, qsizetype indent, int number)
{
    const qsizetype colon = keyEnd(entry);
    if (colon <= 0)
        return yamlError(number, QStringLiteral("neither a key with a colon nor a list entry"));
    qsizetype before = -1;
    while (!m_levels.isEmpty() && m_levels.constLast().indent >= indent)
        before = m_levels.takeLast().indent;
    if (before >= 0 && before != indent)
        return yamlError(number, QStringLiteral("indented unlike the entries beside it"));
    m_levels.append({indent, keyOf(entry.first(colon))});
    const QByteArrayView raw = entry.sliced(colon + 1).trimmed();
    m_hasValue = !raw.isEmpty() && !raw.startsWith('#');
    if (raw.startsWith('|') || raw.startsWith('>'))
        m_blockIndent = indent;
    if (m_hasValue)
        scalars.append({path(), raw, number, m_blockIndent >= 0});
    return {};
}

Result<QByteArray> yamlQuoted(const YamlScalar &scalar)
{
    const char quote = scalar.raw.front();
    QByteArray value;
    value.reserve(scalar.raw.size());
    qsizetype at = 1;
    for (; at < scalar.raw.size(); ++at) {
        const char c = scalar.raw.at(at);
        const char next = at + 1 < scalar.raw.size() ? scalar.raw.at(at + 1) : '\0';
        if (c == quote && !(quote == '\'' && next == '\''))
            break;
        if (c == '\\' && quote == '"' && next != '"' && next != '\\') {
            wipe(value);
            return yamlError(scalar.line, QStringLiteral("an escape that is not understood here"));
        }
        const bool isPair = (c == '\\' && quote == '"') || (c == quote);
        value.append(isPair ? next : c);
        at += isPair ? 1 : 0;
    }
    const bool isOpen = at >= scalar.raw.size();
    const QByteArrayView rest = isOpen ? QByteArrayView() : scalar.raw.sliced(at + 1).trimmed();
    if (isOpen || !(rest.isEmpty() || rest.startsWith('#'))) {
        wipe(value);
        return yamlError(scalar.line,
            isOpen ? QStringLiteral("a quotation mark is not closed")
                   : QStringLiteral("something stands behind the closing quotation mark"));
    }
    return value;
}

} // namespace

Result<QList<YamlScalar>> YamlScalar::read(QByteArrayView text)
{
    YamlWalk walk;
    int number = 0;
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        QByteArrayView line = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (auto trouble = walk.take(line, ++number))
            return *trouble;
    }
    return walk.scalars;
}

Result<QByteArray> YamlScalar::value() const
{
    if (isContinued)
        return yamlError(line, QStringLiteral("the value goes on over several lines"));
    if (raw.front() == '"' || raw.front() == '\'')
        return yamlQuoted(*this);
    if (QByteArrayView("&*!{[|>%@`").contains(raw.front()))
        return yamlError(line, QStringLiteral("the value is not a plain text"));
    const qsizetype comment = raw.indexOf(" #");
    const QByteArrayView plain = comment < 0 ? raw : raw.first(comment).trimmed();
    return plain == "null" || plain == "~" ? QByteArray() : plain.toByteArray();
}
