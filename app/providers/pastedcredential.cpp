// SPDX-License-Identifier: MIT
#include "providers/pastedcredential.h"

#include <array>

namespace {

/// What surrounds a credential on its way through a clipboard; UTF-8.
constexpr std::array wrappers{QByteArrayView("\""), QByteArrayView("'"), QByteArrayView("`"),
    QByteArrayView("\xE2\x80\x9C"), QByteArrayView("\xE2\x80\x9D"), QByteArrayView("\xE2\x80\x98"),
    QByteArrayView("\xE2\x80\x99")};
/// White space beyond ASCII: no-break space, zero-width space, byte order mark.
constexpr std::array wideBlanks{
    QByteArrayView("\xC2\xA0"), QByteArrayView("\xE2\x80\x8B"), QByteArrayView("\xEF\xBB\xBF")};

/// Length of the white space that begins or ends the view; 0 for none.
qsizetype blankLength(QByteArrayView view, bool atEnd)
{
    if (view.isEmpty())
        return 0;
    if (PastedCredential::isBlank(atEnd ? view.back() : view.front()))
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

struct SchemeWord
{
    const char *word;
    AuthScheme scheme;
};

constexpr std::array schemeWords{SchemeWord{"Authorization", AuthScheme::Automatic},
    SchemeWord{"Bearer", AuthScheme::Bearer}, SchemeWord{"Token", AuthScheme::Token}};

} // namespace

bool PastedCredential::isBlank(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F;
}

PastedCredential PastedCredential::peel(QByteArrayView pasted)
{
    PastedCredential found{pasted, AuthScheme::Automatic};
    for (qsizetype before = -1; before != found.value.size();) {
        before = found.value.size();
        found.value = withoutQuotes(trimmed(found.value));
        for (const auto &[word, scheme] : schemeWords) {
            const QByteArrayView rest = withoutWord(found.value, QByteArrayView(word));
            // The innermost word is the one that was meant for this value.
            if (rest.size() != found.value.size() && scheme != AuthScheme::Automatic)
                found.word = scheme;
            found.value = rest;
        }
    }
    return found;
}
