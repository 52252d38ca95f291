// SPDX-License-Identifier: MIT
#include "tourlife.h"

#include "demohost.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "ui/tokentable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>

#include <algorithm>

namespace {

/// What a one-line or many-line field holds.
QString fieldText(const TourDriver &driver, const QString &name)
{
    if (const auto *field = driver.find<QLineEdit>(name))
        return field->text();
    const auto *field = driver.find<QPlainTextEdit>(name);
    return field ? field->toPlainText() : QString();
}

/// The first complaint of a list, each called in turn.
QString firstOf(const QList<std::function<QString()>> &checks)
{
    for (const auto &check : checks) {
        const QString trouble = check();
        if (!trouble.isEmpty())
            return trouble;
    }
    return {};
}

} // namespace

TourLife::TourLife(const TourDriver &driver, Sessions &sessions, DemoHost &demo, const TourKind &kind)
    : m_driver(driver)
    , m_sessions(sessions)
    , m_demo(demo)
    , m_kind(kind)
    , m_memory(std::make_shared<Memory>())
{
    m_memory->name = QStringLiteral("tour-%1").arg(kind.slug);
}

QList<TourStep> TourLife::steps() const
{
    QList<TourStep> all = creation() + change() + rotation() + removal();
    if (!m_kind.account.workspaceIds.isEmpty())
        all += detachment();
    return all;
}

Session *TourLife::session() const
{
    for (Session *candidate : m_sessions.all()) {
        if (candidate->account().name == m_kind.account.name)
            return candidate;
    }
    return nullptr;
}

QString TourLife::dialogOpen(const QString &name) const
{
    const QString top = m_driver.top()->objectName();
    return top == name ? QString() : QStringLiteral("%1 is on top, not %2").arg(top, name);
}

QString TourLife::noDialog() const
{
    return dialogOpen(m_driver.window().objectName());
}

TourDriver::Act TourLife::countCommits(const QString &operation) const
{
    return [life = *this, operation] {
        if (life.m_kind.isEmbedded)
            life.m_memory->commits[operation] = life.m_demo.commits(operation);
        return QString();
    };
}

QString TourLife::committedOnce(const QString &operation) const
{
    if (!m_kind.isEmbedded)
        return {};
    const int done = m_demo.commits(operation) - m_memory->commits.value(operation);
    return done == 1 ? QString() : QStringLiteral("the server did %1 %2 times").arg(operation).arg(done);
}

TourStep TourLife::grey(const QString &what, const QString &button) const
{
    return {QStringLiteral("%1: %2 is grey and says why").arg(m_kind.label, what), {},
        [life = *this, button] {
            const QString reason = life.m_driver.reasonForGrey(button);
            return reason.isEmpty() ? QStringLiteral("%1 is not grey or gives no reason").arg(button)
                                    : QString();
        },
        {}};
}

TourStep TourLife::secretShown(const QString &what, const QString &operation, const QString &picture) const
{
    const auto check = [life = *this, operation] {
        const QString trouble = firstOf({[&] { return life.dialogOpen(QStringLiteral("secretDialog")); },
            [&] { return life.committedOnce(operation); }});
        if (!trouble.isEmpty())
            return trouble;
        const QList<KeptSecret> waiting = life.m_sessions.safekeeper().waiting();
        if (waiting.size() != 1)
            return QStringLiteral("%1 values wait, not one").arg(waiting.size());
        Memory &memory = *life.m_memory;
        if (memory.keptId != waiting.first().id) {
            memory.keptId = waiting.first().id;
            memory.key = waiting.first().token.key();
            memory.oldValue = memory.value;
            memory.value = life.m_sessions.safekeeper().secret(memory.keptId)->reveal().toByteArray();
        }
        const QString shown = fieldText(life.m_driver, QStringLiteral("secretField"));
        if (shown.contains(QString::fromUtf8(memory.value)))
            return QStringLiteral("the value is shown unasked");
        if (life.m_kind.isEmbedded && !life.m_demo.isValidSecret(memory.value))
            return QStringLiteral("the server does not accept the new value");
        if (life.m_kind.isEmbedded && !memory.oldValue.isEmpty()
            && life.m_demo.isValidSecret(memory.oldValue))
            return QStringLiteral("the server still accepts the old value");
        return QString();
    };
    return {QStringLiteral("%1: %2: new value kept, masked in its dialog").arg(m_kind.label, what),
        {countCommits(operation), m_driver.click(QStringLiteral("primaryButton"))}, check, picture};
}

TourStep TourLife::secretStored(const QString &what) const
{
    const auto check = [life = *this] {
        return firstOf({[&] { return life.noDialog(); },
            [&] {
                const qsizetype waiting = life.m_sessions.safekeeper().waiting().size();
                return waiting == 0 ? QString() : QStringLiteral("%1 values still wait").arg(waiting);
            },
            [&] {
                const bool isSelected =
                    life.m_driver.table()->selectedKeys() == QList<TokenKey>{life.m_memory->key};
                return isSelected ? QString() : QStringLiteral("the token's row is not selected");
            }});
    };
    return {QStringLiteral("%1: %2: value stored, token selected").arg(m_kind.label, what),
        {m_driver.click(QStringLiteral("primaryButton"))}, check, m_kind.slug + QStringLiteral("-details")};
}

