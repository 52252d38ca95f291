// SPDX-License-Identifier: MIT
#include "ui/tokenpane.h"

#include "session/errortext.h"
#include "session/generationreport.h"
#include "session/generationtext.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/tokenfilter.h"
#include "ui/tokentable.h"
#include "ui/visibleroles.h"

#include <QAction>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace {

using namespace std::chrono_literals;

constexpr auto wantedLife = 3s; // a row that is not there by then is filtered out

template <class Predicate>
bool anyOf(const QList<Session *> &sessions, Predicate predicate)
{
    return std::any_of(sessions.begin(), sessions.end(), predicate);
}

bool isLoading(const Session *session)
{
    return session->state() == Session::State::Loading || session->state() == Session::State::Idle;
}

} // namespace

TokenPane::TokenPane(Sessions &sessions, TokenFilter &filter, QWidget *parent)
    : QWidget(parent)
    , m_sessions(sessions)
    , m_filter(filter)
    , m_bar(new MessageBar(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new TokenTable(filter, this))
    , m_barAction(new QAction(this))
    , m_barRetry(new QAction(tr("Retry"), this))
    , m_refreshTimer(new QTimer(this))
    , m_wantedTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("tokenPane"));
    m_bar->setObjectName(QStringLiteral("listingBar"));
    m_barAction->setObjectName(QStringLiteral("listingBarAction"));
    m_stack->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);

    m_wantedTimer->setSingleShot(true);
    m_wantedTimer->setInterval(wantedLife);
    m_refreshTimer->setSingleShot(true);
    m_refreshTimer->setInterval(0);
    connect(m_refreshTimer, &QTimer::timeout, this, &TokenPane::refresh);
    connect(m_barAction, &QAction::triggered, this, &TokenPane::actOnBar);
    m_barRetry->setObjectName(QStringLiteral("barRetryAction"));
    connect(m_barRetry, &QAction::triggered, this, [this] { helpFailed({}); });
    connect(m_bar, &MessageBar::closed, this, [this] {
        if (m_hasNotice)
            m_hasNotice = false;
        else
            m_closedTrouble = m_shownTrouble;
        m_shownTrouble.reset();
        refreshLater();
    });
    connect(&m_filter, &TokenFilter::modelReset, this, &TokenPane::refreshLater);
    connect(&m_filter, &TokenFilter::countsChanged, this, &TokenPane::refreshLater);
    for (Session *session : m_sessions.all())
        watch(session);
    connect(&m_sessions, &Sessions::added, this, [this](Session *session) {
        watch(session);
        refreshLater();
    });
    connect(&m_sessions, &Sessions::removed, this, &TokenPane::refreshLater);
}

TokenPane::~TokenPane() = default;

void TokenPane::watch(Session *session)
{
    connect(session, &Session::stateChanged, this, [this] {
        if (!anyOf(m_sessions.all(), isLoading))
            m_filter.showArrived();
        refreshLater();
    });
}

void TokenPane::refreshLater()
{
    if (isVisible())
        m_refreshTimer->start();
    else
        m_isStale = true;
}

void TokenPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // At once, so that nothing is painted that is of no use a moment later.
    if (std::exchange(m_isStale, false))
        refresh();
}

void TokenPane::showNotice(
    MessageBar::Tone tone, const QString &text, const QString &details, QAction *action)
{
    m_hasNotice = true;
    m_shownTrouble.reset();
    m_bar->setAction(action);
    m_bar->setClosable(true);
    m_bar->showText(tone, text, details);
}

MessageBar *TokenPane::makeNewsBar()
{
    auto *bar = new MessageBar(this);
    bar->setObjectName(QStringLiteral("newsBar"));
    qobject_cast<QVBoxLayout *>(layout())->insertWidget(layout()->indexOf(m_stack), bar);
    return bar;
}

void TokenPane::refresh()
{
    const ListingTrouble trouble = listingTrouble(m_sessions.all());
    refreshTable();
    refreshBar(trouble);
    selectWanted();
}

void TokenPane::select(const TokenKey &key)
{
    m_wanted = key;
    m_wantedTimer->start();
    selectWanted();
}

void TokenPane::selectWanted()
{
    if (!m_wantedTimer->isActive() || m_filter.rowOf(m_wanted) < 0)
        return;
    m_wantedTimer->stop();
    m_table->select(m_wanted);
}

