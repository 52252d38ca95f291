// SPDX-License-Identifier: MIT
#pragma once

class AccountActions;
class QMainWindow;
class SearchField;
class TokenActions;
class VaultFlows;
class WindowActions;

/// Places the window's actions in a toolbar ("mainToolBar"; each button is named after its action with
/// "Button" appended) with the search field at its end.
void buildToolBar(QMainWindow &window, const TokenActions &actions, SearchField *search);

/// Places every action of the window in the menu bar.
void buildMenuBar(QMainWindow &window, const TokenActions &actions, const AccountActions &accountActions,
    const WindowActions &windowActions, const VaultFlows &vault);
