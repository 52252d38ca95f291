// SPDX-License-Identifier: MIT
#pragma once

#include "core/job.h"
#include "session/accountability.h"
#include "session/generationreport.h"
#include "ui/wizardpage.h"
#include "ui/wizardtarget.h"

#include <QPointer>

class QAction;
class QVBoxLayout;

/// What the credential may do in each chosen organization, and why not more, as far as reading tells. Offers
/// another generation of the API where the server no longer answers the chosen one. objectNames
/// "abilityLines", "generationAction".
class AbilityPage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AbilityPage)

public:
    AbilityPage(WizardState &state, DialogFrame &frame);

    [[nodiscard]] QString headline() const override;
    [[nodiscard]] QString busyVerb() const override { return tr("Looking…"); }
    void enter(bool isForward) override;
    void leave() override;
    bool stop() override;
    [[nodiscard]] bool finish() override { return !m_running; }
    void focusFirst() override;

private:
    void look(qsizetype index);
    void show(const WizardTarget &target, const AccountAbility &ability);
    void addLine(const QString &text, int tone);
    void askGenerations(const QString &organizationId);
    void offerGeneration(const GenerationReport &report);
    void end();

    QVBoxLayout *m_lines;
    QAction *m_generation;
    QString m_offered; ///< a generation's key
    QString m_unanswered; ///< an organization whose token path is not there; empty = none
    QPointer<Job> m_running;
};
