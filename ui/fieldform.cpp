// SPDX-License-Identifier: MIT
#include "ui/fieldform.h"

#include "ui/noteline.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace {

constexpr int lineSpacing = 8;
constexpr int labelSpacing = 16;
constexpr int groupGap = 24 - 2 * lineSpacing;

struct Row
{
    QString name;
    QLabel *label = nullptr;
    QWidget *cell = nullptr;
    QWidget *field = nullptr;
    QWidget *focus = nullptr;
    NoteLine *hint = nullptr;
    NoteLine *error = nullptr;
    bool isVisible = true;
};

} // namespace

class FieldForm::Private
{
public:
    [[nodiscard]] Row *find(const QString &name)
    {
        const auto it =
            std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.name == name; });
        return it == rows.end() ? nullptr : &*it;
    }

    QGridLayout *grid = nullptr;
    QList<Row> rows;
};

FieldForm::FieldForm(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    d->grid = new QGridLayout(this);
    d->grid->setContentsMargins(0, 0, 0, 0);
    d->grid->setHorizontalSpacing(labelSpacing);
    d->grid->setVerticalSpacing(lineSpacing);
    d->grid->setColumnStretch(1, 1);
}

FieldForm::~FieldForm() = default;

void FieldForm::addField(
    const QString &name, const QString &label, QWidget *field, QWidget *focus, Placement placement)
{
    Row row;
    row.name = name;
    row.field = field;
    row.focus = focus ? focus : field;
    row.cell = new QWidget(this);
    row.hint = new NoteLine(row.cell);
    row.hint->setObjectName(name + QStringLiteral("Hint"));
    row.error = new NoteLine(row.cell);
    row.error->setObjectName(name + QStringLiteral("Error"));

    auto *cell = new QVBoxLayout(row.cell);
    cell->setContentsMargins(0, 0, 0, 0);
    cell->setSpacing(4);
    cell->addWidget(field);
    cell->addWidget(row.hint);
    cell->addWidget(row.error);

    row.label = new QLabel(label, this);
    row.label->setBuddy(row.focus);
    // A mnemonic's underline breaks the text for painting, which makes it a little wider than measured.
    row.label->setContentsMargins(0, 0, 2, 0);
    // The label's text sits on the line of the field's first line, whatever stands beneath the field.
    const bool isText = row.focus->focusPolicy() == Qt::NoFocus || placement == Placement::Beneath;
    const int oneLine = isText ? 0 : QLineEdit().sizeHint().height();
    row.label->setMinimumHeight(std::max(oneLine, row.label->sizeHint().height()));
    row.label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);

    const int line = d->grid->rowCount();
    d->grid->addWidget(row.label, line, 0, Qt::AlignTop);
    if (placement == Placement::Beside)
        d->grid->addWidget(row.cell, line, 1);
    else
        d->grid->addWidget(row.cell, line + 1, 0, 1, 2);
    d->rows.append(row);
}

void FieldForm::setLabelWidth(int width)
{
    d->grid->setColumnMinimumWidth(0, width);
}

void FieldForm::addUnlabelled(QWidget *widget)
{
    d->grid->addWidget(widget, d->grid->rowCount(), 1);
}

void FieldForm::addGap()
{
    auto *gap = new QWidget(this);
    gap->setFixedHeight(groupGap);
    d->grid->addWidget(gap, d->grid->rowCount(), 0);
}

void FieldForm::setLabel(const QString &name, const QString &label)
{
    if (const Row *row = d->find(name))
        row->label->setText(label);
}

void FieldForm::setHint(const QString &name, const QString &plainText)
{
    if (const Row *row = d->find(name))
        row->hint->setNote(Tone::Muted, plainText);
}

void FieldForm::setFieldVisible(const QString &name, bool visible)
{
    if (Row *row = d->find(name)) {
        row->isVisible = visible;
        row->label->setVisible(visible);
        row->cell->setVisible(visible);
    }
}

bool FieldForm::isFieldVisible(const QString &name) const
{
    const Row *row = d->find(name);
    return row && row->isVisible;
}

void FieldForm::setError(const QString &name, const QString &plainText)
{
    const Row *row = d->find(name);
    if (!row || row->error->text() == plainText)
        return;
    row->error->setNote(Tone::Danger, plainText);
    row->focus->setAccessibleDescription(plainText);
    Q_EMIT errorsChanged();
}

QString FieldForm::error(const QString &name) const
{
    const Row *row = d->find(name);
    return row ? row->error->text() : QString();
}

void FieldForm::clearErrors()
{
    for (const Row &row : std::as_const(d->rows))
        setError(row.name, {});
}

QList<FieldError> FieldForm::showErrors(const QList<FieldError> &errors)
{
    QList<FieldError> homeless;
    for (const FieldError &complaint : errors) {
        const Row *row = d->find(complaint.field);
        if (!row || !row->isVisible) {
            homeless.append(complaint);
            continue;
        }
        const QString before = row->error->text();
        setError(complaint.field,
            before.isEmpty() ? complaint.message : before + QLatin1Char('\n') + complaint.message);
    }
    return homeless;
}

bool FieldForm::focusFirstError()
{
    for (const Row &row : std::as_const(d->rows)) {
        if (row.isVisible && !row.error->text().isEmpty()) {
            row.focus->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return false;
}
