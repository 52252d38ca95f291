// SPDX-License-Identifier: MIT
#include "providers/catalog.h"
#include "providers/jwt.h"

#include <algorithm>
#include <array>

namespace {

/// What surrounds a credential on its way through a clipboard; UTF-8.
constexpr std::array wrappers{QByteArrayView("\""), QByteArrayView("'"), QByteArrayView("`"),
    QByteArrayView("\xE2\x80\x9C"), QByteArrayView("\xE2\x80\x9D"), QByteArrayView("\xE2\x80\x98"),
    QByteArrayView("\xE2\x80\x99")};
/// White space beyond ASCII: no-break space, zero-width space, byte order mark.
constexpr std::array wideBlanks{
    QByteArrayView("\xC2\xA0"), QByteArrayView("\xE2\x80\x8B"), QByteArrayView("\xEF\xBB\xBF")};

bool isBlank(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F;
}

/// Length of the white space that begins or ends the view; 0 for none.
qsizetype blankLength(QByteArrayView view, bool atEnd)
{
    if (view.isEmpty())
        return 0;
    if (isBlank(atEnd ? view.back() : view.front()))
        return 1;
    for (const QByteArrayView blank : wideBlanks) {
        if (atEnd ? view.endsWith(blank) : view.startsWith(blank))
            return blank.size();
    }
    return 0;
}

QByteArrayView trimmed(QByteArrayView view)
{
    while (const qsizetype length = blankLength(view, false))
        view = view.sliced(length);
    while (const qsizetype length = blankLength(view, true))
        view.chop(length);
    return view;
}

QByteArrayView withoutQuotes(QByteArrayView view)
{
    for (const QByteArrayView wrapper : wrappers) {
        if (view.startsWith(wrapper))
            view = view.sliced(wrapper.size());
        if (view.endsWith(wrapper))
            view.chop(wrapper.size());
    }
    return view;
}

/// Takes `word` off the front when white space, a colon or nothing follows it.
QByteArrayView withoutWord(QByteArrayView view, QByteArrayView word)
{
    if (view.size() < word.size() || view.first(word.size()).compare(word, Qt::CaseInsensitive) != 0)
        return view;
    const QByteArrayView rest = view.sliced(word.size());
    const QByteArrayView begin = trimmed(rest);
    if (begin.startsWith(':'))
        return begin.sliced(1);
    return rest.isEmpty() || blankLength(rest, false) > 0 ? begin : view;
}

/// Peels layer by layer until nothing comes off.
QByteArrayView peeled(QByteArrayView view)
{
    for (qsizetype before = -1; before != view.size();) {
        before = view.size();
        view = withoutQuotes(trimmed(view));
        for (const char *word : {"Authorization", "Bearer", "Token"})
            view = withoutWord(view, QByteArrayView(word));
    }
    return view;
}

/// One line of a bearable length without blanks: what a service could mean as an id.
bool isPlausibleId(const QString &id)
{
    constexpr qsizetype longest = 200;
    return !id.isEmpty() && id.size() <= longest
        && std::all_of(id.cbegin(), id.cend(), [](QChar c) { return c.isPrint() && !c.isSpace(); });
}

bool usesBearer(const Account &account, QByteArrayView credential)
{
    if (account.scheme != AuthScheme::Automatic)
        return account.scheme == AuthScheme::Bearer;
    return account.providerKey == QLatin1String("astronomer") || Jwt::isOne(credential);
}

QByteArray cleaned(QByteArrayView pasted)
{
    QByteArray clean;
    clean.reserve(pasted.size());
    // A credential has no white space; a line break inside it comes from a terminal's wrapping, and must
    // never reach a header.
    for (const char c : pasted) {
        if (!isBlank(c))
            clean.append(c);
    }
    return clean;
}

} // namespace

Secret cleanCredential(Secret pasted)
{
    const QByteArrayView kept = peeled(pasted.reveal());
    if (kept.size() == pasted.size() && std::none_of(kept.begin(), kept.end(), isBlank))
        return pasted;
    return Secret(cleaned(kept));
}

OwnToken ownTokenOf(const Account &account, const Secret &credential)
{
    const Secret clean = cleanCredential(credential.duplicate());
    const QByteArrayView value = clean.reveal();
    if (account.providerKey == QLatin1String("qovery")) {
        // API tokens have a form of their own there; whoever signs in with a JWT is a person.
        return Jwt::isOne(value) ? OwnToken{OwnToken::Source::NoToken, {}} : OwnToken();
    }
    if (account.providerKey != QLatin1String("astronomer"))
        return {};
    const auto claims = Jwt::claims(value);
    if (!claims)
        return {};
    const QJsonValue claim = claims->value(QLatin1String("apiTokenId"));
    if (claim.isUndefined() || claim.isNull())
        return {OwnToken::Source::NoToken, {}};
    const QString id = claim.toString();
    return isPlausibleId(id) ? OwnToken{OwnToken::Source::Told, id} : OwnToken();
}

QByteArray authorizationHeader(const Account &account, const Secret &credential)
{
    QByteArray clean = cleaned(peeled(credential.reveal()));
    if (clean.isEmpty())
        return {};
    const QByteArrayView word = usesBearer(account, clean) ? "Bearer " : "Token ";
    QByteArray header;
    header.reserve(word.size() + clean.size());
    header.append(word);
    header.append(clean);
    wipe(clean);
    return header;
}
