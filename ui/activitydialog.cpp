// SPDX-License-Identifier: MIT
#include "ui/activitydialog.h"

#include "session/activity.h"
#include "ui/activitydetails.h"
#include "ui/activitymodel.h"
#include "ui/activitytable.h"
#include "ui/dialogtext.h"
#include "ui/emptystate.h"
#include "ui/messagebar.h"
#include "ui/prompts.h"
#include "ui/searchfield.h"
#include "ui/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QFrame>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>

namespace {

constexpr int margin = 16;
constexpr int gap = 8;
constexpr QSize usualSize(1040, 680);
constexpr QSize smallestSize(900, 520);

QString number(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace

class ActivityDialog::Private
{
public:
    Private(ActivityDialog &dialog, Activity &source, Prompts &asking);

    void build();
    QLayout *buildTop();
    QWidget *buildMiddle();
    QLayout *buildButtons();
    QPushButton *button(const QString &name, const QString &text, const QString &toolTip);
    void connectAll();

    void showSelected();
    void selectNewest();
    void showProgress();
    [[nodiscard]] QString countText() const;
    void showEmptyState();

    void verify();
    void chooseExport(ActivityFormat format);
    void confirmReplacing(ActivityFormat format, const QString &path);
    void exportTo(ActivityFormat format, const QString &path);
    void setUsable(const QList<QPushButton *> &buttons, bool isUsable);

    ActivityDialog &q;
    Activity &activity;
    Prompts &prompts;
    ActivityModel *model;
    SearchField *filter = nullptr;
    QLabel *count = nullptr;
    MessageBar *bar = nullptr;
    QStackedWidget *pages = nullptr;
    ActivityTable *table = nullptr;
    EmptyState *empty = nullptr;
    ActivityDetails *details = nullptr;
    QPushButton *csvButton = nullptr;
    QPushButton *jsonButton = nullptr;
    QPushButton *verifyButton = nullptr;
    QPointer<QWidget> focusBefore; ///< the button that had the focus when it was disabled
    QPointer<QWidget> focusRefuge; ///< where Qt put the focus instead
    bool isExporting = false;
};

ActivityDialog::Private::Private(ActivityDialog &dialog, Activity &source, Prompts &asking)
    : q(dialog)
    , activity(source)
    , prompts(asking)
    , model(new ActivityModel(source, &dialog))
{ }

QLayout *ActivityDialog::Private::buildTop()
{
    filter = new SearchField(&q);
    filter->setObjectName(QStringLiteral("activityFilter"));
    filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    filter->setAccessibleName(tr("Filter"));
    filter->setToolTip(
        tr("Every word must occur in token, account, place, what, outcome, date (2026-11-22) or an id"));
    auto *find = new QAction(&q);
    find->setObjectName(QStringLiteral("activityFindAction"));
    find->setShortcuts(QKeySequence::Find);
    QObject::connect(find, &QAction::triggered, filter, &SearchField::begin);
    q.addAction(find);

    count = new QLabel(&q);
    count->setObjectName(QStringLiteral("activityCount"));
    count->setTextFormat(Qt::PlainText);
    auto *line = new QHBoxLayout;
    line->setSpacing(gap);
    line->addWidget(filter, 1);
    line->addStretch(1);
    line->addWidget(count);
    return line;
}

QWidget *ActivityDialog::Private::buildMiddle()
{
    table = new ActivityTable(*model);
    empty = new EmptyState;
    empty->setObjectName(QStringLiteral("activityEmptyState"));
    pages = new QStackedWidget;
    pages->setFrameShape(QFrame::StyledPanel);
    pages->addWidget(table);
    pages->addWidget(empty);
    details = new ActivityDetails;

    auto *splitter = new QSplitter(Qt::Vertical, &q);
    splitter->setObjectName(QStringLiteral("activitySplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(margin);
    splitter->addWidget(pages);
    splitter->addWidget(details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    return splitter;
}

QPushButton *ActivityDialog::Private::button(const QString &name, const QString &text, const QString &toolTip)
{
    auto *made = new QPushButton(text, &q);
    made->setObjectName(name);
    made->setToolTip(toolTip);
    // Return belongs to the filter and the table.
    made->setAutoDefault(false);
    return made;
}

QLayout *ActivityDialog::Private::buildButtons()
{
    csvButton = button(QStringLiteral("exportCsvButton"), tr("Export &CSV…"),
        tr("Writes the operations that the filter shows into a table for spreadsheets"));
    jsonButton = button(QStringLiteral("exportJsonButton"), tr("Export &JSON…"),
        tr("Writes the operations that the filter shows, with every step, for programs"));
    verifyButton = button(QStringLiteral("verifyButton"), tr("&Verify"),
        tr("Looks whether every entry of the journal is as it was written"));
    auto *close = button(QStringLiteral("closeButton"), tr("Close"), {});
    QObject::connect(close, &QPushButton::clicked, &q, &QDialog::reject);
    auto *line = new QHBoxLayout;
    line->setSpacing(gap);
    line->addWidget(csvButton);
    line->addWidget(jsonButton);
    line->addWidget(verifyButton);
    line->addStretch(1);
    line->addWidget(close);
    return line;
}

void ActivityDialog::Private::build()
{
    bar = new MessageBar(&q);
    bar->setObjectName(QStringLiteral("activityBar"));
    auto *layout = new QVBoxLayout(&q);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(gap);
    layout->addLayout(buildTop());
    layout->addWidget(bar);
    layout->addWidget(buildMiddle(), 1);
    layout->addSpacing(gap);
    layout->addLayout(buildButtons());
    filter->setFocus();
}

void ActivityDialog::Private::connectAll()
{
    QObject::connect(
        filter, &QLineEdit::textChanged, model, [this](const QString &text) { model->setFilter(text); });
    QObject::connect(filter, &SearchField::left, table, [this] { table->setFocus(Qt::OtherFocusReason); });
    QObject::connect(table, &ActivityTable::currentOperationChanged, &q, [this] { showSelected(); });
    QObject::connect(model, &ActivityModel::progressed, &q, [this] { showProgress(); });
    QObject::connect(model, &ActivityModel::modelReset, &q, [this] {
        details->showNothing();
        showProgress();
    });
    QObject::connect(model, &ActivityModel::rowsInserted, &q, [this] { selectNewest(); });
    QObject::connect(
        model, &ActivityModel::dataChanged, &q, [this](const QModelIndex &from, const QModelIndex &to) {
            const int row = table->currentIndex().row();
            if (row >= from.row() && row <= to.row())
                showSelected();
        });
    QObject::connect(empty, &EmptyState::pressed, filter, [this] {
        filter->clear();
        filter->setFocus();
    });
    QObject::connect(csvButton, &QPushButton::clicked, &q, [this] { chooseExport(ActivityFormat::Csv); });
    QObject::connect(jsonButton, &QPushButton::clicked, &q, [this] { chooseExport(ActivityFormat::Json); });
    QObject::connect(verifyButton, &QPushButton::clicked, &q, [this] { verify(); });
}

/// The first rows of a new list; what a person selected stays.
void ActivityDialog::Private::selectNewest()
{
    if (!table->currentIndex().isValid())
        table->setCurrentIndex(model->index(0, 0));
}

void ActivityDialog::Private::showSelected()
{
    const QString id = table->currentOperationId();
    const auto entry = id.isEmpty() ? std::nullopt : std::optional(activity.entry(id));
    if (entry && *entry)
        details->showEntry(entry->value());
    else
        details->showNothing();
}

QString ActivityDialog::Private::countText() const
{
    const qint64 shown = model->rowCount();
    const auto all = activity.count();
    if (!all)
        return {};
    if (!model->filter().isEmpty()) {
        if (model->isReading())
            return tr("Found %1, searched %2 of %3…")
                .arg(number(shown), number(model->readCount()), number(all.value()));
        return model->hasEnded() ? tr("%1 of %2 operations").arg(number(shown), number(all.value()))
                                 : tr("The newest %1 that match").arg(number(shown));
    }
    if (model->hasEnded() || all.value() <= shown)
        return all.value() == 1 ? tr("1 operation") : tr("%1 operations").arg(number(all.value()));
    return tr("The newest %1 of %2 operations").arg(number(shown), number(all.value()));
}

void ActivityDialog::Private::showProgress()
{
    count->setText(countText());
    if (const auto error = model->error())
        bar->showText(MessageBar::Tone::Error,
            tr("The journal cannot be read further. What is shown is not all there is."), error->technical);
    const bool isNothing = model->rowCount() == 0 && !model->isReading();
    if (isNothing)
        showEmptyState();
    pages->setCurrentWidget(isNothing ? static_cast<QWidget *>(empty) : table);
    details->setVisible(!isNothing);
    if (!isExporting) {
        csvButton->setEnabled(!isNothing);
        jsonButton->setEnabled(!isNothing);
    }
}

void ActivityDialog::Private::showEmptyState()
{
    if (!model->filter().isEmpty()) {
        empty->setContent({Glyph::Search, tr("No operation matches the filter"),
            tr("Every word must occur in token, account, place, what, outcome, date or an id."),
            tr("Clear the filter")});
        return;
    }
    empty->setContent({Glyph::Clock, tr("Nothing has been done yet"),
        tr("Every create, rotate, change and delete is written down here before its request leaves, and "
           "stays."),
        {}});
}

void ActivityDialog::Private::verify()
{
    setUsable({verifyButton}, false);
    verifyButton->setText(tr("Verifying…"));
    activity.verify(&q)->onFinished(&q, [this](Result<JournalCheck> &&check) {
        verifyButton->setText(tr("&Verify"));
        setUsable({verifyButton}, true);
        if (!check)
            bar->showText(MessageBar::Tone::Error,
                tr("The journal could not be read. Nothing is known of it."), check.error().technical);
        else if (check.value().isSound())
            bar->showText(MessageBar::Tone::Info, OperationText::check(check.value()));
        else
            bar->showText(MessageBar::Tone::Error,
                tr("The journal was changed from outside, or the disk damaged it. %1")
                    .arg(OperationText::check(check.value())));
    });
}

void ActivityDialog::Private::chooseExport(ActivityFormat format)
{
    const bool isCsv = format == ActivityFormat::Csv;
    const QString suffix = isCsv ? QStringLiteral("csv") : QStringLiteral("json");
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    FileQuestion question;
    question.objectName = QStringLiteral("exportFileDialog");
    question.title = isCsv ? tr("Export activity as CSV") : tr("Export activity as JSON");
    question.path =
        QDir(folder).filePath(QStringLiteral("tokenry-activity-%1.%2")
                                  .arg(activity.nowUtc().toLocalTime().date().toString(Qt::ISODate), suffix));
    question.nameFilters = {isCsv ? tr("Tables (*.csv)") : tr("JSON files (*.json)")};
    question.purpose = FileQuestion::Purpose::Save;
    prompts.chooseFile(&q, question, [this, format, suffix](const QString &path) {
        if (path.isEmpty())
            return;
        const bool hasSuffix = !QFileInfo(path).suffix().isEmpty();
        confirmReplacing(format, hasSuffix ? path : path + u'.' + suffix);
    });
}

void ActivityDialog::Private::confirmReplacing(ActivityFormat format, const QString &path)
{
    if (!QFileInfo::exists(path)) {
        exportTo(format, path);
        return;
    }
    Question question;
    question.objectName = QStringLiteral("replaceFileDialog");
    question.headline = tr("Replace %1?").arg(quotedName(QFileInfo(path).fileName()));
    question.text = tr("There is a file of this name already. What is in it is lost.");
    question.confirmLabel = tr("Replace the file");
    question.isDangerous = true;
    prompts.ask(&q, question, [this, format, path](bool isConfirmed) {
        if (isConfirmed)
            exportTo(format, path);
    });
}

/// The focus comes back to the button that was pressed, unless the person has gone elsewhere meanwhile.
void ActivityDialog::Private::setUsable(const QList<QPushButton *> &buttons, bool isUsable)
{
    if (!isUsable)
        focusBefore = q.focusWidget();
    for (QPushButton *each : buttons)
        each->setEnabled(isUsable);
    if (!isUsable)
        focusRefuge = q.focusWidget();
    else if (focusBefore && q.focusWidget() == focusRefuge)
        focusBefore->setFocus(Qt::OtherFocusReason);
}

void ActivityDialog::Private::exportTo(ActivityFormat format, const QString &path)
{
    isExporting = true;
    setUsable({csvButton, jsonButton}, false);
    bar->showText(MessageBar::Tone::Info, tr("Exporting…"));
    activity.exportTo(&q, model->filter(), format, path)
        ->onFinished(&q, [this, path](Result<qint64> &&written) {
            isExporting = false;
            setUsable({csvButton, jsonButton}, true);
            if (written)
                bar->showText(MessageBar::Tone::Info,
                    tr("Operations exported: %1. File: %2")
                        .arg(number(written.value()), QDir::toNativeSeparators(path)));
            else
                bar->showText(MessageBar::Tone::Error,
                    tr("The file was not written: %1").arg(QDir::toNativeSeparators(path)),
                    written.error().technical);
        });
}

ActivityDialog::ActivityDialog(Activity &activity, Prompts &prompts, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(*this, activity, prompts))
{
    setObjectName(QStringLiteral("activityDialog"));
    setWindowTitle(tr("Activity"));
    setMinimumSize(smallestSize);
    d->build();
    d->connectAll();
    d->showProgress();
    resize(usualSize);
}

ActivityDialog::~ActivityDialog() = default;
