// SPDX-License-Identifier: MIT
#include "core/secret.h"
#include "fuzzinput.h"
#include "providers/catalog.h"
#include "providers/pastedcredential.h"

/// The bytes as they may come from a clipboard.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = FuzzInput(data, size).rest();
    const QByteArrayView whole(bytes);
    const PastedCredential peeled = PastedCredential::peel(whole);
    require(peeled.value.isEmpty()
            || (peeled.value.begin() >= whole.begin() && peeled.value.end() <= whole.end()),
        "a credential is a part of what was pasted");
    require(peeled.value.isEmpty()
            || (!PastedCredential::isBlank(peeled.value.front())
                && !PastedCredential::isBlank(peeled.value.back())),
        "no blank is left around it");
    require(PastedCredential::peel(peeled.value).value == peeled.value, "there is nothing more to peel");

    const CredentialFacts facts = readCredential(Secret(QByteArray(bytes.constData(), bytes.size())));
    require(facts.pastedScheme == peeled.word, "the word before it is told");
    require(!facts.isEmpty || (facts.kind == CredentialFacts::Kind::Unknown && facts.providerKey.isEmpty()),
        "nothing is told of nothing");
    require(facts.providerKey.isEmpty() || facts.scheme != AuthScheme::Automatic,
        "whose credential is known, the word it needs is known");

    // What surrounds a credential does not change what it is; a colon in front belongs to the word before it.
    if (peeled.value.startsWith(':'))
        return 0;
    const QByteArray clean(peeled.value.constData(), peeled.value.size());
    const CredentialFacts again =
        readCredential(Secret(QByteArray("  Authorization: Bearer " + clean + "\r\n")));
    require(again.kind == facts.kind && again.providerKey == facts.providerKey && again.scheme == facts.scheme
            && again.expiresAt == facts.expiresAt && again.organizationId == facts.organizationId,
        "a word before it changes nothing");
    return 0;
}
