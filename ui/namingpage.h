// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "ui/wizardpage.h"

#include <QList>

class FieldForm;
class MarkFields;
class QLineEdit;
class QVBoxLayout;

/// A name for each new account, and the marks they share. objectNames "nameField" of the first, "nameField2"
/// … of further ones; the marks are those of MarkFields.
class NamingPage final : public WizardPage
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NamingPage)

public:
    NamingPage(WizardState &state, DialogFrame &frame);

    [[nodiscard]] QString headline() const override;
    [[nodiscard]] QString verb() const override;
    void enter(bool isForward) override;
    [[nodiscard]] bool finish() override;
    void focusFirst() override;

private:
    [[nodiscard]] QString suggestion(qsizetype index) const;
    [[nodiscard]] bool check(const QList<Account> &accounts);

    QVBoxLayout *m_layout;
    FieldForm *m_form = nullptr;
    MarkFields *m_marks = nullptr;
    QList<QLineEdit *> m_names;
};
