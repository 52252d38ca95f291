// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "demo/demoserver.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "session/vaultdoor.h"
#include "store/profile.h"
#include "store/settings.h"
#include "support/fakekeychain.h"
#include "support/manualclock.h"

#include <QDialog>
#include <QPointer>
#include <QPushButton>
#include <QTest>

/// Real sessions on a simulator of their own, and a way to the widgets of a dialog as a person sees them.
struct DialogFixture
{
    explicit DialogFixture(const DemoOptions &options = {})
        : server(options, clock)
        , profile(clock)
        , safekeeper(clock, profile)
        , sessions(clock, safekeeper, background)
    {
        if (!server.start())
            qFatal("The simulator does not start: %s", qUtf8Printable(server.errorString()));
    }

    /// Added and listed.
    Session *add(const QString &provider, bool hasWorkspaces = false)
    {
        const QList<DemoAccount> all = server.accounts();
        for (const DemoAccount &demo : all) {
            if (demo.account.providerKey != provider || demo.role != QLatin1String("owner")
                || demo.account.workspaceIds.isEmpty() == hasWorkspaces)
                continue;
            Session *session = sessions.add(demo.account, Secret(QByteArray(demo.credential)));
            if (!QTest::qWaitFor([session] { return session->listedAt().isValid(); }, 20'000))
                qFatal("The account is not listed");
            return session;
        }
        qFatal("The simulator has no such account");
    }

    /// The first account of Astronomer, in the current generation of its API.
    Session *addCurrent()
    {
        const QList<DemoAccount> all = server.accounts();
        for (const DemoAccount &demo : all) {
            if (demo.account.providerKey != QLatin1String("astronomer") || demo.role != QLatin1String("owner")
                || !demo.account.workspaceIds.isEmpty())
                continue;
            Account account = demo.account;
            account.name += QStringLiteral(" v1");
            account.generation = QStringLiteral("v1");
            account.baseUrl = server.astronomerV1Url();
            Session *session = sessions.add(account, Secret(QByteArray(demo.credential)));
            if (!QTest::qWaitFor([session] { return session->listedAt().isValid(); }, 20'000))
                qFatal("The account is not listed");
            return session;
        }
        qFatal("The simulator has no such account");
    }

    ManualClock clock;
    Background background;
    DemoServer server;
    Profile profile;
    Safekeeper safekeeper;
    Settings settings{QString()};
    FakeKeychain keychain;
    VaultDoor door{profile, keychain, background, PasswordKeySource::Cost::least()};
    Sessions sessions;
};

/// A widget of the dialog by its name; fails the program when it is not there, since nothing can be tested
/// then.
template <class Widget>
Widget *child(const QWidget *dialog, const QString &name)
{
    auto *found = dialog->findChild<Widget *>(name);
    if (!found)
        qFatal("There is no %s", qUtf8Printable(name));
    return found;
}

template <class Widget>
Widget *child(const QWidget *dialog, const char *name)
{
    return child<Widget>(dialog, QString::fromLatin1(name));
}

inline QPushButton *primary(const QWidget *dialog)
{
    return child<QPushButton>(dialog, "primaryButton");
}

inline void press(QWidget *dialog, const char *button)
{
    QTest::mouseClick(child<QAbstractButton>(dialog, button), Qt::LeftButton);
}

inline bool openAndWait(QDialog *dialog)
{
    dialog->open();
    return QTest::qWaitForWindowActive(dialog);
}
