// SPDX-License-Identifier: MIT
#pragma once

#include "core/capabilities.h"
#include "core/error.h"
#include "core/token.h"

#include <QCoreApplication>

/// Our own checks before a request leaves: what the service could only refuse is refused here, at the field.
/// Errors are NotSent. Thread: any.
class PreCheck final
{
    Q_DECLARE_TR_FUNCTIONS(PreCheck)

public:
    /// Length limits and lifetime by the provider's capabilities. Lengths count code points, as JSON Schema's
    /// maxLength does. Fields: "name", "description", "role", "expiryDays".
    [[nodiscard]] static std::optional<Error> draft(
        const TokenDraft &draft, const Capabilities &capabilities);
    /// The rules of a policy token: there, and no longer than so many characters (0 = any). Field
    /// "policyText".
    [[nodiscard]] static std::optional<Error> policy(const QString &text, int limit);
    [[nodiscard]] static std::optional<Error> change(
        const TokenChange &change, const Capabilities &capabilities);
    /// Field "role".
    [[nodiscard]] static Error roleMissing();
    [[nodiscard]] static Error roleNotForPlace();

    /// Invalid/NotSent about one field.
    [[nodiscard]] static Error invalid(const QString &field, const QString &code, const QString &message);
    /// An error of a reading that only prepared a change: nothing that could change anything was sent.
    [[nodiscard]] static Error beforeSending(Error error);
    /// Unsupported/NotSent; `reason` is a sentence for people.
    [[nodiscard]] static Error unsupported(const QString &reason);
};
