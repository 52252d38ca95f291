// SPDX-License-Identifier: MIT
#include <QDir>
#include <QDirIterator>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

struct Floor
{
    QString folder; ///< below the project, without a trailing slash
    QStringList mayInclude; ///< prefixes of quoted includes
    QStringList qtModules; ///< whose headers it may name; QtCore is always allowed
};

/// The table of the house. A folder may include itself and what is listed, nothing else.
QList<Floor> floors()
{
    const auto s = [](const char *text) { return QString::fromLatin1(text); };
    const QString any = s("*");
    return {
        {s("app/core"), {s("core/")}, {}},
        {s("app/net"), {s("core/"), s("net/")}, {s("Network")}},
        {s("app/store"), {s("core/"), s("store/")}, {s("Sql")}},
        {s("app/demo"), {s("core/"), s("demo/")}, {s("Network")}},
        {s("app/providers"), {s("core/"), s("net/"), s("providers/")}, {}},
        {s("app/session"), {s("core/"), s("net/"), s("store/"), s("providers/"), s("session/")}, {}},
        {s("ui"), {s("core/"), s("session/"), s("store/settings.h"), s("ui/")}, {s("Gui"), s("Widgets")}},
        {s("app/cli"),
            {s("core/"), s("net/"), s("store/"), s("providers/"), s("session/"), s("demo/"), s("cli/")},
            {s("Network"), s("Sql")}},
        {s("app"), {any}, {any}},
    };
}

/// The Qt module that owns a header, read from the headers Qt itself installs.
QHash<QString, QString> qtHeaderModules()
{
    QHash<QString, QString> owner;
    for (const char *module : {"Gui", "Widgets", "Network", "Sql", "DBus", "Test"}) {
        const QString name = QString::fromLatin1(module);
        QDirIterator files(QStringLiteral(TOKENRY_QT_HEADERS) + QStringLiteral("/Qt") + name, QDir::Files);
        while (files.hasNext()) {
            files.next();
            owner.insert(files.fileName(), name);
        }
    }
    return owner;
}

QStringList sourcesOf(const QString &folder)
{
    // "app" itself is the composition root: only the files directly in it.
    const auto flags =
        folder == QLatin1String("app") ? QDirIterator::NoIteratorFlags : QDirIterator::Subdirectories;
    QStringList files;
    QDirIterator walk(QStringLiteral(TOKENRY_SOURCE_DIR "/") + folder,
        {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, flags);
    while (walk.hasNext())
        files << walk.next();
    files.sort();
    return files;
}

QString readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList violations(const Floor &floor, const QString &source, const QHash<QString, QString> &qtOwner)
{
    static const QRegularExpression include(
        QStringLiteral(R"(^\s*#\s*include\s*(["<])([^">]+)[">])"), QRegularExpression::MultilineOption);
    QStringList found;
    auto matches = include.globalMatch(source);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString header = match.captured(2);
        if (match.captured(1) == QLatin1String("\"")) {
            bool isAllowed = floor.mayInclude.contains(QStringLiteral("*")) || !header.contains(u'/')
                || header.endsWith(QLatin1String(".moc"));
            for (const QString &prefix : floor.mayInclude)
                isAllowed = isAllowed || header.startsWith(prefix);
            if (!isAllowed)
                found << header;
            continue;
        }
        const QString module = header.startsWith(QLatin1String("Qt")) && header.contains(u'/')
            ? header.section(u'/', 0, 0).mid(2)
            : qtOwner.value(header);
        if (!module.isEmpty() && module != QLatin1String("Core")
            && !floor.qtModules.contains(QStringLiteral("*")) && !floor.qtModules.contains(module))
            found << header;
    }
    return found;
}

} // namespace

/// The house stands: who includes whom, and who may name what.
class TestFloors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableFindsAForbiddenInclude_data();
    void theTableFindsAForbiddenInclude();
    void everyIncludeFitsTheTable_data();
    void everyIncludeFitsTheTable();
    void everySourceFolderHasAFloor();
    void onlyNetNamesTheNetworkManager();
    void secretLibrariesStayOnTheirFloors_data();
    void secretLibrariesStayOnTheirFloors();
    void noEventLoopsNorSingletons();
    void nothingCanSwitchVerificationOff();
    void everyFileNamesItsLicence();
};

void TestFloors::theTableFindsAForbiddenInclude_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *name, const char *folder, const char *source, int expected) {
        QTest::newRow(name) << QString::fromLatin1(folder) << QString::fromLatin1(source) << expected;
    };
    row("core-net", "app/core", "#include \"net/httpclient.h\"\n", 1);
    row("core-gui", "app/core", "#include <QColor>\n", 1);
    row("core-widgets-module", "app/core", "#  include <QtWidgets/QWidget>\n", 1);
    row("net-demo", "app/net", "#include \"demo/demoserver.h\"\n", 1);
    row("store-network", "app/store", "#include <QTcpSocket>\n", 1);
    row("session-ui", "app/session", "#include \"ui/theme.h\"\n", 1);
    row("ui-provider", "ui", "#include \"providers/provider.h\"\n", 1);
    row("ui-accountbook", "ui", "#include \"store/accountbook.h\"\n", 1);
    row("ui-settings", "ui", "#include \"store/settings.h\"\n#include <QWidget>\n", 0);
    row("cli-gui", "app/cli", "#include <QGuiApplication>\n", 1);
    row("two", "app/core", "#include \"ui/theme.h\"\n#include <QNetworkReply>\n", 2);
    row("fine", "app/providers", "#include \"net/httpclient.h\"\n#include <QJsonObject>\n#include <memory>\n",
        0);
}

