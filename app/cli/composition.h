// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "core/clock.h"
#include "session/safekeeper.h"
#include "session/sessions.h"
#include "session/vaultdoor.h"
#include "store/profile.h"
#include "store/systemkeychain.h"

#include <memory>

/// The big objects of one profile in the order in which they need each other, as a command uses them.
/// Thread: the main thread, inside a QCoreApplication.
class Composition final
{
public:
    /// In memory: nothing is read or written.
    Composition();
    /// `directory`: of the profile; the window's own when empty. See Profile::trouble().
    explicit Composition(const QString &directory);
    ~Composition();
    Q_DISABLE_COPY_MOVE(Composition)

    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] Background &background() { return m_background; }
    [[nodiscard]] Profile &profile() { return *m_profile; }
    [[nodiscard]] Safekeeper &safekeeper() { return m_safekeeper; }
    [[nodiscard]] VaultDoor &door() { return m_door; }
    [[nodiscard]] Sessions &sessions() { return m_sessions; }

    /// Where the profile is, for words.
    [[nodiscard]] static QString directoryOf(const QString &directory);

private:
    SystemClock m_clock;
    Background m_background;
    std::unique_ptr<Profile> m_profile;
    Safekeeper m_safekeeper;
    SystemKeychain m_keychain;
    VaultDoor m_door;
    Sessions m_sessions;
};
