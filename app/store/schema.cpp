// SPDX-License-Identifier: MIT
#include "store/schema.h"

const QList<SchemaStep> &schemaSteps()
{
    static const QList<SchemaStep> steps{
        {1,
            {QStringLiteral("CREATE TABLE accounts ("
                            " position INTEGER PRIMARY KEY AUTOINCREMENT,"
                            " id TEXT NOT NULL UNIQUE,"
                            " provider TEXT NOT NULL,"
                            " name TEXT NOT NULL,"
                            " base_url TEXT NOT NULL,"
                            " organization TEXT NOT NULL,"
                            " workspaces TEXT NOT NULL,"
                            " scheme TEXT NOT NULL,"
                            " production INTEGER NOT NULL) STRICT")}},
        // The vault: one row says where its key comes from, the others hold what that key seals.
        {2,
            {QStringLiteral("CREATE TABLE vault_key ("
                            " id INTEGER PRIMARY KEY CHECK (id = 1),"
                            " version INTEGER NOT NULL,"
                            " key_id BLOB NOT NULL,"
                            " source TEXT NOT NULL,"
                            " parameters TEXT NOT NULL,"
                            " nonce BLOB NOT NULL,"
                            " sealed BLOB NOT NULL,"
                            " made_at INTEGER NOT NULL) STRICT"),
                QStringLiteral("CREATE TABLE vault_records ("
                               " name TEXT PRIMARY KEY,"
                               " version INTEGER NOT NULL,"
                               " nonce BLOB NOT NULL,"
                               " sealed BLOB NOT NULL,"
                               " written_at INTEGER NOT NULL) STRICT, WITHOUT ROWID")}},
        // The journal: every row seals the one before it, the head is kept a second time so that a cut-off
        // tail is seen. journal_operations is an index over it: where an operation began and stands.
        {3,
            {QStringLiteral("CREATE TABLE journal ("
                            " position INTEGER PRIMARY KEY,"
                            " operation TEXT NOT NULL,"
                            " state TEXT NOT NULL,"
                            " at INTEGER NOT NULL,"
                            " run TEXT NOT NULL,"
                            " content TEXT NOT NULL,"
                            " seal BLOB NOT NULL) STRICT"),
                QStringLiteral("CREATE INDEX journal_by_operation ON journal (operation)"),
                QStringLiteral("CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal"
                               " BEGIN SELECT raise(ABORT, 'the journal is append-only'); END"),
                QStringLiteral("CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON journal"
                               " BEGIN SELECT raise(ABORT, 'the journal is append-only'); END"),
                QStringLiteral("CREATE TABLE journal_head ("
                               " id INTEGER PRIMARY KEY CHECK (id = 1),"
                               " position INTEGER NOT NULL,"
                               " seal BLOB NOT NULL) STRICT"),
                QStringLiteral("CREATE TABLE journal_operations ("
                               " operation TEXT PRIMARY KEY,"
                               " verb TEXT NOT NULL,"
                               " began INTEGER NOT NULL UNIQUE,"
                               " latest INTEGER NOT NULL,"
                               " state TEXT NOT NULL,"
                               " is_open INTEGER NOT NULL) STRICT, WITHOUT ROWID"),
                QStringLiteral("CREATE INDEX journal_open ON journal_operations (began) WHERE is_open = 1")}},
        // Certificates that one account trusts beside the system's.
        {4, {QStringLiteral("ALTER TABLE accounts ADD COLUMN ca_file TEXT NOT NULL DEFAULT ''")}},
        // Which generation of its provider's API an account speaks; empty = the first, as all did before.
        {5, {QStringLiteral("ALTER TABLE accounts ADD COLUMN generation TEXT NOT NULL DEFAULT ''")}},
        // What an account is used for and how it looks, and its way through the network.
        {6,
            {QStringLiteral("ALTER TABLE accounts ADD COLUMN environment TEXT NOT NULL DEFAULT ''"),
                QStringLiteral("ALTER TABLE accounts ADD COLUMN colour TEXT NOT NULL DEFAULT ''"),
                QStringLiteral("ALTER TABLE accounts ADD COLUMN proxy TEXT NOT NULL DEFAULT 'system'"),
                QStringLiteral("ALTER TABLE accounts ADD COLUMN proxy_host TEXT NOT NULL DEFAULT ''"),
                QStringLiteral("ALTER TABLE accounts ADD COLUMN proxy_port INTEGER NOT NULL DEFAULT 0"),
                QStringLiteral("ALTER TABLE accounts ADD COLUMN proxy_user TEXT NOT NULL DEFAULT ''"),
                QStringLiteral(
                    "ALTER TABLE accounts ADD COLUMN timeout_seconds INTEGER NOT NULL DEFAULT 0")}},
        // What an account's lists held when they were last read whole, to be shown before the network
        // answers.
        {7,
            {QStringLiteral("CREATE TABLE listings ("
                            " account TEXT PRIMARY KEY,"
                            " service TEXT NOT NULL,"
                            " listed_at INTEGER NOT NULL,"
                            " seal BLOB NOT NULL,"
                            " content BLOB NOT NULL) STRICT")}},
    };
    return steps;
}
