// SPDX-License-Identifier: MIT
#include "store/accountbook.h"

#include "store/database.h"
#include "store/storeerror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace {

Error closedError()
{
    return storeError(QStringLiteral("the database is not open"));
}

QString schemeWord(AuthScheme scheme)
{
    switch (scheme) {
    case AuthScheme::Automatic:
        return QStringLiteral("automatic");
    case AuthScheme::Token:
        return QStringLiteral("token");
    case AuthScheme::Bearer:
        return QStringLiteral("bearer");
    }
    return QStringLiteral("automatic");
}

AuthScheme schemeFromWord(const QString &word)
{
    for (const AuthScheme scheme : {AuthScheme::Token, AuthScheme::Bearer}) {
        if (schemeWord(scheme) == word)
            return scheme;
    }
    return AuthScheme::Automatic;
}

QString proxyWord(ProxyChoice::Kind kind)
{
    switch (kind) {
    case ProxyChoice::Kind::System:
        return QStringLiteral("system");
    case ProxyChoice::Kind::None:
        return QStringLiteral("none");
    case ProxyChoice::Kind::Http:
        return QStringLiteral("http");
    case ProxyChoice::Kind::Socks5:
        return QStringLiteral("socks5");
    }
    return QStringLiteral("system");
}

ProxyChoice::Kind proxyFromWord(const QString &word)
{
    for (const ProxyChoice::Kind kind :
        {ProxyChoice::Kind::None, ProxyChoice::Kind::Http, ProxyChoice::Kind::Socks5}) {
        if (proxyWord(kind) == word)
            return kind;
    }
    return ProxyChoice::Kind::System;
}

QString workspacesText(const QStringList &ids)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact));
}

QStringList workspacesFromText(const QString &text)
{
    QStringList ids;
    const QJsonArray array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const QJsonValue &id : array)
        ids.append(id.toString());
    return ids;
}

/// A null QString would be stored as NULL, which the schema refuses.
QString stored(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

Account accountFromRow(const QSqlQuery &row)
{
    Account account;
    account.id = row.value(0).toString();
    account.providerKey = row.value(1).toString();
    account.name = row.value(2).toString();
    account.baseUrl = QUrl(row.value(3).toString());
    account.organizationId = row.value(4).toString();
    account.workspaceIds = workspacesFromText(row.value(5).toString());
    account.scheme = schemeFromWord(row.value(6).toString());
    account.isProduction = row.value(7).toBool();
    account.caFile = row.value(8).toString();
    account.generation = row.value(9).toString();
    account.environment = row.value(10).toString();
    account.colour = row.value(11).toString();
    account.proxy.kind = proxyFromWord(row.value(12).toString());
    account.proxy.host = row.value(13).toString();
    account.proxy.port = static_cast<quint16>(row.value(14).toUInt());
    account.proxy.user = row.value(15).toString();
    account.timeoutSeconds = row.value(16).toInt();
    return account;
}

} // namespace

AccountBook::AccountBook(Database &database)
    : m_database(database)
{ }

Result<QList<Account>> AccountBook::load() const
{
    if (!m_database.isOpen())
        return closedError();
    QSqlQuery query(m_database.connection());
    if (!query.exec(QStringLiteral(
            "SELECT id, provider, name, base_url, organization, workspaces, scheme, production,"
            " ca_file, generation, environment, colour, proxy, proxy_host, proxy_port, proxy_user,"
            " timeout_seconds FROM accounts ORDER BY position")))
        return storeError(query.lastError().databaseText());
    QList<Account> accounts;
    while (query.next())
        accounts.append(accountFromRow(query));
    if (query.lastError().isValid())
        return storeError(query.lastError().databaseText());
    return accounts;
}

Result<Nothing> AccountBook::save(const Account &account)
{
    if (!m_database.isOpen())
        return closedError();
    QSqlQuery query(m_database.connection());
    query.prepare(QStringLiteral(
        "INSERT INTO accounts (id, provider, name, base_url, organization, workspaces, scheme, production,"
        " ca_file, generation, environment, colour, proxy, proxy_host, proxy_port, proxy_user,"
        " timeout_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET provider = excluded.provider, name = excluded.name,"
        " base_url = excluded.base_url, organization = excluded.organization,"
        " workspaces = excluded.workspaces, scheme = excluded.scheme, production = excluded.production,"
        " ca_file = excluded.ca_file, generation = excluded.generation,"
        " environment = excluded.environment, colour = excluded.colour, proxy = excluded.proxy,"
        " proxy_host = excluded.proxy_host, proxy_port = excluded.proxy_port,"
        " proxy_user = excluded.proxy_user, timeout_seconds = excluded.timeout_seconds"));
    query.addBindValue(stored(account.id));
    query.addBindValue(stored(account.providerKey));
    query.addBindValue(stored(account.name));
    query.addBindValue(stored(account.baseUrl.toString(QUrl::FullyEncoded)));
    query.addBindValue(stored(account.organizationId));
    query.addBindValue(workspacesText(account.workspaceIds));
    query.addBindValue(schemeWord(account.scheme));
    query.addBindValue(account.isProduction ? 1 : 0);
    query.addBindValue(stored(account.caFile));
    query.addBindValue(stored(account.generation));
    query.addBindValue(stored(account.environment));
    query.addBindValue(stored(account.colour));
    query.addBindValue(proxyWord(account.proxy.kind));
    query.addBindValue(stored(account.proxy.host));
    query.addBindValue(account.proxy.port);
    query.addBindValue(stored(account.proxy.user));
    query.addBindValue(account.timeoutSeconds);
    if (!query.exec())
        return storeError(query.lastError().databaseText());
    return Nothing{};
}

Result<Nothing> AccountBook::remove(const QString &accountId)
{
    if (!m_database.isOpen())
        return closedError();
    QSqlQuery query(m_database.connection());
    query.prepare(QStringLiteral("DELETE FROM accounts WHERE id = ?"));
    query.addBindValue(accountId);
    if (!query.exec())
        return storeError(query.lastError().databaseText());
    return Nothing{};
}
