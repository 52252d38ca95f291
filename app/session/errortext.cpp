// SPDX-License-Identifier: MIT
#include "session/errortext.h"

#include "providers/catalog.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace {

/// Everything a sentence may depend on.
struct Case
{
    const Error &error;
    Verb verb;
    QString token; ///< in quotation marks; "the token" when it has no name
    const Account &account;

    [[nodiscard]] bool isRead() const { return verb == Verb::List || verb == Verb::ListRoles; }
    [[nodiscard]] bool isRemoval() const { return verb == Verb::Delete || verb == Verb::Detach; }
    [[nodiscard]] bool isIssue() const { return verb == Verb::Create || verb == Verb::Rotate; }
    [[nodiscard]] bool isUnknown() const { return error.outcome == Error::Outcome::Unknown; }
    /// The server said that it was done, in an answer that could not be read whole.
    [[nodiscard]] bool isDoneUnread() const
    {
        return !isRead() && error.kind == Error::Kind::Protocol && error.httpStatus >= 200
            && error.httpStatus < 300;
    }
    [[nodiscard]] std::optional<ApiGeneration> generation() const
    {
        const auto info = providerInfo(account.providerKey);
        return info ? info->generation(account.generation) : std::nullopt;
    }
    /// What the account may choose instead: the newest one, or the one before where it speaks that; empty
    /// where there is one only.
    [[nodiscard]] QString otherGeneration() const
    {
        const auto spoken = generation();
        const auto info = providerInfo(account.providerKey);
        if (!spoken || !info || info->generations.size() < 2)
            return {};
        const QList<ApiGeneration> &all = info->generations;
        return spoken->key == all.constLast().key ? all.at(all.size() - 2).key : all.constLast().key;
    }
    [[nodiscard]] bool isNewestSpoken() const
    {
        const auto info = providerInfo(account.providerKey);
        return info && generation() && generation()->key == info->generations.constLast().key;
    }
    /// 405 and 410 speak of the path itself.
    [[nodiscard]] bool isGoneGeneration() const
    {
        const bool isAboutPath = error.httpStatus == 405 || error.httpStatus == 410;
        return isAboutPath && !isUnknown() && !otherGeneration().isEmpty();
    }
    /// 404 may speak of the path or of what it names.
    [[nodiscard]] bool isPerhapsGoneGeneration() const
    {
        const bool isAboutPlace = isRead() || verb == Verb::Create;
        return error.httpStatus == 404 && isAboutPlace && !otherGeneration().isEmpty();
    }
    /// Refused by ourselves because the token is in use by another operation.
    [[nodiscard]] bool isBusyToken() const
    {
        return error.kind == Error::Kind::Conflict && error.outcome == Error::Outcome::NotSent;
    }
};

class Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    static QString what(const Case &c);
    static QString meaning(const Case &c);
    static QString next(const Case &c);
    static QString details(const Case &c);

private:
    static QString act(const Case &c);
    static QString reason(const Case &c);
    static QString unansweredWhat(const Case &c);
    static QString networkReason(const Case &c);
    static QString proxyReason(const Case &c);
    static QString proxyNext(const Case &c);
    static QString authReason(const Case &c);
    static QString unknownMeaning(const Case &c);
    static QString unknownNext(const Case &c);
    static QString authNext(const Case &c);
    static QString forbiddenNext(const Case &c);
    static QString conflictNext(const Case &c);
    static QString retryNext(const Case &c);
    static QString invalidNext(const Case &c);
    static QString verbWord(Verb verb);
    static QString duration(std::chrono::milliseconds wait);
};

