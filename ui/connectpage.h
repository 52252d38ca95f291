// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"
#include "core/job.h"
#include "session/connecttrouble.h"
#include "ui/wizardpage.h"
#include "ui/wizardtarget.h"

#include <QPointer>

struct Account;
class FieldForm;
class PlaceTree;
class QAction;
class QLineEdit;
class QPushButton;

/// Connects: asks the service for the organizations that the credential sees, offers them and their
/// workspaces by name, and says what went wrong with one button that may help. Ids can always be typed.
/// objectNames "typeIdsButton", "typedOrganizationField", "typedWorkspacesField", "remedyAction"; the rest is
/// PlaceTree's.
class ConnectPage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectPage)

public:
    ConnectPage(WizardState &state, DialogFrame &frame);

    [[nodiscard]] QString headline() const override;
    [[nodiscard]] QString busyVerb() const override { return tr("Connecting…"); }
    void enter(bool isForward) override;
    void leave() override;
    bool stop() override;
    [[nodiscard]] bool finish() override;
    void focusFirst() override;

private:
    void connectNow();
    void showOrganizations(const QList<Organization> &organizations);
    void loadWorkspaces(const QString &organizationId);
    void showTrouble(const ConnectTrouble &trouble);
    void remedy();
    /// Connects once more, in another way.
    void useWay(const Account &account);
    void chooseCaFile();
    void typeIds();
    [[nodiscard]] QList<WizardTarget> typedTargets() const;
    [[nodiscard]] ConnectTrouble troubleOf(const Error &error, const QString &organizationId) const;

    PlaceTree *m_tree;
    QPushButton *m_typeIds;
    FieldForm *m_typed;
    QLineEdit *m_organization;
    QLineEdit *m_workspaces;
    QAction *m_remedy;
    ConnectTrouble m_trouble;
    QPointer<Job> m_running;
    QList<QPointer<Job>> m_loading; ///< lists of workspaces
};
