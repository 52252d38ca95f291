// SPDX-License-Identifier: MIT
#pragma once

#include "store/guardedkey.h"

#include <QJsonObject>

/// A key that seals nothing but the vault's own key, and what its source has to be told to yield it again.
struct WrappingKey
{
    GuardedKey key;
    QJsonObject parameters; ///< kept in clear; never a secret
};
