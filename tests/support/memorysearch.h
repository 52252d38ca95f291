// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

/// Counts how often given bytes lie in the memory of this process. Keeps them masked, so that it does not
/// find itself. Linux only.
class MemorySearch final
{
public:
    MemorySearch(const unsigned char *bytes, qsizetype size);

    [[nodiscard]] int count() const;

    [[nodiscard]] static bool isPossible();
    /// Whether pages that forbid reading are looked through too, which is the kernel's choice.
    [[nodiscard]] static bool seesGuardedPages();

private:
    [[nodiscard]] int countIn(const char *bytes, qsizetype size) const;

    QByteArray m_masked;
};
