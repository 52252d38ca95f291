// SPDX-License-Identifier: MIT
#include "program.h"

#include "demohost.h"
#include "earlystart.h"
#include "firstpicture.h"
#include "platformscreenlock.h"
#include "profilewarmup.h"
#include "session/session.h"
#include "session/sessions.h"
#include "session/updatecheck.h"
#include "session/vaultdoor.h"
#include "singleinstance.h"
#include "startmeter.h"
#include "store/profilefolder.h"
#include "store/storeerror.h"
#include "tour.h"
#include "ui/mainwindow.h"
#include "ui/screenlockwatch.h"
#include "ui/updatepace.h"
#include "updateorigin.h"

#include <QApplication>
#include <QDir>
#include <QFile>

#include <cstdio>
#include <utility>

namespace {

void printLine(std::FILE *stream, const QString &line)
{
    std::fputs(qUtf8Printable(line + QLatin1Char('\n')), stream);
    std::fflush(stream);
}

DemoOptions demoOptions(const Options &options)
{
    DemoOptions demo;
    demo.extraTokens = options.demoTokens;
    demo.port = options.demoPort;
    demo.latency = options.demoLatency;
    demo.qoveryEra = options.isSeedEra ? DemoOptions::QoveryEra::Seed : DemoOptions::QoveryEra::Today;
    demo.hasLooseData = !options.isStrict;
    return demo;
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Program)
};

} // namespace

Program::Program(Options options, EarlyStart &early)
    : m_options(std::move(options))
    , m_early(early)
    , m_directory(profileDirectory(m_options))
    , m_screen(makeScreenLockWatch())
{
    // First of all, so that the simulator gets ready while the window is made.
    if (!m_directory.isEmpty())
        m_warmup = m_early.takeProfile(profileFile(m_options));
    if (m_options.isDemo)
        m_demo = std::make_unique<DemoHost>(demoOptions(m_options), m_clock);
    installTranslation();
}

Program::~Program() = default;

void Program::installTranslation()
{
    const bool isLoaded = m_translation.load(QLocale(), QStringLiteral("tokenry"), QStringLiteral("_"),
                              QStringLiteral(":/i18n"))
        || m_translation.load(QStringLiteral(":/i18n/tokenry_en.qm")); // has the plural forms
    if (isLoaded)
        QCoreApplication::installTranslator(&m_translation);
}

bool Program::hasDirectory() const
{
    if (QDir(m_directory).exists())
        return true;
    if (!QDir().mkpath(m_directory))
        return false;
    QFile::setPermissions(m_directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return true;
}

void Program::refuseProfile(const QString &reason)
{
    m_trouble = storeError(reason, StoreTrouble::FileUnavailable);
}

void Program::openProfile(const QString &directory)
{
    const DatabaseInspection inspection = m_warmup ? m_warmup->inspection() : DatabaseInspection();
    m_profile = directory.isEmpty() ? std::make_unique<Profile>(m_clock)
                                    : std::make_unique<Profile>(m_clock, directory, inspection);
    if (m_profile->isInMemory() && m_profile->trouble())
        m_trouble = m_profile->trouble();
}

void Program::readSettings(const QString &directory)
{
    m_settings = std::make_unique<Settings>(
        directory.isEmpty() ? QString() : QDir(directory).filePath(QStringLiteral("settings.ini")));
    applyTheme(*qApp,
        m_options.theme.value_or(themeModeFromText(m_settings->value(Settings::Key::Theme).toString())));
}

void Program::closeProfile()
{
    m_settings.reset();
    m_profile.reset();
    m_trouble.reset();
}

bool Program::openDemo()
{
    const DemoHost::Welcome &welcome = m_demo->welcome();
    if (!welcome.errorString.isEmpty()) {
        printLine(stderr, QStringLiteral("tokenry: %1").arg(welcome.errorString));
        return false;
    }
    if (!m_options.tourDirectory.isEmpty())
        return true;
    for (const DemoAccount &demo : welcome.openingAccounts)
        m_sessions->add(demo.account, Secret(QByteArray(demo.credential)), {}, Sessions::FirstListing::Later);
    return true;
}

void Program::listDemo()
{
    for (Session *session : m_sessions->all())
        session->refresh();
}

bool Program::start()
{
    if (m_directory.isEmpty())
        return open({});
    if (hasDirectory())
        return claim();
    refuseProfile(Words::tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(m_directory)));
    return open({});
}

bool Program::claim()
{
    m_instance = std::make_unique<SingleInstance>(m_directory);
    QObject::connect(m_instance.get(), &SingleInstance::activationRequested, m_instance.get(),
        [this](const QString &request) {
            comeForward();
            if (m_window)
                m_window->perform(launchRequestFromWord(request));
        });
    m_instance->claimSoon();
    readSettings(m_directory);
    // Whoever has the profile may well work with it beside us; but only its holder may change its form.
    if (m_warmup->inspection().isCurrent)
        openProfile(m_directory);
    m_isClaimed = m_instance->claim();
    if (m_isClaimed)
        return open(m_directory);
    closeProfile();
    const auto openIn = [this](const QString &where) {
        if (!open(where))
            QCoreApplication::exit(1);
    };
    QObject::connect(m_instance.get(), &SingleInstance::claimed, m_instance.get(), [this, openIn] {
        m_isClaimed = true;
        openIn(m_directory);
    });
    QObject::connect(m_instance.get(), &SingleInstance::handedOver, m_instance.get(), [] {
        printLine(stderr,
            QStringLiteral("tokenry: ") + Words::tr("already running; its window was asked to come forward"));
        QCoreApplication::exit(0);
    });
    QObject::connect(
        m_instance.get(), &SingleInstance::refused, m_instance.get(), [this, openIn](const QString &reason) {
            printLine(stderr, QStringLiteral("tokenry: ") + reason);
            refuseProfile(reason);
            openIn({});
        });
    m_instance->handOver(launchRequestWords().value(int(m_options.request) - 1));
    return true;
}

