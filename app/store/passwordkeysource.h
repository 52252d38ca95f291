// SPDX-License-Identifier: MIT
#pragma once

#include "core/secret.h"
#include "store/keysource.h"

#include <memory>

class Background;

/// A key made of a password by Argon2id (version 1.3), which takes time and memory on purpose: nothing else
/// limits a wrong guess. What it costs is kept with the salt, so that a vault opens at the cost it was made
/// with, whatever this program's default is then. The work is done on a worker thread. To change the
/// password, move the vault to a source with the new one.
class PasswordKeySource final : public KeySource
{
    Q_OBJECT

public:
    struct Cost
    {
        quint64 passes = 0; ///< over the memory
        quint64 memory = 0; ///< bytes

        /// libsodium's MODERATE: 3 passes over 256 MiB, most of a second.
        [[nodiscard]] static Cost moderate();
        /// The least that libsodium takes: for tests, never for people.
        [[nodiscard]] static Cost least();
        bool operator==(const Cost &) const = default;
    };

    /// One password: a source for one sitting, to be dropped after it. `background` must outlive its jobs.
    /// `cost` is that of make(); obtain() goes by the parameters.
    PasswordKeySource(Secret &&password, Background &background, const Cost &cost = Cost::moderate(),
        QObject *parent = nullptr);

    [[nodiscard]] Kind kind() const override { return Kind::Password; }
    /// Error: Invalid when the password is empty.
    JobOf<WrappingKey> *make(QObject *owner) override;
    JobOf<WrappingKey> *obtain(QObject *owner, const QJsonObject &parameters) override;
    JobOf<Nothing> *forget(QObject *owner, const QJsonObject &parameters) override;
    /// StoreTrouble::WrongPassword.
    [[nodiscard]] Error mismatch() const override;

private:
    struct Recipe;

    [[nodiscard]] JobOf<WrappingKey> *derive(QObject *owner, const Recipe &recipe);

    std::shared_ptr<const Secret> m_password; ///< shared with work that is under way
    Background &m_background;
    Cost m_cost;
};
