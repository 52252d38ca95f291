// SPDX-License-Identifier: MIT
#include "support/canaryscan.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>
#include <QStringConverter>
#include <QUrl>

namespace {

QByteArray utf16(QByteArrayView utf8, QStringConverter::Encoding order)
{
    QStringEncoder encoder(order);
    return encoder(QString::fromUtf8(utf8));
}

QByteArray percentAll(const QByteArray &bytes, bool isUpper)
{
    QByteArray text;
    for (const char c : bytes) {
        const QByteArray digits = QByteArray(1, c).toHex();
        text += '%' + (isUpper ? digits.toUpper() : digits);
    }
    return text;
}

QByteArray asJson(QByteArrayView utf8)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(utf8)}).toJson(QJsonDocument::Compact);
    return list.sliced(2, list.size() - 4); // without [" and "]
}

quint16 beginOf(const char *bytes)
{
    return static_cast<quint16>(
        static_cast<unsigned char>(bytes[0]) << 8 | static_cast<unsigned char>(bytes[1]));
}

/// Whether a piece of UTF-8 begins and ends between characters.
bool isWhole(QByteArrayView piece)
{
    return QString::fromUtf8(piece).toUtf8() == piece;
}

} // namespace

void CanaryScan::add(const QString &name, const QByteArray &value)
{
    if (value.size() < piece)
        qFatal("The value %s is too short to be looked for", qUtf8Printable(name));
    ++m_count;
    // Standing for itself, each piece has one alignment in base64; all pieces together have every one.
    for (qsizetype at = 0; at + piece <= value.size(); ++at) {
        const QByteArray part = value.mid(at, piece);
        addNeedle(name, "in clear", part);
        addNeedle(name, "as base64", part.toBase64(QByteArray::OmitTrailingEquals));
        addNeedle(
            name, "as base64", part.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        addNeedle(name, "as hexadecimal digits", part.toHex());
        addNeedle(name, "as hexadecimal digits", part.toHex().toUpper());
        addNeedle(name, "percent-encoded", percentAll(part, false));
        addNeedle(name, "percent-encoded", percentAll(part, true));
        addNeedle(name, "percent-encoded", part.toPercentEncoding());
        if (!isWhole(part))
            continue;
        addNeedle(name, "as in JSON", asJson(part));
        addNeedle(name, "as UTF-16LE", utf16(part, QStringConverter::Utf16LE));
        addNeedle(name, "as UTF-16BE", utf16(part, QStringConverter::Utf16BE));
    }
}

void CanaryScan::addNeedle(const QString &name, const char *form, const QByteArray &needle)
{
    m_begins.set(beginOf(needle.constData()));
    QHash<QByteArray, Hit> &same = m_needles[needle.size()];
    if (!same.contains(needle))
        same.insert(needle, {name, form});
}

QStringList CanaryScan::findIn(QByteArrayView bytes) const
{
    QStringList found;
    for (qsizetype at = 0; at + piece <= bytes.size(); ++at) {
        if (!m_begins.test(beginOf(bytes.data() + at)))
            continue;
        for (auto length = m_needles.cbegin(); length != m_needles.cend(); ++length) {
            if (at + length.key() > bytes.size())
                continue;
            const auto hit = length->constFind(QByteArray::fromRawData(bytes.data() + at, length.key()));
            if (hit == length->cend())
                continue;
            const QString line = hit->name + u' ' + QLatin1String(hit->form);
            if (!found.contains(line))
                found.append(line);
        }
    }
    return found;
}

QStringList CanaryScan::findInText(const QString &text) const
{
    return findIn(text.toUtf8());
}

QStringList CanaryScan::findBelow(const QString &folder, const QStringList &asked, int *looked) const
{
    QStringList found;
    const auto tell = [&found](const QString &path, const QString &where, const QStringList &lines) {
        for (const QString &line : lines)
            found.append(path + where + QStringLiteral(": ") + line);
    };
    QDirIterator walk(
        folder, QDir::Files | QDir::Hidden | QDir::System | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next();
        if (asked.contains(path))
            continue;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            if (walk.fileInfo().isFile()) // no socket
                found.append(path + QStringLiteral(": cannot be read"));
            continue;
        }
        if (looked)
            ++*looked;
        tell(path, {}, findIn(file.readAll()));
        tell(path, QStringLiteral(" (its name)"), findInText(walk.fileName()));
        if (!path.endsWith(QLatin1String(".ini")) && !path.endsWith(QLatin1String(".conf")))
            continue;
        const QSettings settings(path, QSettings::IniFormat);
        const QStringList keys = settings.allKeys();
        for (const QString &key : keys) {
            const QVariant value = settings.value(key);
            tell(path, QStringLiteral(" (") + key + u')',
                findIn(value.toByteArray()) + findInText(value.toStringList().join(u'\n')) + findInText(key));
        }
    }
    return found;
}
