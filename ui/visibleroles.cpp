// SPDX-License-Identifier: MIT
#include "ui/visibleroles.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/tokenfilter.h"
#include "ui/tokenmodel.h"
#include "ui/tokentable.h"

#include <QEvent>
#include <QHash>
#include <QHeaderView>
#include <QScrollBar>

namespace {

using namespace std::chrono_literals;

/// As long as a person who scrolls through does not stop at.
constexpr auto glance = 200ms;

} // namespace

VisibleRoles::VisibleRoles(TokenTable &table, TokenFilter &filter, Sessions &sessions)
    : m_table(table)
    , m_filter(filter)
    , m_sessions(sessions)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(glance);
    connect(&m_timer, &QTimer::timeout, this, &VisibleRoles::look);
    connect(m_table.verticalScrollBar(), &QScrollBar::valueChanged, this, &VisibleRoles::lookSoon);
    connect(m_table.horizontalHeader(), &QHeaderView::sectionResized, this, &VisibleRoles::lookSoon);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &VisibleRoles::lookSoon);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &VisibleRoles::lookSoon);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &VisibleRoles::lookSoon);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &VisibleRoles::lookSoon);
    connect(&m_filter, &QAbstractItemModel::dataChanged, this, [this] {
        // Not put off by rows that change: while roles arrive, they do all the time.
        if (!m_timer.isActive())
            m_timer.start();
    });
    m_table.installEventFilter(this);
    lookSoon();
}

VisibleRoles::~VisibleRoles() = default;

bool VisibleRoles::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show || event->type() == QEvent::Hide)
        lookSoon();
    return QObject::eventFilter(watched, event);
}

void VisibleRoles::lookSoon()
{
    m_timer.start();
}

void VisibleRoles::look()
{
    QHash<QString, QList<TokenKey>> seen;
    if (m_table.isVisible() && !m_table.isColumnHidden(TokenModel::Role)) {
        const int rowCount = m_filter.rowCount();
        const int first = m_table.rowAt(0);
        const int last = m_table.rowAt(m_table.viewport()->height() - 1);
        for (int row = first; row >= 0 && row < rowCount && (last < 0 || row <= last); ++row) {
            const Token &token = m_filter.tokenAt(row);
            if (!token.areRolesTold)
                seen[token.accountId].append(token.key());
        }
    }
    const QList<Session *> all = m_sessions.all();
    for (Session *session : all)
        session->wantRoles(seen.value(session->account().id));
}
