// SPDX-License-Identifier: MIT
#include "ui/statusarea.h"

#include "session/listingage.h"
#include "session/openquestions.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "session/vaultdoor.h"
#include "ui/icons.h"
#include "ui/tokenfilter.h"
#include "ui/tokentext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QStatusTipEvent>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace {

using namespace std::chrono_literals;

constexpr auto reportLife = 10s;
constexpr auto refreshPause = 30ms; // pages arrive faster than anyone reads
constexpr int progressWidth = 96;

QString number(qint64 count)
{
    return QLocale().toString(count);
}

QToolButton *flatButton(const QString &name, Glyph glyph, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(glyphIcon(glyph));
    button->setIconSize({16, 16});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

StatusArea::StatusArea(Sessions &sessions, OpenQuestions &questions, VaultDoor &door, TokenFilter &filter,
    QAction *cancel, QWidget *parent)
    : QWidget(parent)
    , m_sessions(sessions)
    , m_questions(questions)
    , m_door(door)
    , m_filter(filter)
    , m_text(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
    , m_unanswered(flatButton(QStringLiteral("unansweredButton"), Glyph::Warning, this))
    , m_unclaimed(flatButton(QStringLiteral("unclaimedButton"), Glyph::Key, this))
    , m_vault(flatButton(QStringLiteral("vaultButton"), Glyph::Lock, this))
    , m_refreshTimer(new QTimer(this))
    , m_reportTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("statusArea"));
    m_text->setObjectName(QStringLiteral("statusText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setMinimumWidth(80);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setObjectName(QStringLiteral("listingProgress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(progressWidth, 8);
    m_progress->setAccessibleName(tr("Loading"));
    m_cancel->setDefaultAction(cancel);
    m_cancel->setObjectName(QStringLiteral("cancelListingButton"));
    m_cancel->setAutoRaise(true);
    m_cancel->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 4, 2);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    layout->addWidget(m_unanswered);
    layout->addWidget(m_unclaimed);
    layout->addWidget(m_vault);

    m_refreshTimer->setSingleShot(true);
    m_refreshTimer->setInterval(refreshPause);
    connect(m_refreshTimer, &QTimer::timeout, this, &StatusArea::refresh);
    m_reportTimer->setSingleShot(true);
    m_reportTimer->setInterval(reportLife);
    connect(m_reportTimer, &QTimer::timeout, this, [this] { report({}); });
    connect(m_vault, &QToolButton::clicked, this, [this] {
        if (m_door.canBeDurable())
            Q_EMIT vaultRequested();
        else
            Q_EMIT explanationRequested(memoryOnlyText());
    });
    connect(&m_door, &VaultDoor::changed, this, &StatusArea::refreshVault);
    connect(m_unclaimed, &QToolButton::clicked, this, &StatusArea::openUnclaimed);
    connect(m_unanswered, &QToolButton::clicked, this, &StatusArea::questionsRequested);
    connect(&m_questions, &OpenQuestions::changed, this, &StatusArea::refreshQuestions);
    connect(&m_sessions.safekeeper(), &Safekeeper::changed, this, &StatusArea::refreshUnclaimed);
    connect(&m_filter, &TokenFilter::modelReset, this, &StatusArea::refreshLater);
    connect(&m_filter, &TokenFilter::countsChanged, this, &StatusArea::refreshLater);
    for (Session *session : m_sessions.all())
        watch(session);
    connect(&m_sessions, &Sessions::added, this, &StatusArea::watch);
    connect(&m_sessions, &Sessions::removed, this, &StatusArea::refreshLater);
    refresh();
    refreshUnclaimed();
    refreshQuestions();
    refreshVault();
}

void StatusArea::watch(Session *session)
{
    connect(session, &Session::stateChanged, this, [this] {
        m_waiting.clear();
        refreshLater();
    });
    connect(session, &Session::recalled, this, &StatusArea::refreshLater);
    connect(session, &Session::progressChanged, this, [this] {
        m_waiting.clear();
        refreshLater();
    });
    connect(session, &Session::waiting, this, [this, session](int, std::chrono::milliseconds wait) {
        const auto seconds = std::max<qint64>(1, std::chrono::ceil<std::chrono::seconds>(wait).count());
        m_waiting = tr("%1 waits %Ln second(s) before it is tried again", nullptr, int(seconds))
                        .arg(session->account().name);
        refreshLater();
    });
    refreshLater();
}

void StatusArea::refreshLater()
{
    if (!m_refreshTimer->isActive())
        m_refreshTimer->start();
}

void StatusArea::refresh()
{
    refreshProgress();
    elide();
}

QString StatusArea::countText() const
{
    const int shown = m_filter.rowCount();
    const int total = m_filter.totalCount();
    if (shown != total)
        return tr("%1 of %Ln token(s)", nullptr, total).arg(number(shown));
    return tr("%Ln token(s)", nullptr, total);
}

QString StatusArea::ageText() const
{
    QList<const Session *> old;
    for (const Session *session : m_sessions.all()) {
        if (session->hasEarlierRows())
            old.append(session);
    }
    if (old.isEmpty())
        return {};
    const QDateTime now = m_sessions.clock().nowUtc();
    if (old.size() == 1)
        return tr("%1: list %2")
            .arg(old.first()->account().name, ListingAge::text(old.first()->listedAt(), now));
    const auto oldest = std::min_element(old.cbegin(), old.cend(),
        [](const Session *one, const Session *other) { return one->listedAt() < other->listedAt(); });
    return tr("%Ln list(s) of an earlier run, the oldest %1", nullptr, int(old.size()))
        .arg(ListingAge::text((*oldest)->listedAt(), now));
}

QString StatusArea::progressText(const QList<const Session *> &loading) const
{
    if (!m_waiting.isEmpty())
        return m_waiting;
    if (loading.size() > 1) {
        return tr("loading %Ln account(s)", nullptr, int(loading.size()));
    }
    const Session *session = loading.first();
    const ListingProgress progress = session->progress();
    if (progress.pagesPlanned > 1) {
        return tr("loading %1 (page %2 of %3)")
            .arg(session->account().name, number(progress.pagesDone), number(progress.pagesPlanned));
    }
    return tr("loading %1").arg(session->account().name);
}

void StatusArea::refreshProgress()
{
    QList<const Session *> loading;
    qint64 loaded = 0;
    qint64 total = 0;
    bool isTotalKnown = true;
    for (const Session *session : m_sessions.all()) {
        if (session->state() != Session::State::Loading)
            continue;
        loading.append(session);
        loaded += session->progress().loaded;
        total += session->progress().total;
        isTotalKnown = isTotalKnown && session->progress().total >= 0;
    }
    m_progress->setVisible(!loading.isEmpty());
    m_cancel->setVisible(!loading.isEmpty());
    m_state = m_sessions.all().isEmpty() ? QString() : countText();
    if (const QString age = ageText(); !age.isEmpty())
        m_state += QStringLiteral(" · ") + age;
    if (loading.isEmpty())
        return;
    // Scaled to per mille: a QProgressBar counts in int.
    m_progress->setRange(0, isTotalKnown && total > 0 ? 1000 : 0);
    m_progress->setValue(total > 0 ? int(std::min<qint64>(1000, loaded * 1000 / total)) : 0);
    m_state += QStringLiteral(" · ") + progressText(loading);
    if (isTotalKnown && total > 0)
        m_state += QStringLiteral(" · ") + tr("%1 of %2").arg(number(loaded), number(total));
}

void StatusArea::refreshUnclaimed()
{
    const qsizetype count = m_sessions.safekeeper().waiting().size();
    m_unclaimed->setVisible(count > 0);
    m_unclaimed->setText(tr("%Ln unclaimed secret(s) ▸", nullptr, int(count)));
    m_unclaimed->setToolTip(tr("New token values that nobody has stored yet"));
}

QString StatusArea::memoryOnlyText() const
{
    return tr("Credentials and new token values are in memory only here. They are forgotten when the program "
              "ends, and asked for again at the next start.");
}

void StatusArea::refreshVault()
{
    const VaultDoor::State state = m_door.state();
    m_vault->setVisible(state != VaultDoor::State::Open);
    QString tip;
    switch (state) {
    case VaultDoor::State::Open:
        return;
    case VaultDoor::State::Locked:
        m_vault->setText(tr("Secrets are locked"));
        tip = tr("Unlock the vault to sign in to your accounts and to reach values you have not stored yet.");
        break;
    case VaultDoor::State::Unmade:
        m_vault->setText(tr("Secrets are in memory only"));
        tip = memoryOnlyText() + u' ' + tr("Choose where they are kept.");
        break;
    case VaultDoor::State::MemoryOnly:
        m_vault->setText(tr("Secrets are in memory only"));
        tip = memoryOnlyText();
        break;
    }
    m_vault->setToolTip(QStringLiteral("<qt>%1</qt>").arg(tip.toHtmlEscaped()));
}

void StatusArea::refreshQuestions()
{
    const qsizetype count = m_questions.all().size();
    m_unanswered->setVisible(count > 0);
    m_unanswered->setText(tr("%Ln unanswered operation(s) ▸", nullptr, int(count)));
    m_unanswered->setToolTip(tr("Operations of which it is not known whether they were done"));
}

void StatusArea::openUnclaimed()
{
    const QList<KeptSecret> waiting = m_sessions.safekeeper().waiting();
    if (waiting.size() == 1) {
        Q_EMIT secretRequested(waiting.first().id);
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("unclaimedMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const KeptSecret &kept : waiting) {
        QString name = singleLine(kept.token.name);
        name.replace(QLatin1Char('&'), QStringLiteral("&&"));
        QAction *action = menu->addAction(tr("%1 in %2…").arg(name, kept.accountName));
        connect(action, &QAction::triggered, this, [this, id = kept.id] { Q_EMIT secretRequested(id); });
    }
    menu->popup(m_unclaimed->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void StatusArea::report(const QString &sentence)
{
    m_report = sentence;
    if (!sentence.isEmpty())
        m_reportTimer->start();
    elide();
}

void StatusArea::showTip(const QString &tip)
{
    m_tip = tip;
    elide();
}

QString StatusArea::text() const
{
    if (!m_tip.isEmpty())
        return m_tip;
    if (m_report.isEmpty())
        return m_state;
    return m_state.isEmpty() ? m_report : QStringLiteral("%1 · %2").arg(m_report, m_state);
}

void StatusArea::elide()
{
    m_text->setText(m_text->fontMetrics().elidedText(text(), Qt::ElideRight, m_text->width()));
    m_text->setToolTip(text());
}

bool StatusArea::event(QEvent *event)
{
    // Tips of our own children too: the status bar would draw them beneath us.
    if (event->type() == QEvent::StatusTip) {
        showTip(static_cast<QStatusTipEvent *>(event)->tip());
        return true;
    }
    return QWidget::event(event);
}

void StatusArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    elide();
}
