// SPDX-License-Identifier: MIT
#include "ui/abilitypage.h"

#include "session/connecttext.h"
#include "session/generationprobe.h"
#include "session/generationtext.h"
#include "session/sessions.h"
#include "ui/dialogframe.h"
#include "ui/messagebar.h"
#include "ui/noteline.h"
#include "ui/tokentext.h"
#include "ui/wizardstate.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

Tone toneOf(ConnectText::Ability::State state)
{
    switch (state) {
    case ConnectText::Ability::State::Can:
        return Tone::Good;
    case ConnectText::Ability::State::Cannot:
        return Tone::Warning;
    case ConnectText::Ability::State::NotTold:
        break;
    }
    return Tone::Muted;
}

QString targetTitle(const WizardTarget &target)
{
    return singleLine(target.organization.name.isEmpty() ? target.organization.id : target.organization.name);
}

/// An answer that speaks of the path rather than of what it names.
bool isPathGone(const AccountAbility &ability)
{
    for (const AccountAbility::Place &place : ability.places) {
        const int status = place.error ? place.error->httpStatus : 0;
        if (status == 404 || status == 405 || status == 410)
            return true;
    }
    return false;
}

} // namespace

AbilityPage::AbilityPage(WizardState &state, DialogFrame &frame)
    : WizardPage(state, frame)
    , m_generation(new QAction(this))
{
    m_generation->setObjectName(QStringLiteral("generationAction"));
    auto *box = new QWidget(this);
    box->setObjectName(QStringLiteral("abilityLines"));
    m_lines = new QVBoxLayout(box);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(box);
    layout->addStretch(1);
    connect(m_generation, &QAction::triggered, this, [this] {
        this->state().account = GenerationProbe::speaking(this->state().account, m_offered);
        AccountProbe &probe = this->state().probe;
        probe.use(this->state().account, probe.credential(), probe.proxyPassword());
        enter(true);
    });
}

QString AbilityPage::headline() const
{
    return tr("What this credential may do");
}

void AbilityPage::enter(bool isForward)
{
    if (!isForward)
        return;
    leave();
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_unanswered.clear();
    frame().setBusy(true);
    look(0);
}

void AbilityPage::look(qsizetype index)
{
    if (index >= state().targets.size()) {
        end();
        return;
    }
    const WizardTarget target = state().targets.at(index);
    JobOf<AccountAbility> *job = state().probe.findAbility(this, target.organization.id, target.workspaceIds);
    m_running = job;
    job->onFinished(this, [this, job, index, target](Result<AccountAbility> &&ability) {
        if (m_running != job)
            return; // given up
        m_running.clear();
        if (!ability) {
            addLine(tr("Stopped before everything was looked at."), int(Tone::Muted));
            end();
            return;
        }
        show(target, ability.value());
        if (isPathGone(ability.value()))
            m_unanswered = target.organization.id;
        look(index + 1);
    });
}

void AbilityPage::show(const WizardTarget &target, const AccountAbility &ability)
{
    auto *title = new QLabel(targetTitle(target), this);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    m_lines->addWidget(title);
    const auto lines = ConnectText::abilities(
        ability, {ability.account, state().probe.facts(), state().sessions.clock().nowUtc()});
    for (const ConnectText::Ability &line : lines)
        addLine(line.text, int(toneOf(line.state)));
}

void AbilityPage::addLine(const QString &text, int tone)
{
    auto *line = new NoteLine(this);
    line->setNote(Tone(tone), text);
    m_lines->addWidget(line);
}

void AbilityPage::end()
{
    const auto info = state().sessions.provider(state().account.providerKey);
    if (!m_unanswered.isEmpty() && info && !info->generations.isEmpty()) {
        askGenerations(std::exchange(m_unanswered, QString()));
        return;
    }
    frame().setBusy(false);
    frame().primaryButton()->setFocus();
}

void AbilityPage::askGenerations(const QString &organizationId)
{
    JobOf<GenerationReport> *job = state().probe.findGenerations(this, organizationId);
    m_running = job;
    job->onFinished(this, [this, job](Result<GenerationReport> &&report) {
        if (m_running != job)
            return;
        m_running.clear();
        if (report)
            offerGeneration(report.value());
        end();
    });
}

void AbilityPage::offerGeneration(const GenerationReport &report)
{
    const QString spoken = state().account.generation;
    const QString sentence = GenerationText::sentence(report, spoken);
    m_offered = GenerationText::offer(report, spoken);
    if (sentence.isEmpty())
        return;
    frame().messageBar().showText(MessageBar::Tone::Warning, sentence);
    if (m_offered.isEmpty())
        return;
    m_generation->setText(tr("Use %1").arg(m_offered));
    frame().messageBar().setActions({m_generation});
}

void AbilityPage::leave()
{
    (void)stop();
    m_running.clear();
    frame().setBusy(false);
}

bool AbilityPage::stop()
{
    if (!m_running)
        return false;
    m_running->abort();
    return true;
}

void AbilityPage::focusFirst()
{
    frame().primaryButton()->setFocus();
}
