// SPDX-License-Identifier: MIT
#include "session/turnstile.h"

bool Turnstile::tryEnter()
{
    if (m_free == 0)
        return false;
    --m_free;
    return true;
}

void Turnstile::leave()
{
    ++m_free;
    Q_EMIT freed();
}
