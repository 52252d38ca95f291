// SPDX-License-Identifier: MIT
#include "ui/tokenheader.h"

#include "ui/tokenmodel.h"
#include "ui/tokentext.h"

#include <QContextMenuEvent>
#include <QDataStream>
#include <QIODevice>
#include <QMenu>
#include <QScopedValueRollback>

namespace {

constexpr int headerHeight = 30;
constexpr quint32 stateMagic = 0x746b6e68;
constexpr quint16 stateVersion = 2;
constexpr quint16 versionWithoutKinds = 1;

/// The order people read in: what is it, whose, what may it, how long still.
constexpr TokenModel::Column columnOrder[] = {TokenModel::Status, TokenModel::Name, TokenModel::AccountColumn,
    TokenModel::Scope, TokenModel::Kind, TokenModel::Role, TokenModel::Expires, TokenModel::LastUsed,
    TokenModel::Created, TokenModel::CreatedBy, TokenModel::Id};

/// Widths in average characters, so that they follow the font.
int charactersOf(int column)
{
    switch (column) {
    case TokenModel::Name:
        return 26;
    case TokenModel::AccountColumn:
        return 15;
    case TokenModel::Scope:
    case TokenModel::Expires: // "never expires", "in 11 months"
        return 14;
    case TokenModel::Role:
    case TokenModel::CreatedBy:
        return 17;
    case TokenModel::Id:
        return 26;
    default:
        return 13;
    }
}

} // namespace

TokenHeader::TokenHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setObjectName(QStringLiteral("tokenHeader"));
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setMinimumSectionSize(48);
    setTextElideMode(Qt::ElideRight);
    setAccessibleName(tr("Columns"));
    connect(this, &QHeaderView::sectionResized, this, [this](int column) {
        if (m_isFitting)
            return;
        if (column == TokenModel::Name)
            m_isNameWidthChosen = true;
        Q_EMIT columnsChanged();
    });
}

QSize TokenHeader::sizeHint() const
{
    // All sections are one line high, so there is no need to measure every title for the height.
    return {length(), qMax(headerHeight, fontMetrics().height() + 10)};
}

int TokenHeader::defaultWidth(int column) const
{
    if (column != TokenModel::Status)
        return charactersOf(column) * fontMetrics().averageCharWidth() + 16;
    // The words of a state are never cut.
    int width = 0;
    for (int state = 0; state <= int(ExpiryState::Unknown); ++state)
        width = qMax(width, fontMetrics().horizontalAdvance(expiryStateWord(ExpiryState(state))));
    constexpr int shapeAndPadding = 12 + 6 + 2 * 8 + 2;
    return width + shapeAndPadding;
}

void TokenHeader::resetColumns()
{
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        int visual = 0;
        for (const int column : columnOrder) {
            moveSection(visualIndex(column), visual++);
            setSectionHidden(
                column, column == TokenModel::Id || (column == TokenModel::Kind && !m_areKindsOffered));
            resizeSection(column, defaultWidth(column));
        }
        m_isNameWidthChosen = false;
        m_areKindsChosen = false;
    }
    Q_EMIT columnsChanged();
}

void TokenHeader::offerKinds()
{
    m_areKindsOffered = true;
    if (m_areKindsChosen || !isSectionHidden(TokenModel::Kind))
        return;
    setSectionHidden(TokenModel::Kind, false);
    Q_EMIT columnsChanged();
}

void TokenHeader::fit(int viewportWidth)
{
    if (m_isNameWidthChosen || count() == 0)
        return;
    const QScopedValueRollback fitting(m_isFitting, true);
    const int others = length() - sectionSize(TokenModel::Name);
    const int least = defaultWidth(TokenModel::Name) * 3 / 4;
    resizeSection(TokenModel::Name, qMax(least, viewportWidth - others));
}

QByteArray TokenHeader::saveColumns() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << stateMagic << stateVersion << m_isNameWidthChosen << m_areKindsChosen << saveState();
    return state;
}

bool TokenHeader::restoreColumns(const QByteArray &state)
{
    QDataStream stream(state);
    quint32 magic = 0;
    quint16 version = 0;
    bool isNameWidthChosen = false;
    bool areKindsChosen = false;
    QByteArray columns;
    stream >> magic >> version;
    if (magic != stateMagic || (version != stateVersion && version != versionWithoutKinds))
        return false;
    stream >> isNameWidthChosen;
    if (version != versionWithoutKinds)
        stream >> areKindsChosen;
    stream >> columns;
    if (stream.status() != QDataStream::Ok)
        return false;
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        if (!restoreState(columns))
            return false;
        // A state of another hand could hide what nobody can do without.
        setSectionHidden(TokenModel::Name, false);
        if (version == versionWithoutKinds) {
            resizeSection(TokenModel::Kind, defaultWidth(TokenModel::Kind));
            setSectionHidden(TokenModel::Kind, !m_areKindsOffered);
        }
        m_isNameWidthChosen = isNameWidthChosen;
        m_areKindsChosen = areKindsChosen;
    }
    Q_EMIT columnsChanged();
    return true;
}

void TokenHeader::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int column : columnOrder) {
        QAction *action = menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(column));
        action->setEnabled(column != TokenModel::Name);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            setSectionHidden(column, !isShown);
            m_areKindsChosen = m_areKindsChosen || column == TokenModel::Kind;
            Q_EMIT columnsChanged();
        });
    }
    menu->addSeparator();
    QAction *reset = menu->addAction(tr("Reset columns"));
    connect(reset, &QAction::triggered, this, &TokenHeader::resetColumns);
    menu->popup(event->globalPos());
}
