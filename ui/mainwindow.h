// SPDX-License-Identifier: MIT
#pragma once

#include <QMainWindow>

#include <memory>

enum class LaunchRequest;
class Prompts;
class ScreenLockWatch;
class Sessions;
struct Error;
class Settings;
class UpdateCheck;
struct UpdatePace;
class VaultDoor;

/// The window: places widgets and routes actions, nothing else. objectName "mainWindow".
/// The references must outlive it. Thread: the GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    MainWindow(
        Sessions &sessions, VaultDoor &door, Settings &settings, Prompts &prompts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Locks the vault with the screen from now on (see ScreenLock). Once; `watch` outlives the window.
    void watchScreen(ScreenLockWatch &watch);
    /// Opens the vault, or asks the person to. Once, when the window is shown.
    void openVault();
    /// Rows are here that the table does not show yet.
    [[nodiscard]] bool hasArrivals() const;
    /// What the program was started for. What is not possible yet (a locked vault, no account) is done when
    /// it becomes so, unless something else is asked for meanwhile.
    void perform(LaunchRequest request);
    /// From now on newer versions can be looked for. Once, after the first picture; `check` outlives the
    /// window.
    void offerUpdates(UpdateCheck &check, UpdatePace pace);
    /// Tells something that is wrong with the whole program, in the bar above the table.
    void showTrouble(const QString &text, const QString &details);
    /// The same for something that is well.
    void showNews(const QString &text);
    /// The profile's file cannot be used and the program works in memory: says so in a dialog with the
    /// choices there are, and in the bar. Again after an attempt that changed nothing. The window is shown
    /// already.
    void showProfileTrouble(const Error &error, const QString &filePath);

Q_SIGNALS:
    /// Every account's first listing has ended (or there is none), for start-up measurements and the tour.
    void firstListingFinished();
    /// The table shows every row that is here.
    void arrivalsShown();
    /// The person wants the damaged file set aside, and the program to begin anew with another one. Nothing
    /// that is in memory alone would be lost by that but accounts.
    void setAsideRequested();
    /// The person wants the profile's file to be tried again; likewise.
    void tryAgainRequested();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
