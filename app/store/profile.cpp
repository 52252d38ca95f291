// SPDX-License-Identifier: MIT
#include "store/profile.h"

#include "core/clock.h"
#include "store/accountbook.h"
#include "store/database.h"
#include "store/journal.h"
#include "store/runlock.h"
#include "store/storeerror.h"
#include "store/vault.h"

#include <QDir>
#include <QFile>

namespace {

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;

std::optional<Error> makeFolder(const QString &path)
{
    if (QDir(path).exists())
        return {};
    if (!QDir().mkpath(path))
        return storeError(
            QStringLiteral("cannot create the folder %1").arg(path), StoreTrouble::FileUnavailable);
    QFile::setPermissions(path, ownerOnly);
    return {};
}

QDir runsOf(const QString &directory)
{
    return QDir(directory + QStringLiteral("/runs"));
}

} // namespace

class Profile::Private
{
public:
    Private(const Clock &timeSource, const QString &folder)
        : clock(timeSource)
        , directory(folder)
        , wantedDirectory(folder)
    { }

    void open(const DatabaseInspection &inspection);
    void openInMemory();
    void build();
    [[nodiscard]] QDir runs() const { return runsOf(directory); }

    const Clock &clock;
    QString directory; ///< empty = in memory
    const QString wantedDirectory;
    std::optional<Error> trouble;
    // In the order in which they need each other.
    std::unique_ptr<Database> database;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<AccountBook> accounts;
    std::unique_ptr<RunLock> runLock;
};

void Profile::Private::open(const DatabaseInspection &inspection)
{
    database = std::make_unique<Database>();
    trouble = makeFolder(directory);
    if (!trouble) {
        const QString path = directory + u'/' + Profile::fileName();
        if (const Result<Nothing> opened = database->open(path, inspection); !opened)
            trouble = opened.error();
    }
    if (trouble) {
        directory.clear();
        database.reset();
        return;
    }
    build();
    trouble = makeFolder(runs().path());
    runLock = std::make_unique<RunLock>(runs(), journal->runId());
    journal->writeOnlyUnder(*runLock);
}

void Profile::Private::openInMemory()
{
    if (database)
        return;
    database = std::make_unique<Database>();
    if (const Result<Nothing> opened = database->open(QStringLiteral(":memory:")); !opened)
        trouble = opened.error();
    build();
    (void)vault->becomeMemoryOnly(); // where even that fails, the vault tells at its first use
}

void Profile::Private::build()
{
    vault = std::make_unique<Vault>(*database, clock);
    journal = std::make_unique<Journal>(*database, clock);
    accounts = std::make_unique<AccountBook>(*database);
}

Profile::Profile(const Clock &clock)
    : d(std::make_unique<Private>(clock, QString()))
{ }

Profile::Profile(const Clock &clock, const QString &directory, const DatabaseInspection &inspection)
    : d(std::make_unique<Private>(clock, directory))
{
    d->open(inspection);
}

Profile::~Profile() = default;

QString Profile::fileName()
{
    return QStringLiteral("tokenry.db");
}

bool Profile::isInMemory() const
{
    return d->directory.isEmpty();
}

const std::optional<Error> &Profile::trouble() const
{
    return d->trouble;
}

QString Profile::filePath() const
{
    return isInMemory() ? QString() : d->directory + u'/' + fileName();
}

QString Profile::wantedFilePath() const
{
    return d->wantedDirectory.isEmpty() ? QString() : d->wantedDirectory + u'/' + fileName();
}

Result<QString> Profile::setAsideDamaged(const QString &directory, const QDateTime &now)
{
    const QString path = directory + u'/' + fileName();
    {
        Database database;
        const Result<Nothing> opened = database.open(path);
        if (opened) {
            Error error = storeError(QStringLiteral("%1 can be opened").arg(path));
            error.kind = Error::Kind::Conflict;
            return error;
        }
        if (opened.error().trouble != StoreTrouble::FileDamaged)
            return opened.error();
    }
    if (RunLock::isAnyHeld(runsOf(directory)))
        return storeError(QStringLiteral("another Tokenry works with %1; end it first").arg(path),
            StoreTrouble::FileUnavailable);
    return Database::setAside(path, now);
}

Database &Profile::database()
{
    d->openInMemory();
    return *d->database;
}

Vault &Profile::vault()
{
    d->openInMemory();
    return *d->vault;
}

Journal &Profile::journal()
{
    d->openInMemory();
    return *d->journal;
}

AccountBook &Profile::accounts()
{
    d->openInMemory();
    return *d->accounts;
}

bool Profile::isRunAlive(const QString &runId)
{
    if (runId == journal().runId())
        return true;
    return !isInMemory() && RunLock::isHeld(d->runs(), runId);
}
