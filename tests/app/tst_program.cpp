// SPDX-License-Identifier: MIT
// The program as it starts on files that cannot be used, through its real window.
#include "program.h"

#include "earlystart.h"
#include "session/sessions.h"
#include "store/vault.h"
#include "support/openvault.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// A picture of a window where TOKENRY_PICTURES names a folder.
void picture(QWidget *widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("TOKENRY_PICTURES");
    if (!folder.isEmpty())
        widget->grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

} // namespace

class TestProgram final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EarlyStart> m_early;
    std::unique_ptr<Program> m_program;

    [[nodiscard]] QString path() const { return m_folder->filePath(Profile::fileName()); }

    /// A profile with some pages, and its bytes.
    QByteArray makeProfile() const
    {
        const SystemClock clock;
        Background background;
        {
            Profile profile(clock, m_folder->path());
            if (!openVault(profile, background))
                return {};
            for (int i = 0; i < 40; ++i) {
                if (!profile.vault().put(QStringLiteral("value-%1").arg(i), Secret(QByteArray(900, 'v'))))
                    return {};
            }
        }
        return contents(path());
    }
    void start(std::optional<ThemeMode> theme = {})
    {
        Options options;
        options.profileDirectory = m_folder->path();
        options.theme = theme;
        m_program.reset();
        m_early = std::make_unique<EarlyStart>(
            QStringList{QStringLiteral("tokenry"), QStringLiteral("--profile"), options.profileDirectory});
        m_early->applicationBegins();
        m_program = std::make_unique<Program>(options, *m_early);
        QVERIFY(m_program->start());
        QTRY_VERIFY(window() && window()->isVisible());
    }
    [[nodiscard]] static MainWindow *window()
    {
        const QWidgetList all = QApplication::topLevelWidgets();
        for (QWidget *widget : all) {
            if (auto *found = qobject_cast<MainWindow *>(widget))
                return found;
        }
        return nullptr;
    }
    template <class Widget>
    [[nodiscard]] static Widget *child(const char *name, const QWidget *in = window())
    {
        const QList<Widget *> all = in ? in->findChildren<Widget *>(QLatin1String(name)) : QList<Widget *>();
        for (Widget *widget : all) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    [[nodiscard]] static QDialog *dialog() { return child<QDialog>("profileTroubleDialog"); }
    void press(const char *button, const QWidget *in)
    {
        auto *found = child<QAbstractButton>(button, in);
        QVERIFY2(found, button);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    [[nodiscard]] static QString bar()
    {
        const auto *found = child<MessageBar>("listingBar");
        return found ? found->text() : QString();
    }
    [[nodiscard]] static QString words(const QWidget *in)
    {
        QStringList all;
        const QList<QLabel *> labels = in->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            all.append(label->text().remove(QChar(0x200B)));
        return all.join(u'\n');
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_program.reset(); }

    void aSoundProfileOpensWithoutAWord()
    {
        QVERIFY(!makeProfile().isEmpty());
        start();
        QTRY_VERIFY(child<QDialog>("unlockDialog"));
        QVERIFY(!dialog());
        QVERIFY(bar().isEmpty());
    }

    void damageIsToldAndSetAside_data()
    {
        QTest::addColumn<QString>("damage");
        for (const char *damage : {"cut", "header", "page", "emptied"})
            QTest::newRow(damage) << QString::fromLatin1(damage);
    }

    void damageIsToldAndSetAside()
    {
        QFETCH(const QString, damage);
        const QByteArray sound = makeProfile();
        constexpr qsizetype page = 4096;
        QVERIFY(sound.size() > 8 * page);
        QByteArray bytes = sound;
        if (damage == QLatin1String("cut"))
            bytes.truncate(bytes.size() / 2 + 100);
        else if (damage == QLatin1String("header"))
            bytes.replace(0, 100, QByteArray(100, 'x'));
        else if (damage == QLatin1String("page"))
            bytes.replace(3 * page, 2 * page, QByteArray(2 * page, '\xa5'));
        else
            bytes.clear();
        if (bytes.isEmpty()) // all that is left is the log of a crash
            write(path() + QStringLiteral("-wal"), QByteArray(5000, 'w'));
        write(path(), bytes);

        start();
        QTRY_VERIFY(dialog());
        QCOMPARE(dialog()->windowTitle(), QStringLiteral("Tokenry's file is damaged"));
        QVERIFY(words(dialog()).contains(QDir::toNativeSeparators(path())));
        QVERIFY(words(dialog()).contains(QStringLiteral("Nothing was changed in it")));
        QVERIFY(bar().contains(QStringLiteral("does not know your accounts")));
        QCOMPARE(contents(path()), bytes);
        QCOMPARE(child<QPushButton>("primaryButton", dialog())->text(), QStringLiteral("Set it aside…"));
        QVERIFY(!child<QPushButton>("primaryButton", dialog())->isDefault());

        // Leaving it is possible, and coming back.
        press("cancelButton", dialog());
        QTRY_VERIFY(!dialog());
        press("profileChoicesActionButton", window());
        QTRY_VERIFY(dialog());
        press("primaryButton", dialog());
        QTRY_VERIFY(child<QDialog>("setAsideQuestion"));
        press("cancelButton", child<QDialog>("setAsideQuestion"));
        QTRY_VERIFY(!child<QDialog>("setAsideQuestion"));
        QCOMPARE(contents(path()), bytes);
        press("primaryButton", dialog());
        QTRY_VERIFY(child<QDialog>("setAsideQuestion"));
        press("primaryButton", child<QDialog>("setAsideQuestion"));

        QTRY_VERIFY(bar().contains(QStringLiteral("is kept as")));
        QVERIFY(!dialog());
        const QStringList kept =
            QDir(m_folder->path()).entryList({QStringLiteral("*.aside-*Z")}, QDir::Files);
        QCOMPARE(kept.size(), 1);
        QVERIFY(bar().contains(kept.first()));
        QCOMPARE(contents(m_folder->filePath(kept.first())), bytes);
        QTRY_VERIFY(child<QToolButton>("vaultButton"));
        m_program.reset();
        const SystemClock clock;
        const Profile profile(clock, m_folder->path());
        QVERIFY(!profile.trouble() && !profile.isInMemory());
    }

    void aCopyPutBackMeanwhileIsUsed()
    {
        const QByteArray sound = makeProfile();
        write(path(), QByteArray(4096, 'x'));
        start();
        QTRY_VERIFY(dialog());
        write(path(), sound);
        press("primaryButton", dialog());
        QTRY_VERIFY(child<QDialog>("setAsideQuestion"));
        press("primaryButton", child<QDialog>("setAsideQuestion"));
        QTRY_VERIFY(child<QDialog>("unlockDialog"));
        QVERIFY(!dialog());
        QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.aside-*")}).isEmpty());
    }

    void aNewerFileIsLeftToTheNewerProgram()
    {
        (void)makeProfile();
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("newer"));
            database.setDatabaseName(path());
            QVERIFY(database.open());
            QVERIFY(QSqlQuery(database).exec(QStringLiteral("PRAGMA user_version = 10000")));
            database.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("newer"));
        const QByteArray before = contents(path());
        start();
        QTRY_VERIFY(dialog());
        QVERIFY(words(dialog()).contains(QStringLiteral("made by a newer Tokenry")));
        QCOMPARE(child<QPushButton>("primaryButton", dialog())->text(), QStringLiteral("Quit"));
        QVERIFY(!child<QPushButton>("quitButton", dialog()));
        press("primaryButton", dialog());
        QTRY_VERIFY(!window()->isVisible());
        m_program.reset();
        QCOMPARE(contents(path()), before);
    }

    void whatIsOutOfReachIsTriedAgain()
    {
        QVERIFY(QDir(m_folder->path()).mkdir(Profile::fileName())); // a folder has taken its name
        start();
        QTRY_VERIFY(dialog());
        QCOMPARE(dialog()->windowTitle(), QStringLiteral("Tokenry's file cannot be used"));
        QCOMPARE(child<QPushButton>("primaryButton", dialog())->text(), QStringLiteral("Try again"));
        press("primaryButton", dialog());
        QTRY_VERIFY(dialog() && words(dialog()).contains(QStringLiteral("Tried again")));
        QVERIFY(QFileInfo(path()).isDir());
        QVERIFY(QDir(m_folder->path()).rmdir(Profile::fileName()));
        press("primaryButton", dialog());
        QTRY_VERIFY(QFileInfo(path()).isFile());
        QTRY_VERIFY(window()->isVisible());
        QVERIFY(!dialog());
        QVERIFY(bar().isEmpty());
    }

    void aFolderThatMayNotBeWrittenIsTold()
    {
#ifdef Q_OS_UNIX
        if (geteuid() == 0)
            QSKIP("Root may write everywhere");
        constexpr auto readOnly = QFile::ReadOwner | QFile::ExeOwner;
        QVERIFY(QFile::setPermissions(m_folder->path(), readOnly));
        start();
        QTRY_VERIFY_WITH_TIMEOUT(dialog(), 8000); // sooner than another program would be waited for
        QCOMPARE(child<QPushButton>("primaryButton", dialog())->text(), QStringLiteral("Try again"));
        press("primaryButton", dialog());
        QTRY_VERIFY(dialog() && words(dialog()).contains(QStringLiteral("Tried again")));
        QVERIFY(QFile::setPermissions(m_folder->path(), readOnly | QFile::WriteOwner));
        press("primaryButton", dialog());
        QTRY_VERIFY(QFileInfo(path()).isFile());
        QTRY_VERIFY(!dialog());
#else
        QSKIP("Folder modes are a matter of Unix");
#endif
    }

    void itsPictures_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << int(ThemeMode::Light);
        QTest::newRow("dark") << int(ThemeMode::Dark);
    }
    /// Nothing is cut off, whatever the colours.
    void itsPictures()
    {
        QFETCH(const int, theme);
        const QString name = QLatin1String(QTest::currentDataTag());
        write(path(), QByteArray(4096, 'x'));
        start(ThemeMode(theme));
        QTRY_VERIFY(dialog());
        QTest::qWait(50);
        picture(dialog(), QStringLiteral("damaged-") + name);
        const QList<QLabel *> labels = dialog()->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
        press("primaryButton", dialog());
        QTRY_VERIFY(child<QDialog>("setAsideQuestion"));
        QTest::qWait(50);
        picture(child<QDialog>("setAsideQuestion"), QStringLiteral("question-") + name);
        press("cancelButton", child<QDialog>("setAsideQuestion"));
        QTRY_VERIFY(!child<QDialog>("setAsideQuestion"));
        press("cancelButton", dialog());
        QTRY_VERIFY(!dialog());
        QTest::qWait(50);
        picture(window(), QStringLiteral("window-") + name);
    }
};

QTEST_MAIN(TestProgram)
#include "tst_program.moc"
