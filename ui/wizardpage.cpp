// SPDX-License-Identifier: MIT
#include "ui/wizardpage.h"

WizardPage::WizardPage(WizardState &state, DialogFrame &frame)
    : m_state(state)
    , m_frame(frame)
{ }
