// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "session/activity.h"
#include "session/findingtext.h"
#include "session/openquestions.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "session/tokensearch.h"
#include "session/vaultdoor.h"
#include "store/settings.h"
#include "ui/aboutdialog.h"
#include "ui/accountactions.h"
#include "ui/accountlist.h"
#include "ui/accountmark.h"
#include "ui/activitydialog.h"
#include "ui/creatorsearch.h"
#include "ui/firstlisting.h"
#include "ui/icons.h"
#include "ui/launchrequest.h"
#include "ui/profileflows.h"
#include "ui/prompts.h"
#include "ui/questionsdialog.h"
#include "ui/quitguard.h"
#include "ui/searchfield.h"
#include "ui/secretclipboard.h"
#include "ui/shortcutsdialog.h"
#include "ui/statusarea.h"
#include "ui/theme.h"
#include "ui/tokenactions.h"
#include "ui/tokendetails.h"
#include "ui/tokenfilter.h"
#include "ui/tokenflows.h"
#include "ui/tokenmodel.h"
#include "ui/tokenpane.h"
#include "ui/tokentable.h"
#include "ui/tokentext.h"
#include "ui/updateflows.h"
#include "ui/vaultflows.h"
#include "ui/windowactions.h"
#include "ui/windowbars.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDialog>
#include <QMenu>
#include <QMenuBar>
#include <QSplitter>
#include <QStatusBar>
#include <QStatusTipEvent>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace {

using namespace std::chrono_literals;

constexpr QSize firstSize{1180, 760};
constexpr QSize smallestSize{900, 560};
constexpr int accountsWidth = 200;
constexpr int detailsWidth = 304;

} // namespace

class MainWindow::Private
{
public:
    Private(MainWindow *self, Sessions &allSessions, VaultDoor &vaultDoor, Settings &appSettings,
        Prompts &appPrompts)
        : q(self)
        , sessions(allSessions)
        , door(vaultDoor)
        , settings(appSettings)
        , prompts(appPrompts)
        , clipboard(*QGuiApplication::clipboard())
        , questions(allSessions)
        , model(allSessions)
        , filter(model)
    { }

    void build();
    void buildCentre();
    void routeActions();
    void routeAccounts();
    void routeTable();
    void followSettings();
    void applySetting(Settings::Key key);
    void restore();
    void remember();

    void showSelection();
    void showAccount(const QString &accountId);
    void showView(TokenFilter::View view);
    void showScope(TokenFilter::View view, const QString &accountId);
    /// Names the account that is shown, and what it is used for.
    void showTitle();
    void copyIds();
    void openTableMenu(const QPoint &globalPos);
    void clearFilter();
    void findTokens(const QString &text);
    void openActivity();
    void openQuestions();
    void tellJudgement(const QString &operationId);
    [[nodiscard]] int valuesWaitingFor(const QString &accountId) const;
    void askToRemoveAccount(const QString &accountId);
    [[nodiscard]] std::optional<TokenKey> selectedKey() const;

    MainWindow *const q;
    Sessions &sessions;
    VaultDoor &door;
    Settings &settings;
    Prompts &prompts;
    SecretClipboard clipboard;
    OpenQuestions questions;
    std::unique_ptr<Activity> activity; ///< made when it is first looked at
    TokenModel model;
    TokenFilter filter;
    TokenActions *actions = nullptr;
    AccountActions *accountActions = nullptr;
    WindowActions *windowActions = nullptr;
    VaultFlows *vault = nullptr;
    TokenFlows *flows = nullptr;
    SearchField *search = nullptr;
    CreatorSearch *creators = nullptr; ///< made when somebody's tokens are searched for
    QSplitter *splitter = nullptr;
    AccountList *accounts = nullptr;
    TokenPane *pane = nullptr;
    TokenDetails *details = nullptr;
    StatusArea *status = nullptr;
    QuitGuard *quitGuard = nullptr;
    ProfileFlows *profile = nullptr;
    QMetaObject::Connection awaited; ///< of a launch request that is not possible yet
};