/// What did not happen: the first half of most sentences.
QString Words::act(const Case &c)
{
    switch (c.verb) {
    case Verb::List:
        return tr("The tokens of “%1” could not all be listed").arg(c.account.name);
    case Verb::ListRoles:
        return tr("The roles of “%1” could not be listed").arg(c.account.name);
    case Verb::Create:
        return tr("%1 was not created").arg(c.token);
    case Verb::Update:
        return tr("%1 was not changed").arg(c.token);
    case Verb::Rotate:
        return tr("%1 was not rotated").arg(c.token);
    case Verb::Delete:
        return tr("%1 was not deleted").arg(c.token);
    case Verb::Detach:
        return tr("%1 was not removed from the workspace").arg(c.token);
    }
    return {};
}

QString Words::unansweredWhat(const Case &c)
{
    switch (c.verb) {
    case Verb::Create:
        return tr("Create was sent but not answered.");
    case Verb::Update:
        return tr("The change was sent but not answered.");
    case Verb::Rotate:
        return tr("Rotate was sent but not answered.");
    case Verb::Delete:
        return tr("Delete was sent but not answered.");
    case Verb::Detach:
        return tr("The removal from the workspace was sent but not answered.");
    case Verb::List:
    case Verb::ListRoles:
        break;
    }
    return tr("The request was sent but not answered.");
}

QString Words::networkReason(const Case &c)
{
    const QString host = c.account.baseUrl.host();
    switch (c.error.kind) {
    case Error::Kind::Timeout:
        return tr("%1 did not answer in time").arg(host);
    case Error::Kind::Tls:
        return c.error.technical.isEmpty()
            ? tr("no trusted connection to %1").arg(host)
            : tr("no trusted connection to %1 (%2)").arg(host, c.error.technical);
    default:
        return tr("no connection to %1").arg(host);
    }
}

/// "proxy.corp:3128", or what the system's proxy is called.
QString proxyWords(const Account &account)
{
    return account.proxy.isManual() ? QStringLiteral("%1:%2").arg(account.proxy.host).arg(account.proxy.port)
                                    : QCoreApplication::translate("ErrorText", "of this computer");
}

QString Words::proxyReason(const Case &c)
{
    const QString proxy = proxyWords(c.account);
    switch (c.error.proxy) {
    case ProxyTrouble::LoginWanted:
        return tr("the proxy %1 asks for a login").arg(proxy);
    case ProxyTrouble::LoginRefused:
        return tr("the proxy %1 refused the login").arg(proxy);
    case ProxyTrouble::WayRefused:
        return tr("the proxy %1 does not let through to %2, or cannot reach it")
            .arg(proxy, c.account.baseUrl.host());
    case ProxyTrouble::Unreachable:
        return tr("the proxy %1 cannot be reached").arg(proxy);
    case ProxyTrouble::None:
        break;
    }
    return tr("there is no way through the proxy %1").arg(proxy);
}

QString Words::proxyNext(const Case &c)
{
    switch (c.error.proxy) {
    case ProxyTrouble::LoginWanted:
        return tr("Enter the proxy's user name and password in the account.");
    case ProxyTrouble::LoginRefused:
        return tr("Correct the proxy's user name and password in the account.");
    case ProxyTrouble::WayRefused:
        return tr("Ask those who run the proxy to allow this address, or choose another way in the account.");
    case ProxyTrouble::Unreachable:
    case ProxyTrouble::None:
        break;
    }
    return tr("Check the network and the proxy in the account, then try again.");
}

QString Words::authReason(const Case &c)
{
    if (c.error.outcome == Error::Outcome::NotSent)
        return tr("“%1” has no credential in this run").arg(c.account.name);
    if (c.error.loginEnded.isValid())
        return tr("the sign-in of “%1” expired on %2")
            .arg(c.account.name, QLocale().toString(c.error.loginEnded.toLocalTime(), QLocale::ShortFormat));
    return tr("the sign-in of “%1” was refused").arg(c.account.name);
}

