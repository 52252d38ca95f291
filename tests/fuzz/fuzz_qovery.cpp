// SPDX-License-Identifier: MIT
#include "answerinput.h"
#include "providers/qoveryjson.h"
#include "providers/qoveryroles.h"

#include <utility>

/// First byte: which answer; second: its content type; then the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FuzzInput input(data, size);
    const int reader = input.byte() % 3;
    HttpAnswer answer = inventAnswer(input);
    const Account account;
    if (reader == 0) {
        const auto page = QoveryJson::readTokens(answer, account);
        require(!page.ok() || page.value().unreadable >= 0, "nothing is counted below zero");
        if (page.ok()) {
            for (const TokenPtr &token : page.value().tokens)
                require(!token->id.isEmpty(), "every token has an id");
        }
    } else if (reader == 1) {
        const QByteArray value = textUnder(answer.body, QLatin1String("token"));
        requireKept(QoveryJson::readIssued(std::move(answer), account, TokenDraft()), value);
    } else {
        auto roles = QoveryJson::readRoles(answer);
        if (roles.ok())
            QoveryRoles::describeCustom(roles.value(), answer);
        (void)QoveryJson::readOrganizations(answer);
    }
    return 0;
}
