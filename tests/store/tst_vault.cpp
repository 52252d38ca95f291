// SPDX-License-Identifier: MIT
#include "store/vault.h"

#include "store/vaultfixture.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>

using State = Vault::State;
using Protection = Vault::Protection;

namespace {

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

/// How a value might be lying about in a file.
QList<QByteArray> disguises(const QByteArray &value)
{
    const QString asText = QString::fromUtf8(value);
    const QByteArray utf16(reinterpret_cast<const char *>(asText.utf16()), asText.size() * 2);
    QList<QByteArray> all{value, utf16, value.toHex(), value.toHex().toUpper()};
    // Base64 depends on where in a longer text the value begins; the middle of it stays the same.
    for (int shift = 0; shift < 3; ++shift) {
        const QByteArray encoded = (QByteArray(shift, 'x') + value).toBase64();
        all.append(encoded.mid(4, encoded.size() - 12));
        all.append((QByteArray(shift, 'x') + value)
                       .toBase64(QByteArray::Base64UrlEncoding)
                       .mid(4, encoded.size() - 12));
    }
    return all;
}

QStringList filesWith(const QString &folder, const QByteArray &value)
{
    QStringList found;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : value;
        for (const QByteArray &form : disguises(value)) {
            if (bytes.contains(form))
                found << file.fileName() + QStringLiteral(" has ") + QString::fromLatin1(form);
        }
    }
    return found;
}

} // namespace

class VaultTest final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<VaultFixture> m_profile;
    std::unique_ptr<Opened> m_opened;

    [[nodiscard]] Vault &vault() { return *m_opened->vault; }
    void reopen() { m_opened = std::make_unique<Opened>(m_profile->path()); }

private Q_SLOTS:
    void init();
    void cleanup();
    void isAbsentUntilMade();
    void keepsRecordsOverRestarts();
    void refusesWhileLocked();
    void aWrongPasswordIsToldApart();
    void replacesAndRemoves();
    void namesByPrefix();
    void keepsAnyBytes_data();
    void keepsAnyBytes();
    void aMissingRecordIsToldApart();
    void aRecordAndAnotherRowAreOneTransaction();
    void anAlteredRecordIsAnErrorAndTheOthersAreReadable_data();
    void anAlteredRecordIsAnErrorAndTheOthersAreReadable();
    void theSameSecretIsNeverSealedTheSameWay();
    void nothingOfASecretIsInAnyFile();
    void aClosedDatabaseIsAnError();
    void aKeyTakenAwayByAnotherProgramStopsWriting();
    void tellsOfChanges();
};

void VaultTest::init()
{
    m_profile = std::make_unique<VaultFixture>();
    reopen();
    QVERIFY(m_opened->isOpen);
}

void VaultTest::cleanup()
{
    m_opened.reset();
    m_profile.reset();
}

void VaultTest::isAbsentUntilMade()
{
    QCOMPARE(vault().state(), State::Absent);
    QCOMPARE(vault().protection(), Protection::None);
    QVERIFY(!vault().hasStoredKey());
    QCOMPARE(vault().put(text("a"), secretOf("x")).error().trouble, StoreTrouble::VaultAbsent);
    QCOMPARE(m_profile->unlock(vault(), "pw").error().trouble, StoreTrouble::VaultAbsent);
    QCOMPARE(m_profile->move(vault(), "pw").error().trouble, StoreTrouble::VaultAbsent);

    QVERIFY(m_profile->create(vault(), "pw"));
    QCOMPARE(vault().state(), State::Unlocked);
    QCOMPARE(vault().protection(), Protection::Password);
    QVERIFY(vault().hasStoredKey());
    QVERIFY(vault().put(text("a"), secretOf("x")));
}

void VaultTest::keepsRecordsOverRestarts()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(text("credential/1"), secretOf("one")));
    QVERIFY(vault().put(text("credential/2"), secretOf("two")));
    reopen();
    QCOMPARE(vault().state(), State::Locked);
    QCOMPARE(vault().protection(), Protection::Password);
    QVERIFY(m_profile->unlock(vault(), "pw"));
    QCOMPARE(vault().state(), State::Unlocked);
    QCOMPARE(readOf(vault(), text("credential/1")), QByteArray("one"));
    QCOMPARE(readOf(vault(), text("credential/2")), QByteArray("two"));
}