QList<TourStep> TourLife::creation() const
{
    const QString label = m_kind.label;
    const auto refused = [life = *this] {
        const auto *complaint = life.m_driver.find(QStringLiteral("nameError"));
        const auto *other = life.m_driver.find(QStringLiteral("roleError"));
        return complaint && other ? QString() : QStringLiteral("no complaint at the name and the role");
    };
    const auto ready = [life = *this] {
        const QString name = fieldText(life.m_driver, QStringLiteral("nameField"));
        return name == life.m_memory->name ? QString() : QStringLiteral("the name reads “%1”").arg(name);
    };
    const auto revealed = [life = *this] {
        const QString shown = fieldText(life.m_driver, QStringLiteral("secretField"));
        return shown == QString::fromUtf8(life.m_memory->value)
            ? QString()
            : QStringLiteral("the field shows something else");
    };
    const auto copied = [life = *this] {
        const QString onClipboard = QGuiApplication::clipboard()->text();
        return onClipboard == QString::fromUtf8(life.m_memory->value)
            ? QString()
            : QStringLiteral("the clipboard holds something else");
    };
    return {
        {label + QStringLiteral(": an empty form is refused at its fields"),
            {m_driver.clickAccount(m_kind.account.name), m_driver.click(QStringLiteral("createActionButton")),
                m_driver.waitForEntries(QStringLiteral("roleField")),
                m_driver.click(QStringLiteral("primaryButton"))},
            refused, m_kind.slug + QStringLiteral("-create-refused")},
        {label + QStringLiteral(": the form is filled in"),
            {m_driver.type(QStringLiteral("nameField"), m_memory->name),
                m_driver.type(QStringLiteral("descriptionField"), QStringLiteral("made by the tour")),
                m_driver.choose(QStringLiteral("roleField"), m_kind.roleWords)},
            ready, m_kind.slug + QStringLiteral("-create")},
        secretShown(
            QStringLiteral("create"), m_kind.createOperation, m_kind.slug + QStringLiteral("-secret")),
        {label + QStringLiteral(": the value is revealed"), {m_driver.click(QStringLiteral("revealButton"))},
            revealed, {}},
        {label + QStringLiteral(": the value is copied"),
            {m_driver.click(QStringLiteral("revealButton")), m_driver.click(QStringLiteral("copyButton"))},
            copied, m_kind.slug + QStringLiteral("-secret-copied")},
        secretStored(QStringLiteral("create")),
    };
}

QList<TourStep> TourLife::change() const
{
    if (m_kind.otherRole.isEmpty())
        return {grey(QStringLiteral("edit"), QStringLiteral("updateActionButton"))};
    const QString newName = m_memory->name + QStringLiteral("-renamed");
    const QString entity = m_kind.account.workspaceIds.value(0, m_kind.account.organizationId);
    const auto filled = [life = *this, newName] {
        const QString name = fieldText(life.m_driver, QStringLiteral("nameField"));
        return name == newName ? QString() : QStringLiteral("the name reads “%1”").arg(name);
    };
    const auto changed = [life = *this, newName] {
        const std::optional<Token> token = life.session()->token(life.m_memory->key);
        if (!token || token->name != newName || token->description != QStringLiteral("changed by the tour"))
            return QStringLiteral("the row has the old texts");
        const bool hasRole =
            std::any_of(token->roles.begin(), token->roles.end(), [&life](const TokenRole &role) {
                return role.role.contains(life.m_kind.otherRole, Qt::CaseInsensitive);
            });
        if (!hasRole)
            return QStringLiteral("the row has the old role");
        life.m_memory->name = newName;
        return firstOf({[&] { return life.noDialog(); },
            [&] { return life.committedOnce(life.m_kind.updateOperation); }});
    };
    return {
        {m_kind.label + QStringLiteral(": name, description and a role are changed in the form"),
            {m_driver.click(QStringLiteral("updateActionButton")),
                m_driver.type(QStringLiteral("nameField"), newName),
                m_driver.type(QStringLiteral("descriptionField"), QStringLiteral("changed by the tour")),
                m_driver.choose(QStringLiteral("roleOf_") + entity, {m_kind.otherRole})},
            filled, m_kind.slug + QStringLiteral("-update")},
        {m_kind.label + QStringLiteral(": update: the row has the new name, description and role"),
            {countCommits(m_kind.updateOperation), m_driver.click(QStringLiteral("primaryButton"))}, changed,
            {}},
    };
}