/// Why, as the second half of a sentence.
QString Words::reason(const Case &c)
{
    if (c.isGoneGeneration())
        return c.isNewestSpoken() ? tr("this server does not answer the API %1").arg(c.generation()->key)
                                  : tr("this server no longer answers the old API");
    if (c.isPerhapsGoneGeneration())
        return c.isNewestSpoken()
            ? tr("this server does not know the organization or workspace, or answers an older API only")
            : tr("this server does not know the organization or workspace, or no longer answers the old API");
    switch (c.error.kind) {
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::Tls:
        return networkReason(c);
    case Error::Kind::Proxy:
        return proxyReason(c);
    case Error::Kind::Auth:
        return authReason(c);
    case Error::Kind::Forbidden:
        return tr("the organization is wrong, or the role of “%1” does not allow it").arg(c.account.name);
    case Error::Kind::NotFound:
        if (c.isRemoval())
            return tr("the service says that it is not there");
        return c.isRead() || c.verb == Verb::Create
            ? tr("the service does not know this organization or workspace")
            : tr("the service does not know it any more");
    case Error::Kind::Conflict:
        if (c.isBusyToken())
            return tr("another operation is running on it");
        return c.verb == Verb::Create ? tr("its name is taken")
                                      : tr("it conflicts with something at the service");
    case Error::Kind::Invalid:
        return c.error.outcome == Error::Outcome::NotSent ? tr("a value cannot be sent")
                                                          : tr("the service refused a value");
    case Error::Kind::RateLimited:
        return tr("the service asks for fewer requests");
    case Error::Kind::Server:
        return tr("the service has a problem (status %1)").arg(c.error.httpStatus);
    case Error::Kind::Protocol:
        return tr("the answer is not what the service documents");
    case Error::Kind::Unsupported:
        return tr("the provider has no such operation");
    case Error::Kind::OwnToken:
        return tr("“%1” signs in with it").arg(c.account.name);
    case Error::Kind::Vault:
        return tr("secrets cannot be kept now");
    case Error::Kind::Cancelled:
        return tr("it was stopped");
    }
    return {};
}

QString Words::what(const Case &c)
{
    if (c.isDoneUnread()) {
        switch (c.verb) {
        case Verb::Create:
            return tr("%1 was created, its value never reached us.").arg(c.token);
        case Verb::Rotate:
            return tr("%1 was rotated, its new value never reached us.").arg(c.token);
        default:
            return tr("The service said “done”, but its answer could not be read.");
        }
    }
    if (c.isUnknown() && c.error.isHalfDone)
        return tr("The name and description of %1 were saved; whether its roles were is not known.")
            .arg(c.token);
    if (c.isUnknown() && !c.isRead()) {
        if (c.error.httpStatus == 0)
            return unansweredWhat(c);
        return tr("The service answered with a problem (status %1); whether it was done is not known.")
            .arg(c.error.httpStatus);
    }
    if (c.error.isHalfDone)
        //: %1: the token; %2: why ("the service refused a value")
        return tr("The name and description of %1 were saved, its roles were not: %2.")
            .arg(c.token, reason(c));
    //: %1: what did not happen ("“ci” was not created"), %2: why ("its name is taken")
    return tr("%1: %2.").arg(act(c), reason(c));
}

QString Words::unknownMeaning(const Case &c)
{
    switch (c.verb) {
    case Verb::Create:
        return tr("The token may exist; if it does, its value is lost.");
    case Verb::Update:
        return tr("The change may have been made.");
    case Verb::Rotate:
        return tr("The old value may already be dead.");
    case Verb::Delete:
        return tr("The token may already be gone.");
    case Verb::Detach:
        return tr("The token may already have left the workspace.");
    case Verb::List:
    case Verb::ListRoles:
        break;
    }
    return {};
}

