// SPDX-License-Identifier: MIT
#include "session/credentialsources.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

class TestCredentialSources final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        m_variables.clear();
    }

    void nothingIsOfferedThatIsNotThere()
    {
        QVERIFY(sources().origins(QStringLiteral("qovery")).isEmpty());
        QVERIFY(sources().origins(QStringLiteral("astronomer")).isEmpty());
        QVERIFY(sources().origins(QStringLiteral("other")).isEmpty());
    }

    void variablesAreOfferedAndRead()
    {
        for (const char *name : {"Q_CLI_ACCESS_TOKEN", "QOVERY_API_TOKEN", "ASTRO_API_TOKEN"})
            m_variables.insert(QString::fromLatin1(name), QByteArray("Bearer value of ") + name);
        const QList<CredentialOrigin> origins = sources().origins(QStringLiteral("qovery"));
        QCOMPARE(origins.size(), 2);
        QCOMPARE(origins.at(0).name, QStringLiteral("QOVERY_API_TOKEN"));
        QCOMPARE(origins.at(1).name, QStringLiteral("Q_CLI_ACCESS_TOKEN"));
        const auto found = sources().read(origins.at(1));
        QVERIFY(found.ok());
        QCOMPARE(found.value().providerKey, QStringLiteral("qovery"));
        QCOMPARE(found.value().origin, QStringLiteral("Q_CLI_ACCESS_TOKEN"));
        QCOMPARE(found.value().credential.reveal().toByteArray(), QByteArray("valueofQ_CLI_ACCESS_TOKEN"));
        m_variables.clear();
        const auto gone = sources().read(origins.at(1));
        QVERIFY(!gone.ok());
        QVERIFY(gone.error().technical.contains(QLatin1String("Q_CLI_ACCESS_TOKEN")));
    }

    void filesOfTheToolsAreOfferedAndRead()
    {
        write(QStringLiteral(".qovery/context.json"),
            R"({"access_token":"abc","refresh_token":"r","organization_id":"o1"})");
        write(QStringLiteral(".astro/config.yaml"),
            "context: a.b\ncontexts:\n  a_b:\n    token: Bearer abc\n    organization: o2\n    workspace: "
            "w\n");
        const QList<CredentialOrigin> qovery = sources().origins(QStringLiteral("qovery"));
        QCOMPARE(qovery.size(), 1);
        QCOMPARE(qovery.constFirst().name, QStringLiteral("~/.qovery/context.json"));
        const auto first = sources().read(qovery.constFirst());
        QVERIFY(first.ok());
        QCOMPARE(first.value().credential.reveal().toByteArray(), QByteArray("abc"));
        QCOMPARE(first.value().organizationId, QStringLiteral("o1"));
        const auto second = sources().read(sources().origins(QStringLiteral("astronomer")).value(0));
        QVERIFY(second.ok());
        QCOMPARE(second.value().credential.reveal().toByteArray(), QByteArray("abc"));
        QCOMPARE(second.value().organizationId, QStringLiteral("o2"));
        QCOMPARE(second.value().workspaceIds, QStringList{QStringLiteral("w")});
    }

    void filesAreLeftAsTheyAre()
    {
        const QByteArray content = R"({"access_token":"abc"})";
        const QString path = write(QStringLiteral(".qovery/context.json"), content);
        QFile::setPermissions(path, QFileDevice::ReadOwner);
        QVERIFY(sources().read(sources().origins(QStringLiteral("qovery")).value(0)).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
        QCOMPARE(QDir(m_home->filePath(QStringLiteral(".qovery"))).entryList(QDir::Files).size(), 1);
    }

    void troubleIsASentenceThatNamesTheFile()
    {
        const QString name = QStringLiteral(".qovery/context.json");
        const auto sentence = [this, &name](const QByteArray &content) {
            write(name, content);
            const auto found = sources().read(sources().origins(QStringLiteral("qovery")).value(0));
            return found.ok() ? QString() : found.error().technical;
        };
        QVERIFY(sentence("{\n!").contains(QLatin1String("line 2")));
        QVERIFY(sentence("{\n!").contains(QLatin1String("~/.qovery/context.json")));
        QVERIFY(sentence("{}").contains(QLatin1String("holds no sign-in")));
        QVERIFY(sentence(QByteArray(1024 * 1024 + 1, ' ')).contains(QLatin1String("1 MiB")));
    }

    void aFolderIsNoFile()
    {
        QVERIFY(QDir(m_home->path()).mkpath(QStringLiteral(".qovery/context.json")));
        const auto found = sources().read(sources().origins(QStringLiteral("qovery")).value(0));
        QVERIFY(!found.ok());
        QVERIFY(found.error().technical.contains(QLatin1String("no file")));
    }

    void envFilesGiveTheVariablesOfAllProviders()
    {
        const QString path = write(QStringLiteral("ci.env"),
            "PATH=/bin\nASTRO_API_TOKEN='one'\nexport QOVERY_CLI_ACCESS_TOKEN=\"Token two\"\n");
        const auto found = CredentialSources::readEnvFile(path);
        QVERIFY(found.ok());
        QCOMPARE(found.value().size(), 2U);
        QCOMPARE(found.value()[0].providerKey, QStringLiteral("qovery"));
        QCOMPARE(found.value()[0].origin, QStringLiteral("QOVERY_CLI_ACCESS_TOKEN"));
        QCOMPARE(found.value()[0].credential.reveal().toByteArray(), QByteArray("two"));
        QCOMPARE(found.value()[1].providerKey, QStringLiteral("astronomer"));

        const auto none = CredentialSources::readEnvFile(write(QStringLiteral("none.env"), "PATH=/bin\n"));
        QVERIFY(!none.ok());
        QVERIFY(none.error().technical.contains(QLatin1String("ASTRO_API_TOKEN")));
        const auto broken = CredentialSources::readEnvFile(write(QStringLiteral("bad.env"), "A=1\nno\n"));
        QVERIFY(!broken.ok());
        QVERIFY(broken.error().technical.contains(QLatin1String("line 2")));
        QVERIFY(!CredentialSources::readEnvFile(m_home->filePath(QStringLiteral("missing.env"))).ok());
    }

private:
    [[nodiscard]] CredentialSources sources() const
    {
        return CredentialSources(
            {[this](const QString &name) { return m_variables.value(name); }, m_home->path()});
    }

    QString write(const QString &name, const QByteArray &content)
    {
        const QString path = m_home->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The file cannot be written");
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    QHash<QString, QByteArray> m_variables;
};

QTEST_GUILESS_MAIN(TestCredentialSources)
#include "tst_credentialsources.moc"
