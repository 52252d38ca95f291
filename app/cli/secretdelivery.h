// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QJsonObject>
#include <QString>

class CommandLine;
class Safekeeper;
class Secret;

/// Hands a kept value to where the command line wants it: a file of its owner alone, standard output, or
/// nowhere, where it waits in the vault. A file that was written and read back is a verified delivery: the
/// vault lets the value go. Standard output proves nothing, so the value waits on until it is confirmed.
class SecretDelivery final
{
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    /// `printsByDefault`: to standard output where no place is named.
    explicit SecretDelivery(const CommandLine &line, bool printsByDefault = false);

    /// What is wrong with the options, as far as it can be told before anything is sent; empty = nothing.
    [[nodiscard]] QString complaint() const;
    [[nodiscard]] bool hasTarget() const { return m_prints || !m_file.isEmpty(); }

    /// The value of that id. Prints `facts` with it: as JSON with "value" ("vault", "file" or "stdout"), or
    /// as lines, which go to standard error where the value takes standard output.
    [[nodiscard]] ExitCode deliver(
        Safekeeper &safekeeper, const QString &id, QJsonObject facts, Console &console) const;

private:
    /// What went wrong; empty = it is on the disk, and was read back.
    [[nodiscard]] QString writeFile(const Secret &value) const;
    [[nodiscard]] static bool print(const Secret &value, const QJsonObject &facts, bool isJson);
    static void tell(const QJsonObject &facts, Console &console, bool isOutputTaken);

    QString m_file;
    bool m_prints = false;
    bool m_replaces = false;
    bool m_isTwofold = false;
};
