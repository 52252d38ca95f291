// SPDX-License-Identifier: MIT
#pragma once

#include "core/tokenpage.h"
#include "providers/answerjob.h"

/// A job of `owner` for one page of tokens. `read(answer, asked)` is pure and runs on a worker thread when
/// the page is long; `asked` is `page` with a PageRequest::whenSized that may be called there. `background`
/// must outlive the job.
template <class Read>
[[nodiscard]] JobOf<TokenPage> *readTokenPage(QObject *owner, HttpClient &client, const HttpRequest &request,
    Background &background, const PageRequest &page, Read read)
{
    PageRequest plain = page;
    plain.whenSized = {};
    if (!page.whenSized) {
        return AnswerJob::readInBackground<TokenPage>(owner, client, request, background,
            [plain, read](const HttpAnswer &answer) { return read(answer, plain); });
    }
    return AnswerJob::readTelling<TokenPage, PageSize>(
        owner, client, request, background,
        [plain, read](const HttpAnswer &answer, const auto &tell) {
            PageRequest asked = plain;
            asked.whenSized = tell;
            return read(answer, asked);
        },
        page.whenSized);
}
