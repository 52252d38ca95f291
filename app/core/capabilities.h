// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

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
    int maxExpiryDays = 3650; ///< days
    int maxNameLength = 0; ///< UTF-16 units; 0 = none documented
    int maxDescriptionLength = 0; ///< UTF-16 units; 0 = none documented
    QString tokenHint; ///< a sentence for the create dialog; may be empty
};

/// What the account dialog must know of a provider.
struct ProviderInfo
{
    QString key; ///< "qovery", "astronomer": stored, never shown
    QString name; ///< for people
    QString letter; ///< for the neutral letter tile
    QUrl baseUrl; ///< the public service
    bool hasWorkspaces = false;
    bool hasSchemeChoice = false; ///< the person may override the word in `Authorization`
    QString credentialHint; ///< what to paste
    /// The form of an organization's id, as a regular expression for the whole of it; empty = any text.
    QString organizationForm;
    QString organizationHint; ///< where a person finds an id of that form
    QString tokenVariable; ///< the environment variable in which the provider's own tools look for a token
};
