//! A list that grows at its end, cheap to copy and to compare however long it is.

use std::rc::Rc;

/// Parts in a section, and sections in a group.
const FAN_OUT: usize = 32;
const GROUP: usize = FAN_OUT * FAN_OUT;

/// A run of neighbouring parts.
///
/// Two sections are equal when they are the same one in memory: a change in any of its parts makes
/// a new section.
#[derive(Debug)]
pub struct Section<T: ?Sized>(Rc<Vec<Rc<T>>>);

/// A run of neighbouring sections, compared as they are.
#[derive(Debug)]
pub struct Group<T: ?Sized>(Rc<Vec<Section<T>>>);

/// Parts in their order, each at a place that names it for good.
///
/// Copying costs one step per 1024 parts. A renderer that draws groups, sections in them and parts
/// in those skips whatever is the same in memory, so that one new word does not touch a long text.
#[derive(Debug)]
pub struct Seq<T: ?Sized> {
    groups: Vec<Group<T>>,
}

impl<T: ?Sized> Section<T> {
    /// The parts, in their order.
    pub fn parts(&self) -> &[Rc<T>] {
        &self.0
    }

    fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Group<T> {
    /// The sections, in their order.
    pub fn sections(&self) -> &[Section<T>] {
        &self.0
    }

    fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ?Sized> Seq<T> {
    /// How many parts a section holds, the last one aside.
    pub const SECTION: usize = FAN_OUT;
    /// How many parts a group holds, the last one aside.
    pub const GROUP: usize = GROUP;

    /// No parts.
    pub const fn new() -> Self {
        Self { groups: Vec::new() }
    }

    /// The parts in groups; a group's position names it for good.
    pub fn groups(&self) -> &[Group<T>] {
        &self.groups
    }

    /// The parts, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<T>> {
        let sections = self.groups.iter().flat_map(|group| group.0.iter());
        sections.flat_map(|section| section.0.iter())
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        let Some((group, full)) = self.groups.split_last() else {
            return 0;
        };
        let within = group
            .0
            .split_last()
            .map_or(0, |(section, full)| full.len() * FAN_OUT + section.0.len());
        full.len() * GROUP + within
    }

    /// Whether there is no part.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The part at `position`.
    pub fn get(&self, position: usize) -> Option<&Rc<T>> {
        let group = self.groups.get(position / GROUP)?;
        let section = group.0.get(position % GROUP / FAN_OUT)?;
        section.0.get(position % FAN_OUT)
    }

    /// The last part.
    pub fn last(&self) -> Option<&Rc<T>> {
        self.groups.last()?.0.last()?.0.last()
    }

    /// Adds a part at the end.
    pub(crate) fn push(&mut self, part: Rc<T>) {
        if self.groups.last().is_none_or(|group| {
            group.0.len() == FAN_OUT && group.0.last().is_some_and(|last| last.0.len() == FAN_OUT)
        }) {
            self.groups.push(Group(Rc::new(Vec::new())));
        }
        let Some(group) = self.groups.last_mut() else {
            return;
        };
        let sections = Rc::make_mut(&mut group.0);
        if sections.last().is_none_or(|last| last.0.len() == FAN_OUT) {
            sections.push(Section(Rc::new(Vec::new())));
        }
        if let Some(section) = sections.last_mut() {
            Rc::make_mut(&mut section.0).push(part);
        }
    }

    /// Puts `part` in the place of the one at `position`, or behind the last.
    pub(crate) fn put(&mut self, position: usize, part: Rc<T>) {
        if position >= self.len() {
            return self.push(part);
        }
        if let Some(group) = self.groups.get_mut(position / GROUP)
            && let Some(section) = Rc::make_mut(&mut group.0).get_mut(position % GROUP / FAN_OUT)
            && let Some(place) = Rc::make_mut(&mut section.0).get_mut(position % FAN_OUT)
        {
            *place = part;
        }
    }

    /// Drops every part from `length` on.
    pub(crate) fn truncate(&mut self, length: usize) {
        if length >= self.len() {
            return;
        }
        self.groups.truncate(length.div_ceil(GROUP));
        let rest = length - GROUP * (length / GROUP);
        if rest > 0
            && let Some(group) = self.groups.last_mut()
        {
            let sections = Rc::make_mut(&mut group.0);
            sections.truncate(rest.div_ceil(FAN_OUT));
            if !rest.is_multiple_of(FAN_OUT)
                && let Some(section) = sections.last_mut()
            {
                Rc::make_mut(&mut section.0).truncate(rest % FAN_OUT);
            }
        }
    }

    /// Takes over what `old` has in common, after `adopt` was asked to do so for every pair of parts
    /// that are not the same in memory.
    pub(crate) fn share(&mut self, old: &Self, adopt: impl Fn(&Rc<T>, &mut Rc<T>)) {
        for (new, old) in self.groups.iter_mut().zip(&old.groups) {
            if new.is(old) {
                continue;
            }
            for (new, old) in Rc::make_mut(&mut new.0).iter_mut().zip(old.0.iter()) {
                if new.is(old) {
                    continue;
                }
                for (new, old) in Rc::make_mut(&mut new.0).iter_mut().zip(old.0.iter()) {
                    if !Rc::ptr_eq(old, new) {
                        adopt(old, new);
                    }
                }
                let parts = new.0.iter().zip(old.0.iter());
                if new.0.len() == old.0.len() && parts.into_iter().all(|(a, b)| Rc::ptr_eq(a, b)) {
                    *new = old.clone();
                }
            }
            let mut sections = new.0.iter().zip(old.0.iter());
            if new.0.len() == old.0.len() && sections.all(|(a, b)| a.is(b)) {
                *new = old.clone();
            }
        }
    }
}

impl<T> Seq<T> {
    /// The parts themselves, for whoever takes the list apart.
    pub(crate) fn into_parts(self) -> impl Iterator<Item = Rc<T>> {
        let sections = self
            .groups
            .into_iter()
            .flat_map(|group| Rc::unwrap_or_clone(group.0));
        sections.flat_map(|section| Rc::unwrap_or_clone(section.0))
    }
}

impl<T: ?Sized> Clone for Section<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> Clone for Group<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: ?Sized> Clone for Seq<T> {
    fn clone(&self) -> Self {
        Self {
            groups: self.groups.clone(),
        }
    }
}

impl<T: ?Sized> Default for Seq<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: ?Sized> PartialEq for Section<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl<T: ?Sized> Eq for Section<T> {}

impl<T: ?Sized> PartialEq for Group<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl<T: ?Sized> Eq for Group<T> {}

/// Lists are equal when their parts are; what is the same in memory is not looked into.
impl<T: ?Sized + Eq> PartialEq for Seq<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &Section<T>, b: &Section<T>| a.is(b) || a.0 == b.0;
        self.len() == other.len()
            && self
                .groups
                .iter()
                .zip(&other.groups)
                .all(|(a, b)| a.is(b) || a.0.iter().zip(b.0.iter()).all(|(a, b)| same(a, b)))
    }
}

