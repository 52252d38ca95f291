// SPDX-License-Identifier: MIT
#pragma once

#include "ui/tokenfilter.h"

#include <QTableView>

#include <memory>

/// The table of tokens: our delegate, sortable columns chosen at the header's context menu, extended row
/// selection kept by TokenKey over resets, refreshes and sorting, skeleton rows while the first listing runs.
/// objectName "tokenTable".
class TokenTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenTable)

public:
    explicit TokenTable(TokenFilter &filter, QWidget *parent = nullptr);
    ~TokenTable() override;

    [[nodiscard]] QList<TokenKey> selectedKeys() const; ///< in row order
    void select(const TokenKey &key); ///< selects and scrolls to it
    void setCompact(bool compact); ///< rows of 22 instead of 28 px
    /// Pulsing placeholder rows instead of emptiness; shown after 150 ms, none where motion is reduced.
    void setSkeleton(bool shown);

    [[nodiscard]] QByteArray saveColumns() const;
    bool restoreColumns(const QByteArray &state);

    /// Letters typed here are for shortcuts and the search field, not for jumping about.
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void selectedKeysChanged();
    /// Enter or double click on a row.
    void keyActivated(const TokenKey &key);
    /// Right click or the menu key over rows; `globalPos` in screen coordinates.
    void menuRequested(const QPoint &globalPos);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
