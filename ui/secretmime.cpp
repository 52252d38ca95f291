// SPDX-License-Identifier: MIT
#include "ui/secretmime.h"

#include <QMimeData>
#if defined(Q_OS_MACOS) && QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QUtiMimeConverter>
#endif

namespace {

#if defined(Q_OS_WIN)
/// Qt 6.4 registers a type it does not know under the very text of it, so the format's own name is the type;
/// its form for foreign formats (application/x-qt-windows-mime) is understood when reading only (seen with
/// EnumClipboardFormats).
void addPlatformHints(QMimeData &mime)
{
    const QByteArray no(4, '\0'); // a DWORD of 0
    mime.setData(QStringLiteral("ExcludeClipboardContentFromMonitorProcessing"), no);
    mime.setData(QStringLiteral("CanIncludeInClipboardHistory"), no);
    mime.setData(QStringLiteral("CanUploadToCloudClipboard"), no);
    mime.setData(QStringLiteral("Clipboard Viewer Ignore"), no);
}
#elif defined(Q_OS_MACOS) && QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
const QString concealedMime = QStringLiteral("application/x-nspasteboard-concealed-type");
const QString concealedUti = QStringLiteral("org.nspasteboard.ConcealedType");

/// Without it Qt would wrap the type into a name of its own, which no clipboard manager knows.
class ConcealedConverter final : public QUtiMimeConverter
{
public:
    QString mimeForUti(const QString &uti) const override
    {
        return uti == concealedUti ? concealedMime : QString();
    }
    QString utiForMime(const QString &mime) const override
    {
        return mime == concealedMime ? concealedUti : QString();
    }
    QVariant convertToMime(const QString &, const QList<QByteArray> &, const QString &) const override
    {
        return {};
    }
    QList<QByteArray> convertFromMime(const QString &, const QVariant &data, const QString &) const override
    {
        return {data.toByteArray()};
    }
};

void addPlatformHints(QMimeData &mime)
{
    static const ConcealedConverter converter; // registers itself with the application
    mime.setData(concealedMime, QByteArray("1"));
}
#else
void addPlatformHints(QMimeData &mime)
{
    mime.setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArray("secret"));
}
#endif

} // namespace

std::unique_ptr<QMimeData> makeSecretMime(const QString &text)
{
    auto mime = std::make_unique<QMimeData>();
    mime->setText(text);
    addPlatformHints(*mime);
    return mime;
}
