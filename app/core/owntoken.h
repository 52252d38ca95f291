// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Which of a provider's tokens an account itself signs in with, as far as anybody knows.
struct OwnToken
{
    enum class Source : quint8 {
        NotKnown, ///< it may be any of them
        Told, ///< the credential names its token
        Recorded, ///< the value was issued here, or a person said so
        NoToken, ///< a person's sign-in, which is none of the tokens
    };

    Source source = Source::NotKnown;
    QString tokenId; ///< with Told and Recorded

    [[nodiscard]] bool isKnown() const { return source == Source::Told || source == Source::Recorded; }
    /// Ids come back in another case now and then.
    [[nodiscard]] bool is(const QString &id) const
    {
        return isKnown() && !id.isEmpty() && tokenId.compare(id, Qt::CaseInsensitive) == 0;
    }
    /// Nothing tells that it is not this one: a person has to be asked.
    [[nodiscard]] bool mayBe(const QString &id) const { return source == Source::NotKnown || is(id); }

    bool operator==(const OwnToken &) const = default;
};
