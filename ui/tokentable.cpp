// SPDX-License-Identifier: MIT
#include "ui/tokentable.h"

#include "core/token.h"
#include "ui/skeletonrows.h"
#include "ui/tokendelegate.h"
#include "ui/tokenheader.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>

#include <algorithm>
#include <optional>

namespace {

constexpr int normalRow = 28;
constexpr int compactRow = 22;

/// What the rows on show were chosen by; when it changes, a person asked for other rows.
struct Question
{
    QString search;
    QString account;
    TokenFilter::View view = TokenFilter::View::All;
    int sortColumn = 0;
    Qt::SortOrder sortOrder = Qt::AscendingOrder;

    bool operator==(const Question &) const = default;
};

Question questionOf(const TokenFilter &filter)
{
    return {filter.search(), filter.account(), filter.view(), filter.sortColumn(), filter.sortOrder()};
}

} // namespace

class TokenTable::Private
{
public:
    Private(TokenTable &table, TokenFilter &tokens)
        : q(table)
        , filter(tokens)
        , skeleton(*table.viewport())
    { }

    void remember();
    void restore();
    void restoreScroll();
    void selectRows(const QList<int> &rows);
    void setRowHeight();
    void hover(int row);
    void updateRow(int row);

    TokenTable &q;
    TokenFilter &filter;
    TokenHeader *header = nullptr;
    TokenDelegate *delegate = nullptr;
    SkeletonRows skeleton;
    bool isCompact = false;

    // Over a reset of the filter: keys, since rows mean nothing afterwards.
    QList<TokenKey> selected;
    std::optional<TokenKey> current;
    std::optional<TokenKey> top; ///< the first row on screen
    bool isCurrentAnchor = false; ///< it was selected and on screen: it stays where it is
    int currentY = 0;
    Question question;
};

void TokenTable::Private::remember()
{
    selected = q.selectedKeys();
    const QModelIndex index = q.currentIndex();
    current = index.isValid() ? std::optional(filter.tokenAt(index.row()).key()) : std::nullopt;
    const QRect rect = q.visualRect(index);
    isCurrentAnchor = index.isValid() && q.selectionModel()->isRowSelected(index.row())
        && q.viewport()->rect().intersects(rect);
    currentY = rect.top();
    const int topRow = q.rowAt(0);
    top = topRow > 0 ? std::optional(filter.tokenAt(topRow).key()) : std::nullopt;
}

