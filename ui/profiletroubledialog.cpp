// SPDX-License-Identifier: MIT
#include "ui/profiletroubledialog.h"

#include "session/profiletext.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/messagebar.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>

ProfileTroubleDialog::ProfileTroubleDialog(const Error &error, const QString &filePath, QWidget *parent)
    : QDialog(parent)
    , m_frame(new DialogFrame(this))
{
    setObjectName(QStringLiteral("profileTroubleDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    const ProfileText text = describeProfileTrouble(error, filePath);
    setWindowTitle(text.headline);
    m_frame->header().setGlyph(Glyph::Warning, Tone::Warning);
    m_frame->header().setHeadline(text.headline);
    addSentence(text.what);
    addFile(filePath);
    addSentence(text.meaning);
    addSentence(text.next);
    addButtons(error.trouble);
    connect(m_frame, &DialogFrame::cancelClicked, this, &QDialog::reject);
}

void ProfileTroubleDialog::addSentence(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_frame->addToBody(label);
}

void ProfileTroubleDialog::addFile(const QString &filePath)
{
    // A path is one long word; it may be broken after each folder.
    QString shown = QDir::toNativeSeparators(filePath);
    shown.replace(QDir::separator(), QString(QDir::separator()) + QChar(0x200B)); // zero-width space
    auto *label = new QLabel(shown);
    label->setObjectName(QStringLiteral("profileFile"));
    label->setAccessibleName(tr("The file: %1").arg(QDir::toNativeSeparators(filePath)));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    m_frame->addToBody(label);
}

void ProfileTroubleDialog::addButtons(StoreTrouble trouble)
{
    m_frame->setCancelLabel(tr("Go on without it"));
    QString primary;
    if (trouble == StoreTrouble::FileDamaged) {
        primary = tr("Set it aside…");
        connect(m_frame, &DialogFrame::primaryClicked, this, &ProfileTroubleDialog::setAsideRequested);
    } else if (trouble == StoreTrouble::FileNewer) {
        primary = tr("Quit");
        connect(m_frame, &DialogFrame::primaryClicked, this, &ProfileTroubleDialog::quitRequested);
    } else {
        primary = tr("Try again");
        connect(m_frame, &DialogFrame::primaryClicked, this, &ProfileTroubleDialog::tryAgainRequested);
    }
    m_frame->setPrimary(primary, primary, DialogFrame::Danger::No);
    if (trouble != StoreTrouble::FileNewer) {
        QPushButton *quit = m_frame->addButton(QStringLiteral("quitButton"), tr("Quit"));
        connect(quit, &QPushButton::clicked, this, &ProfileTroubleDialog::quitRequested);
    }
    if (trouble == StoreTrouble::FileDamaged) {
        m_frame->keepPrimaryFromReturn();
        m_frame->cancelButton()->setDefault(true);
    }
    m_frame->cancelButton()->setFocus();
}

void ProfileTroubleDialog::tellAttempt(const QString &text)
{
    m_frame->messageBar().showText(MessageBar::Tone::Warning, text);
    m_frame->reveal(&m_frame->messageBar());
}
