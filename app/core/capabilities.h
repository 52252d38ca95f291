// SPDX-License-Identifier: MIT
#pragma once

#include "core/token.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

/// Whether a verb is there, and the sentence for people when it is not. The sentence is translated by the
/// provider that knows it, so that the window needs no line for a new provider.
struct Verdict
{
    bool possible = true;
    QString reason; ///< empty when possible

    [[nodiscard]] static Verdict yes() { return {}; }
    [[nodiscard]] static Verdict no(const QString &why) { return {false, why}; }
    bool operator==(const Verdict &) const = default;
};

/// What DELETE does to a row: end the token, or only take it out of a workspace's list.
enum class RemovalKind : quint8 { Delete, Detach };

/// What can be done with one token in one place.
struct TokenVerbs
{
    Verdict update;
    Verdict rotate;
    Verdict remove;
    RemovalKind removalKind = RemovalKind::Delete;
};

/// One kind of token that create can make.
struct TokenKindChoice
{
    QString key; ///< as the provider writes it: "DIRECT_ACCESS"
    QString label; ///< for people
    QString description; ///< a sentence; may be empty
    TokenList list = TokenList::Usual; ///< the one its tokens stand in
    bool hasPolicy = false; ///< its rights are rules in a text of their own (TokenDraft::policyText)
    bool hasExpiry = false; ///< create takes a lifetime for it, whatever Capabilities::hasExpiry says

    bool operator==(const TokenKindChoice &) const = default;
};

/// What an account of one provider can do and which data it has. The window decides by these, never by the
/// provider's name.
struct Capabilities
{
    Verdict create;
    bool hasExpiry = false; ///< create takes a lifetime; otherwise the expiry is "not provided"
    bool hasLastUsed = false;
    bool hasCreator = false;
    bool hasRoleEdits = false; ///< roles can be changed after creation
    bool hasUniqueNames = false; ///< the provider refuses a second token of the same name (409)
    bool hasWorkspaceTargets = false; ///< an organization's list takes tokens for one workspace too
    bool hasDeploymentTargets = false; ///< a token may be for one deployment
    QList<TokenKindChoice> kinds; ///< the usual one first; empty = nothing to choose
    bool hasTokenQuery = false; ///< the service looks for tokens by name and creator itself
    int maxPolicyLength = 0; ///< characters of a policy text; 0 = none documented
    int maxExpiryDays = 3650; ///< days
    int maxNameLength = 0; ///< UTF-16 units; 0 = none documented
    int maxDescriptionLength = 0; ///< UTF-16 units; 0 = none documented
    QString tokenHint; ///< a sentence for the create dialog; may be empty
};

/// One generation of a provider's API, as an account may choose it.
struct ApiGeneration
{
    QString key; ///< "v1": stored, and the last part of the base URL's path
    QString label; ///< for people
    QUrl baseUrl; ///< the public service

    bool operator==(const ApiGeneration &) const = default;
};

/// How many requests with one credential a service takes in any second, as its documents tell; 0 = they do
/// not.
struct RateLimits
{
    int reads = 0; ///< GET
    int posts = 0;
    int deletes = 0;

    bool operator==(const RateLimits &) const = default;
};

/// What the account dialog must know of a provider.
struct ProviderInfo
{
    QString key; ///< "qovery", "astronomer": stored, never shown
    QString name; ///< for people
    QString letter; ///< for the neutral letter tile
    QUrl baseUrl; ///< the public service
    /// Oldest first; an account that names none speaks the first, a new one the last. Empty = there is one
    /// only.
    QList<ApiGeneration> generations;
    bool hasWorkspaces = false;
    bool hasSchemeChoice = false; ///< the person may override the word in `Authorization`
    QString credentialHint; ///< what to paste
    /// The form of an organization's id, as a regular expression for the whole of it; empty = any text.
    QString organizationForm;
    QString organizationHint; ///< where a person finds an id of that form
    /// The environment variables in which the provider's own tools look for a token, the usual one first.
    QStringList tokenVariables;
    /// Where the provider's own tool keeps its sign-in, below the home folder; empty = no file that is known.
    QString toolFile;
    RateLimits rates; ///< of the public service

    /// The one of that name; the oldest for an empty name, none for an unknown one or where there is one
    /// only.
    [[nodiscard]] std::optional<ApiGeneration> generation(const QString &wanted) const
    {
        for (const ApiGeneration &one : generations) {
            if (wanted.isEmpty() || one.key == wanted)
                return one;
        }
        return {};
    }
    /// The one whose name the address ends with; the newest when it ends with none.
    [[nodiscard]] QString generationAt(const QUrl &address) const
    {
        const QString path = address.adjusted(QUrl::StripTrailingSlash).path();
        for (const ApiGeneration &one : generations) {
            if (path.endsWith(u'/' + one.key))
                return one.key;
        }
        return generations.isEmpty() ? QString() : generations.constLast().key;
    }
};
