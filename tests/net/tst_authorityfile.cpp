// SPDX-License-Identifier: MIT
#include "net/authorityfile.h"

#include "net/data/testcertificates.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

class TestAuthorityFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryCertificate()
    {
        const QByteArray text = QByteArray("# our own\n") + testcertificates::authority
            + QByteArray("\nwords between\n") + testcertificates::selfSigned;
        const auto read = readAuthorities(fileWith(text));
        QVERIFY(read);
        QCOMPARE(read.value(),
            (QList<QSslCertificate>{QSslCertificate(QByteArray(testcertificates::authority)),
                QSslCertificate(QByteArray(testcertificates::selfSigned))}));
    }

    void tellsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const QString &path, const char *part) {
            QTest::newRow(name) << path << QString::fromLatin1(part);
        };
        const QSslCertificate certificate{QByteArray(testcertificates::authority)};
        row("empty", fileWith({}), "no certificate");
        row("no certificate", fileWith("hello\n"), "no certificate");
        row("a key", fileWith(testcertificates::trustedKey), "no certificate");
        row("DER", fileWith(certificate.toDer()), "no certificate");
        row("damaged", fileWith("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
            "no certificate");
        row("huge", fileWith(QByteArray(2 * 1024 * 1024, 'x')), "no file of certificates");
        row("folder", m_folder.path(), "no file of certificates");
        row("missing", m_folder.filePath(QStringLiteral("missing")), "There is no file");
        row("relative", QStringLiteral("root.pem"), "whole path");
#ifdef Q_OS_UNIX
        const QString pipe = m_folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(mkfifo(qPrintable(pipe), 0600), 0);
        row("pipe", pipe, "no file of certificates"); // which would be waited on for ever
#endif
    }
    void tellsWhatIsWrong()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, part);
        const auto read = readAuthorities(path);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Tls);
        QCOMPARE(read.error().outcome, Error::Outcome::NotSent);
        QVERIFY2(read.error().technical.contains(part), qPrintable(read.error().technical));
        QVERIFY(part == QLatin1String("whole path")
            || read.error().technical.contains(QDir::toNativeSeparators(path)));
    }

private:
    QString fileWith(const QByteArray &content)
    {
        QFile file(m_folder.filePath(QStringLiteral("%1.pem").arg(++m_files)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The file cannot be written");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestAuthorityFile)
#include "tst_authorityfile.moc"
