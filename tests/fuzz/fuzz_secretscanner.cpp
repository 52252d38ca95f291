// SPDX-License-Identifier: MIT
#include "answerinput.h"
#include "providers/secretscanner.h"

/// The bytes as the body in which a value is looked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FuzzInput input(data, size);
    QByteArray body = input.rest();
    const qsizetype length = body.size();
    const QLatin1String key("token");
    const QByteArray wanted = textUnder(body, key);

    const Secret found = SecretScanner(body).take(key.data());
    require(body.size() == length, "blanking changes no length");
    if (wanted.isEmpty())
        return 0;
    require(found.reveal() == wanted, "the value is the one that Qt's reader finds");
    require(textUnder(body, key).trimmed().isEmpty(), "nothing of the value stays in the body");
    return 0;
}
