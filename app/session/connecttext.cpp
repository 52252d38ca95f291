// SPDX-License-Identifier: MIT
#include "session/connecttext.h"

#include "providers/catalog.h"
#include "session/errortext.h"

#include <QLocale>
#include <QRegularExpression>

namespace {

using Remedy = ConnectTrouble::Remedy;
using Situation = ConnectText::Situation;

QString providerNameOf(const QString &key)
{
    const auto info = providerInfo(key);
    return info ? info->name : key;
}

QString schemeName(AuthScheme scheme)
{
    return scheme == AuthScheme::Bearer ? QStringLiteral("Bearer") : QStringLiteral("Token");
}

QString localMoment(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime(), QLocale::LongFormat);
}

bool isSameId(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// An allow list speaks of addresses; the words are the service's own.
bool speaksOfAddresses(const QString &text)
{
    static const QRegularExpression words(
        QStringLiteral("\\bip\\b|ip[ -]?address|allow[ -]?list|allowed (ip|address)|whitelist"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(text).hasMatch();
}

/// The generation to try instead: the newest other one; empty where there is one only.
QString otherGeneration(const Account &account)
{
    const auto info = providerInfo(account.providerKey);
    const auto spoken = info ? info->generation(account.generation) : std::nullopt;
    if (!spoken)
        return {};
    for (auto one = info->generations.crbegin(); one != info->generations.crend(); ++one) {
        if (one->key != spoken->key)
            return one->key;
    }
    return {};
}

ConnectTrouble connectTrouble(Remedy remedy, const QString &what, const QString &next)
{
    ConnectTrouble trouble;
    trouble.remedy = remedy;
    trouble.what = what;
    trouble.next = next;
    return trouble;
}

QString join(const QStringList &words)
{
    return QLocale().createSeparatedList(words);
}

} // namespace

QList<ConnectText::Note> ConnectText::notes(const Situation &situation)
{
    const CredentialFacts &facts = situation.facts;
    const QString chosen = situation.account.providerKey;
    QList<Note> notes;
    if (facts.isEmpty)
        return notes;
    const QString whose = providerNameOf(facts.providerKey.isEmpty() ? chosen : facts.providerKey);
    if (!facts.providerKey.isEmpty() && facts.providerKey != chosen)
        notes.append(
            {tr("This looks like a credential of %1, not of %2.").arg(whose, providerNameOf(chosen)), true});
    if (facts.isExpired(situation.nowUtc)) {
        notes.append({facts.kind == CredentialFacts::Kind::SignIn
                ? tr("This sign-in ended on %1. Sign in again there and take the new one.")
                      .arg(localMoment(facts.expiresAt))
                : tr("This token expired on %1. Create or rotate one and take its value.")
                      .arg(localMoment(facts.expiresAt)),
            true});
    }
    if (facts.hasWrongWord()) {
        notes.append({tr("It came with the word “%1”. %2 wants “%3” before it, and that is what is sent.")
                          .arg(schemeName(facts.pastedScheme), whose, schemeName(facts.scheme)),
            false});
    }
    if (!notes.isEmpty())
        return notes;
    switch (facts.kind) {
    case CredentialFacts::Kind::ApiToken:
        notes.append({facts.expiresAt.isValid()
                ? tr("An API token of %1, valid until %2.").arg(whose, localMoment(facts.expiresAt))
                : tr("An API token of %1.").arg(whose),
            false});
        break;
    case CredentialFacts::Kind::PolicyToken:
        notes.append({tr("A policy token of %1: its rules decide what it may do.").arg(whose), false});
        break;
    case CredentialFacts::Kind::SignIn:
        notes.append({facts.expiresAt.isValid()
                ? tr("A person's sign-in at %1. It ends on %2; an API token lasts longer.")
                      .arg(whose, localMoment(facts.expiresAt))
                : tr("A person's sign-in at %1. It ends soon; an API token lasts longer.").arg(whose),
            false});
        break;
    case CredentialFacts::Kind::Unknown:
        notes.append(
            {tr("Its form does not tell whose it is. Connecting will show whether it works."), false});
        break;
    }
    return notes;
}

ConnectTrouble ConnectText::refusedSignIn(const Error &, const Situation &situation)
{
    const CredentialFacts &facts = situation.facts;
    const Account &account = situation.account;
    const QString provider = providerNameOf(account.providerKey);
    if (facts.isExpired(situation.nowUtc))
        return connectTrouble(Remedy::OtherCredential,
            tr("%1 refused the credential: it expired on %2.").arg(provider, localMoment(facts.expiresAt)),
            tr("Go back and use one that is still valid."));
    if (!facts.providerKey.isEmpty() && facts.providerKey != account.providerKey)
        return connectTrouble(Remedy::OtherCredential,
            tr("%1 refused the credential: it looks like one of %2.")
                .arg(provider, providerNameOf(facts.providerKey)),
            tr("Go back and choose %1, or another credential.").arg(providerNameOf(facts.providerKey)));
    const bool isForcedWrong = account.scheme != AuthScheme::Automatic
        && facts.scheme != AuthScheme::Automatic && account.scheme != facts.scheme;
    if (isForcedWrong)
        return connectTrouble(Remedy::OtherScheme,
            tr("%1 refused the credential: it was sent with the word “%2”, and this kind needs “%3”.")
                .arg(provider, schemeName(account.scheme), schemeName(facts.scheme)),
            tr("Send it with “%1”.").arg(schemeName(facts.scheme)));
    if (facts.kind == CredentialFacts::Kind::PolicyToken)
        return connectTrouble(Remedy::TypeIds,
            tr("%1 does not tell this policy token its organizations, so whether it is valid is not known "
               "yet.")
                .arg(provider),
            tr("Type the organization's id; its token list will show it."));
    const auto info = providerInfo(account.providerKey);
    if (facts.scheme == AuthScheme::Automatic && info && info->hasSchemeChoice) {
        const bool saidBearer = account.scheme == AuthScheme::Bearer;
        return connectTrouble(Remedy::OtherScheme,
            tr("%1 refused the credential, sent with the word “%2”.")
                .arg(provider, schemeName(saidBearer ? AuthScheme::Bearer : AuthScheme::Token)),
            tr("If it is copied whole and not revoked, try the word “%1”.")
                .arg(schemeName(saidBearer ? AuthScheme::Token : AuthScheme::Bearer)));
    }
    return connectTrouble(Remedy::OtherCredential,
        tr("%1 refused the credential: it was revoked, or not copied whole.").arg(provider),
        tr("Go back and use another one."));
}

ConnectTrouble ConnectText::forbidden(const Error &error, const Situation &situation)
{
    const QString provider = providerNameOf(situation.account.providerKey);
    const QString &asked = situation.account.organizationId;
    const QString &own = situation.facts.organizationId;
    if (speaksOfAddresses(error.serverText))
        return connectTrouble(Remedy::TryAgain,
            tr("%1 does not accept requests from the network address of this computer (“%2”).")
                .arg(provider, error.serverText),
            tr("Connect through the network that is on the organization's list of allowed addresses, or have "
               "this one added to it."));
    if (!asked.isEmpty() && !own.isEmpty() && !isSameId(asked, own))
        return connectTrouble(Remedy::TypeIds,
            tr("This credential belongs to the organization %1, not to %2.").arg(own, asked),
            tr("Choose %1, or go back and use a credential of %2.").arg(own, asked));
    if (asked.isEmpty())
        return connectTrouble(Remedy::TypeIds,
            tr("%1 knows the credential, which may not list organizations.").arg(provider),
            tr("Type the organization's id."));
    return connectTrouble(Remedy::TypeIds,
        tr("%1 refuses this organization: its id is wrong, or the credential has no role there.")
            .arg(provider),
        tr("Check the id, or go back and use a credential that may manage tokens there."));
}

ConnectTrouble ConnectText::notThere(const Error &error, const Situation &situation)
{
    const QString provider = providerNameOf(situation.account.providerKey);
    const QString other = otherGeneration(situation.account);
    const bool isAboutPath = error.httpStatus == 405 || error.httpStatus == 410;
    const auto info = providerInfo(situation.account.providerKey);
    const bool isNewer = info && !other.isEmpty() && info->generations.constLast().key == other;
    if (!other.isEmpty() && (isAboutPath || situation.account.organizationId.isEmpty())) {
        ConnectTrouble trouble = connectTrouble(Remedy::OtherGeneration,
            isNewer ? tr("This server no longer answers the old API.")
                    : tr("This server does not answer the current API."),
            tr("Try the API generation %1.").arg(other));
        trouble.generation = other;
        return trouble;
    }
    if (situation.account.organizationId.isEmpty())
        return connectTrouble(Remedy::CheckAddress,
            tr("%1 does not answer like %2.").arg(situation.account.baseUrl.toDisplayString(), provider),
            tr("Check the base URL."));
    if (!other.isEmpty())
        return connectTrouble(Remedy::TypeIds,
            tr("%1 does not know the organization %2, or does not answer this API.")
                .arg(provider, situation.account.organizationId),
            tr("Check the id and the API generation."));
    return connectTrouble(Remedy::TypeIds,
        tr("%1 does not know the organization %2.").arg(provider, situation.account.organizationId),
        tr("Check the id."));
}

ConnectTrouble ConnectText::unreachable(const Error &error, const Situation &situation)
{
    const QString host = situation.account.baseUrl.host();
    const bool isProxyLogin = error.kind == Error::Kind::Proxy
        && (error.proxy == ProxyTrouble::LoginWanted || error.proxy == ProxyTrouble::LoginRefused);
    if (isProxyLogin)
        return connectTrouble(Remedy::ProxyLogin,
            error.proxy == ProxyTrouble::LoginRefused
                ? tr("The proxy on the way to %1 does not take the login.").arg(host)
                : tr("The proxy on the way to %1 asks for a login.").arg(host),
            tr("Enter its user name and password in the network settings."));
    if (error.kind == Error::Kind::Proxy)
        return connectTrouble(Remedy::CheckAddress,
            error.proxy == ProxyTrouble::WayRefused
                ? tr("The proxy does not make a way to %1.").arg(host)
                : tr("The proxy on the way to %1 does not answer.").arg(host),
            tr("Check the proxy in the network settings."));
    if (error.kind == Error::Kind::Tls)
        return connectTrouble(Remedy::CaFile,
            error.technical.isEmpty() ? tr("No trusted connection to %1.").arg(host)
                                      : tr("No trusted connection to %1: %2.").arg(host, error.technical),
            tr("If your company inspects connections, choose the file with its certificate authority; the "
               "computer's administrators have it. Otherwise do not go on."));
    if (error.kind == Error::Kind::Timeout)
        return connectTrouble(Remedy::TryAgain, tr("%1 did not answer in time.").arg(host),
            tr("Try again; behind a firewall set the proxy first."));
    return connectTrouble(Remedy::TryAgain, tr("There is no connection to %1.").arg(host),
        tr("Check the network and the base URL, then try again."));
}

ConnectTrouble ConnectText::trouble(const Error &error, const Situation &situation)
{
    const ErrorText general = describeError(error, Verb::List, {}, situation.account);
    const QString provider = providerNameOf(situation.account.providerKey);
    ConnectTrouble trouble;
    switch (error.kind) {
    case Error::Kind::Auth:
        trouble = refusedSignIn(error, situation);
        break;
    case Error::Kind::Forbidden:
        trouble = forbidden(error, situation);
        break;
    case Error::Kind::NotFound:
        trouble = notThere(error, situation);
        break;
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
        trouble = unreachable(error, situation);
        break;
    case Error::Kind::Cancelled:
        trouble = connectTrouble(
            Remedy::TryAgain, tr("Connecting was stopped."), tr("Start it again when you want."));
        break;
    case Error::Kind::RateLimited:
        trouble =
            connectTrouble(Remedy::TryAgain, tr("%1 asks for fewer requests.").arg(provider), general.next);
        break;
    case Error::Kind::Server:
        trouble = connectTrouble(Remedy::TryAgain,
            tr("%1 has a problem (status %2).").arg(provider).arg(error.httpStatus), general.next);
        break;
    case Error::Kind::Protocol:
        trouble = connectTrouble(Remedy::CheckAddress,
            tr("The answer of %1 is not what %2 documents.").arg(situation.account.baseUrl.host(), provider),
            tr("Check the base URL and the API generation."));
        break;
    default:
        if (error.httpStatus == 405)
            trouble = notThere(error, situation);
        else if (error.httpStatus == 0)
            trouble = unreachable(error, situation);
        else
            trouble = connectTrouble(Remedy::CheckAddress,
                error.serverText.isEmpty()
                    ? tr("%1 refused the request.").arg(provider)
                    : tr("%1 refused the request (“%2”).").arg(provider, error.serverText),
                general.next);
        break;
    }
    trouble.details = general.details;
    return trouble;
}

ConnectTrouble ConnectText::noOrganization(const Situation &situation)
{
    return connectTrouble(Remedy::TypeIds,
        tr("%1 takes the credential and shows it no organization.")
            .arg(providerNameOf(situation.account.providerKey)),
        tr("Type the organization's id, or go back and use a credential with a role in one."));
}

QString ConnectText::noWorkspaces(const QString &organizationName)
{
    return tr(
        "The credential sees no workspace of “%1”: it has no role in any. The organization's own list may "
        "still work; workspaces can be typed by id.")
        .arg(organizationName);
}

ConnectText::Ability ConnectText::listing(const AccountAbility::Place &place, const Situation &situation)
{
    if (place.place.list == TokenList::Policy) {
        return place.error ? Ability{Ability::State::Cannot,
                   tr("Cannot list policy tokens: only an owner or an administrator may.")}
                           : Ability{Ability::State::Can, tr("Lists the policy tokens of the organization.")};
    }
    const QString where = place.place.isOrganization() ? tr("the organization")
                                                       : tr("workspace %1").arg(place.place.workspaceId);
    if (place.error) {
        const ConnectTrouble why = trouble(*place.error, situation);
        //: %1: "the organization" or "workspace …"; %2: a sentence
        return {Ability::State::Cannot, tr("Cannot list the tokens of %1. %2").arg(where, why.what)};
    }
    if (place.tokens < 0)
        return {Ability::State::Can, tr("Lists the tokens of %1.").arg(where)};
    //: %1: "the organization" or "workspace …"
    return {
        Ability::State::Can, tr("Lists the tokens of %1: %n there.", nullptr, int(place.tokens)).arg(where)};
}

ConnectText::Ability ConnectText::managing(const AccountAbility &ability, const QString &provider)
{
    switch (ability.manages) {
    case AccountAbility::Manages::Yes:
        return {Ability::State::Can,
            tr("Creates, changes and deletes tokens: its role is %1.").arg(join(ability.ownRoles))};
    case AccountAbility::Manages::No:
        if (ability.ownRoles.isEmpty())
            return {Ability::State::Cannot,
                tr("Cannot change tokens: it has no role here. It would need one of these: %1.")
                    .arg(join(ability.managingRoles))};
        return {Ability::State::Cannot,
            tr("Cannot change tokens: its role is %1. It would need one of these: %2.")
                .arg(join(ability.ownRoles), join(ability.managingRoles))};
    case AccountAbility::Manages::NotTold:
        break;
    }
    return {Ability::State::NotTold,
        tr("%1 does not tell whether this credential may create, change and delete tokens. What it refuses "
           "is "
           "said when it happens.")
            .arg(provider)};
}

QList<ConnectText::Ability> ConnectText::abilities(const AccountAbility &ability, const Situation &situation)
{
    QList<Ability> lines;
    const Situation asked{ability.account, situation.facts, situation.nowUtc};
    for (const AccountAbility::Place &place : ability.places)
        lines.append(listing(place, asked));
    if (ability.isListable()) {
        const QString provider = providerNameOf(ability.account.providerKey);
        lines.append(managing(ability, provider));
        if (!ability.verbs.rotate.possible)
            lines.append({Ability::State::Cannot, ability.verbs.rotate.reason});
    }
    if (ability.ownToken)
        lines.append(
            {Ability::State::Can, tr("It is the token “%1” of this list.").arg(ability.ownToken->name)});
    return lines;
}