void TokenTable::Private::selectRows(const QList<int> &rows)
{
    QItemSelection selection;
    const int lastColumn = TokenModel::ColumnCount - 1;
    for (qsizetype from = 0; from < rows.size();) {
        qsizetype to = from;
        while (to + 1 < rows.size() && rows.at(to + 1) == rows.at(to) + 1)
            ++to;
        selection.append(
            QItemSelectionRange(filter.index(rows.at(from), 0), filter.index(rows.at(to), lastColumn)));
        from = to + 1;
    }
    q.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void TokenTable::Private::restore()
{
    const QList<int> rows = filter.rowsOf(selected);
    {
        // One announcement at the end instead of one for each step.
        const QSignalBlocker quiet(q.selectionModel());
        const int currentRow = current ? filter.rowOf(*current) : -1;
        if (currentRow >= 0)
            q.selectionModel()->setCurrentIndex(
                filter.index(currentRow, TokenModel::Name), QItemSelectionModel::NoUpdate);
        if (!rows.isEmpty())
            selectRows(rows);
    }
    restoreScroll();
    hover(-1);
    if (rows.size() != selected.size())
        Q_EMIT q.selectedKeysChanged();
}

void TokenTable::Private::restoreScroll()
{
    const Question now = questionOf(filter);
    const bool isNewQuestion = !(now == question);
    question = now;
    const int currentRow = current ? filter.rowOf(*current) : -1;
    // Until then the scroll bar still speaks of the rows there were.
    q.executeDelayedItemsLayout();
    QScrollBar *bar = q.verticalScrollBar();
    if (currentRow >= 0 && isCurrentAnchor) {
        const int y = currentRow * q.verticalHeader()->defaultSectionSize();
        bar->setValue(q.verticalScrollMode() == ScrollPerPixel
                ? y - currentY
                : currentRow - currentY / q.verticalHeader()->defaultSectionSize());
    } else if (isNewQuestion || !top) {
        bar->setValue(0);
    } else if (const int topRow = filter.rowOf(*top); topRow >= 0) {
        q.scrollTo(filter.index(topRow, TokenModel::Name), PositionAtTop);
    }
}

void TokenTable::Private::setRowHeight()
{
    const int wanted = isCompact ? compactRow : normalRow;
    const int least = q.fontMetrics().height() + (isCompact ? 4 : 8);
    q.verticalHeader()->setMinimumSectionSize(1);
    q.verticalHeader()->setDefaultSectionSize(qMax(wanted, least));
}

void TokenTable::Private::updateRow(int row)
{
    if (row >= 0 && row < filter.rowCount())
        q.viewport()->update(0, q.rowViewportPosition(row), q.viewport()->width(), q.rowHeight(row));
}

void TokenTable::Private::hover(int row)
{
    if (row == delegate->hoveredRow())
        return;
    updateRow(delegate->hoveredRow());
    delegate->setHoveredRow(row);
    updateRow(row);
}

TokenTable::TokenTable(TokenFilter &filter, QWidget *parent)
    : QTableView(parent)
    , d(std::make_unique<Private>(*this, filter))
{
    setObjectName(QStringLiteral("tokenTable"));
    setAccessibleName(tr("Tokens"));
    d->delegate = new TokenDelegate(this);
    setItemDelegate(d->delegate);
    d->header = new TokenHeader(this);
    setHorizontalHeader(d->header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setHorizontalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setDragDropMode(NoDragDrop);

    // Before setModel(): the view must not have forgotten the selection when we note it down.
    connect(&filter, &TokenFilter::modelAboutToBeReset, this, [this] { d->remember(); });
    setModel(&filter);
    connect(&filter, &TokenFilter::modelReset, this, [this] { d->restore(); });
    d->setRowHeight();
    d->question = questionOf(filter);
    d->header->resetColumns();
    d->header->setSortIndicator(filter.sortColumn(), filter.sortOrder());
    setSortingEnabled(true);
    connect(&filter, &TokenFilter::kindsDiffer, d->header, &TokenHeader::offerKinds);
    if (filter.hasSeveralKinds())
        d->header->offerKinds();
    connect(d->header, &TokenHeader::columnsChanged, this, [this] { d->header->fit(viewport()->width()); });
    connect(this, &QTableView::doubleClicked, this,
        [this](const QModelIndex &index) { Q_EMIT keyActivated(d->filter.tokenAt(index.row()).key()); });
}

TokenTable::~TokenTable() = default;

QList<TokenKey> TokenTable::selectedKeys() const
{
    QList<TokenKey> keys;
    if (!selectionModel())
        return keys;
    QList<int> rows;
    const QItemSelection selection = selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    keys.reserve(rows.size());
    for (const int row : std::as_const(rows))
        keys.append(d->filter.tokenAt(row).key());
    return keys;
}

void TokenTable::select(const TokenKey &key)
{
    const int row = d->filter.rowOf(key);
    if (row < 0)
        return;
    const QModelIndex index = d->filter.index(row, TokenModel::Name);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

void TokenTable::setCompact(bool compact)
{
    d->isCompact = compact;
    d->setRowHeight();
}

void TokenTable::setSkeleton(bool shown)
{
    d->skeleton.setShown(shown);
}

QByteArray TokenTable::saveColumns() const
{
    return d->header->saveColumns();
}

bool TokenTable::restoreColumns(const QByteArray &state)
{
    return d->header->restoreColumns(state);
}

void TokenTable::keyboardSearch(const QString &)
{ }

void TokenTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (d->skeleton.isVisible() && d->filter.rowCount() == 0) {
        QPainter painter(viewport());
        d->skeleton.paint(painter, *d->header, verticalHeader()->defaultSectionSize());
    }
}

void TokenTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    d->header->fit(viewport()->width());
}

void TokenTable::keyPressEvent(QKeyEvent *event)
{
    const int rows = d->filter.rowCount();
    const bool isPlain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    const auto go = [this, event](int row) {
        const auto command = event->modifiers() & Qt::ShiftModifier ? QItemSelectionModel::SelectCurrent
                                                                    : QItemSelectionModel::ClearAndSelect;
        selectionModel()->setCurrentIndex(
            d->filter.index(row, TokenModel::Name), command | QItemSelectionModel::Rows);
    };
    // The view's own copying would take the text of a cell; what is copied is for the window's actions to
    // say.
    if (event->matches(QKeySequence::Copy)) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Home:
    case Qt::Key_End:
        if (rows > 0 && isPlain && !(event->modifiers() & Qt::ShiftModifier)) {
            go(event->key() == Qt::Key_Home ? 0 : rows - 1);
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid()) {
            Q_EMIT keyActivated(d->filter.tokenAt(currentIndex().row()).key());
            return;
        }
        break;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void TokenTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        if (indexAt(event->pos()).isValid())
            Q_EMIT menuRequested(event->globalPos());
    } else if (currentIndex().isValid() && selectionModel()->hasSelection()) {
        const QRect rect = visualRect(currentIndex());
        Q_EMIT menuRequested(viewport()->mapToGlobal(rect.bottomLeft()));
    }
    event->accept();
}

bool TokenTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        d->hover(rowAt(static_cast<QMouseEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave)
        d->hover(-1);
    return QTableView::viewportEvent(event);
}

void TokenTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        d->setRowHeight();
}

void TokenTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedKeysChanged();
}
