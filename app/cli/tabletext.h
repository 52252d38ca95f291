// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

/// Rows of text in columns for a terminal; the first row is the heading. Cells are made harmless and cut.
[[nodiscard]] QByteArray tableText(const QList<QStringList> &rows);
