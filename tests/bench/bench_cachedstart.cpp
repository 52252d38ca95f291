// SPDX-License-Identifier: MIT
// Program start with a remembered listing to the painted table, beside the start of an empty Qt window, taken
// in turn: from starting the process to the line in which it says that it is there. The service does not
// answer meanwhile. Usage: bench_cachedstart [PROGRAM [TOKENS [RUNS]]]
#include "core/clock.h"
#include "store/accountbook.h"
#include "store/profile.h"
#include "store/tokencache.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

constexpr double wantedRatio = 3.0;
constexpr int usualRuns = 15;
constexpr int usualTokens = 10'000;

/// Milliseconds of one run; negative when it failed.
double milliseconds(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    const bool hasTold = process.waitForReadyRead(60'000);
    const double elapsed = double(timer.nsecsElapsed()) / 1e6;
    const bool isDone = process.waitForFinished(60'000);
    const bool isGood = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return hasTold && isDone && isGood ? elapsed : -1;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

Account benchAccount()
{
    Account account;
    account.id = QStringLiteral("bench");
    account.name = QStringLiteral("Bench");
    account.providerKey = QStringLiteral("astronomer");
    account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:9/v1alpha1"));
    account.organizationId = QStringLiteral("clmorganization0000000001");
    return account;
}

/// Tokens as a large organization has them: own names and ids, a few creators and roles.
CachedListing listingOf(const Account &account, int count)
{
    CachedListing listing;
    listing.accountId = account.id;
    listing.listedAt = QDateTime::currentDateTimeUtc().addSecs(-3600);
    const qint64 now = listing.listedAt.toMSecsSinceEpoch();
    const QStringList roles{QStringLiteral("ORGANIZATION_OWNER"), QStringLiteral("ORGANIZATION_MEMBER"),
        QStringLiteral("ORGANIZATION_BILLING_ADMIN")};
    for (int i = 0; i < count; ++i) {
        auto token = std::make_shared<Token>();
        token->accountId = account.id;
        token->id = QStringLiteral("clm%1").arg(i * 7919 % 1'000'003, 22, 36, QLatin1Char('0'));
        token->name = QStringLiteral("pipeline-%1-%2").arg(i * 31 % count).arg(i % 7);
        token->description = QStringLiteral("Deploys the service number %1").arg(i % 500);
        token->shortToken = QStringLiteral("st%1").arg(i);
        token->createdBy = QStringLiteral("Person %1").arg(i % 40);
        token->roles = {{EntityType::Organization, account.organizationId, {}, {}, roles.at(i % 3)}};
        token->createdAt = Moment::atMsecs(now - qint64(i) * 3'600'000);
        token->updatedAt = token->createdAt;
        token->startsAt = token->createdAt;
        token->expiresAt = i % 3 ? Moment::atMsecs(now + qint64(i) * 60'000) : Moment::absent();
        token->lastUsedAt = i % 2 ? Moment::atMsecs(now - qint64(i) * 1000) : Moment::absent();
        listing.tokens.append(std::move(token));
    }
    return listing;
}

bool fill(const QString &directory, int tokens)
{
    const SystemClock clock;
    Profile profile(clock, directory);
    const Account account = benchAccount();
    if (profile.isInMemory() || !profile.accounts().save(account))
        return false;
    const CachedListing listing = listingOf(account, tokens);
    QElapsedTimer timer;
    timer.start();
    const TokenCache cache(profile.filePath());
    const bool isSaved = cache.save(account, listing).ok();
    const double writing = double(timer.nsecsElapsed()) / 1e6;
    timer.start();
    const auto loaded = cache.load({account});
    const double reading = double(timer.nsecsElapsed()) / 1e6;
    std::printf("cached start: %d tokens, written in %.1f ms, read in %.1f ms (in a thread)\n", tokens,
        writing, reading);
    return isSaved && loaded && loaded.value().listings.size() == 1
        && loaded.value().listings.at(0).tokens.size() == tokens;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QDir here(QCoreApplication::applicationDirPath());
    const QString program = arguments.value(1, here.filePath(QStringLiteral("../bin/tokenry")));
    const QString empty = here.filePath(QStringLiteral("emptywindow"));
    const int tokens = arguments.size() > 2 ? arguments.at(2).toInt() : usualTokens;
    const int runs = arguments.size() > 3 ? arguments.at(3).toInt() : usualRuns;
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QTemporaryDir profile;
    if (!fill(profile.path(), tokens)) {
        std::fputs("bench_cachedstart: the profile could not be made\n", stderr);
        return 1;
    }

    std::vector<double> ours;
    std::vector<double> theirs;
    for (int run = 0; run <= runs; ++run) {
        const double our = milliseconds(
            program, {QStringLiteral("--profile"), profile.path(), QStringLiteral("--measure-start")});
        const double their = milliseconds(empty, {});
        if (our < 0 || their < 0) {
            std::fputs("bench_cachedstart: a program could not be run\n", stderr);
            return 1;
        }
        if (run == 0)
            continue; // warms the file cache
        ours.push_back(our);
        theirs.push_back(their);
    }
    const double ratio = median(ours) / median(theirs);
    std::printf("cached start: table of %d tokens painted %.1f ms, empty Qt window %.1f ms (medians of %d)\n",
        tokens, median(ours), median(theirs), runs);
    std::printf("cached start: ratio %.2f (wanted at most %.1f)\n", ratio, wantedRatio);
    return ratio <= wantedRatio ? 0 : 1;
}
