// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

struct Capabilities;
class FieldForm;
class LengthCounter;
class QLineEdit;
class QPlainTextEdit;

/// The name and description of a token, as rows of a form: with the provider's length limits, counted live.
/// Field names "name" and "description"; objectNames "nameField" and "descriptionField".
class NameFields final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NameFields)

public:
    /// Adds its rows to the form and lives as long. `underName` (may be null) stands beneath the name.
    explicit NameFields(FieldForm *form, QWidget *underName = nullptr);

    void setLimits(const Capabilities &capabilities);
    void setTexts(const QString &name, const QString &description);
    void setName(const QString &name);
    /// Without white space around it: no provider tells " ci" from "ci" in a list.
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString description() const;
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    /// Complains at the fields; true when all is well.
    bool check();
    bool checkName();

Q_SIGNALS:
    void changed();
    void nameEdited();
    /// The focus left the name after a person had changed it.
    void nameLeft();

private:
    FieldForm *m_form;
    QLineEdit *m_name;
    LengthCounter *m_nameCounter;
    QPlainTextEdit *m_description;
    LengthCounter *m_descriptionCounter;
};
