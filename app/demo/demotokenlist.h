// SPDX-License-Identifier: MIT
#pragma once

#include "demo/demotoken.h"

#include <QHash>
#include <QStringList>

/// The tokens of one list (an organization's or a workspace's) in order of creation. Does not own them.
/// Other orders are made on demand and kept until the list changes, so that paging through 100,000 tokens
/// sorts once.
class DemoTokenList final
{
public:
    void insert(DemoToken *token);
    void remove(DemoToken *token);
    /// A field that may be sorted by has changed in one of the tokens.
    void forgetOrders() { m_orders.clear(); }

    [[nodiscard]] bool contains(const DemoToken &token) const;
    [[nodiscard]] qsizetype size() const { return m_byCreation.size(); }
    /// All tokens by `sorts` ("name:asc" and so on, the first is the strongest), then by creation.
    [[nodiscard]] const QList<DemoToken *> &ordered(const QStringList &sorts = {});

    /// What ordered() understands, without the direction.
    [[nodiscard]] static const QStringList &sortableFields();

private:
    QList<DemoToken *> m_byCreation;
    QHash<QStringList, QList<DemoToken *>> m_orders;
    bool m_isInOrder = true;
};
