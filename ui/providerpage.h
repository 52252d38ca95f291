// SPDX-License-Identifier: MIT
#pragma once

#include "ui/wizardpage.h"

class QButtonGroup;

/// Which provider the account is at. objectNames "provider-" + key, radio buttons.
class ProviderPage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProviderPage)

public:
    ProviderPage(WizardState &state, DialogFrame &frame);

    [[nodiscard]] QString headline() const override;
    void enter(bool isForward) override;
    [[nodiscard]] bool finish() override;
    void focusFirst() override;

private:
    QButtonGroup *m_choices;
};
