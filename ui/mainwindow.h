// SPDX-License-Identifier: MIT
#pragma once

#include <QMainWindow>

#include <memory>

class Prompts;
class Sessions;
class Settings;

/// The window: places widgets and routes actions, nothing else. objectName "mainWindow".
/// The references must outlive it. Thread: the GUI thread.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MainWindow)

public:
    MainWindow(Sessions &sessions, Settings &settings, Prompts &prompts, QWidget *parent = nullptr);
    ~MainWindow() override;

Q_SIGNALS:
    /// Every account's first listing has ended, for start-up measurements and the tour.
    void firstListingFinished();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
