// SPDX-License-Identifier: MIT
#include "tourdriver.h"

#include "ui/tokentable.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMouseEvent>

namespace {

void sendMouse(QWidget *widget, const QPoint &pos)
{
    const QPointer<QWidget> target(widget);
    const auto send = [&target, pos](QEvent::Type type, Qt::MouseButton button, Qt::MouseButtons buttons) {
        if (!target)
            return;
        QMouseEvent event(type, pos, target->mapToGlobal(pos), button, buttons, Qt::NoModifier);
        QCoreApplication::sendEvent(target, &event);
    };
    send(QEvent::MouseMove, Qt::NoButton, Qt::NoButton);
    send(QEvent::MouseButtonPress, Qt::LeftButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, Qt::LeftButton, Qt::NoButton);
}

void sendKey(
    QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString &text = {})
{
    const QPointer<QWidget> target(widget);
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        if (!target)
            return;
        QKeyEvent event(type, key, modifiers, text);
        QCoreApplication::sendEvent(target, &event);
    }
}

} // namespace

TourDriver::TourDriver(QWidget &window)
    : m_window(window)
{ }

QWidget *TourDriver::top() const
{
    QWidget *modal = QApplication::activeModalWidget();
    return modal ? modal : &m_window;
}

TokenTable *TourDriver::table() const
{
    return m_window.findChild<TokenTable *>(QStringLiteral("tokenTable"));
}

QString TourDriver::unreachable(const QString &name, const QWidget *widget) const
{
    if (!widget)
        return QStringLiteral("no visible %1 in %2").arg(name, top()->objectName());
    if (!widget->isEnabled())
        return QStringLiteral("%1 is grey: %2").arg(name, widget->toolTip());
    return {};
}

TourDriver::Act TourDriver::click(const QString &name) const
{
    return [this, name] {
        QWidget *widget = find(name);
        const QString trouble = unreachable(name, widget);
        if (trouble.isEmpty())
            sendMouse(widget, widget->rect().center());
        return trouble;
    };
}

TourDriver::Act TourDriver::type(const QString &name, const QString &text) const
{
    return [this, name, text] {
        QWidget *widget = find(name);
        const QString trouble = unreachable(name, widget);
        if (!trouble.isEmpty())
            return trouble;
        sendMouse(widget, QPoint(widget->width() / 2, widget->height() / 2));
        sendKey(widget, Qt::Key_A, Qt::ControlModifier);
        sendKey(widget, Qt::Key_Delete);
        for (const QChar character : text)
            sendKey(widget, 0, Qt::NoModifier, character);
        return QString();
    };
}

TourDriver::Act TourDriver::press(const QString &name, int key) const
{
    return [this, name, key] {
        QWidget *widget = find(name);
        const QString trouble = unreachable(name, widget);
        if (trouble.isEmpty())
            sendKey(widget, key);
        return trouble;
    };
}

TourDriver::Act TourDriver::choose(const QString &name, const QStringList &words) const
{
    return [this, name, words] {
        auto *combo = find<QComboBox>(name);
        const QString trouble = unreachable(name, combo);
        if (!trouble.isEmpty())
            return trouble;
        const auto fits = [combo, &words](int index) {
            return std::any_of(words.begin(), words.end(), [combo, index](const QString &word) {
                return combo->itemText(index).contains(word, Qt::CaseInsensitive);
            });
        };
        combo->setFocus(Qt::TabFocusReason);
        sendKey(combo, Qt::Key_Home);
        for (int i = 0; i <= combo->count(); ++i) {
            if (combo->currentIndex() >= 0 && fits(combo->currentIndex()))
                return QString();
            sendKey(combo, Qt::Key_Down);
        }
        return QStringLiteral("%1 offers none of %2").arg(name, words.join(QStringLiteral(", ")));
    };
}

TourDriver::Act TourDriver::waitForEntries(const QString &name) const
{
    return [this, name] {
        const auto *combo = find<QComboBox>(name);
        const QString trouble = unreachable(name, combo);
        if (!trouble.isEmpty())
            return trouble;
        return combo->count() > 0 ? QString() : QStringLiteral("%1 offers nothing").arg(name);
    };
}

TourDriver::Act TourDriver::chooseFromMenu(const QStringList &path) const
{
    return [this, path] {
        auto *bar = m_window.findChild<QMenuBar *>();
        auto *menu = bar->findChild<QMenu *>(path.first());
        if (!menu || top() != &m_window)
            return QStringLiteral("no menu %1").arg(path.first());
        sendMouse(bar, bar->actionGeometry(menu->menuAction()).center());
        for (const QString &name : path.mid(1)) {
            if (!menu->isVisible())
                return QStringLiteral("the menu %1 did not open").arg(menu->objectName());
            const QList<QAction *> actions = menu->actions();
            const auto found = std::find_if(actions.begin(), actions.end(), [&name](const QAction *action) {
                return action->objectName() == name
                    || (action->menu() && action->menu()->objectName() == name);
            });
            if (found == actions.end() || !(*found)->isEnabled()) {
                menu->close();
                return QStringLiteral("%1 is not there or grey").arg(name);
            }
            menu->setActiveAction(*found);
            if ((*found)->menu())
                sendKey(menu, Qt::Key_Right);
            else
                sendMouse(menu, menu->actionGeometry(*found).center());
            menu = (*found)->menu() ? (*found)->menu() : menu;
        }
        return QString();
    };
}

TourDriver::Act TourDriver::selectRow(const std::function<TokenKey()> &key) const
{
    return [this, key] {
        TokenTable *view = table();
        const QString trouble = top() == &m_window ? unreachable(QStringLiteral("tokenTable"), view)
                                                   : QStringLiteral("a dialog is in the way");
        if (!trouble.isEmpty())
            return trouble;
        const int row = qobject_cast<TokenFilter *>(view->model())->rowOf(key());
        if (row < 0)
            return QStringLiteral("the row is not in the table");
        const QModelIndex index = view->model()->index(row, TokenModel::Name);
        view->scrollTo(index);
        sendMouse(view->viewport(), view->visualRect(index).center());
        return QString();
    };
}

TourDriver::Act TourDriver::clickColumn(int column) const
{
    return [this, column] {
        QHeaderView *header = table()->horizontalHeader();
        const int middle = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
        sendMouse(header->viewport(), QPoint(middle, header->height() / 2));
        return QString();
    };
}

TourDriver::Act TourDriver::clickAccount(const QString &text) const
{
    return [this, text] {
        auto *rows = find<QAbstractItemView>(QStringLiteral("accountRows"));
        const QString trouble = unreachable(QStringLiteral("accountRows"), rows);
        if (!trouble.isEmpty())
            return trouble;
        const QModelIndexList found =
            rows->model()->match(rows->model()->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly);
        if (found.isEmpty())
            return QStringLiteral("no row %1 at the left").arg(text);
        rows->scrollTo(found.first());
        sendMouse(rows->viewport(), rows->visualRect(found.first()).center());
        return QString();
    };
}

QString TourDriver::reasonForGrey(const QString &name) const
{
    const QWidget *widget = find(name);
    return widget && !widget->isEnabled() ? widget->toolTip() : QString();
}
