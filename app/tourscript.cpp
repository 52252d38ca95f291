// SPDX-License-Identifier: MIT
#include "tourscript.h"

#include "demohost.h"
#include "options.h"
#include "session/session.h"
#include "session/sessions.h"
#include "tourlife.h"
#include "ui/theme.h"
#include "ui/tokentable.h"

#include <QLabel>

#include <algorithm>

namespace {

Session *sessionOf(const Sessions &sessions, const QString &name)
{
    const QList<Session *> all = sessions.all();
    const auto found = std::find_if(
        all.begin(), all.end(), [&name](const Session *session) { return session->account().name == name; });
    return found == all.end() ? nullptr : *found;
}

qsizetype tokenCount(const Sessions &sessions)
{
    qsizetype count = 0;
    for (const Session *session : sessions.all())
        count += session->tokens().size();
    return count;
}

QString labelText(const TourDriver &driver, const QString &name)
{
    const auto *label = driver.find<QLabel>(name);
    return label ? label->text() : QString();
}

QString expectRows(const TourDriver &driver, qsizetype wanted)
{
    const int rows = driver.table()->model()->rowCount();
    return rows == wanted ? QString() : QStringLiteral("%1 rows, not %2").arg(rows).arg(wanted);
}

QString expectTop(const TourDriver &driver, const QString &name)
{
    const QString top = driver.top()->objectName();
    return top == name ? QString() : QStringLiteral("%1 is on top, not %2").arg(top, name);
}

} // namespace

TourScript::TourScript(const TourDriver &driver, Sessions &sessions, DemoHost &demo, const Options &options)
    : m_driver(driver)
    , m_sessions(sessions)
    , m_demo(demo)
    , m_kinds(tourKinds(demo.welcome().openingAccounts, options))
    , m_revoked(revokedKind(demo.welcome().accounts, m_kinds, options))
{ }

QList<TourStep> TourScript::steps()
{
    m_steps.clear();
    addEmptyProfile();
    addAccount(m_kinds.at(0), QStringLiteral("emptyButton"));
    for (const TourKind &kind : m_kinds.mid(1))
        addAccount(kind, QStringLiteral("addAccountButton"));
    addTable();
    addSearch();
    addSorting();
    for (const TourKind &kind : m_kinds)
        m_steps += TourLife(m_driver, m_sessions, m_demo, kind).steps();
    addRevokedAccount();
    addOtherTheme();
    return m_steps;
}

void TourScript::add(const QString &what, const QList<TourDriver::Act> &acts,
    const std::function<QString()> &check, const QString &picture)
{
    m_steps.append({what, acts, check, picture});
}

void TourScript::addEmptyProfile()
{
    add(
        QStringLiteral("an empty profile says what to do"), {},
        [this_ = &m_driver] {
            return labelText(*this_, QStringLiteral("emptyHeadline")).isEmpty()
                ? QStringLiteral("no headline in the middle")
                : QString();
        },
        QStringLiteral("empty-profile"));
}

QList<TourDriver::Act> TourScript::credentialForm(const TourKind &kind) const
{
    QList<TourDriver::Act> acts{
        m_driver.press(QStringLiteral("provider-") + kind.account.providerKey, Qt::Key_Space),
        m_driver.click(QStringLiteral("primaryButton")),
        m_driver.type(QStringLiteral("credentialField"), QString::fromUtf8(kind.credential)),
        m_driver.press(QStringLiteral("advancedButton"), Qt::Key_Space),
        m_driver.type(QStringLiteral("baseUrlField"), kind.account.baseUrl.toString()),
    };
    if (!kind.generation.isEmpty())
        acts.append(m_driver.choose(QStringLiteral("generationField"), {kind.generation}));
    return acts;
}

QList<TourDriver::Act> TourScript::nameForm(const TourKind &kind) const
{
    QList<TourDriver::Act> acts{
        m_driver.click(QStringLiteral("primaryButton")),
        m_driver.type(QStringLiteral("accountNameField"), kind.account.name),
    };
    if (kind.account.isProduction)
        acts.append(m_driver.press(QStringLiteral("productionField"), Qt::Key_Space));
    acts.append(m_driver.click(QStringLiteral("primaryButton")));
    return acts;
}

