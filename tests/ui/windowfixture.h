// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "core/clock.h"
#include "demo/demoserver.h"
#include "scriptedprompts.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "session/vaultdoor.h"
#include "store/profile.h"
#include "store/settings.h"
#include "support/fakekeychain.h"
#include "ui/mainwindow.h"
#include "ui/tokentable.h"

#include <QTest>

#include <memory>

/// The real window over real sessions on a simulator of its own.
struct WindowFixture
{
    explicit WindowFixture(DemoOptions options = {})
        : server(options, clock)
        , profile(clock)
        , safekeeper(clock, profile)
        , settings(QString())
        , door(profile, keychain, background, PasswordKeySource::Cost::least())
        , sessions(clock, safekeeper, background)
    {
        isListening = server.start();
        window = std::make_unique<MainWindow>(sessions, door, settings, prompts);
        window->show();
    }

    [[nodiscard]] DemoAccount demoAccount(const QString &providerKey, bool isWorkspace = false,
        const QString &role = QStringLiteral("owner")) const
    {
        for (const DemoAccount &demo : server.accounts()) {
            if (demo.account.providerKey == providerKey && demo.role == role
                && demo.account.workspaceIds.isEmpty() != isWorkspace)
                return demo;
        }
        return {};
    }

    Session *add(const DemoAccount &demo)
    {
        Session *session = sessions.add(demo.account, Secret(QByteArray(demo.credential)));
        const bool isListed = QTest::qWaitFor(
            [session] {
                return session->state() != Session::State::Loading
                    && session->state() != Session::State::Idle;
            },
            30'000); // whoever asks for it goes on with it, so a busy machine gets its time
        return isListed ? session : nullptr;
    }

    template <class Widget>
    [[nodiscard]] Widget *child(const char *name) const
    {
        const QList<Widget *> found = window->findChildren<Widget *>(QLatin1String(name));
        for (Widget *widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] QAction *action(const char *name) const
    {
        return window->findChild<QAction *>(QLatin1String(name));
    }
    [[nodiscard]] TokenTable &table() const
    {
        return *window->findChild<TokenTable *>(QStringLiteral("tokenTable"));
    }
    [[nodiscard]] int rows() const { return table().model()->rowCount(); }

    /// Waits until exactly these rows are shown.
    [[nodiscard]] bool hasRows(qsizetype wanted) const
    {
        return QTest::qWaitFor([this, wanted] { return rows() == wanted; }, 30'000);
    }

    /// Clicks on a row; false when it is not there.
    bool selectRow(const TokenKey &key) const
    {
        TokenTable &view = table();
        const auto *filter = qobject_cast<TokenFilter *>(view.model());
        if (!QTest::qWaitFor([filter, key] { return filter->rowOf(key) >= 0; }, 30'000))
            return false;
        const QModelIndex index = view.model()->index(filter->rowOf(key), TokenModel::Name);
        view.scrollTo(index);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.visualRect(index).center());
        return view.selectedKeys() == QList<TokenKey>{key};
    }

    SystemClock clock;
    DemoServer server;
    Background background;
    Profile profile;
    Safekeeper safekeeper;
    Settings settings;
    FakeKeychain keychain;
    VaultDoor door;
    Sessions sessions;
    ScriptedPrompts prompts;
    std::unique_ptr<MainWindow> window;
    bool isListening = false;
};
