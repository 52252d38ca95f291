// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class CalmComboBox;
class FieldForm;
class QCheckBox;
struct Account;

/// The rows of a form in which an account gets its marks: environment, colour, and whether it is production.
/// objectNames "environmentField", "colourField", "productionField". Ownership: of the form.
class MarkFields final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkFields)

public:
    explicit MarkFields(FieldForm &form);

    void show(const Account &account);
    /// Puts what was chosen into the account.
    void apply(Account &account) const;
    void setVisible(bool visible);

private:
    FieldForm &m_form;
    CalmComboBox *m_environment;
    CalmComboBox *m_colour;
    QCheckBox *m_production;
};
