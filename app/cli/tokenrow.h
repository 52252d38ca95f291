// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenptr.h"

#include <QList>

class Session;

/// A token with the account it is of. The session outlives it.
struct TokenRow
{
    Session *session = nullptr;
    TokenPtr token;

    /// Every token of these sessions, by name, account, place and id.
    [[nodiscard]] static QList<TokenRow> allOf(const QList<Session *> &sessions);
};