void VaultTest::refusesWhileLocked()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(text("a"), secretOf("x")));
    vault().lock();
    QCOMPARE(vault().state(), State::Locked);
    for (const Error &error : {vault().put(text("a"), secretOf("y")).error(), vault().get(text("a")).error(),
             vault().remove(text("a")).error(), vault().names().error(),
             m_profile->move(vault(), "other").error()}) {
        QCOMPARE(error.kind, Error::Kind::Vault);
        QCOMPARE(error.outcome, Error::Outcome::NotSent);
        QCOMPARE(error.trouble, StoreTrouble::VaultLocked);
        QVERIFY(!error.technical.isEmpty());
    }
    vault().lock(); // again is nothing
    QVERIFY(m_profile->unlock(vault(), "pw"));
    QCOMPARE(readOf(vault(), text("a")), QByteArray("x"));
}

void VaultTest::aWrongPasswordIsToldApart()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(text("a"), secretOf("x")));
    vault().lock();
    const Result<Nothing> wrong = m_profile->unlock(vault(), "PW");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, Error::Kind::Vault);
    QCOMPARE(wrong.error().trouble, StoreTrouble::WrongPassword);
    QCOMPARE(vault().state(), State::Locked);
    QVERIFY(m_profile->unlock(vault(), "pw"));
    QCOMPARE(readOf(vault(), text("a")), QByteArray("x"));
}

void VaultTest::replacesAndRemoves()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(text("a"), secretOf("first")));
    QVERIFY(vault().put(text("a"), secretOf("second")));
    QCOMPARE(readOf(vault(), text("a")), QByteArray("second"));
    QCOMPARE(vault().names().value(), QStringList{text("a")});
    QVERIFY(vault().remove(text("a")).value());
    QVERIFY(!vault().remove(text("a")).value());
    QCOMPARE(vault().names().value(), QStringList());
    QCOMPARE(m_opened->one(text("SELECT count(*) FROM vault_records")).toInt(), 0);
}

void VaultTest::namesByPrefix()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    for (const char *name : {"b/2", "b/1", "a/1", "b%", "B/3", "b", "b_/1", "ü/1"})
        QVERIFY(vault().put(text(name), secretOf("x")));
    QCOMPARE(vault().names(text("b/")).value(), QStringList({text("b/1"), text("b/2")}));
    QCOMPARE(vault().names(text("b_")).value(), QStringList({text("b_/1")}));
    QCOMPARE(vault().names(text("b%")).value(), QStringList({text("b%")}));
    QCOMPARE(vault().names(text("ü")).value(), QStringList({text("ü/1")}));
    QCOMPARE(vault().names(text("z")).value(), QStringList());
    QCOMPARE(vault().names().value().size(), 8);
}

void VaultTest::keepsAnyBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one") << QByteArray("x");
    QTest::newRow("zeros") << QByteArray("a\0b\0\0", 5);
    QTest::newRow("utf-8") << QByteArray("gr\xc3\xbcn \xf0\x9f\x9a\x80");
    QTest::newRow("long") << QByteArray(3'000'000, 'q');
}

void VaultTest::keepsAnyBytes()
{
    QFETCH(const QByteArray, bytes);
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(text("a"), secretOf(bytes)));
    QVERIFY(readOf(vault(), text("a")) == bytes);
}

void VaultTest::aMissingRecordIsToldApart()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    const Result<Secret> none = vault().get(text("credential/7"));
    QVERIFY(!none);
    QCOMPARE(none.error().trouble, StoreTrouble::RecordMissing);
    QVERIFY(none.error().technical.contains(text("credential/7")));
}

