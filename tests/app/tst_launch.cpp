// SPDX-License-Identifier: MIT
#include "options.h"
#include "singleinstance.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// What a start asks for, and how it reaches the program that has the profile.
class LaunchTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheRequest_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("request");
        QTest::addColumn<int>("exitCode");
        const int fine = -1;
        QTest::newRow("none") << QStringList() << int(LaunchRequest::None) << fine;
        QTest::newRow("new token") << QStringList{QStringLiteral("--open"), QStringLiteral("new-token")}
                                   << int(LaunchRequest::NewToken) << fine;
        QTest::newRow("expiring") << QStringList{QStringLiteral("--open=expiring")}
                                  << int(LaunchRequest::Expiring) << fine;
        QTest::newRow("unknown") << QStringList{QStringLiteral("--open"), QStringLiteral("all")}
                                 << int(LaunchRequest::None) << 2;
        QTest::newRow("empty") << QStringList{QStringLiteral("--open=")} << int(LaunchRequest::None) << 2;
    }

    void readsTheRequest()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, request);
        QFETCH(const int, exitCode);
        const CommandLine line = readCommandLine(QStringList{QStringLiteral("tokenry")} + arguments);
        QCOMPARE(int(line.options.request), request);
        QCOMPARE(line.exitCode.value_or(-1), exitCode);
    }

    void handsTheRequestOver_data()
    {
        QTest::addColumn<QString>("request");
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("nothing") << QString() << QByteArray();
        QTest::newRow("nothing, with a token") << QString() << QByteArrayLiteral("wl-7 a_b");
        QTest::newRow("expiring") << QStringLiteral("expiring") << QByteArray();
        QTest::newRow("expiring, with a token")
            << QStringLiteral("expiring") << QByteArrayLiteral("wl-7 a_b");
        QTest::newRow("unknown to whoever hears it") << QStringLiteral("dance") << QByteArray();
        QTest::newRow("a token that is none") << QStringLiteral("expiring") << QByteArrayLiteral("a\tb");
    }

    void handsTheRequestOver()
    {
        QFETCH(const QString, request);
        QFETCH(const QByteArray, token);
        const QTemporaryDir folder;
        qunsetenv("XDG_ACTIVATION_TOKEN");
        SingleInstance first(folder.path());
        QVERIFY(first.claim());
        SingleInstance second(folder.path());
        QVERIFY(!second.claim());

        if (!token.isEmpty())
            qputenv("XDG_ACTIVATION_TOKEN", token);
        QSignalSpy asked(&first, &SingleInstance::activationRequested);
        QSignalSpy done(&second, &SingleInstance::handedOver);
        second.handOver(request);
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), request);
        QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), token);
        qunsetenv("XDG_ACTIVATION_TOKEN");
    }
};

QTEST_GUILESS_MAIN(LaunchTest)
#include "tst_launch.moc"
