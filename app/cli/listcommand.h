// SPDX-License-Identifier: MIT
#pragma once

#include "cli/command.h"
#include "core/account.h"
#include "core/background.h"
#include "core/clock.h"
#include "core/secret.h"
#include "session/safekeeper.h"
#include "store/profile.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QObject>

#include <memory>

class Session;

/// `tokenry-cli list`: every token of one account, as a table or as JSON. Metadata only, never a value.
class ListCommand final : public QObject, public Command
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListCommand)

public:
    ListCommand();
    ~ListCommand() override;

    [[nodiscard]] std::optional<int> start(const QStringList &arguments, bool wantsJson) override;

private:
    void declareOptions();
    [[nodiscard]] Account readAccount() const;
    [[nodiscard]] QString usageProblem(const Account &account) const;
    [[nodiscard]] Secret readCredential() const;
    void finishWhenListed();

    QCommandLineParser m_parser;
    SystemClock m_clock;
    Background m_background;
    Profile m_profile{m_clock};
    Safekeeper m_safekeeper{m_clock, m_profile};
    std::unique_ptr<Session> m_session;
    bool m_wantsJson = false;
};
