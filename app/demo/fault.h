// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <chrono>

/// What the simulator does wrong with a request. One value = one setting of the fault dial.
struct Fault
{
    enum class Kind {
        None, ///< answer properly (with `latency`)
        Hang, ///< accept, commit nothing, never answer
        HangAfterCommit, ///< do it, never answer
        CloseBeforeCommit, ///< close (FIN) without answering, nothing done
        CloseAfterCommit, ///< do it, close (FIN) without answering
        ResetBeforeCommit, ///< RST instead of FIN
        ResetAfterCommit,
        Drip, ///< answer one byte every `dripInterval`
        TruncateBody, ///< Content-Length of the whole, half the bytes, then close
        WrongContentType, ///< text/html around the right body
        BrokenJson, ///< the body without its last bytes, Content-Length fitting
        WrongTypes, ///< numbers where texts belong, objects where lists belong
        MissingKeys, ///< a required key left out: the one named in `body`, else the list's or the id
        EmptyBody, ///< the right status, no body
        Status, ///< `status`, `headers`, `body`; nothing done
        StatusAfterCommit, ///< do it, then answer as Status
        Redirect, ///< 307 to `location`; nothing done
        ShiftPages, ///< token lists with pages only (as all six from here): before each page after the first,
                    ///< a token of an earlier page disappears
        WrongTotal, ///< totalCount is `number`
        EndlessPages, ///< every page is full with ever new ids; totalCount is `number` or always more
        RepeatedPages, ///< every page is the first one
        IgnoreLimit, ///< pages of 20 whatever the limit
        RefuseLimit, ///< 400 for a limit over `number`
        HugeBody, ///< a 200 with `number` bytes of white space before the JSON
        HugeHeader, ///< a response header of `number` bytes
        GzipBomb, ///< Content-Encoding gzip, `number` bytes of zeros when unpacked
        NotHttp, ///< `body` or other bytes that are no HTTP answer; nothing done
    };

    Kind kind = Kind::None;
    std::chrono::milliseconds latency{0};
    std::chrono::milliseconds dripInterval{20};
    int status = 500;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QByteArray location;
    qint64 number = 0;
};

/// Which requests a fault is for.
struct FaultRule
{
    QString operation; ///< operation name ("createOrganizationApiToken"), or empty = any
    QByteArray method; ///< "GET", "POST", "DELETE", or empty = any
    QString pathContains; ///< or empty = any
    int skip = 0; ///< let this many matching requests pass first
    int times = 1; ///< apply to this many; -1 = always
    Fault fault;
};
