// SPDX-License-Identifier: MIT
#include "support/canaryscan.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace {

const QByteArray value = "canary+Xk3/9 \"ü\" qZ7w%b1";
const QString name = QStringLiteral("the canary");

CanaryScan scan()
{
    CanaryScan made;
    made.add(name, value);
    return made;
}

QByteArray utf16(const QByteArray &utf8, bool isBig)
{
    QByteArray bytes;
    for (const QChar c : QString::fromUtf8(utf8)) {
        const auto high = static_cast<char>(c.unicode() >> 8);
        const auto low = static_cast<char>(c.unicode() & 0xff);
        bytes += isBig ? high : low;
        bytes += isBig ? low : high;
    }
    return bytes;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

/// That what finds nothing can find.
class TestCanaryScan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryForm_data();
    void findsEveryForm();
    void findsPieces();
    void findsNothingElse_data();
    void findsNothingElse();
    void readsEveryFile_data();
    void readsEveryFile();
    void readsDatabasesAndWhatLiesBesideThem();
    void leavesOutWhatWasAskedFor();
};

void TestCanaryScan::findsEveryForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("form");
    const auto row = [](const QByteArray &title, const QByteArray &bytes, const char *form) {
        QTest::newRow(title.constData())
            << QByteArray("before " + bytes + " behind") << QString::fromLatin1(form);
    };
    row("clear", value, "in clear");
    row("clear, in a longer word", "abc" + value + "def", "in clear");
    // What stands before it decides about the alignment.
    for (const char *before : {"", "x", "xy", "Bearer ", "user:"}) {
        const QByteArray whole = before + value + "!";
        row(QByteArray("base64 behind \"") + before + '"', whole.toBase64(), "as base64");
        row(QByteArray("base64url behind \"") + before + '"', whole.toBase64(QByteArray::Base64UrlEncoding),
            "as base64");
        row(QByteArray("base64 without end behind \"") + before + '"',
            whole.toBase64(QByteArray::OmitTrailingEquals), "as base64");
    }
    row("hex", value.toHex(), "as hexadecimal digits");
    row("HEX", value.toHex().toUpper(), "as hexadecimal digits");
    row("hex, odd", 'a' + value.toHex(), "as hexadecimal digits");
    row("query", QUrl::toPercentEncoding(QString::fromUtf8(value)), "percent-encoded");
    row("wholly percent-encoded", '%' + value.toHex('%'), "percent-encoded");
    row("wholly percent-encoded, upper", '%' + value.toHex('%').toUpper(), "percent-encoded");
    row("JSON", "{\"v\":\"canary+Xk3/9 \\\"ü\\\" qZ7w%b1\"}", "as in JSON");
    row("UTF-16LE", utf16(value, false), "as UTF-16LE");
    row("UTF-16BE", utf16(value, true), "as UTF-16BE");
    row("UTF-16, odd address", 'x' + utf16(value, false), "as UTF-16LE");
    row("among zeros", QByteArray(5000, '\0') + value + QByteArray(5000, '\0'), "in clear");
}

void TestCanaryScan::findsEveryForm()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, form);
    const QStringList found = scan().findIn(bytes);
    QVERIFY2(found.contains(name + u' ' + form), qPrintable(found.join(u',')));
    for (const QString &line : found)
        QVERIFY(!line.contains(QStringLiteral("Xk3")));
}

void TestCanaryScan::findsPieces()
{
    const CanaryScan canaries = scan();
    for (qsizetype at = 0; at + CanaryScan::piece <= value.size(); ++at) {
        const QByteArray part = value.mid(at, CanaryScan::piece);
        QVERIFY(!canaries.findIn(part).isEmpty());
        QVERIFY(!canaries.findIn("xxxx" + part.toHex()).isEmpty());
    }
    // Cut at either end, and in the middle of a base64 group.
    QVERIFY(!canaries.findIn(value.chopped(10)).isEmpty());
    QVERIFY(!canaries.findIn(value.toBase64().sliced(3)).isEmpty());
    QVERIFY(!canaries.findIn(value.toBase64().chopped(9)).isEmpty());
    QVERIFY(canaries.findInText(QString::fromUtf8(value)).size() > 0);
}

