// SPDX-License-Identifier: MIT
#include "store/settings.h"

#include <QSettings>

namespace {

struct Entry
{
    Settings::Key key;
    const char *name;
    QVariant fallback;
};

const QList<Entry> &entries()
{
    using Key = Settings::Key;
    static const QList<Entry> all{
        {Key::WindowGeometry, "window/geometry", QByteArray()},
        {Key::WindowState, "window/state", QByteArray()},
        {Key::SplitterState, "window/splitter", QByteArray()},
        {Key::TableHeaderState, "table/header", QByteArray()},
        {Key::ShowAccounts, "window/showAccounts", true},
        {Key::ShowDetails, "window/showDetails", true},
        {Key::Theme, "window/theme", QStringLiteral("system")},
        {Key::CompactRows, "table/compactRows", false},
        {Key::ExpiringSoonDays, "tokens/expiringSoonDays", 14},
        {Key::ClipboardSeconds, "secrets/clipboardSeconds", 30},
        {Key::LockAfterMinutes, "secrets/lockAfterMinutes", 15},
        {Key::LockWithScreen, "secrets/lockWithScreen", true},
        {Key::UpdateWish, "updates/wish", QString()},
        {Key::UpdateKnownSince, "updates/knownSince", QString()},
        {Key::UpdateTriedAt, "updates/triedAt", QString()},
        {Key::UpdateReadAt, "updates/readAt", QString()},
        {Key::UpdateNewestIssue, "updates/newestIssue", QString()},
        {Key::UpdateToldVersion, "updates/toldVersion", QString()},
    };
    return all;
}

const Entry &entry(Settings::Key key)
{
    for (const Entry &candidate : entries()) {
        if (candidate.key == key)
            return candidate;
    }
    Q_UNREACHABLE();
}

/// An INI file holds texts; the table says what they mean. What cannot be read is as if it were not there.
QVariant typed(QVariant value, const QVariant &fallback)
{
    if (!value.isValid() || !value.convert(fallback.metaType()))
        return fallback;
    return value;
}

} // namespace

Settings::Settings(const QString &filePath, QObject *parent)
    : QObject(parent)
{
    if (!filePath.isEmpty())
        m_file = std::make_unique<QSettings>(filePath, QSettings::IniFormat);
}

Settings::~Settings() = default;

QVariant Settings::value(Key key) const
{
    const Entry &found = entry(key);
    const QVariant kept = m_file ? m_file->value(QLatin1String(found.name)) : m_memory.value(int(key));
    return typed(kept, found.fallback);
}

void Settings::setValue(Key key, const QVariant &value)
{
    const Entry &found = entry(key);
    const QVariant wanted = typed(value, found.fallback);
    if (wanted == this->value(key))
        return;
    if (m_file)
        m_file->setValue(QLatin1String(found.name), wanted);
    else
        m_memory.insert(int(key), wanted);
    Q_EMIT changed(key);
}
