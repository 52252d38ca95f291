// SPDX-License-Identifier: MIT
#include "ui/accountlist.h"

#include "session/healthtext.h"
#include "session/listingage.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/accountmark.h"
#include "ui/accountrowdelegate.h"
#include "ui/icons.h"
#include "ui/tokentext.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimer>
#include <QVBoxLayout>

#include <array>

namespace {

using namespace std::chrono_literals;
using Row = AccountRowDelegate;

constexpr auto refreshPause = 30ms; // pages arrive faster than anyone reads

struct StateWords
{
    Row::Mark mark = Row::Mark::None;
    QString text;
};

StateWords wordsFor(const Session &session)
{
    switch (session.state()) {
    case Session::State::NeedsCredential:
        return {Row::Mark::Locked, AccountList::tr("Waits for its credential")};
    case Session::State::Idle:
        return {Row::Mark::None, AccountList::tr("Not listed yet")};
    case Session::State::Loading:
        return {Row::Mark::Loading, AccountList::tr("Loading")};
    case Session::State::Ready:
        return {Row::Mark::None,
            AccountList::tr("Listed at %1")
                .arg(QLocale().toString(session.listedAt().toLocalTime(), QLocale::ShortFormat))};
    case Session::State::Incomplete:
        return {Row::Mark::Trouble, AccountList::tr("Listed in part")};
    case Session::State::Failed:
        return {Row::Mark::Trouble, AccountList::tr("Could not be listed")};
    }
    return {};
}

} // namespace

class AccountList::Private
{
public:
    Private(AccountList *self, Sessions &allSessions, TokenFilter &tokenFilter)
        : q(self)
        , sessions(allSessions)
        , filter(tokenFilter)
        , rows(new QListWidget(self))
        , addButton(new QPushButton(self))
        , refreshTimer(new QTimer(self))
    { }

    void build();
    void watch(Session *session);
    void rebuild();
    void addHeading(const QString &text);
    void addView(TokenFilter::View view, const QString &text, Glyph glyph);
    void addAccount(const Session &session);
    [[nodiscard]] QIcon tileOf(const QString &providerKey);
    void refresh();
    void refreshAccount(QListWidgetItem &item, const Session &session) const;
    void choose(const QListWidgetItem *item);
    void openMenu(const QString &accountId, const QPoint &globalPos);
    bool handleKey(int key);
    [[nodiscard]] QString currentAccountId() const;
    void markSelection();

    AccountList *const q;
    Sessions &sessions;
    TokenFilter &filter;
    QListWidget *rows;
    QPushButton *addButton;
    QTimer *refreshTimer;
    QHash<QString, QIcon> tiles; ///< by provider: one drawing for all its accounts
    TokenFilter::View view = TokenFilter::View::All;
    QString accountId;
};

AccountList::AccountList(Sessions &sessions, TokenFilter &filter, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, sessions, filter))
{
    setObjectName(QStringLiteral("accountList"));
    d->build();
    d->rebuild();
}

AccountList::~AccountList() = default;

void AccountList::Private::build()
{
    rows->setObjectName(QStringLiteral("accountRows"));
    rows->setAccessibleName(tr("Views and accounts"));
    rows->setFrameShape(QFrame::NoFrame);
    rows->setItemDelegate(new AccountRowDelegate(rows));
    rows->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rows->setMouseTracking(true);
    rows->setUniformItemSizes(false);
    rows->installEventFilter(q);
    rows->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(rows, &QWidget::customContextMenuRequested, q, [this](const QPoint &pos) {
        const QString id = currentAccountId();
        if (!id.isEmpty())
            openMenu(id, rows->viewport()->mapToGlobal(pos));
    });
    // The pane is a part of the window, not a sheet of paper.
    rows->viewport()->setAutoFillBackground(false);

    addButton->setObjectName(QStringLiteral("addAccountButton"));
    addButton->setText(tr("Add account…"));
    addButton->setIcon(glyphIcon(Glyph::Add));
    addButton->setFlat(true);
    QObject::connect(addButton, &QPushButton::clicked, q, &AccountList::addRequested);

    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(rows, 1);
    layout->addWidget(addButton, 0, Qt::AlignLeft);

    refreshTimer->setSingleShot(true);
    refreshTimer->setInterval(refreshPause);
    QObject::connect(refreshTimer, &QTimer::timeout, q, [this] { refresh(); });
    QObject::connect(
        rows, &QListWidget::currentItemChanged, q, [this](QListWidgetItem *item) { choose(item); });
    QObject::connect(&filter, &TokenFilter::countsChanged, q, [this] {
        if (!refreshTimer->isActive())
            refreshTimer->start();
    });
    for (Session *session : sessions.all())
        watch(session);
    QObject::connect(&sessions, &Sessions::added, q, [this](Session *session) {
        watch(session);
        rebuild();
    });
    QObject::connect(&sessions, &Sessions::removed, q, [this](const QString &removedId) {
        if (accountId == removedId)
            accountId.clear();
        rebuild();
    });
}

