// SPDX-License-Identifier: MIT
#include "support/fakekeychain.h"

#include "store/storeerror.h"

#include <QPointer>

#include <optional>

namespace {

using Mode = FakeKeychain::Mode;

/// Why the whole request fails, if so.
std::optional<Error> failureOf(Mode mode, const QString &request)
{
    const QString words = QStringLiteral("fake keychain: no %1").arg(request);
    if (mode == Mode::Missing)
        return storeError(words, StoreTrouble::KeychainMissing);
    if (mode == Mode::Refusing)
        return storeError(words, StoreTrouble::KeychainRefused);
    if (mode == Mode::Locked && request == QLatin1String("write"))
        return storeError(words, StoreTrouble::KeychainLocked);
    return {};
}

template <class T>
void deliver(const QPointer<JobOf<T>> &job, Result<T> &&result)
{
    if (job)
        job->deliver(std::move(result));
}

} // namespace

JobOf<Secret> *FakeKeychain::read(QObject *owner, const QString &entry)
{
    auto *job = new JobOf<Secret>(owner);
    const QString request = QStringLiteral("read");
    perform(request, [this, request, entry, guard = QPointer<JobOf<Secret>>(job)] {
        if (auto failure = failureOf(mode, request))
            deliver<Secret>(guard, *std::move(failure));
        else if (mode == Mode::Locked || !entries.contains(entry))
            deliver<Secret>(
                guard, storeError(QStringLiteral("not found"), StoreTrouble::KeychainEntryMissing));
        else
            deliver<Secret>(
                guard, Secret(mode == Mode::Garbling ? QByteArray("???") : QByteArray(entries.value(entry))));
    });
    return job;
}

JobOf<Nothing> *FakeKeychain::write(QObject *owner, const QString &entry, const Secret &value)
{
    auto *job = new JobOf<Nothing>(owner);
    const QString request = QStringLiteral("write");
    perform(request,
        [this, request, entry, bytes = value.reveal().toByteArray(), guard = QPointer<JobOf<Nothing>>(job)] {
            if (auto failure = failureOf(mode, request)) {
                deliver<Nothing>(guard, *std::move(failure));
                return;
            }
            if (mode != Mode::Forgetful)
                entries.insert(entry, bytes);
            deliver<Nothing>(guard, Nothing{});
        });
    return job;
}

JobOf<Nothing> *FakeKeychain::remove(QObject *owner, const QString &entry)
{
    auto *job = new JobOf<Nothing>(owner);
    const QString request = QStringLiteral("remove");
    perform(request, [this, request, entry, guard = QPointer<JobOf<Nothing>>(job)] {
        if (auto failure = failureOf(mode, request)) {
            deliver<Nothing>(guard, *std::move(failure));
            return;
        }
        if (mode != Mode::Locked && mode != Mode::Sticky)
            entries.remove(entry);
        deliver<Nothing>(guard, Nothing{});
    });
    return job;
}

void FakeKeychain::answerAll(Mode newMode)
{
    mode = newMode;
    for (const auto &step : std::exchange(m_unanswered, {}))
        step();
}

void FakeKeychain::perform(const QString &request, std::function<void()> step)
{
    requests.append(request);
    auto whole = [this, step = std::move(step)] {
        if (beforeStep)
            beforeStep();
        step();
        if (afterStep)
            afterStep();
    };
    if (mode == Mode::Silent)
        m_unanswered.push_back(std::move(whole));
    else
        QMetaObject::invokeMethod(this, std::move(whole), Qt::QueuedConnection);
}
