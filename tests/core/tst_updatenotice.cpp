// SPDX-License-Identifier: MIT
#include "core/updatenotice.h"

#include "support/signednotice.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

QJsonObject changed(const char *key, const QJsonValue &value)
{
    QJsonObject payload = Makers::payload(QStringLiteral("1.2.3"));
    payload.insert(QLatin1String(key), value);
    return payload;
}

} // namespace

class TestUpdateNotice final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheMakersSigned()
    {
        Makers makers;
        const QByteArray file = makers.file(Makers::payload(QStringLiteral("1.12.3")));
        const UpdateReading reading = readUpdateNotice(file, makers.publicKey());
        QVERIFY(reading.notice);
        QCOMPARE(reading.doubt, UpdateDoubt::None);
        QCOMPARE(reading.notice->version, QVersionNumber(1, 12, 3));
        QCOMPARE(reading.notice->issued, QDateTime({2026, 11, 22}, {11, 0}, Qt::UTC));
        QCOMPARE(reading.notice->expires, QDateTime({2027, 2, 20}, {11, 0}, Qt::UTC));
        QCOMPARE(reading.notice->page, QUrl(QStringLiteral("https://tokenry.example/releases/1.12.3")));
        // Order and spaces are the writer's affair.
        const QByteArray spaced = "\n " + QJsonDocument::fromJson(file).toJson(QJsonDocument::Indented);
        QVERIFY(readUpdateNotice(spaced, makers.publicKey()).notice);
    }

    /// Every bit of payload and signature counts.
    void refusesEveryChangedBit()
    {
        Makers makers;
        const QJsonObject envelope =
            QJsonDocument::fromJson(makers.file(Makers::payload(QStringLiteral("1.2.3")))).object();
        const auto part = [&envelope](const char *key) {
            return QByteArray::fromBase64(envelope.value(QLatin1String(key)).toString().toLatin1());
        };
        const QByteArray payload = part("payload");
        const QByteArray signature = part("signature");
        const auto isRefused = [&makers](const QByteArray &text, const QByteArray &seal) {
            return readUpdateNotice(Makers::envelope(text, seal), makers.publicKey()).doubt
                == UpdateDoubt::NotSigned;
        };
        QVERIFY(!isRefused(payload, signature));
        for (qsizetype bit = 0; bit < payload.size() * 8; ++bit) {
            QByteArray text = payload;
            text[bit / 8] = char(text.at(bit / 8) ^ (1 << (bit % 8)));
            QVERIFY2(isRefused(text, signature), qPrintable(QString::number(bit)));
        }
        for (qsizetype bit = 0; bit < signature.size() * 8; ++bit) {
            QByteArray seal = signature;
            seal[bit / 8] = char(seal.at(bit / 8) ^ (1 << (bit % 8)));
            QVERIFY2(isRefused(payload, seal), qPrintable(QString::number(bit)));
        }
        QVERIFY(isRefused(payload, signature.left(63)));
        QVERIFY(isRefused(payload, signature + 'x'));
    }

    void refusesAnotherKeyAndAnotherPurpose()
    {
        Makers makers;
        Makers others;
        const QByteArray payload =
            QJsonDocument(Makers::payload(QStringLiteral("9.9.9"))).toJson(QJsonDocument::Compact);
        const auto doubt = [&makers](const QByteArray &file) {
            return readUpdateNotice(file, makers.publicKey()).doubt;
        };
        QCOMPARE(doubt(makers.file(payload)), UpdateDoubt::None);
        QCOMPARE(doubt(others.file(payload)), UpdateDoubt::NotSigned);
        QCOMPARE(doubt(makers.file(payload, QByteArray())), UpdateDoubt::NotSigned);
        QCOMPARE(doubt(makers.file(payload, QByteArrayLiteral("tokenry latest.json 2\n"))),
            UpdateDoubt::NotSigned);
        QCOMPARE(readUpdateNotice(makers.file(payload), QByteArray()).doubt, UpdateDoubt::NotSigned);
        QCOMPARE(readUpdateNotice(makers.file(payload), QByteArray(32, '\0')).doubt, UpdateDoubt::NotSigned);
    }

    void refusesWhatIsNoNotice_data()
    {
        QTest::addColumn<QByteArray>("file");
        Makers *makers = &m_makers;
        const auto row = [](const char *name, const QByteArray &file) { QTest::newRow(name) << file; };
        row("empty", {});
        row("html", "<html><body>Log in</body></html>");
        row("list", "[1, 2]");
        row("number", "7");
        row("no signature", R"({"payload":"e30="})");
        row("numbers", R"({"payload":1,"signature":2})");
        row("no base64", R"({"payload":"e30=","signature":"?!"})");
        row("payload is no object", makers->file(QByteArray("[]")));
        row("another product", makers->file(changed("product", QStringLiteral("tokenly"))));
        row("another format", makers->file(changed("format", 2)));
        row("format as text", makers->file(changed("format", QStringLiteral("1"))));
        row("two numbers", makers->file(changed("version", QStringLiteral("1.2"))));
        row("four numbers", makers->file(changed("version", QStringLiteral("1.2.3.4"))));
        row("suffix", makers->file(changed("version", QStringLiteral("1.2.3-rc1"))));
        row("leading zero", makers->file(changed("version", QStringLiteral("1.02.3"))));
        row("negative", makers->file(changed("version", QStringLiteral("1.-2.3"))));
        row("version as number", makers->file(changed("version", 1.2)));
        row("no date", makers->file(changed("issued", QStringLiteral("yesterday"))));
        row("no expiry", makers->file(changed("expires", QJsonValue())));
        row("expires first", makers->file(changed("expires", QStringLiteral("2026-01-01T00:00:00Z"))));
        row("plain http", makers->file(changed("page", QStringLiteral("http://tokenry.example/"))));
        row("a program", makers->file(changed("page", QStringLiteral("file:///usr/bin/xterm"))));
        row("a script", makers->file(changed("page", QStringLiteral("javascript:alert(1)"))));
        row("a login", makers->file(changed("page", QStringLiteral("https://a:b@tokenry.example/"))));
        row("no host", makers->file(changed("page", QStringLiteral("https:///x"))));
        row("too long", makers->file(changed("filler", QString(longestUpdateFile, u'x'))));
    }
    void refusesWhatIsNoNotice()
    {
        QFETCH(const QByteArray, file);
        const UpdateReading reading = readUpdateNotice(file, m_makers.publicKey());
        QVERIFY(!reading.notice);
        QCOMPARE(reading.doubt, UpdateDoubt::NotANotice);
    }

    void comparesVersionsByNumber()
    {
        const auto version = [](const char *text) { return releaseVersion(QString::fromLatin1(text)); };
        QVERIFY(version("0.10.0") > version("0.9.9"));
        QVERIFY(version("1.0.0") > version("0.99.99"));
        QVERIFY(version("1.2.3") == version("1.2.3"));
        QVERIFY(version("99999999999.0.0").isNull());
        QVERIFY(version("").isNull());
        QVERIFY(version(" 1.2.3").isNull());
    }

    void theSigningProgramAndTheReaderAgree()
    {
        const QTemporaryDir folder;
        const QString keyFile = folder.filePath(QStringLiteral("key"));
        QByteArray printed;
        const auto run = [&printed](const QStringList &arguments) {
            QProcess program;
            program.start(qEnvironmentVariable("TOKENRY_BIN") + QStringLiteral("/sign-latest"), arguments);
            if (!program.waitForFinished())
                return -1;
            printed = program.readAllStandardOutput();
            return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
        };
        QCOMPARE(run({QStringLiteral("make-key"), keyFile}), 0);
        const QByteArray publicKey = updateKeyFromText(printed.trimmed());
        QCOMPARE(publicKey.size(), 32);
#ifdef Q_OS_UNIX
        QCOMPARE(QFile(keyFile).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
#endif
        QCOMPARE(run({QStringLiteral("make-key"), keyFile}), 1); // never over an older key
        const QStringList facts{QStringLiteral("sign"), QStringLiteral("--key"), keyFile,
            QStringLiteral("--page"), QStringLiteral("https://tokenry.example/"),
            QStringLiteral("--version-of-release")};
        QCOMPARE(run(facts + QStringList{QStringLiteral("1.2")}), 1);
        QCOMPARE(run(facts + QStringList{QStringLiteral("1.2.3")}), 0);
        const UpdateReading reading = readUpdateNotice(printed, publicKey);
        QVERIFY(reading.notice);
        QCOMPARE(reading.notice->version, QVersionNumber(1, 2, 3));
        QCOMPARE(reading.notice->issued.daysTo(reading.notice->expires), 90);

        QFile file(folder.filePath(QStringLiteral("latest.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(printed);
        file.close();
        const QStringList checking{QStringLiteral("check"), file.fileName(), QStringLiteral("--public")};
        QCOMPARE(run(checking + QStringList{QString::fromLatin1(publicKey.toBase64())}), 0);
        QVERIFY(printed.startsWith("1.2.3, issued "));
        QCOMPARE(run(checking + QStringList{QString::fromLatin1(m_makers.publicKey().toBase64())}), 1);
    }

private:
    Makers m_makers;
};

QTEST_GUILESS_MAIN(TestUpdateNotice)
#include "tst_updatenotice.moc"
