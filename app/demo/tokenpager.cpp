// SPDX-License-Identifier: MIT
#include "demo/tokenpager.h"

#include "demo/astronomerjson.h"
#include "demo/demoworld.h"
#include "demo/pagequery.h"

namespace {

constexpr qint64 stubbornLimit = 20; // of IgnoreLimit

/// A token that exists on no list: EndlessPages never runs out of them.
DemoToken inventedToken(const DemoToken &pattern, qint64 index)
{
    DemoToken token = pattern;
    token.id = QStringLiteral("cmendless%1").arg(index, 16, 10, QLatin1Char('0'));
    token.name = QStringLiteral("endless-%1").arg(index);
    token.forgetJson();
    return token;
}

} // namespace

TokenPager::TokenPager(DemoWorld &world, DemoTokenList &list, const Fault &fault, const Form &form)
    : m_world(world)
    , m_list(list)
    , m_fault(fault)
    , m_form(form)
{ }

QByteArray TokenPager::page(const PageQuery &query)
{
    if (m_fault.kind == Fault::Kind::ShiftPages && query.offset() > 0)
        dropEarlierToken(query);
    const qint64 limit =
        m_fault.kind == Fault::Kind::IgnoreLimit ? qMin(stubbornLimit, query.limit()) : query.limit();
    const qint64 first = m_fault.kind == Fault::Kind::RepeatedPages ? 0 : query.offset();
    const QList<DemoToken *> &tokens = m_list.ordered(query.sorts());
    qint64 total = tokens.size();
    QByteArray items;
    const auto append = [&items](const QByteArray &json) {
        if (!items.isEmpty())
            items += ',';
        items += json;
    };

    const qint64 last = qMin(first + limit, qint64(tokens.size()));
    for (qint64 i = first; i < last; ++i)
        append(m_form.token(*tokens[i]));
    if (m_fault.kind == Fault::Kind::EndlessPages) {
        if (!tokens.isEmpty()) {
            for (qint64 i = qMax(first, last); i < first + limit; ++i)
                append(m_form.token(inventedToken(*tokens.constFirst(), i)));
        }
        total = m_fault.number > 0 ? m_fault.number : first + 2 * limit;
    }
    if (m_fault.kind == Fault::Kind::WrongTotal)
        total = m_fault.number;
    return astronomerjson::page(m_form.key, items, query.offset(), limit, total);
}

void TokenPager::dropEarlierToken(const PageQuery &query)
{
    const QList<DemoToken *> &tokens = m_list.ordered(query.sorts());
    const qint64 end = qMin(query.offset(), qint64(tokens.size()));
    for (qint64 i = 0; i < end; ++i) {
        // Tokens with a known value may be the one the caller signed in with.
        if (tokens[i]->secret.isEmpty()) {
            DemoToken *dropped = tokens[i];
            m_world.removeToken(QString(dropped->id));
            m_list.remove(dropped); // it may be a choice out of the world's lists
            return;
        }
    }
}
