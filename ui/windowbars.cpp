// SPDX-License-Identifier: MIT
#include "ui/windowbars.h"

#include "ui/accountactions.h"
#include "ui/searchfield.h"
#include "ui/tokenactions.h"
#include "ui/vaultflows.h"
#include "ui/windowactions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WindowBars)
};

/// A null entry is a separator.
QMenu *addMenu(QMenuBar &bar, const QString &name, const QString &title, const QList<QAction *> &entries)
{
    QMenu *menu = bar.addMenu(title);
    menu->setObjectName(name);
    menu->setToolTipsVisible(true);
    for (QAction *action : entries) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    return menu;
}

} // namespace

void buildToolBar(QMainWindow &window, const TokenActions &actions, SearchField *search)
{
    QToolBar *bar = window.addToolBar(Words::tr("Actions"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize({16, 16});

    bar->addActions({actions.create, actions.update, actions.rotate, actions.remove});
    bar->addSeparator();
    bar->addAction(actions.refresh);
    for (QAction *action :
        {actions.create, actions.update, actions.rotate, actions.remove, actions.refresh}) {
        QWidget *button = bar->widgetForAction(action);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setFocusPolicy(Qt::TabFocus);
    }

    auto *newMenu = new QMenu(bar);
    newMenu->setObjectName(QStringLiteral("newMenu"));
    newMenu->addActions({actions.create, actions.duplicate});
    newMenu->addSeparator();
    newMenu->addAction(actions.addAccount);
    auto *newButton = qobject_cast<QToolButton *>(bar->widgetForAction(actions.create));
    newButton->setMenu(newMenu);
    newButton->setPopupMode(QToolButton::MenuButtonPopup);

    auto *spacer = new QWidget(bar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(spacer);
    bar->addWidget(search);
}

void buildMenuBar(QMainWindow &window, const TokenActions &actions, const AccountActions &accountActions,
    const WindowActions &windowActions, const VaultFlows &vault)
{
    QMenuBar &bar = *window.menuBar();
    addMenu(bar, QStringLiteral("fileMenu"), Words::tr("&File"),
        {actions.create, actions.addAccount, nullptr, actions.refresh, actions.cancelRefresh, nullptr,
            vault.lock, vault.unlock, vault.protection, nullptr, windowActions.quit});
    addMenu(bar, QStringLiteral("editMenu"), Words::tr("&Edit"),
        {actions.copyId, nullptr, actions.find, windowActions.clearFilter});
    QMenu *view = addMenu(bar, QStringLiteral("viewMenu"), Words::tr("&View"),
        {windowActions.activity, nullptr, windowActions.showAccounts, windowActions.showDetails, nullptr,
            windowActions.compactRows});
    QMenu *theme = view->addMenu(Words::tr("&Theme"));
    theme->setObjectName(QStringLiteral("themeMenu"));
    theme->addActions(windowActions.themes->actions());
    addMenu(bar, QStringLiteral("tokenMenu"), Words::tr("&Token"),
        {actions.create, actions.duplicate, nullptr, actions.update, actions.rotate, actions.copyId,
            actions.own, nullptr, actions.remove});
    QMenu *account = addMenu(bar, QStringLiteral("accountMenuBar"), Words::tr("&Account"),
        {actions.addAccount, accountActions.edit, accountActions.signIn, accountActions.refresh,
            accountActions.remove, nullptr});
    account->addActions(accountActions.jumps);
    addMenu(bar, QStringLiteral("helpMenu"), Words::tr("&Help"),
        {windowActions.shortcuts, nullptr, windowActions.about});
}
