// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"

/// `tokenry-cli vault set-aside`: renames a damaged profile file, so that the next command begins with a new
/// one. A file that is not damaged stays where it is.
class VaultSetAsideCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultSetAsideCommand)

public:
    VaultSetAsideCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    [[nodiscard]] bool worksWithoutFile() const override;
    void run() override;
    void setAside();
};