void TestFloors::theTableFindsAForbiddenInclude()
{
    QFETCH(QString, folder);
    QFETCH(QString, source);
    QFETCH(int, expected);
    const QHash<QString, QString> qtOwner = qtHeaderModules();
    QVERIFY2(
        qtOwner.value(QStringLiteral("QWidget")) == QLatin1String("Widgets"), "Qt's headers were not found");
    for (const Floor &floor : floors()) {
        if (floor.folder == folder)
            QCOMPARE(violations(floor, source, qtOwner).size(), expected);
    }
}

void TestFloors::everyIncludeFitsTheTable_data()
{
    QTest::addColumn<QString>("folder");
    for (const Floor &floor : floors())
        QTest::newRow(qPrintable(floor.folder)) << floor.folder;
}

void TestFloors::everyIncludeFitsTheTable()
{
    QFETCH(QString, folder);
    const QHash<QString, QString> qtOwner = qtHeaderModules();
    QStringList wrong;
    for (const Floor &floor : floors()) {
        if (floor.folder != folder)
            continue;
        const QStringList files = sourcesOf(folder);
        QVERIFY2(!files.isEmpty(), "no sources found");
        for (const QString &file : files) {
            for (const QString &header : violations(floor, readText(file), qtOwner))
                wrong << file + QStringLiteral(" includes ") + header;
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

void TestFloors::everySourceFolderHasAFloor()
{
    QSet<QString> known;
    for (const Floor &floor : floors())
        known.insert(floor.folder);
    const QStringList folders =
        QDir(QStringLiteral(TOKENRY_SOURCE_DIR "/app")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(!folders.isEmpty());
    for (const QString &folder : folders)
        QVERIFY2(known.contains(QStringLiteral("app/") + folder), qPrintable(folder));
}

void TestFloors::onlyNetNamesTheNetworkManager()
{
    for (const Floor &floor : floors()) {
        if (floor.folder == QLatin1String("app/net"))
            continue;
        for (const QString &file : sourcesOf(floor.folder)) {
            static const QRegularExpression comment(QStringLiteral("//[^\n]*"));
            const QString code = readText(file).remove(comment);
            QVERIFY2(!code.contains(QLatin1String("QNetworkAccessManager")), qPrintable(file));
        }
    }
}

void TestFloors::secretLibrariesStayOnTheirFloors_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QStringList>("folders");
    QTest::newRow("libsodium") << QStringLiteral("sodium")
                               << QStringList{QStringLiteral("app/core"), QStringLiteral("app/store")};
    QTest::newRow("QtKeychain") << QStringLiteral("qt6keychain/") << QStringList{QStringLiteral("app/store")};
}

/// Who seals and who asks the keychain is decided in few places, and somebody must be doing it.
void TestFloors::secretLibrariesStayOnTheirFloors()
{
    QFETCH(const QString, header);
    QFETCH(const QStringList, folders);
    const QRegularExpression include(
        QStringLiteral(R"(#\s*include\s*["<])") + QRegularExpression::escape(header));
    int users = 0;
    for (const Floor &floor : floors()) {
        for (const QString &file : sourcesOf(floor.folder)) {
            if (!readText(file).contains(include))
                continue;
            ++users;
            QVERIFY2(folders.contains(floor.folder), qPrintable(file));
        }
    }
    QVERIFY(users > 0);
}

void TestFloors::noEventLoopsNorSingletons()
{
    static const QRegularExpression forbidden(QStringLiteral(
        R"(\b(QEventLoop|processEvents|Q_GLOBAL_STATIC|waitForReadyRead|waitForConnected)\b)"));
    static const QRegularExpression comment(QStringLiteral("//[^\n]*"));
    for (const Floor &floor : floors()) {
        for (const QString &file : sourcesOf(floor.folder)) {
            const QRegularExpressionMatch match = forbidden.match(readText(file).remove(comment));
            QVERIFY2(!match.hasMatch(), qPrintable(file + QStringLiteral(": ") + match.captured()));
        }
    }
}

/// A server's certificate is verified, whatever a person, a setting or a provider wants.
void TestFloors::nothingCanSwitchVerificationOff()
{
    static const QRegularExpression forbidden(
        QStringLiteral(R"(\b(ignoreSslErrors|VerifyNone|QueryPeer|setPeerVerify\w*|peerVerifyMode)\b)"));
    QVERIFY(forbidden.match(QStringLiteral("reply->ignoreSslErrors();")).hasMatch());
    QVERIFY(forbidden.match(QStringLiteral("tls.setPeerVerifyMode(mode)")).hasMatch());
    for (const Floor &floor : floors()) {
        for (const QString &file : sourcesOf(floor.folder)) {
            const QRegularExpressionMatch match = forbidden.match(readText(file));
            QVERIFY2(!match.hasMatch(), qPrintable(file + QStringLiteral(": ") + match.captured()));
        }
    }
}

void TestFloors::everyFileNamesItsLicence()
{
    int files = 0;
    for (const char *root : {"app", "ui", "tests", "resources", "packaging"}) {
        QDirIterator walk(QStringLiteral(TOKENRY_SOURCE_DIR "/") + QString::fromLatin1(root),
            {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.cmake"),
                QStringLiteral("CMakeLists.txt"), QStringLiteral("*.sh")},
            QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = walk.next();
            ++files;
            QVERIFY2(readText(path).left(200).contains(QLatin1String("SPDX-License-Identifier: MIT")),
                qPrintable(path));
        }
    }
    QVERIFY(files > 20);
}

QTEST_GUILESS_MAIN(TestFloors)
#include "tst_floors.moc"
