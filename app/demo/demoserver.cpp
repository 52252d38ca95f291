// SPDX-License-Identifier: MIT
#include "demo/demoserver.h"

#include "demo/astronomerservice.h"
#include "demo/astronomerv1service.h"
#include "demo/demosecret.h"
#include "demo/demoseed.h"
#include "demo/demoworld.h"
#include "demo/distortion.h"
#include "demo/faultdial.h"
#include "demo/faultreader.h"
#include "demo/httpconnection.h"
#include "demo/qoveryservice.h"
#include "demo/ratelimiter.h"

#include <QLocale>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace {

constexpr qsizetype maxConnections = 2000;
constexpr qsizetype maxLoggedRequests = 10000;
constexpr quint32 worldSeed = 20220421;
const QString astronomerPath = QStringLiteral("/v1alpha1");
const QString astronomerV1Path = QStringLiteral("/v1");

QoveryService::Era eraOf(const DemoOptions &options)
{
    return options.qoveryEra == DemoOptions::QoveryEra::Seed ? QoveryService::Era::Seed
                                                             : QoveryService::Era::Today;
}

} // namespace

class DemoServer::Private
{
public:
    Private(DemoServer *owner, const DemoOptions &demoOptions, const Clock &demoClock)
        : q(owner)
        , options(demoOptions)
        , clock(demoClock)
        , world(demoClock, worldSeed)
        , seed(world, demoOptions)
        , qovery(world, eraOf(demoOptions))
        , astronomer(world)
        , astronomerV1(world)
    {
        seed.plant();
        world.beginRandomIds();
    }

    void accept();
    void serve(HttpConnection *connection, const WireRequest &request);
    [[nodiscard]] ServiceAnswer answer(
        const ServiceCall &call, const WireRequest &request, const Fault &fault);
    void note(
        const WireRequest &request, const ServiceCall &call, bool isCommitted, HttpConnection *connection);
    void send(HttpConnection &connection, const Fault &fault, WireResponse response) const;
    [[nodiscard]] EmulatedService &serviceFor(const WireRequest &request);
    [[nodiscard]] QByteArray dateText() const;
    [[nodiscard]] QList<DemoAccount> withUrls(QList<DemoAccount> accounts) const;

    DemoServer *q;
    DemoOptions options;
    const Clock &clock;
    DemoWorld world;
    DemoSeed seed;
    QoveryService qovery;
    AstronomerService astronomer;
    AstronomerV1Service astronomerV1;
    FaultDial dial;
    RateLimiter limiter;
    QTcpServer *listener = nullptr;
    QSet<HttpConnection *> connections;
    quintptr connectionsMade = 0;
    QList<SeenRequest> seen;
    QHash<QString, int> commits;
};

DemoServer::DemoServer(DemoOptions options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, options, clock))
{ }

DemoServer::~DemoServer()
{
    dropConnections(false);
}

bool DemoServer::start()
{
    // Made here and not in the constructor, so that the server may be moved to a thread before.
    if (d->listener == nullptr) {
        d->listener = new QTcpServer(this);
        connect(d->listener, &QTcpServer::newConnection, this, [this] { d->accept(); });
    }
    return d->listener->isListening() || d->listener->listen(QHostAddress::LocalHost, d->options.port);
}

QString DemoServer::errorString() const
{
    return d->listener != nullptr ? d->listener->errorString() : QString();
}

QUrl DemoServer::qoveryUrl() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    if (d->listener != nullptr)
        url.setPort(d->listener->serverPort());
    return url;
}

QUrl DemoServer::astronomerUrl() const
{
    QUrl url = qoveryUrl();
    url.setPath(astronomerPath);
    return url;
}

QUrl DemoServer::astronomerV1Url() const
{
    QUrl url = qoveryUrl();
    url.setPath(astronomerV1Path);
    return url;
}

void DemoServer::dropConnections(bool reset)
{
    const QSet<HttpConnection *> connections = d->connections;
    for (HttpConnection *connection : connections) {
        if (reset)
            connection->resetNow();
        else
            connection->closeNow();
    }
}

