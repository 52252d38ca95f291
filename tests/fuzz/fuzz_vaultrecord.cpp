// SPDX-License-Identifier: MIT
#include "fuzzinput.h"
#include "store/database.h"
#include "store/storeerror.h"
#include "store/vaultkeyrow.h"
#include "store/vaultrecords.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace {

const QString name = QStringLiteral("account/1");

Database &openDatabase()
{
    static int argc = 1;
    static char program[] = "fuzz_vaultrecord";
    static char *argv[] = {program, nullptr};
    // Never destroyed: what Qt needs for that is gone by then.
    static const auto *const application = new QCoreApplication(argc, argv); // finds SQLite's driver
    Q_UNUSED(application)
    static Database &database = *new Database;
    if (!database.isOpen())
        require(database.open(QStringLiteral(":memory:")).ok(), "a database can be made");
    return database;
}

const GuardedKey &key()
{
    static const GuardedKey made = GuardedKey::copyOf(QByteArray(GuardedKey::byteCount, 'k'));
    return made;
}

void run(QSqlQuery &query)
{
    require(query.exec(), qUtf8Printable(query.lastError().text()));
}

/// A row of the table with whatever is in it.
void readStrangeRow(Database &database, FuzzInput &input)
{
    QSqlQuery query(database.connection());
    query.prepare(QStringLiteral("INSERT OR REPLACE INTO vault_records (name, version, nonce, sealed, "
                                 "written_at) VALUES (?, ?, ?, ?, 0)"));
    query.addBindValue(name);
    query.addBindValue(qint64(qint8(input.byte())));
    query.addBindValue(input.bytes(input.byte()));
    query.addBindValue(input.rest());
    run(query);
    const auto read = VaultRecords(database, VaultRecords::Place::File).get(name, key());
    require(!read.ok(), "what nobody sealed does not open");
    require(read.error().kind == Error::Kind::Vault, "a damaged record is the vault's trouble");
}

/// A sealed row opens as it was, and no longer once a bit of it is another.
void readAlteredRow(Database &database, FuzzInput &input)
{
    const qsizetype position = input.byte();
    const auto bit = static_cast<char>(1 << (input.byte() % 8));
    const bool isInNonce = input.byte() % 2 == 1;
    const QByteArray clear = input.rest();
    VaultRecords records(database, VaultRecords::Place::File);
    require(records.put(name, clear, key(), {}, QDateTime::currentDateTimeUtc()).ok(), "a record is kept");
    const auto read = records.get(name, key());
    require(read.ok() && read.value().reveal() == clear, "a record opens as it was sealed");

    QSqlQuery query(database.connection());
    query.prepare(QStringLiteral("SELECT nonce, sealed FROM vault_records WHERE name = ?"));
    query.addBindValue(name);
    run(query);
    require(query.next(), "the record is there");
    QByteArray nonce = query.value(0).toByteArray();
    QByteArray box = query.value(1).toByteArray();
    QByteArray &altered = isInNonce ? nonce : box;
    char &byte = altered[position % altered.size()];
    byte = static_cast<char>(byte ^ bit);
    query.prepare(QStringLiteral("UPDATE vault_records SET nonce = ?, sealed = ? WHERE name = ?"));
    query.addBindValue(nonce);
    query.addBindValue(box);
    query.addBindValue(name);
    run(query);
    require(!records.get(name, key()).ok(), "an altered record does not open");
}

/// The row that holds the vault's key, with whatever is in it.
void readStrangeKeyRow(Database &database, FuzzInput &input)
{
    QSqlQuery query(database.connection());
    query.prepare(QStringLiteral(
        "INSERT OR REPLACE INTO vault_key (id, version, key_id, source, parameters, nonce, sealed, made_at)"
        " VALUES (1, ?, ?, ?, ?, ?, ?, 0)"));
    query.addBindValue(qint64(input.byte() % 3));
    query.addBindValue(input.bytes(16));
    query.addBindValue(input.byte() % 2 ? QStringLiteral("password") : QStringLiteral("keychain"));
    query.addBindValue(QString::fromUtf8(input.bytes(input.byte())) + QLatin1String(""));
    query.addBindValue(input.bytes(input.byte()));
    query.addBindValue(input.rest());
    run(query);
    const auto row = VaultKeyRow::load(database);
    if (row.ok() && row.value())
        require(row.value()->dataKey(key()).isEmpty(), "a key that nobody sealed does not open");
}

} // namespace

/// First byte: which row; then what is in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Database &database = openDatabase();
    FuzzInput input(data, size);
    switch (input.byte() % 3) {
    case 0:
        readStrangeRow(database, input);
        break;
    case 1:
        readAlteredRow(database, input);
        break;
    default:
        readStrangeKeyRow(database, input);
        break;
    }
    return 0;
}
