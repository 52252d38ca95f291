// SPDX-License-Identifier: MIT
#include "ui/placetree.h"

#include "core/naturalorder.h"
#include "ui/searchfield.h"
#include "ui/theme.h"
#include "ui/tokentext.h"

#include <QResizeEvent>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int askedRole = Qt::UserRole + 1;
constexpr int nameRole = Qt::UserRole + 2;
constexpr int noteRole = Qt::UserRole + 3;
constexpr int noteMargin = 12;
constexpr int searchedFrom = 7; // with fewer entries a search only takes room
constexpr int shownRows = 7;
constexpr int rowExtent = 28;
constexpr double currentShare = 0.16; // of the accent in the current row, on which the boxes are still seen

QTreeWidgetItem *placeItem(const QString &id, const QString &name)
{
    auto *item = new QTreeWidgetItem({name.isEmpty() ? id : singleLine(name)});
    item->setData(0, idRole, id);
    item->setData(0, nameRole, name);
    item->setToolTip(0, Qt::convertFromPlainText(name.isEmpty() ? id : name + u'\n' + id));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(0, Qt::Unchecked);
    item->setSizeHint(0, QSize(0, rowExtent));
    return item;
}

template <class T>
QList<T> byName(QList<T> places)
{
    std::stable_sort(places.begin(), places.end(),
        [](const T &a, const T &b) { return compareNaturally(a.name, b.name) < 0; });
    return places;
}

bool contains(const QTreeWidgetItem *item, const QString &words)
{
    return item->text(0).contains(words, Qt::CaseInsensitive)
        || item->data(0, idRole).toString().contains(words, Qt::CaseInsensitive);
}

} // namespace

PlaceTree::PlaceTree(QWidget *parent)
    : QWidget(parent)
    , m_search(new SearchField(this))
    , m_tree(new QTreeWidget(this))
{
    m_search->setObjectName(QStringLiteral("placeSearch"));
    m_search->setPlaceholderText(tr("Search by name or id"));
    m_search->setAccessibleName(tr("Search organizations and workspaces"));
    m_search->setToolTip({}); // what it says of tokens is of no use here
    m_tree->setObjectName(QStringLiteral("placeTree"));
    m_tree->setAccessibleName(tr("Organizations and workspaces"));
    m_tree->setHeaderHidden(true);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setWordWrap(true); // of notes; a place has one line
    m_tree->setMinimumHeight(rowExtent * shownRows);
    applyColours();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    m_search->hide();
    connect(m_search, &QLineEdit::textChanged, this, &PlaceTree::search);
    connect(m_tree, &QTreeWidget::itemChanged, this, &PlaceTree::follow);
    connect(m_tree, &QTreeWidget::itemExpanded, this, &PlaceTree::want);
}

void PlaceTree::applyColours()
{
    if (isHighContrast(palette()))
        return;
    QPalette calm = palette();
    calm.setColor(
        QPalette::Highlight, mixed(calm.color(QPalette::Base), themeColours(calm).accent, currentShare));
    calm.setColor(QPalette::HighlightedText, calm.color(QPalette::Text));
    m_tree->setPalette(calm);
}

void PlaceTree::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyColours();
}

void PlaceTree::setOrganizations(const QList<Organization> &organizations, bool haveWorkspaces)
{
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    m_search->clear();
    m_haveWorkspaces = haveWorkspaces;
    m_tree->setRootIsDecorated(haveWorkspaces);
    for (const Organization &one : byName(organizations)) {
        QTreeWidgetItem *item = placeItem(one.id, one.name);
        if (haveWorkspaces)
            item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
        m_tree->addTopLevelItem(item);
    }
    m_search->setVisible(organizations.size() >= searchedFrom);
}

QTreeWidgetItem *PlaceTree::organization(const QString &id) const
{
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_tree->topLevelItem(i);
        if (item->data(0, idRole).toString().compare(id, Qt::CaseInsensitive) == 0)
            return item;
    }
    return nullptr;
}

