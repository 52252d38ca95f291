// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"
#include "core/token.h"

#include <QJsonArray>

/// `tokenry-cli roles`: the roles a token of an account can have.
class RolesCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RolesCommand)

public:
    RolesCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] bool needsOneAccount() const override { return true; }
    void listed() override;
    void take(const TokenPlace &place, const QList<RoleChoice> &roles);
    void print();

    int m_awaited = 0;
    QList<QStringList> m_rows;
    QJsonArray m_json;
};