QList<Session *> TokenPane::shownSessions() const
{
    if (m_filter.account().isEmpty())
        return m_sessions.all();
    Session *session = m_sessions.find(m_filter.account());
    return session ? QList<Session *>{session} : QList<Session *>{};
}

bool TokenPane::isFirstLoading() const
{
    return m_filter.rowCount() == 0 && anyOf(shownSessions(), isLoading);
}

void TokenPane::refreshTable()
{
    const bool hasRows = m_filter.rowCount() > 0;
    m_emptiness = hasRows ? Emptiness{} : emptiness();
    const bool isLoadingFirst = !hasRows && m_emptiness.content.headline.isEmpty();
    m_table->setSkeleton(isLoadingFirst);
    if (hasRows && !m_visibleRoles)
        m_visibleRoles = std::make_unique<VisibleRoles>(*m_table, m_filter, m_sessions);
    if (hasRows || isLoadingFirst) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    if (!m_empty) {
        m_empty = new EmptyState(this);
        m_stack->addWidget(m_empty);
        connect(m_empty, &EmptyState::pressed, this, &TokenPane::actOnEmptiness);
    }
    m_empty->setContent(m_emptiness.content);
    m_stack->setCurrentWidget(m_empty);
}

TokenPane::Emptiness TokenPane::emptiness() const
{
    const QList<Session *> shown = shownSessions();
    if (shown.isEmpty()) {
        return {{Glyph::Account, tr("No accounts yet"),
                    tr("Add an account of a provider to see and manage its API tokens here."),
                    tr("Add account…")},
            Help::AddAccount, {}};
    }
    const int hidden =
        m_filter.account().isEmpty() ? m_filter.totalCount() : m_filter.countOfAccount(m_filter.account());
    if (hidden > 0) {
        return {
            {Glyph::Search, tr("Nothing fits"),
                tr("The search and the chosen view hide %Ln token(s).", nullptr, hidden), tr("Clear filter")},
            Help::ClearFilter, {}};
    }
    return emptinessOf(shown);
}

TokenPane::Emptiness TokenPane::emptinessOf(const QList<Session *> &shown) const
{
    if (anyOf(shown, isLoading))
        return {};
    const ListingTrouble trouble = listingTrouble(shown);
    if (!trouble.failedAccountIds.isEmpty()) {
        const bool isOne = trouble.failedAccountIds.size() == 1;
        if (!trouble.movedAccountId.isEmpty()) {
            return {
                {Glyph::Warning,
                    tr("%1 could not be listed").arg(m_sessions.find(trouble.movedAccountId)->account().name),
                    tr("Its tokens appear here as soon as that works."), trouble.otherGenerationAct},
                Help::ChangeGeneration, trouble.movedAccountId};
        }
        const Session *session = m_sessions.find(trouble.failedAccountIds.first());
        if (!trouble.wayAccountId.isEmpty()) {
            return {{Glyph::Warning, tr("%1 could not be listed").arg(session->account().name),
                        tr("Its tokens appear here as soon as that works."), tr("Edit account…")},
                Help::EditWay, trouble.wayAccountId};
        }
        return {{Glyph::Warning,
                    isOne ? tr("%1 could not be listed").arg(session->account().name)
                          : tr("%Ln account(s) could not be listed", nullptr,
                              int(trouble.failedAccountIds.size())),
                    tr("Its tokens appear here as soon as that works."),
                    trouble.refusedAccountId.isEmpty() ? tr("Retry") : tr("Sign in…")},
            Help::Retry, trouble.refusedAccountId};
    }
    if (!trouble.lockedAccountIds.isEmpty()) {
        const QString accountId = trouble.lockedAccountIds.first();
        const QString name = m_sessions.find(accountId)->account().name;
        return {{Glyph::Lock, tr("Sign in to %1").arg(name),
                    tr("Credentials are kept in memory only, so this one is needed again."), tr("Sign in…")},
            Help::SignIn, accountId};
    }
    const bool canCreate =
        anyOf(shown, [](const Session *session) { return session->capabilities().create.possible; });
    const QString where = shown.size() == 1
        ? tr("The provider lists no token for %1.").arg(shown.first()->account().name)
        : tr("The providers list no token for your accounts.");
    return {{Glyph::Key, tr("No tokens here"), where, canCreate ? tr("New token…") : QString()}, Help::Create,
        {}};
}

