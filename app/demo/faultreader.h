// SPDX-License-Identifier: MIT
#pragma once

#include "demo/fault.h"

#include <QCoreApplication>
#include <QJsonObject>

/// Reads fault rules from JSON: `{"faults": [{"operation": "createApiToken", "kind": "hang"}, …]}`. Each rule
/// may have operation, method, path, skip, times, kind, latency and dripInterval (both milliseconds), status,
/// headers (an object), body (a text, or JSON that is sent as it stands), location and number. Kinds are the
/// words of Fault::Kind in any case. Anything unknown is an error, not a guess.
class FaultReader final
{
    Q_DECLARE_TR_FUNCTIONS(FaultReader)

public:
    explicit FaultReader(const QByteArray &json);

    /// What is wrong; empty when all is well.
    [[nodiscard]] QString error() const { return m_error; }
    /// Empty when anything was wrong.
    [[nodiscard]] const QList<FaultRule> &rules() const { return m_rules; }

private:
    void readRule(const QJsonObject &object);
    void complain(const QString &text);
    [[nodiscard]] QString text(const QJsonObject &object, const char *key);
    [[nodiscard]] qint64 number(const QJsonObject &object, const char *key, qint64 fallback, qint64 minimum);

    QList<FaultRule> m_rules;
    QString m_error;
    qsizetype m_index = 0;
};
