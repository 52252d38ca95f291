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
    /// The generation that may answer where `account` got that error for a list: the newest one after 404,
    /// 405 or 410, or the one before where it speaks that. Ask the service before going over: a 404 may speak
    /// of the organization. Empty = the error says nothing of the generation.
    [[nodiscard]] static QString offerAfter(const Error &error, const Account &account);
    /// "Use the current API", for a button that goes over to `generation`.
    [[nodiscard]] static QString act(const QString &generation, const Account &account);
    /// One or two sentences; empty where `spoken` answers or nothing is known of it.
    [[nodiscard]] static QString sentence(const GenerationReport &report, const QString &spoken);
};
