// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QJsonObject>

class CommandLine;

/// Accounts as the command line writes and prints them. Pure.
class AccountReader final
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    /// What the options of Options::accountFacts() say; normalized. The name is that of --name, else the
    /// organization.
    [[nodiscard]] static Account read(const CommandLine &line);
    /// What is wrong with the form of an option, before anything of it counts; empty = nothing.
    [[nodiscard]] static QString complaint(const CommandLine &line);
    /// "--organization: Enter the organization's id.", a line each; empty = fine.
    [[nodiscard]] static QString sentences(const QList<FieldError> &wrong);
    [[nodiscard]] static QJsonObject json(const Account &account);

    /// "none", "http://proxy.corp:3128"; as --proxy takes it.
    [[nodiscard]] static QString proxyWord(const ProxyChoice &proxy);

private:
    [[nodiscard]] static QString optionOf(const QString &field);
};
