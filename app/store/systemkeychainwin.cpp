// SPDX-License-Identifier: MIT
// SystemKeychain where QtKeychain is not to be had: the Windows Credential Manager itself. Name, kind and
// content of an entry are those of QtKeychain, so that builds with and without it open each other's vaults.
#include "store/systemkeychain.h"

#include "store/storeerror.h"

#include <windows.h>

#include <sodium.h>
#include <wincred.h>

#include <memory>

namespace {

/// CRED_MAX_CREDENTIAL_BLOB_SIZE since Windows 7; older headers still have a fifth of it.
constexpr int longestValue = 5 * 512;

struct CredentialDeleter
{
    void operator()(CREDENTIALW *credential) const
    {
        // The library gives the page back as it is.
        sodium_memzero(credential->CredentialBlob, credential->CredentialBlobSize);
        CredFree(credential);
    }
};
using Credential = std::unique_ptr<CREDENTIALW, CredentialDeleter>;

StoreTrouble credentialTrouble(DWORD code)
{
    switch (code) {
    case ERROR_NOT_FOUND:
        return StoreTrouble::KeychainEntryMissing;
    case ERROR_ACCESS_DENIED:
    case ERROR_CANCELLED:
    case ERROR_INVALID_PARAMETER:
        return StoreTrouble::KeychainRefused;
    default: // ERROR_NO_SUCH_LOGON_SESSION among them: a session without a credential set of its own
        return StoreTrouble::KeychainMissing;
    }
}

Error credentialError(const char *what)
{
    const DWORD code = GetLastError();
    return storeError(
        QStringLiteral("Windows Credential Manager: %1: %2 (%3)")
            .arg(QLatin1String(what), qt_error_string(int(code)).trimmed(), QString::number(code)),
        credentialTrouble(code));
}

/// Windows takes a pointer to text that it does not change.
wchar_t *wide(const QString &text)
{
    return const_cast<wchar_t *>(reinterpret_cast<const wchar_t *>(text.utf16()));
}

Result<Secret> readCredential(const QString &entry)
{
    CREDENTIALW *raw = nullptr;
    if (!CredReadW(wide(entry), CRED_TYPE_GENERIC, 0, &raw))
        return credentialError("read");
    const Credential credential(raw);
    return Secret(QByteArray(reinterpret_cast<const char *>(credential->CredentialBlob),
        qsizetype(credential->CredentialBlobSize)));
}

Result<Nothing> writeCredential(const QString &entry, const Secret &value)
{
    const QByteArrayView bytes = value.reveal();
    if (bytes.size() > longestValue)
        return storeError(QStringLiteral("Windows Credential Manager: an entry takes %1 bytes, not %2")
                              .arg(longestValue)
                              .arg(bytes.size()),
            StoreTrouble::KeychainRefused);
    const QString comment = QStringLiteral("Tokenry");
    CREDENTIALW credential = {};
    credential.Type = CRED_TYPE_GENERIC;
    credential.TargetName = wide(entry);
    credential.Comment = wide(comment);
    credential.CredentialBlobSize = DWORD(bytes.size());
    credential.CredentialBlob = reinterpret_cast<BYTE *>(const_cast<char *>(bytes.data()));
    // Goes where the profile goes: both roam with the person, or stay.
    credential.Persist = CRED_PERSIST_ENTERPRISE;
    if (!CredWriteW(&credential, 0))
        return credentialError("write");
    return Nothing{};
}

Result<Nothing> removeCredential(const QString &entry)
{
    if (!CredDeleteW(wide(entry), CRED_TYPE_GENERIC, 0))
        return credentialError("remove");
    return Nothing{};
}

/// The system answers within a call, without a prompt; a Job must not. Whose asker is gone by then is not
/// done.
template <class T, class Call>
JobOf<T> *later(QObject *owner, Call call)
{
    auto *told = new JobOf<T>(owner);
    QMetaObject::invokeMethod(
        told,
        [told, call = std::move(call)] {
            if (!told->isDecided())
                told->deliver(call());
        },
        Qt::QueuedConnection);
    return told;
}

} // namespace

JobOf<Secret> *SystemKeychain::read(QObject *owner, const QString &entry)
{
    return later<Secret>(owner, [entry] { return readCredential(entry); });
}

JobOf<Nothing> *SystemKeychain::write(QObject *owner, const QString &entry, const Secret &value)
{
    const auto kept = std::make_shared<Secret>(value.duplicate());
    return later<Nothing>(owner, [entry, kept] { return writeCredential(entry, *kept); });
}

JobOf<Nothing> *SystemKeychain::remove(QObject *owner, const QString &entry)
{
    return later<Nothing>(owner, [entry] { return removeCredential(entry); });
}
