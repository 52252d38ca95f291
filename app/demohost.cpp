// SPDX-License-Identifier: MIT
#include "demohost.h"

#include <utility>

DemoHost::DemoHost(DemoOptions options, const Clock &clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_welcome(m_promise.get_future().share())
{
    setObjectName(QStringLiteral("demo server"));
    start();
}

DemoHost::~DemoHost()
{
    m_welcome.wait();
    quit();
    wait();
}

void DemoHost::run()
{
    DemoServer server(m_options, m_clock);
    Welcome welcome;
    if (!server.start())
        welcome.errorString = server.errorString();
    welcome.accounts = server.accounts();
    welcome.openingAccounts = server.openingAccounts();
    m_server = &server;
    m_promise.set_value(std::move(welcome));
    exec();
    m_server = nullptr;
}

const DemoHost::Welcome &DemoHost::welcome()
{
    return m_welcome.get();
}

void DemoHost::ask(const std::function<void(DemoServer &)> &question)
{
    m_welcome.wait();
    QMetaObject::invokeMethod(
        m_server, [this, &question] { question(*m_server); }, Qt::BlockingQueuedConnection);
}

int DemoHost::commits(const QString &operation)
{
    int count = 0;
    ask([&count, &operation](DemoServer &server) { count = server.commits(operation); });
    return count;
}

bool DemoHost::isValidSecret(const QByteArray &secret)
{
    bool isValid = false;
    ask([&isValid, &secret](DemoServer &server) { isValid = server.isValidSecret(secret); });
    return isValid;
}
