// SPDX-License-Identifier: MIT
#include "ui/tokenactions.h"

#include "session/session.h"
#include "session/sessions.h"
#include "ui/icons.h"

#include <QAction>
#include <QKeySequence>

#include <algorithm>

namespace {

constexpr auto hintProperty = "tokenryHint";

struct ActionText
{
    QString name; ///< objectName
    QString menu; ///< in menus, with mnemonic and ellipsis
    QString button; ///< in the toolbar
    QString hint; ///< tooltip when enabled
};

QAction *makeAction(QObject *parent, const QIcon &icon, const ActionText &text, const QStringList &keys)
{
    auto *action = new QAction(icon, text.menu, parent);
    action->setObjectName(text.name);
    action->setIconText(text.button);
    QList<QKeySequence> sequences;
    for (const QString &key : keys)
        sequences.append(QKeySequence(key, QKeySequence::PortableText));
    action->setShortcuts(sequences);
    action->setProperty(hintProperty, text.hint);
    return action;
}

void judge(QAction *action, const Verdict &verdict)
{
    QString hint = action->property(hintProperty).toString();
    if (verdict.possible && !action->shortcut().isEmpty())
        hint += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
    action->setEnabled(verdict.possible);
    action->setToolTip(verdict.possible ? hint : verdict.reason);
    action->setStatusTip(verdict.possible ? action->property(hintProperty).toString() : verdict.reason);
}

/// The first of the verdicts that says no, or yes.
Verdict firstNo(const Verdict &first, const Verdict &second)
{
    return first.possible ? second : first;
}

} // namespace

