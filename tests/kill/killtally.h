// SPDX-License-Identifier: MIT
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

/// What the kills of one deed, or of several, came to.
struct KillTally
{
    int kills = 0; ///< runs that ended by the signal
    int unharmed = 0; ///< runs that were not reached by it
    int lost = 0; ///< values that had reached the program and are not to be had any more
    int falseStatements = 0; ///< what the program said and was not so
    int offered = 0; ///< values that a later run handed out, byte by byte those that were issued
    int delivered = 0; ///< values that are in the file they were wanted in
    int lateAnswers = 0; ///< values that were issued and never reached the vault: told as lost to us
    QMap<QString, int> lastStates; ///< of the journal, after a kill; "-" = no operation was begun
    QMap<QString, int> findings; ///< what looking told afterwards
    QStringList complaints; ///< a sentence for each of `lost` and `falseStatements`

    void addLoss(const QString &sentence)
    {
        ++lost;
        complaints.append(QStringLiteral("LOST: ") + sentence);
    }
    void addFalsehood(const QString &sentence)
    {
        ++falseStatements;
        complaints.append(QStringLiteral("FALSE: ") + sentence);
    }

    void add(const KillTally &other)
    {
        kills += other.kills;
        unharmed += other.unharmed;
        lost += other.lost;
        falseStatements += other.falseStatements;
        offered += other.offered;
        delivered += other.delivered;
        lateAnswers += other.lateAnswers;
        for (auto state = other.lastStates.cbegin(); state != other.lastStates.cend(); ++state)
            lastStates[state.key()] += state.value();
        for (auto finding = other.findings.cbegin(); finding != other.findings.cend(); ++finding)
            findings[finding.key()] += finding.value();
        complaints += other.complaints;
    }

    /// "34 kills (- 12, begun 3, …), …"
    [[nodiscard]] QString text() const
    {
        return QStringLiteral(
            "%1 kills (%2), %3 offered again, %4 delivered, %5 done and never kept; looked up: %6")
            .arg(kills)
            .arg(counts(lastStates))
            .arg(offered)
            .arg(delivered)
            .arg(lateAnswers)
            .arg(counts(findings));
    }

private:
    [[nodiscard]] static QString counts(const QMap<QString, int> &map)
    {
        QStringList parts;
        for (auto entry = map.cbegin(); entry != map.cend(); ++entry)
            parts.append(QStringLiteral("%1 %2").arg(entry.key()).arg(entry.value()));
        return parts.isEmpty() ? QStringLiteral("none") : parts.join(QStringLiteral(", "));
    }
};
