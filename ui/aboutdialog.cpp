// SPDX-License-Identifier: MIT
#include "ui/aboutdialog.h"

#include "ui/icons.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>

AboutDialog::AboutDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(tr("About Tokenry"));
    auto *icon = new QLabel(this);
    icon->setPixmap(applicationIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    auto *headline = new QLabel(tr("Tokenry %1").arg(QCoreApplication::applicationVersion()), this);
    headline->setObjectName(QStringLiteral("aboutHeadline"));
    QFont headlineFont = font();
    headlineFont.setPointSizeF(headlineFont.pointSizeF() + 2);
    headlineFont.setWeight(QFont::DemiBold);
    headline->setFont(headlineFont);
    auto *text =
        new QLabel(tr("Sees, creates, changes, rotates and retires the API tokens of all your provider "
                      "accounts in one window.\n\nFree software under the MIT licence. Built with Qt %1.")
                       .arg(QLatin1String(qVersion())),
            this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(320);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setHorizontalSpacing(16);
    layout->setVerticalSpacing(8);
    layout->addWidget(icon, 0, 0, 2, 1, Qt::AlignTop);
    layout->addWidget(headline, 0, 1);
    layout->addWidget(text, 1, 1);
    layout->addWidget(buttons, 2, 0, 1, 2);
    layout->setColumnStretch(1, 1);
}
