// SPDX-License-Identifier: MIT
// Makes the key of the makers, and signs and checks latest.json, which tells the program what the newest
// version is. What it signs is read back with the program's own reader before it is printed.
#include "core/updatenotice.h"

#include "core/moment.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

#include <cstdio>

namespace {

constexpr int usualDays = 90;

int fail(const QString &why)
{
    std::fputs(qUtf8Printable(QStringLiteral("sign-latest: %1\n").arg(why)), stderr);
    return 1;
}

void print(const QByteArray &text)
{
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    std::fputc('\n', stdout);
}

unsigned char *raw(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

void wipe(QByteArray &bytes)
{
    sodium_memzero(bytes.data(), std::size_t(bytes.size()));
}

/// The secret key goes into a new file that only its owner can read; the public one is printed.
int makeKey(const QString &path)
{
    QByteArray publicKey(crypto_sign_PUBLICKEYBYTES, '\0');
    QByteArray secretKey(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_keypair(raw(publicKey), raw(secretKey));
    QByteArray text = secretKey.toBase64() + '\n';
    wipe(secretKey);
    QFile file(path);
    const bool isKept =
        file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner)
        && file.write(text) == text.size() && file.flush();
    wipe(text);
    if (!isKept)
        return fail(QStringLiteral("%1 cannot be made: %2").arg(path, file.errorString()));
    print(publicKey.toBase64());
    return 0;
}

QByteArray readSecretKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text = file.read(1024);
    QByteArray key = QByteArray::fromBase64(text.trimmed());
    wipe(text);
    return key.size() == qsizetype(crypto_sign_SECRETKEYBYTES) ? key : QByteArray();
}

QByteArray payloadOf(const QCommandLineParser &line, const QDateTime &issued, int days)
{
    const QJsonObject payload{
        {QStringLiteral("format"), 1},
        {QStringLiteral("product"), QStringLiteral("tokenry")},
        {QStringLiteral("version"), line.value(QStringLiteral("version-of-release"))},
        {QStringLiteral("page"), line.value(QStringLiteral("page"))},
        {QStringLiteral("issued"), issued.toUTC().toString(Qt::ISODate)},
        {QStringLiteral("expires"), issued.addDays(days).toUTC().toString(Qt::ISODate)},
    };
    return QJsonDocument(payload).toJson(QJsonDocument::Compact);
}

int sign(const QCommandLineParser &line)
{
    const QString issuedText = line.value(QStringLiteral("issued"));
    const QDateTime issued =
        issuedText.isEmpty() ? QDateTime::currentDateTimeUtc() : parseRfc3339(issuedText);
    const int days = line.value(QStringLiteral("days")).toInt();
    if (!issued.isValid() || days < 1)
        return fail(QStringLiteral("--issued is a date as 2026-01-31T12:00:00Z, --days a number from 1"));
    QByteArray key = readSecretKey(line.value(QStringLiteral("key")));
    if (key.isEmpty())
        return fail(QStringLiteral("--key names no file with a secret key in it"));
    const QByteArray payload = payloadOf(line, issued, days);
    QByteArray message = updateSigningContext() + payload;
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(
        raw(signature), nullptr, raw(message), static_cast<unsigned long long>(message.size()), raw(key));
    QByteArray publicKey(crypto_sign_PUBLICKEYBYTES, '\0');
    crypto_sign_ed25519_sk_to_pk(raw(publicKey), raw(key));
    wipe(key);
    const QByteArray file =
        QJsonDocument(QJsonObject{{QStringLiteral("payload"), QString::fromLatin1(payload.toBase64())},
                          {QStringLiteral("signature"), QString::fromLatin1(signature.toBase64())}})
            .toJson(QJsonDocument::Compact);
    if (!readUpdateNotice(file, publicKey).notice)
        return fail(
            QStringLiteral("a program would not read this: the version is three numbers (1.2.3), the page "
                           "begins with https"));
    print(file);
    return 0;
}

int check(const QString &path, const QString &publicKey)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("%1 cannot be read: %2").arg(path, file.errorString()));
    const UpdateReading reading = readUpdateNotice(file.readAll(), updateKeyFromText(publicKey.toLatin1()));
    if (!reading.notice)
        return fail(reading.doubt == UpdateDoubt::NotSigned ? QStringLiteral("not signed with this key")
                                                            : QStringLiteral("not a notice"));
    print(QStringLiteral("%1, issued %2, expires %3, %4")
              .arg(reading.notice->version.toString(), reading.notice->issued.toString(Qt::ISODate),
                  reading.notice->expires.toString(Qt::ISODate), reading.notice->page.toString())
              .toUtf8());
    return reading.notice->expires > QDateTime::currentDateTimeUtc() ? 0 : fail(QStringLiteral("expired"));
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (sodium_init() < 0)
        return fail(QStringLiteral("libsodium does not start"));
    QCommandLineParser line;
    line.setApplicationDescription(QStringLiteral("make-key FILE | sign > latest.json | check FILE"));
    line.addHelpOption();
    line.addPositionalArgument(QStringLiteral("command"), QStringLiteral("make-key, sign or check"));
    line.addPositionalArgument(QStringLiteral("file"), QStringLiteral("of the key to make, or to check"));
    line.addOptions({
        {QStringLiteral("key"), QStringLiteral("sign: the file with the secret key"), QStringLiteral("file")},
        {QStringLiteral("version-of-release"), QStringLiteral("sign: 1.2.3"), QStringLiteral("version")},
        {QStringLiteral("page"), QStringLiteral("sign: where people get it; https"),
            QStringLiteral("address")},
        {QStringLiteral("days"), QStringLiteral("sign: how long the notice holds"), QStringLiteral("number"),
            QString::number(usualDays)},
        {QStringLiteral("issued"), QStringLiteral("sign: a date instead of now"), QStringLiteral("date")},
        {QStringLiteral("public"), QStringLiteral("check: the public key"), QStringLiteral("base64")},
    });
    line.process(application);
    const QStringList words = line.positionalArguments();
    const QString command = words.value(0);
    if (command == QLatin1String("make-key") && words.size() == 2)
        return makeKey(words.at(1));
    if (command == QLatin1String("sign") && words.size() == 1)
        return sign(line);
    if (command == QLatin1String("check") && words.size() == 2)
        return check(words.at(1), line.value(QStringLiteral("public")));
    line.showHelp(2);
}
