// SPDX-License-Identifier: MIT
#pragma once

#include "cli/tokenrow.h"
#include "session/policy.h"

#include <QByteArray>
#include <QCoreApplication>

/// What a look at tokens by a policy found, and how it is told to people, programs, code scanners and test
/// reports. Pure.
class PolicyReport final
{
    Q_DECLARE_TR_FUNCTIONS(PolicyReport)

public:
    PolicyReport(const Policy &policy, const QList<TokenRow> &rows, const QDateTime &nowUtc);

    /// Something is wrong that is worse than a note.
    [[nodiscard]] bool hasFindings() const;

    [[nodiscard]] QByteArray text() const;
    /// {"tokens", "notTold", "findings": [{"rule", "severity", "account", "token", "name", "message"}]}
    [[nodiscard]] QByteArray json() const;
    /// SARIF 2.1.0 with one run; a result has the token as its logical location.
    [[nodiscard]] QByteArray sarif() const;
    /// JUnit: a suite a rule, a case a token; what the provider does not tell is skipped.
    [[nodiscard]] QByteArray junit() const;

private:
    /// One rule on one token.
    struct Check
    {
        qsizetype rule = 0;
        qsizetype row = 0;
        std::optional<QString> complaint; ///< see PolicyRule::complaint()
    };

    [[nodiscard]] QList<Check> findings() const;
    [[nodiscard]] const PolicyRule &ruleOf(const Check &check) const { return m_policy.rules.at(check.rule); }

    Policy m_policy;
    QList<TokenRow> m_rows;
    QList<Check> m_checks;
};
