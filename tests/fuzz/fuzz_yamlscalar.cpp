// SPDX-License-Identifier: MIT
#include "fuzzinput.h"
#include "providers/yamlscalar.h"

namespace {

void requireWithin(QByteArrayView part, QByteArrayView whole)
{
    require(part.isEmpty() || (part.begin() >= whole.begin() && part.end() <= whole.end()),
        "a value looks into its text");
}

/// As it may stand between double quotes; control characters are left out.
QByteArray escaped(const QByteArray &bytes, QByteArray &meant)
{
    QByteArray text;
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) < 0x20)
            continue;
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
        meant += c;
    }
    return text;
}

} // namespace

/// The bytes once as a file and once as a text in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = FuzzInput(data, size).rest();
    if (const auto read = YamlScalar::read(bytes)) {
        int line = 0;
        for (const YamlScalar &scalar : read.value()) {
            require(!scalar.path.isEmpty(), "a value has a key");
            require(scalar.line > line, "values come in order, one a line");
            line = scalar.line;
            requireWithin(scalar.raw, bytes);
            const auto value = scalar.value();
            require(!value || value.value().size() <= scalar.raw.size(), "nothing is made up");
        }
        require(line <= bytes.count('\n') + 1, "lines are those of the text");
    } else {
        require(read.error().kind == Error::Kind::Invalid && !read.error().technical.isEmpty(),
            "a text that is not understood is told with its line");
    }

    QByteArray meant;
    const QByteArray text = "a:\n  b: \"" + escaped(bytes, meant) + "\"\n  c: d\n";
    const auto read = YamlScalar::read(text);
    require(read && read.value().size() == 2, "a quoted text is one value");
    const YamlScalar &scalar = read.value().constFirst();
    require(scalar.path == QList<QByteArray>{"a", "b"} && scalar.line == 2, "it stands where it was put");
    const auto value = scalar.value();
    require(value && value.value() == meant, "a quoted text is read back");
    return 0;
}
