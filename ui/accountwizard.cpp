// SPDX-License-Identifier: MIT
#include "ui/accountwizard.h"

#include "session/sessions.h"
#include "ui/abilitypage.h"
#include "ui/captureguard.h"
#include "ui/connectpage.h"
#include "ui/credentialpage.h"
#include "ui/dialogframe.h"
#include "ui/dialogheader.h"
#include "ui/messagebar.h"
#include "ui/namingpage.h"
#include "ui/noteline.h"
#include "ui/providerpage.h"
#include "ui/wizardstate.h"

#include <QPushButton>

class AccountWizard::Private
{
public:
    Private(AccountWizard &wizard, Sessions &sessions, Prompts &prompts, CredentialSources sources)
        : q(wizard)
        , state{sessions, prompts, std::move(sources), {sessions.clock(), sessions.background()}, {}, {}, {},
              {}}
        , frame(new DialogFrame(&wizard))
    { }

    void build();
    void add(WizardPage *page);
    void go(qsizetype index, bool isForward);
    void goOn();
    void showPage();

    AccountWizard &q;
    WizardState state;
    DialogFrame *frame;
    QList<WizardPage *> pages;
    CredentialPage *credentialPage = nullptr;
    QPushButton *back = nullptr;
    NoteLine *keeping = nullptr;
    qsizetype current = 0;
};

void AccountWizard::Private::build()
{
    frame->header().setGlyph(Glyph::Account);
    back = frame->addButton(QStringLiteral("backButton"), AccountWizard::tr("&Back"));
    credentialPage = new CredentialPage(state, *frame);
    add(new ProviderPage(state, *frame));
    add(credentialPage);
    add(new ConnectPage(state, *frame));
    add(new AbilityPage(state, *frame));
    add(new NamingPage(state, *frame));
    keeping = new NoteLine(frame);
    keeping->setObjectName(QStringLiteral("credentialNote"));
    keeping->setNote(Tone::Muted,
        AccountWizard::tr(
            "Nothing is stored before the last step. The credential then goes into the vault, if "
            "it is open; otherwise it stays in memory until Tokenry quits."));
    frame->addToBody(keeping);
    QObject::connect(frame, &DialogFrame::primaryClicked, &q, [this] { goOn(); });
    QObject::connect(frame, &DialogFrame::cancelClicked, &q, &QDialog::reject);
    QObject::connect(back, &QPushButton::clicked, &q, [this] {
        pages.at(current)->leave();
        go(current - 1, false);
    });
    go(0, true);
}

void AccountWizard::Private::add(WizardPage *page)
{
    pages.append(page);
    frame->addToBody(page, 1);
    page->hide();
    QObject::connect(page, &WizardPage::nextRequested, &q, [this] { goOn(); });
    QObject::connect(page, &WizardPage::headlineChanged, &q, [this] { showPage(); });
    QObject::connect(page, &WizardPage::readinessChanged, frame, &DialogFrame::setPrimaryEnabled);
    QObject::connect(page, &WizardPage::credentialRequested, &q, [this](bool isAdvanced) {
        go(pages.indexOf(credentialPage), false);
        if (isAdvanced)
            credentialPage->showAdvanced();
    });
}

void AccountWizard::Private::goOn()
{
    if (!pages.at(current)->finish())
        return;
    if (current + 1 < pages.size()) {
        go(current + 1, true);
        return;
    }
    const QList<Account> accounts = state.accounts;
    Q_EMIT q.submitted(accounts);
    q.accept();
}

void AccountWizard::Private::go(qsizetype index, bool isForward)
{
    frame->messageBar().clear();
    frame->messageBar().setActions({});
    pages.at(current)->hide();
    current = index;
    WizardPage *page = pages.at(current);
    page->show();
    page->enter(isForward);
    showPage();
    if (!frame->isBusy())
        page->focusFirst();
}

void AccountWizard::Private::showPage()
{
    WizardPage *page = pages.at(current);
    frame->header().setHeadline(page->headline());
    frame->header().setLine(AccountWizard::tr("Step %1 of %2").arg(current + 1).arg(pages.size()));
    frame->setPrimary(page->verb(), page->busyVerb(), DialogFrame::Danger::No);
    back->setVisible(current > 0);
}

AccountWizard::AccountWizard(Sessions &sessions, Prompts &prompts, CredentialSources sources, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, sessions, prompts, std::move(sources)))
{
    setObjectName(QStringLiteral("accountWizard"));
    setWindowTitle(tr("Add an account"));
    setAttribute(Qt::WA_DeleteOnClose);
    new CaptureGuard(this);
    d->build();
}

AccountWizard::~AccountWizard()
{
    // The pages look into the state.
    qDeleteAll(d->pages);
}

Secret AccountWizard::credential() const
{
    return d->state.probe.credential();
}

Secret AccountWizard::proxyPassword() const
{
    return d->state.probe.proxyPassword();
}

void AccountWizard::reject()
{
    if (!d->pages.at(d->current)->stop())
        QDialog::reject();
}
