// SPDX-License-Identifier: MIT
#pragma once

#include <QMainWindow>

#include <memory>

class Prompts;
class Sessions;
class Settings;
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

    /// Opens the vault, or asks the person to. Once, when the window is shown.
    void openVault();
    /// Tells something that is wrong with the whole program, in the bar above the table.
    void showTrouble(const QString &text, const QString &details);

Q_SIGNALS:
    /// Every account's first listing has ended (or there is none), for start-up measurements and the tour.
    void firstListingFinished();

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
