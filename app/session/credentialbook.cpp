// SPDX-License-Identifier: MIT
#include "session/credentialbook.h"

#include "store/database.h"
#include "store/profile.h"
#include "store/transaction.h"
#include "store/vault.h"

namespace {

QString credentialName(const QString &accountId)
{
    return QStringLiteral("credential/") + accountId;
}

QString tokenName(const QString &accountId)
{
    return QStringLiteral("own-token/") + accountId;
}

QString proxyName(const QString &accountId)
{
    return QStringLiteral("proxy/") + accountId;
}

Result<Nothing> withoutAnswer(const Result<bool> &removed)
{
    return removed ? Result<Nothing>(Nothing{}) : Result<Nothing>(removed.error());
}

} // namespace

CredentialBook::CredentialBook(Profile &profile)
    : m_profile(profile)
{ }

bool CredentialBook::isOpen() const
{
    if (m_profile.isInMemory())
        return false;
    const Vault::State state = m_profile.vault().state();
    return state == Vault::State::Unlocked || state == Vault::State::MemoryOnly;
}

Secret CredentialBook::credential(const QString &accountId) const
{
    if (!isOpen())
        return {};
    Result<Secret> value = m_profile.vault().get(credentialName(accountId));
    return value ? std::move(value).value() : Secret();
}

QString CredentialBook::recordedToken(const QString &accountId) const
{
    if (!isOpen())
        return {};
    const Result<Secret> id = m_profile.vault().get(tokenName(accountId));
    return id ? QString::fromUtf8(id.value().reveal()) : QString();
}

Result<Nothing> CredentialBook::remember(
    const QString &accountId, const Secret &credential, const OwnToken &own)
{
    if (!isOpen() || credential.isEmpty())
        return Nothing{};
    Transaction transaction(m_profile.database());
    if (Result<Nothing> put = m_profile.vault().put(credentialName(accountId), credential); !put)
        return put;
    if (Result<Nothing> recorded = recordToken(accountId, own); !recorded)
        return recorded;
    return transaction.commit();
}

Result<Nothing> CredentialBook::recordToken(const QString &accountId, const OwnToken &own)
{
    if (!isOpen())
        return Nothing{};
    Vault &vault = m_profile.vault();
    if (own.source != OwnToken::Source::Recorded)
        return withoutAnswer(vault.remove(tokenName(accountId)));
    return vault.put(tokenName(accountId), Secret(own.tokenId.toUtf8()));
}

Secret CredentialBook::proxyPassword(const QString &accountId) const
{
    if (!isOpen())
        return {};
    Result<Secret> value = m_profile.vault().get(proxyName(accountId));
    return value ? std::move(value).value() : Secret();
}

Result<Nothing> CredentialBook::rememberProxyPassword(const QString &accountId, const Secret &password)
{
    if (!isOpen())
        return Nothing{};
    if (password.isEmpty())
        return withoutAnswer(m_profile.vault().remove(proxyName(accountId)));
    return m_profile.vault().put(proxyName(accountId), password);
}

Result<Nothing> CredentialBook::forget(const QString &accountId)
{
    if (!isOpen())
        return Nothing{};
    Transaction transaction(m_profile.database());
    for (const QString &name : {credentialName(accountId), tokenName(accountId), proxyName(accountId)}) {
        if (Result<Nothing> removed = withoutAnswer(m_profile.vault().remove(name)); !removed)
            return removed;
    }
    return transaction.commit();
}
