// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"
#include "cli/tokenrow.h"

/// `tokenry-cli show`: everything that is known of one token, but its value.
class ShowCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShowCommand)

public:
    ShowCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    void listed() override;
    [[nodiscard]] QList<TokenRow> wanted();
    /// Names for the deployments its roles speak of, then prints.
    void nameDeployments();
    void print();

    int m_unread = 0; ///< tokens whose roles the list left out and that are being read
};
