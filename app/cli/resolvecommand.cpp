// SPDX-License-Identifier: MIT
#include "cli/resolvecommand.h"

#include "cli/composition.h"
#include "cli/output.h"
#include "session/findingtext.h"
#include "session/operationtext.h"
#include "session/session.h"
#include "store/accountbook.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace {

const QString optionAside = QStringLiteral("set-aside");

Judgement notLooked()
{
    Judgement judgement;
    judgement.doubt = Judgement::Doubt::CouldNotLook;
    return judgement;
}

QString linesOf(const OpenQuestion &question, const FindingText &text)
{
    const OperationFacts &facts = question.operation.facts;
    const QString head =
        QStringLiteral("%1  %2  %3  %4")
            .arg(question.operation.id, OperationText::verb(facts.verb), facts.tokenName, facts.accountName);
    QString lines = Output::harmless(head) + u'\n';
    for (const QString &sentence : {text.what, text.meaning, text.next}) {
        if (!sentence.isEmpty())
            lines += QStringLiteral("  ") + Output::harmless(sentence) + u'\n';
    }
    return lines;
}

QJsonObject jsonOf(const OpenQuestion &question, const FindingText &text, Finding finding)
{
    const JournalOperation &operation = question.operation;
    return {{QStringLiteral("operation"), operation.id},
        {QStringLiteral("verb"), verbName(operation.facts.verb)},
        {QStringLiteral("account"), operation.facts.accountName},
        {QStringLiteral("token"), operation.tokenId()}, {QStringLiteral("name"), operation.facts.tokenName},
        {QStringLiteral("begunAt"), operation.begunAt().toString(Qt::ISODateWithMs)},
        {QStringLiteral("finding"), findingName(finding)}, {QStringLiteral("message"), text.what},
        {QStringLiteral("meaning"), text.meaning}, {QStringLiteral("next"), text.next}};
}

} // namespace

ResolveCommand::ResolveCommand()
    : ProfileCommand(VaultUse::Reads)
{ }

CommandSpec ResolveCommand::spec()
{
    return {QStringLiteral("resolve"),
        tr("Looks what became of operations that were not answered, and tells. It only reads; what to do "
           "about "
           "it is yours to decide."),
        {}, false,
        {{optionAside, tr("id"), tr("End this question without an answer; nothing is looked at."), {}}},
        {QStringLiteral("tokenry-cli resolve"), QStringLiteral("tokenry-cli resolve --set-aside ID")},
        &CommandSpec::maker<ResolveCommand>};
}

bool ResolveCommand::isVaultBypassed() const
{
    return line().isSet(optionAside) || ProfileCommand::isVaultBypassed();
}

void ResolveCommand::run()
{
    m_questions = std::make_unique<OpenQuestions>(desk().sessions());
    if (line().isSet(optionAside))
        setAside(line().value(optionAside));
    else
        lookAtAll();
}

void ResolveCommand::setAside(const QString &id)
{
    if (!m_questions->find(id)) {
        fail(ExitFailed, tr("There is no open question “%1”. See tokenry-cli resolve.").arg(id));
        return;
    }
    if (const Result<Nothing> aside = m_questions->setAside(id); !aside) {
        failVault(aside.error());
        return;
    }
    console().note(tr("Set aside."));
    finish(ExitOk);
}

void ResolveCommand::lookAtAll()
{
    const Result<QList<Account>> accounts = desk().profile().accounts().load();
    if (!accounts) {
        failVault(accounts.error());
        return;
    }
    const QList<OpenQuestion> questions = m_questions->all();
    QList<Account> concerned;
    for (const Account &account : accounts.value()) {
        const bool isConcerned =
            std::any_of(questions.cbegin(), questions.cend(), [&account](const OpenQuestion &question) {
                return question.operation.facts.accountId == account.id;
            });
        if (isConcerned)
            concerned.append(account);
    }
    desk().sessions().openRemembered(concerned);
    connect(m_questions.get(), &OpenQuestions::judged, this, [this](const QString &id) {
        m_awaited.remove(id);
        check();
    });
    for (const OpenQuestion &question : questions) {
        m_questions->look(question.operation.id);
        const auto now = m_questions->find(question.operation.id);
        if (now && now->isLooking)
            m_awaited.insert(question.operation.id);
    }
    console().progress(tr("looking…"));
    check();
}

void ResolveCommand::check()
{
    if (m_awaited.isEmpty() && !isFinished())
        tell();
}

void ResolveCommand::tell()
{
    console().clearProgress();
    QJsonArray json;
    QString lines;
    bool isOpen = false;
    const QList<OpenQuestion> questions = m_questions->all();
    for (const OpenQuestion &question : questions) {
        const Session *session = m_questions->session(question);
        const Judgement judgement = question.judgement.value_or(notLooked());
        Token token;
        token.accountId = question.operation.facts.accountId;
        const FindingText text = describeFinding(judgement, question.operation.facts,
            session ? session->account() : Account(), session && session->verbs(token).rotate.possible);
        isOpen = isOpen || !question.isAnswered();
        json.append(jsonOf(question, text, judgement.finding));
        lines += linesOf(question, text);
    }
    if (console().isJson())
        Output::data(QJsonDocument(json).toJson(QJsonDocument::Indented));
    else if (questions.isEmpty())
        console().note(tr("There is no open question."));
    else
        Output::data(lines);
    finish(isOpen ? ExitUnknown : ExitOk);
}
