// SPDX-License-Identifier: MIT
#include <QApplication>
#include <QMainWindow>
#include <QTimer>

#include <cstdio>

namespace {

/// The least a Qt program with a window does: shown, painted once, told, ended.
class EmptyWindow final : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        QTimer::singleShot(0, this, [] {
            std::puts("shown");
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    }
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1180, 760);
    window.show();
    return QApplication::exec();
}
