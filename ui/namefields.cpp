// SPDX-License-Identifier: MIT
#include "ui/namefields.h"

#include "core/capabilities.h"
#include "ui/fieldform.h"
#include "ui/lengthcounter.h"

#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace {

constexpr int descriptionLines = 3;
/// QLineEdit's own limit; a longer name is refused by the check, not cut.
constexpr int lineEditLimit = 32767;

QWidget *withCounter(QWidget *field, LengthCounter *counter)
{
    auto *group = new QWidget;
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(field);
    layout->addWidget(counter);
    return group;
}

} // namespace

NameFields::NameFields(FieldForm *form, QWidget *underName)
    : QObject(form)
    , m_form(form)
    , m_name(new QLineEdit)
    , m_nameCounter(new LengthCounter)
    , m_description(new QPlainTextEdit)
    , m_descriptionCounter(new LengthCounter)
{
    m_name->setObjectName(QStringLiteral("nameField"));
    m_name->setMaxLength(lineEditLimit);
    m_description->setObjectName(QStringLiteral("descriptionField"));
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(m_description->fontMetrics().lineSpacing() * descriptionLines + 14);
    form->addField(QStringLiteral("name"), tr("&Name"), withCounter(m_name, m_nameCounter), m_name);
    if (underName)
        form->addUnlabelled(underName);
    form->addField(QStringLiteral("description"), tr("&Description"),
        withCounter(m_description, m_descriptionCounter), m_description);

    connect(m_name, &QLineEdit::textChanged, this, [this] {
        m_nameCounter->setLength(name().size());
        m_form->setError(QStringLiteral("name"), {});
        Q_EMIT nameEdited();
        Q_EMIT changed();
    });
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (m_name->isModified())
            Q_EMIT nameLeft();
    });
    connect(m_description, &QPlainTextEdit::textChanged, this, [this] {
        m_descriptionCounter->setLength(description().size());
        m_form->setError(QStringLiteral("description"), {});
        Q_EMIT changed();
    });
}

void NameFields::setLimits(const Capabilities &capabilities)
{
    m_nameCounter->setLimit(capabilities.maxNameLength);
    m_descriptionCounter->setLimit(capabilities.maxDescriptionLength);
}

void NameFields::setName(const QString &name)
{
    m_name->setText(name);
}

void NameFields::setTexts(const QString &name, const QString &description)
{
    m_name->setText(name);
    m_name->setCursorPosition(0);
    m_description->setPlainText(description);
}

QString NameFields::name() const
{
    return m_name->text().trimmed();
}

QString NameFields::description() const
{
    return m_description->toPlainText();
}

bool NameFields::checkName()
{
    if (name().isEmpty())
        m_form->setError(QStringLiteral("name"), tr("A token needs a name."));
    else if (m_nameCounter->isExceeded())
        m_form->setError(QStringLiteral("name"), tr("Too long: %1 characters.").arg(m_nameCounter->text()));
    return m_form->error(QStringLiteral("name")).isEmpty();
}

bool NameFields::check()
{
    if (m_descriptionCounter->isExceeded())
        m_form->setError(
            QStringLiteral("description"), tr("Too long: %1 characters.").arg(m_descriptionCounter->text()));
    const bool isNameFine = checkName();
    return isNameFine && !m_descriptionCounter->isExceeded();
}
