// SPDX-License-Identifier: MIT
#pragma once

#include "session/accountprobe.h"
#include "session/credentialsources.h"
#include "ui/wizardtarget.h"

class Prompts;
class Sessions;

/// What the pages of the account wizard know together. Dies with the wizard, and the credential with it.
struct WizardState
{
    Sessions &sessions;
    Prompts &prompts;
    CredentialSources sources;
    AccountProbe probe;
    Account account; ///< provider, address, generation, way there; what all new accounts have in common
    QString hintedOrganization; ///< that stood beside the credential; empty = none
    QList<WizardTarget> targets; ///< one new account each
    QList<Account> accounts; ///< what the last page made of them
};
