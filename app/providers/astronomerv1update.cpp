// SPDX-License-Identifier: MIT
#include "providers/astronomerv1update.h"

#include "net/httpclient.h"
#include "providers/astronomerjson.h"
#include "providers/astronomerv1roles.h"
#include "providers/precheck.h"

namespace {

HttpRequest reading(const QString &path)
{
    HttpRequest request;
    request.path = path;
    return request;
}

HttpRequest saving(const QString &path, const QByteArray &json)
{
    HttpRequest request = reading(path);
    request.method = HttpRequest::Method::Post;
    request.json = json;
    return request;
}

} // namespace

AstronomerV1Update::AstronomerV1Update(JobOf<Token> *job, HttpClient &client, const Account &account,
    const TokenKey &key, const TokenChange &change)
    : QObject(job)
    , m_job(job)
    , m_client(client)
    , m_account(account)
    , m_key(key)
    , m_change(change)
{ }

JobOf<HttpAnswer> *AstronomerV1Update::send(const HttpRequest &request)
{
    return m_job->follow(m_client.send(m_job, request));
}

void AstronomerV1Update::fail(Error error)
{
    error.isHalfDone = m_areTextsSaved;
    // Something did leave this machine, only not what this error speaks of.
    if (m_areTextsSaved && error.outcome == Error::Outcome::NotSent)
        error.outcome = Error::Outcome::Refused;
    m_job->deliver(std::move(error));
}

void AstronomerV1Update::start()
{
    const auto request = reading(AstronomerV1Json::tokenPath(m_account.organizationId, m_key.tokenId));
    send(request)->onFinished(this, [this](Result<HttpAnswer> &&answer) {
        if (answer.ok())
            takeCurrent(answer.value());
        else
            fail(PreCheck::beforeSending(std::move(answer).error()));
    });
}

void AstronomerV1Update::takeCurrent(const HttpAnswer &answer)
{
    const bool changesRoles = !m_change.roles.isEmpty();
    const auto current = AstronomerV1Json::readCurrent(answer, m_account, m_key.place(), changesRoles);
    if (!current) {
        fail(PreCheck::beforeSending(current.error()));
        return;
    }
    m_token = current.value().token;
    if (changesRoles) {
        // Before the texts are sent: what cannot be sent whole is not begun.
        auto roles = AstronomerV1Roles::edited(m_account, m_token, current.value().roles, m_change.roles);
        if (!roles) {
            fail(std::move(roles).error());
            return;
        }
        m_roles = roles.value();
    }
    if (changesTexts())
        saveTexts();
    else if (changesRoles)
        saveRoles();
    else
        m_job->deliver(Result<Token>(m_token));
}

void AstronomerV1Update::saveTexts()
{
    const auto request = saving(AstronomerV1Json::tokenPath(m_account.organizationId, m_key.tokenId),
        AstronomerV1Json::textsBody(
            m_change.name.value_or(m_token.name), m_change.description.value_or(m_token.description)));
    send(request)->onFinished(this, [this](Result<HttpAnswer> &&answer) {
        if (!answer) {
            fail(std::move(answer).error());
            return;
        }
        auto saved = AstronomerJson::readUpdated(answer.value(), m_account, m_key.place());
        if (!saved) {
            fail(std::move(saved).error());
            return;
        }
        if (!saved.value().areRolesTold) {
            saved.value().roles = m_token.roles;
            saved.value().areRolesTold = m_token.areRolesTold;
        }
        m_token = saved.value();
        m_areTextsSaved = true;
        if (m_change.roles.isEmpty())
            m_job->deliver(Result<Token>(m_token));
        else
            saveRoles();
    });
}

void AstronomerV1Update::saveRoles()
{
    const auto request = saving(AstronomerV1Json::rolesPath(m_account.organizationId, m_key.tokenId),
        AstronomerV1Json::rolesBody(m_roles));
    send(request)->onFinished(this, [this](Result<HttpAnswer> &&answer) {
        if (!answer) {
            fail(std::move(answer).error());
            return;
        }
        m_token.roles = AstronomerJson::rolesFrom(m_roles);
        m_token.areRolesTold = true;
        readBack();
    });
}

void AstronomerV1Update::readBack()
{
    // The answer to new roles is not the token. That it cannot be read now changes nothing: it was done.
    const auto request = reading(AstronomerV1Json::tokenPath(m_account.organizationId, m_key.tokenId));
    send(request)->onFinished(this, [this](Result<HttpAnswer> &&answer) {
        if (answer) {
            const auto token = AstronomerJson::readToken(answer.value(), m_account, m_key.place());
            if (token && token.value().areRolesTold)
                m_token = token.value();
        }
        m_job->deliver(Result<Token>(m_token));
    });
}
