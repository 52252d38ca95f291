// SPDX-License-Identifier: MIT
#include "support/screentext.h"

#include "support/canaryscan.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMetaProperty>
#include <QMimeData>
#include <QPointer>
#include <QTextDocument>
#include <QWidget>

#include <algorithm>

namespace {

constexpr int lastRole = Qt::UserRole + 20;
constexpr int mostRows = 100;

int lookedAt = 0;

bool isInside(const QObject *object, const QObject *ancestor)
{
    for (const QObject *at = object; at; at = at->parent()) {
        if (at == ancestor)
            return true;
    }
    return false;
}

/// What a person types where dots are shown.
bool isTyped(const QObject *object, const char *property)
{
    const auto *field = qobject_cast<const QLineEdit *>(object);
    return field && field->isVisible() && field->echoMode() == QLineEdit::Password
        && (qstrcmp(property, "text") == 0 || qstrcmp(property, "selectedText") == 0);
}

class Look final
{
public:
    Look(const CanaryScan &scan, const QWidget *shown)
        : m_scan(scan)
        , m_shown(shown)
    { }

    [[nodiscard]] QStringList found() const { return m_found; }

    void object(const QObject &object)
    {
        if (m_shown && isInside(&object, m_shown))
            return;
        const QMetaObject *meta = object.metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i) {
            const QMetaProperty property = meta->property(i);
            if (property.isReadable() && !isTyped(&object, property.name()))
                value(object, property.name(), property.read(&object));
        }
        const QList<QByteArray> names = object.dynamicPropertyNames();
        for (const QByteArray &name : names)
            value(object, name.constData(), object.property(name.constData()));
        if (const auto *document = qobject_cast<const QTextDocument *>(&object))
            text(object, "document", document->toPlainText());
        if (const auto *view = qobject_cast<const QAbstractItemView *>(&object); view && view->model())
            model(*view, *view->model(), {});
    }

    void accessible(QAccessibleInterface *interface, int depth = 0)
    {
        constexpr int deepest = 40;
        if (!interface || !interface->isValid() || depth > deepest)
            return;
        if (m_shown && interface->object() && isInside(interface->object(), m_shown))
            return;
        const QObject *object = interface->object() ? interface->object() : qApp;
        for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
                 QAccessible::Help, QAccessible::Accelerator})
            text(*object, "as assistive technology hears it", interface->text(kind));
        if (QAccessibleTextInterface *words = interface->textInterface())
            text(*object, "as assistive technology reads it", words->text(0, words->characterCount()));
        const int children = std::min(interface->childCount(), mostRows * 10);
        for (int i = 0; i < children; ++i)
            accessible(interface->child(i), depth + 1);
    }

    void text(const QObject &object, const char *where, const QString &words)
    {
        bytes(object, where, words.toUtf8());
    }

private:
    void bytes(const QObject &object, const char *where, const QByteArray &content)
    {
        if (content.size() < CanaryScan::piece)
            return;
        ++lookedAt;
        const QStringList hits = m_scan.findIn(content);
        for (const QString &hit : hits) {
            m_found.append(QStringLiteral("%1 %2, %3: %4")
                               .arg(QLatin1String(object.metaObject()->className()), object.objectName(),
                                   QLatin1String(where), hit));
        }
    }

    void value(const QObject &object, const char *where, const QVariant &content)
    {
        if (content.typeId() == QMetaType::QByteArray) {
            bytes(object, where, content.toByteArray());
            return;
        }
        if (content.canConvert<QStringList>() && content.typeId() != QMetaType::QString)
            text(object, where, content.toStringList().join(u'\n'));
        if (content.canConvert<QString>())
            text(object, where, content.toString());
    }

    void model(const QObject &view, const QAbstractItemModel &rows, const QModelIndex &parent)
    {
        for (int row = 0; row < std::min(rows.rowCount(parent), mostRows); ++row) {
            for (int column = 0; column < rows.columnCount(parent); ++column) {
                const QModelIndex index = rows.index(row, column, parent);
                for (int role = Qt::DisplayRole; role <= Qt::InitialSortOrderRole; ++role)
                    value(view, "a row", index.data(role));
                for (int role = Qt::UserRole; role <= lastRole; ++role)
                    value(view, "a row", index.data(role));
                if (column == 0)
                    model(view, rows, index);
            }
        }
    }

    const CanaryScan &m_scan;
    const QWidget *const m_shown;
    QStringList m_found;
};

} // namespace

QStringList ScreenText::find(const CanaryScan &scan, const QWidget *shown)
{
    Look look(scan, shown);
    lookedAt = 0;
    look.object(*qApp);
    // Reading a property may make objects, or end them.
    QList<QPointer<QObject>> all;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        all.append(window);
        const QList<QObject *> below = window->findChildren<QObject *>();
        for (QObject *object : below)
            all.append(object);
    }
    for (const QPointer<QObject> &object : all) {
        if (object)
            look.object(*object);
    }
    for (const QPointer<QObject> &window : all) {
        if (window && window->isWidgetType() && !window->parent())
            look.accessible(QAccessible::queryAccessibleInterface(window));
    }
    return look.found();
}

QStringList ScreenText::findOnClipboard(const CanaryScan &scan)
{
    QStringList found;
    for (const auto mode : {QClipboard::Clipboard, QClipboard::Selection, QClipboard::FindBuffer}) {
        const QMimeData *content = QGuiApplication::clipboard()->mimeData(mode);
        const QStringList formats = content ? content->formats() : QStringList();
        for (const QString &format : formats) {
            const QStringList hits = scan.findIn(content->data(format));
            for (const QString &hit : hits)
                found.append(format + QStringLiteral(": ") + hit);
        }
    }
    return found;
}

int ScreenText::looked()
{
    return lookedAt;
}