QString Words::meaning(const Case &c)
{
    if (c.isDoneUnread()) {
        if (c.verb == Verb::Create)
            return tr("The token exists, but nobody has its value.");
        if (c.verb == Verb::Rotate)
            return tr("The old value is dead and nobody has the new one.");
        return tr("The list will show what is true.");
    }
    if (c.isRead())
        return c.verb == Verb::List ? tr("Tokens that are shown may be out of date.") : QString();
    if (c.error.isHalfDone)
        return c.isUnknown() ? tr("The roles may have been changed.") : tr("The roles are as they were.");
    if (c.isUnknown())
        return unknownMeaning(c);
    // Where the list agreed, there is no error.
    if (c.isRemoval() && c.error.kind == Error::Kind::NotFound)
        return tr("The list still shows it, or could not be read: it may still work.");
    switch (c.verb) {
    case Verb::Create:
        return tr("No token was made.");
    case Verb::Rotate:
        return c.error.kind == Error::Kind::NotFound ? tr("Its value most likely no longer works.")
                                                     : tr("The value in use still works.");
    default:
        return c.error.kind == Error::Kind::NotFound ? tr("It was deleted elsewhere or is not visible here.")
                                                     : tr("The token is as it was.");
    }
}

QString Words::unknownNext(const Case &c)
{
    switch (c.verb) {
    case Verb::Create:
        return tr("Look again; if the token is there, rotate it or delete it and create it once more.");
    case Verb::Rotate:
        return tr("Look again, or rotate once more.");
    default:
        return tr("Look again before you repeat it.");
    }
}

QString Words::authNext(const Case &c)
{
    if (c.error.outcome == Error::Outcome::NotSent)
        return tr("Sign in to this account.");
    if (c.error.loginEnded.isValid())
        return tr("Sign in again with a new credential.");
    switch (c.account.scheme) {
    case AuthScheme::Token:
        return tr("Sign in again, or try the word “Bearer” instead of “Token” in the account.");
    case AuthScheme::Bearer:
        return tr("Sign in again, or try the word “Token” instead of “Bearer” in the account.");
    case AuthScheme::Automatic:
        break;
    }
    return tr("Sign in again with a valid credential, or choose the other word (“Token” or “Bearer”) in the "
              "account.");
}

QString Words::forbiddenNext(const Case &c)
{
    return tr("Check the organization's id, or use a credential whose role may manage tokens in %1.")
        .arg(c.account.organizationId);
}

QString Words::conflictNext(const Case &c)
{
    if (c.isBusyToken())
        return tr("Wait until it has ended.");
    return c.verb == Verb::Create ? tr("Choose another name.") : tr("Look again, then decide.");
}

QString Words::duration(std::chrono::milliseconds wait)
{
    const qint64 seconds = (wait.count() + 999) / 1000;
    if (seconds < 120)
        return tr("%n second(s)", nullptr, int(seconds));
    return tr("%n minute(s)", nullptr, int((seconds + 59) / 60));
}

QString Words::retryNext(const Case &c)
{
    if (c.error.retryAfter && c.error.retryAfter->count() > 0)
        return tr("Try again in %1.").arg(duration(*c.error.retryAfter));
    return c.error.kind == Error::Kind::RateLimited ? tr("Wait a minute, then try again.") : tr("Try again.");
}

QString Words::invalidNext(const Case &c)
{
    QStringList complaints;
    for (const FieldError &field : c.error.fieldErrors)
        complaints.append(
            field.field.isEmpty() ? field.message : tr("%1: %2").arg(field.field, field.message));
    const QString words = complaints.isEmpty() ? c.error.serverText : complaints.join(QStringLiteral("; "));
    if (!words.isEmpty())
        return tr("Correct what the service names: %1").arg(words);
    return c.isRead() ? tr("Check the account's organization and workspaces.")
                      : tr("Check the values and try again.");
}