void TourScript::addAccount(const TourKind &kind, const QString &openWith)
{
    add(
        QStringLiteral("add account: the credential of a %1").arg(kind.label),
        QList<TourDriver::Act>{m_driver.click(openWith)} + credentialForm(kind),
        [driver = &m_driver] { return expectTop(*driver, QStringLiteral("accountWizard")); },
        QStringLiteral("account-%1").arg(kind.slug));
    add(
        QStringLiteral("connect the %1").arg(kind.label), {m_driver.click(QStringLiteral("primaryButton"))},
        [driver = &m_driver] {
            return driver->find(QStringLiteral("placeTree")) ? QString()
                                                             : QStringLiteral("no organizations are offered");
        },
        QStringLiteral("connect-%1").arg(kind.slug));
    add(
        QStringLiteral("what the credential may do: the %1").arg(kind.label),
        {m_driver.click(QStringLiteral("primaryButton"))},
        [driver = &m_driver] {
            const auto *next = driver->find<QWidget>(QStringLiteral("primaryButton"));
            return driver->find(QStringLiteral("abilityLines")) && next && next->isEnabled()
                ? QString()
                : QStringLiteral("it is not told");
        },
        QStringLiteral("ability-%1").arg(kind.slug));
    QList<TourDriver::Act> named = nameForm(kind);
    const TourDriver::Act finish = named.takeLast();
    add(
        QStringLiteral("name the %1").arg(kind.label), named,
        [driver = &m_driver] { return expectTop(*driver, QStringLiteral("accountWizard")); },
        QStringLiteral("name-%1").arg(kind.slug));
    add(QStringLiteral("list the %1").arg(kind.label), {finish},
        [driver = &m_driver, sessions = &m_sessions, name = kind.account.name] {
            const Session *session = sessionOf(*sessions, name);
            if (!session)
                return QStringLiteral("there is no such account");
            if (session->state() != Session::State::Ready)
                return QStringLiteral("the listing is not complete");
            if (!session->hasTokens())
                return QStringLiteral("the list is empty");
            return expectTop(*driver, driver->window().objectName());
        });
}

void TourScript::addTable()
{
    add(
        QStringLiteral("one table shows every token of every account"),
        {m_driver.clickAccount(QObject::tr("All tokens"))},
        [driver = &m_driver, sessions = &m_sessions] { return expectRows(*driver, tokenCount(*sessions)); },
        QStringLiteral("tokens"));
    const auto firstKey = [driver = &m_driver] {
        return driver->table()->model()->index(0, 0).data(TokenModel::KeyRole).value<TokenKey>();
    };
    add(
        QStringLiteral("details of the selected token"), {m_driver.selectRow(firstKey)},
        [driver = &m_driver, firstKey] {
            return driver->table()->selectedKeys() == QList<TokenKey>{firstKey()}
                ? QString()
                : QStringLiteral("another row is selected");
        },
        QStringLiteral("details"));
}

void TourScript::addSearch()
{
    add(
        QStringLiteral("search narrows the table while typing"),
        {m_driver.type(QStringLiteral("searchField"), QStringLiteral("ci deploy"))},
        [driver = &m_driver, sessions = &m_sessions] {
            const int rows = driver->table()->model()->rowCount();
            const bool isNarrowed = rows > 0 && rows < tokenCount(*sessions);
            return isNarrowed ? QString() : QStringLiteral("%1 rows").arg(rows);
        },
        QStringLiteral("search"));
    add(
        QStringLiteral("a search that finds nothing says so"),
        {m_driver.type(QStringLiteral("searchField"), QStringLiteral("no such token anywhere"))},
        [driver = &m_driver] {
            return driver->find(QStringLiteral("emptyButton"))
                ? QString()
                : QStringLiteral("no empty state with a button");
        },
        QStringLiteral("search-empty"));
    add(QStringLiteral("clear the filter: every row is back"),
        {m_driver.click(QStringLiteral("emptyButton"))},
        [driver = &m_driver, sessions = &m_sessions] { return expectRows(*driver, tokenCount(*sessions)); });
}

