// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <QWidget>

#include <memory>

class NoteLine;

/// Rows of a dialog: label at the left with its mnemonic, field at the right, beneath the field a hint and
/// the complaint about it. All fields share one left edge. Complaints are addressed by the field's name
/// ("name", "role"), whoever makes them.
class FieldForm final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldForm)

public:
    explicit FieldForm(QWidget *parent = nullptr);
    ~FieldForm() override;

    /// Where a field stands to its label. Beneath is for wide groups, which then reach under the labels.
    enum class Placement { Beside, Beneath };

    /// `field` becomes the form's child; `focus` is what takes the keyboard when `field` is a group (null:
    /// the field itself). The complaint's line is called `name` + "Error".
    void addField(const QString &name, const QString &label, QWidget *field, QWidget *focus = nullptr,
        Placement placement = Placement::Beside);
    /// At least this much for the labels, to line up with something above the form.
    void setLabelWidth(int width);
    /// Right of the labels, without one of its own.
    void addUnlabelled(QWidget *widget);
    /// Space between two groups.
    void addGap();
    void setLabel(const QString &name, const QString &label);
    void setHint(const QString &name, const QString &plainText);
    void setFieldVisible(const QString &name, bool visible);
    [[nodiscard]] bool isFieldVisible(const QString &name) const;

    void setError(const QString &name, const QString &plainText); ///< empty text takes it away
    [[nodiscard]] QString error(const QString &name) const;
    void clearErrors();
    /// Shows each complaint at its field; several about one field one below the other. Returns those whose
    /// field is not here or hidden.
    QList<FieldError> showErrors(const QList<FieldError> &errors);
    /// Puts the focus into the first field that has a complaint.
    bool focusFirstError();

Q_SIGNALS:
    void errorsChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};
