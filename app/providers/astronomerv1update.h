// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"
#include "core/job.h"
#include "core/token.h"
#include "providers/astronomerv1json.h"

class HttpClient;
struct HttpRequest;

/// One update of Astronomer v1 for one job: reads the token, saves name and description, then the roles, each
/// only when the change names it, and reads the token again after its roles changed. The service has no way
/// to do both at once: when the texts were saved and the roles were not, the error says so
/// (Error::isHalfDone). Errors of the first reading are NotSent. Ownership: of the job. Thread: that of the
/// client.
class AstronomerV1Update final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AstronomerV1Update)

public:
    AstronomerV1Update(JobOf<Token> *job, HttpClient &client, const Account &account, const TokenKey &key,
        const TokenChange &change);

    void start();

private:
    [[nodiscard]] bool changesTexts() const { return m_change.name || m_change.description; }
    void takeCurrent(const HttpAnswer &answer);
    void saveTexts();
    void saveRoles();
    void readBack();
    void fail(Error error);
    [[nodiscard]] JobOf<HttpAnswer> *send(const HttpRequest &request);

    JobOf<Token> *m_job;
    HttpClient &m_client;
    const Account m_account;
    const TokenKey m_key;
    const TokenChange m_change;
    Token m_token; ///< as it is known to be now
    QJsonArray m_roles; ///< the ones to send
    bool m_areTextsSaved = false;
};
