// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"

/// `tokenry-cli list`: every token of every account, as a table or as JSON. Metadata only, never a value.
class ListCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListCommand)

public:
    ListCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void listed() override;
};