TokenActions::TokenActions(Sessions &sessions, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
{
    const auto make = [this](Glyph glyph, const ActionText &text, const QStringList &keys) {
        return makeAction(this, glyphIcon(glyph), text, keys);
    };
    create =
        make(Glyph::Add, {QStringLiteral("createAction"), tr("&New token…"), tr("New"), tr("Create a token")},
            {QStringLiteral("Ctrl+N")});
    duplicate = make(Glyph::Duplicate,
        {QStringLiteral("duplicateAction"), tr("&Duplicate…"), tr("Duplicate"),
            tr("Create a token like the selected one")},
        {QStringLiteral("Ctrl+D")});
    update = make(Glyph::Edit,
        {QStringLiteral("updateAction"), tr("&Edit…"), tr("Edit"), tr("Change name, description and roles")},
        {QStringLiteral("Ctrl+E")});
    rotate = make(Glyph::Rotate,
        {QStringLiteral("rotateAction"), tr("&Rotate…"), tr("Rotate"),
            tr("Replace the token's value by a new one")},
        {QStringLiteral("Ctrl+Shift+R")});
    remove = make(Glyph::Delete,
        {QStringLiteral("removeAction"), tr("De&lete…"), tr("Delete"), tr("Delete the token")},
        {QStringLiteral("Del")});
    own = make(Glyph::Key,
        {QStringLiteral("ownTokenAction"), tr("Tokenry signs in &with this"), tr("Signs in"),
            tr("Say whether this is the token that Tokenry signs in with to its account")},
        {});
    own->setCheckable(true);
    copyId = make(Glyph::Copy,
        {QStringLiteral("copyIdAction"), tr("&Copy id"), tr("Copy id"),
            tr("Copy the ids of the selected tokens, never their values")},
        {QStringLiteral("Ctrl+C")});
    refresh = make(Glyph::Refresh,
        {QStringLiteral("refreshAction"), tr("Re&fresh"), tr("Refresh"), tr("List every account again")},
        {QStringLiteral("F5"), QStringLiteral("Ctrl+R")});
    cancelRefresh = make(Glyph::Close,
        {QStringLiteral("cancelRefreshAction"), tr("Cancel &loading"), tr("Cancel"),
            tr("Stop loading; what came stays")},
        {});
    addAccount = make(Glyph::Account,
        {QStringLiteral("addAccountAction"), tr("&Add account…"), tr("Add account"),
            tr("Add an account of a provider")},
        {QStringLiteral("Ctrl+Shift+N")});
    find =
        make(Glyph::Search, {QStringLiteral("findAction"), tr("&Find"), tr("Find"), tr("Search the tokens")},
            {QStringLiteral("Ctrl+F"), QStringLiteral("/")});

    // These keys mean something else outside the table: in a text field, on an account.
    remove->setShortcutContext(Qt::WidgetShortcut);
    copyId->setShortcutContext(Qt::WidgetShortcut);

    judge(addAccount, Verdict::yes());
    judge(find, Verdict::yes());
    for (Session *session : m_sessions.all())
        watch(session);
    connect(&m_sessions, &Sessions::added, this, [this](Session *session) {
        watch(session);
        judgeAll();
    });
    connect(&m_sessions, &Sessions::removed, this, &TokenActions::judgeAll);
    judgeAll();
}

void TokenActions::watch(Session *session)
{
    connect(session, &Session::stateChanged, this, &TokenActions::judgeAll);
    connect(session, &Session::busyChanged, this, &TokenActions::judgeAll);
    connect(session, &Session::ownTokenChanged, this, &TokenActions::judgeAll);
}

void TokenActions::follow(const QList<TokenKey> &selection)
{
    m_selection = selection;
    judgeAll();
}

std::optional<TokenActions::One> TokenActions::selectedOne() const
{
    if (m_selection.size() != 1)
        return {};
    Session *session = m_sessions.find(m_selection.first().accountId);
    if (!session)
        return {};
    const std::optional<Token> token = session->token(m_selection.first());
    if (!token)
        return {};
    return One{session, *token};
}

QString TokenActions::offlineReason(const Session &session)
{
    return tr("%1 could not be reached. Refresh when the network is back").arg(session.account().name);
}

Verdict TokenActions::oneRowVerdict(const std::optional<One> &one) const
{
    if (!one)
        return Verdict::no(tr("Select one token"));
    if (one->session->state() == Session::State::NeedsCredential)
        return Verdict::no(tr("Sign in to %1 first").arg(one->session->account().name));
    if (one->session->isOffline())
        return Verdict::no(offlineReason(*one->session));
    if (one->session->isBusy(one->token.key()))
        return Verdict::no(tr("An operation runs on this token"));
    return Verdict::yes();
}

Verdict TokenActions::createVerdict() const
{
    const QList<Session *> sessions = m_sessions.all();
    if (sessions.isEmpty())
        return Verdict::no(tr("Add an account first"));
    Verdict verdict = Verdict::no(tr("Sign in to an account first"));
    for (const Session *session : sessions) {
        if (session->state() == Session::State::NeedsCredential)
            continue;
        if (session->isOffline()) {
            verdict = Verdict::no(offlineReason(*session));
            continue;
        }
        verdict = session->capabilities().create;
        if (verdict.possible)
            break;
    }
    return verdict;
}

void TokenActions::judgeAll()
{
    const std::optional<One> one = selectedOne();
    const Verdict row = oneRowVerdict(one);
    const TokenVerbs verbs = one ? one->session->verbs(one->token) : TokenVerbs{};
    const QList<Session *> sessions = m_sessions.all();

    judge(create, createVerdict());
    judge(duplicate, one ? firstNo(row, one->session->capabilities().create) : row);
    judge(update, firstNo(row, verbs.update));
    judge(rotate, firstNo(row, verbs.rotate));
    showRemovalKind(one ? verbs.removalKind : RemovalKind::Delete);
    judge(remove, firstNo(row, verbs.remove));
    judgeOwn(one);
    judge(copyId, m_selection.isEmpty() ? Verdict::no(tr("Select a token")) : Verdict::yes());
    judge(refresh, sessions.isEmpty() ? Verdict::no(tr("Add an account first")) : Verdict::yes());
    const bool isLoading = std::any_of(sessions.begin(), sessions.end(),
        [](const Session *session) { return session->state() == Session::State::Loading; });
    judge(cancelRefresh, isLoading ? Verdict::yes() : Verdict::no(tr("Nothing is being loaded")));
}

void TokenActions::judgeOwn(const std::optional<One> &one)
{
    Verdict verdict = oneRowVerdict(one);
    if (one && one->session->isOffline())
        verdict = Verdict::yes(); // needs no network
    own->setChecked(one && one->session->ownToken().is(one->token.id));
    if (verdict.possible && one->session->ownToken().source == OwnToken::Source::Told)
        verdict = Verdict::no(tr("The credential itself tells which token it is"));
    else if (verdict.possible && one->session->ownToken().source == OwnToken::Source::NoToken)
        verdict = Verdict::no(tr("This account signs in as a person, with none of its tokens"));
    judge(own, verdict);
}

void TokenActions::showRemovalKind(RemovalKind kind)
{
    const bool isDelete = kind == RemovalKind::Delete;
    remove->setIcon(glyphIcon(removalGlyph(kind)));
    remove->setText(isDelete ? tr("De&lete…") : tr("Remove from &workspace…"));
    remove->setIconText(isDelete ? tr("Delete") : tr("Remove"));
    remove->setProperty(
        hintProperty, isDelete ? tr("Delete the token") : tr("Take the token out of this workspace"));
}
