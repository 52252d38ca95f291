// SPDX-License-Identifier: MIT
#include "ui/updateflows.h"

#include "session/updatecheck.h"
#include "session/updatetext.h"
#include "ui/tokenpane.h"

#include <QAction>
#include <QDesktopServices>
#include <QMenu>

#include <utility>

UpdateFlows::UpdateFlows(
    UpdateCheck &check, TokenPane &pane, QMenu &menu, QAction *before, UpdatePace pace, QObject *parent)
    : QObject(parent)
    , look(new QAction(tr("Check for &updates…"), this))
    , weekly(new QAction(tr("Check &weekly"), this))
    , m_check(check)
    , m_pane(pane)
    , m_accept(new QAction(tr("Look weekly"), this))
    , m_decline(new QAction(tr("Do not look"), this))
    , m_open(new QAction(tr("Open its page"), this))
{
    look->setObjectName(QStringLiteral("checkForUpdatesAction"));
    look->setMenuRole(QAction::ApplicationSpecificRole);
    weekly->setObjectName(QStringLiteral("checkWeeklyAction"));
    weekly->setToolTip(tr("Looks once a week whether a newer version exists, and says so"));
    weekly->setCheckable(true);
    weekly->setChecked(m_check.wish() == UpdateCheck::Wish::Wanted);
    m_accept->setObjectName(QStringLiteral("lookWeeklyAction"));
    m_decline->setObjectName(QStringLiteral("doNotLookAction"));
    m_open->setObjectName(QStringLiteral("openReleasePageAction"));
    menu.insertActions(before, {look, weekly});
    menu.insertSeparator(before);

    connect(look, &QAction::triggered, this, [this] { start(Asker::Person); });
    connect(weekly, &QAction::triggered, this, &UpdateFlows::answer);
    connect(m_accept, &QAction::triggered, this, [this] { answer(true); });
    connect(m_decline, &QAction::triggered, this, [this] { answer(false); });
    connect(m_open, &QAction::triggered, this, &UpdateFlows::openPage);
    connect(&m_timer, &QTimer::timeout, this, [this, pace] {
        m_timer.setInterval(pace.every);
        think();
    });
    m_timer.start(pace.first);
}

void UpdateFlows::think()
{
    const bool isSilent = !m_bar || m_bar->isHidden();
    if (m_check.isDue() && isSilent)
        start(Asker::Week);
    else if (isSilent && m_check.isTimeToAsk())
        ask();
}

void UpdateFlows::ask()
{
    show(MessageBar::Tone::Info,
        tr("Tokenry can look once a week whether a newer version exists. It reads one file from %1 and sends "
           "nothing of yours; nothing is installed by itself.")
            .arg(m_check.source().address.host()),
        {}, {m_accept, m_decline});
    m_isAsking = true;
}

void UpdateFlows::answer(bool isWanted)
{
    m_check.setWish(isWanted);
    weekly->setChecked(isWanted);
    if (m_isAsking && m_bar)
        m_bar->clear();
    m_isAsking = false;
    if (isWanted)
        think();
}

void UpdateFlows::start(Asker asker)
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    look->setEnabled(false);
    if (asker == Asker::Person)
        show(MessageBar::Tone::Info, tr("Looking for a newer version…"));
    m_check.look(this)->onFinished(this, [this, asker](Result<UpdateFinding> &&result) {
        m_isLooking = false;
        look->setEnabled(true);
        tell(asker, std::move(result));
    });
}

void UpdateFlows::tell(Asker asker, Result<UpdateFinding> &&result)
{
    if (result)
        tellFinding(asker, result.value());
    else
        tellTrouble(asker, result.error());
}

void UpdateFlows::tellFinding(Asker asker, const UpdateFinding &finding)
{
    const UpdateText text = describeUpdate(finding, m_check.ownVersion(), m_check.source().address);
    if (finding.state == UpdateFinding::State::NotBelieved)
        show(MessageBar::Tone::Warning, text.sentence, text.details);
    else if (finding.state == UpdateFinding::State::Newer
        && (asker == Asker::Person || !m_check.wasToldOf(finding.notice.version)))
        tellNewer(finding.notice);
    else if (asker == Asker::Person)
        show(MessageBar::Tone::Info, text.sentence);
}

void UpdateFlows::tellTrouble(Asker asker, const Error &error)
{
    // A week has many hours with a network; what is not for want of one is told at once.
    const bool isPassing = error.kind == Error::Kind::Network || error.kind == Error::Kind::Timeout
        || error.kind == Error::Kind::Proxy || error.kind == Error::Kind::Server
        || error.kind == Error::Kind::RateLimited;
    if (asker == Asker::Week && isPassing && !m_check.isOverdue())
        return;
    const UpdateText text = describeUpdateTrouble(error, m_check.source().address);
    show(MessageBar::Tone::Warning, text.sentence, text.details);
}

void UpdateFlows::tellNewer(const UpdateNotice &notice)
{
    const UpdateFinding finding{UpdateFinding::State::Newer, notice, UpdateDoubt::None};
    m_open->setToolTip(notice.page.toString());
    show(MessageBar::Tone::Info,
        describeUpdate(finding, m_check.ownVersion(), m_check.source().address).sentence, {}, {m_open});
    m_newer = notice;
}

void UpdateFlows::openPage()
{
    const QUrl page = m_newer.page;
    if (!QDesktopServices::openUrl(page))
        show(
            MessageBar::Tone::Warning, tr("No browser could be opened. The page is %1").arg(page.toString()));
}

void UpdateFlows::closed()
{
    if (m_isAsking)
        answer(false);
    if (!m_newer.version.isNull())
        m_check.setToldOf(m_newer.version);
    m_newer = {};
}

void UpdateFlows::show(
    MessageBar::Tone tone, const QString &text, const QString &details, const QList<QAction *> &actions)
{
    if (!m_bar) {
        m_bar = m_pane.makeNewsBar();
        connect(m_bar, &MessageBar::closed, this, &UpdateFlows::closed);
    }
    m_isAsking = false;
    m_newer = {};
    m_bar->setActions(actions);
    m_bar->showText(tone, text, details);
}
