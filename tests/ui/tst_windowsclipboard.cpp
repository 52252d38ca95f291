// SPDX-License-Identifier: MIT
// The clipboard of Windows itself, on its own platform plugin: formats under their registered names.
#include "ui/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHash>
#include <QTest>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

class TestWindowsClipboard final : public QObject
{
    Q_OBJECT

#ifdef Q_OS_WIN
private:
    /// Name and bytes of what lies there; the names of Windows' own formats are their numbers.
    static QHash<QString, QByteArray> formats()
    {
        QHash<QString, QByteArray> found;
        if (!OpenClipboard(nullptr))
            return found;
        for (UINT format = EnumClipboardFormats(0); format != 0; format = EnumClipboardFormats(format)) {
            wchar_t name[256] = {};
            const int length = GetClipboardFormatNameW(format, name, 256);
            QByteArray bytes;
            if (const HANDLE data = GetClipboardData(format)) {
                if (const void *start = GlobalLock(data)) {
                    bytes = QByteArray(static_cast<const char *>(start), qsizetype(GlobalSize(data)));
                    GlobalUnlock(data);
                }
            }
            found.insert(length > 0 ? QString::fromWCharArray(name, length) : QString::number(format), bytes);
        }
        CloseClipboard();
        return found;
    }
#endif

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_WIN
        QSKIP("Windows only");
#else
        QCOMPARE(QGuiApplication::platformName(), QStringLiteral("windows"));
#endif
    }

#ifdef Q_OS_WIN
    void aSecretAsksToBeKeptOutOfHistoryCloudAndMonitors()
    {
        SecretClipboard secrets(*QGuiApplication::clipboard());
        QVERIFY(secrets.copy(Secret(QByteArrayLiteral("sk-demo-Z\xc3\xbcrich"))));
        const auto found = formats();
        const QStringList names = found.keys();
        for (const char *name : {"ExcludeClipboardContentFromMonitorProcessing",
                 "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard", "Clipboard Viewer Ignore"}) {
            QVERIFY2(found.contains(QLatin1String(name)), qPrintable(names.join(u'\n')));
            QVERIFY2(found.value(QLatin1String(name)).startsWith(QByteArray(4, '\0')), name);
        }
        const QByteArray text = found.value(QString::number(CF_UNICODETEXT));
        QVERIFY(QString::fromUtf16(reinterpret_cast<const char16_t *>(text.constData()))
                    .startsWith(u"sk-demo-Zürich"));

        secrets.clearNow();
        QVERIFY(!formats().contains(QString::number(CF_UNICODETEXT)));
    }
#endif
};

/// Only Windows' own platform plugin has its clipboard; the tests' environment names another.
int main(int argc, char *argv[])
{
#ifdef Q_OS_WIN
    qputenv("QT_QPA_PLATFORM", "windows");
#endif
    QGuiApplication application(argc, argv);
    TestWindowsClipboard test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_windowsclipboard.moc"
