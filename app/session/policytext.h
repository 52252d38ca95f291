// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>

/// What can be said about the rules of a policy token before a service judges them. Pure.
class PolicyText final
{
    Q_DECLARE_TR_FUNCTIONS(PolicyText)

public:
    /// Characters as the service counts them, not UTF-16 units.
    [[nodiscard]] static qsizetype length(const QString &text);
    /// Sentences about what the service will hardly take; comments are no rules. Empty = nothing is seen.
    [[nodiscard]] static QStringList warnings(const QString &text);
};
