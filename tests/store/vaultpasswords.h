// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "store/passwordkeysource.h"
#include "store/vault.h"
#include "support/answer.h"

#include <memory>

inline Secret secretOf(const QByteArray &text)
{
    return Secret(QByteArray(text));
}

/// Opens vaults, whoever's, by passwords at the least cost. Owns no file, so that a program that ends by
/// being killed leaves none. Thread: the test's.
class VaultPasswords
{
public:
    [[nodiscard]] Background &background() { return m_background; }

    [[nodiscard]] std::unique_ptr<PasswordKeySource> password(const char *text)
    {
        return std::make_unique<PasswordKeySource>(
            secretOf(text), m_background, PasswordKeySource::Cost::least());
    }
    [[nodiscard]] Result<Nothing> create(Vault &vault, const char *text)
    {
        const auto source = password(text);
        return answerOf(vault.create(&vault, *source));
    }
    [[nodiscard]] Result<Nothing> unlock(Vault &vault, const char *text)
    {
        const auto source = password(text);
        return answerOf(vault.unlock(&vault, *source));
    }
    [[nodiscard]] Result<Nothing> move(Vault &vault, const char *text)
    {
        const auto source = password(text);
        return answerOf(vault.move(&vault, *source));
    }

private:
    Background m_background;
};