QString Words::next(const Case &c)
{
    if (c.isDoneUnread() && c.isIssue())
        return c.verb == Verb::Create ? tr("Rotate it, or delete it and create it once more.")
                                      : tr("Rotate once more.");
    if (c.error.isHalfDone)
        return c.isUnknown() ? tr("Look at the roles; set them again if they are not as you wanted them.")
                             : tr("Set the roles again.");
    if (!c.isRead() && c.isUnknown())
        return unknownNext(c);
    if (c.isGoneGeneration())
        return tr("Choose the API generation %1 in the account.").arg(c.otherGeneration());
    if (c.isPerhapsGoneGeneration())
        return tr("Check the account's organization and workspaces, or choose the API generation %1 in the "
                  "account.")
            .arg(c.otherGeneration());
    switch (c.error.kind) {
    case Error::Kind::Network:
        return tr("Check the network and the account's address, then try again.");
    case Error::Kind::Proxy:
        return proxyNext(c);
    case Error::Kind::Tls:
        return tr("Do not go around it: check the address, the clock and who issued the certificate.");
    case Error::Kind::Auth:
        return authNext(c);
    case Error::Kind::Forbidden:
        return forbiddenNext(c);
    case Error::Kind::NotFound:
        return c.isRead() || c.verb == Verb::Create ? tr("Check the account's address, organization and "
                                                         "workspaces.")
                                                    : tr("Refresh the list.");
    case Error::Kind::Conflict:
        return conflictNext(c);
    case Error::Kind::Invalid:
        return invalidNext(c);
    case Error::Kind::Timeout:
    case Error::Kind::RateLimited:
    case Error::Kind::Server:
        return retryNext(c);
    case Error::Kind::Protocol:
        return tr("Check the account's address; if it is right, send the details to the provider.");
    case Error::Kind::Unsupported:
        return tr("Do it in the provider's own console.");
    case Error::Kind::OwnToken:
        return tr("Sign in with another token first, or say that the account shall lose its access.");
    case Error::Kind::Vault:
        return tr("Unlock or repair the place where secrets are kept, then try again.");
    case Error::Kind::Cancelled:
        return tr("Start it again when you want.");
    }
    return {};
}

QString Words::verbWord(Verb verb)
{
    switch (verb) {
    case Verb::List:
        return tr("list tokens");
    case Verb::ListRoles:
        return tr("list roles");
    case Verb::Create:
        return tr("create");
    case Verb::Update:
        return tr("update");
    case Verb::Rotate:
        return tr("rotate");
    case Verb::Delete:
        return tr("delete");
    case Verb::Detach:
        return tr("remove from workspace");
    }
    return {};
}

QString Words::details(const Case &c)
{
    QStringList lines;
    const auto line = [&lines](const QString &label, const QString &value) {
        if (!value.isEmpty())
            lines.append(tr("%1: %2").arg(label, value));
    };
    line(tr("Operation"), verbWord(c.verb));
    line(tr("Account"), c.account.name);
    line(tr("Address"), c.account.baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    line(tr("API generation"), c.generation().value_or(ApiGeneration{}).key);
    line(tr("Organization"), c.account.organizationId);
    if (c.error.kind == Error::Kind::Proxy)
        line(tr("Proxy"), proxyWords(c.account));
    line(tr("Request"), c.error.request);
    line(tr("Status"), c.error.httpStatus > 0 ? QString::number(c.error.httpStatus) : tr("no answer"));
    line(tr("Request id"), c.error.requestId);
    line(tr("Kind"), kindName(c.error.kind));
    line(tr("Outcome"), outcomeName(c.error.outcome));
    line(tr("Time"), c.error.when.toUTC().toString(Qt::ISODateWithMs));
    line(tr("The service says"), c.error.serverText);
    for (const FieldError &field : c.error.fieldErrors)
        line(field.field, field.message);
    line(tr("Technical"), c.error.technical);
    return lines.join(u'\n');
}

} // namespace

ErrorText describeError(const Error &error, Verb verb, const QString &tokenName, const Account &account)
{
    const QString token = tokenName.isEmpty()
        ? QCoreApplication::translate("ErrorText", "The token")
        : QCoreApplication::translate("ErrorText", "“%1”").arg(tokenName);
    const Case c{error, verb, token, account};
    return {Words::what(c), Words::meaning(c), Words::next(c), Words::details(c)};
}
