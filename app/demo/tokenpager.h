// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demotokenlist.h"
#include "demo/fault.h"

class DemoWorld;
class PageQuery;

/// Cuts one page out of a token list and renders it, truthfully or as a list fault wants it.
class TokenPager final
{
public:
    /// How a generation of the service writes a page.
    struct Form
    {
        const char *key; ///< of the list
        QByteArray (*token)(const DemoToken &token);
    };

    TokenPager(DemoWorld &world, DemoTokenList &list, const Fault &fault, const Form &form);

    [[nodiscard]] QByteArray page(const PageQuery &query);

private:
    void dropEarlierToken(const PageQuery &query);

    DemoWorld &m_world;
    DemoTokenList &m_list;
    const Fault &m_fault;
    const Form m_form;
};
