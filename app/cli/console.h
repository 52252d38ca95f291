// SPDX-License-Identifier: MIT
#pragma once

#include "cli/exitcode.h"

#include <QString>

struct Error;
struct ErrorText;

/// What a command says beside its data, on standard error: sentences for people, or one JSON object a line
/// ({"error": …} and {"note": …}) for programs.
class Console final
{
public:
    explicit Console(bool isJson)
        : m_isJson(isJson)
    { }

    [[nodiscard]] bool isJson() const { return m_isJson; }
    void error(ExitCode code, const QString &sentence);
    void error(ExitCode code, const Error &error, const ErrorText &text);
    void note(const QString &sentence);
    /// How far it is; on a terminal only, and gone with the next word.
    void progress(const QString &text);
    void clearProgress();

private:
    const bool m_isJson;
    bool m_hasProgress = false;
};