void TestCanaryScan::findsNothingElse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("too little") << value.left(CanaryScan::piece - 1);
    QTest::newRow("another value") << QByteArray("canary+Yk3/9 \"ä\" qZ8w%b2");
    QTest::newRow("backwards") << QByteArray("1b%w7Zq \"ü\" 9/3kX+yranac");
    QTest::newRow("other letters") << value.toUpper();
}

void TestCanaryScan::findsNothingElse()
{
    QFETCH(const QByteArray, bytes);
    QCOMPARE(scan().findIn(bytes), QStringList());
    QCOMPARE(scan().findIn(bytes.toBase64()), QStringList());
    QCOMPARE(scan().findIn(bytes.toHex()), QStringList());
}

void TestCanaryScan::readsEveryFile_data()
{
    QTest::addColumn<QString>("path");
    for (const char *path : {"plain", ".hidden", "a/b/c.txt", ".config/x/.y"})
        QTest::newRow(path) << QString::fromLatin1(path);
}

void TestCanaryScan::readsEveryFile()
{
    QFETCH(const QString, path);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QFileInfo(path).path()));
    write(folder.filePath(path), "nothing");
    int looked = 0;
    QCOMPARE(scan().findBelow(folder.path(), {}, &looked), QStringList());
    QCOMPARE(looked, 1);
    write(folder.filePath(path), "something: " + value);
    const QStringList found = scan().findBelow(folder.path());
    QCOMPARE(found, QStringList{folder.filePath(path) + QStringLiteral(": the canary in clear")});

    // A name tells as much as a content, and an INI file hides what it holds.
    const QTemporaryDir other;
    write(other.filePath(QStringLiteral("token-canary+Xk3")), {});
    CanaryScan short_;
    short_.add(name, "token-canary+Xk3");
    QCOMPARE(short_.findBelow(other.path()).size(), 1);
    {
        QSettings settings(other.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        settings.setValue(QStringLiteral("state"), utf16(value, true));
    }
    QVERIFY(scan().findBelow(other.path()).join(u'\n').contains(QStringLiteral("UTF-16BE")));
}

void TestCanaryScan::readsDatabasesAndWhatLiesBesideThem()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("some.db"));
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("canary"));
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("PRAGMA journal_mode = WAL")));
        QVERIFY(query.exec(QStringLiteral("CREATE TABLE t (a, b)")));
        QVERIFY(query.prepare(QStringLiteral("INSERT INTO t VALUES (?, ?)")));
        query.addBindValue(QString::fromUtf8(value));
        query.addBindValue(value.toBase64());
        QVERIFY(query.exec());
        // Not yet in the file itself.
        const QString found = scan().findBelow(folder.path()).join(u'\n');
        QVERIFY2(found.contains(QStringLiteral("some.db-wal: the canary in clear")), qPrintable(found));
        QVERIFY2(found.contains(QStringLiteral("some.db-wal: the canary as base64")), qPrintable(found));
        QVERIFY(query.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")));
        QVERIFY(scan()
                    .findBelow(folder.path())
                    .join(u'\n')
                    .contains(QStringLiteral("some.db: the canary in clear")));
        // Deleted is not gone, unless SQLite is told so.
        QVERIFY(query.exec(QStringLiteral("PRAGMA secure_delete = OFF")));
        QVERIFY(query.exec(QStringLiteral("DELETE FROM t")));
        QVERIFY(query.exec(QStringLiteral("PRAGMA journal_mode = DELETE")));
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("canary"));
    QVERIFY(!scan().findBelow(folder.path()).isEmpty());
}

void TestCanaryScan::leavesOutWhatWasAskedFor()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("asked")), value);
    write(folder.filePath(QStringLiteral("other")), value);
    const QStringList found = scan().findBelow(folder.path(), {folder.filePath(QStringLiteral("asked"))});
    QCOMPARE(found.size(), 1);
    QVERIFY(found.first().contains(QStringLiteral("other")));
}

QTEST_GUILESS_MAIN(TestCanaryScan)
#include "tst_canaryscan.moc"
