// SPDX-License-Identifier: MIT
#include "ui/activitydetails.h"

#include "session/activityentry.h"
#include "ui/activitydelegate.h"
#include "ui/dialogtext.h"
#include "ui/facttext.h"
#include "ui/outcomeshape.h"
#include "ui/statusbadge.h"
#include "ui/theme.h"
#include "ui/tokentext.h"

#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace {

/// The facts in the order they are shown.
enum class Fact { Account, Place, TokenId, Wanted, RequestId, Operation };

constexpr Fact allFacts[] = {
    Fact::Account, Fact::Place, Fact::TokenId, Fact::Wanted, Fact::RequestId, Fact::Operation};

constexpr int gap = 8;
constexpr int groupGap = 16;
constexpr int columnCount = 3; ///< time, step, answer
constexpr int stepRow = 24;

bool isId(Fact fact)
{
    return fact == Fact::TokenId || fact == Fact::RequestId || fact == Fact::Operation;
}

QString timeOf(const QDateTime &at)
{
    return at.isValid() ? momentExact(Moment::at(at)) : ActivityDetails::tr("no time");
}

/// Status and request id of the answer; the kind of trouble where there was none.
QString answerOf(const EventDetails &details)
{
    QStringList parts;
    if (details.httpStatus > 0)
        parts.append(QString::number(details.httpStatus));
    if (!details.requestId.isEmpty())
        parts.append(singleLine(details.requestId));
    if (details.httpStatus == 0 && !details.errorKind.isEmpty())
        parts.append(details.errorKind);
    return parts.join(QStringLiteral(", "));
}

} // namespace

class ActivityDetails::Private
{
public:
    explicit Private(ActivityDetails &details)
        : q(details)
        , pages(new QStackedLayout(&q))
    { }

    void build();
    QWidget *buildFacts();
    QWidget *buildSteps();
    void setFact(Fact fact, const QString &text);
    void showFacts(const JournalOperation &operation);
    void showSteps(const JournalOperation &operation);
    void useTheme();
    [[nodiscard]] static QString labelOf(Fact fact);

    struct Row
    {
        QLabel *label = nullptr;
        FactText *text = nullptr;
    };

    ActivityDetails &q;
    QStackedLayout *pages;
    QLabel *message = nullptr;
    QWidget *content = nullptr;
    FactText *headline = nullptr;
    StatusBadge *badge = nullptr;
    FactText *sentence = nullptr;
    QScrollArea *factArea = nullptr;
    QTableWidget *steps = nullptr;
    std::map<Fact, Row> rows;
};

QString ActivityDetails::Private::labelOf(Fact fact)
{
    switch (fact) {
    case Fact::Account:
        return tr("Account");
    case Fact::Place:
        return tr("Place");
    case Fact::TokenId:
        return tr("Token id");
    case Fact::Wanted:
        return tr("Wanted");
    case Fact::RequestId:
        return tr("Request id");
    case Fact::Operation:
        return tr("Operation");
    }
    return {};
}

