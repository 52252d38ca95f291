// SPDX-License-Identifier: MIT
#include "fuzzinput.h"
#include "session/envfile.h"

namespace {

const QStringList names{QStringLiteral("A"), QStringLiteral("QOVERY_API_TOKEN"), QStringLiteral("_x1")};

void requireNoneTwice(const std::vector<EnvFile::Assignment> &read)
{
    QStringList seen;
    for (const EnvFile::Assignment &one : read) {
        require(names.contains(one.name), "only what is asked for is read");
        require(!seen.contains(one.name), "a name has one value");
        require(!one.value.isEmpty(), "what is read has a value");
        seen.append(one.name);
    }
}

} // namespace

/// The bytes once as a file and once as a value in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = FuzzInput(data, size).rest();
    if (const auto read = EnvFile::read(bytes, names)) {
        requireNoneTwice(read.value());
    } else {
        require(read.error().kind == Error::Kind::Invalid && read.error().outcome == Error::Outcome::NotSent
                && !read.error().technical.isEmpty(),
            "a file that is not understood is told");
    }

    QByteArray value;
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) >= 0x20 && c != '\'')
            value += c;
    }
    const QByteArray text = "# a comment\nexport A='" + value + "' # another\r\nB=c\n";
    const auto read = EnvFile::read(text, names);
    require(bool(read), "a quoted value is an assignment");
    require(read.value().size() == (value.isEmpty() ? 0U : 1U), "an empty value is none");
    if (!value.isEmpty())
        require(read.value().front().value.reveal() == value, "a quoted value is read back");
    return 0;
}
