// SPDX-License-Identifier: MIT
#include "session/safekeeper.h"

#include "core/clock.h"

#include <QUuid>

#include <algorithm>
#include <vector>

class Safekeeper::Private
{
public:
    struct Entry
    {
        KeptSecret facts;
        Secret value;
    };

    explicit Private(const Clock &timeSource)
        : clock(timeSource)
    { }

    [[nodiscard]] auto locate(const QString &id)
    {
        return std::find_if(
            entries.begin(), entries.end(), [&id](const Entry &entry) { return entry.facts.id == id; });
    }

    const Clock &clock;
    std::vector<Entry> entries;
};

Safekeeper::Safekeeper(const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock))
{ }

Safekeeper::~Safekeeper() = default;

bool Safekeeper::isDurable() const
{
    return false;
}

QString Safekeeper::keep(
    Secret &&secret, const Token &token, const QString &accountName, KeptSecret::Origin origin)
{
    KeptSecret facts;
    facts.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    facts.token = token;
    facts.accountName = accountName;
    facts.origin = origin;
    facts.receivedAt = d->clock.nowUtc();
    const QString id = facts.id;
    d->entries.push_back({std::move(facts), std::move(secret)});
    Q_EMIT changed();
    return id;
}

QList<KeptSecret> Safekeeper::waiting() const
{
    QList<KeptSecret> all;
    for (const Private::Entry &entry : d->entries)
        all.append(entry.facts);
    return all;
}

std::optional<KeptSecret> Safekeeper::find(const QString &id) const
{
    const auto entry = d->locate(id);
    return entry == d->entries.end() ? std::nullopt : std::optional<KeptSecret>(entry->facts);
}

const Secret *Safekeeper::secret(const QString &id) const
{
    const auto entry = d->locate(id);
    return entry == d->entries.end() ? nullptr : &entry->value;
}

bool Safekeeper::confirmStored(const QString &id)
{
    const auto entry = d->locate(id);
    if (entry == d->entries.end())
        return false;
    d->entries.erase(entry);
    Q_EMIT changed();
    return true;
}
