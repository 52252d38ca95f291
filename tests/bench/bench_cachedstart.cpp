// SPDX-License-Identifier: MIT
// Program start with a remembered listing to the painted table, beside the start of an empty Qt window. The
// service does not answer meanwhile. Usage: bench_cachedstart [PROGRAM [TOKENS [RUNS]]]
#include "core/clock.h"
#include "startcomparison.h"
#include "store/accountbook.h"
#include "store/profile.h"
#include "store/tokencache.h"

#include <QTemporaryDir>

namespace {

constexpr int usualTokens = 10'000;

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
    const int tokens = arguments.size() > 2 ? arguments.at(2).toInt() : usualTokens;
    const int runs = arguments.size() > 3 ? arguments.at(3).toInt() : StartComparison::usualRuns;
    const QTemporaryDir profile;
    if (!fill(profile.path(), tokens)) {
        std::fputs("bench_cachedstart: the profile could not be made\n", stderr);
        return 1;
    }
    const auto comparison = StartComparison::of(arguments.value(1),
        {QStringLiteral("--profile"), profile.path(), QStringLiteral("--measure-start")}, runs);
    return comparison
        ? comparison->report("cached start", QStringLiteral("table of %1 tokens painted").arg(tokens))
        : 1;
}
