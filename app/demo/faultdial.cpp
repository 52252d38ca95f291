// SPDX-License-Identifier: MIT
#include "demo/faultdial.h"

namespace {

bool isFor(
    const FaultRule &rule, const QString &operation, const QByteArray &method, const QByteArray &target)
{
    return (rule.operation.isEmpty() || rule.operation == operation)
        && (rule.method.isEmpty() || rule.method == method)
        && (rule.pathContains.isEmpty() || target.contains(rule.pathContains.toUtf8()));
}

} // namespace

void FaultDial::add(const FaultRule &rule)
{
    m_settings.append({rule});
}

Fault FaultDial::take(const QString &operation, const QByteArray &method, const QByteArray &target)
{
    for (Setting &setting : m_settings) {
        const FaultRule &rule = setting.rule;
        const bool isUsedUp = rule.times >= 0 && setting.used >= rule.times;
        if (isUsedUp || !isFor(rule, operation, method, target))
            continue;
        if (setting.skipped < rule.skip) {
            ++setting.skipped;
            continue;
        }
        ++setting.used;
        return rule.fault;
    }
    return {};
}
