// SPDX-License-Identifier: MIT
#include "store/passwordkeysource.h"

#include "core/background.h"
#include "store/storeerror.h"

#include <sodium.h>

struct PasswordKeySource::Recipe
{
    QByteArray salt;
    Cost cost;

    [[nodiscard]] static Recipe fresh(const Cost &cost);
    [[nodiscard]] static std::optional<Recipe> fromParameters(const QJsonObject &parameters);
    [[nodiscard]] QJsonObject toParameters() const;
    /// Empty when the machine lacks the memory.
    [[nodiscard]] GuardedKey keyFor(const Secret &password) const;
};

namespace {

QString algorithmName()
{
    return QStringLiteral("argon2id13");
}

} // namespace

PasswordKeySource::Recipe PasswordKeySource::Recipe::fresh(const Cost &cost)
{
    Recipe recipe{QByteArray(crypto_pwhash_SALTBYTES, '\0'), cost};
    randombytes_buf(recipe.salt.data(), crypto_pwhash_SALTBYTES);
    return recipe;
}

std::optional<PasswordKeySource::Recipe> PasswordKeySource::Recipe::fromParameters(
    const QJsonObject &parameters)
{
    if (parameters.value(QLatin1String("algorithm")).toString() != algorithmName())
        return {};
    Recipe recipe;
    recipe.salt = QByteArray::fromBase64(parameters.value(QLatin1String("salt")).toString().toLatin1());
    recipe.cost = {quint64(parameters.value(QLatin1String("passes")).toInteger()),
        quint64(parameters.value(QLatin1String("memory")).toInteger())};
    // A damaged row must not make the machine grind for hours or claim all of its memory.
    const bool isSane = recipe.salt.size() == crypto_pwhash_SALTBYTES
        && recipe.cost.passes >= crypto_pwhash_OPSLIMIT_MIN
        && recipe.cost.passes <= crypto_pwhash_OPSLIMIT_SENSITIVE
        && recipe.cost.memory >= crypto_pwhash_MEMLIMIT_MIN
        && recipe.cost.memory <= crypto_pwhash_MEMLIMIT_SENSITIVE;
    return isSane ? std::optional<Recipe>(recipe) : std::nullopt;
}

QJsonObject PasswordKeySource::Recipe::toParameters() const
{
    return {
        {QStringLiteral("algorithm"), algorithmName()},
        {QStringLiteral("salt"), QString::fromLatin1(salt.toBase64())},
        {QStringLiteral("passes"), qint64(cost.passes)},
        {QStringLiteral("memory"), qint64(cost.memory)},
    };
}

GuardedKey PasswordKeySource::Recipe::keyFor(const Secret &password) const
{
    return GuardedKey::filled([&](unsigned char *to) {
        const QByteArrayView text = password.reveal();
        return crypto_pwhash(to, GuardedKey::byteCount, text.isEmpty() ? "" : text.data(),
                   static_cast<unsigned long long>(text.size()),
                   reinterpret_cast<const unsigned char *>(salt.constData()), cost.passes, cost.memory,
                   crypto_pwhash_ALG_ARGON2ID13)
            == 0;
    });
}

PasswordKeySource::Cost PasswordKeySource::Cost::moderate()
{
    return {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE};
}

PasswordKeySource::Cost PasswordKeySource::Cost::least()
{
    return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
}

PasswordKeySource::PasswordKeySource(
    Secret &&password, Background &background, const Cost &cost, QObject *parent)
    : KeySource(parent)
    , m_password(std::make_shared<const Secret>(std::move(password)))
    , m_background(background)
    , m_cost(cost)
{ }

JobOf<WrappingKey> *PasswordKeySource::make(QObject *owner)
{
    if (m_password->isEmpty()) {
        Error error = storeError(QStringLiteral("the password is empty"));
        error.kind = Error::Kind::Invalid;
        return finishedJob<WrappingKey>(owner, std::move(error));
    }
    return derive(owner, Recipe::fresh(m_cost));
}

JobOf<WrappingKey> *PasswordKeySource::obtain(QObject *owner, const QJsonObject &parameters)
{
    const auto recipe = Recipe::fromParameters(parameters);
    if (!recipe)
        return finishedJob<WrappingKey>(
            owner, storeError(QStringLiteral("how the password makes the key cannot be read")));
    return derive(owner, *recipe);
}

JobOf<WrappingKey> *PasswordKeySource::derive(QObject *owner, const Recipe &recipe)
{
    auto *job = new JobOf<WrappingKey>(owner);
    m_background.run(
        job, [password = m_password, recipe] { return recipe.keyFor(*password); },
        [job, recipe](GuardedKey &&key) {
            if (key.isEmpty())
                job->deliver(storeError(
                    QStringLiteral("there is not enough memory to make the key from the password")));
            else
                job->deliver(WrappingKey{std::move(key), recipe.toParameters()});
        });
    return job;
}

JobOf<Nothing> *PasswordKeySource::forget(QObject *owner, const QJsonObject &)
{
    return finishedJob<Nothing>(owner, Nothing{});
}

Error PasswordKeySource::mismatch() const
{
    return storeError(QStringLiteral("the password does not open the vault"), StoreTrouble::WrongPassword);
}