void AccountList::Private::watch(Session *session)
{
    QObject::connect(session, &Session::stateChanged, q, [this] { refreshTimer->start(); });
    QObject::connect(session, &Session::healthChanged, q, [this] { refreshTimer->start(); });
    QObject::connect(session, &Session::recalled, q, [this] { refreshTimer->start(); });
}

void AccountList::Private::rebuild()
{
    const QSignalBlocker blocker(rows);
    rows->clear();
    addHeading(tr("VIEWS"));
    addView(TokenFilter::View::All, tr("All tokens"), Glyph::Key);
    addView(TokenFilter::View::ExpiringSoon, tr("Expiring soon"), Glyph::Clock);
    addView(TokenFilter::View::Expired, tr("Expired"), Glyph::Close);
    const QList<Session *> all = sessions.all();
    if (!all.isEmpty())
        addHeading(tr("ACCOUNTS"));
    for (const Session *session : all)
        addAccount(*session);
    refresh();
    markSelection();
}

void AccountList::Private::addHeading(const QString &text)
{
    auto *item = new QListWidgetItem(text, rows);
    item->setData(Row::KindRole, int(Row::Kind::Heading));
    item->setFlags(Qt::NoItemFlags);
}

void AccountList::Private::addView(TokenFilter::View shownView, const QString &text, Glyph glyph)
{
    auto *item = new QListWidgetItem(glyphIcon(glyph), text, rows);
    item->setData(Row::KindRole, int(Row::Kind::View));
    item->setData(Row::ValueRole, int(shownView));
}

QIcon AccountList::Private::tileOf(const QString &providerKey)
{
    QIcon &tile = tiles[providerKey];
    if (tile.isNull()) {
        const std::optional<ProviderInfo> info = sessions.provider(providerKey);
        tile = providerIcon(info ? info->letter : QString());
    }
    return tile;
}

void AccountList::Private::addAccount(const Session &session)
{
    const Account &account = session.account();
    auto *item = new QListWidgetItem(tileOf(account.providerKey), singleLine(account.name), rows);
    item->setData(Row::KindRole, int(Row::Kind::Account));
    item->setData(Row::ValueRole, account.id);
    item->setData(Row::ProductionRole, account.isProduction);
    item->setData(Row::ColourRole, account.colour);
}

void AccountList::Private::refresh()
{
    const QSignalBlocker blocker(rows);
    const QLocale locale;
    for (int i = 0; i < rows->count(); ++i) {
        QListWidgetItem &item = *rows->item(i);
        const auto kind = Row::Kind(item.data(Row::KindRole).toInt());
        if (kind == Row::Kind::View) {
            const int count = filter.countOf(TokenFilter::View(item.data(Row::ValueRole).toInt()));
            item.setData(Row::CountRole, locale.toString(count));
            item.setData(Qt::AccessibleTextRole, tr("%1: %2").arg(item.text(), locale.toString(count)));
        } else if (kind == Row::Kind::Account) {
            if (const Session *session = sessions.find(item.data(Row::ValueRole).toString()))
                refreshAccount(item, *session);
        }
    }
}