void TourScript::addSorting()
{
    const auto isSorted = [driver = &m_driver](Qt::SortOrder order) {
        const QAbstractItemModel &model = *driver->table()->model();
        std::optional<qint64> last;
        bool hasEnded = false; // rows without a date come last, whatever the order
        for (int row = 0; row < model.rowCount(); ++row) {
            const QVariant value = model.index(row, TokenModel::Created).data(TokenModel::SortRole);
            const qint64 moment = value.toLongLong();
            const bool isAfter = !last || (order == Qt::AscendingOrder ? *last <= moment : *last >= moment);
            if (value.isValid() && (hasEnded || !isAfter))
                return QStringLiteral("row %1 is out of order").arg(row + 1);
            hasEnded = hasEnded || !value.isValid();
            if (value.isValid())
                last = moment;
        }
        return QString();
    };
    const auto sortedBy = [driver = &m_driver](Qt::SortOrder order) {
        const auto *filter = qobject_cast<const TokenFilter *>(driver->table()->model());
        return filter->sortColumn() == TokenModel::Created && filter->sortOrder() == order;
    };
    const auto sort = [this, isSorted, sortedBy](const QString &what, Qt::SortOrder order) {
        add(what, {[driver = &m_driver, sortedBy, order] {
            if (!sortedBy(order))
                driver->clickColumn(TokenModel::Created)();
            return sortedBy(order) ? QString() : QStringLiteral("the column is not sorted that way");
        }},
            [isSorted, order] { return isSorted(order); });
    };
    sort(QStringLiteral("sort by creation"), Qt::AscendingOrder);
    sort(QStringLiteral("sort by creation, newest first"), Qt::DescendingOrder);
}

void TourScript::addRevokedAccount()
{
    add(
        QStringLiteral("add an account whose credential was revoked"),
        QList<TourDriver::Act>{m_driver.click(QStringLiteral("addAccountButton"))} + credentialForm(m_revoked)
            + QList<TourDriver::Act>{m_driver.click(QStringLiteral("primaryButton")),
                m_driver.click(QStringLiteral("typeIdsButton")),
                m_driver.type(QStringLiteral("typedOrganizationField"), m_revoked.account.organizationId),
                m_driver.click(QStringLiteral("primaryButton"))}
            + nameForm(m_revoked) + QList<TourDriver::Act>{m_driver.clickAccount(m_revoked.account.name)},
        [driver = &m_driver, sessions = &m_sessions, name = m_revoked.account.name] {
            const Session *session = sessionOf(*sessions, name);
            if (!session || session->state() != Session::State::Failed)
                return QStringLiteral("the account did not fail");
            if (!session->error() || session->error()->httpStatus != 401)
                return QStringLiteral("the error is not a 401");
            if (driver->find(QStringLiteral("listingProgress")))
                return QStringLiteral("the status bar still shows progress");
            return driver->find(QStringLiteral("listingBar")) ? QString()
                                                              : QStringLiteral("the window does not tell");
        },
        QStringLiteral("error-401"));
    add(
        QStringLiteral("remove that account, asked first"),
        {m_driver.chooseFromMenu({QStringLiteral("accountMenuBar"), QStringLiteral("removeAccountAction")})},
        [driver = &m_driver] { return expectTop(*driver, QStringLiteral("removeAccountQuestion")); },
        QStringLiteral("remove-account"));
    add(QStringLiteral("the account is gone and the bar with it"),
        {m_driver.click(QStringLiteral("primaryButton"))},
        [driver = &m_driver, sessions = &m_sessions, name = m_revoked.account.name] {
            if (sessionOf(*sessions, name))
                return QStringLiteral("the account is still there");
            return driver->find(QStringLiteral("listingBar")) ? QStringLiteral("the bar is still there")
                                                              : QString();
        });
}

void TourScript::addOtherTheme()
{
    const auto wasDark = std::make_shared<bool>();
    const auto chooseOther = [driver = &m_driver, wasDark] {
        *wasDark = isDark(driver->window().palette());
        const QString action =
            *wasDark ? QStringLiteral("lightThemeAction") : QStringLiteral("darkThemeAction");
        return driver->chooseFromMenu({QStringLiteral("viewMenu"), QStringLiteral("themeMenu"), action})();
    };
    add(
        QStringLiteral("the other theme: main window"),
        {m_driver.clickAccount(QObject::tr("All tokens")), chooseOther},
        [driver = &m_driver, wasDark] {
            return isDark(driver->window().palette()) == *wasDark ? QStringLiteral("the colours are the same")
                                                                  : QString();
        },
        QStringLiteral("other-theme"));
    add(
        QStringLiteral("the other theme: a dialog"), {m_driver.click(QStringLiteral("createActionButton"))},
        [driver = &m_driver] { return expectTop(*driver, QStringLiteral("createTokenDialog")); },
        QStringLiteral("other-theme-dialog"));
    add(QStringLiteral("the dialog is left with nothing done"),
        {m_driver.click(QStringLiteral("cancelButton"))},
        [driver = &m_driver] { return expectTop(*driver, driver->window().objectName()); });
}