void VaultTest::aRecordAndAnotherRowAreOneTransaction()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(m_opened->run(text("CREATE TABLE steps (x)")));
    const QString row = text("INSERT INTO steps VALUES ('kept')");
    {
        Transaction transaction(m_opened->database);
        QVERIFY(vault().put(text("a"), secretOf("x")));
        QVERIFY(m_opened->run(row));
        QCOMPARE(readOf(vault(), text("a")), QByteArray("x"));
    }
    QCOMPARE(vault().names().value(), QStringList());
    QCOMPARE(m_opened->one(text("SELECT count(*) FROM steps")).toInt(), 0);
    const Opened other(m_profile->path());
    {
        Transaction transaction(m_opened->database);
        QVERIFY(vault().put(text("a"), secretOf("x")));
        QVERIFY(m_opened->run(row));
        QCOMPARE(other.one(text("SELECT count(*) FROM vault_records")).toInt(), 0);
        QVERIFY(transaction.commit());
    }
    QCOMPARE(other.one(text("SELECT count(*) FROM vault_records")).toInt(), 1);
    QCOMPARE(other.one(text("SELECT count(*) FROM steps")).toInt(), 1);
}

void VaultTest::anAlteredRecordIsAnErrorAndTheOthersAreReadable_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<bool>("isNewer");
    const auto row = [](const char *name, const char *change, bool isNewer = false) {
        QTest::newRow(name)
            << QStringLiteral("UPDATE vault_records SET %1 WHERE name = 'a'").arg(text(change)) << isNewer;
    };
    row("first byte of the nonce", "nonce = CAST(x'00' || substr(nonce, 2) AS BLOB)");
    row("last byte of the nonce", "nonce = CAST(substr(nonce, 1, 23) || x'00' AS BLOB)");
    row("short nonce", "nonce = substr(nonce, 2)");
    row("no nonce", "nonce = x''");
    row("first byte of the box", "sealed = CAST(x'00' || substr(sealed, 2) AS BLOB)");
    row("last byte of the box", "sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB)");
    row("a byte more", "sealed = CAST(sealed || x'00' AS BLOB)");
    row("a byte less", "sealed = substr(sealed, 1, length(sealed) - 1)");
    row("only a tag", "sealed = substr(sealed, 1, 16)");
    row("no box", "sealed = x''");
    row("the box of another record",
        "(nonce, sealed) = (SELECT nonce, sealed FROM vault_records WHERE name = 'b')");
    row("only the other's box", "sealed = (SELECT sealed FROM vault_records WHERE name = 'b')");
    row("a version that never was", "version = 0");
    row("a newer version", "version = 2", true);
}

void VaultTest::anAlteredRecordIsAnErrorAndTheOthersAreReadable()
{
    QFETCH(const QString, statement);
    QFETCH(const bool, isNewer);
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(text("a"), secretOf("value of a")));
    QVERIFY(vault().put(text("b"), secretOf("value of b")));
    // Bytes that happen to be zero already are written until they are not: each sealing is another.
    const auto rowOfA = [this] {
        return m_opened->one(
            text("SELECT hex(nonce) || hex(sealed) || version FROM vault_records WHERE name = 'a'"));
    };
    for (QVariant before = rowOfA();; before = rowOfA()) {
        QVERIFY(m_opened->run(statement));
        if (rowOfA() != before)
            break;
        QVERIFY(vault().put(text("a"), secretOf("value of a")));
    }
    const Result<Secret> altered = vault().get(text("a"));
    QVERIFY(!altered);
    QCOMPARE(altered.error().kind, Error::Kind::Vault);
    QCOMPARE(altered.error().trouble, isNewer ? StoreTrouble::RecordNewer : StoreTrouble::RecordDamaged);
    QVERIFY(altered.error().technical.contains(text("“a”")));
    QVERIFY(!altered.error().technical.contains(text("value of")));
    QCOMPARE(readOf(vault(), text("b")), QByteArray("value of b"));
    QVERIFY(vault().put(text("a"), secretOf("again")));
    QCOMPARE(readOf(vault(), text("a")), QByteArray("again"));
}

void VaultTest::theSameSecretIsNeverSealedTheSameWay()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    for (int i = 0; i < 50; ++i)
        QVERIFY(vault().put(QString::number(i), secretOf("the same")));
    QCOMPARE(m_opened->one(text("SELECT count(DISTINCT nonce) FROM vault_records")).toInt(), 50);
    QCOMPARE(m_opened->one(text("SELECT count(DISTINCT sealed) FROM vault_records")).toInt(), 50);
    QCOMPARE(m_opened->one(text("SELECT min(length(nonce)) FROM vault_records")).toInt(), 24);
}

