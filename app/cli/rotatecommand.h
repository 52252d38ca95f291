// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/issuecommand.h"

/// `tokenry-cli rotate`: a new value for a token; the old one dies.
class RotateCommand final : public IssueCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RotateCommand)

public:
    RotateCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void prepare() override;
};
