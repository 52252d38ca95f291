// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/secret.h"
#include "core/token.h"

#include <QDateTime>
#include <QObject>

#include <memory>

class Clock;

/// What is known of a kept secret without revealing it.
struct KeptSecret
{
    enum class Origin { Created, Rotated };

    QString id; ///< ours
    Token token;
    QString accountName;
    Origin origin = Origin::Created;
    QDateTime receivedAt; ///< UTC
};

/// Holds every value that a provider showed once from the answer until the person says that it is stored.
/// Nothing else in the program owns such a value; windows look at it through here and may come and go.
///
/// Until the vault exists the values are in memory only; isDurable() says so and the window shows it.
/// Thread: the GUI thread.
class Safekeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Safekeeper)

public:
    explicit Safekeeper(const Clock &clock, QObject *parent = nullptr);
    ~Safekeeper() override;

    [[nodiscard]] bool isDurable() const;

    /// Takes the secret; the id under which it waits.
    QString keep(Secret &&secret, const Token &token, const QString &accountName, KeptSecret::Origin origin);
    /// All that wait, oldest first.
    [[nodiscard]] QList<KeptSecret> waiting() const;
    [[nodiscard]] std::optional<KeptSecret> find(const QString &id) const;
    /// The value, valid until the next call into this object; null for an unknown id.
    [[nodiscard]] const Secret *secret(const QString &id) const;
    /// The person has it: the value is wiped. False for an unknown id.
    bool confirmStored(const QString &id);

Q_SIGNALS:
    void changed();

private:
    class Private;
    std::unique_ptr<Private> d;
};
