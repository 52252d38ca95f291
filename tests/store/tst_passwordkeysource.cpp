// SPDX-License-Identifier: MIT
#include "store/passwordkeysource.h"

#include "core/background.h"
#include "support/answer.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <sodium.h>

namespace {

Secret password(const char *text)
{
    return Secret(QByteArray(text));
}

QByteArray bytesOf(const GuardedKey &key)
{
    return key.read([](const unsigned char *bytes) {
        return QByteArray(reinterpret_cast<const char *>(bytes), GuardedKey::byteCount);
    });
}

} // namespace

class PasswordKeySourceTest final : public QObject
{
    Q_OBJECT

private:
    Background m_background;

    [[nodiscard]] std::unique_ptr<PasswordKeySource> source(const char *text)
    {
        return std::make_unique<PasswordKeySource>(
            password(text), m_background, PasswordKeySource::Cost::least());
    }

private Q_SLOTS:
    void theSamePasswordYieldsTheSameKey()
    {
        const auto first = source("correct horse");
        const auto made = answerOf(first->make(this));
        QVERIFY(made);
        const auto again = answerOf(source("correct horse")->obtain(this, made.value().parameters));
        QVERIFY(again);
        QCOMPARE(bytesOf(again.value().key), bytesOf(made.value().key));
        const auto other = answerOf(source("correct horsf")->obtain(this, made.value().parameters));
        QVERIFY(other);
        QVERIFY(bytesOf(other.value().key) != bytesOf(made.value().key));
    }

    void theKeyIsArgon2idOfSaltAndPassword()
    {
        const auto made = answerOf(source("correct horse")->make(this));
        QVERIFY(made);
        const QJsonObject parameters = made.value().parameters;
        QCOMPARE(parameters.value(QLatin1String("algorithm")).toString(), QStringLiteral("argon2id13"));
        const QByteArray salt =
            QByteArray::fromBase64(parameters.value(QLatin1String("salt")).toString().toLatin1());
        QByteArray expected(GuardedKey::byteCount, '\0');
        QCOMPARE(crypto_pwhash(reinterpret_cast<unsigned char *>(expected.data()), 32, "correct horse", 13,
                     reinterpret_cast<const unsigned char *>(salt.constData()), crypto_pwhash_OPSLIMIT_MIN,
                     crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_ALG_ARGON2ID13),
            0);
        QCOMPARE(bytesOf(made.value().key), expected);
    }

    void everyMakingHasItsOwnSalt()
    {
        const auto maker = source("correct horse");
        const auto first = answerOf(maker->make(this));
        const auto second = answerOf(maker->make(this));
        QVERIFY(first && second);
        QVERIFY(bytesOf(first.value().key) != bytesOf(second.value().key));
    }

    void theDefaultIsModerate()
    {
        QCOMPARE(PasswordKeySource::Cost::moderate(),
            (PasswordKeySource::Cost{crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE}));
        PasswordKeySource usual(password("correct horse"), m_background);
        int ticks = 0;
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, &ticker, [&ticks] { ++ticks; });
        ticker.start(1);
        const auto made = answerOf(usual.make(this), 60'000);
        QVERIFY(made);
        QCOMPARE(made.value().parameters.value(QLatin1String("passes")).toInteger(), qint64(3));
        QCOMPARE(made.value().parameters.value(QLatin1String("memory")).toInteger(), qint64(256) << 20);
        QVERIFY2(ticks > 5, "the event loop stood still while the key was made");
        // It opens at its own cost, whatever the source's is.
        const auto again = answerOf(source("correct horse")->obtain(this, made.value().parameters), 60'000);
        QVERIFY(again);
        QCOMPARE(bytesOf(again.value().key), bytesOf(made.value().key));
    }

    void anEmptyPasswordIsRefused()
    {
        const auto made = answerOf(source("")->make(this));
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Invalid);
    }

    void senselessParametersAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no salt") << QStringLiteral("salt") << QJsonValue();
        QTest::newRow("short salt") << QStringLiteral("salt") << QJsonValue(QStringLiteral("c2FsdA=="));
        QTest::newRow("no passes") << QStringLiteral("passes") << QJsonValue(0);
        QTest::newRow("hours of passes") << QStringLiteral("passes") << QJsonValue(qint64(4'000'000'000));
        QTest::newRow("negative") << QStringLiteral("passes") << QJsonValue(-1);
        QTest::newRow("no memory") << QStringLiteral("memory") << QJsonValue(QStringLiteral("much"));
        QTest::newRow("all memory") << QStringLiteral("memory") << QJsonValue(qint64(1) << 42);
        QTest::newRow("other algorithm") << QStringLiteral("algorithm") << QJsonValue(QStringLiteral("md5"));
    }

    void senselessParametersAreRefused()
    {
        QFETCH(const QString, name);
        QFETCH(const QJsonValue, value);
        const auto maker = source("correct horse");
        const auto made = answerOf(maker->make(this));
        QVERIFY(made);
        QJsonObject parameters = made.value().parameters;
        QVERIFY(answerOf(maker->obtain(this, parameters)));
        parameters.insert(name, value);
        const auto obtained = answerOf(maker->obtain(this, parameters));
        QVERIFY(!obtained);
        QCOMPARE(obtained.error().kind, Error::Kind::Vault);
    }

    void abortEndsAtOnce()
    {
        PasswordKeySource usual(password("correct horse"), m_background);
        QElapsedTimer timer;
        auto *job = usual.make(this);
        job->abort();
        timer.start();
        const auto made = answerOf(job);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Cancelled);
        QVERIFY(timer.elapsed() < 200);
    }

    void owedToNobodyWhenOwnerAndSourceGo()
    {
        auto owner = std::make_unique<QObject>();
        auto maker = std::make_unique<PasswordKeySource>(password("correct horse"), m_background);
        bool isCalled = false;
        maker->make(owner.get())->onFinished(this, [&isCalled](auto &&) { isCalled = true; });
        QTest::qWait(1);
        owner.reset();
        maker.reset();
        const auto later = answerOf(source("correct horse")->make(this), 60'000);
        QVERIFY(later);
        QVERIFY(!isCalled);
    }

    void aMismatchIsAWrongPassword()
    {
        const Error error = source("x")->mismatch();
        QCOMPARE(error.kind, Error::Kind::Vault);
        QCOMPARE(error.trouble, StoreTrouble::WrongPassword);
    }
};

QTEST_GUILESS_MAIN(PasswordKeySourceTest)
#include "tst_passwordkeysource.moc"