QWidget *ActivityDetails::Private::buildFacts()
{
    auto *facts = new QWidget;
    auto *grid = new QGridLayout(facts);
    grid->setContentsMargins(0, 0, gap, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const Fact fact : allFacts) {
        Row row;
        row.label = new QLabel(labelOf(fact));
        row.label->setTextFormat(Qt::PlainText);
        row.text = new FactText(nullptr);
        row.text->setAccessibleName(labelOf(fact));
        if (isId(fact)) {
            QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            fixed.setPointSizeF(q.font().pointSizeF());
            row.text->setFont(fixed);
        }
        grid->addWidget(row.label, line, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(row.text, line, 1, Qt::AlignTop);
        rows.emplace(fact, row);
        ++line;
    }
    grid->setRowStretch(line, 1);

    factArea = new QScrollArea;
    factArea->setFrameShape(QFrame::NoFrame);
    factArea->setWidgetResizable(true);
    factArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    factArea->setFocusPolicy(Qt::NoFocus);
    factArea->setWidget(facts);
    factArea->viewport()->setAutoFillBackground(false);
    facts->setAutoFillBackground(false);
    return factArea;
}

QWidget *ActivityDetails::Private::buildSteps()
{
    steps = new QTableWidget(0, columnCount);
    steps->setObjectName(QStringLiteral("activitySteps"));
    steps->setAccessibleName(tr("Steps of the operation"));
    steps->setItemDelegate(new ActivityDelegate(steps));
    steps->setHorizontalHeaderLabels({tr("Time"), tr("Step"), tr("Answer")});
    steps->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    steps->horizontalHeader()->setHighlightSections(false);
    steps->horizontalHeader()->setStretchLastSection(true);
    steps->verticalHeader()->hide();
    steps->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    steps->setSelectionBehavior(QAbstractItemView::SelectRows);
    steps->setSelectionMode(QAbstractItemView::SingleSelection);
    steps->setEditTriggers(QAbstractItemView::NoEditTriggers);
    steps->setAlternatingRowColors(true);
    steps->setShowGrid(false);
    steps->setWordWrap(false);
    steps->setCornerButtonEnabled(false);
    steps->setTabKeyNavigation(false);
    steps->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    return steps;
}

void ActivityDetails::Private::build()
{
    message = new QLabel;
    message->setObjectName(QStringLiteral("activityDetailsMessage"));
    message->setTextFormat(Qt::PlainText);
    message->setAlignment(Qt::AlignCenter);
    message->setWordWrap(true);

    content = new QWidget;
    headline = new FactText(content);
    headline->setObjectName(QStringLiteral("activityHeadline"));
    headline->setAccessibleName(tr("Operation"));
    QFont larger = headline->font();
    larger.setPointSizeF(larger.pointSizeF() + 1);
    larger.setWeight(QFont::DemiBold);
    headline->setFont(larger);
    badge = new StatusBadge(content);
    badge->setObjectName(QStringLiteral("activityOutcome"));
    sentence = new FactText(content);
    sentence->setObjectName(QStringLiteral("activitySentence"));
    sentence->setAccessibleName(tr("Outcome"));

    auto *left = new QWidget(content);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(headline);
    column->addWidget(badge);
    column->addWidget(sentence);
    column->addSpacing(4);
    column->addWidget(buildFacts(), 1);
    auto *line = new QHBoxLayout(content);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(groupGap);
    line->addWidget(left, 3);
    line->addWidget(buildSteps(), 5);

    pages->addWidget(message);
    pages->addWidget(content);
    useTheme();
}

void ActivityDetails::Private::useTheme()
{
    // Muted is a colour, not a disabled state: a label stays readable for everyone.
    QPalette muted = q.palette();
    muted.setColor(QPalette::WindowText, themeColours(muted).mutedText);
    message->setPalette(muted);
    for (const auto &[fact, row] : rows)
        row.label->setPalette(muted);
    steps->verticalHeader()->setMinimumSectionSize(1);
    steps->verticalHeader()->setDefaultSectionSize(std::max(stepRow, q.fontMetrics().height() + gap));
}

void ActivityDetails::Private::setFact(Fact fact, const QString &text)
{
    const Row &row = rows.at(fact);
    row.label->setVisible(!text.isEmpty());
    row.text->setVisible(!text.isEmpty());
    row.text->showText(text);
}

void ActivityDetails::Private::showFacts(const JournalOperation &operation)
{
    const OperationFacts &facts = operation.facts;
    setFact(Fact::Account, singleLine(facts.accountName));
    setFact(Fact::Place, singleLine(facts.placeName));
    setFact(Fact::TokenId, operation.tokenId());
    setFact(Fact::Wanted, OperationText::wanted(facts));
    setFact(Fact::RequestId, operation.requestId());
    setFact(Fact::Operation, operation.id);
    factArea->verticalScrollBar()->setValue(0);
}

void ActivityDetails::Private::showSteps(const JournalOperation &operation)
{
    steps->setRowCount(int(operation.events.size()));
    int row = 0;
    for (const JournalEvent &event : operation.events) {
        const QString what = event.isDamaged ? tr("This entry cannot be read whole.")
                                             : OperationText::step(event, operation.facts.verb);
        const QStringList cells{timeOf(event.at), what, answerOf(event.details)};
        for (int column = 0; column < columnCount; ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setToolTip(cells.at(column));
            steps->setItem(row, column, item);
        }
        ++row;
    }
    steps->resizeColumnToContents(0);
    steps->resizeColumnToContents(1);
}

ActivityDetails::ActivityDetails(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(*this))
{
    setObjectName(QStringLiteral("activityDetails"));
    setAccessibleName(tr("Details of the selected operation"));
    d->build();
    showNothing();
}

ActivityDetails::~ActivityDetails() = default;

void ActivityDetails::showNothing()
{
    d->message->setText(tr("Select an operation to see each of its steps."));
    d->pages->setCurrentWidget(d->message);
}

void ActivityDetails::showEntry(const ActivityEntry &entry)
{
    const JournalOperation &operation = entry.operation;
    const QString name = operation.facts.tokenName;
    const QString verb = OperationText::verb(operation.facts.verb);
    //: %1: "Rotate"; %2: the token's name in quotation marks
    d->headline->showText(name.isEmpty() ? verb : tr("%1 %2").arg(verb, quotedName(name)));
    d->badge->showWord(shapeOf(entry.outcome.kind), entry.outcome.word);
    d->sentence->showText(entry.outcome.sentence);
    d->showFacts(operation);
    d->showSteps(operation);
    d->pages->setCurrentWidget(d->content);
}

void ActivityDetails::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::FontChange)
        d->useTheme();
}
