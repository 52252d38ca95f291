// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"

class TokenListText;

/// `tokenry-cli list`: the tokens of every account, as a table or for programs. Metadata only, never a value.
class ListCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListCommand)

public:
    ListCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void listed() override;
    void print();
    [[nodiscard]] QByteArray formatted(const TokenListText &text) const;
};
