// SPDX-License-Identifier: MIT
#include "session/envfile.h"

#include "core/notsent.h"

#include <QDateTime>

#include <algorithm>

namespace {

bool isName(QByteArrayView text)
{
    const bool hasDigitFirst = !text.isEmpty() && text.front() >= '0' && text.front() <= '9';
    return !text.isEmpty() && !hasDigitFirst && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Error envError(const QString &sentence)
{
    return notSentError(Error::Kind::Invalid, sentence);
}

struct EnvLine
{
    QByteArrayView name;
    QByteArrayView value; ///< as written
};

std::optional<EnvLine> split(QByteArrayView line)
{
    constexpr QByteArrayView exportWord("export ");
    if (line.startsWith(exportWord))
        line = line.sliced(exportWord.size()).trimmed();
    const qsizetype sign = line.indexOf('=');
    if (sign < 0 || !isName(line.first(sign).trimmed()))
        return {};
    return EnvLine{line.first(sign).trimmed(), line.sliced(sign + 1).trimmed()};
}

/// The quotation mark a value begins with; 0 for none.
char quoteOf(QByteArrayView value)
{
    return !value.isEmpty() && (value.front() == '"' || value.front() == '\'') ? value.front() : '\0';
}

/// Nothing when a quotation mark is not closed.
std::optional<QByteArrayView> bare(QByteArrayView value)
{
    if (const char quote = quoteOf(value)) {
        const qsizetype end = value.indexOf(quote, 1);
        return end < 0 ? std::nullopt : std::optional<QByteArrayView>(value.sliced(1, end - 1));
    }
    const qsizetype comment = value.startsWith('#') ? 0 : value.indexOf(" #");
    return comment < 0 ? value : value.first(comment).trimmed();
}

void keep(std::vector<EnvFile::Assignment> &found, const QString &name, QByteArrayView value)
{
    const auto isSame = [&name](const EnvFile::Assignment &one) { return one.name == name; };
    found.erase(std::remove_if(found.begin(), found.end(), isSame), found.end());
    if (!value.isEmpty())
        found.push_back({name, Secret(value.toByteArray())});
}

} // namespace

Result<std::vector<EnvFile::Assignment>> EnvFile::read(QByteArrayView text, const QStringList &names)
{
    std::vector<Assignment> found;
    for (int number = 1; !text.isEmpty(); ++number) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView line = (end < 0 ? text : text.first(end)).trimmed();
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const std::optional<EnvLine> entry = split(line);
        if (!entry)
            return envError(tr("line %1 is no assignment of the form NAME=value").arg(number));
        const QString name = QString::fromLatin1(entry->name);
        if (!names.contains(name))
            continue;
        const std::optional<QByteArrayView> value = bare(entry->value);
        if (!value)
            return envError(tr("line %1: a quotation mark is not closed").arg(number));
        if (quoteOf(entry->value) != '\'' && value->contains('$'))
            return envError(tr("line %1 refers to another variable").arg(number));
        keep(found, name, *value);
    }
    return found;
}
