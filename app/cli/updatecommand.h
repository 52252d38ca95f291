// SPDX-License-Identifier: MIT
#pragma once

#include "cli/changecommand.h"
#include "cli/commandspec.h"

/// `tokenry-cli update`: another name, description or role for a token.
class UpdateCommand final : public ChangeCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UpdateCommand)

public:
    UpdateCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void prepare() override;
    void change(const Token &token);
    void tellChanged(const Token &changed);
    void tellConflict(const Token &shown, const Token &now, const TokenChange &change);
    void send(const Token &token, const TokenChange &change);
};
