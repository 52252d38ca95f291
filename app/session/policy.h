// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"
#include "session/tokensearch.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

/// One demand on tokens, as a policy file makes it.
struct PolicyRule
{
    enum class Kind : quint8 {
        MaxLifetime, ///< from creation to expiry at most so many days; one without an end fails
        MustExpire, ///< has an end
        NamePattern, ///< the whole name matches
        ForbiddenRoles, ///< has none of these
        Unused, ///< was used in the last so many days, or is younger than that
        RotateEvery, ///< got its value in the last so many days
    };
    enum class Severity : quint8 { Error, Warning, Note };

    QString id; ///< unique in the file
    QString description; ///< a sentence; may be empty
    Kind kind = Kind::MustExpire;
    Severity severity = Severity::Error;
    int days = 0;
    QString pattern; ///< a regular expression
    QStringList roles;
    QStringList accounts; ///< names; empty = all
    TokenSearch filter; ///< empty = all

    /// Whether it is about this token of this account in this place.
    [[nodiscard]] bool concerns(const Token &token, const QString &account, const QString &place) const;
    /// What is wrong with the token, in a sentence; empty = nothing; none = the provider does not tell what
    /// is asked.
    [[nodiscard]] std::optional<QString> complaint(const Token &token, const QDateTime &nowUtc) const;
};

/// What a person demands of tokens: {"format": "tokenry-policy-1", "rules": [{"id", "kind", "severity"
/// ("error" by default, "warning", "note"), "description", "accounts": [name…], "filter": "words", and by
/// kind "days", "pattern" or "roles"}]}. Kinds: "max-lifetime", "must-expire", "name-pattern",
/// "forbidden-roles", "unused", "rotate-every". A key or a kind that is not known is an error: a rule that is
/// silently not checked would be worse than none. Pure value.
struct Policy
{
    QList<PolicyRule> rules;

    /// Reads a file's text; `problem` is a sentence when it is none, and the policy has no rule then.
    [[nodiscard]] static Policy read(const QByteArray &json, QString &problem);
    [[nodiscard]] static QString severityName(PolicyRule::Severity severity);
};