QList<TourStep> TourLife::rotation() const
{
    if (m_kind.rotateOperation.isEmpty())
        return {grey(QStringLiteral("rotate"), QStringLiteral("rotateActionButton"))};
    const auto waits = [life = *this] {
        return firstOf({[&] { return life.noDialog(); },
            [&] {
                return life.m_driver.find(QStringLiteral("unclaimedButton"))
                    ? QString()
                    : QStringLiteral("the window does not tell of the unclaimed value");
            }});
    };
    const auto copied = [life = *this] {
        return QGuiApplication::clipboard()->text() == QString::fromUtf8(life.m_memory->value)
            ? QString()
            : QStringLiteral("the clipboard holds something else");
    };
    return {
        {m_kind.label + QStringLiteral(": rotate asks first"),
            {m_driver.click(QStringLiteral("rotateActionButton"))},
            [life = *this] { return life.dialogOpen(QStringLiteral("rotateDialog")); },
            m_kind.slug + QStringLiteral("-rotate")},
        secretShown(QStringLiteral("rotate"), m_kind.rotateOperation, {}),
        {m_kind.label + QStringLiteral(": the value is kept for later"),
            {m_driver.click(QStringLiteral("cancelButton"))}, waits,
            m_kind.slug + QStringLiteral("-unclaimed")},
        {m_kind.label + QStringLiteral(": the unclaimed value is found again and copied"),
            {m_driver.click(QStringLiteral("unclaimedButton")), m_driver.click(QStringLiteral("copyButton"))},
            copied, {}},
        secretStored(QStringLiteral("rotate")),
    };
}

QList<TourStep> TourLife::removal() const
{
    const auto guarded = [life = *this] {
        if (const QString trouble = life.dialogOpen(QStringLiteral("removeDialog")); !trouble.isEmpty())
            return trouble;
        const QWidget *button = life.m_driver.find(QStringLiteral("primaryButton"));
        return button && !button->isEnabled() ? QString()
                                              : QStringLiteral("delete is possible without the name");
    };
    const auto gone = [life = *this] {
        if (life.session()->token(life.m_memory->key))
            return QStringLiteral("the token is still listed");
        return firstOf(
            {[&] { return life.noDialog(); }, [&] { return life.committedOnce(life.m_kind.removeOperation); },
                [&] {
                    const bool isValid =
                        life.m_kind.isEmbedded && life.m_demo.isValidSecret(life.m_memory->value);
                    return isValid ? QStringLiteral("the server still accepts the value") : QString();
                }});
    };
    // The name may have changed on the way, so it is asked for when it is typed.
    const auto typeName = [life = *this] {
        return life.m_driver.type(QStringLiteral("typedName"), life.m_memory->name)();
    };
    return {
        {m_kind.label + QStringLiteral(": delete waits for the typed name"),
            {m_driver.click(QStringLiteral("removeActionButton"))}, guarded, {}},
        {m_kind.label + QStringLiteral(": the name is typed"), {typeName},
            [life = *this] {
                const QWidget *button = life.m_driver.find(QStringLiteral("primaryButton"));
                return button && button->isEnabled() ? QString() : QStringLiteral("delete is still grey");
            },
            m_kind.slug + QStringLiteral("-delete")},
        {m_kind.label + QStringLiteral(": delete: the row is gone, the value is dead"),
            {countCommits(m_kind.removeOperation), m_driver.click(QStringLiteral("primaryButton"))}, gone,
            {}},
    };
}

TourDriver::Act TourLife::rememberDetached() const
{
    return [life = *this] {
        static const QRegularExpression easyName(QStringLiteral("^[a-z-]{3,30}$"));
        const QList<Token> tokens = life.session()->tokens();
        const auto found = std::find_if(tokens.begin(), tokens.end(), [&life](const Token &token) {
            return life.session()->verbs(token).removalKind == RemovalKind::Detach
                && easyName.match(token.name).hasMatch();
        });
        if (found == tokens.end())
            return QStringLiteral("no organization token stands in the workspace's list");
        life.m_memory->key = found->key();
        life.m_memory->name = found->name;
        return QString();
    };
}

QList<TourStep> TourLife::detachment() const
{
    const auto asked = [life = *this] { return life.dialogOpen(QStringLiteral("removeDialog")); };
    const QString operation =
        m_kind.detachOperation.isEmpty() ? m_kind.removeOperation : m_kind.detachOperation;
    const auto detached = [life = *this, operation] {
        if (life.session()->token(life.m_memory->key))
            return QStringLiteral("the token is still in the workspace's list");
        const QList<Session *> all = life.m_sessions.all();
        const bool isInOrganization = std::any_of(all.begin(), all.end(), [&life](const Session *candidate) {
            return candidate->token({candidate->account().id, {}, life.m_memory->key.tokenId}).has_value();
        });
        if (!isInOrganization)
            return QStringLiteral("the token is gone from the organization's list too");
        return firstOf({[&] { return life.noDialog(); }, [&] { return life.committedOnce(operation); }});
    };
    const auto typeName = [life = *this] {
        return life.m_driver.type(QStringLiteral("typedName"), life.m_memory->name)();
    };
    return {
        {m_kind.label + QStringLiteral(": an organization's token is only taken out of the workspace"),
            {rememberDetached(), m_driver.selectRow([memory = m_memory] { return memory->key; }),
                m_driver.click(QStringLiteral("removeActionButton")), typeName},
            asked, m_kind.slug + QStringLiteral("-detach")},
        {m_kind.label + QStringLiteral(": remove from workspace: the organization keeps the token"),
            {countCommits(operation), m_driver.click(QStringLiteral("primaryButton"))}, detached, {}},
    };
}
