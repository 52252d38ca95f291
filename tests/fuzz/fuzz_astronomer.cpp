// SPDX-License-Identifier: MIT
#include "answerinput.h"
#include "providers/astronomerjson.h"

#include <utility>

/// First byte: which answer, and whether of a workspace; second: its content type; then the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FuzzInput input(data, size);
    const int choice = input.byte();
    HttpAnswer answer = inventAnswer(input);
    const Account account;
    const TokenPlace place{choice & 64 ? QStringLiteral("workspace") : QString()};
    switch (choice % 6) {
    case 0: {
        const auto page = AstronomerJson::readTokens(answer, account, place, {});
        if (page.ok()) {
            for (const TokenPtr &token : page.value().tokens)
                require(!token->id.isEmpty(), "every token has an id");
        }
        break;
    }
    case 1: {
        const QByteArray value = textUnder(answer.body, QLatin1String("token"));
        requireKept(AstronomerJson::readIssued(std::move(answer), account, place, {}), value);
        break;
    }
    case 2:
        (void)AstronomerJson::readToken(answer, account, place);
        break;
    case 3:
        (void)AstronomerJson::readWholeToken(answer, account, place);
        break;
    case 4:
        (void)AstronomerJson::readUpdated(answer, account, place);
        break;
    default:
        (void)AstronomerJson::readWorkspaces(answer);
        (void)AstronomerJson::readOrganizations(answer);
        (void)AstronomerJson::readOrganizationPage(answer);
        break;
    }
    return 0;
}
