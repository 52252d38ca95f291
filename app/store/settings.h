// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QVariant>

#include <memory>

class QSettings;

/// What the program remembers about how a person likes it. Typed accessors over one INI file; one table holds
/// every key with its default. Never a credential. Thread: the GUI thread.
class Settings final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Settings)

public:
    enum class Key {
        WindowGeometry,
        WindowState,
        SplitterState,
        TableHeaderState,
        ShowAccounts,
        ShowDetails,
        Theme, ///< "system", "light", "dark"
        CompactRows,
        ExpiringSoonDays,
        ClipboardSeconds,
        LockAfterMinutes, ///< without use; 0 = never
        LockWithScreen,
        UpdateWish, ///< "" = not asked yet, "weekly", "never"
        UpdateKnownSince, ///< when a person could first have been asked; all moments in RFC 3339, UTC
        UpdateTriedAt,
        UpdateReadAt, ///< a notice that was believed
        UpdateNewestIssue, ///< of all notices that were believed
        UpdateToldVersion, ///< the newer version a person was told of last, and closed the message
    };

    /// Reads and writes `filePath`; an empty path keeps everything in memory (tests, demo).
    explicit Settings(const QString &filePath, QObject *parent = nullptr);
    ~Settings() override;

    [[nodiscard]] QVariant value(Key key) const;
    void setValue(Key key, const QVariant &value);

Q_SIGNALS:
    void changed(Settings::Key key);

private:
    std::unique_ptr<QSettings> m_file;
    QHash<int, QVariant> m_memory;
};
