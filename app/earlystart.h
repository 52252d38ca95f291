// SPDX-License-Identifier: MIT
#pragma once

#include "fontwarmup.h"
#include "profilewarmup.h"

#include <QElapsedTimer>
#include <QStringList>

#include <memory>

/// What the program begins in other threads with its first line, while the application is still being made:
/// fonts, and the profile's file as far as it can be read. Thread: create, use and destroy in one.
class EarlyStart final
{
public:
    /// `arguments` of the program as it was called; those of Qt may still be among them.
    explicit EarlyStart(const QStringList &arguments);
    ~EarlyStart(); ///< waits for the threads
    Q_DISABLE_COPY_MOVE(EarlyStart)

    /// There is a QGuiApplication now, and for as long as the threads work.
    void applicationBegins();
    /// Ends what the threads do with the application; before that goes.
    void end();

    /// Runs since the program's first line.
    [[nodiscard]] const QElapsedTimer &sinceStart() const { return m_sinceStart; }
    [[nodiscard]] FontWarmup &fonts() { return m_fonts; }
    /// What reads this file, to be kept for as long as somebody may want to know what it read; begun now when
    /// it was not clear before that this file would be wanted.
    [[nodiscard]] std::unique_ptr<ProfileWarmup> takeProfile(const QString &filePath);

private:
    QElapsedTimer m_sinceStart;
    FontWarmup m_fonts;
    std::unique_ptr<ProfileWarmup> m_profile; ///< null when none is wanted, or none any more
};
