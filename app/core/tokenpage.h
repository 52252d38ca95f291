// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenptr.h"

#include <functional>

/// What a service is asked to look for in a list, where it can (Capabilities::hasTokenQuery); empty = all.
struct TokenQuery
{
    QString name;
    QString creator; ///< asked for by name; the service need not tell it of the tokens it finds

    [[nodiscard]] bool isEmpty() const { return name.isEmpty() && creator.isEmpty(); }
    bool operator==(const TokenQuery &) const = default;
};

/// How large a page and its list are.
struct PageSize
{
    qint64 count = 0; ///< entries of the page, readable or not
    qint64 total = -1; ///< as TokenPage::total
};

/// Which part of a list is asked for.
struct PageRequest
{
    qint64 offset = 0;
    int limit = 0; ///< tokens a page; 0 = the service has no pages
    TokenQuery query{};
    /// Called in the asker's thread before the page is delivered, as soon as its size is known: to read a
    /// long page takes longer than to ask for the next. Not called for every page. May be empty.
    std::function<void(const PageSize &size)> whenSized{};
};

/// One page of a list.
struct TokenPage
{
    TokenPtrs tokens; ///< none of them null
    qint64 total = -1; ///< tokens in the whole list as the server says; -1 = it does not say
    qint64 offset = 0;
    int limit = 0; ///< as the server says; 0 = it does not say
    int unreadable = 0; ///< entries that name no id: they count for paging, and the list is not complete
};
