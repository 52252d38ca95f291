// SPDX-License-Identifier: MIT
#include "ui/markfields.h"

#include "core/account.h"
#include "session/accountrules.h"
#include "ui/accountmark.h"
#include "ui/calmcombobox.h"
#include "ui/fieldform.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPainter>

namespace {

const QString environmentRow = QStringLiteral("environment");
const QString colourRow = QStringLiteral("colour");

QIcon swatch(const QString &colour, const QPalette &palette)
{
    constexpr int extent = 16;
    QPixmap picture(extent, extent);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(markColour(colour, false, palette));
    painter.drawEllipse(3, 3, extent - 6, extent - 6);
    return picture;
}

} // namespace

MarkFields::MarkFields(FieldForm &form)
    : QObject(&form)
    , m_form(form)
    , m_environment(new CalmComboBox)
    , m_colour(new CalmComboBox)
    , m_production(new QCheckBox(tr("This is a &production account")))
{
    m_environment->setObjectName(QStringLiteral("environmentField"));
    m_environment->setEditable(true);
    m_environment->addItems({QString(), tr("Production"), tr("Staging"), tr("Development"), tr("Test")});
    m_environment->lineEdit()->setMaxLength(AccountRules::longestEnvironment);
    m_environment->setInsertPolicy(QComboBox::NoInsert);
    m_colour->setObjectName(QStringLiteral("colourField"));
    m_colour->addItem(tr("By its environment"), QString());
    const QList<MarkColour> colours = markColours();
    for (const MarkColour &colour : colours)
        m_colour->addItem(swatch(colour.name, qApp->palette()), colour.label, colour.name);
    m_production->setObjectName(QStringLiteral("productionField"));
    m_production->setToolTip(tr("Marked in the table and in every confirmation"));
    form.addField(environmentRow, tr("&Environment"), m_environment);
    form.addField(colourRow, tr("C&olour"), m_colour);
    form.addUnlabelled(m_production);
    connect(m_environment, &QComboBox::currentTextChanged, this, [this](const QString &word) {
        if (word.compare(tr("Production"), Qt::CaseInsensitive) == 0)
            m_production->setChecked(true);
    });
}

void MarkFields::show(const Account &account)
{
    m_environment->setCurrentText(account.environment);
    m_colour->setCurrentIndex(qMax(0, m_colour->findData(account.colour)));
    m_production->setChecked(account.isProduction);
}

void MarkFields::apply(Account &account) const
{
    account.environment = m_environment->currentText().trimmed();
    account.colour = m_colour->currentData().toString();
    account.isProduction = m_production->isChecked();
}

void MarkFields::setVisible(bool visible)
{
    m_form.setFieldVisible(environmentRow, visible);
    m_form.setFieldVisible(colourRow, visible);
    m_production->setVisible(visible);
}