void AccountList::Private::refreshAccount(QListWidgetItem &item, const Session &session) const
{
    const StateWords words = wordsFor(session);
    const int count = filter.countOfAccount(session.account().id);
    const bool isCounted = count > 0 || session.state() == Session::State::Ready;
    const QString age = session.hasEarlierRows()
        ? ListingAge::text(session.listedAt(), sessions.clock().nowUtc())
        : QString();
    // A number that was true three days ago says less than that.
    const QString countText = !age.isEmpty() ? age : isCounted ? QLocale().toString(count) : QString();
    item.setData(Row::CountRole, countText);
    item.setData(Row::MarkRole, int(words.mark));
    const AccountHealth health = session.health();
    const QDateTime now = sessions.clock().nowUtc();
    const QString brief = HealthText::isTrouble(health) ? HealthText::brief(health, now) : QString();
    if (item.data(Row::HealthRole).toString() != brief)
        item.setData(Row::HealthRole, brief);
    QStringList lines{singleLine(session.account().name), words.text};
    for (const QString &sentence : HealthText::sentences(health, session.account(), now))
        lines += singleLine(sentence);
    if (const QString tag = environmentTag(session.account()); !tag.isEmpty())
        lines.insert(1, tag);
    if (session.isPolicyListRefused())
        lines.append(tr("Policy tokens are not shown: only an owner or an administrator may list them"));
    if (!age.isEmpty())
        lines.append(tr("%Ln token(s) listed %1, not confirmed since", nullptr, count)
                         .arg(ListingAge::exact(session.listedAt())));
    item.setData(Qt::AccessibleTextRole, lines.join(tr(", ")) + QLatin1Char(' ') + countText);
    item.setToolTip(QStringLiteral("<qt>%1</qt>")
                        .arg(lines.join(QLatin1Char('\n'))
                                 .toHtmlEscaped()
                                 .replace(QLatin1Char('\n'), QStringLiteral("<br>"))));
}

void AccountList::Private::choose(const QListWidgetItem *item)
{
    if (!item)
        return;
    const auto kind = Row::Kind(item->data(Row::KindRole).toInt());
    if (kind == Row::Kind::View) {
        view = TokenFilter::View(item->data(Row::ValueRole).toInt());
        accountId.clear();
        Q_EMIT q->viewChosen(view);
    } else if (kind == Row::Kind::Account) {
        view = TokenFilter::View::All;
        accountId = item->data(Row::ValueRole).toString();
        Q_EMIT q->accountChosen(accountId);
    }
}

void AccountList::showSelection(TokenFilter::View view, const QString &accountId)
{
    d->view = view;
    d->accountId = accountId;
    d->markSelection();
}

void AccountList::Private::markSelection()
{
    const QSignalBlocker blocker(rows);
    for (int i = 0; i < rows->count(); ++i) {
        QListWidgetItem *item = rows->item(i);
        const auto kind = Row::Kind(item->data(Row::KindRole).toInt());
        const bool isView =
            kind == Row::Kind::View && accountId.isEmpty() && item->data(Row::ValueRole).toInt() == int(view);
        const bool isAccount = kind == Row::Kind::Account && !accountId.isEmpty()
            && item->data(Row::ValueRole).toString() == accountId;
        if (isView || isAccount)
            rows->setCurrentItem(item);
    }
    rows->viewport()->update();
}

QString AccountList::Private::currentAccountId() const
{
    const QListWidgetItem *item = rows->currentItem();
    if (!item || Row::Kind(item->data(Row::KindRole).toInt()) != Row::Kind::Account)
        return {};
    return item->data(Row::ValueRole).toString();
}

void AccountList::Private::openMenu(const QString &menuAccountId, const QPoint &globalPos)
{
    auto *menu = new QMenu(q);
    menu->setObjectName(QStringLiteral("accountMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto entry = [this, menu, menuAccountId](Glyph glyph, const QString &name, const QString &text,
                           void (AccountList::*wish)(const QString &)) {
        QAction *action = menu->addAction(glyphIcon(glyph), text);
        action->setObjectName(name);
        QObject::connect(action, &QAction::triggered, q, [this, menuAccountId, wish] {
            Q_EMIT(q->*wish)(menuAccountId);
        });
        return action;
    };
    const Session *session = sessions.find(menuAccountId);
    const bool isLocked = session && session->state() == Session::State::NeedsCredential;
    entry(Glyph::Refresh, QStringLiteral("menuRefresh"), tr("&Refresh"), &AccountList::refreshRequested)
        ->setEnabled(!isLocked);
    entry(Glyph::Lock, QStringLiteral("menuSignIn"), tr("&Sign in…"), &AccountList::signInRequested);
    entry(Glyph::Edit, QStringLiteral("menuEdit"), tr("&Edit…"), &AccountList::editRequested);
    menu->addSeparator();
    entry(Glyph::Close, QStringLiteral("menuRemove"), tr("Re&move…"), &AccountList::removeRequested);
    menu->popup(globalPos);
}

bool AccountList::Private::handleKey(int key)
{
    const QString id = currentAccountId();
    if (id.isEmpty())
        return false;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        Q_EMIT q->editRequested(id);
        return true;
    case Qt::Key_Delete:
        Q_EMIT q->removeRequested(id);
        return true;
    default:
        return false;
    }
}

bool AccountList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != d->rows)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress && d->handleKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    return QWidget::eventFilter(watched, event);
}
