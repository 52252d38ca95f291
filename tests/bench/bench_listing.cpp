// SPDX-License-Identifier: MIT
// How long a complete listing of 10,000 tokens takes, beside curl fetching the same pages and beside a loop
// that asks for one page of 100 after the other. Figures of one run; the ratios are what counts.
#include "bench/benchsimulator.h"
#include "core/background.h"
#include "core/clock.h"
#include "session/safekeeper.h"
#include "session/session.h"
#include "store/profile.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QStandardPaths>
#include <QTextStream>
#include <QTimer>

#include <algorithm>

namespace {

constexpr int tokenCount = 10'000;
constexpr int latencyMsecs = 50;
constexpr int repetitions = 7;
constexpr int vendorPageSize = 100;
constexpr double wantedRatio = 1.5;

struct Listed
{
    double msecs = 0;
    double longestStall = 0; ///< ms between two turns of the event loop
    qint64 tokens = 0;
};

/// One listing by a new session: nothing is warm but the simulator.
Listed listOnce(const BenchSimulator &simulator)
{
    const SystemClock clock;
    Background background;
    Profile profile(clock);
    Safekeeper safekeeper(clock, profile);
    Session session(
        simulator.account(), Secret(QByteArray(simulator.credential())), clock, safekeeper, background);

    Listed listed;
    QElapsedTimer turn;
    QTimer metronome;
    metronome.setTimerType(Qt::PreciseTimer);
    QObject::connect(&metronome, &QTimer::timeout, &metronome, [&] {
        listed.longestStall = std::max(listed.longestStall, double(turn.nsecsElapsed()) / 1e6);
        turn.restart();
    });
    QElapsedTimer whole;
    QObject::connect(&session, &Session::stateChanged, &session, [&] {
        if (session.state() == Session::State::Loading)
            return;
        listed.msecs = double(whole.nsecsElapsed()) / 1e6;
        QCoreApplication::exit(session.state() == Session::State::Ready ? 0 : 1);
    });
    QTimer::singleShot(0, &session, [&] {
        turn.start();
        metronome.start(1);
        whole.start();
        session.refresh();
    });
    if (QCoreApplication::exec() == 0)
        listed.tokens = session.tokens().size();
    return listed;
}

/// What the vendor's own tool does: pages of 100, one after the other.
double sequentialOnce(const BenchSimulator &simulator)
{
    QNetworkAccessManager manager;
    manager.setProxy(QNetworkProxy::NoProxy);
    qint64 offset = 0;
    QElapsedTimer timer;
    const std::function<void()> next = [&] {
        QNetworkRequest request(simulator.pageUrl(offset, vendorPageSize));
        request.setRawHeader("Authorization", "Bearer " + simulator.credential());
        QNetworkReply *reply = manager.get(request);
        QObject::connect(reply, &QNetworkReply::finished, reply, [&, reply] {
            const QJsonObject page = QJsonDocument::fromJson(reply->readAll()).object();
            const qsizetype count = page.value(QLatin1String("apiTokens")).toArray().size();
            reply->deleteLater();
            offset += vendorPageSize;
            if (count == 0 || offset >= page.value(QLatin1String("totalCount")).toInteger())
                QCoreApplication::exit(count == 0 ? 1 : 0);
            else
                next();
        });
    };
    timer.start();
    QTimer::singleShot(0, &manager, next);
    return QCoreApplication::exec() == 0 ? double(timer.nsecsElapsed()) / 1e6 : -1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    BenchSimulator simulator;
    if (!simulator.start(tokenCount, latencyMsecs)) {
        out << "tokenry-cli does not start; set TOKENRY_BIN to its folder\n";
        return 1;
    }
    const bool hasCurl = !QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty();

    QList<double> ours;
    QList<double> stalls;
    QList<double> curlSix;
    QList<double> curlDefault;
    qint64 tokens = 0;
    for (int i = 0; i < repetitions; ++i) {
        // In turns, so that a busy moment of the machine meets all of them.
        const Listed listed = listOnce(simulator);
        if (listed.tokens == 0) {
            out << "the listing did not complete\n";
            return 1;
        }
        tokens = listed.tokens;
        ours.append(listed.msecs);
        stalls.append(listed.longestStall);
        if (hasCurl) {
            curlSix.append(simulator.curl({QStringLiteral("--parallel-max"), QStringLiteral("6")}));
            curlDefault.append(simulator.curl({}));
        }
    }
    const double sequential = sequentialOnce(simulator);

    const auto line = [&out](const char *what, double value, const char *unit) {
        out << QStringLiteral("%1 %2 %3\n")
                   .arg(QLatin1String(what), -52)
                   .arg(value, 10, 'f', 2)
                   .arg(QLatin1String(unit));
    };
    out << tokens << " tokens, " << latencyMsecs << " ms a request, medians of " << repetitions << '\n';
    line("complete listing (session)", median(ours), "ms");
    line("longest stall of the event loop, median", median(stalls), "ms");
    line("longest stall of the event loop, worst", *std::max_element(stalls.cbegin(), stalls.cend()), "ms");
    if (!hasCurl) {
        out << "curl is not installed: nothing to compare with\n";
    } else if (curlSix.contains(-1) || curlDefault.contains(-1)) {
        out << "curl failed\n";
        return 1;
    } else {
        line("curl --parallel --parallel-max 6, same pages", median(curlSix), "ms");
        line("curl --parallel (its default), same pages", median(curlDefault), "ms");
        line("session / curl with 6", median(ours) / median(curlSix), "x (wanted: at most 1.5)");
        line("session / curl default", median(ours) / median(curlDefault), "x");
    }
    if (sequential < 0) {
        out << "the sequential loop failed\n";
        return 1;
    }
    line("sequential loop, 100 a page (once)", sequential, "ms");
    line("sequential loop / session", sequential / median(ours), "x");
    return !hasCurl || median(ours) / median(curlSix) <= wantedRatio ? 0 : 2;
}