void TokenPane::refreshBar(const ListingTrouble &trouble)
{
    if (m_hasNotice)
        return;
    const bool isFailure = !trouble.failedAccountIds.isEmpty();
    // The button in the empty middle says the same as a bar about missing credentials would.
    const bool isToldBelow = !isFailure && (m_emptiness.help == Help::SignIn || isFirstLoading());
    const bool isOnlyExplanation = isFailure
        && (m_emptiness.help == Help::Retry || m_emptiness.help == Help::EditWay
            || m_emptiness.help == Help::ChangeGeneration);
    if (trouble.isEmpty())
        m_closedTrouble.reset();
    const bool wasClosed = m_closedTrouble == trouble && !isOnlyExplanation;
    const bool isHidden = trouble.isEmpty() || wasClosed || isToldBelow;
    if (isHidden) {
        m_shownTrouble.reset();
        m_bar->clear();
        return;
    }
    m_bar->setClosable(!isOnlyExplanation);
    if (m_shownTrouble == trouble)
        return;
    m_shownTrouble = trouble;
    m_barAction->setText(isFailure && trouble.refusedAccountId.isEmpty() ? tr("Retry") : tr("Sign in…"));
    if (!trouble.movedAccountId.isEmpty())
        m_barAction->setText(trouble.otherGenerationAct);
    if (trouble.wayAccountId.isEmpty()) {
        m_bar->setAction(m_barAction);
    } else {
        m_barAction->setText(tr("Edit account…"));
        m_bar->setActions({m_barAction, m_barRetry});
    }
    m_bar->showText(
        isFailure ? MessageBar::Tone::Warning : MessageBar::Tone::Info, trouble.text, trouble.details);
}

void TokenPane::actOnBar()
{
    if (!m_shownTrouble)
        return;
    if (!m_shownTrouble->movedAccountId.isEmpty())
        changeGeneration(m_shownTrouble->movedAccountId);
    else if (!m_shownTrouble->wayAccountId.isEmpty())
        Q_EMIT editWayRequested(m_shownTrouble->wayAccountId);
    else if (!m_shownTrouble->failedAccountIds.isEmpty())
        helpFailed(m_shownTrouble->refusedAccountId);
    else if (!m_shownTrouble->lockedAccountIds.isEmpty())
        Q_EMIT signInRequested(m_shownTrouble->lockedAccountIds.first());
}

void TokenPane::actOnEmptiness()
{
    switch (m_emptiness.help) {
    case Help::None:
        break;
    case Help::AddAccount:
        Q_EMIT addAccountRequested();
        break;
    case Help::SignIn:
        Q_EMIT signInRequested(m_emptiness.accountId);
        break;
    case Help::Retry:
        helpFailed(m_emptiness.accountId);
        break;
    case Help::EditWay:
        Q_EMIT editWayRequested(m_emptiness.accountId);
        break;
    case Help::ChangeGeneration:
        changeGeneration(m_emptiness.accountId);
        break;
    case Help::ClearFilter:
        Q_EMIT clearFilterRequested();
        break;
    case Help::Create:
        Q_EMIT createRequested();
        break;
    }
}

void TokenPane::changeGeneration(const QString &accountId)
{
    m_barAction->setEnabled(false);
    m_sessions.probeGenerations(this, accountId)
        ->onFinished(this, [this, accountId](Result<GenerationReport> &&report) {
            m_barAction->setEnabled(true);
            Session *session = m_sessions.find(accountId);
            if (!session || !report)
                return;
            const auto info = m_sessions.provider(session->account().providerKey);
            const auto spoken = info ? info->generation(session->account().generation) : std::nullopt;
            const QString answering = report.value().newestAnswering();
            if (!spoken || answering.isEmpty()) {
                const QString why =
                    spoken ? GenerationText::sentence(report.value(), spoken->key) : QString();
                showNotice(MessageBar::Tone::Warning,
                    why.isEmpty() ? tr("Which API the service of %1 answers could not be found out.")
                                        .arg(session->account().name)
                                  : why);
            } else if (answering == spoken->key) {
                session->refresh();
            } else {
                const QString name = session->account().name;
                m_sessions.useGeneration(accountId, answering);
                showNotice(MessageBar::Tone::Info, tr("%1 uses the API %2 now.").arg(name, answering));
            }
        });
}

void TokenPane::helpFailed(const QString &refusedAccountId)
{
    // The same credential would be refused again.
    if (!refusedAccountId.isEmpty()) {
        Q_EMIT signInRequested(refusedAccountId);
        return;
    }
    const ListingTrouble trouble = listingTrouble(m_sessions.all());
    for (const QString &accountId : trouble.failedAccountIds)
        m_sessions.find(accountId)->refresh();
}