impl<T: ?Sized + Eq> Eq for Seq<T> {}

impl<T: ?Sized> FromIterator<Rc<T>> for Seq<T> {
    fn from_iter<I: IntoIterator<Item = Rc<T>>>(parts: I) -> Self {
        let mut seq = Self::new();
        for part in parts {
            seq.push(part);
        }
        seq
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize) -> Seq<usize> {
        (0..count).map(Rc::new).collect()
    }

    #[test]
    fn parts_come_back_in_their_order() {
        for count in [0, 1, 31, 32, 33, 1_023, 1_024, 1_025, 3_000] {
            let seq = numbers(count);
            assert_eq!(seq.len(), count);
            assert!(seq.iter().map(|part| **part).eq(0..count));
            assert!((0..count).all(|at| seq.get(at).is_some_and(|part| **part == at)));
            assert!(seq.get(count).is_none());
            for length in [0, 1, 32, 1_024, count / 2, count] {
                let mut cut = seq.clone();
                cut.truncate(length);
                assert!(cut.iter().map(|part| **part).eq(0..length.min(count)));
                assert!(seq.iter().map(|part| **part).eq(0..count));
            }
        }
    }

    #[test]
    fn sharing_finds_what_says_the_same() {
        let old = numbers(2_100);
        let mut new = numbers(2_100);
        new.put(2_099, Rc::new(7));
        new.share(&old, |old, new| {
            if old == new {
                *new = Rc::clone(old);
            }
        });
        assert_eq!(new.groups()[..2], old.groups()[..2]);
        assert_ne!(new.groups()[2], old.groups()[2]);
        assert_eq!(new.groups()[2].sections()[0], old.groups()[2].sections()[0]);
        assert_ne!(new, old);
        new.put(2_099, Rc::new(2_099));
        assert_eq!(new, old);
    }
}
