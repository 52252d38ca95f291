// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Why a credential could not be connected, in a person's words, and the one thing that may help.
struct ConnectTrouble
{
    /// What a form can offer to do about it.
    enum class Remedy : quint8 {
        None,
        OtherCredential,
        OtherScheme, ///< `scheme word` before the credential
        OtherGeneration, ///< of the API; which one is in `generation`
        CaFile, ///< trust a certificate authority of the company's own
        ProxyLogin,
        TypeIds, ///< name organization and workspaces by hand
        CheckAddress,
        TryAgain,
    };

    QString what; ///< one sentence
    QString next; ///< what to do
    Remedy remedy = Remedy::None;
    QString generation; ///< with OtherGeneration: its key
    QString details; ///< for "Copy details"; never a secret
};
