// SPDX-License-Identifier: MIT
#pragma once

#include "ui/launchrequest.h"
#include "ui/theme.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

/// What the command line asks for.
struct Options
{
    bool isDemo = false; ///< on the embedded provider simulator, remembering nothing
    int demoTokens = 0; ///< so many more tokens in one organization
    std::chrono::milliseconds demoLatency{0};
    quint16 demoPort = 0; ///< of the simulator; 0 = any free one
    bool isSeedEra = false; ///< Qovery as in the seed documents
    bool isStrict = false; ///< only data that the documents allow
    QString tourDirectory; ///< empty = no tour
    QUrl tourQoveryUrl; ///< instead of the simulator's; empty = the simulator's
    QUrl tourAstronomerUrl;
    bool isTourOfV1 = false; ///< Astronomer's accounts speak the current generation of its API
    QString profileDirectory; ///< empty = the platform's
    std::optional<ThemeMode> theme;
    LaunchRequest request = LaunchRequest::None; ///< at once, in the window that is there already too
    bool measuresStart = false;
};

/// Options, or a text to print and leave with `exitCode` (0 for help and version, 2 for nonsense).
struct CommandLine
{
    Options options;
    std::optional<int> exitCode;
    QString text;
};

/// Where the program's profile is; empty when none is wanted.
[[nodiscard]] QString profileDirectory(const Options &options);
/// Its database; empty likewise.
[[nodiscard]] QString profileFile(const Options &options);

/// `arguments` begin with the program's own name.
[[nodiscard]] CommandLine readCommandLine(const QStringList &arguments);

/// Whether the answer is only a text, so that no display is needed.
[[nodiscard]] bool asksForText(const QStringList &arguments);
