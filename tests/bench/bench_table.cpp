// SPDX-License-Identifier: MIT
// The table at 100,000 tokens: a keystroke in the search, sorting, memory. The provider is the demo server in
// a process of its own, so that the memory measured is the window's alone.
#include "core/background.h"
#include "core/clock.h"
#include "demo/demoserver.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "session/sessions.h"
#include "store/profile.h"
#include "ui/theme.h"
#include "ui/tokenfilter.h"
#include "ui/tokenmodel.h"
#include "ui/tokentable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#if defined(Q_OS_LINUX)
#include <malloc.h>
#include <unistd.h>
#endif

namespace {

constexpr int tokenCount = 100'000;
constexpr double keystrokeTarget = 16; // ms, median
constexpr double sortTarget = 150; // ms
constexpr double memoryTarget = 1024; // bytes a token

/// Bytes of memory that are really there; 0 where the platform does not tell.
qint64 residentBytes()
{
#if defined(Q_OS_LINUX)
    // What was freed must not count as used.
    malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/statm"));
    if (file.open(QIODevice::ReadOnly))
        return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
#endif
    return 0;
}

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[size_t(double(values.size() - 1) * share)];
}

void report(const char *what, double value, const char *unit, double target)
{
    std::printf("%-44s %9.2f %-5s target %6.0f  ratio %.2f\n", what, value, unit, target, value / target);
}

int serve()
{
    const SystemClock clock;
    DemoOptions options;
    options.extraTokens = tokenCount;
    DemoServer server(options, clock);
    if (!server.start())
        return 1;
    const QList<DemoAccount> accounts = server.openingAccounts();
    for (const DemoAccount &demo : accounts) {
        if (server.tokenCount(demo.account.organizationId) < tokenCount)
            continue;
        const QJsonObject line{{QStringLiteral("provider"), demo.account.providerKey},
            {QStringLiteral("url"), demo.account.baseUrl.toString()},
            {QStringLiteral("organization"), demo.account.organizationId},
            {QStringLiteral("credential"), QString::fromLatin1(demo.credential)}};
        std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
        break;
    }
    return QCoreApplication::exec();
}

/// Sorted, filtered and on the screen.
double timed(TokenTable &table, const std::function<void()> &act)
{
    QElapsedTimer clock;
    clock.start();
    act();
    table.viewport()->repaint();
    return double(clock.nsecsElapsed()) / 1e6;
}

void measureKeystrokes(TokenTable &table, TokenFilter &filter)
{
    const QStringList typed{QStringLiteral("deploy 42"), QStringLiteral("workspace"),
        QStringLiteral("token 7"), QStringLiteral("e 1 2"), QStringLiteral("zzz"), QStringLiteral("9999")};
    std::vector<double> all;
    std::vector<double> first;
    for (const QString &text : typed) {
        for (qsizetype length = 1; length <= text.size(); ++length) {
            const double time = timed(table, [&] { filter.setSearch(text.left(length)); });
            all.push_back(time);
            if (length == 1)
                first.push_back(time);
            QCoreApplication::processEvents();
        }
        for (qsizetype length = text.size() - 1; length >= 0; --length) {
            all.push_back(timed(table, [&] { filter.setSearch(text.left(length)); }));
            QCoreApplication::processEvents();
        }
    }
    report("keystroke to painted table, median", quantile(all, 0.5), "ms", keystrokeTarget);
    report("keystroke to painted table, 95th percentile", quantile(all, 0.95), "ms", keystrokeTarget);
    report("first letter to painted table, worst", quantile(first, 1), "ms", keystrokeTarget);
}

void measureSorting(TokenTable &table, TokenFilter &filter)
{
    for (int column = 0; column < TokenModel::ColumnCount; ++column) {
        const QString title = filter.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            const double time = timed(table, [&] { filter.sort(column, order); });
            const QString what =
                QStringLiteral("sort by %1, %2")
                    .arg(title, order == Qt::AscendingOrder ? QStringLiteral("up") : QStringLiteral("down"));
            report(what.toUtf8().constData(), time, "ms", sortTarget);
            QCoreApplication::processEvents();
        }
    }
}

int measure(const QJsonObject &where)
{
    const SystemClock clock;
    Background background;
    Profile profile(clock);
    Safekeeper safekeeper(clock, profile);
    Sessions sessions(clock, safekeeper, background);
    TokenModel model(sessions);
    TokenFilter filter(model);
    TokenTable table(filter);
    table.resize(1180, 760);
    table.show();
    QTest::qWait(200);
    const qint64 before = residentBytes();

    Account account;
    account.providerKey = where.value(QStringLiteral("provider")).toString();
    account.name = QStringLiteral("Bench");
    account.baseUrl = QUrl(where.value(QStringLiteral("url")).toString());
    account.organizationId = where.value(QStringLiteral("organization")).toString();
    QElapsedTimer listing;
    listing.start();
    double longestTurn = 0;
    Session *session =
        sessions.add(account, Secret::fromText(where.value(QStringLiteral("credential")).toString()));
    const auto isDone = [&] {
        return session->state() == Session::State::Ready && filter.rowCount() == model.rowCount();
    };
    while (!isDone() && session->state() != Session::State::Failed && listing.elapsed() < 300'000) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        longestTurn = qMax(longestTurn, double(turn.nsecsElapsed()) / 1e6);
    }
    if (!isDone()) {
        std::fprintf(stderr, "the listing did not end\n");
        return 1;
    }
    const double seconds = double(listing.elapsed()) / 1000;
    const int rows = model.rowCount();
    std::printf(
        "%d tokens listed in %.1f s; longest turn of the event loop %.1f ms\n", rows, seconds, longestTurn);

    const qint64 after = residentBytes();
    measureKeystrokes(table, filter);
    measureSorting(table, filter);
    report("memory a token, everything (session too)", double(after - before) / rows, "bytes", memoryTarget);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    if (application.arguments().contains(QLatin1String("--serve")))
        return serve();

    QProcess server;
    server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--serve")});
    while (!server.canReadLine()) {
        if (!server.waitForReadyRead(60'000)) {
            std::fprintf(stderr, "the demo server did not start\n");
            server.kill();
            server.waitForFinished();
            return 1;
        }
    }
    const QJsonObject where = QJsonDocument::fromJson(server.readLine()).object();
    applyTheme(application, ThemeMode::Light);
    const int result = measure(where);
    server.kill();
    server.waitForFinished();
    return result;
}
