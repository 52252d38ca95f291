// SPDX-License-Identifier: MIT
#pragma once

#include "cli/changecommand.h"
#include "cli/commandspec.h"

/// `tokenry-cli delete`: ends a token, or takes it out of a workspace where that is all one can do.
class DeleteCommand final : public ChangeCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeleteCommand)

public:
    DeleteCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void prepare() override;
};
