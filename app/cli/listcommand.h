// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/sessioncommand.h"

#include <QHash>
#include <QSet>

class TokenListText;
struct TokenRow;

/// `tokenry-cli list`: the tokens of every account, as a table or for programs. Metadata only, never a value.
class ListCommand final : public SessionCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListCommand)

public:
    ListCommand();
    [[nodiscard]] static CommandSpec spec();
    /// Of an account that is not remembered: there is no profile, only memory.
    [[nodiscard]] bool hasNothingToClose() const override { return isAdHoc(); }

private:
    [[nodiscard]] QString complaint() const override;
    void listed() override;
    [[nodiscard]] bool isOffline() const override;
    [[nodiscard]] bool isVaultBypassed() const override;
    void tellAges();
    /// Asks the services that know who made a token and do not tell it, then prints.
    void findByCreator();
    [[nodiscard]] QString creator() const; ///< whose tokens are asked for; empty = everybody's
    /// The service says that creator() made it.
    [[nodiscard]] bool isFound(const TokenRow &row) const;
    void print();
    void write(const TokenListText &text) const;

    QHash<const Session *, QSet<QString>> m_found; ///< ids of the creator's tokens, as the service says
    int m_asking = 0;
    ExitCode m_trouble = ExitOk;
};