MainWindow::MainWindow(
    Sessions &sessions, VaultDoor &door, Settings &settings, Prompts &prompts, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(this, sessions, door, settings, prompts))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Tokenry"));
    setWindowIcon(applicationIcon());
    setMinimumSize(smallestSize);
    d->build();
    d->restore();
    auto *firstListing = new FirstListing(sessions, this);
    connect(firstListing, &FirstListing::finished, this, &MainWindow::firstListingFinished);
}

MainWindow::~MainWindow()
{
    // These look at the models and the clipboard to their last moment, and those live in `d`.
    qDeleteAll(findChildren<QDialog *>(Qt::FindDirectChildrenOnly));
    delete takeCentralWidget();
    delete std::exchange(d->status, nullptr);
}

bool MainWindow::hasArrivals() const
{
    return d->filter.hasArrivals();
}

void MainWindow::Private::build()
{
    clipboard.setLifetime(std::chrono::seconds(settings.value(Settings::Key::ClipboardSeconds).toInt()));
    model.setSoonDays(settings.value(Settings::Key::ExpiringSoonDays).toInt());
    actions = new TokenActions(sessions, q);
    accountActions = new AccountActions(sessions, q);
    windowActions = new WindowActions(settings, q);
    vault = new VaultFlows(door, settings, clipboard, q);
    flows = new TokenFlows(sessions, clipboard, *vault, prompts, q);
    quitGuard = new QuitGuard(sessions, prompts, q);
    profile = new ProfileFlows(sessions, *quitGuard, prompts, q);
    buildCentre();
    search = new SearchField(q);
    buildToolBar(*q, *actions, search);
    buildMenuBar(*q, *actions, *accountActions, *windowActions, *vault);
    routeActions();
    routeAccounts();
    routeTable();
    followSettings();

    auto *minute = new QTimer(q);
    QObject::connect(minute, &QTimer::timeout, q, [this] { model.tick(); });
    minute->start(1min);
}

