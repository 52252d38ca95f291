// SPDX-License-Identifier: MIT
#include "store/systemkeychain.h"

#include "store/storeerror.h"

#include <qt6keychain/keychain.h>
#include <sodium.h>

namespace {

QString service()
{
    return QStringLiteral("Tokenry");
}

StoreTrouble troubleOf(QKeychain::Error code)
{
    switch (code) {
    case QKeychain::EntryNotFound:
        return StoreTrouble::KeychainEntryMissing;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        return StoreTrouble::KeychainRefused;
    case QKeychain::AccessDenied:
        // The Secret Service says so of a collection that is locked and stays so; KWallet likewise.
#ifdef Q_OS_MACOS
        return StoreTrouble::KeychainRefused;
#else
        return StoreTrouble::KeychainLocked;
#endif
    case QKeychain::NoError:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return StoreTrouble::KeychainMissing;
}

Error errorOf(const QKeychain::Job &job)
{
    return storeError(QStringLiteral("keychain: %1 (%2)").arg(job.errorString()).arg(int(job.error())),
        troubleOf(job.error()));
}

/// Overwrites bytes where they are, for the job too that shares them.
void wipeShared(const QByteArray &bytes)
{
    sodium_memzero(const_cast<char *>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
}

/// The library hands its jobs to the system as bare pointers, so that deleting one that runs is a crash.
/// Therefore `job` has no parent and deletes itself when it has ended; `told` may go earlier.
template <class T, class Value>
JobOf<T> *started(JobOf<T> *told, QKeychain::Job *job, const QString &entry, Value value)
{
    job->setKey(entry);
    QObject::connect(job, &QKeychain::Job::finished, told, [told, job, value] {
        if (job->error() == QKeychain::NoError)
            told->deliver(value());
        else
            told->deliver(errorOf(*job));
    });
    job->start();
    return told;
}

} // namespace

JobOf<Secret> *SystemKeychain::read(QObject *owner, const QString &entry)
{
    auto *job = new QKeychain::ReadPasswordJob(service());
    auto *told = started(new JobOf<Secret>(owner), job, entry, [job] {
        const QByteArray shared = job->binaryData();
        return Secret(QByteArray(shared.constData(), shared.size()));
    });
    // Connected last, so after the asker took its copy, and also when there is no asker any more.
    QObject::connect(job, &QKeychain::Job::finished, job, [job] { wipeShared(job->binaryData()); });
    return told;
}

JobOf<Nothing> *SystemKeychain::write(QObject *owner, const QString &entry, const Secret &value)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    const QByteArray shared = value.reveal().toByteArray();
    job->setBinaryData(shared);
    QObject::connect(job, &QKeychain::Job::finished, job, [shared] { wipeShared(shared); });
    return started(new JobOf<Nothing>(owner), job, entry, [] { return Nothing{}; });
}

JobOf<Nothing> *SystemKeychain::remove(QObject *owner, const QString &entry)
{
    auto *job = new QKeychain::DeletePasswordJob(service());
    return started(new JobOf<Nothing>(owner), job, entry, [] { return Nothing{}; });
}
