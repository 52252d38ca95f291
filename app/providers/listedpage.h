// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

/// One page of a list of things that have an id: organizations, workspaces.
template <class T>
struct ListedPage
{
    QList<T> entries;
    qint64 total = -1; ///< -1 = the server does not say
    qint64 received = 0; ///< entries of the page, readable or not
};
