// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <bitset>

/// Looks in bytes, texts and files for values that must not be there, and for pieces of them: in clear, as
/// base64 (both alphabets, any alignment), as hexadecimal digits, percent-encoded (wholly, or where it must
/// be), as in JSON and INI files, and as UTF-16 of either byte order. Says where and in which form, never
/// the value itself.
class CanaryScan final
{
public:
    /// Of this many bytes in a row a finding is made; fewer may be chance.
    static constexpr qsizetype piece = 12;

    /// `name` is what findings say. The value has at least `piece` bytes.
    void add(const QString &name, const QByteArray &value);
    [[nodiscard]] qsizetype count() const { return m_count; }

    /// One line a value and form; empty = nothing is there.
    [[nodiscard]] QStringList findIn(QByteArrayView bytes) const;
    [[nodiscard]] QStringList findInText(const QString &text) const;
    /// Every file below, links left alone: its bytes, its name, and what QSettings reads in an INI file.
    /// Files whose path is in `asked` are left out. `looked` counts the files.
    [[nodiscard]] QStringList findBelow(
        const QString &folder, const QStringList &asked = {}, int *looked = nullptr) const;

private:
    struct Hit
    {
        QString name;
        const char *form;
    };

    void addNeedle(const QString &name, const char *form, const QByteArray &needle);

    QHash<qsizetype, QHash<QByteArray, Hit>> m_needles; ///< by length
    std::bitset<65536> m_begins; ///< the first two bytes of every needle, to be quick
    qsizetype m_count = 0;
};
