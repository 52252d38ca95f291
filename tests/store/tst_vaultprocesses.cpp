// SPDX-License-Identifier: MIT
#include "store/vault.h"

#include "store/vaultfixture.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

namespace {

constexpr const char *roleVariable = "TOKENRY_TEST_WRITER";

QByteArray valueOf(const QString &name)
{
    return "value of " + name.toUtf8();
}

/// Lines end as the system ends them.
QStringList linesOf(const QByteArray &output)
{
    return QString::fromUtf8(output).remove(u'\r').split(u'\n', Qt::SkipEmptyParts);
}

/// What another program on the same profile does: opens the vault and keeps `count` secrets, saying each name
/// only after the vault has said that it is kept.
int keepSecrets(const QStringList &arguments)
{
    const QString &path = arguments.at(1);
    const QString &role = arguments.at(2);
    const int count = arguments.at(3).toInt();
    VaultPasswords passwords;
    Opened opened(path);
    if (!passwords.unlock(*opened.vault, "pw"))
        return 2;
    for (int number = 0; number < count;) {
        const QString name = QStringLiteral("%1/%2").arg(role).arg(number);
        const Result<Nothing> put = opened.vault->put(name, secretOf(valueOf(name)));
        if (!put && put.error().trouble != StoreTrouble::FileUnavailable)
            return 3;
        if (!put)
            continue; // the other one is writing; told, not lost
        std::printf("%s\n", qPrintable(name));
        std::fflush(stdout);
        ++number;
    }
    return 0;
}

} // namespace

/// Several programs on one vault, and programs that are killed while they write.
class VaultProcessesTest final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static std::unique_ptr<QProcess> writer(const QString &path, const QString &role, int count)
    {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QLatin1String(roleVariable), role);
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(), {path, role, QString::number(count)});
        return process;
    }

    static void seeAll(const QString &path, const QStringList &names)
    {
        VaultPasswords passwords;
        Opened opened(path);
        QVERIFY(opened.isOpen);
        QVERIFY(passwords.unlock(*opened.vault, "pw"));
        for (const QString &name : names)
            QCOMPARE(readOf(*opened.vault, name), valueOf(name));
        // And whatever else is there is whole.
        const QStringList all = opened.vault->names().value();
        for (const QString &name : all)
            QCOMPARE(readOf(*opened.vault, name), valueOf(name));
    }

private Q_SLOTS:
    void programsWriteSideBySide()
    {
        VaultFixture profile;
        {
            Opened opened(profile.path());
            QVERIFY(profile.create(*opened.vault, "pw"));
        }
        std::vector<std::unique_ptr<QProcess>> writers;
        for (const char *role : {"a", "b", "c"})
            writers.push_back(writer(profile.path(), QLatin1String(role), 40));
        QStringList told;
        for (const auto &process : writers) {
            QVERIFY(process->waitForFinished(120'000));
            QCOMPARE(process->exitCode(), 0);
            told << linesOf(process->readAllStandardOutput());
        }
        QCOMPARE(told.size(), 120);
        seeAll(profile.path(), told);
    }

    void whatWasSaidToBeKeptOutlivesAKill()
    {
        VaultFixture profile;
        {
            Opened opened(profile.path());
            QVERIFY(profile.create(*opened.vault, "pw"));
        }
        QStringList told;
        for (int round = 0; round < 12; ++round) {
            const auto process = writer(profile.path(), QStringLiteral("round-%1").arg(round), 100'000);
            QVERIFY(process->waitForReadyRead(60'000));
            QTest::qWait(QRandomGenerator::global()->bounded(60));
            process->kill();
            QVERIFY(process->waitForFinished(60'000));
            const QByteArray output = process->readAllStandardOutput();
            // A line that was cut off names nothing.
            told << linesOf(output.left(output.lastIndexOf('\n') + 1));
        }
        QVERIFY(told.size() >= 12);
        std::printf("12 kills, %lld kept secrets, 0 lost\n", static_cast<long long>(told.size()));
        seeAll(profile.path(), told);
    }
};

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet(roleVariable))
        return keepSecrets(QCoreApplication::arguments());
    VaultProcessesTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_vaultprocesses.moc"
