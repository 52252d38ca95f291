// SPDX-License-Identifier: MIT
#include "session/updatetext.h"

#include <QCoreApplication>
#include <QStringList>

namespace {

class UpdateWords
{
    Q_DECLARE_TR_FUNCTIONS(UpdateText)

public:
    static QString ofDoubt(UpdateDoubt doubt, const QString &host);
    static QString ofTrouble(const Error &error, const QString &host);
    static QString ofFinding(const UpdateFinding &finding, const QString &own, const QString &host);
};

QString UpdateWords::ofDoubt(UpdateDoubt doubt, const QString &host)
{
    const QString unknown = tr("Whether a newer version exists is not known.");
    switch (doubt) {
    case UpdateDoubt::NotSigned:
        return unknown + u' '
            + tr("What %1 sent does not carry the signature of Tokenry's makers and was not used. Something "
                 "on "
                 "the way may have changed it; look again on another network.")
                  .arg(host);
    case UpdateDoubt::OutOfDate:
        return unknown + u' '
            + tr("What %1 sent is out of date. Look at the date of this computer; if it is right, look again "
                 "in "
                 "some days, or ask the makers.")
                  .arg(host);
    case UpdateDoubt::FromTheFuture:
        return unknown + u' '
            + tr("What %1 sent is dated later than now. Look at the date of this computer, then look again.")
                  .arg(host);
    case UpdateDoubt::Older:
        return unknown + u' '
            + tr("What %1 sent is older than what it sent before, and was not used. Something on the way may "
                 "be "
                 "holding back news; look again on another network.")
                  .arg(host);
    case UpdateDoubt::NotANotice:
    case UpdateDoubt::None:
        break;
    }
    return unknown + u' '
        + tr("What %1 sent is not what this version can read. A network that wants a login first may have "
             "answered; look again later.")
              .arg(host);
}

QString UpdateWords::ofTrouble(const Error &error, const QString &host)
{
    const QString unknown = tr("Whether a newer version exists is not known.");
    switch (error.kind) {
    case Error::Kind::Timeout:
        return unknown + u' ' + tr("%1 did not answer in time. Look again later.").arg(host);
    case Error::Kind::Proxy:
        return unknown + u' '
            + tr("The proxy did not let the question through to %1. Look at this computer's proxy settings.")
                  .arg(host);
    case Error::Kind::Tls:
        return unknown + u' '
            + tr("%1 could not show that it is who it says. Look at the date of this computer, or look again "
                 "on "
                 "another network.")
                  .arg(host);
    case Error::Kind::Network:
        return unknown + u' ' + tr("%1 could not be reached. Look again when there is a network.").arg(host);
    default:
        break;
    }
    return unknown + u' ' + tr("%1 gave no answer that says so. Look again later.").arg(host);
}

QString UpdateWords::ofFinding(const UpdateFinding &finding, const QString &own, const QString &host)
{
    switch (finding.state) {
    case UpdateFinding::State::Newer:
        return tr("Tokenry %1 is out; this is %2.").arg(finding.notice.version.toString(), own);
    case UpdateFinding::State::UpToDate:
        return tr("Tokenry %1 is up to date.").arg(own);
    case UpdateFinding::State::NotBelieved:
        break;
    }
    return ofDoubt(finding.doubt, host);
}

} // namespace

UpdateText describeUpdate(const UpdateFinding &finding, const QVersionNumber &own, const QUrl &address)
{
    const bool isBelieved = finding.state != UpdateFinding::State::NotBelieved;
    return {UpdateWords::ofFinding(finding, own.toString(), address.host()),
        isBelieved ? QString() : address.toString()};
}

UpdateText describeUpdateTrouble(const Error &error, const QUrl &address)
{
    QStringList details{address.toString(), kindName(error.kind)};
    if (error.httpStatus > 0)
        details.append(QStringLiteral("HTTP %1").arg(error.httpStatus));
    if (!error.technical.isEmpty())
        details.append(error.technical);
    return {UpdateWords::ofTrouble(error, address.host()), details.join(u'\n')};
}
