// SPDX-License-Identifier: MIT
#include "support/demofixture.h"

DemoFixture::DemoFixture(const DemoOptions &options)
    : m_server(std::make_unique<DemoServer>(options, m_clock))
    , m_profile(m_clock)
    , m_safekeeper(std::make_unique<Safekeeper>(m_clock, m_profile))
{
    if (!m_server->start())
        qFatal("The simulator does not start: %s", qUtf8Printable(m_server->errorString()));
}

DemoAccount DemoFixture::account(const QString &provider, bool hasWorkspaces, const QString &role) const
{
    if (provider == QLatin1String("astronomer v1")) {
        DemoAccount current = account(QStringLiteral("astronomer"), hasWorkspaces, role);
        current.account.generation = QStringLiteral("v1");
        current.account.baseUrl = m_server->astronomerV1Url();
        return current;
    }
    const QList<DemoAccount> all = m_server->accounts();
    for (const DemoAccount &candidate : all) {
        if (candidate.account.providerKey == provider && candidate.role == role
            && candidate.account.workspaceIds.isEmpty() != hasWorkspaces)
            return candidate;
    }
    qFatal("The simulator has no such account");
}

std::unique_ptr<Session> DemoFixture::session(const DemoAccount &demo)
{
    Account account = demo.account;
    if (account.id.isEmpty())
        account.id = QStringLiteral("account-1");
    return std::make_unique<Session>(
        account, Secret(QByteArray(demo.credential)), m_clock, *m_safekeeper, m_background);
}

std::unique_ptr<Session> DemoFixture::listedSession(const DemoAccount &demo)
{
    auto made = session(demo);
    made->refresh();
    if (!QTest::qWaitFor([&made] { return made->state() != Session::State::Loading; }, 20'000)
        || made->state() != Session::State::Ready)
        qFatal("The account is not listed");
    return made;
}

void DemoFixture::addFault(const QString &operation, Fault::Kind kind, int times, int skip)
{
    Fault fault;
    fault.kind = kind;
    addFault(operation, fault, times, skip);
}

void DemoFixture::addFault(const QString &operation, const Fault &fault, int times, int skip)
{
    FaultRule rule;
    rule.operation = operation;
    rule.times = times;
    rule.skip = skip;
    rule.fault = fault;
    m_server->addFault(rule);
}