void MainWindow::Private::buildCentre()
{
    splitter = new QSplitter(q);
    splitter->setObjectName(QStringLiteral("mainSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    accounts = new AccountList(sessions, filter, splitter);
    pane = new TokenPane(sessions, filter, splitter);
    details = new TokenDetails(
        sessions.clock(), {actions->update, actions->rotate, actions->duplicate, actions->remove}, splitter);
    accounts->setMinimumWidth(160);
    pane->setMinimumWidth(320);
    details->setMinimumWidth(240);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({accountsWidth, firstSize.width() - accountsWidth - detailsWidth, detailsWidth});
    q->setCentralWidget(splitter);

    status = new StatusArea(sessions, questions, door, filter, actions->cancelRefresh, q);
    q->statusBar()->setSizeGripEnabled(false);
    q->statusBar()->addPermanentWidget(status, 1);
}

void MainWindow::Private::routeActions()
{
    const auto on = [this](QAction *action, auto what) {
        QObject::connect(action, &QAction::triggered, q, what);
    };
    const auto onSelected = [this, &on](QAction *action, void (TokenFlows::*verb)(const TokenKey &)) {
        on(action, [this, verb] {
            if (const auto key = selectedKey())
                (flows->*verb)(*key);
        });
    };
    on(actions->create, [this] { flows->createToken(filter.account()); });
    onSelected(actions->duplicate, &TokenFlows::duplicateToken);
    onSelected(actions->update, &TokenFlows::updateToken);
    onSelected(actions->rotate, &TokenFlows::rotateToken);
    onSelected(actions->remove, &TokenFlows::removeToken);
    onSelected(actions->own, &TokenFlows::toggleOwnToken);
    on(actions->copyId, [this] { copyIds(); });
    on(actions->refresh, [this] {
        sessions.refreshAll();
        if (creators)
            creators->lookAgain();
    });
    on(actions->cancelRefresh, [this] {
        for (Session *session : sessions.all())
            session->cancelRefresh();
    });
    on(actions->addAccount, [this] { flows->addAccount(); });
    on(actions->find, [this] { search->begin(); });
    on(windowActions->clearFilter, [this] { clearFilter(); });
    on(windowActions->quit, [this] { q->close(); });
    on(windowActions->about, [this] {
        auto *dialog = new AboutDialog(q);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(windowActions->activity, [this] { openActivity(); });
    on(windowActions->shortcuts, [this] {
        auto *dialog = new ShortcutsDialog(q->findChildren<QAction *>(), q);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    QObject::connect(flows, &TokenFlows::reported, q, [this](const QString &sentence, const TokenKey &key) {
        status->report(sentence);
        if (!key.tokenId.isEmpty())
            pane->select(key);
    });
    QObject::connect(details, &TokenDetails::policyRequested, flows, &TokenFlows::showPolicy);
    QObject::connect(flows, &TokenFlows::troubled, q, [this](const QString &text, const QString &trouble) {
        pane->showNotice(MessageBar::Tone::Error, text, trouble);
    });
    QObject::connect(
        status, &StatusArea::secretRequested, q, [this](const QString &id) { flows->showSecret(id); });
    QObject::connect(status, &StatusArea::vaultRequested, q, [this] {
        (door.state() == VaultDoor::State::Locked ? vault->unlock : vault->protection)->trigger();
    });
    QObject::connect(vault, &VaultFlows::troubled, q, [this](const QString &text, const QString &trouble) {
        pane->showNotice(MessageBar::Tone::Warning, text, trouble);
    });
    QObject::connect(status, &StatusArea::questionsRequested, q, [this] { openQuestions(); });
    QObject::connect(&questions, &OpenQuestions::judged, q, [this](const QString &id) { tellJudgement(id); });
    QObject::connect(status, &StatusArea::explanationRequested, q, [this](const QString &text) {
        if (profile->hasTrouble())
            profile->choices->trigger();
        else
            pane->showNotice(MessageBar::Tone::Info, text);
    });
    QObject::connect(profile, &ProfileFlows::setAsideRequested, q, &MainWindow::setAsideRequested);
    QObject::connect(profile, &ProfileFlows::tryAgainRequested, q, &MainWindow::tryAgainRequested);
}

void MainWindow::Private::routeAccounts()
{
    QObject::connect(
        accounts, &AccountList::viewChosen, q, [this](TokenFilter::View view) { showView(view); });
    QObject::connect(
        accounts, &AccountList::accountChosen, q, [this](const QString &id) { showAccount(id); });
    QObject::connect(
        accountActions, &AccountActions::jumpRequested, q, [this](const QString &id) { showAccount(id); });
    QObject::connect(accounts, &AccountList::addRequested, actions->addAccount, &QAction::trigger);

    const auto edit = [this](const QString &id) { flows->editAccount(id); };
    const auto signIn = [this](const QString &id) { flows->signIn(id); };
    const auto remove = [this](const QString &id) { askToRemoveAccount(id); };
    const auto refresh = [this](const QString &id) {
        if (Session *session = sessions.find(id))
            session->refresh();
    };
    QObject::connect(accounts, &AccountList::editRequested, q, edit);
    QObject::connect(accounts, &AccountList::signInRequested, q, signIn);
    QObject::connect(accounts, &AccountList::removeRequested, q, remove);
    QObject::connect(accounts, &AccountList::refreshRequested, q, refresh);
    const auto onCurrent = [this](QAction *action, auto what) {
        QObject::connect(action, &QAction::triggered, q, [this, what] { what(filter.account()); });
    };
    onCurrent(accountActions->edit, edit);
    onCurrent(accountActions->signIn, signIn);
    onCurrent(accountActions->remove, remove);
    onCurrent(accountActions->refresh, refresh);

    QObject::connect(pane, &TokenPane::addAccountRequested, actions->addAccount, &QAction::trigger);
    QObject::connect(pane, &TokenPane::createRequested, actions->create, &QAction::trigger);
    QObject::connect(pane, &TokenPane::signInRequested, q, signIn);
    QObject::connect(
        pane, &TokenPane::editWayRequested, q, [this](const QString &id) { flows->editAccount(id, true); });
    QObject::connect(pane, &TokenPane::clearFilterRequested, q, [this] { clearFilter(); });
    QObject::connect(&sessions, &Sessions::listingsDamaged, q, [this](const QStringList &ids) {
        QStringList names;
        for (const QString &id : ids) {
            if (const Session *session = sessions.find(id))
                names.append(session->account().name);
        }
        pane->showNotice(MessageBar::Tone::Info,
            tr("What was remembered of the tokens of %1 was damaged and has been dropped. Nothing else is "
               "lost; the provider tells it anew.")
                .arg(names.join(tr(", "))));
    });
    QObject::connect(&sessions, &Sessions::recalled, q, [this] {
        filter.showArrived();
        if (!filter.hasArrivals())
            Q_EMIT q->arrivalsShown();
    });
    QObject::connect(&filter, &TokenFilter::arrivalsShown, q, &MainWindow::arrivalsShown);
    QObject::connect(&sessions, &Sessions::removed, q, [this](const QString &id) {
        if (filter.account() == id)
            showView(TokenFilter::View::All);
    });
}

void MainWindow::Private::routeTable()
{
    TokenTable &table = pane->table();
    table.addActions({actions->remove, actions->copyId});
    QObject::connect(search, &QLineEdit::textChanged, q, [this](const QString &text) { findTokens(text); });
    QObject::connect(search, &SearchField::left, &table, [&table] { table.setFocus(Qt::OtherFocusReason); });
    QObject::connect(&table, &TokenTable::selectedKeysChanged, q, [this] { showSelection(); });
    QObject::connect(&table, &TokenTable::keyActivated, actions->update, &QAction::trigger);
    QObject::connect(
        &table, &TokenTable::menuRequested, q, [this](const QPoint &globalPos) { openTableMenu(globalPos); });
    // The selected row may change under the pane at the right.
    QObject::connect(&filter, &TokenFilter::dataChanged, q, [this] { showSelection(); });
    QObject::connect(&filter, &TokenFilter::modelReset, q, [this] { showSelection(); });
    showSelection();
}

std::optional<TokenKey> MainWindow::Private::selectedKey() const
{
    const QList<TokenKey> keys = pane->table().selectedKeys();
    return keys.size() == 1 ? std::optional(keys.first()) : std::nullopt;
}

void MainWindow::Private::showSelection()
{
    const QList<TokenKey> keys = pane->table().selectedKeys();
    actions->follow(keys);
    if (keys.size() > 1) {
        details->showSeveral(int(keys.size()));
        return;
    }
    const Session *session = keys.isEmpty() ? nullptr : sessions.find(keys.first().accountId);
    const std::optional<Token> token = session ? session->token(keys.first()) : std::nullopt;
    if (!token) {
        details->showNothing();
        return;
    }
    details->showToken(*token, *session);
    sessions.find(token->accountId)->loadRoles(token->key());
}

void MainWindow::Private::showView(TokenFilter::View view)
{
    showScope(view, {});
}

void MainWindow::Private::showAccount(const QString &accountId)
{
    showScope(TokenFilter::View::All, accountId);
}

void MainWindow::Private::showScope(TokenFilter::View view, const QString &accountId)
{
    filter.setAccount(accountId);
    filter.setView(view);
    accounts->showSelection(view, accountId);
    accountActions->follow(accountId);
    showTitle();
}

void MainWindow::Private::showTitle()
{
    const Session *session = sessions.find(filter.account());
    if (!session) {
        q->setWindowTitle(MainWindow::tr("Tokenry"));
        return;
    }
    const QString name = singleLine(session->account().name);
    const QString tag = environmentTag(session->account());
    //: %1: an account's name; %2: what it is used for ("Production")
    q->setWindowTitle(tag.isEmpty() ? MainWindow::tr("%1 – Tokenry").arg(name)
                                    : MainWindow::tr("%1 · %2 – Tokenry").arg(name, tag));
}

void MainWindow::Private::clearFilter()
{
    search->clear();
    showScope(TokenFilter::View::All, filter.account());
}

void MainWindow::Private::findTokens(const QString &text)
{
    filter.setSearch(text);
    const QString creator = TokenSearch(text).creator();
    if (!creators && creator.isEmpty())
        return;
    if (!creators) {
        creators = new CreatorSearch(sessions, filter, q);
        QObject::connect(creators, &CreatorSearch::told, status, &StatusArea::report);
    }
    creators->look(creator);
}

void MainWindow::Private::openActivity()
{
    if (auto *open = q->findChild<ActivityDialog *>(QString(), Qt::FindDirectChildrenOnly);
        open && open->isVisible()) {
        open->raise();
        open->activateWindow();
        return;
    }
    if (!activity)
        activity = std::make_unique<Activity>(sessions.safekeeper().profile(), sessions.clock());
    auto *dialog = new ActivityDialog(*activity, prompts, q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::Private::openQuestions()
{
    if (auto *open = q->findChild<QuestionsDialog *>(QString(), Qt::FindDirectChildrenOnly);
        open && open->isVisible()) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto *dialog = new QuestionsDialog(questions, q);
    QObject::connect(dialog, &QuestionsDialog::tryAgainRequested, flows, &TokenFlows::tryAgain);
    QObject::connect(dialog, &QuestionsDialog::rotateRequested, flows, &TokenFlows::rotateToken);
    QObject::connect(dialog, &QuestionsDialog::deleteRequested, flows, &TokenFlows::removeToken);
    QObject::connect(dialog, &QuestionsDialog::signInRequested, flows, &TokenFlows::signIn);
    dialog->show();
}

void MainWindow::Private::tellJudgement(const QString &operationId)
{
    const std::optional<OpenQuestion> question = questions.find(operationId);
    if (!question || !question->judgement)
        return;
    const Session *session = questions.session(*question);
    if (!session || !question->isAnswered())
        return;
    const OperationFacts &facts = question->operation.facts;
    const std::optional<Token> known = session->token(facts.key());
    const bool canRotate = known && session->verbs(*known).rotate.possible;
    status->report(describeFinding(*question->judgement, facts, session->account(), canRotate).what);
}

void MainWindow::Private::copyIds()
{
    QStringList ids;
    for (const TokenKey &key : pane->table().selectedKeys())
        ids.append(key.tokenId);
    if (ids.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(ids.join(QLatin1Char('\n')));
    status->report(tr("Copied %Ln id(s).", nullptr, int(ids.size())));
}

void MainWindow::Private::openTableMenu(const QPoint &globalPos)
{
    auto *menu = new QMenu(q);
    menu->setObjectName(QStringLiteral("tokenContextMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions({actions->update, actions->rotate, actions->duplicate, actions->copyId, actions->own});
    menu->addSeparator();
    menu->addAction(actions->remove);
    menu->popup(globalPos);
}

int MainWindow::Private::valuesWaitingFor(const QString &accountId) const
{
    const QList<KeptSecret> waiting = sessions.safekeeper().waiting();
    return int(std::count_if(waiting.cbegin(), waiting.cend(),
        [&accountId](const KeptSecret &kept) { return kept.token.accountId == accountId; }));
}

void MainWindow::Private::askToRemoveAccount(const QString &accountId)
{
    const Session *session = sessions.find(accountId);
    if (!session)
        return;
    const QString name = session->account().name;
    const QString tag = environmentTag(session->account());
    QString text =
        tr("Tokenry forgets the account and its credential. The tokens stay as they are at the provider.");
    if (const int values = valuesWaitingFor(accountId); values > 0)
        text += u' '
            + tr("%n new value(s) of its tokens are not stored yet. They stay here until you say that you "
                 "have them.",
                nullptr, values);
    const Question question{QStringLiteral("removeAccountQuestion"),
        tag.isEmpty() ? tr("Remove the account %1?").arg(name)
                      : tr("Remove the account %1 (%2)?").arg(name, tag),
        text, tr("Remove account"), tr("Cancel"), true};
    prompts.ask(q, question, [this, accountId, name](bool isConfirmed) {
        if (!isConfirmed)
            return;
        sessions.remove(accountId);
        status->report(tr("Removed %1.").arg(name));
    });
}

void MainWindow::Private::followSettings()
{
    QObject::connect(&settings, &Settings::changed, q, [this](Settings::Key key) { applySetting(key); });
    for (const Settings::Key key :
        {Settings::Key::ShowAccounts, Settings::Key::ShowDetails, Settings::Key::CompactRows})
        applySetting(key);
}

void MainWindow::Private::applySetting(Settings::Key key)
{
    const QVariant value = settings.value(key);
    if (key == Settings::Key::ShowAccounts)
        accounts->setVisible(value.toBool());
    else if (key == Settings::Key::ShowDetails)
        details->setVisible(value.toBool());
    else if (key == Settings::Key::CompactRows)
        pane->table().setCompact(value.toBool());
    else if (key == Settings::Key::Theme)
        applyTheme(*qApp, themeModeFromText(value.toString()));
    else if (key == Settings::Key::ExpiringSoonDays)
        model.setSoonDays(value.toInt());
    else if (key == Settings::Key::ClipboardSeconds)
        clipboard.setLifetime(std::chrono::seconds(value.toInt()));
}

void MainWindow::Private::restore()
{
    if (!q->restoreGeometry(settings.value(Settings::Key::WindowGeometry).toByteArray()))
        q->resize(firstSize);
    q->restoreState(settings.value(Settings::Key::WindowState).toByteArray());
    splitter->restoreState(settings.value(Settings::Key::SplitterState).toByteArray());
    pane->table().restoreColumns(settings.value(Settings::Key::TableHeaderState).toByteArray());
    pane->table().setFocus(Qt::OtherFocusReason);
}

void MainWindow::Private::remember()
{
    settings.setValue(Settings::Key::WindowGeometry, q->saveGeometry());
    settings.setValue(Settings::Key::WindowState, q->saveState());
    settings.setValue(Settings::Key::SplitterState, splitter->saveState());
    settings.setValue(Settings::Key::TableHeaderState, pane->table().saveColumns());
}

void MainWindow::watchScreen(ScreenLockWatch &watch)
{
    d->vault->watchScreen(watch);
}

void MainWindow::openVault()
{
    d->vault->begin();
}

void MainWindow::offerUpdates(UpdateCheck &check, UpdatePace pace)
{
    auto *help = menuBar()->findChild<QMenu *>(QStringLiteral("helpMenu"));
    new UpdateFlows(check, *d->pane, *help, d->windowActions->about, pace, this);
}

void MainWindow::perform(LaunchRequest request)
{
    QObject::disconnect(d->awaited);
    QAction *create = d->actions->create;
    if (request == LaunchRequest::Expiring)
        d->showView(TokenFilter::View::ExpiringSoon);
    else if (request == LaunchRequest::NewToken && create->isEnabled())
        create->trigger();
    else if (request == LaunchRequest::NewToken)
        d->awaited =
            connect(create, &QAction::enabledChanged, this, [this] { perform(LaunchRequest::NewToken); });
}

void MainWindow::showTrouble(const QString &text, const QString &details)
{
    d->pane->showNotice(MessageBar::Tone::Error, text, details);
}

void MainWindow::showNews(const QString &text)
{
    d->pane->showNotice(MessageBar::Tone::Info, text);
}

void MainWindow::showProfileTrouble(const Error &error, const QString &filePath)
{
    d->profile->tell(error, filePath);
    const ProfileText text = d->profile->text();
    d->pane->showNotice(MessageBar::Tone::Error, text.headline + QStringLiteral(". ") + text.meaning,
        text.details, d->profile->choices);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!d->quitGuard->mayClose()) {
        event->ignore();
        return;
    }
    d->remember();
    event->accept();
}

bool MainWindow::event(QEvent *event)
{
    // The status bar has one widget that fills it, so a tip is shown by that.
    if (event->type() == QEvent::StatusTip && d->status) {
        d->status->showTip(static_cast<QStatusTipEvent *>(event)->tip());
        return true;
    }
    return QMainWindow::event(event);
}
