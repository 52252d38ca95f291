// SPDX-License-Identifier: MIT
#include "fuzzinput.h"
#include "net/errorbody.h"

namespace {

constexpr qsizetype longestText = 2000;

void requireLine(const QString &text, qsizetype limit)
{
    require(text.size() <= limit, "what a server says is cut");
    for (const QChar c : text)
        require(c.unicode() >= 0x20 || c.isSpace(), "what a server says has no control characters");
    require(!text.contains(u'\n') && !text.contains(u'\r'), "what a server says is one paragraph");
}

} // namespace

/// First byte: the length of the content type, which follows; then the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FuzzInput input(data, size);
    const QByteArray type = input.bytes(input.byte() % 32);
    const ErrorBody body = parseErrorBody(type, input.rest());
    requireLine(body.text, longestText);
    requireLine(body.requestId, longestText);
    for (const FieldError &error : body.fieldErrors) {
        requireLine(error.field, longestText);
        requireLine(error.code, longestText);
        requireLine(error.message, longestText);
    }
    return 0;
}