void PlaceTree::setWorkspaces(const QString &organizationId, const QList<Workspace> &workspaces)
{
    QTreeWidgetItem *parent = organization(organizationId);
    if (!parent)
        return;
    {
        const QSignalBlocker quiet(m_tree);
        qDeleteAll(parent->takeChildren());
        for (const Workspace &one : byName(workspaces)) {
            QTreeWidgetItem *item = placeItem(one.id, one.name);
            item->setCheckState(
                0, m_wantedWorkspaces.contains(one.id, Qt::CaseInsensitive) ? Qt::Checked : Qt::Unchecked);
            parent->addChild(item);
        }
    }
    if (workspaces.size() + m_tree->topLevelItemCount() >= searchedFrom)
        m_search->show();
    parent->setExpanded(true);
    Q_EMIT targetsChanged();
}

void PlaceTree::setWorkspaceNote(const QString &organizationId, const QString &plainText)
{
    QTreeWidgetItem *parent = organization(organizationId);
    if (!parent)
        return;
    const QSignalBlocker quiet(m_tree);
    qDeleteAll(parent->takeChildren());
    auto *note = new QTreeWidgetItem({plainText});
    note->setFlags(Qt::ItemIsEnabled);
    note->setData(0, noteRole, true);
    parent->addChild(note);
    parent->setExpanded(true);
    fitNotes();
}

QString PlaceTree::organizationName(const QString &id) const
{
    const QTreeWidgetItem *item = organization(id);
    return item ? item->text(0) : id;
}

void PlaceTree::fitNotes()
{
    const QSignalBlocker quiet(m_tree);
    const int width = m_tree->viewport()->width() - 2 * m_tree->indentation() - noteMargin;
    for (QTreeWidgetItemIterator item(m_tree); *item; ++item) {
        if (!(*item)->data(0, noteRole).toBool())
            continue;
        const QRect text = m_tree->fontMetrics().boundingRect(
            QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, (*item)->text(0));
        (*item)->setSizeHint(0, QSize(0, qMax(rowExtent, text.height() + noteMargin)));
    }
}

void PlaceTree::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitNotes();
}

void PlaceTree::tick(const QString &organizationId)
{
    if (QTreeWidgetItem *item = organization(organizationId))
        item->setCheckState(0, Qt::Checked);
}

void PlaceTree::follow(QTreeWidgetItem *item)
{
    if (item->parent() && item->checkState(0) == Qt::Checked)
        item->parent()->setCheckState(0, Qt::Checked);
    else if (!item->parent() && item->checkState(0) == Qt::Checked)
        want(item);
    Q_EMIT targetsChanged();
}

void PlaceTree::want(QTreeWidgetItem *organization)
{
    if (!m_haveWorkspaces || organization->parent() || organization->data(0, askedRole).toBool())
        return;
    {
        const QSignalBlocker quiet(m_tree);
        organization->setData(0, askedRole, true);
    }
    Q_EMIT workspacesWanted(organization->data(0, idRole).toString());
}

void PlaceTree::search(const QString &words)
{
    const QString wanted = words.trimmed();
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        QTreeWidgetItem *parent = m_tree->topLevelItem(i);
        const bool isParentMeant = contains(parent, wanted);
        bool hasShownChild = false;
        for (int j = 0; j < parent->childCount(); ++j) {
            QTreeWidgetItem *item = parent->child(j);
            const bool isShown = isParentMeant || contains(item, wanted);
            item->setHidden(!isShown);
            hasShownChild = hasShownChild || isShown;
        }
        parent->setHidden(!isParentMeant && !hasShownChild);
    }
}

QList<WizardTarget> PlaceTree::targets() const
{
    QList<WizardTarget> targets;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *parent = m_tree->topLevelItem(i);
        if (parent->checkState(0) != Qt::Checked)
            continue;
        WizardTarget target{{parent->data(0, idRole).toString(), parent->data(0, nameRole).toString()}, {}};
        for (int j = 0; j < parent->childCount(); ++j) {
            const QTreeWidgetItem *item = parent->child(j);
            if (item->flags().testFlag(Qt::ItemIsUserCheckable) && item->checkState(0) == Qt::Checked)
                target.workspaceIds.append(item->data(0, idRole).toString());
        }
        targets.append(target);
    }
    return targets;
}

bool PlaceTree::isEmpty() const
{
    return m_tree->topLevelItemCount() == 0;
}

void PlaceTree::focusTree()
{
    if (!m_tree->currentItem())
        m_tree->setCurrentItem(m_tree->topLevelItem(0));
    m_tree->setFocus();
}
