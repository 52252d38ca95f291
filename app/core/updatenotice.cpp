// SPDX-License-Identifier: MIT
#include "core/updatenotice.h"

#include "core/moment.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <sodium.h>

namespace {

constexpr int payloadFormat = 1;

QByteArray strictBase64(QByteArrayView text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok ? decoded.decoded : QByteArray();
}

const unsigned char *rawBytes(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

bool isSignedBy(const QByteArray &publicKey, const QByteArray &payload, const QByteArray &signature)
{
    if (sodium_init() < 0 || publicKey.size() != qsizetype(crypto_sign_PUBLICKEYBYTES)
        || signature.size() != qsizetype(crypto_sign_BYTES))
        return false;
    const QByteArray signedText = updateSigningContext() + payload;
    return crypto_sign_verify_detached(rawBytes(signature), rawBytes(signedText),
               static_cast<unsigned long long>(signedText.size()), rawBytes(publicKey))
        == 0;
}

std::optional<UpdateNotice> noticeFrom(const QByteArray &payload)
{
    const QJsonObject object = QJsonDocument::fromJson(payload).object();
    const auto text = [&object](const char *key) { return object.value(QLatin1String(key)).toString(); };
    if (object.value(QLatin1String("format")).toInt() != payloadFormat
        || text("product") != QLatin1String("tokenry"))
        return {};
    UpdateNotice notice;
    notice.version = releaseVersion(text("version"));
    notice.issued = parseRfc3339(text("issued"));
    notice.expires = parseRfc3339(text("expires"));
    notice.page = QUrl(text("page"), QUrl::StrictMode);
    const bool isWhole = !notice.version.isNull() && notice.issued.isValid() && notice.expires.isValid()
        && notice.issued < notice.expires;
    const bool isPage = notice.page.isValid() && notice.page.scheme() == QLatin1String("https")
        && !notice.page.host().isEmpty() && notice.page.userInfo().isEmpty();
    return isWhole && isPage ? std::optional(notice) : std::nullopt;
}

} // namespace

QByteArray updateSigningContext()
{
    return QByteArrayLiteral("tokenry latest.json 1\n");
}

QByteArray updateKeyFromText(QByteArrayView base64)
{
    const QByteArray key = strictBase64(base64);
    return key.size() == qsizetype(crypto_sign_PUBLICKEYBYTES) ? key : QByteArray();
}

QVersionNumber releaseVersion(QStringView text)
{
    const QVersionNumber version = QVersionNumber::fromString(text.toString());
    return version.segmentCount() == 3 && version.toString() == text ? version : QVersionNumber();
}

UpdateReading readUpdateNotice(const QByteArray &file, const QByteArray &publicKey)
{
    if (file.size() > longestUpdateFile)
        return {{}, UpdateDoubt::NotANotice};
    const QJsonObject envelope = QJsonDocument::fromJson(file).object();
    const QByteArray payload = strictBase64(envelope.value(QLatin1String("payload")).toString().toLatin1());
    const QByteArray signature =
        strictBase64(envelope.value(QLatin1String("signature")).toString().toLatin1());
    if (payload.isEmpty() || signature.isEmpty())
        return {{}, UpdateDoubt::NotANotice};
    if (!isSignedBy(publicKey, payload, signature))
        return {{}, UpdateDoubt::NotSigned};
    const auto notice = noticeFrom(payload);
    return {notice, notice ? UpdateDoubt::None : UpdateDoubt::NotANotice};
}