void DemoServer::Private::accept()
{
    while (QTcpSocket *socket = listener->nextPendingConnection()) {
        if (connections.size() >= maxConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *connection = new HttpConnection(socket, ++connectionsMade, q);
        connections.insert(connection);
        QObject::connect(
            connection, &QObject::destroyed, q, [this, connection] { connections.remove(connection); });
        QObject::connect(connection, &HttpConnection::requestReceived, q,
            [this, connection](const WireRequest &request) { serve(connection, request); });
    }
}

EmulatedService &DemoServer::Private::serviceFor(const WireRequest &request)
{
    const QString first = request.segments().value(0);
    if (first == astronomerPath.mid(1))
        return astronomer;
    if (first == astronomerV1Path.mid(1))
        return astronomerV1;
    return qovery;
}

void DemoServer::Private::serve(HttpConnection *connection, const WireRequest &request)
{
    const ServiceCall call = serviceFor(request).route(request);
    const Fault fault = dial.take(call.operation, request.method, request.target);
    const ServiceAnswer outcome = answer(call, request, fault);
    if (outcome.isCommitted)
        ++commits[call.operation];
    // Whoever hears of the request may close the connection.
    const QPointer<HttpConnection> guard(connection);
    note(request, call, outcome.isCommitted, connection);
    if (!guard)
        return;
    const auto latency = fault.latency.count() > 0 ? fault.latency : options.latency;
    if (latency.count() <= 0) {
        send(*connection, fault, outcome.response);
        return;
    }
    QTimer::singleShot(latency, Qt::PreciseTimer, connection,
        [this, connection, fault, response = outcome.response] { send(*connection, fault, response); });
}

ServiceAnswer DemoServer::Private::answer(
    const ServiceCall &call, const WireRequest &request, const Fault &fault)
{
    if (distortion::comesBeforeCommit(fault.kind))
        return {};
    EmulatedService &service = serviceFor(request);
    const bool isLimited = options.enforcesRateLimits && &service != &qovery;
    if (isLimited && !limiter.admits(request.method, request.header("authorization")))
        return {service.tooManyRequests()};
    return service.perform(call, request, fault);
}

void DemoServer::Private::note(
    const WireRequest &request, const ServiceCall &call, bool isCommitted, HttpConnection *connection)
{
    SeenRequest entry;
    entry.method = request.method;
    entry.target = request.target;
    entry.headers = request.headers;
    entry.body = request.body;
    entry.operation = call.operation;
    entry.wasCommitted = isCommitted;
    entry.connection = connection->number();
    if (seen.size() >= maxLoggedRequests)
        seen.removeFirst();
    seen.append(entry);
    Q_EMIT q->requestSeen(entry);
}

void DemoServer::Private::send(HttpConnection &connection, const Fault &fault, WireResponse response) const
{
    response = distortion::apply(fault, response);
    response.addHeader("Date", dateText());
    switch (fault.kind) {
    case Fault::Kind::Hang:
    case Fault::Kind::HangAfterCommit:
        return;
    case Fault::Kind::CloseBeforeCommit:
    case Fault::Kind::CloseAfterCommit:
        connection.closeNow();
        return;
    case Fault::Kind::ResetBeforeCommit:
    case Fault::Kind::ResetAfterCommit:
        connection.resetNow();
        return;
    case Fault::Kind::Drip:
        connection.drip(response, fault.dripInterval);
        return;
    case Fault::Kind::TruncateBody:
        connection.sendAndClose(response.head(false) + response.body.left(response.body.size() / 2));
        return;
    case Fault::Kind::NotHttp:
        connection.sendAndClose(fault.body.isEmpty() ? QByteArray("220 mail.example ESMTP\r\n") : fault.body);
        return;
    default:
        connection.respond(response);
    }
}

QByteArray DemoServer::Private::dateText() const
{
    return QLocale::c()
        .toString(clock.nowUtc(), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"))
        .toLatin1();
}

QList<DemoAccount> DemoServer::Private::withUrls(QList<DemoAccount> accounts) const
{
    for (DemoAccount &account : accounts) {
        const bool isQovery = account.account.providerKey == QLatin1String("qovery");
        account.account.baseUrl = isQovery ? q->qoveryUrl() : q->astronomerUrl();
    }
    return accounts;
}

QList<DemoAccount> DemoServer::accounts() const
{
    return d->withUrls(d->seed.accounts());
}

QList<DemoAccount> DemoServer::openingAccounts() const
{
    return d->withUrls(d->seed.openingAccounts());
}

void DemoServer::addFault(const FaultRule &rule)
{
    d->dial.add(rule);
}

void DemoServer::clearFaults()
{
    d->dial.clear();
}

QString DemoServer::loadFaults(const QByteArray &json)
{
    const FaultReader reader(json);
    for (const FaultRule &rule : reader.rules())
        d->dial.add(rule);
    return reader.error();
}

QList<SeenRequest> DemoServer::requests() const
{
    return d->seen;
}

void DemoServer::clearRequests()
{
    d->seen.clear();
}

int DemoServer::commits(const QString &operation) const
{
    return d->commits.value(operation);
}

int DemoServer::tokenCount(const QString &placeId) const
{
    const DemoTokenList *list = d->world.tokens(placeId);
    return list != nullptr ? static_cast<int>(list->size()) : 0;
}

bool DemoServer::isValidSecret(const QByteArray &secret) const
{
    return d->world.isValidSecret(secret);
}

QList<IssuedValue> DemoServer::issuedValues() const
{
    return d->world.issuedValues();
}

QString DemoServer::addToken(const QString &organizationId, const QString &workspaceId, const QString &name)
{
    const bool isQovery = d->world.organization(DemoService::Qovery, organizationId) != nullptr;
    const bool isAstronomer = d->world.organization(DemoService::Astronomer, organizationId) != nullptr;
    if (!isQovery && !isAstronomer)
        return {};
    DemoToken token;
    token.organizationId = organizationId;
    token.workspaceId = workspaceId;
    token.name = name;
    token.createdAt = DemoMoment{d->world.now()};
    token.updatedAt = token.createdAt;
    token.startAt = token.createdAt;
    const QString entity = workspaceId.isEmpty() ? organizationId : workspaceId;
    const QString type = workspaceId.isEmpty() ? QStringLiteral("ORGANIZATION") : QStringLiteral("WORKSPACE");
    if (isAstronomer) {
        token.roles = {{entity, type, type + QStringLiteral("_MEMBER"), {}}};
        token.shortToken = QString::fromLatin1(demosecret::randomWord(d->world.random(), 6));
    }
    return d->world.addToken(token).id;
}

QStringList DemoServer::deploymentIds(const QString &organizationId) const
{
    QStringList ids;
    const QList<DemoDeployment *> deployments = d->world.deployments(organizationId);
    for (const DemoDeployment *deployment : deployments)
        ids.append(deployment->id);
    return ids;
}

bool DemoServer::removeToken(const QString &tokenId)
{
    return d->world.removeToken(tokenId);
}
