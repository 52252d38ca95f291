// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "core/clock.h"
#include "options.h"
#include "session/safekeeper.h"
#include "store/profile.h"
#include "store/settings.h"
#include "store/systemkeychain.h"
#include "ui/prompts.h"

#include <QTranslator>

#include <memory>
#include <optional>

class DemoHost;
class EarlyStart;
class MainWindow;
class ProfileWarmup;
class ScreenLockWatch;
class Sessions;
class SingleInstance;
class Tour;
class UpdateCheck;
class VaultDoor;

/// The composition root: builds the big objects in their order and lets them go in the reverse one.
/// Thread: the GUI thread, inside a QApplication.
class Program final
{
public:
    /// `early` must outlive this object.
    Program(Options options, EarlyStart &early);
    ~Program();
    Q_DISABLE_COPY_MOVE(Program)

    /// Shows the window, or has that of the program shown that already has the profile and ends with 0.
    /// False when something the command line asks for cannot be had (told on stderr).
    [[nodiscard]] bool start();

private:
    void installTranslation();
    /// The profile's directory exists, if need be from now on.
    [[nodiscard]] bool hasDirectory() const;
    /// Opens the profile once it is ours alone; false as with start().
    [[nodiscard]] bool claim();
    /// Builds everything and shows the window. `directory`: of the profile; empty = nothing is remembered.
    [[nodiscard]] bool open(const QString &directory);
    void openProfile(const QString &directory);
    /// Changes nothing.
    void readSettings(const QString &directory);
    void closeProfile();
    void refuseProfile(const QString &reason);
    /// Lets everything that open() made go, and opens the profile anew.
    void reopen();
    /// The profile's file once more; tells the window when it still cannot be used.
    void tryAgain();
    void setAside();
    void comeForward();
    /// Adds the demo accounts; the tour does that itself.
    [[nodiscard]] bool openDemo();
    void listDemo();
    void startTour();
    /// Where this installation is one that a person updates.
    void offerUpdates();
    void measureStart();

    const Options m_options;
    EarlyStart &m_early;
    QTranslator m_translation;
    const QString m_directory; ///< of the profile; empty = none is wanted
    std::unique_ptr<ProfileWarmup> m_warmup; ///< for the first opening only
    std::unique_ptr<SingleInstance> m_instance; ///< above all that writes into the profile
    bool m_isClaimed = false; ///< the profile is ours
    SystemClock m_clock;
    std::unique_ptr<DemoHost> m_demo;
    Background m_background;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Safekeeper> m_safekeeper;
    SystemKeychain m_keychain;
    std::unique_ptr<VaultDoor> m_door;
    std::unique_ptr<Settings> m_settings;
    std::optional<Error> m_trouble; ///< why nothing is remembered; none = it is, or is not meant to be
    std::unique_ptr<Sessions> m_sessions;
    DialogPrompts m_prompts;
    std::unique_ptr<ScreenLockWatch> m_screen; ///< null where the platform does not tell
    std::unique_ptr<UpdateCheck> m_updates; ///< null where the system updates its programs
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Tour> m_tour;
};
