//! Which rows are drawn as one, under the same name for as long as there is anything of it.

use std::collections::{HashMap, HashSet};

use super::RowId;
use super::context::Run;

/// The groups of a transcript.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    /// The group that a row is or was in last: what comes back comes back to it.
    of: HashMap<RowId, RowId>,
    members: HashMap<RowId, Vec<RowId>>,
}

/// A turn's rows with its groups among them.
#[derive(Debug, Default)]
pub(crate) struct Arranged {
    pub(crate) rows: Vec<RowId>,
    /// Groups that have other members than before.
    pub(crate) changed: Vec<RowId>,
}

impl Groups {
    /// The rows of a group; empty for what is none, or none any more.
    pub(crate) fn members(&self, group: RowId) -> &[RowId] {
        self.members.get(&group).map_or(&[], Vec::as_slice)
    }

    /// The group that a row is in.
    pub(crate) fn of(&self, row: RowId) -> Option<RowId> {
        let group = *self.of.get(&row)?;
        self.members(group).contains(&row).then_some(group)
    }

    /// Names the groups of a turn, which was `before`. A group is the one of its first member;
    /// `make` gives a new name.
    pub(crate) fn arrange(
        &mut self,
        runs: Vec<Run>,
        before: &[RowId],
        mut make: impl FnMut() -> RowId,
    ) -> Arranged {
        let mut arranged = Arranged::default();
        let mut named = HashSet::new();
        for run in runs {
            let members = match run {
                Run::One(row) => {
                    arranged.rows.push(row);
                    continue;
                }
                Run::Context(members) => members,
            };
            let group = members.first().and_then(|first| self.claim(*first));
            let group = group.unwrap_or_else(&mut make);
            for member in &members {
                self.of.insert(*member, group);
            }
            let known = self.members.insert(group, members);
            if known.as_deref() != Some(self.members(group)) {
                arranged.changed.push(group);
            }
            arranged.rows.push(group);
            named.insert(group);
        }
        for gone in before.iter().filter(|row| !named.contains(row)) {
            self.members.remove(gone);
        }
        arranged
    }

    /// The group that `first` is to be in, unless it has become another's.
    fn claim(&self, first: RowId) -> Option<RowId> {
        let group = *self.of.get(&first)?;
        let members = self.members(group);
        (members.is_empty() || members.contains(&first)).then_some(group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arranges one turn after the other and tells the last one's rows.
    fn check(steps: &[&[&[u32]]], expected: &[u32]) {
        let mut groups = Groups::default();
        let mut next = 100;
        let mut rows = Vec::new();
        for step in steps {
            let runs = step
                .iter()
                .map(|members| match members {
                    [row] if *row >= 50 => Run::One(RowId(*row)),
                    members => Run::Context(members.iter().copied().map(RowId).collect()),
                })
                .collect();
            let arranged = groups.arrange(runs, &rows, || {
                next += 1;
                RowId(next)
            });
            rows = arranged.rows;
        }
        assert_eq!(
            rows,
            expected.iter().copied().map(RowId).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_group_keeps_its_name_while_it_grows_and_when_it_comes_back() {
        check(&[&[&[1]], &[&[1, 2]], &[&[1, 2, 3]]], &[101]);
        check(&[&[&[1, 2]], &[], &[&[1, 2]]], &[101]);
    }

    #[test]
    fn what_is_split_off_gets_a_name_of_its_own() {
        check(&[&[&[1, 2]], &[&[1], &[50], &[2]]], &[101, 50, 102]);
        check(&[&[&[1, 2]], &[&[1], &[50], &[2]], &[&[1, 2]]], &[101]);
    }
}
