// SPDX-License-Identifier: MIT
#pragma once

#include "demo/fault.h"

/// The rules of the fault dial and how often each has been used.
class FaultDial final
{
public:
    void add(const FaultRule &rule);
    void clear() { m_settings.clear(); }
    /// The fault for this request; Kind::None without latency when no rule is for it. Uses the rule up by
    /// one.
    [[nodiscard]] Fault take(const QString &operation, const QByteArray &method, const QByteArray &target);

private:
    struct Setting
    {
        FaultRule rule;
        int skipped = 0;
        int used = 0;
    };

    QList<Setting> m_settings;
};
