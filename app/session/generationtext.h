// SPDX-License-Identifier: MIT
#pragma once

#include "session/generationreport.h"

#include <QCoreApplication>

/// What a GenerationReport means for an account that is set to one of the generations, in a person's words.
/// Plain text, any thread.
class GenerationText final
{
    Q_DECLARE_TR_FUNCTIONS(GenerationText)

public:
    /// The generation to offer instead of `spoken`: one that answers while `spoken` is gone. Empty = nothing
    /// to offer.
    [[nodiscard]] static QString offer(const GenerationReport &report, const QString &spoken);
    /// One or two sentences; empty where `spoken` answers or nothing is known of it.
    [[nodiscard]] static QString sentence(const GenerationReport &report, const QString &spoken);
};
