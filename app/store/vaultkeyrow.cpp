// SPDX-License-Identifier: MIT
#include "store/vaultkeyrow.h"

#include "store/database.h"
#include "store/storeerror.h"

#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace {

constexpr int version = 1;

QString sourceWord(KeySource::Kind kind)
{
    switch (kind) {
    case KeySource::Kind::Keychain:
        return QStringLiteral("keychain");
    case KeySource::Kind::Password:
        return QStringLiteral("password");
    }
    Q_UNREACHABLE();
}

std::optional<KeySource::Kind> sourceFromWord(const QString &word)
{
    for (const KeySource::Kind kind : {KeySource::Kind::Keychain, KeySource::Kind::Password}) {
        if (sourceWord(kind) == word)
            return kind;
    }
    return {};
}

QByteArray parametersText(const QJsonObject &parameters)
{
    return QJsonDocument(parameters).toJson(QJsonDocument::Compact);
}

Error newerError(const QString &what)
{
    return storeError(QStringLiteral("the vault's key is of a kind this program does not know: %1").arg(what),
        StoreTrouble::VaultNewer);
}

} // namespace

VaultKeyRow::VaultKeyRow(
    const QByteArray &keyId, const GuardedKey &dataKey, KeySource::Kind source, const WrappingKey &wrapping)
    : m_keyId(keyId)
    , m_source(source)
    , m_parameters(wrapping.parameters)
{
    m_sealed = seal(wrapping.key, dataKey, context());
}

Result<std::optional<VaultKeyRow>> VaultKeyRow::load(const Database &database)
{
    if (!database.isOpen())
        return storeError(QStringLiteral("the database is not open"), StoreTrouble::FileUnavailable);
    QSqlQuery query(database.connection());
    if (!query.exec(
            QStringLiteral("SELECT version, key_id, source, parameters, nonce, sealed FROM vault_key")))
        return storeError(query.lastError());
    if (!query.next()) {
        if (query.lastError().isValid())
            return storeError(query.lastError());
        return std::optional<VaultKeyRow>();
    }
    if (query.value(0).toInt() != version)
        return newerError(QStringLiteral("version %1").arg(query.value(0).toInt()));
    const auto source = sourceFromWord(query.value(2).toString());
    if (!source)
        return newerError(query.value(2).toString());
    VaultKeyRow row;
    row.m_keyId = query.value(1).toByteArray();
    row.m_source = *source;
    row.m_parameters = QJsonDocument::fromJson(query.value(3).toString().toUtf8()).object();
    row.m_sealed = {query.value(4).toByteArray(), query.value(5).toByteArray()};
    return std::optional<VaultKeyRow>(std::move(row));
}

Result<Nothing> VaultKeyRow::insert(Database &database, const QDateTime &now) const
{
    QSqlQuery query(database.connection());
    query.prepare(QStringLiteral(
        "INSERT INTO vault_key (id, version, key_id, source, parameters, nonce, sealed, made_at)"
        " VALUES (1, ?, ?, ?, ?, ?, ?, ?)"));
    query.addBindValue(version);
    query.addBindValue(m_keyId);
    query.addBindValue(sourceWord(m_source));
    query.addBindValue(QString::fromUtf8(parametersText(m_parameters)));
    query.addBindValue(m_sealed.nonce);
    query.addBindValue(m_sealed.box);
    query.addBindValue(now.toMSecsSinceEpoch());
    if (!query.exec())
        return storeError(query.lastError());
    return Nothing{};
}

Result<bool> VaultKeyRow::replace(Database &database, const VaultKeyRow &old, const QDateTime &now) const
{
    QSqlQuery query(database.connection());
    query.prepare(QStringLiteral(
        "UPDATE vault_key SET version = ?, key_id = ?, source = ?, parameters = ?, nonce = ?, sealed = ?,"
        " made_at = ? WHERE key_id = ? AND nonce = ? AND sealed = ?"));
    query.addBindValue(version);
    query.addBindValue(m_keyId);
    query.addBindValue(sourceWord(m_source));
    query.addBindValue(QString::fromUtf8(parametersText(m_parameters)));
    query.addBindValue(m_sealed.nonce);
    query.addBindValue(m_sealed.box);
    query.addBindValue(now.toMSecsSinceEpoch());
    query.addBindValue(old.m_keyId);
    query.addBindValue(old.m_sealed.nonce);
    query.addBindValue(old.m_sealed.box);
    if (!query.exec())
        return storeError(query.lastError());
    return query.numRowsAffected() == 1;
}

Result<bool> VaultKeyRow::remove(Database &database) const
{
    QSqlQuery query(database.connection());
    query.prepare(QStringLiteral("DELETE FROM vault_key WHERE key_id = ? AND nonce = ? AND sealed = ?"));
    query.addBindValue(m_keyId);
    query.addBindValue(m_sealed.nonce);
    query.addBindValue(m_sealed.box);
    if (!query.exec())
        return storeError(query.lastError());
    return query.numRowsAffected() == 1;
}

GuardedKey VaultKeyRow::dataKey(const GuardedKey &wrapping) const
{
    return unsealKey(wrapping, m_sealed, context());
}

QByteArray VaultKeyRow::context() const
{
    return QByteArrayLiteral("Tokenry vault key 1\n") + m_keyId.toHex() + '\n' + sourceWord(m_source).toUtf8()
        + '\n' + parametersText(m_parameters);
}
