// SPDX-License-Identifier: MIT
#include "ui/activitytable.h"

#include "ui/activitydelegate.h"
#include "ui/icons.h"
#include "ui/tokentext.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace {

/// Of the ends that are common, so that they are read without a tooltip.
QString longestOutcome()
{
    JournalOperation operation;
    operation.state = OperationState::Resolved;
    operation.events.append(JournalEvent());
    QString longest;
    for (const Finding finding : {Finding::RotatedSecretLost, Finding::CreatedSecretLost}) {
        operation.events.last().details.finding = finding;
        const QString word = OperationText::outcome(operation, false).word;
        if (word.size() > longest.size())
            longest = word;
    }
    return longest;
}

constexpr int normalRow = 28;
constexpr int headerHeight = 30;
constexpr int cellPadding = 20;
constexpr int shapeRoom = 18;
constexpr int smallestToken = 100;

/// What should fit into a column at the first look; nothing for the column that takes the rest.
QString sampleOf(int column)
{
    switch (column) {
    case ActivityModel::Time:
        return momentExact(Moment::at(QDateTime({2028, 12, 28}, {20, 58, 58}, Qt::UTC)));
    case ActivityModel::AccountColumn:
        return QStringLiteral("Acme production");
    case ActivityModel::What:
        return OperationText::verb(OperationVerb::Detach);
    case ActivityModel::Outcome:
        return longestOutcome();
    case ActivityModel::RequestId:
        return QString(18, u'0');
    default:
        return {};
    }
}

} // namespace

ActivityTable::ActivityTable(ActivityModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new ActivityDelegate(this))
{
    setObjectName(QStringLiteral("activityTable"));
    setAccessibleName(tr("Activity"));
    setItemDelegate(m_delegate);
    setModel(&model);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setFixedHeight(std::max(headerHeight, horizontalHeader()->sizeHint().height()));
    horizontalHeader()->setMinimumSectionSize(48);
    horizontalHeader()->setAccessibleName(tr("Columns"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
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
    setMeasures();
    addCopyActions();
    // A person's own width stays; the rest goes on filling the table.
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column != ActivityModel::TokenColumn)
            fit();
    });
}

void ActivityTable::addCopyActions()
{
    const auto add = [this](const QString &name, const QString &text, const QKeySequence &key, auto value) {
        auto *action = new QAction(glyphIcon(Glyph::Copy), text, this);
        action->setObjectName(name);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, value] {
            if (currentIndex().isValid())
                QGuiApplication::clipboard()->setText(value());
        });
        addAction(action);
    };
    add(QStringLiteral("copyRowAction"), tr("&Copy row"), QKeySequence(QKeySequence::Copy), [this] {
        QStringList cells;
        for (int column = 0; column < ActivityModel::ColumnCount; ++column)
            cells.append(textAt(column));
        return cells.join(u'\t');
    });
    add(QStringLiteral("copyRequestIdAction"), tr("Copy &request id"),
        QKeySequence(QStringLiteral("Ctrl+Shift+C"), QKeySequence::PortableText),
        [this] { return textAt(ActivityModel::RequestId); });
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

QString ActivityTable::textAt(int column) const
{
    return currentIndex().siblingAtColumn(column).data(Qt::DisplayRole).toString();
}

QString ActivityTable::currentOperationId() const
{
    return m_model.operationIdAt(currentIndex().row());
}

void ActivityTable::setMeasures()
{
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(std::max(normalRow, fontMetrics().height() + 8));
    for (int column = 0; column < ActivityModel::ColumnCount; ++column) {
        const int shape = column == ActivityModel::Outcome ? shapeRoom : 0;
        const QString sample = sampleOf(column);
        if (!sample.isEmpty())
            horizontalHeader()->resizeSection(
                column, fontMetrics().horizontalAdvance(sample) + cellPadding + shape);
    }
    fit();
}

void ActivityTable::fit()
{
    int others = 0;
    for (int column = 0; column < ActivityModel::ColumnCount; ++column)
        others += column == ActivityModel::TokenColumn ? 0 : horizontalHeader()->sectionSize(column);
    horizontalHeader()->resizeSection(
        ActivityModel::TokenColumn, std::max(smallestToken, viewport()->width() - others));
}

void ActivityTable::hover(int row)
{
    if (row == m_delegate->hoveredRow())
        return;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

void ActivityTable::keyboardSearch(const QString &)
{ }

void ActivityTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void ActivityTable::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    const bool isEdge = event->key() == Qt::Key_Home || event->key() == Qt::Key_End;
    if (isPlain && isEdge && m_model.rowCount() > 0) {
        const int row = event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1;
        setCurrentIndex(m_model.index(row, 0));
        return;
    }
    QTableView::keyPressEvent(event);
}

bool ActivityTable::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        hover(rowAt(static_cast<QMouseEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave)
        hover(-1);
    return QTableView::viewportEvent(event);
}

void ActivityTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        setMeasures();
}

void ActivityTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentOperationChanged();
}
