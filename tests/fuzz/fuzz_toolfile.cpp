// SPDX-License-Identifier: MIT
#include "fuzzinput.h"
#include "providers/toolfile.h"

namespace {

/// The first error that is about the file quotes no more of it than a name.
constexpr qsizetype longestReason = 400;

void readAs(const QString &providerKey, const QByteArray &file)
{
    const auto read = readToolFile(providerKey, QByteArray(file.constData(), file.size()));
    if (read) {
        require(!read.value().credential.isEmpty(), "a sign-in has a credential");
        require(read.value().credential.reveal().size() <= file.size(), "nothing is made up");
        return;
    }
    const Error &error = read.error();
    require(error.outcome == Error::Outcome::NotSent, "nothing was sent");
    require(error.kind == Error::Kind::Invalid || error.kind == Error::Kind::NotFound
            || error.kind == Error::Kind::Unsupported,
        "the trouble is about the file");
    require(error.technical.size() <= longestReason, "a reason is short");
}

/// Letters and digits, so that it stands in any file as it is.
QByteArray plainText(const QByteArray &bytes)
{
    QByteArray text;
    for (const char c : bytes)
        text += char('a' + static_cast<unsigned char>(c) % 26);
    return text;
}

} // namespace

/// The bytes as the file of each tool, and as the credential in a broken one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = FuzzInput(data, size).rest();
    readAs(QStringLiteral("qovery"), bytes);
    readAs(QStringLiteral("astronomer"), bytes);
    readAs(QStringLiteral("elsewhere"), bytes);

    const QByteArray credential = plainText(bytes.left(64));
    if (credential.size() < 8)
        return 0;
    const QByteArray whole =
        "context: astronomer_io\ncontexts:\n  astronomer_io:\n    domain: astronomer.io\n    token: Bearer "
        + credential + "\n    organization: clorg\n";
    const auto read = readToolFile(QStringLiteral("astronomer"), QByteArray(whole));
    require(read && read.value().credential.reveal().endsWith(credential), "the credential is found");
    for (const QByteArray &broken : {whole + "\tx\n", whole + bytes, bytes + '\n' + whole}) {
        const auto other = readToolFile(QStringLiteral("astronomer"), QByteArray(broken));
        require(other || !other.error().technical.contains(QString::fromLatin1(credential)),
            "a reason quotes no credential");
    }
    return 0;
}
