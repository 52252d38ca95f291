// SPDX-License-Identifier: MIT
#include "singleinstance.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

#include <chrono>

using namespace std::chrono_literals;

namespace {

constexpr auto pauseBetweenTries = 100ms;
constexpr auto listenDelay = 50ms;
/// A program that has just been started, or is about to end, is busy for a moment.
constexpr auto longestWait = 10000ms;
constexpr qint64 longestQuestion = 512;
constexpr qsizetype longestRequest = 64;
constexpr char separator = '\t'; ///< between activation token and request
constexpr qsizetype hashDigits = 16; ///< a socket's path must be short
const QByteArray question = QByteArrayLiteral("activate ");
const QByteArray reply = QByteArrayLiteral("here\n");
constexpr char activationToken[] = "XDG_ACTIVATION_TOKEN";

QString serverNameFor(const QString &directory)
{
    const QByteArray path = QFileInfo(directory).canonicalFilePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex();
    const QString name = QStringLiteral("tokenry-") + QString::fromLatin1(hash.left(hashDigits));
#ifdef Q_OS_WIN
    return name;
#else
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime.isEmpty() ? name : QDir(runtime).filePath(name);
#endif
}

} // namespace

SingleInstance::SingleInstance(const QString &profileDirectory, QObject *parent)
    : QObject(parent)
    , m_lock(QDir(profileDirectory).filePath(QStringLiteral("tokenry.lock")))
    , m_serverName(serverNameFor(profileDirectory))
{
    m_lock.setStaleLockTime(0); // held for days; its age says nothing
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::greet);
    m_pause.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &SingleInstance::tryAgain);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        end();
        Q_EMIT refused(trouble());
    });
}

SingleInstance::~SingleInstance() = default;

void SingleInstance::claimSoon()
{
    m_locking = std::async(std::launch::async, [this] { return m_lock.tryLock(0ms); });
}

bool SingleInstance::lock()
{
    return m_locking.valid() ? m_locking.get() : m_lock.tryLock(0ms);
}

bool SingleInstance::claim()
{
    if (!lock())
        return false;
    QFile::setPermissions(m_lock.fileName(), QFile::ReadOwner | QFile::WriteOwner);
    // The window comes first; who asks for it before that tries again.
    QTimer::singleShot(listenDelay, this, &SingleInstance::listen);
    return true;
}

void SingleInstance::listen()
{
    // Ours is the lock, so whoever made this socket is dead.
    QLocalServer::removeServer(m_serverName);
    m_server.listen(m_serverName);
}

void SingleInstance::greet()
{
    while (QLocalSocket *caller = m_server.nextPendingConnection()) {
        caller->setReadBufferSize(longestQuestion);
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { answer(caller); });
        QTimer::singleShot(longestWait, caller, &QObject::deleteLater);
    }
}

void SingleInstance::answer(QLocalSocket *caller)
{
    if (!caller->canReadLine())
        return;
    const QByteArray line = caller->readLine().trimmed();
    if (line.startsWith(question.trimmed())) {
        const QByteArrayList words = line.mid(question.size()).split(separator);
        // Wayland lets a window come forward only with the token that the launcher gave to the other program.
        if (!words.constFirst().isEmpty())
            qputenv(activationToken, words.constFirst());
        Q_EMIT activationRequested(QString::fromUtf8(words.value(1).left(longestRequest)));
        caller->write(reply);
    }
    caller->disconnectFromServer();
}

void SingleInstance::handOver(const QString &request)
{
    m_request = request.toUtf8();
    // Where no lock can be made at all there is nobody to ask.
    if (m_lock.error() == QLockFile::PermissionError) {
        m_deadline.start(0ms);
        return;
    }
    m_deadline.start(longestWait);
    knock();
}

void SingleInstance::knock()
{
#ifdef Q_OS_WIN
    AllowSetForegroundWindow(ASFW_ANY); // only who has the focus may give it away, and that is us
#endif
    m_caller = new QLocalSocket(this);
    connect(m_caller, &QLocalSocket::connected, this, [this] {
        const QByteArray token = qgetenv(activationToken);
        const bool fits = token.size() + question.size() + longestRequest < longestQuestion - 1
            && !token.contains('\n') && !token.contains(separator);
        m_caller->write(question + (fits ? token : QByteArray())
            + (m_request.isEmpty() ? QByteArray() : separator + m_request) + '\n');
    });
    connect(m_caller, &QLocalSocket::readyRead, this, [this] {
        if (m_caller->readAll().startsWith(reply)) {
            end();
            Q_EMIT handedOver();
        }
    });
    const auto pause = [this] { m_pause.start(pauseBetweenTries); };
    connect(m_caller, &QLocalSocket::errorOccurred, this, pause);
    connect(m_caller, &QLocalSocket::disconnected, this, pause);
    m_caller->connectToServer(m_serverName);
}

void SingleInstance::tryAgain()
{
    m_caller->disconnect(this);
    m_caller->deleteLater();
    m_caller = nullptr;
    if (!claim()) {
        knock();
        return;
    }
    end();
    Q_EMIT claimed();
}

void SingleInstance::end()
{
    m_pause.stop();
    m_deadline.stop();
    if (m_caller) {
        m_caller->disconnect(this);
        m_caller->deleteLater();
        m_caller = nullptr;
    }
}

QString SingleInstance::trouble() const
{
    const QString file = QDir::toNativeSeparators(m_lock.fileName());
    if (m_lock.error() != QLockFile::LockFailedError)
        return tr("The lock file %1 cannot be written.").arg(file);
    qint64 processId = 0;
    QString host;
    QString program;
    if (!m_lock.getLockInfo(&processId, &host, &program))
        return tr("The lock file %1 is held, and nothing tells by whom.").arg(file);
    return tr("Process %1 on %2 has the profile and does not answer. When it no longer runs, remove %3.")
        .arg(QString::number(processId), host, file);
}
