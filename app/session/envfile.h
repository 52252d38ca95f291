// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArrayView>
#include <QCoreApplication>
#include <QList>
#include <QStringList>

#include <vector>

/// Reads the assignments of a `.env` file: NAME=value, with or without `export`, quotes and a comment behind
/// it. Pure, any thread.
class EnvFile final
{
    Q_DECLARE_TR_FUNCTIONS(EnvFile)

public:
    struct Assignment
    {
        QString name;
        Secret value;
    };

    /// Those of these names that have a value, the last one of a name. An error (Invalid/NotSent) whose
    /// `technical` is for people and names the line: a line that is no assignment; for a name asked for also
    /// a quotation mark that is not closed and a reference to another variable.
    [[nodiscard]] static Result<std::vector<Assignment>> read(QByteArrayView text, const QStringList &names);
};
