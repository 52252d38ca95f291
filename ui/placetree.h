// SPDX-License-Identifier: MIT
#pragma once

#include "ui/wizardtarget.h"

#include <QWidget>

class QTreeWidget;
class QTreeWidgetItem;
class SearchField;

/// Organizations by name, with their workspaces beneath them, to tick several of; a search field narrows what
/// is shown, never what is ticked. objectNames "placeTree", "placeSearch".
class PlaceTree final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlaceTree)

public:
    explicit PlaceTree(QWidget *parent = nullptr);

    /// Replaces everything. With workspaces each organization asks for its own when it is ticked or opened.
    void setOrganizations(const QList<Organization> &organizations, bool haveWorkspaces);
    void setWorkspaces(const QString &organizationId, const QList<Workspace> &workspaces);
    /// Instead of workspaces: why there are none to choose.
    void setWorkspaceNote(const QString &organizationId, const QString &plainText);
    /// Its id while it has no name or is not listed.
    [[nodiscard]] QString organizationName(const QString &id) const;
    void tick(const QString &organizationId);
    /// As soon as they are there; ids that are not listed are passed over.
    void tickWorkspaces(const QStringList &ids) { m_wantedWorkspaces = ids; }
    /// Those ticked: an organization without a ticked workspace stands for itself.
    [[nodiscard]] QList<WizardTarget> targets() const;
    [[nodiscard]] bool isEmpty() const;
    void focusTree();

Q_SIGNALS:
    void workspacesWanted(const QString &organizationId);
    void targetsChanged();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyColours();
    void fitNotes();
    void follow(QTreeWidgetItem *item);
    void want(QTreeWidgetItem *organization);
    void search(const QString &words);
    [[nodiscard]] QTreeWidgetItem *organization(const QString &id) const;

    SearchField *m_search;
    QTreeWidget *m_tree;
    QStringList m_wantedWorkspaces;
    bool m_haveWorkspaces = false;
};