void Program::reopen()
{
    // Between two windows there is none, which is not the end.
    QApplication::setQuitOnLastWindowClosed(false);
    m_tour.reset();
    m_window.reset();
    m_updates.reset();
    m_sessions.reset();
    m_door.reset();
    m_safekeeper.reset();
    closeProfile();
    m_warmup.reset();
    if (!open(m_directory))
        QCoreApplication::exit(1);
    QApplication::setQuitOnLastWindowClosed(true);
}

void Program::tryAgain()
{
    if (!hasDirectory()) {
        refuseProfile(Words::tr("The folder %1 cannot be made.").arg(QDir::toNativeSeparators(m_directory)));
    } else if (!m_instance || !m_isClaimed) {
        if (!m_instance)
            m_instance = std::make_unique<SingleInstance>(m_directory);
        m_isClaimed = m_instance->claim();
        if (!m_isClaimed)
            refuseProfile(m_instance->trouble());
    }
    if (m_isClaimed) {
        const Profile probe(m_clock, m_directory);
        m_trouble = probe.trouble();
    }
    if (!m_trouble)
        reopen();
    else
        m_window->showProfileTrouble(*m_trouble, profileFile(m_options));
}

void Program::setAside()
{
    const Result<QString> kept = Profile::setAsideDamaged(m_directory, m_clock.nowUtc());
    if (!kept) {
        tryAgain(); // somebody else has changed something meanwhile
        return;
    }
    reopen();
    m_window->showNews(Words::tr("The damaged file is kept as %1. Tokenry has begun with a new one: add your "
                                 "accounts again.")
                           .arg(QDir::toNativeSeparators(kept.value())));
}

void Program::comeForward()
{
    if (!m_window)
        return;
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

bool Program::open(const QString &directory)
{
    if (!m_settings)
        readSettings(directory);
    if (m_options.theme)
        m_settings->setValue(Settings::Key::Theme, themeModeText(*m_options.theme));
    if (!m_profile)
        openProfile(directory);
    m_safekeeper = std::make_unique<Safekeeper>(m_clock, *m_profile);
    m_door = std::make_unique<VaultDoor>(*m_profile, m_keychain, m_background);
    m_sessions = std::make_unique<Sessions>(m_clock, *m_safekeeper, m_background);
    if (m_warmup)
        m_sessions->expectListings(m_warmup->listings());
    m_sessions->openRemembered();

    if (m_demo && !openDemo())
        return false;
    // The window needs the fonts before anything else, so what reads them is not to be held up by answers.
    m_early.fonts().wait();
    // Requests go out before the window is made: their threads wait for the network meanwhile.
    if (m_demo)
        listDemo();
    m_window = std::make_unique<MainWindow>(*m_sessions, *m_door, *m_settings, m_prompts);
    if (m_screen)
        m_window->watchScreen(*m_screen);
    if (const auto &trouble = m_profile->trouble(); trouble && !m_profile->isInMemory()) {
        m_window->showTrouble(
            Words::tr("A folder of the profile cannot be made: another Tokenry that works with "
                      "the same profile would not be seen."),
            trouble->technical);
    }
    if (m_options.measuresStart)
        measureStart();
    auto *picture = new FirstPicture(*m_window);
    QObject::connect(picture, &FirstPicture::shown, m_window.get(), &MainWindow::openVault);
    if (!directory.isEmpty())
        QObject::connect(picture, &FirstPicture::shown, m_window.get(), [this] { offerUpdates(); });
    if (m_options.request != LaunchRequest::None) {
        QObject::connect(
            picture, &FirstPicture::shown, m_window.get(), [this] { m_window->perform(m_options.request); });
    }
    if (m_trouble) {
        QObject::connect(picture, &FirstPicture::shown, m_window.get(),
            [this] { m_window->showProfileTrouble(*m_trouble, profileFile(m_options)); });
    }
    // Later, and not by the window, since both let it go.
    QObject::connect(
        m_window.get(), &MainWindow::tryAgainRequested, qApp, [this] { tryAgain(); }, Qt::QueuedConnection);
    QObject::connect(
        m_window.get(), &MainWindow::setAsideRequested, qApp, [this] { setAside(); }, Qt::QueuedConnection);
    picture->show(*m_sessions);
    if (!m_options.tourDirectory.isEmpty())
        startTour();
    return true;
}

void Program::offerUpdates()
{
    const std::optional<UpdateSource> origin = updateOrigin(QCoreApplication::applicationDirPath());
    if (!origin)
        return;
    m_updates = std::make_unique<UpdateCheck>(
        m_clock, *m_settings, *origin, releaseVersion(QStringLiteral(TOKENRY_VERSION)));
    m_window->offerUpdates(*m_updates, {});
}

void Program::measureStart()
{
    auto *meter = new StartMeter(*m_window, *m_sessions, m_early.sinceStart());
    QObject::connect(meter, &StartMeter::usable, meter, [](qint64 milliseconds) {
        printLine(stdout, QString::number(milliseconds));
        QCoreApplication::quit();
    });
}

void Program::startTour()
{
    m_tour = std::make_unique<Tour>(*m_window, *m_sessions, *m_demo, m_options);
    QObject::connect(m_tour.get(), &Tour::finished, m_window.get(),
        [](bool isGood) { QCoreApplication::exit(isGood ? 0 : 1); });
    m_tour->start();
}
