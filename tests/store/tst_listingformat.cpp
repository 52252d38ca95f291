// SPDX-License-Identifier: MIT
#include "store/listingformat.h"

#include <QTest>

namespace {

const QString account = QStringLiteral("account");

Token rich()
{
    Token token;
    token.accountId = account;
    token.workspaceId = QStringLiteral("w1");
    token.id = QStringLiteral("clm1");
    token.name = QStringLiteral("nightly “ü” 🚀 \u202eabc\u202c");
    token.description = QStringLiteral("line\nline");
    token.shortToken = QStringLiteral("abcd");
    token.scope = TokenScope::Other;
    token.scopeText = QStringLiteral("DAG");
    token.kind = QStringLiteral("DIRECT_ACCESS");
    token.createdBy = QStringLiteral("Ada");
    token.updatedBy = QStringLiteral("Grace");
    token.roles = {{EntityType::Workspace, QStringLiteral("w1"), {}, {}, QStringLiteral("WORKSPACE_OWNER")},
        {EntityType::Other, QStringLiteral("x"), QStringLiteral("DAG"), QStringLiteral("id"),
            QStringLiteral("r")}};
    token.createdAt = Moment::fromText(QStringLiteral("2024-02-29T12:00:00.123Z"));
    token.updatedAt = Moment::atMsecs(-1);
    token.startsAt = Moment::fromText(QStringLiteral("soon"));
    token.expiresAt = Moment::absent();
    token.lastUsedAt = Moment();
    token.lastRotatedAt = Moment::atMsecs(0);
    token.expiryPeriodDays = 3650;
    token.areRolesTold = false;
    token.list = TokenList::Policy;
    return token;
}

CachedListing listing(const QList<Token> &tokens)
{
    CachedListing made;
    made.accountId = account;
    made.workspaces = {{QStringLiteral("w1"), QStringLiteral("Data")}, {QStringLiteral("w2"), QString()}};
    for (const Token &token : tokens)
        made.tokens.append(std::make_shared<const Token>(token));
    return made;
}

CachedListing many(int count)
{
    QList<Token> tokens;
    for (int i = 0; i < count; ++i) {
        Token token = rich();
        token.id = QString::number(i);
        tokens.append(token);
    }
    return listing(tokens);
}

} // namespace

class ListingFormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrote()
    {
        Token bare;
        bare.accountId = account;
        bare.id = QStringLiteral("bare");
        const CachedListing written = listing({rich(), bare});
        const auto read = ListingFormat::decode(ListingFormat::encode(written), account);
        QVERIFY(read);
        QCOMPARE(read->accountId, account);
        QCOMPARE(read->workspaces, written.workspaces);
        QCOMPARE(read->tokens.size(), 2);
        QCOMPARE(*read->tokens.at(0), rich());
        QCOMPARE(*read->tokens.at(1), bare);
    }

    void readsAnEmptyListing()
    {
        const auto read = ListingFormat::decode(ListingFormat::encode(CachedListing()), account);
        QVERIFY(read);
        QVERIFY(read->tokens.isEmpty());
    }

    void equalTextsShareTheirMemory()
    {
        const auto read = ListingFormat::decode(ListingFormat::encode(many(2)), account);
        QVERIFY(read);
        const Token &one = *read->tokens.at(0);
        const Token &two = *read->tokens.at(1);
        QCOMPARE(one.createdBy.constData(), two.createdBy.constData());
        QCOMPARE(one.accountId.constData(), two.accountId.constData());
        QVERIFY(one.roles.isSharedWith(two.roles));
    }

    /// A thousand tokens that say the same take little room.
    void repetitionCostsLittle() { QVERIFY(ListingFormat::encode(many(1000)).size() < 1000 * 120); }

    void whatIsCutOrLongerIsRefused()
    {
        const QByteArray whole = ListingFormat::encode(many(3));
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!ListingFormat::decode(whole.first(size), account), qPrintable(QString::number(size)));
        QVERIFY(!ListingFormat::decode(whole + '\0', account));
        QByteArray other = whole;
        other[3] = '2';
        QVERIFY2(!ListingFormat::decode(other, account), "another version");
    }

    void alteredBytesDoNoHarm()
    {
        const QByteArray whole = ListingFormat::encode(many(3));
        for (qsizetype at = 0; at < whole.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray altered = whole;
                altered[at] = char(quint8(altered.at(at)) ^ (1 << bit));
                const auto read = ListingFormat::decode(altered, account);
                if (read) // another text, another number: then it is a listing all the same
                    QVERIFY(ListingFormat::decode(ListingFormat::encode(*read), account));
            }
        }
    }

    /// Counts that promise more than there is must not reserve memory for it.
    void hugeCountsAreRefused()
    {
        QByteArray bytes("TLS1");
        bytes += QByteArray(9, '\xff') + '\x01';
        QVERIFY(!ListingFormat::decode(bytes, account));
        QVERIFY(!ListingFormat::decode(QByteArray("TLS1") + QByteArray(64, '\xff'), account));
    }
};

QTEST_GUILESS_MAIN(ListingFormatTest)
#include "tst_listingformat.moc"