void VaultTest::nothingOfASecretIsInAnyFile()
{
    const QByteArray canary("qov_CANARY-3f9a8b7c6d5e4f-canary");
    const QByteArray password("pa55-phrase-CANARY-of-a-person");
    QVERIFY(m_profile->create(vault(), password.constData()));
    QVERIFY(vault().put(text("a"), secretOf(canary)));
    QVERIFY(vault().put(text("b"), secretOf("qov_" + canary)));
    QVERIFY(vault().remove(text("b")));
    QVERIFY(QFileInfo(m_profile->path() + text("-wal")).size() > 0);
    QCOMPARE(filesWith(m_profile->folder(), canary), QStringList());
    QCOMPARE(filesWith(m_profile->folder(), password), QStringList());
    m_opened.reset();
    QCOMPARE(filesWith(m_profile->folder(), canary), QStringList());
    QCOMPARE(filesWith(m_profile->folder(), password), QStringList());

    // The search itself finds what is there.
    QFile plain(m_profile->folder() + text("/notes"));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    plain.write("{\"v\":\"" + ("{\"token\":\"" + canary + "\"}").toBase64() + "\"}");
    plain.close();
    QVERIFY(!filesWith(m_profile->folder(), canary).isEmpty());
}

void VaultTest::aClosedDatabaseIsAnError()
{
    const ManualClock clock;
    Database closed;
    Vault unborn(closed, clock);
    QCOMPARE(unborn.state(), State::Locked); // it cannot tell, so it must not offer to make a key
    QCOMPARE(unborn.put(text("a"), secretOf("x")).error().kind, Error::Kind::Vault);
    QCOMPARE(m_profile->create(unborn, "pw").error().kind, Error::Kind::Vault);
    QCOMPARE(m_profile->unlock(unborn, "pw").error().trouble, StoreTrouble::FileUnavailable);
    QCOMPARE(unborn.becomeMemoryOnly().error().kind, Error::Kind::Vault);
    QCOMPARE(unborn.state(), State::Locked);
}

void VaultTest::aKeyTakenAwayByAnotherProgramStopsWriting()
{
    QVERIFY(m_profile->create(vault(), "pw"));
    QVERIFY(vault().put(text("a"), secretOf("x")));
    Opened other(m_profile->path());
    QVERIFY(m_profile->unlock(*other.vault, "pw"));
    QVERIFY(other.vault->put(text("b"), secretOf("y")));
    QCOMPARE(readOf(vault(), text("b")), QByteArray("y")); // both read and write while the key stays

    QVERIFY(other.vault->becomeMemoryOnly());
    // A record written now could never be read again.
    const Result<Nothing> late = vault().put(text("c"), secretOf("z"));
    QVERIFY(!late);
    QCOMPARE(late.error().trouble, StoreTrouble::VaultChangedElsewhere);
    QCOMPARE(vault().state(), State::Absent);
    QCOMPARE(m_opened->one(text("SELECT count(*) FROM vault_records")).toInt(), 0);
    QCOMPARE(readOf(*other.vault, text("a")), QByteArray("x"));
    QCOMPARE(readOf(*other.vault, text("b")), QByteArray("y"));
}

void VaultTest::tellsOfChanges()
{
    QList<State> states;
    connect(&vault(), &Vault::stateChanged, this, [this, &states] { states << vault().state(); });
    QVERIFY(m_profile->create(vault(), "pw"));
    QCOMPARE(states, QList<State>({State::Unlocked}));
    vault().lock();
    vault().lock();
    QCOMPARE(states, QList<State>({State::Unlocked, State::Locked}));
    QVERIFY(!m_profile->unlock(vault(), "wrong"));
    QCOMPARE(states.size(), 2);
    QVERIFY(m_profile->unlock(vault(), "pw"));
    QVERIFY(m_profile->move(vault(), "other")); // password to password: nothing to tell
    QCOMPARE(states, QList<State>({State::Unlocked, State::Locked, State::Unlocked}));
    QVERIFY(vault().becomeMemoryOnly());
    QCOMPARE(vault().protection(), Protection::MemoryOnly);
    QCOMPARE(states.size(), 4);
}

QTEST_GUILESS_MAIN(VaultTest)
#include "tst_vault.moc"
