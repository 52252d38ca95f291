// SPDX-License-Identifier: MIT
#include "ui/activitymodel.h"

#include "ui/tokentext.h"

#include <QSet>

#include <algorithm>

namespace {

constexpr int rowsAtOnce = 200;

/// What a row shows; the whole operation is read again when somebody asks for it.
struct Row
{
    qint64 position = 0; ///< in the journal; rows stand in falling order
    QString id;
    Moment at;
    QString account;
    QString token;
    QString what;
    QString outcome;
    QString requestId;
    OperationOutcome::Kind kind = OperationOutcome::Kind::Open;
};

} // namespace

class ActivityModel::Private
{
public:
    Private(ActivityModel &model, Activity &source)
        : q(model)
        , activity(source)
    { }

    [[nodiscard]] Row rowOf(const ActivityEntry &entry);
    [[nodiscard]] QString shared(const QString &text);
    [[nodiscard]] QString cell(const Row &row, int column) const;
    void restart();
    void append(const QList<ActivityEntry> &entries);
    void take(const QStringList &operationIds);
    void takeOne(const ActivityEntry &entry);

    ActivityModel &q;
    Activity &activity;
    ActivityFilter filter;
    ActivityReader *reader = nullptr;
    std::vector<Row> rows;
    QSet<QString> texts; ///< few accounts and outcomes in many rows
    std::optional<Error> error;
};

QString ActivityModel::Private::shared(const QString &text)
{
    return *texts.insert(text);
}

Row ActivityModel::Private::rowOf(const ActivityEntry &entry)
{
    const JournalOperation &operation = entry.operation;
    Row row;
    row.position = operation.position();
    row.id = operation.id;
    if (operation.begunAt().isValid())
        row.at = Moment::at(operation.begunAt());
    row.account = shared(singleLine(operation.facts.accountName));
    row.token = singleLine(operation.facts.tokenName);
    row.what = shared(OperationText::verb(operation.facts.verb));
    row.outcome = shared(entry.outcome.word);
    row.requestId = singleLine(operation.requestId());
    row.kind = entry.outcome.kind;
    return row;
}

void ActivityModel::Private::restart()
{
    q.beginResetModel();
    rows.clear();
    texts.clear();
    error.reset();
    delete reader;
    reader = activity.reader(filter, &q);
    q.endResetModel();
    QObject::connect(
        reader, &ActivityReader::found, &q, [this](const QList<ActivityEntry> &entries) { append(entries); });
    QObject::connect(reader, &ActivityReader::failed, &q, [this](const Error &why) { error = why; });
    QObject::connect(reader, &ActivityReader::progressed, &q, &ActivityModel::progressed);
    QObject::connect(reader, &ActivityReader::paused, &q, &ActivityModel::progressed);
    reader->want(rowsAtOnce);
    Q_EMIT q.progressed();
}

void ActivityModel::Private::append(const QList<ActivityEntry> &entries)
{
    const int first = int(rows.size());
    q.beginInsertRows({}, first, first + int(entries.size()) - 1);
    for (const ActivityEntry &entry : entries)
        rows.push_back(rowOf(entry));
    q.endInsertRows();
}

void ActivityModel::Private::take(const QStringList &operationIds)
{
    for (const QString &id : operationIds) {
        if (const auto entry = activity.entry(id))
            takeOne(entry.value());
    }
}

void ActivityModel::Private::takeOne(const ActivityEntry &entry)
{
    const qint64 position = entry.operation.position();
    const auto place = std::lower_bound(rows.begin(), rows.end(), position,
        [](const Row &row, qint64 wanted) { return row.position > wanted; });
    const int number = int(place - rows.begin());
    if (place != rows.end() && place->position == position) {
        // It stays where it is, even if it matches no more: nothing vanishes under the hand.
        *place = rowOf(entry);
        Q_EMIT q.dataChanged(q.index(number, 0), q.index(number, ColumnCount - 1));
        return;
    }
    // Further down the reader comes by itself.
    if (!reader->hasPassed(position) || !filter.matches(entry.operation, entry.outcome))
        return;
    q.beginInsertRows({}, number, number);
    rows.insert(place, rowOf(entry));
    q.endInsertRows();
    Q_EMIT q.progressed();
}

QString ActivityModel::Private::cell(const Row &row, int column) const
{
    switch (column) {
    case Time:
        return row.at.isKnown() ? momentExact(row.at) : tr("no time");
    case AccountColumn:
        return row.account;
    case TokenColumn:
        return row.token;
    case What:
        return row.what;
    case Outcome:
        return row.outcome;
    case RequestId:
        return row.requestId;
    default:
        return {};
    }
}

ActivityModel::ActivityModel(Activity &activity, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(*this, activity))
{
    connect(&activity, &Activity::changed, this,
        [this](const QStringList &operationIds) { d->take(operationIds); });
    d->restart();
}

ActivityModel::~ActivityModel() = default;

void ActivityModel::setFilter(const QString &text)
{
    const ActivityFilter wanted(text);
    if (wanted == d->filter)
        return;
    d->filter = wanted;
    d->restart();
}

const ActivityFilter &ActivityModel::filter() const
{
    return d->filter;
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(d->rows.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = d->rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return d->cell(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Time ? momentTooltip(row.at, {}) : d->cell(row, index.column());
    case KindRole:
        return int(row.kind);
    default:
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case AccountColumn:
        return tr("Account");
    case TokenColumn:
        return tr("Token");
    case What:
        return tr("What");
    case Outcome:
        return tr("Outcome");
    case RequestId:
        return tr("Request id");
    default:
        return {};
    }
}

bool ActivityModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !d->reader->hasEnded() && !d->reader->isReading();
}

void ActivityModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        d->reader->want(rowsAtOnce);
}

QString ActivityModel::operationIdAt(int row) const
{
    return row >= 0 && row < rowCount() ? d->rows[size_t(row)].id : QString();
}

bool ActivityModel::isReading() const
{
    return d->reader->isReading();
}

bool ActivityModel::hasEnded() const
{
    return d->reader->hasEnded();
}

qint64 ActivityModel::readCount() const
{
    return d->reader->readCount();
}

std::optional<Error> ActivityModel::error() const
{
    return d->error;
}
