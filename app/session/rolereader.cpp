// SPDX-License-Identifier: MIT
#include "session/rolereader.h"

#include <utility>

namespace {

using namespace std::chrono_literals;

constexpr qsizetype readsAtOnce = 2;
constexpr auto pace = 200ms;

bool asksForPatience(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::RateLimited:
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::Tls:
    case Error::Kind::Auth:
    case Error::Kind::Server:
        return true;
    default:
        return false;
    }
}

} // namespace

RoleReader::RoleReader(Read read, Forget forget)
    : m_read(std::move(read))
    , m_forget(std::move(forget))
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(pace);
    connect(&m_pace, &QTimer::timeout, this, &RoleReader::readNext);
}

RoleReader::~RoleReader() = default;

void RoleReader::want(const QList<TokenKey> &keys)
{
    m_wanted = keys;
    const QList<TokenKey> running = m_underWay.keys();
    for (const TokenKey &key : running) {
        m_wanted.removeAll(key);
        if (!keys.contains(key) && m_underWay.value(key))
            m_underWay.value(key)->abort();
    }
}

void RoleReader::goOn()
{
    if (!m_pace.isActive())
        readNext();
}

void RoleReader::stop()
{
    want({});
    m_pace.stop();
}

void RoleReader::readNext()
{
    while (!m_wanted.isEmpty() && m_underWay.size() < readsAtOnce) {
        const TokenKey key = m_wanted.takeFirst();
        JobOf<Token> *job = m_read(key);
        if (!job)
            continue;
        m_underWay.insert(key, job);
        job->onFinished(this, [this, key](Result<Token> &&result) { take(key, result); });
        m_pace.start();
        return;
    }
}

void RoleReader::take(const TokenKey &key, const Result<Token> &result)
{
    m_underWay.remove(key);
    if (!result && result.error().kind == Error::Kind::Cancelled)
        m_forget(key);
    else if (!result && asksForPatience(result.error()))
        m_wanted.clear();
    goOn();
}
