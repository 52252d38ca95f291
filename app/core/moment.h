// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QExplicitlySharedDataPointer>
#include <QSharedData>
#include <QString>

#include <limits>

/// An instant as a provider told it, with everything that may be known or not known about it.
///
/// "The provider has no such field", "the field is empty" (never used, never expires) and "a text nobody can
/// read" are three different facts; this type keeps them apart. Precision: milliseconds, UTC. 16 bytes, since
/// a token has six of them and a table may hold 100,000 tokens.
class Moment final
{
public:
    enum class State : quint8 {
        NotProvided, ///< the provider has no such data
        Absent, ///< the provider says: none
        Known, ///< an instant
        Unparsable, ///< a text that is no RFC 3339 date; raw() has it
    };

    Moment() = default; ///< NotProvided
    [[nodiscard]] static Moment absent();
    [[nodiscard]] static Moment at(const QDateTime &instant);
    /// An instant in milliseconds since 1970 UTC, as msecs() tells it.
    [[nodiscard]] static Moment atMsecs(qint64 msecs);
    /// Reads RFC 3339 with 0 to 9 fraction digits and `Z` or an offset. An empty text is Absent, a text that
    /// is no date is kept as Unparsable.
    [[nodiscard]] static Moment fromText(const QString &text);
    /// The same of UTF-8.
    [[nodiscard]] static Moment fromUtf8(QByteArrayView text);
    /// A text that is known to be no date; raw() has it.
    [[nodiscard]] static Moment unparsable(const QString &text);

    [[nodiscard]] State state() const;
    [[nodiscard]] bool isKnown() const { return state() == State::Known; }
    /// UTC; invalid unless isKnown().
    [[nodiscard]] QDateTime utc() const;
    /// Milliseconds since 1970 UTC; 0 unless isKnown().
    [[nodiscard]] qint64 msecs() const { return isKnown() ? m_msecs : 0; }
    /// The text as the provider sent it; empty unless Unparsable.
    [[nodiscard]] QString raw() const;

    bool operator==(const Moment &other) const;

private:
    struct Raw : QSharedData
    {
        QString text;
    };

    // No instant a QDateTime can show; a field of its own for the state would cost eight bytes.
    static constexpr qint64 notProvided = std::numeric_limits<qint64>::min();
    static constexpr qint64 none = notProvided + 1;

    qint64 m_msecs = notProvided;
    QExplicitlySharedDataPointer<Raw> m_raw; ///< set = Unparsable
};

inline Moment::State Moment::state() const
{
    if (m_raw)
        return State::Unparsable;
    if (m_msecs == notProvided)
        return State::NotProvided;
    return m_msecs == none ? State::Absent : State::Known;
}

/// Reads an RFC 3339 date-time; an invalid QDateTime when it is none. Digits beyond the millisecond are cut.
[[nodiscard]] QDateTime parseRfc3339(QStringView text);
