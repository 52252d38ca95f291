// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/capabilities.h"
#include "core/error.h"

#include <QList>

#include <optional>

/// What the token path of one generation of a provider's API answered.
struct GenerationAnswer
{
    enum class Verdict : quint8 {
        Answers, ///< it listed tokens
        NotThere, ///< 404, 405 or 410; a 404 may also speak of the organization, see GenerationReport
        NotTold, ///< anything else (refused sign-in, 5xx, no connection): no word about the generation
    };

    ApiGeneration generation; ///< baseUrl is the address that was asked, not that of the public service
    Verdict verdict = Verdict::NotTold;
    std::optional<Error> error; ///< set unless it answered
};

/// Which generations of its provider's API a server answers, as far as one look tells. Plain data.
struct GenerationReport
{
    QList<GenerationAnswer> answers; ///< oldest first; empty where the provider has one generation only

    /// Null when that generation was not asked.
    [[nodiscard]] const GenerationAnswer *find(const QString &generation) const;
    /// It listed tokens.
    [[nodiscard]] bool hasAnswered(const QString &generation) const;
    /// The server does not have that generation: 405 or 410, or 404 where another generation knows the same
    /// organization.
    [[nodiscard]] bool isGone(const QString &generation) const;
    /// The newest one that answers; empty when none did.
    [[nodiscard]] QString newestAnswering() const;
};
